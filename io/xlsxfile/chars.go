package xlsxfile

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// appendChars appends character data as text: entities, CDATA sections and comments undone, line ends as XML wants
// them.
func appendChars(dst, s []byte) ([]byte, error) {
	for i := 0; i < len(s); {
		switch s[i] {
		case '&':
			n := bytes.IndexByte(s[i:], ';')
			if n < 0 {
				return dst, damaged("an ampersand stands alone")
			}
			var err error
			if dst, err = appendEntity(dst, s[i+1:i+n]); err != nil {
				return dst, err
			}
			i += n + 1
		case '\r':
			dst = append(dst, '\n')
			if i++; i < len(s) && s[i] == '\n' {
				i++
			}
		case '<':
			end, err := pastMarkup(s, i)
			if err != nil {
				return dst, damaged("a text holds a tag")
			}
			if bytes.HasPrefix(s[i:], []byte(cdata)) {
				dst = append(dst, bytes.ReplaceAll(s[i+len(cdata):end-3], []byte("\r\n"), []byte("\n"))...)
			}
			i = end
		default:
			dst = append(dst, s[i])
			i++
		}
	}
	return dst, nil
}

func appendEntity(dst, name []byte) ([]byte, error) {
	switch string(name) {
	case "amp":
		return append(dst, '&'), nil
	case "lt":
		return append(dst, '<'), nil
	case "gt":
		return append(dst, '>'), nil
	case "quot":
		return append(dst, '"'), nil
	case "apos":
		return append(dst, '\''), nil
	}
	if len(name) > 1 && name[0] == '#' {
		digits, base := name[1:], 10
		if digits[0] == 'x' || digits[0] == 'X' {
			digits, base = digits[1:], 16
		}
		if n, err := strconv.ParseUint(string(digits), base, 32); err == nil && n <= utf8.MaxRune {
			return utf8.AppendRune(dst, rune(n)), nil
		}
	}
	return dst, damaged("it uses &%.20s;, which has no meaning", name)
}

// plain says that a text stands for itself: nothing in it has to be undone.
func plain(s []byte) bool {
	for i, c := range s {
		switch c {
		case '&', '<', '\r':
			return false
		case '_':
			if i+1 < len(s) && s[i+1] == 'x' {
				return false
			}
		}
	}
	return true
}

// undoEscapes undoes the _xHHHH_ escapes of dst[from:], by which a workbook stores characters that XML cannot hold.
func undoEscapes(dst []byte, from int) []byte {
	s := dst[from:]
	i := bytes.Index(s, []byte("_x"))
	if i < 0 {
		return dst
	}
	out := dst[:from+i] // never longer than what is read
	for i < len(s) {
		u, ok := escaped(s[i:])
		if !ok {
			out = append(out, s[i])
			i++
			continue
		}
		r := rune(u)
		i += escapeLen
		if utf16.IsSurrogate(r) {
			low, ok := escaped(s[i:])
			if r = utf16.DecodeRune(r, rune(low)); ok && r != utf8.RuneError {
				i += escapeLen
			} else {
				r = utf8.RuneError
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

const escapeLen = len("_xHHHH_")

// escaped reads an _xHHHH_ escape at the start of s.
func escaped[T []byte | string](s T) (uint16, bool) {
	if len(s) < escapeLen || s[0] != '_' || s[1] != 'x' || s[6] != '_' {
		return 0, false
	}
	var u uint16
	for i := 2; i < 6; i++ {
		c := s[i]
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		u = u<<4 | uint16(c)
	}
	return u, true
}

// appendEscaped appends a text as character data of a workbook's string. Bytes that are no UTF-8 become U+FFFD.
func appendEscaped(dst []byte, text string) []byte {
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == '&':
			dst = append(dst, "&amp;"...)
		case c == '<':
			dst = append(dst, "&lt;"...)
		case c == '>':
			dst = append(dst, "&gt;"...)
		case c == '_':
			if _, ok := escaped(text[i:]); ok {
				dst = append(dst, "_x005F"...)
			}
			dst = append(dst, '_')
		case c < ' ' && c != '\t' && c != '\n':
			const hex = "0123456789ABCDEF"
			dst = append(dst, '_', 'x', '0', '0', hex[c>>4], hex[c&15], '_')
		case c < utf8.RuneSelf:
			dst = append(dst, c)
		default:
			r, n := utf8.DecodeRuneInString(text[i:])
			if r == 0xFFFE || r == 0xFFFF {
				dst = append(append(dst, "_x"...), strconv.FormatInt(int64(r), 16)...)
				dst = append(dst, '_')
			} else {
				dst = utf8.AppendRune(dst, r)
			}
			i += n
			continue
		}
		i++
	}
	return dst
}

// spaced says that a text has white space at an end, which readers drop unless it is declared.
func spaced(text string) bool {
	return text != "" && (space(text[0]) || space(text[len(text)-1]))
}
