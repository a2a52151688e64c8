package phone

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// itemKind is the kind of a piece of a cell.
type itemKind uint8

const (
	itemGroup  itemKind = iota // a run of digits
	itemBreak                  // a separator that certainly cuts
	itemLabel                  // a word that says what kind of number it is
	itemRemark                 // a word that says nothing: NC
	itemExt                    // a word before an extension
	itemSpan                   // a word between the ends of a range
	itemText                   // any other text
	itemMask                   // digits that somebody made unreadable
)

// item is a piece of a cell. start and end are its place in the cleaned text; sep is what stood before it.
type item struct {
	kind       itemKind
	start, end int
	sep        string
	word       word
	plus       bool // a plus stood before the group
	paren      bool // inside brackets
	colon      bool // a colon or equals sign follows the label
	identifier bool // text after which digits are no phone number
}

// lexer cuts cleaned text into items.
type lexer struct {
	v     *words
	s     string
	items []item
	last  int // end of the last item
	depth int
	marks bool // a "?" stood where a character could not be encoded
	after bool // a number stands before this text: it is the inside of a bracket
}

func lex(v *words, s string) *lexer { return lexAfter(v, s, false) }

func lexAfter(v *words, s string, after bool) *lexer {
	l := &lexer{v: v, s: s, after: after}
	links := strings.Contains(s, "@") || strings.Contains(s, "://") || strings.Contains(s, "www.")
	for i := 0; i < len(s); {
		if links && (i == 0 || s[i-1] == ' ' || s[i-1] == '\n' || s[i-1] == ';' || s[i-1] == ',' || s[i-1] == '(' || s[i-1] == '<') {
			if end := link(s, i); end > i {
				l.text(i, end, false)
				i = end
				continue
			}
		}
		c := s[i]
		switch {
		case c >= '0' && c <= '9':
			i = l.group(i)
		case c == '(' || c == '[' || c == '{':
			if end := l.remark(i); end > i {
				i = end
				continue
			}
			l.depth++
			i++
		case c == ')' || c == ']' || c == '}':
			l.depth = max(0, l.depth-1)
			i++
		case c == '?' || c == '*' || c == '_' || c == '#':
			i = l.mark(i)
		case c < utf8.RuneSelf && !isLetter(c):
			i++
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsSymbol(r) || unicode.IsNumber(r) {
				i = l.words(i)
			} else {
				i += n
			}
		}
	}
	for i := range l.items {
		it := &l.items[i]
		if it.kind == itemText && !it.identifier && v.nothing[fold(s[it.start:it.end])] && onlyDigits(s[it.start:it.end]) == "" {
			it.kind = itemRemark // "06 … / NC" says nothing that is lost.
		}
	}
	return l
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// link gives the end of an e-mail address or a URL that begins at i, or i.
func link(s string, i int) int {
	end := i
	for end < len(s) && s[end] != ' ' && s[end] != '\n' && s[end] != ';' && s[end] != '>' && s[end] != ')' && s[end] != '\t' {
		end++
	}
	f := strings.ToLower(s[i:end])
	if strings.HasPrefix(f, "tel:") || strings.HasPrefix(f, "callto:") {
		return i
	}
	at := strings.IndexByte(f, '@')
	if k := strings.Index(f, "://"); k > 0 && isLetter(f[k-1]) || strings.HasPrefix(f, "www.") || at > 0 && at < len(f)-1 && strings.ContainsAny(f[at:], "abcdefghijklmnopqrstuvwxyz") {
		return end
	}
	return i
}

func (l *lexer) add(it item) {
	it.sep = l.s[l.last:it.start]
	it.paren = l.depth > 0
	if it.kind == itemGroup || it.kind == itemLabel || it.kind == itemText || it.kind == itemMask {
		if breaks(it.sep) && len(l.items) > 0 {
			l.items = append(l.items, item{kind: itemBreak, start: l.last, end: it.start})
		}
	}
	l.items = append(l.items, it)
	l.last = it.end
}

// breaks tells whether the text between two items certainly separates numbers.
func breaks(sep string) bool {
	return strings.ContainsAny(sep, ";|\n\t&") || strings.Contains(sep, ":::")
}

// prev gives the last item, nil if there is none.
func (l *lexer) prev() *item {
	if len(l.items) == 0 {
		return nil
	}
	return &l.items[len(l.items)-1]
}

func (l *lexer) hasGroup() bool {
	if l.after {
		return true
	}
	for i := range l.items {
		if l.items[i].kind == itemGroup {
			return true
		}
	}
	return false
}

func (l *lexer) group(i int) int {
	end := i
	for end < len(l.s) && l.s[end] >= '0' && l.s[end] <= '9' {
		end++
	}
	if end-i == 1 && end < len(l.s) && l.s[end] == ')' && l.depth == 0 {
		l.add(item{kind: itemLabel, start: i, end: end + 1, word: word{label: true}, colon: true}) // "1) 01 …"
		return end + 1
	}
	sep := l.s[l.last:i]
	plus := strings.TrimRight(sep, " (['\"")
	if p := strings.TrimSpace(sep); len(p) > 1 && strings.Trim(p, ",") == "" && l.hasGroup() && end-i <= 7 {
		l.add(item{kind: itemExt, start: i, end: i}) // A telephone pauses at each comma before it dials on.
	}
	l.add(item{kind: itemGroup, start: i, end: end, plus: strings.HasSuffix(plus, "+")})
	return end
}

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

// text adds free text, joined to free text just before it.
func (l *lexer) text(start, end int, identifier bool) {
	if p := l.prev(); p != nil && p.kind == itemText && !breaks(l.s[l.last:start]) {
		p.end, l.last = end, end
		p.identifier = p.identifier || identifier
		return
	}
	l.add(item{kind: itemText, start: start, end: end, identifier: identifier})
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
	digits, unknown := 0, false
	for _, it := range inner.items {
		switch it.kind {
		case itemGroup:
			digits += it.end - it.start
		case itemText:
			unknown = true
			digits += len(onlyDigits(inner.s[it.start:it.end]))
		default:
		}
	}
	if !unknown || digits > 6 {
		return i
	}
	l.text(i, end, false)
	return end
}
