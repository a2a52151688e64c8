package pipeline

import (
	"encoding/binary"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/csvfile"
)

// Codes of what is told of a run.
const (
	CodeAstray = "decisions-astray"
	CodeDeaf   = "survivor-unused"
)

// The first byte of a row's key in review/duplicates.csv: groups with a record that telephony made, such records that fit nobody,
// all other groups.
const (
	lone  = 1
	other = 2
)

// alone lists the records of a unit that a telephony integration made and that are in no group: nobody has the number that they
// stand for, at least not in a form that can be read.
func (w *twinWriter) alone(members []*twin) error {
	for _, t := range members {
		if !t.made || t.passed || w.single.has(uint32(t.row)) || w.listed.has(uint32(t.row)) {
			continue
		}
		w.single.add(uint32(t.row))
		if w.sink.folder == nil {
			continue
		}
		key := [17]byte{lone}
		binary.BigEndian.PutUint32(key[1:], uint32(t.row))
		if err := w.rows.Add(key[:], w.layAlone(t)); err != nil {
			return err
		}
	}
	return nil
}

// layAlone lays out the row of a record that fits nobody, and its line of the journal.
func (w *twinWriter) layAlone(t *twin) []byte {
	file, own := w.locate(int(t.row))
	e := &w.event
	*e = journal.Event{
		Act: journal.Flag, File: w.inputs[file].Name, Row: int64(own), Line: t.line, Key: t.key, Who: t.who,
		Codes: append(e.Codes[:0], dedupe.CodeMadeAlone),
	}
	value := e.Append(nil)
	line := len(value)
	_, text := w.why(e.Codes)
	w.cells = append(w.cells[:0], "", "", "", Harmless(e.File), Harmless(t.Key), itoa(own), Harmless(t.who), text, "", "", "")
	for _, v := range t.member.Values {
		w.cells = append(w.cells, Harmless(v))
	}
	value = csvfile.AppendRow(value, w.cells, w.reviews)
	return binary.LittleEndian.AppendUint32(value, uint32(line))
}

// leave counts the records that are in no group after all.
func (w *twinWriter) leave() {
	for i, bits := range w.single {
		for at := range 64 {
			if row := uint32(i*64 + at); bits&(1<<at) != 0 && !w.listed.has(row) {
				w.counts.Unmatched++
			}
		}
	}
	w.say()
	if w.counts.Unmatched > 0 {
		w.sink.totals.codes.add(dedupe.CodeMadeAlone, w.counts.Unmatched)
	}
}

// say tells of criteria for the record that stays which decided nothing: there is no such column, or no such owner.
func (w *twinWriter) say() {
	w.deaf = nil
	for _, o := range w.opt.Duplicates.Order {
		col := 0
		switch o {
		case dedupe.Oldest, dedupe.Newest:
			col = w.cols.created
		case dedupe.LastUpdated:
			col = w.Binding.Modified
		case dedupe.NamedOwner, dedupe.WantedOwner:
			col = w.cols.owner
		case dedupe.MostComplete:
		}
		if col < 0 || o == dedupe.WantedOwner && !w.wanted && w.counts.Groups > 0 {
			w.deaf = append(w.deaf, o)
		}
	}
}
