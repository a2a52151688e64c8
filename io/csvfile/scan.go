package csvfile

import (
	"bytes"
	"encoding/binary"
	"math/bits"

	"github.com/callready/callready/io/record"
)

// scanner cuts one record into cells. It knows the dialect and nothing of the table.
type scanner struct {
	delim  byte
	quote  byte
	escape byte
	bareCR bool

	delims uint64 // the delimiter in each byte
	quotes uint64 // the quote in each byte

	maxCellBytes int
	careful      bool // leave the short cut for usual records

	lone int // carriage returns of the current record that are plain characters
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
	lows  = 0x0E * ones // one above the carriage return
)

// found describes one record of the buffer.
type found struct {
	first    int  // index of its first cell
	end      int  // after its line end
	body     int  // where its line end begins
	quoted   bool // some cell stood in quotes
	stray    bool // text after a closing quote
	over     bool // a quoted cell is over the limit
	unclosed bool // the end came inside a quoted cell; the last field holds what there is
	short    bool // the buffer ends before the record does
	surplus  bool // more cells than are kept
	wrapped  bool // the record stands in quotes as a whole
}

// add appends a cell, up to the number that is kept.
func (f *found) add(fields []record.Field, cell record.Field) []record.Field {
	if len(fields)-f.first >= maxFields {
		f.surplus = true
		return fields
	}
	return append(fields, cell)
}

func newScanner(o Options) scanner {
	d := o.Dialect
	return scanner{
		delim: d.Delimiter, quote: d.Quote, escape: d.Escape, bareCR: d.BareCR,
		delims:       ones * uint64(d.Delimiter),
		quotes:       ones * uint64(d.Quote),
		careful:      d.Escape != 0,
		maxCellBytes: o.MaxCellBytes,
	}
}

// record cuts the record that starts at buf[i] and appends its cells to fields. eof says that nothing comes after
// buf; lim is where its text ends then.
func (s *scanner) record(buf []byte, i, lim int, eof bool, fields []record.Field) (found, []record.Field) {
	s.lone = 0
	if !s.careful {
		if f, more, ok := s.usual(buf[:lim], i, fields); ok {
			return f, more
		}
	}
	f := found{first: len(fields)}
	for {
		start := i
		if i < lim && (buf[i] == s.quote || buf[i] == ' ') {
			open := i
			for open < lim && buf[open] == ' ' && s.delim != ' ' {
				open++
			}
			if open < lim && buf[open] == s.quote {
				var next int
				var more, ok bool
				if open > start {
					next, more, ok = s.spacedCell(buf, open, lim, eof, &f, &fields)
				} else {
					next, more, ok = s.quotedCell(buf, open, lim, eof, &f, &fields)
				}
				if f.short || f.unclosed {
					return f, fields
				}
				if ok {
					if !more {
						return f, fields
					}
					i = next
					continue
				}
			}
		}
		j := s.plainEnd(buf, i, lim)
		if j == lim && !eof {
			f.short = true
			return f, fields
		}
		fields = f.add(fields, record.Field{Span: record.Span{Start: uint32(start), End: uint32(j)}})
		if j < lim && buf[j] == s.delim {
			i = j + 1
			continue
		}
		s.finish(buf, j, lim, eof, &f)
		return f, fields
	}
}

// plainEnd gives the index of the delimiter or line end that ends the plain cell at buf[i:], or lim.
func (s *scanner) plainEnd(buf []byte, i, lim int) int {
	delim, delims := s.delim, s.delims
	for {
		// Eight bytes at a time: the lowest bit set is exact, those above it may not be.
		for i+8 <= lim {
			w := binary.LittleEndian.Uint64(buf[i:])
			x := w ^ delims
			if m := ((x-ones)&^x | (w-lows)&^w) & highs; m != 0 {
				i += bits.TrailingZeros64(m) >> 3
				goto check
			}
			i += 8
		}
		for i < lim && buf[i] != delim && buf[i] > '\r' {
			i++
		}
		if i == lim {
			return lim
		}
	check:
		c := buf[i]
		if c == delim || c == '\n' || c == '\r' && s.endsRecord(buf, i, lim) {
			return i
		}
		if c == '\r' {
			s.lone++
		}
		i++
	}
}

