package xlsxfile

import (
	"strings"
	"unicode/utf8"
)

// show says what a number format makes of a number, as far as it changes what the text of a cell should be.
type show uint8

const (
	showPlain    show = iota // digits
	showDate                 // a day
	showDateTime             // a day and a time
	showTime                 // a time of the day
	showElapsed              // hours that go beyond 24
	showPadded               // digits in places, with zeros before them or a text around them
)

// numberFormat is a number format.
type numberFormat struct {
	kind     show
	fraction bool      // of seconds
	sections []section // of showPadded
}

// section is one of the parts of a format between semicolons.
type section struct {
	places []place
	padded bool
	bound  string // "", or the comparison of a condition
	limit  float64
}

// place is a digit's place or a text of a padded format.
type place struct {
	digit byte // '0', '#' or '?'; 0 for a text
	text  rune
}

// parseFormat reads a number format. What it does not understand is plain.
func parseFormat(code string) numberFormat {
	if code == "" || strings.EqualFold(code, "general") || code == "@" {
		return numberFormat{}
	}
	var f numberFormat
	for i, s := range splitFormat(code) {
		p := formatParser{code: s}
		p.parse()
		if i == 0 && p.dates() {
			return p.dateFormat()
		}
		f.sections = append(f.sections, p.section())
	}
	for _, s := range f.sections {
		if s.padded {
			f.kind = showPadded
			return f
		}
	}
	return numberFormat{}
}

// splitFormat cuts a format at its semicolons.
func splitFormat(code string) []string {
	var parts []string
	start := 0
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '"':
			if n := strings.IndexByte(code[i+1:], '"'); n >= 0 {
				i += n + 1
			}
		case '[':
			if n := strings.IndexByte(code[i:], ']'); n >= 0 {
				i += n
			}
		case '\\', '_', '*':
			i++
		case ';':
			parts = append(parts, code[start:i])
			start = i + 1
		}
	}
	return append(parts, code[start:])
}

// formatParser reads one section of a format.
type formatParser struct {
	code   string
	places []place
	other  bool // something that a padded format does not have
	bound  string
	limit  float64

	year, month, day, hour, second, elapsed, fraction bool
}

func (p *formatParser) parse() {
	for s := p.code; s != ""; {
		s = s[p.token(s):]
	}
}

// token reads the token at the start of s and gives its length.
func (p *formatParser) token(s string) int {
	switch c := s[0]; c {
	case '"':
		n := strings.IndexByte(s[1:], '"')
		if n < 0 {
			n = len(s) - 1
			p.literal(s[1:])
			return n + 1
		}
		p.literal(s[1 : n+1])
		return n + 2
	case '\\', '_', '*':
		r, n := utf8.DecodeRuneInString(s[1:])
		switch c {
		case '\\':
			p.literal(string(r))
		case '_':
			p.literal(" ")
		}
		return 1 + n
	case '[':
		n := strings.IndexByte(s, ']')
		if n < 0 {
			p.other = true
			return len(s)
		}
		p.bracket(s[1:n])
		return n + 1
	case '0', '#', '?':
		p.places = append(p.places, place{digit: c})
		return 1
	}
	for _, w := range [...]string{"general", "am/pm", "a/p"} {
		if len(s) >= len(w) && strings.EqualFold(s[:len(w)], w) {
			p.other = p.other || w == "general"
			p.hour = p.hour || w != "general"
			return len(w)
		}
	}
	return p.letter(s)
}

// letter reads a character that stands for itself or for a part of a date.
func (p *formatParser) letter(s string) int {
	switch s[0] | 0x20 {
	case 'y':
		p.year = true
	case 'm':
		p.month = true
	case 'd':
		p.day = true
	case 'h':
		p.hour = true
	case 's':
		p.second = true
	case '.': // 0x2E has the bit set
		if p.second && len(s) > 1 && s[1] == '0' {
			p.fraction = true
		}
		p.other = true
	default:
		r, n := utf8.DecodeRuneInString(s)
		switch r {
		case ' ', '\u00A0', '-', '(', ')', '+', ':', '\u2011', '\u202F':
			p.literal(string(r))
		default: // ',', '%', '/', 'E', '@', and whatever there may be
			p.other = true
		}
		return n
	}
	return 1
}

// bracket reads a colour, a language, a currency, a condition or elapsed time.
func (p *formatParser) bracket(s string) {
	switch {
	case s == "":
	case strings.Trim(strings.ToLower(s), "h") == "", strings.Trim(strings.ToLower(s), "m") == "", strings.Trim(strings.ToLower(s), "s") == "":
		p.elapsed = true
	case s[0] == '$':
		sign, _, _ := strings.Cut(s[1:], "-")
		p.other = p.other || sign != ""
	case s[0] == '<' || s[0] == '>' || s[0] == '=':
		n := len(s) - len(strings.TrimLeft(s, "<>="))
		p.bound = s[:n]
		limit, err := parseFloat(s[n:])
		p.limit, p.other = limit, p.other || err != nil
	}
}

// literal adds a text. Only texts that numbers are written with make a padded format.
func (p *formatParser) literal(s string) {
	for _, r := range s {
		if !strings.ContainsRune("0123456789+-()./ \u00A0\u202F\u2011", r) {
			p.other = true
		}
		p.places = append(p.places, place{text: r})
	}
}

func (p *formatParser) dates() bool {
	return p.year || p.month || p.day || p.hour || p.second || p.elapsed
}

func (p *formatParser) dateFormat() numberFormat {
	f := numberFormat{fraction: p.fraction}
	clock := p.hour || p.second
	day := p.year || p.day || p.month && !clock
	switch {
	case p.elapsed && !day:
		f.kind = showElapsed
	case day && (clock || p.elapsed):
		f.kind = showDateTime
	case day:
		f.kind = showDate
	default:
		f.kind = showTime
	}
	return f
}

// section gives what was read. It is padded if the digits alone would not say the same: a zero may stand before them,
// or a plus sign or digits of the format's own.
func (p *formatParser) section() section {
	s := section{bound: p.bound, limit: p.limit, places: p.places}
	if p.other {
		return s
	}
	zero, own, digits := false, false, false
	for _, pl := range p.places {
		switch {
		case pl.digit != 0:
			s.padded = s.padded || zero
			digits = true
			zero = zero || pl.digit == '0'
		case pl.text == '+' || pl.text >= '0' && pl.text <= '9':
			own = true
		}
	}
	s.padded = digits && (s.padded || own)
	return s
}
