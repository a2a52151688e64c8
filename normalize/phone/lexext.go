package phone

import "strings"

// extension gives the end of an extension word at i with the words that only stress it ("poste n°", "Ext No."), 0 if the
// word means something else here.
func (l *lexer) extension(w word, i, end int) int {
	if !w.ext || !l.hasGroup() {
		return 0
	}
	if p := l.prev(); p != nil && (w.close && (p.kind == itemText || p.kind == itemExt) || (w.close || w.label) && breaks(l.s[p.end:i])) {
		return 0 // "efter kl. 16"
	}
	for range 2 {
		k := end
		for k < len(l.s) && strings.IndexByte(" .:#", l.s[k]) >= 0 {
			k++
		}
		if k >= len(l.s) || !startsWord(l.s[k:]) {
			break
		}
		to := wordEnd(l.s, k)
		if x := l.v.known[fold(l.s[k:to])]; !x.numbering && (!x.ext || x.close) {
			break
		}
		end = to
	}
	switch next := l.digitsAt(end); {
	case next < 1 || next > 7:
		return 0
	case (w.label || w.join) && l.reachAt(end) > 6, w.label && w.close && l.reachAt(end) > 5:
		return 0
	case w.label && w.close && (l.areaAt(end) || l.colonAt(end) && l.reachAt(end) > 4):
		return 0 // "W: 02 / 1234567"
	}
	return end
}

// areaAt tells whether the digits at i are rather the area code of a number than an extension: more follow behind a slash
// or comma, and do not begin like a number of their own.
func (l *lexer) areaAt(i int) bool {
	n := l.reachAt(i)
	if l.flowAt(i) <= max(6, n) {
		return false
	}
	rest := strings.TrimLeft(l.s[i:], " .:=#->")
	rest = strings.TrimLeft(rest[min(n, len(rest)):], " ,/")
	return l.colonAt(i) || l.zeroAt(i) || n > 1 && !strings.HasPrefix(rest, "0")
}

// closesAt tells whether a bracket closes at i.
func (l *lexer) closesAt(i int) bool { return i < len(l.s) && strings.IndexByte(")]}", l.s[i]) >= 0 }

// zeroAt tells whether the digits that follow i begin with a zero.
func (l *lexer) zeroAt(i int) bool {
	return strings.HasPrefix(strings.TrimLeft(l.s[i:], " .:=#->"), "0")
}

// numberAhead tells whether a join word between i and end, right behind a number, has another number some words ahead:
// "01 … ou Marie 06 …".
func (l *lexer) numberAhead(i, end int) bool {
	p := l.prev()
	if end-i < 2 || p == nil || p.kind == itemText || p.kind == itemBreak {
		return false
	}
	for words := 0; words <= 3; {
		for end < len(l.s) && strings.IndexByte(" .:=+-([{'\"?)]}>", l.s[end]) >= 0 {
			end++
		}
		if end >= len(l.s) {
			return false
		}
		if l.s[end] >= '0' && l.s[end] <= '9' {
			return words > 0 && l.reachAt(end) >= 6
		}
		if !startsWord(l.s[end:]) {
			return false
		}
		end = wordEnd(l.s, end)
		words++
	}
	return false
}
