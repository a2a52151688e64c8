package phone

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wordEnd gives the end of the word that begins at i: letters, marks, symbols, and apostrophes between letters.
func wordEnd(s string, i int) int {
	start := i
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsLetter(r) || unicode.IsMark(r) {
			i += n
			continue
		}
		if r == '\'' && i > start && i+1 < len(s) && isLetter(s[i+1]) {
			i++
			continue
		}
		if i == start {
			i += n // A symbol is a word of its own.
			if i < len(s) && strings.HasPrefix(s[i:], "\ufe0f") {
				i += len("\ufe0f")
			}
		}
		break
	}
	return i
}

// words reads the word at i, or the longest phrase there that a vocabulary knows.
func (l *lexer) words(i int) int {
	end := wordEnd(l.s, i)
	if end == i+1 && end < len(l.s) && l.s[end] == ')' && l.s[i]|0x20 <= 'f' && l.depth == 0 && l.begins(i) {
		l.add(item{kind: itemLabel, start: i, end: end + 1, word: word{label: true}, colon: true}) // "a) 01 …"
		return end + 1
	}
	if k := flag(l.s[i:]); k > 0 {
		l.add(item{kind: itemLabel, start: i, end: i + k, word: word{label: true}})
		return i + k
	}
	if masked(l.s[i:end]) && (end-i > 1 || l.digitsAt(end) == 0 && l.touchesDigit(i)) {
		l.add(item{kind: itemMask, start: i, end: end})
		return end
	}
	l.glued = l.glued || end == i+1 && l.gluedLetter(i)
	w, found := l.v.known[fold(l.s[i:end])]
	last := end
	for n := 1; n < l.v.longest; n++ {
		next, points := last, 0
		for next < len(l.s) && points < 2 && strings.IndexByte(" .-/'", l.s[next]) >= 0 {
			if l.s[next] != ' ' {
				points++
			}
			next++
		}
		if next >= len(l.s) || !startsWord(l.s[next:]) {
			break
		}
		last = wordEnd(l.s, next)
		if phrase, ok := l.v.known[fold(l.s[i:last])]; ok {
			w, found, end = phrase, true, last
		}
	}
	if found && l.known(w, i, end) {
		return l.afterWord(l.last)
	}
	start, flow := l.figures(i, end)
	if k := end; k < len(l.s) && l.s[k] >= '0' && l.s[k] <= '9' {
		for k < len(l.s) && l.s[k] >= '0' && l.s[k] <= '9' {
			k++
		}
		if k-end <= 4 {
			end = k
		}
	}
	count := found && w.numbering
	l.text(start, end, found && w.identifier || count && l.numberFollows(end))
	if p := l.prev(); p.kind == itemText {
		p.numbering = p.numbering || count
		if p.start == start {
			p.figure = flow
		}
	}
	return end
}

func startsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// flag gives the length of a country's flag at the start of s: two regional indicator symbols.
func flag(s string) int {
	n := 0
	for range 2 {
		r, size := utf8.DecodeRuneInString(s[n:])
		if r < 0x1f1e6 || r > 0x1f1ff {
			return 0
		}
		n += size
	}
	return n
}

func masked(s string) bool { return strings.Trim(s, "xX") == "" }

// touchesDigit tells whether a digit stands right before i.
func (l *lexer) touchesDigit(i int) bool { return i > 0 && l.s[i-1] >= '0' && l.s[i-1] <= '9' }

