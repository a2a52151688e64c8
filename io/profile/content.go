package profile

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// look is what a cell looks like.
type look uint8

const (
	lookBlank look = iota
	lookOther      // no phone number
	lookWeak       // digits that may be a phone number, an id, an amount
	lookPhone      // written as only phone numbers are
)

// looks judges one cell by its shape alone. It knows nothing of numbering plans, and is asked only for the sum over a
// column.
func looks(cell string) look {
	cell = strings.TrimFunc(cell, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || r == '\'' || r == '"' || r == 0xFEFF
	})
	if cell == "" {
		return lookBlank
	}
	if i := strings.IndexAny(cell, ";\n|"); i > 0 {
		cell = cell[:i]
	} else if i := strings.Index(cell, " / "); i > 0 {
		cell = cell[:i]
	}
	cell = strings.TrimSpace(cell)
	if i := strings.IndexAny(cell, "+(0123456789"); i > 0 { // A word in front: "tel:", "Mobile".
		before, _ := utf8.DecodeLastRuneInString(cell[:i])
		if i > 12 || strings.ContainsAny(cell[:i], "/@_&?=,") || unicode.IsLetter(before) || cell[i] != '+' && land(cell[:i]) {
			return lookOther
		}
		cell = cell[i:]
	}
	var s shape
	for _, r := range cell {
		s.add(r)
	}
	s.end()
	switch {
	case s.letters > 12, s.digits < 6, s.digits > 18, s.bad, s.glued > 2:
		return lookOther
	case s.point(), s.year(), s.form():
		return lookOther
	case s.plus && s.digits >= 7 && s.digits <= 15:
		return lookPhone
	case s.letters > 0 && s.digits < 8:
		return lookOther
	case s.date(), s.decimal(cell), s.ip():
		return lookOther
	case s.digits > 15:
		return lookOther
	case strings.HasPrefix(cell, "000"): // A number filled up with zeros.
		return lookOther
	case strings.HasPrefix(cell, "00") && s.digits >= 11, strings.HasPrefix(cell, "0") && cell[1:2] != "0" && s.digits >= 9 && s.digits <= 12:
		return lookPhone
	case s.brackets && s.digits >= 7:
		return lookPhone
	case len(s.groups) >= 3 && s.digits >= 8 && s.digits <= 13 && s.letters == 0:
		return s.grouped()
	case s.digits >= 7 && s.digits <= 12:
		return lookWeak
	}
	return lookOther
}

// shape is what a cell is made of.
type shape struct {
	digits, letters int
	groups          []int  // lengths of the runs of digits
	values          []int  // their values, as far as they fit
	seps            []rune // what stands between them, one rune each
	plus, brackets  bool
	bad             bool
	glued           int // letters and digits without anything between: an id, but for x204
	last            rune
	run, value      int
	sep             rune
}

func (s *shape) add(r rune) {
	if unicode.IsLetter(r) && unicode.IsDigit(s.last) || unicode.IsDigit(r) && unicode.IsLetter(s.last) {
		s.glued++
	}
	s.last = r
	if unicode.IsDigit(r) && r < 0x80 {
		if s.run == 0 && len(s.groups) > 0 {
			s.seps = append(s.seps, s.sep)
		}
		s.run++
		s.value = (s.value*10 + int(r-'0')) % 1_000_000_000
		s.digits++
		return
	}
	s.end()
	switch {
	case r == '+' && s.digits == 0:
		s.plus = true
	case r == '(' || r == ')':
		s.brackets = true
	case unicode.IsSpace(r), r == '.', r == '-', r == '/', r == '–', r == '‑', r == ',':
	case r == ':' && s.digits == 0:
	case unicode.IsLetter(r):
		s.letters++
	case unicode.Is(unicode.Cf, r):
		return
	default:
		s.bad = true
	}
	s.sep = r
}

func (s *shape) end() {
	if s.run > 0 {
		s.groups = append(s.groups, s.run)
		s.values = append(s.values, s.value)
		s.run, s.value = 0, 0
	}
}

