package csvfile

import (
	"bytes"

	"github.com/callready/callready/io/record"
)

// wrappedRecord cuts the record at buf[i] if all of it stands in quotes, as one cell with nothing but delimiters behind
// it, and has several cells inside: "a,b,""c""" is a, b and c. Where that is not so, it is not ok.
func (s *scanner) wrappedRecord(buf []byte, i, lim int, eof bool, fields []record.Field) (f found, more []record.Field, ok bool) {
	f = found{first: len(fields), quoted: true, wrapped: true}
	if i >= lim || buf[i] != s.quote {
		return f, fields, false
	}
	q := s.closing(buf[:lim], i+1)
	if q-i > s.maxCellBytes {
		return f, fields, false
	}
	j := q + 1
	for q >= 0 && j < lim && (buf[j] == s.delim || buf[j] == ',' || buf[j] == ';' || buf[j] == '\t' || buf[j] == ' ') {
		j++
	}
	if q < 0 || j == lim {
		if !eof && lim-i <= s.maxCellBytes {
			f.short = true
			return f, fields, true
		}
		if q < 0 || !eof {
			return f, fields, false
		}
	}
	if j < lim && buf[j] != '\n' && !(buf[j] == '\r' && s.endsRecord(buf, j, lim)) {
		return f, fields, false
	}
	for at := i + 1; ; {
		cell, ok := s.innerCell(buf[:q], at)
		if !ok {
			return f, fields[:f.first], false
		}
		fields = f.add(fields, cell)
		if at = int(cell.End); cell.Quoted {
			at += 2
		}
		if at == q {
			break
		}
		at++
	}
	if len(fields)-f.first < 2 {
		return f, fields[:f.first], false
	}
	s.finish(buf, j, lim, eof, &f)
	return f, fields, true
}

// closing gives the index of the quote that closes the one before buf[k], -1 if there is none.
func (s *scanner) closing(buf []byte, k int) int {
	for {
		n := bytes.IndexByte(buf[k:], s.quote)
		if n < 0 {
			return -1
		}
		if k += n; k+1 == len(buf) || buf[k+1] != s.quote {
			return k
		}
		k += 2
	}
}

// innerCell cuts the cell at buf[at] of a wrapped record, of which buf ends where the inside does.
func (s *scanner) innerCell(buf []byte, at int) (record.Field, bool) {
	pair := []byte{s.quote, s.quote}
	if !bytes.HasPrefix(buf[at:], pair) {
		end := len(buf)
		if n := bytes.IndexByte(buf[at:], s.delim); n >= 0 {
			end = at + n
		}
		text := buf[at:end]
		cell := record.Field{Span: record.Span{Start: uint32(at), End: uint32(end)}, Escaped: bytes.IndexByte(text, s.quote) >= 0}
		return cell, indexLineEnd(text) < 0
	}
	escaped := false
	for k := at + len(pair); ; {
		n := bytes.Index(buf[k:], pair)
		if n < 0 {
			return record.Field{}, false
		}
		if k += n; bytes.HasPrefix(buf[k+len(pair):], pair) {
			escaped = true
			k += 2 * len(pair)
			continue
		}
		next := k + len(pair)
		cell := record.Field{Span: record.Span{Start: uint32(at + len(pair)), End: uint32(k)}, Quoted: true, Escaped: escaped}
		return cell, next == len(buf) || buf[next] == s.delim
	}
}

// rewrapped looks whether a record that makes no row of the table does so as a wrapped one: it has as many cells as
// the table then, and either many or quotes among them.
func (r *Reader) rewrapped(b *record.Batch, v view, start, first int) (found, bool) {
	if r.header.width < 3 || r.opt.Dialect.ShortRows || r.opt.Dialect.Escape != 0 {
		return found{}, false
	}
	kept := len(b.Fields)
	f, fields, ok := r.scan.wrappedRecord(v.buf, start, v.lim, v.eof, b.Fields)
	if !ok || f.short {
		return found{}, false
	}
	cells := fields[kept:]
	marked := len(cells) > 3
	for _, c := range cells {
		marked = marked || c.Quoted
	}
	if !marked || len(cells) < r.header.least || len(cells) > r.header.width {
		b.Fields = fields[:kept]
		return found{}, false
	}
	b.Fields = append(fields[:first], cells...)
	f.first = first
	return f, true
}
