package csvfile

import (
	"encoding/binary"
	"math/bits"

	"github.com/callready/callready/io/record"
)

// usual cuts the record at buf[i] if it is of the usual kind: plain cells and well-formed quoted ones, a line end of
// LF or CR LF, and all of it in buf with a few bytes to spare. Anything else it leaves to the careful path, which
// gives the same answer for the usual kind; it is only slower.
func (s *scanner) usual(buf []byte, i int, fields []record.Field) (found, []record.Field, bool) {
	first := len(fields)
	delim, quote, delims, quotes, maxCell := s.delim, s.quote, s.delims, s.quotes, s.maxCellBytes
	quoted, over := false, false
	for i < len(buf) {
		var c byte
		switch start := i; buf[i] {
		case quote:
			escaped := false
			start++
			i++
		inQuotes:
			for {
				if i+8 > len(buf) {
					return found{}, fields[:first], false
				}
				x := binary.LittleEndian.Uint64(buf[i:]) ^ quotes
				m := (x - ones) &^ x & highs
				if m == 0 {
					i += 8
					continue
				}
				i += bits.TrailingZeros64(m) >> 3
				if i+1 >= len(buf) {
					return found{}, fields[:first], false
				}
				if c = buf[i+1]; c != quote {
					break inQuotes
				}
				escaped = true
				i += 2
			}
			fields = append(fields, record.Field{Span: record.Span{Start: uint32(start), End: uint32(i)}, Quoted: true, Escaped: escaped})
			quoted, over = true, over || i-start >= maxCell
			i++
		case ' ':
			return found{}, fields[:first], false
		default:
			for {
				if i+8 > len(buf) {
					return found{}, fields[:first], false
				}
				w := binary.LittleEndian.Uint64(buf[i:])
				x := w ^ delims
				m := ((x-ones)&^x | (w-lows)&^w) & highs
				if m == 0 {
					i += 8
					continue
				}
				i += bits.TrailingZeros64(m) >> 3
				if c = buf[i]; c == delim || c == '\n' || c == '\r' {
					break
				}
				i++
			}
			fields = append(fields, record.Field{Span: record.Span{Start: uint32(start), End: uint32(i)}})
		}
		switch {
		case len(fields)-first > maxFields:
		case c == delim:
			i++
			continue
		case c == '\n':
			return found{first: first, body: i, end: i + 1, quoted: quoted, over: over}, fields, true
		case c == '\r' && i+1 < len(buf) && buf[i+1] == '\n':
			return found{first: first, body: i, end: i + 2, quoted: quoted, over: over}, fields, true
		}
		break
	}
	return found{}, fields[:first], false
}
