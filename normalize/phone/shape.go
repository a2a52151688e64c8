package phone

// Bounds of an ordinary cell. A number has at most fifteen digits; what has fewer than seven is short enough to be
// something else.
const (
	shapeBytes  = 40
	shapeDigits = 15
	shapeLeast  = 7
	shapeGroups = 8
)

// shape is a cell that is one number in plain punctuation: an optional plus, digits in groups, between them single
// spaces, dots, hyphens or slashes, or brackets.
type shape struct {
	digits    [1 + shapeDigits]byte // a plus always first, whether the cell has one or not
	n         int                   // digits without that plus
	plus      bool
	groups    [shapeGroups]uint8 // their lengths
	seps      [shapeGroups]byte  // the sign before each group: ' ', '.', '-', '/', or 0 for a bracket alone
	g         int                // groups
	zeroParen int                // place among the digits of a zero alone in brackets, "(0)"; -1 if none
	walls     uint16             // the groups, as bits, before which another number may end: after a slash, before a date
	bracket   bool               // a later group of one or two other digits stands in brackets of its own: "(3)"
}

// What the bytes of an ordinary cell are.
const (
	shapeDigit = 1 + iota
	shapeSep
	shapeWide // first byte of a no-break space
	shapeOpen
	shapeClose
	shapePlus
)

var shapeKinds = [256]uint8{
	'0': shapeDigit, '1': shapeDigit, '2': shapeDigit, '3': shapeDigit, '4': shapeDigit,
	'5': shapeDigit, '6': shapeDigit, '7': shapeDigit, '8': shapeDigit, '9': shapeDigit,
	' ': shapeSep, '.': shapeSep, '-': shapeSep, '/': shapeSep, 0xC2: shapeWide, 0xE2: shapeWide, '(': shapeOpen, ')': shapeClose, '+': shapePlus,
}

// read takes a cell apart; it reports false for every cell of another shape.
func (s *shape) read(cell []byte) bool {
	if len(cell) > shapeBytes {
		return false
	}
	s.zeroParen, s.digits[0] = -1, '+'
	var (
		run    uint8 // digits of the group at hand
		sep    byte  // sign since the last group
		opened = -1  // the group that begins in the open bracket
		closed bool  // a bracket was closed since the last group
	)
	for i := 0; i < len(cell); i++ {
		c := cell[i]
		switch shapeKinds[c] {
		case shapeDigit:
			if run == 0 {
				if s.g == shapeGroups {
					return false
				}
				s.seps[s.g] = sep
				if sep == '/' {
					s.walls |= 1 << s.g
				}
				s.g++
				sep, closed = 0, false
			}
			if s.n == shapeDigits {
				return false
			}
			s.n++
			s.digits[s.n] = c
			run++
			s.groups[s.g-1] = run
		case shapeWide:
			switch {
			case i+1 < len(cell) && c == 0xC2 && cell[i+1] == 0xA0:
				i++
			case i+2 < len(cell) && c == 0xE2 && cell[i+1] == 0x80 && cell[i+2] == 0xAF:
				i += 2
			default:
				return false
			}
			c = ' '
			fallthrough
		case shapeSep:
			if sep != 0 || opened >= 0 && run == 0 || s.g == 0 {
				return false
			}
			sep, run = c, 0
		case shapeOpen:
			if opened >= 0 || closed {
				return false
			}
			opened, run = s.g, 0
		case shapeClose:
			if opened < 0 || run == 0 || sep != 0 {
				return false
			}
			s.close(opened, run)
			opened, closed, run = -1, true, 0
		case shapePlus:
			if s.plus || s.g > 0 || i+1 == len(cell) || shapeKinds[cell[i+1]] != shapeDigit {
				return false
			}
			s.plus = true
		default:
			return false
		}
	}
	return sep == 0 && opened < 0 && s.n >= shapeLeast
}

// close notes what a bracket held.
func (s *shape) close(opened int, run uint8) {
	if opened != s.g-1 || opened == 0 {
		return
	}
	switch {
	case run == 1 && s.digits[s.n] == '0':
		s.zeroParen = s.n - 1
	case run <= 2:
		s.bracket = true
	}
}

