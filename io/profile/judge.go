package profile

import "strings"

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
	rising, plain, luhns := 0, 0, 0
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
		if luhn(d) {
			luhns++
		}
	}
	// Ids are plain digits that rise from row to row; SIREN and SIRET numbers and cards all pass the check digit, which
	// one phone number in ten does.
	if c.filled >= 5 {
		c.ids = plain == c.filled && rising*10 >= (c.filled-1)*9 || luhns*10 >= c.filled*9
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
