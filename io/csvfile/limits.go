package csvfile

import (
	"bytes"
	"unicode/utf8"

	"github.com/callready/callready/io/record"
)

// orOversize is the end of a record that the buffer does not hold: more is needed (-1), or it is over the limit and
// comes out in pieces of that size.
func (r *Reader) orOversize(b *record.Batch, v view, pos int) int {
	if len(v.buf)-pos <= r.opt.MaxRecord {
		return -1
	}
	r.skip = true
	return r.emit(b, pos, pos+r.opt.MaxRecord, record.Bad, record.FaultOversize, len(b.Fields), 0)
}

// oversize goes on with a record over the limit, up to the next line end.
func (r *Reader) oversize(b *record.Batch, v view, pos int) int {
	if r.quoted {
		return r.oversizeQuoted(b, v, pos)
	}
	end, lines := firstLine(v.buf, pos, v.eof), 1
	if end < 0 || end-pos > r.opt.MaxRecord {
		if len(v.buf)-pos <= r.opt.MaxRecord {
			return -1
		}
		end, lines = pos+r.opt.MaxRecord, 0
	}
	r.row-- // All pieces are one row.
	r.skip = lines == 0
	return r.emit(b, pos, end, record.Bad, record.FaultOversize, len(b.Fields), lines)
}

// oversizeQuoted goes on with a record over the limit inside a quoted cell, up to the end of the line on which the cell
// is closed.
func (r *Reader) oversizeQuoted(b *record.Batch, v view, pos int) int {
	r.row-- // All pieces are one row.
	q := r.closingQuote(v, pos)
	if q < 0 {
		if len(v.buf)-pos > r.opt.MaxRecord {
			return r.oversizePiece(b, v, pos)
		}
		if !v.eof {
			r.row++
			return -1
		}
		q = len(v.buf) - 1
	}
	end := firstLine(v.buf, q+1, v.eof)
	switch {
	case end >= 0 && end-pos <= r.opt.MaxRecord:
		r.skip, r.quoted = false, false
		return r.emit(b, pos, end, record.Bad, record.FaultOversize, len(b.Fields), countLines(b.Buf[pos:q+1])+1)
	case len(v.buf)-pos <= r.opt.MaxRecord:
		r.row++
		return -1
	}
	r.quoted = false
	return r.emit(b, pos, q+1, record.Bad, record.FaultOversize, len(b.Fields), countLines(b.Buf[pos:q+1]))
}

// closingQuote gives the index of the first quote that is followed by a delimiter or a line end, -1 if there is none.
func (r *Reader) closingQuote(v view, pos int) int {
	s := &r.scan
	for k := pos; ; {
		n := bytes.IndexByte(v.buf[k:], s.quote)
		if n < 0 || k+n+1 >= len(v.buf) {
			return -1
		}
		k += n
		switch c := v.buf[k+1]; {
		case s.escape != 0 && s.isEscaped(v.buf, pos, k):
			k++
		case c == s.quote:
			k += 2
		case c == s.delim || c == '\n' || c == '\r':
			return k
		default:
			k++
		}
	}
}

// oversizePiece gives out as much of a record as the limit allows, but does not cut two quotes or a CR LF apart.
func (r *Reader) oversizePiece(b *record.Batch, v view, pos int) int {
	end := pos + r.opt.MaxRecord
	for end > pos+1 && v.buf[end-1] == '\r' {
		end--
	}
	quotes := 0
	for end-quotes > pos+1 && v.buf[end-quotes-1] == r.scan.quote {
		quotes++
	}
	end -= quotes & 1
	r.skip = true
	return r.emit(b, pos, end, record.Bad, record.FaultOversize, len(b.Fields), countLines(b.Buf[pos:end]))
}

// decode sets the decoder of a batch that needs one: not where its bytes are valid UTF-8 already.
func (r *Reader) decode(b *record.Batch) {
	if !r.text.UTF8() {
		b.Text = r.text
		return
	}
	if validUTF8(b.Buf) {
		return
	}
	b.Text = r.text
	if r.mixed != 0 || r.text.Wide() {
		return
	}
	for i := range b.Records {
		if !utf8.Valid(b.Raw(i)) {
			r.mixed = b.Records[i].Line
			return
		}
	}
}