// odd tells whether the groups are something else than one number's: a date, coordinates, a decimal of a spreadsheet, a
// group in brackets. Such cells are left to the whole grammar.
func (s *shape) odd() bool {
	if s.bracket || s.g == 1 && s.plus {
		return s.bracket
	}
	last := s.g - 1
	if s.seps[last] == '.' && s.groups[last] == 2 && s.digits[s.n] == '0' && s.digits[s.n-1] == '0' || s.fraction() {
		return true // 33199001234.00
	}
	if s.g == 4 && !s.plus && s.seps[1] == '.' && (s.seps[2] == ' ' || s.seps[2] == '/') && s.seps[3] == '.' {
		return true // 48.8566 2.3522
	}
	if s.person() || s.hours() {
		return true
	}
	at := 1
	for k := 0; k+2 < s.g; k++ {
		if s.dated(k, at) {
			return true
		}
		at += int(s.groups[k])
	}
	return false
}

// dated tells whether groups k to k+2, whose digits begin at the given place, are a date; if they are one only behind
// another number it puts a wall there.
func (s *shape) dated(k, at int) bool {
	a, b, c := int(s.groups[k]), int(s.groups[k+1]), int(s.groups[k+2])
	switch {
	case b > 2:
		return false
	case a == 4:
		return c <= 2 && s.seps[k+1] != ' ' && yearly(string(s.digits[at:at+4]))
	case a > 2 || c != 2 && c != 4 || !day(string(s.digits[at:at+a]), string(s.digits[at+a:at+a+b])):
		return false
	case c == 4:
		return yearly(string(s.digits[at+a+b : at+a+b+4]))
	case k == 0:
		return s.seps[1] == '/' && s.seps[2] == '/'
	case k+3 == s.g && s.seps[k+2] != ' ':
		s.walls |= 1 << k
	}
	return false
}

// yearly tells whether four digits may be a year of any kind that the grammar knows, later ones than people write included.
func yearly(y string) bool { return y[:2] == "19" || y[:2] == "20" }

// fraction tells whether a zero stands behind a dot at the end or before a slash: "33199001234.0".
func (s *shape) fraction() bool {
	at := int(s.groups[0])
	for k := 1; k < s.g; k++ {
		at += int(s.groups[k])
		if s.seps[k] == '.' && s.groups[k] == 1 && s.digits[at] == '0' && (k == s.g-1 || s.seps[k+1] == '/') {
			return true
		}
	}
	return false
}

// hours tells whether the last two groups may be hours: "0199001234 8-16", "0199001234 24/7".
func (s *shape) hours() bool {
	last := s.g - 1
	if s.g < 3 || s.groups[last] > 2 || s.groups[last-1] > 2 || s.seps[last-1] != ' ' || s.seps[last] != '-' && s.seps[last] != '/' {
		return false
	}
	end := 1 + s.n - int(s.groups[last])
	from, to := small(string(s.digits[end-int(s.groups[last-1]):end])), small(string(s.digits[end:1+s.n]))
	return from < to && to <= 24 || from == 24
}

// person tells whether the digits may be those of a person's number in a register, or of a payment card.
func (s *shape) person() bool {
	if s.plus {
		return false
	}
	switch g := s.groups; s.g {
	case 3:
		if g[0] == 3 && g[1] == 2 && g[2] == 4 && s.seps[1] == '-' {
			return true
		}
	case 4:
		if g[0] == 3 && g[1] == 3 && g[2] == 3 && g[3] == 2 {
			return true
		}
	case 5:
		if g[3] == 3 {
			return true
		}
	}
	return s.n == 15 && s.digits[1] != '0' || s.n == 13 && s.digits[1] == '7' && s.digits[2] == '5'
}

// company tells whether the digits are grouped as a French company id is.
func (s *shape) company() bool {
	return s.g == 3 && s.groups[0] == 3 && s.groups[1] == 3 && s.groups[2] == 3
}
