package pipeline

import (
	"strings"
	"unicode/utf8"
)

// alike tells whether two texts have the same words, folded, and at least one. It decides on their ASCII where it can, and folds
// only texts that are the same up to a letter beyond it.
func alike(a, b string) bool {
	x, y := words{text: a}, words{text: b}
	for some := false; ; some = true {
		c, d := x.next(), y.next()
		switch {
		case c == wordsBeyond || d == wordsBeyond:
			w := folded(a)
			return w != "" && (a == b || w == folded(b))
		case c != d:
			return false
		case c == wordsEnd:
			return some
		}
	}
}

// folded gives the folded words of a text with a space between them.
func folded(s string) string { return strings.Join(strings.Fields(fold(s)), " ") }

// words gives the characters of the folded words of a text, with a space between words, as far as the text is ASCII.
type words struct {
	text string
	at   int
	gap  bool // a space comes before the next character
	some bool // there was one already
}

// What next gives besides letters, digits and spaces.
const (
	wordsEnd    byte = 0
	wordsBeyond byte = utf8.RuneSelf // the text goes on beyond ASCII
)

func (w *words) next() byte {
	for ; w.at < len(w.text); w.at++ {
		c := w.text[w.at]
		switch {
		case c >= utf8.RuneSelf:
			return wordsBeyond
		case !wordByte(c):
			w.gap = w.some
			continue
		case w.gap:
			w.gap = false
			return ' '
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		}
		w.at++
		w.some = true
		return c
	}
	return wordsEnd
}
