package phone

import "strings"

// mark reads "?", "*", "_" and "#": one alone separates or decorates, a run hides digits.
func (l *lexer) mark(i int) int {
	end := i
	for end < len(l.s) && l.s[end] == l.s[i] {
		end++
	}
	switch {
	case end-i >= 2:
		l.add(item{kind: itemMask, start: i, end: end})
	case l.s[i] == '?':
		l.marks = true
	case l.s[i] == '#' && l.hasGroup() && l.digitsAt(end) > 0 && l.digitsAt(end) <= 7:
		l.add(item{kind: itemExt, start: i, end: end})
	case l.s[i] == '*' || l.s[i] == '#':
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

// digitsAt counts the digits of the run that follows i after spaces and light punctuation; 0 if something else follows.
func (l *lexer) digitsAt(i int) int {
	for i < len(l.s) && strings.IndexByte(" .:=#-", l.s[i]) >= 0 {
		i++
	}
	n := 0
	for i < len(l.s) && l.s[i] >= '0' && l.s[i] <= '9' {
		n, i = n+1, i+1
	}
	return n
}

// reachAt counts the digits of all the groups that follow i up to a word or a separator.
func (l *lexer) reachAt(i int) int {
	n := 0
	for ; i < len(l.s) && strings.IndexByte(" .:=#-+()0123456789", l.s[i]) >= 0; i++ {
		if l.s[i] >= '0' {
			if l.s[i] <= '9' {
				n++
			}
		}
	}
	return n
}

// remark reads a bracket that holds other words than labels as text: a name, or a warning that must not get lost. It
// returns i where the bracket is to be read like the rest of the cell.
func (l *lexer) remark(i int) int {
	closing := map[byte]byte{'(': ')', '[': ']', '{': '}'}[l.s[i]]
	n := strings.IndexByte(l.s[i:], closing)
	if n < 0 {
		return i
	}
	end := i + n + 1
	inner := lexAfter(l.v, l.s[i+1:end-1], l.hasGroup())
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
