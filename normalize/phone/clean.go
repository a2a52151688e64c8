package phone

import (
	"bytes"
	"regexp"
	"slices"
	"unicode"
	"unicode/utf8"
)

// cleaned is a cell in plain characters: ASCII digits, spaces and punctuation, letters as they were.
type cleaned struct {
	text  []byte
	codes []string
}

// broken are the forms that invisible characters take when UTF-8 was read in another encoding, and what they stand for.
var broken = []struct {
	seen, means []byte
}{
	{[]byte("\u00c2\u00a0"), []byte(" ")},       // no-break space, read as Windows-1252
	{[]byte("\u00ac\u2020"), []byte(" ")},       // no-break space, read as Mac Roman
	{[]byte("\u00e2\u20ac\u00af"), []byte(" ")}, // narrow no-break space, Windows-1252
	{[]byte("\u201a\u00c4\u00d8"), []byte(" ")}, // narrow no-break space, Mac Roman
	{[]byte("\u00e2\u20ac\u00aa"), nil},         // left-to-right embedding, Windows-1252
	{[]byte("\u00e2\u20ac\u00ac"), nil},         // pop directional formatting, Windows-1252
	{[]byte("\u00e2\u20ac\u017d"), nil},         // left-to-right mark, Windows-1252
	{[]byte("\u201a\u00c4\u2122"), nil},         // left-to-right embedding, Mac Roman
	{[]byte("\u201a\u00c4\u00a8"), nil},         // pop directional formatting, Mac Roman
	{[]byte("\u00ef\u00bb\u00bf"), nil},         // byte order mark, Windows-1252
	{[]byte("\u00e2\u20ac\u201c"), []byte("-")}, // en dash, Windows-1252
	{[]byte("\u00e2\u20ac\u201d"), []byte("-")}, // em dash, Windows-1252
	{[]byte("\u00e2\u20ac\u2018"), []byte("-")}, // non-breaking hyphen, Windows-1252
	{[]byte("&nbsp;"), []byte(" ")},             // out of a web page
	{[]byte("&#160;"), []byte(" ")},             //
	{[]byte("&#43;"), []byte("+")},              //
	{[]byte("&amp;"), []byte("&")},              //
	{[]byte("_x000D_"), []byte("\n")},           // a carriage return as a workbook stores it
}

// What a web page leaves around its text. Tags with attributes stay where they are: one may hold a number.
var (
	lineTag = regexp.MustCompile(`(?i)</?(?:p|br|div|li|ul|ol|td|tr|h[1-6])\s*/?>`)
	fontTag = regexp.MustCompile(`(?i)</?(?:b|i|u|a|span|strong|em|font)\s*>`)
)

// clean brings a cell to plain characters and says what it had to undo.
func clean(cell []byte) cleaned {
	var c cleaned
	for i := range cell {
		if cell[i] >= utf8.RuneSelf || cell[i] < ' ' || cell[i] == 0x7f || cell[i] == '&' || cell[i] == '_' || cell[i] == '<' || cell[i] == ' ' && i > 0 && cell[i-1] == ' ' {
			return cleanSlowly(cell)
		}
	}
	c.text = cell
	return c
}

func cleanSlowly(cell []byte) cleaned {
	var c cleaned
	if rest, ok := bytes.CutSuffix(cell, []byte("\u00c2")); ok { // What is left of a no-break space when the end is trimmed.
		cell = rest
		c.note(CodeBrokenCharacters)
	}
	for _, b := range broken {
		if bytes.Contains(cell, b.seen) {
			cell = bytes.ReplaceAll(cell, b.seen, b.means)
			c.note(CodeBrokenCharacters)
		}
	}
	if bytes.IndexByte(cell, '<') >= 0 {
		if t := fontTag.ReplaceAll(lineTag.ReplaceAll(cell, []byte("\n")), nil); len(t) != len(cell) {
			cell = t
			c.note(CodeBrokenCharacters)
		}
	}
	out := make([]byte, 0, len(cell))
	for i := 0; i < len(cell); {
		r, n := utf8.DecodeRune(cell[i:])
		if r == utf8.RuneError && n == 1 {
			// A byte of another encoding: the no-break space of Latin-1, else unknown.
			if cell[i] == 0xA0 {
				out = append(out, ' ')
			} else {
				out = append(out, '?')
			}
			c.note(CodeBrokenCharacters)
			i++
			continue
		}
		i += n
		switch p := plain(r); {
		case p == gone:
			c.note(CodeInvisible)
		case r == '…':
			out = append(out, "..."...)
		case p == r:
			out = utf8.AppendRune(out, r)
		case p >= '0' && p <= '9':
			c.note(CodeUnicodeDigits)
			out = append(out, byte(p))
		default:
			if p == '?' {
				c.note(CodeBrokenCharacters)
			}
			out = append(out, byte(p))
		}
	}
	c.text = narrow(out)
	return c
}

