package csvfile

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/callready/callready/io/record"
)

// AppendSplice appends record i of b with the edited cells replaced and all other bytes as they are: an edited cell
// keeps its quotes, and gets them where the new text needs them. Edits of the same column are wrong usage, as is a
// column beyond the record unless the record is merely short: missing cells are added then, all of them, so that it is
// known for a whole one. enc nil means UTF-8.
// On an error dst is as it was. One such error is [ErrPlace].
func AppendSplice(dst []byte, b *record.Batch, i int, edits []record.Edit, f Format, enc Encoder) ([]byte, error) {
	f = f.withDefaults()
	rec := &b.Records[i]
	if err := checkEdits(b, rec, edits, f); err != nil {
		return dst, err
	}
	before := len(dst)
	pos := rec.Raw.Start
	fields := b.Fields[rec.First : rec.First+rec.N]
	beyond := 0
	for done := -1; ; {
		// Edits are few and usually in order: the next one is the lowest column above the last.
		e := nextEdit(edits, done)
		if e == nil {
			break
		}
		done = e.Col
		if e.Col >= len(fields) {
			beyond = max(beyond, e.Col+1)
			continue
		}
		var err error
		cell := fields[e.Col]
		dst = append(dst, b.Buf[pos:cell.Start]...)
		if rec.Wrapped {
			dst, err = f.spliceWrapped(dst, cell, e.Value, enc)
		} else {
			dst, err = f.splice(dst, cell, e.Value, enc, len(fields) == 1)
		}
		if err != nil {
			return dst[:before], spliceError(rec, e, err)
		}
		pos = cell.End
	}
	if beyond == 0 {
		return append(dst, b.Buf[pos:rec.Raw.End]...), nil
	}
	beyond = max(beyond, f.Width)
	end := rec.Raw.Start + uint32(len(bytes.TrimRight(b.Raw(i), "\r\n\x00\x1a")))
	if last := fields[max(len(fields)-1, 0):]; rec.Wrapped && len(last) > 0 {
		// The missing cells go inside.
		if end = last[0].End; last[0].Quoted {
			end += 2
		}
	}
	end = max(end, pos)
	dst = append(dst, b.Buf[pos:end]...)
	for col := len(fields); col < beyond; col++ {
		dst = append(dst, f.Delimiter)
		if e := editOf(edits, col); e != nil {
			var err error
			if rec.Wrapped {
				dst, err = f.spliceWrapped(dst, record.Field{}, e.Value, enc)
			} else {
				dst, err = f.appendCell(dst, e.Value, f.QuoteAll || f.needsQuotes(e.Value), enc)
			}
			if err != nil {
				return dst[:before], spliceError(rec, e, err)
			}
		}
	}
	return append(dst, b.Buf[end:rec.Raw.End]...), nil
}

func (f *Format) splice(dst []byte, cell record.Field, value string, enc Encoder, only bool) ([]byte, error) {
	if !cell.Quoted {
		return f.appendCell(dst, value, f.needsQuotes(value) || only && value == "", enc)
	}
	if strings.IndexByte(value, f.Quote) >= 0 || f.Escape != 0 {
		value = f.escaped(value)
	}
	return encode(dst, value, enc)
}

// spliceWrapped writes the new text of a cell of a wrapped record: every quote is doubled once more.
func (f *Format) spliceWrapped(dst []byte, cell record.Field, value string, enc Encoder) ([]byte, error) {
	if !cell.Quoted && f.needsQuotes(value) {
		value = string(f.Quote) + f.escaped(value) + string(f.Quote)
	} else if cell.Quoted {
		value = f.escaped(value)
	}
	return encode(dst, f.escaped(value), enc)
}

func spliceError(rec *record.Record, e *record.Edit, err error) error {
	return fmt.Errorf("line %d, column %d: %w", rec.Line, e.Col+1, err)
}

func nextEdit(edits []record.Edit, after int) *record.Edit {
	var next *record.Edit
	for i := range edits {
		if e := &edits[i]; e.Col > after && (next == nil || e.Col < next.Col) {
			next = e
		}
	}
	return next
}

func editOf(edits []record.Edit, col int) *record.Edit {
	for i := range edits {
		if edits[i].Col == col {
			return &edits[i]
		}
	}
	return nil
}

// ErrPlace says that a new text would make a record be read in another way: it needs quotes where there is a cell of
// spaces and a quote, or it leaves nothing but a first cell with a delimiter in a table with wrapped records. A text that
// is not empty and without delimiter, quote, line end and outer space never gives it.
var ErrPlace = errors.New("the new text would make the record be read in another way")

// wouldWrap says whether the edited record may look like a wrapped one: its first cell holds a delimiter, and an edit
// makes it so or empties another.
func (f *Format) wouldWrap(b *record.Batch, rec *record.Record, edits []record.Edit) bool {
	first, changed := string(b.Buf[b.Fields[rec.First].Start:b.Fields[rec.First].End]), false
	for i := range edits {
		if edits[i].Col == 0 {
			first, changed = edits[i].Value, true
		}
		changed = changed || strings.Trim(edits[i].Value, " \t,;") == ""
	}
	return changed && strings.IndexByte(first, f.Delimiter) >= 0
}

func checkEdits(b *record.Batch, rec *record.Record, edits []record.Edit, f Format) error {
	quotes := false
	for i := range edits {
		e := &edits[i]
		quotes = quotes || f.needsQuotes(e.Value)
		switch {
		case e.Col < 0:
			return fmt.Errorf("line %d: an edit of column %d", rec.Line, e.Col+1)
		case editOf(edits[:i], e.Col) != nil:
			return fmt.Errorf("line %d: two edits of column %d", rec.Line, e.Col+1)
		}
	}
	if rec.Wrapped {
		return nil
	}
	if f.Wrapped && rec.N > 0 && f.wouldWrap(b, rec, edits) {
		return fmt.Errorf("line %d: %w", rec.Line, ErrPlace)
	}
	if !quotes {
		return nil
	}
	for col, c := range b.Fields[rec.First : rec.First+rec.N] {
		e := editOf(edits, col)
		if c.Quoted && e != nil && c.Start >= 2 && b.Buf[c.Start-2] == ' ' && strings.ContainsAny(e.Value, lineEnds) {
			return fmt.Errorf("line %d: %w", rec.Line, ErrPlace)
		}
		s := bytes.TrimLeft(b.Buf[c.Start:c.End], " ")
		if !c.Quoted && len(s) > 0 && s[0] == f.Quote && e == nil {
			return fmt.Errorf("line %d: %w", rec.Line, ErrPlace)
		}
	}
	return nil
}
