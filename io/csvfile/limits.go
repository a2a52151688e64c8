package csvfile

import (
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
