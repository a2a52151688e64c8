package csvfile

import (
	"bytes"

	"github.com/callready/callready/io/record"
)

// settleEnd looks at the short records of a batch, which may be rows without their last separators, and at the blank and
// short ones at its end, which may be the footer of the table. At the end of the input it makes footers of those that
// are; before, it takes them back into the buffer to decide when more is known. It gives the number of bytes that the
// records of the batch take.
func (r *Reader) settleEnd(b *record.Batch, used int) int {
	first := footerFrom(b)
	if r.atEnd() && used == len(b.Buf) {
		r.trim(b, len(b.Records), true)
		r.footer(b, footerFrom(b))
		return used
	}
	first = r.trim(b, first, false)
	if first == len(b.Records) {
		return used
	}
	held := b.Records[first]
	for i := first; i < len(b.Records); i++ {
		if k := b.Records[i].Kind; k == record.Bad || k == record.Data {
			r.row--
		}
	}
	r.line, r.offset = held.Line, held.Offset
	b.Records, b.Fields = b.Records[:first], b.Fields[:held.First]
	return int(held.Raw.Start)
}

// footerFrom gives the index of the first of the blank and short records at the end of the batch, of so many as are held.
func footerFrom(b *record.Batch) int {
	first := len(b.Records)
	for first > 0 && len(b.Records)-first < maxHeld && mayBeFooter(&b.Records[first-1]) {
		first--
	}
	return first
}

func mayBeFooter(rec *record.Record) bool {
	return rec.Kind == record.Blank || rec.Kind == record.Bad && rec.Fault == record.FaultTooFew
}

// footer makes footers of the last records from index first on: from the first one after which all look like it.
func (r *Reader) footer(b *record.Batch, first int) {
	start, blank := -1, false
	for i := first; i < len(b.Records); i++ {
		rec := &b.Records[i]
		switch {
		case rec.Kind == record.Blank:
			blank = true
		case !r.footerText(b, rec, blank):
			start = -1
		case start < 0:
			start = i
		}
	}
	if start < 0 {
		return
	}
	for i := start; i < len(b.Records); i++ {
		if rec := &b.Records[i]; rec.Kind == record.Bad {
			rec.Kind, rec.Fault, rec.Row = record.Footer, "", 0
			r.row--
		}
	}
}

// footerText tells the text after a table from a row that was cut off: it fills one cell with words, and there are
// several of them or it comes after a blank line.
func (r *Reader) footerText(b *record.Batch, rec *record.Record, afterBlank bool) bool {
	filled, only := 0, []byte(nil)
	for _, c := range b.Fields[rec.First : rec.First+rec.N] {
		if s := bytes.TrimSpace(b.Buf[c.Start:c.End]); len(s) > 0 {
			filled++
			only = s
		}
	}
	if filled != 1 || letters(only) < 3 || bytes.IndexByte(only, '+') >= 0 {
		return false // what might be a contact that was cut off is bad, and listed
	}
	if afterBlank {
		return true
	}
	return bytes.IndexByte(only, ' ') > 0 && letters(only) > len(only)/2
}

func letters(s []byte) int {
	n := 0
	for _, c := range s {
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 {
			n++
		}
	}
	return n
}
