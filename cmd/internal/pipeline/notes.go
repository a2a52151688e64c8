package pipeline

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/phone"
)

// A note is what the first pass found out about a record and what the later ones would find again: who it is, and the
// numbers of the phone cells that no other record has a say in. It has
//
//	2 bytes   its length, these included; a note of no more says nothing
//	1 byte    noteNamed: the record is named, as of [identity.person]; noteAll: no cell is cellText;
//	          noteAdrift: its country cells name no country
//	4 bytes   who it is
//	4 bytes   the hash of its e-mail address
//	for each field of the rules a byte, which is one of the constants, behind cellMarked a mark of 16 bytes
const (
	cellEmpty  = iota
	cellText   // must be read
	cellMarked // was read: see [phone.Mark]
)

const (
	noteNamed = 1 << iota
	noteAll
	noteAdrift
)

const (
	noteHead  = 2
	noteFixed = noteHead + 1 + 4 + 4
	markBytes = 16
)

// notes are those of the records of one batch.
type notes struct {
	buf []byte
	at  []int32 // by record where its note begins; -1 for records that are no contacts; empty where there are no notes
}

// of gives the note of record i, nil if there is none.
func (n *notes) of(i int) []byte {
	if len(n.at) == 0 || n.at[i] < 0 {
		return nil
	}
	note := n.buf[n.at[i]:]
	if note = note[:binary.LittleEndian.Uint16(note)]; len(note) == noteHead {
		return nil
	}
	return note
}

// section is a batch with its notes.
type section struct {
	record.Batch
	file int // the input that it is of
	// before are the rows of the inputs before that one; of a section that was kept, the pass knows them.
	before int
	notes  notes
	kept   *keptReader // where the section is still to be read from; nil if it is here
	block  int
	xml    []byte // of its rows, where they are those of a workbook that is written anew
	from   int64  // where in the sheet that stands
}

// appendNote notes what is known of record i, which was identified and located, from itself alone. Marks has the marked
// number of each field then.
func (r *reader) appendNote(dst []byte, b *record.Batch, i int) []byte {
	start := len(dst)
	flags := byte(noteAll)
	if r.self.named {
		flags |= noteNamed
	}
	if r.ctx.Country == "" {
		flags |= noteAdrift
	}
	dst = append(dst, 0, 0, 0)
	dst = binary.LittleEndian.AppendUint32(dst, r.contact.Person)
	dst = binary.LittleEndian.AppendUint32(dst, r.contact.Mail)
	for f, col := range r.Columns {
		r.marks[f] = 0
		cell := b.Value(i, col, &r.scratch)
		if r.amended(f) { // What it comes to, other records may have a say in.
			dst = append(dst, cellText)
			flags &^= noteAll
			continue
		}
		if len(cell) == 0 {
			dst = append(dst, cellEmpty)
			continue
		}
		m, ok := r.cells.Mark(cell, &r.ctx)
		r.marks[f] = m.Number
		if !ok {
			dst = append(dst, cellText)
			flags &^= noteAll
			continue
		}
		dst = append(dst, cellMarked)
		dst = binary.LittleEndian.AppendUint64(dst, m.Number)
		dst = binary.LittleEndian.AppendUint64(dst, uint64(m.Rest))
	}
	if len(dst)-start > 1<<16-1 { // thousands of phone columns
		return append(dst[:start], noteHead, 0)
	}
	binary.LittleEndian.PutUint16(dst[start:], uint16(len(dst)-start))
	dst[start+noteHead] = flags
	return dst
}

// noNote notes nothing.
func noNote(dst []byte) []byte { return append(dst, noteHead, 0) }

// recall takes over what a note says; it reports whether the record is named, and whether all cells are known.
func (r *reader) recall(note []byte) (named, all bool) {
	c := &r.contact
	named, all = note[noteHead]&noteNamed != 0, true
	c.Adrift = note[noteHead]&noteAdrift != 0
	c.Person = binary.LittleEndian.Uint32(note[noteHead+1:])
	c.Mail = binary.LittleEndian.Uint32(note[noteHead+5:])
	note = note[noteFixed:]
	r.unread = r.unread[:0]
	for f := range r.Columns {
		kind := note[0]
		note = note[1:]
		switch kind {
		case cellEmpty:
			c.Readings[f] = phone.Reading{Numbers: c.Readings[f].Numbers[:0]}
			continue
		case cellMarked:
			m := phone.Mark{Number: binary.LittleEndian.Uint64(note), Rest: phone.Rest(binary.LittleEndian.Uint64(note[8:]))}
			note = note[markBytes:]
			if len(r.fillers) == 0 || !r.fillers.number(m.Number) {
				r.cells.Recall(&c.Readings[f], m)
				continue
			}
		}
		r.unread, all = append(r.unread, f), false
	}
	return named, all
}

// marked appends the numbers that a contact holds, as [reader.holdings] does, where its note says all about its cells: what is
// marked is sure, and no label says that it is a fax number.
func (r *reader) marked(hs []held, note []byte, row uint32) []held {
	h := dedupe.Holder{
		Row: row, Person: binary.LittleEndian.Uint32(note[noteHead+1:]), Mail: binary.LittleEndian.Uint32(note[noteHead+5:]),
	}
	note = note[noteFixed:]
	for f := range r.Rules.Fields {
		kind := note[0]
		note = note[1:]
		if kind != cellMarked {
			continue
		}
		if r.Rules.Fields[f].Owner != normalize.Fax {
			hs = append(hs, held{binary.LittleEndian.Uint64(note), h})
		}
		note = note[markBytes:]
	}
	return hs
}

// noted reads the files once more, with the notes of the first pass.
type noted struct {
	source source[section]
	kept   *keptReader // nil where nothing was kept
	seen   section     // of which the notes are taken one after the other
	at     int         // the record of seen whose note comes next
}

// Read reads a batch and finds its notes.
func (n *noted) Read(s *section) error {
	s.notes.buf, s.notes.at = s.notes.buf[:0], s.notes.at[:0]
	if err := n.source.Read(s); err != nil || n.kept == nil {
		return err
	}
	for i := range s.Records {
		if s.Records[i].Kind != record.Data {
			s.notes.at = append(s.notes.at, -1)
			continue
		}
		note, err := n.note(s.Records[i].Row)
		if err != nil {
			return err
		}
		s.notes.at = append(s.notes.at, int32(len(s.notes.buf)))
		s.notes.buf = append(s.notes.buf, note...)
	}
	return nil
}

// note gives the next note, which is that of a row.
func (n *noted) note(row int) ([]byte, error) {
	for {
		for ; n.at < len(n.seen.Records); n.at++ {
			if rec := &n.seen.Records[n.at]; rec.Kind == record.Data {
				if rec.Row != row {
					return nil, fmt.Errorf("row %d is not where it was: the input changed", row)
				}
				n.at++
				start := n.seen.notes.at[n.at-1]
				return n.seen.notes.buf[start : start+int32(binary.LittleEndian.Uint16(n.seen.notes.buf[start:]))], nil
			}
		}
		n.at = 0
		if err := n.kept.Read(&n.seen); errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("row %d was not there before: the input changed", row)
		} else if err != nil {
			return nil, err
		}
		if err := n.seen.load(); err != nil {
			return nil, err
		}
	}
}
