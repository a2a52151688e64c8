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
	counts     bool // of a group: it may count what follows, "2. Nr."
	loose      bool // that plus stands alone between two things: it may join them
	paren      bool // inside brackets
	colon      bool // a colon or equals sign follows the label
	identifier bool // text after which digits are no phone number
	numbering  bool // of an identifier: "Nr.", after which they may be one nevertheless
	figure     span // of text: digits of a number's flow that touch it, "12bis"
}

// span is a place in the cleaned text.
type span struct{ start, end int }

// lexer cuts cleaned text into items.
type lexer struct {
	v     *words
	s     string
	items []item
	last  int // end of the last item
	depth int
	glued bool // a single letter touches a number: 0199001234B
	marks bool // a "?" stood where a character could not be encoded
	count byte // the figure of the last "1)"
	after bool // a number stands before this text: it is the inside of a bracket
}

// lex cuts a text into items, which it appends to buf.
func lex(v *words, s string, buf []item) *lexer {
	l := &lexer{v: v, s: s, items: buf}
	l.cut()
	return l
}

// lexInside cuts the inside of a bracket; after tells whether a number stands before it.
func lexInside(v *words, s string, after bool) *lexer {
	l := &lexer{v: v, s: s, after: after, depth: 1}
	l.cut()
	return l
}

func (l *lexer) cut() {
	s := l.s
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

// drop takes the last item back.
func (l *lexer) drop() {
	l.items = l.items[:len(l.items)-1]
	l.last = 0
	if p := l.prev(); p != nil {
		l.last = p.end
	}
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
	if end := l.stamp(i); end > i {
		start := i
		if p := l.prev(); p != nil && p.kind == itemLabel && p.word.kind == "" && !p.colon && !p.paren && l.hasGroup() {
			start = p.start // "le 07/05/2021"
			l.drop()
		}
		l.text(start, end, false)
		return end
	}
	end := i
	for end < len(l.s) && l.s[end] >= '0' && l.s[end] <= '9' {
		end++
	}
	if k := l.ordinal(i, end); k > end {
		return k
	}
	if l.address(i, end) {
		l.text(i, end, false)
		return end
	}
	sep := l.s[l.last:i]
	plus := strings.TrimRight(sep, " (['\"")
	if p := strings.TrimSpace(sep); len(p) > 1 && strings.Trim(p, ",") == "" && l.hasGroup() && end-i <= 7 {
		l.add(item{kind: itemExt, start: i, end: i}) // A telephone pauses at each comma before it dials on.
	}
	loose := l.hasGroup() && strings.Contains(sep, " + ") && strings.Count(sep, "+") == 1
	l.add(item{kind: itemGroup, start: i, end: end, plus: strings.HasSuffix(plus, "+"), loose: loose, counts: l.countsNext(i, end)})
	return end
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
