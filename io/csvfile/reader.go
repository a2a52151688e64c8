package csvfile

import (
	"bytes"
	"fmt"
	"io"
	"math"

	"github.com/callready/callready/io/charset"
	"github.com/callready/callready/io/record"
)

// Reader reads the records of a table from the start to the end. It implements [record.Reader]. Batches hold about
// Options.BlockSize bytes, and where their borders fall does not change the records.
type Reader struct {
	src  io.Reader
	opt  Options
	scan scanner
	text *charset.Encoding

	tail []byte // read and not yet handed out, from next on
	from int    // what comes next in tail
	done bool   // src is at its end
	err  error  // sticky

	line   int   // physical line of the next record
	row    int   // data records so far
	offset int64 // stored offset of the next record
	skip   bool  // inside a record that is over the limit
	quoted bool  // and inside a quoted cell of it

	header headerRow
	trims  trims
	mixed  int
}

// headerRow is what the reader knows of the header.
type headerRow struct {
	seen  bool
	cells [][]byte // stored bytes, without byte order mark
	width int      // cells
	least int      // fewer cells than this make a record too short
}

// NewReader gives a reader of src. It panics on no option; unset ones have defaults.
func NewReader(src io.Reader, opt Options) *Reader {
	opt = opt.withDefaults()
	enc := opt.Encoding
	if enc == nil {
		enc, _ = charset.Lookup("utf-8") // Known, so there is no error.
	}
	r := &Reader{src: src, opt: opt, scan: newScanner(opt), text: enc, line: 1}
	if opt.Dialect.HeaderRow == 0 {
		r.header.width = opt.Dialect.Width
		r.header.least = opt.Dialect.Width
		if opt.Dialect.ShortRows {
			r.header.least = 1
		}
	}
	return r
}

// Mixed gives the physical line of the first record so far that is not valid UTF-8 though the table is, 0 if there
// was none. Such cells are read as Windows-1252.
func (r *Reader) Mixed() int { return r.mixed }

// Read fills b with the next records. At the end it returns io.EOF and an empty batch.
func (r *Reader) Read(b *record.Batch) error {
	b.Reset()
	b.Escape, b.Quote, b.Guards, b.Text = r.opt.Dialect.Escape, r.opt.Dialect.Quote, r.opt.Guards, nil
	if r.err != nil {
		return r.err
	}
	for want := r.opt.BlockSize; ; want *= 2 {
		if err := r.fill(b, want); err != nil {
			b.Reset()
			r.err = err
			return err
		}
		if len(b.Buf) == 0 {
			r.err = io.EOF
			return io.EOF
		}
		used := r.cut(b)
		if len(b.Records) == 0 {
			continue
		}
		if rest := b.Buf[used:]; r.from < len(r.tail) {
			r.from -= len(rest) // All of the buffer came from tail.
		} else {
			r.tail, r.from = append(r.tail[:0], rest...), 0
		}
		b.Buf = b.Buf[:used]
		r.decode(b)
		return nil
	}
}

// fill reads until want more bytes have come or the input ends.
func (r *Reader) fill(b *record.Batch, want int) error {
	// The tail is long after a long record: then it is handed out in pieces like the source.
	ready := r.tail[r.from:min(len(r.tail), r.from+want)]
	b.Buf = append(b.Buf, ready...)
	r.from += len(ready)
	if r.done || len(ready) == want {
		return nil
	}
	have := len(b.Buf)
	if uint64(have)+uint64(want) > math.MaxUint32 {
		return fmt.Errorf("line %d: a block of %d bytes is more than can be addressed", r.line, have+want)
	}
	if cap(b.Buf) < have+want {
		grown := make([]byte, have, have+want)
		copy(grown, b.Buf)
		b.Buf = grown
	}
	n, err := io.ReadFull(r.src, b.Buf[have:have+want])
	b.Buf = b.Buf[:have+n]
	switch err {
	case nil:
		return nil
	case io.EOF, io.ErrUnexpectedEOF:
		r.done = true
		return nil
	}
	return fmt.Errorf("read after line %d: %w", r.line, err)
}

// cut cuts the buffer into records and says how many bytes they take.
func (r *Reader) cut(b *record.Batch) int {
	lim := len(b.Buf)
	eof := r.atEnd()
	if eof {
		lim = textEnd(b.Buf)
	}
	pos := 0
	for pos < len(b.Buf) {
		// No record is looked at beyond the limit, so that what is read ahead makes no difference.
		v := view{buf: b.Buf, lim: lim, eof: eof}
		if end := pos + r.opt.MaxRecord + 1; end <= len(b.Buf) {
			v = view{buf: b.Buf[:end], lim: end}
		}
		end := r.next(b, v, pos)
		if end < 0 {
			break
		}
		pos = end
		// What was read for a long record may hold very many short ones, which are another batch.
		if pos > r.opt.BlockSize && !mayBeFooter(&b.Records[len(b.Records)-1]) && !r.mayWait(b) {
			break
		}
	}
	return r.settleEnd(b, pos)
}

