package phone

import (
	"slices"
	"strings"
)

// gluedLetter tells whether the single letter at i touches a number and is no extension or label that stands for
// itself there: 0199001234B. Nobody knows what such a letter says of the digits.
func (l *lexer) gluedLetter(i int) bool {
	if !isLetter(l.s[i]) {
		return false
	}
	w := l.v.known[fold(l.s[i:i+1])]
	next := i+1 < len(l.s) && l.s[i+1] >= '0' && l.s[i+1] <= '9'
	if w.ext && next && l.hasGroup() && l.digitsAt(i+1) <= 7 && (l.digitsAt(i+1) < 7 && !w.label || l.reachAt(i+1) <= 7) {
		return false // x12
	}
	if l.touchesDigit(i) {
		p := l.prev()
		return p != nil && p.kind == itemGroup && (p.end-p.start > 2 || next && l.reachAt(i+1) > 4)
	}
	return next && l.reachAt(i+1) > 4
}

// figures gives where the text with the word from i to end begins, since figures that touch a word belong to it: 18h,
// 12bis, "8-12h". flow are those figures where they may as well be the last digits of a number: "030 23125 12bis".
func (l *lexer) figures(i, end int) (start int, flow span) {
	p := l.prev()
	if p == nil || p.kind != itemGroup || p.end-p.start > 4 || p.end != i && (l.s[p.end:i] != " " || !l.isHour(*p, i, end) || end-i < 2) {
		return i, flow
	}
	g := *p
	l.drop()
	if l.isHour(g, i, end) {
		return l.hoursFrom(g), flow
	}
	if q := l.prev(); q != nil && q.kind == itemGroup && strength(g.sep) < strong {
		flow = span{g.start, g.end}
	}
	return g.start, flow
}

// isHour tells whether a group and the word after it, from i to end, are a time of day.
func (l *lexer) isHour(g item, i, end int) bool {
	if small(l.s[g.start:g.end]) > 24 {
		return false
	}
	switch strings.ToLower(l.s[i:end]) {
	case "h", "hr", "hrs", "uhr", "pm", "heures", "heure":
		return true
	case "am":
		return g.end == i // German: "at".
	}
	return false
}

// hoursFrom gives the start of the span of hours that ends with g, and takes its first hour back: "8-12h", "8 à 12h".
func (l *lexer) hoursFrom(g item) int {
	p := l.prev()
	if p == nil {
		return g.start
	}
	linked := strings.TrimSpace(g.sep) == "-"
	n := len(l.items)
	if p.kind == itemSpan && n > 1 {
		p, linked = &l.items[n-2], true
	}
	if !linked || p.kind != itemGroup || small(l.s[p.start:p.end]) > 24 || p.plus {
		return g.start
	}
	start := p.start
	for len(l.items) > 0 && l.prev().start >= start {
		l.drop()
	}
	return start
}

// ordinal gives the end of a figure, from i to end, that counts what follows: "1) 01 …", "1. 01 …" at the start, "(2. Nr.)",
// "2nd". It is a label then. It returns end where the figure is a number's.
func (l *lexer) ordinal(i, end int) int {
	if end-i > 1 || l.s[i] == '0' || end == len(l.s) {
		return end
	}
	if p := l.prev(); p != nil && p.kind == itemExt {
		return end
	}
	var to int
	switch c := l.s[end]; {
	case c == ')' && l.depth == 0:
		if !l.begins(i) && (l.s[i-1] != ' ' || l.s[i] != l.count+1) {
			return end // Not the next of "1) … 2) …".
		}
		l.count = l.s[i]
		l.add(item{kind: itemLabel, start: i, end: end + 1, word: word{label: true}, colon: true})
		return end + 1
	case c == '.' && (l.begins(i) || l.setOff(i) && l.labelAt(end+1)):
		to = end + 1
		if !(to < len(l.s) && l.s[to] == ' ' && l.numberFollows(to)) && !l.labelAt(to) {
			return end
		}
	case isLetter(c):
		to = wordEnd(l.s, end)
		w := fold(l.s[end:to])
		if !l.begins(i) && l.s[i-1] != ' ' {
			return end
		}
		if !slices.Contains(ordinals, w) || !l.labelAt(to) && (len(w) < 2 || !l.endsAt(to) && !l.colonAt(to) && !l.numberFollows(to)) {
			return end
		}
	default:
		return end
	}
	l.add(item{kind: itemLabel, start: i, end: to, word: word{label: true}})
	return to
}

// address tells whether a small figure, from i to end, begins what is said before a number: "3 rue de la Paix 01 …".
func (l *lexer) address(i, end int) bool {
	if end-i > 3 || l.s[i] == '0' || !l.begins(i) || end+1 >= len(l.s) || l.s[end] != ' ' || !startsWord(l.s[end+1:]) {
		return false
	}
	_, known := l.v.known[fold(l.s[end+1:wordEnd(l.s, end+1)])]
	return !known
}

// countsNext tells whether the last figure of a number, from i to end, may count what follows: "030 123456 2. Nr. …".
func (l *lexer) countsNext(i, end int) bool {
	return end-i == 1 && l.s[i] != '0' && end < len(l.s) && l.s[end] == '.' && l.labelAt(end+1)
}

// ordinals are what stands behind a figure that counts.
var ordinals = []string{"nd", "rd", "th", "st", "e", "er", "eme", "te", "tes", "o", "a"}

// setOff tells whether a separator with a space behind it stands before i.
func (l *lexer) setOff(i int) bool {
	before := strings.TrimRight(l.s[:i], " ")
	return before != "" && len(before) < i && strings.IndexByte("-.*~/,>", before[len(before)-1]) >= 0
}

// begins tells whether nothing but a break or an opening bracket stands before i.
func (l *lexer) begins(i int) bool {
	before := strings.TrimRight(l.s[:i], " '\"")
	return before == "" || strings.IndexByte(";|\n\t([{", before[len(before)-1]) >= 0
}

// labelAt tells whether a label comes next.
func (l *lexer) labelAt(i int) bool {
	for i < len(l.s) && (l.s[i] == ' ' || l.s[i] == '.') {
		i++
	}
	if i >= len(l.s) || !startsWord(l.s[i:]) {
		return false
	}
	w := l.v.known[fold(l.s[i:wordEnd(l.s, i)])]
	return w.label || w.numbering || w.ext
}

// bounded tells whether the word from i to end is set off by separators: "01 … / NC".
func (l *lexer) bounded(i, end int) bool {
	before := strings.TrimRight(l.s[:i], " .")
	after := strings.TrimLeft(l.s[end:], " .")
	return (before == "" || strings.IndexByte(",;/|\n&-:", before[len(before)-1]) >= 0) &&
		(after == "" || strings.IndexByte(",;/|\n&-", after[0]) >= 0)
}

// counts tells whether a word for "number" counts something else than phones: it stands after a number or after other
// text, not after a label such as "fax".
func (l *lexer) counts(i int) bool {
	p := l.prev()
	if p == nil || breaks(l.s[l.last:i]) {
		return false
	}
	switch p.kind {
	case itemGroup:
		return true
	case itemText:
		return p.identifier || l.hasGroup()
	default:
		return false
	}
}
