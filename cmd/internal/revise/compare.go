package revise

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// fold makes texts comparable: small letters, single spaces.
func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// equal tells whether two cells hold the same but for white space at their ends and the kind of line ends.
func equal(a, b string) bool { return a == b || tidy(a) == tidy(b) }

func tidy(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) }

// number gives a cell as a number without the marks that a CRM may show it with; "" for one that is none in international form.
func number(s string) string {
	s = strings.TrimSpace(s)
	if len(s) < suffix || s[0] != '+' {
		return ""
	}
	if strings.Trim(s[1:], "0123456789") == "" {
		return s
	}
	d := []byte{'+'}
	for _, r := range s[1:] {
		switch {
		case r >= '0' && r <= '9':
			d = append(d, byte(r))
		case strings.ContainsRune(" .-()\u00a0\u202f", r):
		default:
			return ""
		}
	}
	return string(d)
}

func onlyDigits(dst []byte, s string) []byte {
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			dst = append(dst, byte(r))
		case r >= utf8.RuneSelf && unicode.IsDigit(r):
			n := 0 // Digits of other scripts come in tens.
			for unicode.IsDigit(r - rune(n) - 1) {
				n++
			}
			dst = append(dst, byte('0'+n%10))
		}
	}
	return dst
}