// atEnd says that nothing comes after what has been read into the batch.
func (r *Reader) atEnd() bool { return r.done && r.from == len(r.tail) }

// view is as much of the buffer as one record may take.
type view struct {
	buf []byte
	lim int  // where the text ends, before the bytes that end old files
	eof bool // nothing comes after buf
}

// textEnd leaves out the Ctrl-Z and zero bytes with which old programs end a file.
func textEnd(buf []byte) int {
	n := len(buf)
	for n > 0 && (buf[n-1] == 0x1A || buf[n-1] == 0) {
		n--
	}
	return n
}

// next cuts one record at pos and gives its end, or -1 if the buffer does not hold all of it.
func (r *Reader) next(b *record.Batch, v view, pos int) int {
	if r.skip {
		end := r.oversize(b, v, pos)
		if end >= 0 {
			b.Records[len(b.Records)-1].More = true
		}
		return end
	}
	start := pos
	if r.offset == 0 {
		start += r.bom(v.buf[pos:])
	}
	first := len(b.Fields)
	if start >= v.lim && v.eof {
		return r.emit(b, pos, len(v.buf), record.Blank, "", first, 1)
	}
	if r.inPreamble() {
		end := firstLine(v.buf, start, v.eof)
		if end < 0 {
			return r.orOversize(b, v, pos)
		}
		return r.emit(b, pos, end, record.Preamble, "", first, 1)
	}
	f, fields := r.record(b, v, start)
	b.Fields = fields
	if f.short && f.over && r.runaway(b, v, f, start) {
		f.short, f.unclosed = false, true
	}
	if f.short || f.unclosed && !v.eof && len(v.buf)-pos <= r.opt.MaxRecord && !r.runaway(b, v, f, start) {
		b.Fields = b.Fields[:first]
		return r.orOversize(b, v, pos)
	}
	if f.unclosed && len(v.buf)-pos > r.opt.MaxRecord && (r.header.seen || r.opt.Dialect.HeaderRow == 0) && !r.rowsFollow(v, start) {
		b.Fields = b.Fields[:first]
		r.quoted = true
		return r.oversizePiece(b, v, pos)
	}
	return r.classify(b, v, pos, start, f)
}

// record cuts one record into cells.
func (r *Reader) record(b *record.Batch, v view, start int) (found, []record.Field) {
	if r.opt.Dialect.Wrapped && r.opt.Dialect.Escape == 0 {
		if f, fields, ok := r.scan.wrappedRecord(v.buf, start, v.lim, v.eof, b.Fields); ok {
			r.scan.lone = 0
			return f, fields
		}
	}
	return r.scan.record(v.buf, start, v.lim, v.eof, b.Fields)
}

// bom gives the length of the byte order marks at the start of the table.
func (r *Reader) bom(s []byte) int {
	if !r.text.UTF8() {
		return min(r.opt.BOM, len(s))
	}
	n := 0
	for bytes.HasPrefix(s[n:], []byte(utf8BOM)) {
		n += len(utf8BOM)
	}
	return n
}

const (
	utf8BOM  = "\xEF\xBB\xBF"
	lineEnds = "\r\n"
)

func (r *Reader) inPreamble() bool {
	d := &r.opt.Dialect
	if d.HeaderRow == 0 {
		return d.Sep && r.line == 1
	}
	return !r.header.seen && r.line < d.HeaderRow
}

// emit appends the record buf[pos:end] and moves on. Its cells are those from first on.
func (r *Reader) emit(b *record.Batch, pos, end int, kind record.Kind, fault string, first, lines int) int {
	rec := record.Record{
		Raw: record.Span{Start: uint32(pos), End: uint32(end)}, Kind: kind, Fault: fault,
		First: int32(first), N: int32(len(b.Fields) - first), Line: r.line, Offset: r.offset,
	}
	if kind == record.Data || kind == record.Bad {
		r.row++
		rec.Row = r.row
	}
	b.Records = append(b.Records, rec)
	r.line += lines
	if r.text.Wide() {
		r.offset += int64(r.text.StoredLen(b.Buf[pos:end]))
	} else {
		r.offset += int64(end - pos)
	}
	return end
}