// known adds the item that a word of the vocabularies is here. It returns false where the word means nothing here.
func (l *lexer) known(w word, i, end int) bool {
	next := l.digitsAt(end)
	before := l.hasGroup()
	short := utf8.RuneCountInString(l.s[i:end]) <= 2
	if to := l.extension(w, i, end); to > 0 {
		l.add(item{kind: itemExt, start: i, end: to})
		return true
	}
	if w.span && before && next >= 1 && next <= 4 && l.reachAt(end) <= 4 && i > 0 && l.s[i-1] == ' ' {
		l.add(item{kind: itemSpan, start: i, end: end})
		return true
	}
	if w.join && before && !(end-i == 1 && (l.touchesDigit(i) || l.closesAt(end))) && (l.numberFollows(end) || l.numberAhead(i, end)) && !l.colonAt(end) {
		l.add(item{kind: itemBreak, start: i, end: end})
		return true
	}
	if w.filler && l.bounded(i, end) {
		l.add(item{kind: itemRemark, start: i, end: end})
		return true
	}
	if w.identifier && !w.label || w.numbering && l.counts(i) && !(l.prev().kind == itemGroup && l.labelAt(end)) && (!l.endsAt(end) || l.v.nothing[fold(l.s[i:end])]) && !(l.colonAt(end) && l.reachAt(end) >= 7 && l.prev().kind == itemGroup) {
		return false
	}
	if w.label {
		if p := l.prev(); p != nil && p.kind == itemGroup && p.end == i && p.end-p.start <= 2 && short && l.s[i] < utf8.RuneSelf {
			return false // 18h
		}
		if p := l.prev(); w.kind == "" && end-i >= 3 && p != nil && p.kind == itemText && !l.colonAt(end) && !breaks(l.s[p.end:i]) {
			return false // "do not call"
		}
		if n := l.flowAt(end); w.kind == "" && before && n > 0 && n <= 4 && !l.colonAt(end) && l.prev() != nil && l.prev().kind != itemLabel {
			return false // "le 18"
		}
		if short && end < len(l.s) && l.s[end] >= '0' && l.s[end] <= '9' && strings.IndexByte("oOlI", l.s[i]) >= 0 {
			return false // O6 12: a letter typed for a figure
		}
		// One or two letters are a label only before a number, after one, or in brackets.
		if short && l.s[i] < utf8.RuneSelf && l.depth == 0 && next == 0 && !l.colonAt(end) && !l.numberFollows(end) && !l.endsAt(end) && !(w.numbering && l.labelAt(end)) {
			return false
		}
		end = l.numbered(end)
		l.add(item{kind: itemLabel, start: i, end: end, word: w, colon: l.colonAt(end)})
		return true
	}
	return false
}

// numbered gives the end of a label with the figure that counts it: "Tel 1:", "Mobile2 :".
func (l *lexer) numbered(end int) int {
	k := end
	for k < len(l.s) && (l.s[k] == ' ' || l.s[k] == '.') {
		k++
	}
	if k+1 < len(l.s) && l.s[k] >= '1' && l.s[k] <= '9' && (l.s[k+1] < '0' || l.s[k+1] > '9') && l.colonAt(k+1) {
		return k + 1
	}
	return end
}

// endsAt tells whether nothing or a separator follows.
func (l *lexer) endsAt(i int) bool {
	rest := strings.TrimLeft(l.s[i:], " .")
	return rest == "" || strings.IndexByte(",;/|&\n)]}-", rest[0]) >= 0
}

func (l *lexer) colonAt(i int) bool {
	rest := strings.TrimLeft(l.s[i:], " .#")
	return rest != "" && (rest[0] == ':' || rest[0] == '=' || rest[0] == '>') && !strings.HasPrefix(rest, ":::")
}

// numberFollows tells whether a number, or a label and then a number, comes next.
func (l *lexer) numberFollows(i int) bool {
	for range 3 {
		for i < len(l.s) && strings.IndexByte(" .:=+-([{'\"?)]}>#", l.s[i]) >= 0 {
			i++
		}
		if i >= len(l.s) {
			return false
		}
		if l.s[i] >= '0' && l.s[i] <= '9' {
			return true
		}
		if !startsWord(l.s[i:]) {
			return false
		}
		end := wordEnd(l.s, i)
		if !l.v.known[fold(l.s[i:end])].label {
			return false
		}
		i = end
	}
	return false
}

// afterWord skips the full stop of an abbreviation.
func (l *lexer) afterWord(i int) int {
	if i < len(l.s) && l.s[i] == '.' {
		l.last = i + 1
		return i + 1
	}
	return i
}
