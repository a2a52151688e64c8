package numplan

// Bounds of what is decided here.
const (
	minDigits = 3
	maxDigits = 32
	maxBytes  = 64
)

// written is a number as it is written, reduced to what counts.
type written struct {
	digits           [maxDigits]byte
	n                int // digits
	plus             bool
	extStart, extEnd int
}

// What the bytes are that a number may hold; 0 for those that end the reading.
const (
	isDigit = 1 + iota
	isPunct
	isWide // first byte of punctuation that is not ASCII
	isPlus
	isExt // can begin an extension
)

// byteKinds has the kind of each byte.
var byteKinds = [256]uint8{
	'0': isDigit, '1': isDigit, '2': isDigit, '3': isDigit, '4': isDigit,
	'5': isDigit, '6': isDigit, '7': isDigit, '8': isDigit, '9': isDigit,
	' ': isPunct, '-': isPunct, '.': isPunct, '(': isPunct, ')': isPunct, '/': isPunct, '[': isPunct, ']': isPunct,
	0xC2: isWide, 0xE2: isWide, 0xE3: isWide, '+': isPlus,
	'x': isExt, 'X': isExt, 'e': isExt, 'E': isExt, '#': isExt, ';': isExt,
}

// read reduces what is written to digits; false if it is not one of the plain shapes. What stands before the first
// digit or plus is skipped, as the library does.
func (w *written) read(s []byte) bool {
	if len(s) > maxBytes {
		return false
	}
	i, ok := junk(s)
	if !ok {
		return false
	}
	if i < len(s) && s[i] == '+' {
		w.plus = true
		i++
	}
	for i < len(s) {
		switch byteKinds[s[i]] {
		case isDigit:
			if w.n == maxDigits {
				return false
			}
			w.digits[w.n] = s[i]
			w.n++
			i++
		case isPunct:
			i++
		case isWide:
			size := wide(s[i:])
			if size == 0 {
				return false
			}
			i += size
		case isExt:
			return w.n >= minDigits && w.extension(s, i)
		default:
			return false
		}
	}
	return w.n >= minDigits
}

// junk gives the place of the first digit or plus. False if something stands before it that needs the library: a
// parameter after a semicolon, or a sign that may be a digit in another script.
func junk(s []byte) (int, bool) {
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case byteKinds[c] == isDigit || c == '+':
			return i, true
		case c == ';':
			return 0, false
		case c < 0x80:
			i++
		default:
			size := wide(s[i:])
			if size == 0 {
				return 0, false
			}
			i += size
		}
	}
	return len(s), true
}

// wide gives the length of a punctuation sign of more than one byte that the library lets pass inside a number: a
// no-break space, a soft hyphen, dashes, the minus sign, spaces without width, the ideographic space. 0 for others.
func wide(s []byte) int {
	switch {
	case len(s) >= 2 && s[0] == 0xC2 && (s[1] == 0xA0 || s[1] == 0xAD):
		return 2
	case len(s) < 3:
		return 0
	case s[0] == 0xE2 && s[1] == 0x80 && (s[2] >= 0x90 && s[2] <= 0x95 || s[2] == 0x8B),
		s[0] == 0xE2 && s[1] == 0x81 && s[2] == 0xA0,
		s[0] == 0xE2 && s[1] == 0x88 && s[2] == 0x92,
		s[0] == 0xE3 && s[1] == 0x80 && s[2] == 0x80:
		return 3
	}
	return 0
}

// labels are the words before an extension, in lower case, the longer ones first.
var labels = [...]string{"extension", "extn", "ext", "x", "#"}

// extension reads a plain extension that begins at s[i] and ends the text: a label, a dot or colon perhaps, spaces
// or hyphens, one to seven digits; or ";ext=" and digits.
func (w *written) extension(s []byte, i int) bool {
	before := i - 1
	for s[before] == ' ' { // There are digits before.
		before--
	}
	if s[before] == '/' {
		return false // "/x" begins a second number.
	}
	rest := s[i:]
	if hasFold(rest, ";ext=") {
		i += len(";ext=")
	} else {
		size := 0
		for _, l := range labels {
			if hasFold(rest, l) {
				size = len(l)
				break
			}
		}
		if size == 0 {
			return false
		}
		i += size
		if i < len(s) && (s[i] == '.' || s[i] == ':') {
			i++
		}
		for i < len(s) && (s[i] == ' ' || s[i] == '-') {
			i++
		}
	}
	w.extStart, w.extEnd = i, len(s)
	if w.extEnd == i || w.extEnd > i+7 {
		return false
	}
	for _, c := range s[i:] {
		if byteKinds[c] != isDigit {
			return false
		}
	}
	return true
}

// hasFold tells whether s begins with a lower-case word, whatever the case of its letters.
func hasFold(s []byte, word string) bool {
	if len(s) < len(word) {
		return false
	}
	for i := range len(word) {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != word[i] {
			return false
		}
	}
	return true
}
