package pipeline

import (
	"slices"
	"strings"

	"github.com/callready/callready/cmd/internal/correction"
	"github.com/callready/callready/io/profile"
)

// Codes of corrections; those of numbers are in normalize/phone.
const (
	CodeCorrectionCountry  = "correction-country"
	CodeCorrectionKeep     = "correction-keep"
	CodeCorrectionClear    = "correction-clear"
	CodeCorrectionColumn   = "correction-column"
	CodeCorrectionRefused  = "correction-refused"       // it is no number that may be written
	CodeCorrectionWords    = "correction-unread"        // nobody knows what it asks for
	CodeCorrectionTarget   = "correction-column-closed" // the column that it names cannot take the value
	CodeCorrectionStale    = "correction-outdated"      // the cell holds something else by now
	CodeCorrectionUnknown  = "correction-no-cell"       // there is no such record or column
	CodeCorrectionConflict = "correction-conflict"      // two of them disagree
	CodeCorrectionOut      = "correction-left-out"      // the contact is left out with --where or --skip
)

// ask is a correction laid over the columns of the export.
type ask struct {
	*correction.Line
	correction.Answer
	fields []int  // of the rules that its column is
	col    int    // of a Column: where the value goes; -1
	field  int    // the same as a field of the rules; -1
	wrong  string // code of what is wrong with it in any record
}

// asks finds the corrections of a record. It is shared by all workers and not changed while they run.
type asks struct {
	list  []ask
	files []string           // names of the inputs
	byKey map[uint64][]int32 // by the hash of its record id
	byRow map[rowAt][]int32  // by the row of its file, where no id says which record it is, or one that a spreadsheet damaged
	home  int                // the column that notes go to, -1
}

// rowAt is a row of an input.
type rowAt struct {
	file int
	row  int64
}

// newAsks lays corrections over an export; nil if there are none.
func newAsks(t *correction.Table, p *Pass, opt *Options, note int) *asks {
	if t == nil || len(t.Lines) == 0 {
		return nil
	}
	a := &asks{list: make([]ask, len(t.Lines)), byKey: map[uint64][]int32{}, byRow: map[rowAt][]int32{}, home: note}
	for i := range p.inputs {
		a.files = append(a.files, p.inputs[i].Name)
	}
	r := reader{Parts: &p.Parts}
	for i := range t.Lines {
		q := &a.list[i]
		*q = p.asked(&t.Lines[i], opt)
		file := a.file(q.File)
		switch {
		case len(q.fields) == 0:
			q.wrong = CodeCorrectionUnknown
			continue
		case q.Key != "" && p.Binding.Key >= 0 && !correction.Damaged(q.Key):
			h := r.keyHash([]byte(q.Key))
			a.byKey[h] = append(a.byKey[h], int32(i))
		case q.Row == 0 || file < 0 && len(p.inputs) > 1:
			q.wrong = CodeCorrectionUnknown
		default:
			at := rowAt{max(0, file), q.Row}
			a.byRow[at] = append(a.byRow[at], int32(i))
		}
	}
	return a
}

// file gives the input of a name; -1 if none has it.
func (a *asks) file(name string) int { return slices.Index(a.files, name) }

// asked lays a correction over the export.
func (p *Pass) asked(l *correction.Line, opt *Options) ask {
	b := p.Binding
	q := ask{Line: l, col: -1, field: -1}
	for f, col := range p.Columns {
		if sameHeader(b.Columns[col].Header, l.Column) {
			q.fields = append(q.fields, f)
		}
	}
	q.Answer = correction.Parse(l.Text, func(name string) bool {
		return slices.ContainsFunc(b.Columns, func(c profile.Bound) bool { return sameHeader(c.Header, name) })
	})
	switch q.Kind {
	case correction.Unknown:
		q.wrong = CodeCorrectionWords
	case correction.Column:
		if q.wrong = p.target(&q, opt); q.wrong == "" {
			q.field = slices.Index(p.Columns, q.col)
		}
	case correction.Number, correction.Country, correction.Keep, correction.Clear:
	}
	return q
}

// sameHeader tells whether two headers are one, but for the case of their letters.
func sameHeader(header, name string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(header), " "), strings.Join(strings.Fields(name), " "))
}

// target finds the column that a correction names; it gives a code where the value cannot go there. Columns that say who
// somebody is, where, or what may be done with the contact are not written.
func (p *Pass) target(q *ask, opt *Options) (wrong string) {
	b := p.Binding
	name := q.Answer.Column
	at := slices.IndexFunc(b.Columns, func(c profile.Bound) bool { return sameHeader(c.Header, name) })
	if at < 0 {
		col, err := b.Column("--corrections", name)
		if err != nil || col < 0 {
			return CodeCorrectionTarget
		}
		at = col
	}
	twice := 0
	for i := range b.Columns {
		if sameHeader(b.Columns[i].Header, b.Columns[at].Header) {
			twice++
		}
	}
	q.col = at
	if twice > 1 || b.Columns[at].Fixed || b.Columns[at].Unique || slices.Contains(b.Carry, at) || opt.Form != nil && !slices.Contains(p.Columns, at) {
		return CodeCorrectionTarget
	}
	if at == p.Ext || slices.ContainsFunc(q.fields, func(f int) bool { return p.Columns[f] == at }) {
		return CodeCorrectionTarget
	}
	switch b.Columns[at].Role {
	case profile.Note, profile.Other:
		return ""
	default:
		if slices.Contains(p.Columns, at) && (opt.Fax || b.Columns[at].Role != profile.Fax) {
			return ""
		}
		return CodeCorrectionTarget
	}
}

// moveColumns are the columns without phone numbers that corrections put values into, ascending. Updates have them.
func moveColumns(a *asks) []int {
	var cols []int
	if a != nil {
		for i := range a.list {
			if q := &a.list[i]; q.wrong == "" && q.col >= 0 && q.field < 0 {
				cols = append(cols, q.col)
			}
		}
	}
	slices.Sort(cols)
	return slices.Compact(cols)
}

// of appends the corrections that may be about a record.
func (a *asks) of(dst []int32, r *reader, key []byte, file int, row int64) []int32 {
	if len(key) > 0 && len(a.byKey) > 0 {
		for _, i := range a.byKey[r.keyHash(key)] {
			if at := a.file(a.list[i].File); at < 0 || at == file {
				dst = append(dst, i)
			}
		}
	}
	if len(a.byRow) > 0 {
		dst = append(dst, a.byRow[rowAt{file, row}]...)
		slices.Sort(dst)
	}
	return dst
}

// outcome is what became of a correction.
type outcome struct {
	line int32
	code string // "" for one that was applied, or was before
	kind correction.Kind
	past bool   // it was applied before
	more string // code of the reading that says what is wrong
	now  string // what the cell holds
	row  int64  // of the record
	file string // and its input
}
