package profile

import (
	"slices"
	"strings"
)

// most is how many rows of a sample are looked at.
const most = 500

// column is what the cells of one column look like.
type column struct {
	filled, phone, weak, few int // few: cells with less than five digits
	ids                      bool
}

// judge looks at the cells of column i.
func judge(sample Sample, i int) column {
	var c column
	var last string
	rising, plain := 0, 0
	var passed [len(checks)]int
	distinct := map[string]bool{}
	for n, row := range sample {
		if n == most {
			break
		}
		if i >= len(row) {
			continue
		}
		cell := strings.TrimSpace(row[i])
		k := looks(cell)
		if k == lookBlank {
			continue
		}
		c.filled++
		distinct[cell] = true
		d := digits(cell)
		if len(d) < 5 {
			c.few++
		}
		switch k {
		case lookPhone:
			c.phone++
		case lookWeak:
			c.weak++
		default:
		}
		if len(d) == len(cell) {
			plain++
			if last != "" && (len(d) > len(last) || len(d) == len(last) && d > last) {
				rising++
			}
			last = d
		}
		for k, check := range checks {
			if check(d) {
				passed[k]++
			}
		}
	}
	// Ids are plain digits that rise from row to row. Numbers of companies and cards all pass their check digit, which
	// one phone number in ten does.
	if c.filled >= 5 {
		c.ids = plain == c.filled && rising*10 >= (c.filled-1)*9 || slices.Max(passed[:])*10 >= c.filled*9
	}
	return c
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// checks are the check digits of numbers that look like phone numbers: SIREN, SIRET and cards; Belgian companies; Polish
// taxpayers.
var checks = [...]func(d string) bool{luhn, belgian, polish}

// belgian tells ten digits of which the last two make up for the rest of a division by 97.
func belgian(d string) bool {
	if len(d) != 10 || d[0] > '1' {
		return false
	}
	n := 0
	for _, c := range d[:8] {
		n = (n*10 + int(c-'0')) % 97
	}
	return 97-n == int(d[8]-'0')*10+int(d[9]-'0')
}

// polish tells ten digits whose last is the weighted sum of the others modulo 11.
func polish(d string) bool {
	if len(d) != 10 || d[0] == '0' {
		return false
	}
	sum := 0
	for i, w := range [...]int{6, 5, 7, 2, 3, 4, 5, 6, 7} {
		sum += w * int(d[i]-'0')
	}
	return sum%11 == int(d[9]-'0')
}

func luhn(d string) bool {
	if len(d) < 8 {
		return false
	}
	sum := 0
	for i := range len(d) {
		n := int(d[len(d)-1-i] - '0')
		if i%2 == 1 {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	return sum%10 == 0
}

// enough is how many filled cells a judgement by content needs.
const enough = 4

// phones tells whether the cells are those of a phone column. Where the header hints at phones, digits alone will do;
// where it does not, most cells must be written as only phone numbers are.
func (c column) phones(hinted bool) bool {
	if c.filled < enough || c.ids {
		return false
	}
	if hinted {
		return (c.phone+c.weak)*10 >= c.filled*7 && c.phone*10 >= c.filled
	}
	return c.phone*10 >= c.filled*6 && (c.phone+c.weak)*10 >= c.filled*8
}

// never tells whether the cells cannot be those of a phone column: yes and no, names, codes.
func (c column) never() bool {
	return c.filled >= enough && c.few*10 >= c.filled*9 && c.phone == 0 && c.weak == 0
}
