package correction

import (
	"strings"
	"unicode"
)

// Same tells whether a value that was handed back is the cell that it was taken from: the same text, but for white space, for
// an apostrophe in front, and for what a spreadsheet makes of it on opening and saving. A spreadsheet drops a plus and leading
// zeros, keeps fifteen digits, shows 3.36E+10, and puts a question mark where its encoding lacks a character.
func Same(cell, value string) bool {
	a, b := squeeze(cell), squeeze(value)
	if a == b {
		return true
	}
	a, b = strings.TrimPrefix(a, "'"), strings.TrimPrefix(b, "'")
	if a == b || marked(a, b) {
		return a != ""
	}
	x, ok := figureOf(a)
	if !ok {
		return false
	}
	y, ok := figureOf(b)
	return ok && (x.shows(y) || y.shows(x))
}

// Damaged tells whether a record id is one of which a spreadsheet has lost digits: it is no longer sure by itself.
func Damaged(key string) bool {
	f, ok := figureOf(squeeze(key))
	return ok && (f.science || len(f.digits) > 15 && strings.Trim(f.digits[15:], "0") == "")
}

// squeeze makes white space of every kind a single space, and takes it off the ends.
func squeeze(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff'
	}), " ")
}

// marked tells whether b is a where characters that Windows-1252 lacks gave way to question marks.
func marked(a, b string) bool {
	if !strings.Contains(b, "?") {
		return false
	}
	x, y := []rune(a), []rune(b)
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if x[i] != y[i] && (y[i] != '?' || x[i] < 0x100) {
			return false
		}
	}
	return true
}

// figure is a number as a spreadsheet shows it.
type figure struct {
	digits  string // without leading zeros
	science bool   // shown as 3.36E+10: digits are those of the mantissa
	size    int    // how many digits the whole number has
}

// figureOf reads a text as a spreadsheet reads one it takes for a whole number.
func figureOf(s string) (figure, bool) {
	s = strings.TrimPrefix(s, "+")
	mantissa, exponent, science := strings.Cut(strings.ReplaceAll(strings.ToUpper(s), ",", "."), "E")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	if whole == "" || strings.Trim(whole+fraction, "0123456789") != "" || len(s) > 40 {
		return figure{}, false
	}
	if !science {
		digits := strings.TrimLeft(whole, "0")
		return figure{digits: digits, size: len(digits)}, digits != "" && strings.Trim(fraction, "0") == ""
	}
	exponent = strings.TrimPrefix(exponent, "+")
	if len(whole) != 1 || whole == "0" || exponent == "" || len(exponent) > 2 || strings.Trim(exponent, "0123456789") != "" {
		return figure{}, false
	}
	e := 0
	for _, c := range exponent {
		e = e*10 + int(c-'0')
	}
	return figure{digits: whole + fraction, science: true, size: e + 1}, len(fraction) <= e
}

// shows tells whether f is what a spreadsheet shows or keeps of the number g: all of its digits, or the first of them,
// rounded, with as many zeros behind them.
func (f figure) shows(g figure) bool {
	if f.size != g.size {
		return false
	}
	d := f.digits
	if !f.science {
		if d == g.digits {
			return true
		}
		// A spreadsheet keeps fifteen digits. Fewer that it kept would be another number.
		if len(d) <= 15 && !g.science || strings.Trim(d[min(15, len(d)):], "0") != "" {
			return false
		}
		d = d[:min(15, len(d))]
	}
	full := g.digits
	if len(full) < len(d) {
		full += strings.Repeat("0", len(d)-len(full))
	}
	if len(full) == len(d) {
		return full == d
	}
	head := full[:len(d)]
	if f.science && full[len(d)] >= '5' {
		head = rounded(head)
	}
	return head == d // The digits behind the fifteenth are cut off.
}

// rounded gives digits plus one.
func rounded(digits string) string {
	b := []byte(digits)
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] < '9' {
			b[i]++
			return string(b)
		}
		b[i] = '0'
	}
	return "1" + string(b[:len(b)-1])
}
