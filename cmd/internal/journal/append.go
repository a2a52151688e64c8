package journal

import (
	"encoding/binary"
	"slices"
	"strconv"
	"unicode/utf8"
)

// Append adds the event to dst as one JSON object and a line feed. It allocates only when dst has to grow; what dst has room
// for behind the line may be overwritten. Bytes that are not UTF-8 become U+FFFD, as JSON cannot hold them.
//
// The names are written out here, each with all that stands before its value, because a constant is copied without a call.
func (e *Event) Append(dst []byte) []byte {
	dst = appendText(append(dst, `{"act":"`...), e.Act)
	if e.File != "" {
		dst = appendText(append(dst, `,"file":"`...), e.File)
	}
	if e.Sheet != "" {
		dst = appendText(append(dst, `,"sheet":"`...), e.Sheet)
	}
	if e.Row != 0 {
		dst = strconv.AppendInt(append(dst, `,"row":`...), e.Row, 10)
	}
	if e.Line != 0 {
		dst = strconv.AppendInt(append(dst, `,"line":`...), e.Line, 10)
	}
	if e.Key != "" {
		dst = appendText(append(dst, `,"key":"`...), e.Key)
	}
	if e.Who != "" {
		dst = appendText(append(dst, `,"who":"`...), e.Who)
	}
	if e.Column != "" {
		dst = appendText(append(dst, `,"column":"`...), e.Column)
	}
	if e.Col != 0 {
		dst = strconv.AppendInt(append(dst, `,"col":`...), int64(e.Col), 10)
	}
	if e.Old != "" {
		dst = appendText(append(dst, `,"old":"`...), e.Old)
	}
	if e.New != "" {
		dst = appendText(append(dst, `,"new":"`...), e.New)
	}
	if e.ToColumn != "" {
		dst = appendText(append(dst, `,"to_column":"`...), e.ToColumn)
	}
	if e.Child != 0 {
		dst = strconv.AppendInt(append(dst, `,"child":`...), int64(e.Child), 10)
	}
	if e.Parent != "" {
		dst = appendText(append(dst, `,"parent":"`...), e.Parent)
	}
	if e.Holder != 0 {
		dst = strconv.AppendInt(append(dst, `,"holder":`...), e.Holder, 10)
	}
	if e.HolderFile != "" {
		dst = appendText(append(dst, `,"holder_file":"`...), e.HolderFile)
	}
	if e.Held {
		dst = append(dst, `,"held":true`...)
	}
	if e.Group != "" {
		dst = appendText(append(dst, `,"group":"`...), e.Group)
	}
	if e.Match != "" {
		dst = appendText(append(dst, `,"match":"`...), e.Match)
	}
	if n := len(e.Numbers); n > 0 {
		dst = list(append(dst, `,"numbers":["`...), e.Numbers, n)
		dst = list(append(dst, `,"ext":["`...), e.Ext, n)
		dst = list(append(dst, `,"labels":["`...), e.Labels, n)
		dst = list(append(dst, `,"region":["`...), e.Region, n)
		dst = list(append(dst, `,"type":["`...), e.Type, n)
		dst = list(append(dst, `,"from":["`...), e.From, n)
		dst = list(append(dst, `,"confidence":["`...), e.Confidence, n)
	}
	if len(e.Codes) > 0 {
		dst = list(append(dst, `,"codes":["`...), e.Codes, len(e.Codes))
	}
	return append(dst, '}', '\n')
}

// list adds what follows the first quote of an array of exactly n strings, one at least, so that the arrays of a line always
// have equal length: what is missing is the empty string.
func list(dst []byte, values []string, n int) []byte {
	for i := range n {
		if i > 0 {
			dst = append(dst, ',', '"')
		}
		if i < len(values) && values[i] != "" {
			dst = appendText(dst, values[i])
		} else {
			dst = append(dst, '"')
		}
	}
	return append(dst, ']')
}

// appendText adds what follows the opening quote of a JSON string: the text, which mostly stands as it is, and the closing
// quote. It looks at eight bytes at a time while it copies them, of the last ones at some twice.
func appendText(dst []byte, s string) []byte {
	n, at := len(s), len(dst)
	if cap(dst)-at < n+8 {
		dst = slices.Grow(dst, n+8)
	}
	to := dst[at : at+n+8]
	var w uint64 // the text, where it is shorter than eight bytes
	switch {
	case n >= 8:
		for i := 0; i < n-8; i += 8 {
			if w = eight(s[i:]); special(w) {
				return appendEscaped(dst, s)
			}
			binary.LittleEndian.PutUint64(to[i:], w)
		}
		if w = eight(s[n-8:]); special(w) {
			return appendEscaped(dst, s)
		}
		binary.LittleEndian.PutUint64(to[n-8:], w)
		to[n] = '"'
		return dst[:at+n+1]
	case n >= 4:
		w = uint64(four(s)) | uint64(four(s[n-4:]))<<(8*(n-4))
	case n > 0:
		w = uint64(s[0]) | uint64(s[n/2])<<(8*(n/2)) | uint64(s[n-1])<<(8*(n-1))
	}
	if special(w | spaces<<(8*n)) {
		return appendEscaped(dst, s)
	}
	binary.LittleEndian.PutUint64(to, w|'"'<<(8*n))
	return dst[:at+n+1]
}

// eight gives the first eight bytes as a number, four the first four.
func eight(s string) uint64 { return uint64(four(s)) | uint64(four(s[4:]))<<32 }

func four(s string) uint32 {
	_ = s[3]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

const (
	ones   = 0x0101010101010101
	spaces = ones * ' '
	highs  = ones * 0x80
)

// special tells whether one of eight bytes is a control character, a quote, a backslash or beyond ASCII. Of ASCII, only bytes
// that are less than what is taken from them get a high bit, or make one above them get it.
func special(w uint64) bool {
	return (w|(w-spaces)|(w^ones*'"'-ones)|(w^ones*'\\'-ones))&highs != 0
}

// appendEscaped is appendText for any text. U+2028 and U+2029 are escaped
// because some programs that read JSON lines take them for the end of a line.
func appendEscaped(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
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
