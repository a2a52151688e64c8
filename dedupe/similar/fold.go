package similar

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold appends a text folded for comparing: lower case without accents, letters that do not decompose written as the
// plain ones they are taken for (ß as ss, ø as o, ł as l), and a single space for whatever is no letter and no digit.
// There is no space at the start or the end.
func Fold[T ~string | ~[]byte](dst []byte, text T) []byte {
	start, gap := len(dst), false
	for i := 0; i < len(text); i++ {
		c := folds[text[i]]
		if c == beyond {
			if text[i] != 0xc3 || i+1 == len(text) || text[i+1]&0xc0 != 0x80 || latin[text[i+1]&0x3f] == ' ' {
				return foldRunes(dst, start, gap, []byte(text[i:]))
			}
			i++
			c = latin[text[i]&0x3f]
		}
		if c == ' ' {
			gap = true
			continue
		}
		if gap && len(dst) > start {
			dst = append(dst, ' ')
		}
		gap = false
		dst = append(dst, c)
	}
	return dst
}

// beyond stands in folds for bytes that are not ASCII.
const beyond = 0xff

// folds gives what each byte is folded to: letters and digits of ASCII, a space for what is neither.
const folds = "" +
	"                                " +
	"                0123456789      " +
	" abcdefghijklmnopqrstuvwxyz     " +
	" abcdefghijklmnopqrstuvwxyz     " +
	"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff" +
	"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff" +
	"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff" +
	"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"

// latin gives the folded letters from U+00C0 to U+00FF, the accented ones of Western Europe; a space stands for what is no
// letter, or more than one.
const latin = "aaaaaa ceeeeiiiidnooooo ouuuuy  aaaaaa ceeeeiiiidnooooo ouuuuy y"

// foldRunes goes on where a text leaves ASCII. A mark on a letter goes; one between letters of another script does too, on
// both sides of a comparison.
func foldRunes(dst []byte, start int, gap bool, text []byte) []byte {
	if !utf8.Valid(text) {
		text = bytes.ToValidUTF8(text, []byte(" "))
	}
	if !norm.NFKD.IsNormal(text) {
		text = norm.NFKD.Bytes(text)
	}
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		text = text[n:]
		if r >= utf8.RuneSelf {
			if unicode.Is(unicode.Mn, r) || invisible(r) {
				continue
			}
			r = unicode.ToLower(r)
		} else if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) || r == utf8.RuneError {
			gap = true
			continue
		}
		if gap && len(dst) > start {
			dst = append(dst, ' ')
		}
		gap = false
		if s := plain(r); s != "" {
			dst = append(dst, s...)
		} else {
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

// invisible tells whether a character joins or directs others without being seen.
func invisible(r rune) bool {
	return r == '\u00ad' || r >= '\u200b' && r <= '\u200f' || r >= '\u202a' && r <= '\u202e' || r >= '\u2060' && r <= '\u2064' || r == '\ufeff'
}

// plain gives what stands for a letter that Unicode does not decompose.
func plain(r rune) string {
	switch r {
	case 'ß', 'ẞ':
		return "ss"
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'đ', 'ð':
		return "d"
	case 'þ':
		return "th"
	case 'ı':
		return "i"
	case 'ħ':
		return "h"
	case 'ŋ':
		return "n"
	case 'ŧ':
		return "t"
	case 'ə':
		return "e"
	default:
		return ""
	}
}
