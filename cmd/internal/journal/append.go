package journal

import (
	"strconv"
	"unicode/utf8"
)

// Append adds the event to dst as one JSON object and a line feed. It allocates only when dst has to grow. Bytes that
// are not UTF-8 become U+FFFD, as JSON cannot hold them.
func (e *Event) Append(dst []byte) []byte {
	dst = append(dst, `{"act":`...)
	dst = appendString(dst, e.Act)
	dst = text(dst, `,"file":`, e.File)
	dst = text(dst, `,"sheet":`, e.Sheet)
	dst = count(dst, `,"row":`, e.Row)
	dst = count(dst, `,"line":`, e.Line)
	dst = text(dst, `,"key":`, e.Key)
	dst = text(dst, `,"who":`, e.Who)
	dst = text(dst, `,"column":`, e.Column)
	dst = count(dst, `,"col":`, int64(e.Col))
	dst = text(dst, `,"old":`, e.Old)
	dst = text(dst, `,"new":`, e.New)
	dst = text(dst, `,"to_column":`, e.ToColumn)
	dst = count(dst, `,"child":`, int64(e.Child))
	dst = text(dst, `,"parent":`, e.Parent)
	dst = count(dst, `,"holder":`, e.Holder)
	if e.Held {
		dst = append(dst, `,"held":true`...)
	}
	if n := len(e.Numbers); n > 0 {
		dst = list(dst, `,"numbers":`, e.Numbers, n)
		dst = list(dst, `,"ext":`, e.Ext, n)
		dst = list(dst, `,"labels":`, e.Labels, n)
		dst = list(dst, `,"region":`, e.Region, n)
		dst = list(dst, `,"type":`, e.Type, n)
		dst = list(dst, `,"from":`, e.From, n)
		dst = list(dst, `,"confidence":`, e.Confidence, n)
	}
	if len(e.Codes) > 0 {
		dst = list(dst, `,"codes":`, e.Codes, len(e.Codes))
	}
	return append(dst, '}', '\n')
}

// text adds a field that is left out when it is empty.
func text(dst []byte, name, value string) []byte {
	if value == "" {
		return dst
	}
	return appendString(append(dst, name...), value)
}

// count adds a number that is left out when it is zero.
func count(dst []byte, name string, value int64) []byte {
	if value == 0 {
		return dst
	}
	return strconv.AppendInt(append(dst, name...), value, 10)
}

// list adds an array of exactly n strings, so that the arrays of a line always have equal length: what is missing is
// the empty string.
func list(dst []byte, name string, values []string, n int) []byte {
	dst = append(append(dst, name...), '[')
	for i := range n {
		if i > 0 {
			dst = append(dst, ',')
		}
		if i < len(values) {
			dst = appendString(dst, values[i])
		} else {
			dst = append(dst, '"', '"')
		}
	}
	return append(dst, ']')
}

// appendString adds a JSON string. U+2028 and U+2029 are escaped because some programs that read JSON lines take them
// for the end of a line.
func appendString(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	from := 0 // start of the bytes that can be copied as they are
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= ' ' && c != '"' && c != '\\' {
				i++
				continue
			}
			dst = append(dst, s[from:i]...)
			switch c {
			case '"', '\\':
				dst = append(dst, '\\', c)
			case '\n':
				dst = append(dst, '\\', 'n')
			case '\r':
				dst = append(dst, '\\', 'r')
			case '\t':
				dst = append(dst, '\\', 't')
			default:
				dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
			}
			i++
			from = i
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			dst = append(append(dst, s[from:i]...), "\uFFFD"...)
			from = i + size
		case r == '\u2028' || r == '\u2029':
			dst = append(append(dst, s[from:i]...), `\u202`...)
			dst = append(dst, hex[r&15])
			from = i + size
		}
		i += size
	}
	return append(append(dst, s[from:]...), '"')
}