// date tells 2026-11-22, 22/11/2026, 22.11.26 and the like, a time behind it or not.
func (s *shape) date() bool {
	if len(s.groups) == 1 && s.groups[0] == 8 { // 20261122
		v := s.values[0]
		return v/10000 >= 1900 && v/10000 < 2100 && v/100%100 >= 1 && v/100%100 <= 12 && v%100 >= 1 && v%100 <= 31
	}
	if len(s.groups) < 3 {
		return false
	}
	g, v := s.groups, s.values
	year := func(i int) bool { return g[i] == 4 && v[i] >= 1900 && v[i] < 2100 }
	small := func(i int) bool { return g[i] <= 2 && v[i] >= 1 && v[i] <= 31 }
	if len(s.seps) >= 2 && s.seps[0] != s.seps[1] {
		return false
	}
	switch {
	case year(0) && small(1) && small(2):
	case year(2) && small(0) && small(1):
	case len(g) == 3 && g[2] == 2 && small(0) && small(1) && (v[0] <= 12 || v[1] <= 12) && len(s.seps) > 0 && s.seps[0] != ' ':
	default:
		return false
	}
	return true
}

// decimal tells amounts and coordinates: 1234567.89, 48.8566, 1 234 567,00.
func (s *shape) decimal(cell string) bool {
	if strings.Count(cell, ",")+strings.Count(cell, ".") == 0 || len(s.seps) == 0 || s.letters > 0 {
		return false
	}
	if strings.Count(cell, ",") == 1 && strings.Count(cell, ".") == 2 { // Latitude and longitude.
		return true
	}
	last := s.seps[len(s.seps)-1]
	if last != ',' && last != '.' {
		return false
	}
	if len(s.groups) == 2 {
		return s.values[1] != 0 || s.groups[1] > 1 // 33123456789.0 is a spoiled phone number.
	}
	thousands := true
	for _, g := range s.groups[1 : len(s.groups)-1] {
		thousands = thousands && g == 3
	}
	return thousands && s.groups[len(s.groups)-1] <= 2 && s.seps[0] != last
}

// point tells amounts and coordinates with a sign: +1234567.89, +48.856614. A longer one is a phone number as registrars of
// domains write it, +33.199001234.
func (s *shape) point() bool {
	return s.plus && len(s.groups) == 2 && (s.seps[0] == '.' || s.seps[0] == ',') && s.digits < 10 && s.letters == 0
}

// year tells numbers that start with a year and a month: 2026-04-0017, and those of a year: 2026/000017/04.
func (s *shape) year() bool {
	if s.plus || s.brackets || len(s.groups) < 3 || s.groups[0] != 4 || s.values[0] < 1990 || s.values[0] >= 2100 {
		return false
	}
	return s.seps[0] == s.seps[1] && (s.seps[0] == '-' || s.seps[0] == '/') && (s.groups[1] == 2 && s.values[1] >= 1 && s.values[1] <= 12 || s.groups[1] > 4)
}

// form tells numbers by their groups: books (978-2-07-036822-8) and Brazilian persons (123.456.789-09).
func (s *shape) form() bool {
	g := s.groups
	switch {
	case s.plus:
		return false
	case len(g) == 5 && s.digits == 13 && g[0] == 3 && g[4] == 1 && (s.values[0] == 978 || s.values[0] == 979):
		return true
	case len(g) == 4 && g[0] == 3 && g[1] == 3 && g[2] == 3 && g[3] == 2:
		return s.seps[0] == '.' && s.seps[1] == '.' && s.seps[2] == '-'
	}
	return false
}

// land tells whether digits come behind the code of a country, as in numbers of taxpayers: "BE 0404.833.048".
func land(before string) bool {
	before = strings.TrimSpace(before)
	return len(before) == 2 && 'A' <= before[0] && before[0] <= 'Z' && 'A' <= before[1] && before[1] <= 'Z'
}

func (s *shape) ip() bool {
	if len(s.groups) != 4 {
		return false
	}
	for i, g := range s.groups {
		if g > 3 || s.values[i] > 255 || i > 0 && s.seps[i-1] != '.' {
			return false
		}
	}
	return s.groups[0] > 2 || s.groups[1] > 2 || s.groups[2] > 2 || s.groups[3] > 2
}

// grouped judges digits in three groups or more. Equal threes are how SIREN numbers, amounts and many ids are written,
// 3-2-4 is a social security number.
func (s *shape) grouped() look {
	g := s.groups
	if len(g) == 3 && g[0] == 3 && g[1] == 2 && g[2] == 4 {
		return lookOther
	}
	for _, n := range g[1:] {
		if n != 3 {
			return lookPhone
		}
	}
	return lookWeak
}