// narrow makes one space of each gap where somebody put wide gaps everywhere: between two digits of one number they say
// nothing then. Where single spaces stand beside them, or long numbers, a wide gap separates.
func narrow(s []byte) []byte {
	wide, run := 0, 0
	for i, c := range s {
		if c >= '0' && c <= '9' {
			run++
		} else {
			run = 0
		}
		if run >= 7 {
			return s
		}
		if c != ' ' || i == 0 || i+1 == len(s) || s[i-1] == ' ' {
			continue
		}
		if s[i+1] != ' ' {
			return s
		}
		wide++
	}
	if wide < 2 {
		return s
	}
	out := s[:0]
	for i, c := range s {
		if c != ' ' || i == 0 || s[i-1] != ' ' {
			out = append(out, c)
		}
	}
	return out
}

func (c *cleaned) note(code string) { c.codes = addCode(c.codes, code) }

// addCode appends a code once.
func addCode(codes []string, code string) []string {
	if slices.Contains(codes, code) {
		return codes
	}
	return append(codes, code)
}

// gone stands for a character without meaning in a phone cell.
const gone rune = -1

// plain gives the ASCII character that r stands for in a phone cell, gone, or r itself.
func plain(r rune) rune {
	switch {
	case r == '\n' || r == '\t' || r >= ' ' && r < 0x7f:
		return r
	case r == '\r' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029:
		return '\n'
	case r == 0xfffd:
		return '?'
	case r >= 0xff01 && r <= 0xff5e:
		return plain(r - 0xff01 + '!')
	case unicode.Is(unicode.Zs, r):
		return ' '
	case unicode.Is(unicode.Nd, r):
		return digit(r)
	case unicode.In(r, unicode.Cf, unicode.Cc, unicode.Variation_Selector) || r == 0x2800 || r == 0x3164:
		return gone
	case unicode.Is(unicode.Pd, r) || r == 0x2212 || r == 0x30fc || r == 0x00af:
		return '-'
	}
	switch r {
	case '’', '‘', '‚', '‛', '`', '´', '′', 'ʼ', 'ˈ':
		return '\''
	case '“', '”', '„', '‟', '«', '»', '″', '‹', '›':
		return '"'
	case '·', '․', '‧', '∙', '⋅', '。':
		return '.'
	case '•', '●', '∗', '×', '∎', '■', '█', '★', '☆', '✱', '※':
		return '*'
	case '⁄', '∕', '╱':
		return '/'
	case '¦', '∣', '│':
		return '|'
	case '⁺', '➕', '﹢', '₊':
		return '+'
	case '→', '➔', '➜', '▶', '►', '⇒', '▸':
		return '>'
	case '；', '、':
		return ';'
	case '，':
		return ','
	case '°', 'º':
		return '.'
	case '¿':
		return '?'
	}
	return r
}

// digit gives the ASCII digit of a decimal digit of any script. Unicode keeps each script's ten in a row.
func digit(r rune) rune {
	for _, t := range unicode.Nd.R16 {
		if r >= rune(t.Lo) && r <= rune(t.Hi) {
			return '0' + (r-rune(t.Lo))%10
		}
	}
	for _, t := range unicode.Nd.R32 {
		if r >= rune(t.Lo) && r <= rune(t.Hi) {
			return '0' + (r-rune(t.Lo))%10
		}
	}
	return r
}
