package phone

import "strings"

// mark reads "?", "*", "_" and "#": one alone separates or decorates, a run hides digits.
func (l *lexer) mark(i int) int {
	end := i
	for end < len(l.s) && l.s[end] == l.s[i] {
		end++
	}
	switch {
	case end-i >= 2, l.s[i] == '_' && l.touchesDigit(i) && (end == len(l.s) || l.s[end] == '-' || l.s[end] == '.') && l.digitsAt(end) == 0:
		l.add(item{kind: itemMask, start: i, end: end})
	case l.s[i] == '?':
		l.marks = true
	case l.s[i] == '#' && l.hasGroup() && l.hashed(end):
		l.add(item{kind: itemExt, start: i, end: end})
	case l.s[i] == '#' && l.prev() != nil && l.prev().kind == itemGroup && l.digitsAt(end) > 0:
		l.add(item{kind: itemBreak, start: i, end: end}) // Too many digits for an extension, but no number goes across it.
	case (l.s[i] == '*' || l.s[i] == '#') && (l.prev() == nil || l.prev().kind != itemExt):
		// *31# before a number hides the caller: not part of the number.
		if j := i + 1; l.digitsAt(j) >= 1 && l.digitsAt(j) <= 3 && l.s[j] != ' ' {
			k := j
			for k < len(l.s) && l.s[k] >= '0' && l.s[k] <= '9' {
				k++
			}
			if k < len(l.s) && (l.s[k] == '#' || l.s[k] == '*') {
				l.text(i, k+1, false)
				return k + 1
			}
		}
	}
	return end
}

// hashed tells whether the digits at i, after a hash, are an extension. After a label it may mean "number": "cell #: 206 …".
func (l *lexer) hashed(i int) bool {
	most := 7
	switch p := l.prev(); {
	case p == nil: // "01 … (#12)"
	case p.kind == itemExt:
		return false // "ext #12"
	case p.kind == itemLabel:
		if most = 5; l.colonAt(i) || l.zeroAt(i) {
			return false
		}
	}
	n := l.digitsAt(i)
	return n > 0 && n <= most && l.reachAt(i) <= most
}

// digitsAt counts the digits of the run that follows i after spaces and light punctuation; 0 if something else follows.
func (l *lexer) digitsAt(i int) int {
	for i < len(l.s) && strings.IndexByte(" .:=#->", l.s[i]) >= 0 {
		i++
	}
	n := 0
	for i < len(l.s) && l.s[i] >= '0' && l.s[i] <= '9' {
		n, i = n+1, i+1
	}
	return n
}

// reachAt counts the digits of all the groups that follow i up to a word, a separator or the end of a bracket.
func (l *lexer) reachAt(i int) int {
	n, open := 0, 0
	for ; i < len(l.s) && strings.IndexByte(" .:=#->+()0123456789", l.s[i]) >= 0; i++ {
		switch c := l.s[i]; {
		case c >= '0' && c <= '9':
			n++
		case c == '(':
			open++
		case c == ')':
			open--
		}
		if open < 0 || n > 0 && (l.s[i] == '+' || aside(l.s[i:])) {
			break
		}
	}
	return n
}

// flowAt counts the digits from i up to a word or a separator that certainly cuts.
func (l *lexer) flowAt(i int) int {
	n := 0
	for ; i < len(l.s) && strings.IndexByte(" .:=#->+()[]/,0123456789", l.s[i]) >= 0; i++ {
		if l.s[i] >= '0' && l.s[i] <= '9' {
			n++
		} else if n > 0 && (l.s[i] == '+' || l.s[i] == ')' || aside(l.s[i:])) {
			break
		}
	}
	return n
}

// aside tells whether s begins with a separator that no short number has inside.
func aside(s string) bool {
	for _, sep := range []string{"  ", "..", " . ", "--", " - ", ":::"} {
		if strings.HasPrefix(s, sep) {
			return true
		}
	}
	return false
}

// remark reads a bracket that holds other words than labels as text: a name, or a warning that must not get lost. It
// returns i where the bracket is to be read like the rest of the cell.
func (l *lexer) remark(i int) int {
	n := strings.IndexAny(l.s[i:], ")]}")
	if n < 0 || strings.ContainsAny(l.s[i+1:i+n], "([{") {
		return i
	}
	end := i + n + 1
	inner := lexInside(l.v, l.s[i+1:end-1], l.hasGroup())
	digits, unknown, number := 0, false, false
	for _, it := range inner.items {
		switch it.kind {
		case itemGroup:
			digits, number = digits+it.end-it.start, true
		case itemText:
			unknown = true
			digits += len(onlyDigits(inner.s[it.start:it.end]))
		default:
		}
	}
	if !unknown || number && digits > 6 {
		return i
	}
	l.text(i, end, false)
	return end
}
