package xlsxfile

import (
	"bytes"
	"strconv"
	"strings"
)

func parseFloat(s string) (float64, error) { return strconv.ParseFloat(strings.TrimSpace(s), 64) }

// decimal is a number as digits without zeros at their ends: 0.DIGITS times ten to the power of exp.
type decimal struct {
	negative bool
	digits   []byte // a part of what was parsed, or of the scratch space
	exp      int
}

const (
	exactDigits = 15 // digits that a spreadsheet keeps of a number
	maxExponent = 32 // beyond this a number stays as it is stored
)

// parseDecimal reads a number as a cell stores it. Digits are gathered in scratch.
func parseDecimal(s, scratch []byte) (d decimal, ok bool) {
	s = bytes.TrimSpace(s)
	if len(s) > 0 && (s[0] == '-' || s[0] == '+') {
		d.negative = s[0] == '-'
		s = s[1:]
	}
	mantissa, exponent := s, 0
	if i := bytes.IndexAny(s, "eE"); i >= 0 {
		n, err := strconv.Atoi(string(s[i+1:]))
		if err != nil || n > 400 || n < -400 {
			return d, false
		}
		mantissa, exponent = s[:i], n
	}
	whole, fraction, _ := bytes.Cut(mantissa, []byte("."))
	if len(whole)+len(fraction) == 0 {
		return d, false
	}
	digits := append(append(scratch[:0], whole...), fraction...)
	for _, c := range digits {
		if c < '0' || c > '9' {
			return d, false
		}
	}
	d.exp = len(whole) + exponent
	n := len(digits)
	for n > 0 && digits[n-1] == '0' {
		n--
	}
	zeros := 0
	for zeros < n && digits[zeros] == '0' {
		zeros++
	}
	d.digits = digits[zeros:n]
	d.exp -= zeros
	if len(d.digits) == 0 {
		return decimal{}, true
	}
	return d, true
}

// whole says that the number has no fraction.
func (d *decimal) whole() bool { return d.exp >= len(d.digits) }

// appendPlain appends the number in digits, without an exponent.
func (d *decimal) appendPlain(dst []byte) []byte {
	if d.negative {
		dst = append(dst, '-')
	}
	if d.exp <= 0 {
		dst = append(dst, '0')
	}
	return d.appendDigits(dst)
}

func (d *decimal) appendDigits(dst []byte) []byte {
	for i := range d.exp {
		if i < len(d.digits) {
			dst = append(dst, d.digits[i])
		} else {
			dst = append(dst, '0')
		}
	}
	if !d.whole() {
		dst = append(dst, '.')
		for i := d.exp; i < 0; i++ {
			dst = append(dst, '0')
		}
		dst = append(dst, d.digits[max(d.exp, 0):]...)
	}
	return dst
}

// appendNumber appends the text of a number in a cell of a style: plain digits, an ISO date, or the padded digits that
// the format shows. Noise behind the fifteenth digit of a fraction is rounded away. What is no number stays, and so do a
// plus sign and zeros that a careless program stored before the digits of what was no number to begin with.
func (st *styles) appendNumber(dst, stored []byte, style int) []byte {
	var scratch [64]byte
	d, ok := parseDecimal(stored, scratch[:])
	if !ok || d.exp > maxExponent || d.exp < -maxExponent {
		return append(dst, bytes.TrimSpace(stored)...)
	}
	if f := st.format(style); f != nil {
		if shown, ok := f.append(dst, &d, stored, st.date04); ok {
			return shown
		}
	}
	if !d.whole() && len(d.digits) > exactDigits {
		if x, err := parseFloat(string(stored)); err == nil {
			var rounded [32]byte
			if r, ok := parseDecimal(strconv.AppendFloat(rounded[:0], x, 'e', exactDigits-1, 64), scratch[:]); ok {
				d = r
			}
		}
	}
	if s := bytes.TrimSpace(stored); s[0] == '+' || s[0] == '0' && d.whole() && len(s) == d.exp+zeros(s) {
		return append(dst, s...)
	}
	return d.appendPlain(dst)
}

// zeros counts the zeros at the start.
func zeros(s []byte) int {
	return len(s) - len(bytes.TrimLeft(s, "0"))
}

// append appends the number as the format shows it; ok is false where plain digits are better.
func (f *numberFormat) append(dst []byte, d *decimal, stored []byte, date04 bool) (_ []byte, ok bool) {
	if f.kind != showPadded {
		x, err := parseFloat(string(stored))
		if err != nil {
			return dst, false
		}
		return f.appendTime(dst, x, date04)
	}
	if d.negative || !d.whole() {
		return dst, false
	}
	s := f.choose(stored)
	if s == nil || !s.padded {
		return dst, false
	}
	return s.appendPadded(dst, d), true
}

// choose gives the section of the format for a number that is not negative.
func (f *numberFormat) choose(stored []byte) *section {
	if f.sections[0].bound == "" {
		return &f.sections[0]
	}
	x, err := parseFloat(string(stored))
	if err != nil {
		return nil
	}
	for i := range f.sections {
		if f.sections[i].holds(x) {
			return &f.sections[i]
		}
	}
	return nil
}

func (s *section) holds(x float64) bool {
	switch s.bound {
	case "":
		return true
	case "<":
		return x < s.limit
	case "<=":
		return x <= s.limit
	case ">":
		return x > s.limit
	case ">=":
		return x >= s.limit
	case "=":
		return x == s.limit
	case "<>":
		return x != s.limit
	}
	return false
}

// appendPadded fills the digits into their places from the right; what is too much stands at the first place.
func (s *section) appendPadded(dst []byte, d *decimal) []byte {
	var buf [2 * maxExponent]byte
	digits := d.appendDigits(buf[:0])
	places := 0
	for _, p := range s.places {
		if p.digit != 0 {
			places++
		}
	}
	start, first := len(dst), true
	forced := false // a '0' came: zeros are shown from here on
	for _, p := range s.places {
		switch {
		case p.digit == 0:
			dst = append(dst, string(p.text)...)
			continue
		case first && len(digits) > places:
			n := len(digits) - places + 1
			dst = append(dst, digits[:n]...)
			digits = digits[n:]
		case len(digits) >= places && len(digits) > 0:
			dst = append(dst, digits[0])
			digits = digits[1:]
		case p.digit == '0' || forced:
			forced = true
			dst = append(dst, '0')
		case p.digit == '?':
			dst = append(dst, ' ')
		}
		first = false
		places--
	}
	trimmed := bytes.TrimSpace(dst[start:])
	return append(dst[:start], trimmed...)
}
