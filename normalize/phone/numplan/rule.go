package numplan

import (
	"fmt"

	"github.com/nyaruka/phonenumbers"
)

// maxNSN and minNSN are the library's bounds of a national significant number, in digits.
const (
	minNSN = 2
	maxNSN = 17
)

// rule is what parsing needs of one region.
type rule struct {
	strip    *prefix // national prefix, nil if the region has none
	template []piece // what the match is rewritten to if its last group took part
	rewrites bool
	lengths  [maxDigits + maxGrowth + 1]Length // verdict by number of digits
}

func newRule(m *phonenumbers.PhoneMetadata) (*rule, error) {
	r := &rule{}
	if err := r.measure(m.GetGeneralDesc()); err != nil {
		return nil, err
	}
	pattern := m.GetNationalPrefixForParsing()
	if pattern == "" {
		return r, nil
	}
	var err error
	if r.strip, err = compilePrefix(pattern); err != nil {
		return nil, fmt.Errorf("national prefix: %w", err)
	}
	if t := m.GetNationalPrefixTransformRule(); t != "" {
		r.rewrites = true
		if r.template, err = parseTemplate(t, r.strip.caps); err != nil {
			return nil, fmt.Errorf("transform rule: %w", err)
		}
	}
	return r, nil
}

// measure fills in the verdicts on lengths, as the library's testNumberLength gives them for any type.
func (r *rule) measure(d *phonenumbers.PhoneNumberDesc) error {
	possible, local := d.GetPossibleLength(), d.GetPossibleLengthLocalOnly()
	if len(possible) == 0 {
		return fmt.Errorf("general description has no possible lengths: %w", errShape)
	}
	for n := range r.lengths {
		v := LengthInvalid
		switch {
		case possible[0] == -1:
		case contains(local, n):
			v = LengthLocal
		case n < int(possible[0]):
			v = LengthShort
		case n > int(possible[len(possible)-1]):
			v = LengthLong
		case contains(possible, n):
			v = LengthPossible
		}
		r.lengths[n] = v
	}
	return nil
}

func contains(lengths []int32, n int) bool {
	for _, l := range lengths {
		if int(l) == n {
			return true
		}
	}
	return false
}

// national takes the national prefix off digits, rewriting the number where the plan says so: the library's
// maybeStripNationalPrefixAndCarrierCode. The result is the digits themselves, a part of them, or in buf. Known is
// false if the search for groups was given up.
//
// A number that matched the general pattern before and would not after is left as it is. The general pattern is
// that of region number i of the tables, without its lengths.
func (r *rule) national(t *tables, i int, digits []byte, buf *[maxDigits + maxGrowth]byte) (nsn []byte, known bool) {
	if r.strip == nil || len(digits) == 0 {
		return digits, true
	}
	end := r.strip.match(digits)
	if end < 0 {
		return digits, true
	}
	rest := digits[end:]
	if r.rewrites {
		var g groups
		found, known := g.find(r.strip.prog, digits)
		if !known || !found {
			return nil, false
		}
		if last := r.strip.caps; last == 0 || g.at[2*last] >= 0 {
			if rest = r.rewrite(&g, digits, end, buf[:0]); len(rest) >= len(r.lengths) {
				return nil, false
			}
		}
	}
	if t.general(t.walk(digits), i) && !t.general(t.walk(rest), i) {
		return digits, true
	}
	return rest, true
}

// rewrite writes the template and what follows the match, which ends at end.
func (r *rule) rewrite(g *groups, digits []byte, end int, dst []byte) []byte {
	for _, p := range r.template {
		if p.group < 0 {
			dst = append(dst, p.digit)
		} else if from := g.at[2*p.group]; from >= 0 {
			dst = append(dst, digits[from:g.at[2*p.group+1]]...)
		}
	}
	return append(dst, digits[end:]...)
}
