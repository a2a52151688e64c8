package csvfile

import (
	"bytes"

	"github.com/callready/callready/io/record"
)

// spacedCell cuts a quoted cell that has spaces before its opening quote, buf[open]. It is one only if it closes on
// the same line and nothing but spaces follows; else, not ok, it is a plain cell in which quotes are characters.
func (s *scanner) spacedCell(buf []byte, open, lim int, eof bool, f *found, fields *[]record.Field) (next int, more, ok bool) {
	end := lim
	if n := indexLineEnd(buf[open:lim]); n >= 0 {
		end = open + n
	} else if !eof {
		f.short = true
		return 0, false, true
	}
	escaped := false
	q := open + 1
	for {
		n := bytes.IndexByte(buf[q:end], s.quote)
		if n < 0 {
			return 0, false, false
		}
		q += n
		if s.escape != 0 && s.isEscaped(buf, open+1, q) {
			escaped = true
			q++
			continue
		}
		if q+1 == end || buf[q+1] != s.quote {
			break
		}
		escaped = true
		q += 2
	}
	j := q + 1
	for j < end && buf[j] == ' ' {
		j++
	}
	switch {
	case j < end && buf[j] != s.delim, j == end && j < lim && buf[j] == '\r' && !s.endsRecord(buf, j, lim):
		return 0, false, false
	}
	if s.escape != 0 && !escaped && bytes.IndexByte(buf[open+1:q], s.escape) >= 0 {
		escaped = true
	}
	f.quoted = true
	*fields = f.add(*fields, record.Field{Span: record.Span{Start: uint32(open + 1), End: uint32(q)}, Quoted: true, Escaped: escaped})
	if j < end {
		return j + 1, true, true
	}
	s.finish(buf, j, lim, eof, f)
	return 0, false, true
}