// endsRecord says whether the carriage return at buf[i] ends a record. Where the buffer is too short to tell, it
// says yes, and finish asks for more.
func (s *scanner) endsRecord(buf []byte, i, lim int) bool {
	if s.bareCR || i+1 >= lim || buf[i+1] == '\n' {
		return true
	}
	return buf[i+1] == '\r' && (i+2 >= lim || buf[i+2] == '\n')
}

// finish notes the end of a record whose last cell ends at j.
func (s *scanner) finish(buf []byte, j, lim int, eof bool, f *found) {
	n := lineEnd(buf[:lim], j, eof)
	switch {
	case n > 0:
		f.body, f.end = j, j+n
	case j < lim:
		f.short = true
	default:
		f.body, f.end = j, len(buf)
	}
}

// quotedCell cuts the quoted cell whose opening quote is buf[open]. more says that another cell follows at next. It
// is always ok.
func (s *scanner) quotedCell(buf []byte, open, lim int, eof bool, f *found, fields *[]record.Field) (next int, more, ok bool) {
	escaped := false
	k := open + 1
	for {
		q := bytes.IndexByte(buf[k:lim], s.quote)
		if q < 0 {
			return s.noClose(open, lim, eof, f, fields)
		}
		q += k
		if s.escape != 0 && s.isEscaped(buf, open+1, q) {
			escaped = true
			k = q + 1
			continue
		}
		if q+1 == lim && !eof {
			return s.noClose(open, q, eof, f, fields)
		}
		if q+1 < lim && buf[q+1] == s.quote {
			escaped = true
			k = q + 2
			continue
		}
		return s.closed(buf, open, q, lim, eof, escaped, f, fields)
	}
}

// isEscaped says whether the quote at buf[q] follows an odd number of escape characters.
func (s *scanner) isEscaped(buf []byte, from, q int) bool {
	n := 0
	for q-n > from && buf[q-n-1] == s.escape {
		n++
	}
	return n&1 == 1
}

// noClose deals with a quoted cell that is known up to end and of which the rest is not in the buffer.
func (s *scanner) noClose(open, end int, eof bool, f *found, fields *[]record.Field) (int, bool, bool) {
	if eof || end-open > s.maxCellBytes {
		f.unclosed = true
		*fields = append(*fields, record.Field{Span: record.Span{Start: uint32(open + 1), End: uint32(end)}, Quoted: true, Escaped: true})
	} else {
		f.short = true
	}
	return 0, false, true
}

// closed deals with a quoted cell that lies between the quotes at open and q.
func (s *scanner) closed(buf []byte, open, q, lim int, eof, escaped bool, f *found, fields *[]record.Field) (next int, more, ok bool) {
	j := q + 1
	for j < lim && buf[j] == ' ' && s.delim != ' ' {
		j++
	}
	if j == lim && !eof {
		return s.noClose(open, q, eof, f, fields)
	}
	end := q
	if j < lim && buf[j] != s.delim && buf[j] != '\n' && !(buf[j] == '\r' && s.endsRecord(buf, j, lim)) {
		f.stray = true
		if j = s.plainEnd(buf, j, lim); j == lim && !eof {
			return s.noClose(open, q, eof, f, fields)
		}
		end = j
	}
	f.quoted = true
	f.over = f.over || q-open > s.maxCellBytes
	if s.escape != 0 && !escaped && bytes.IndexByte(buf[open+1:q], s.escape) >= 0 {
		escaped = true
	}
	*fields = f.add(*fields, record.Field{
		Span:   record.Span{Start: uint32(open + 1), End: uint32(end)},
		Quoted: true, Escaped: escaped,
	})
	if j < lim && buf[j] == s.delim {
		return j + 1, true, true
	}
	s.finish(buf, j, lim, eof, f)
	return 0, false, true
}
