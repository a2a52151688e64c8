package phone

import (
	"slices"

	"github.com/nyaruka/phonenumbers"
)

// codeInFront reads digits without plus as an international number where they are grouped as one, and not as the
// region groups its own: "46 8 55 67 58" is of Sweden wherever it stands. It returns nil if they are not.
func (r *Reader) codeInFront(w written, region string) *answer {
	if len(w.groups) < 3 {
		return nil
	}
	a := r.bare(w)
	if a == nil || !w.leadsWith(a.code) || slices.Equal(usualGroups(w.digits, region), w.groups) || !slices.Equal(groupsAbroad(a.e164), w.groups) {
		return nil
	}
	return a
}

// ownCodeInFront reads digits that are grouped as the region's numbers are written for callers from abroad, without plus.
func (r *Reader) ownCodeInFront(w written, region string) (decision, bool) {
	if a := r.codeInFront(w, region); a != nil && a.code == r.lands[region].code {
		return decision{a: a, from: FromCode, codes: []string{CodeNoPlus}, repaired: true}, true
	}
	return decision{}, false
}

// groupsAbroad gives the lengths of the digit groups in which a number is written for callers from abroad, calling code
// included.
func groupsAbroad(e164 string) []int {
	n, err := phonenumbers.Parse(e164, "ZZ")
	if err != nil {
		return nil
	}
	return groupLengths(phonenumbers.Format(n, phonenumbers.INTERNATIONAL))
}

// groupLengths gives the lengths of the runs of digits in a text.
func groupLengths(s string) []int {
	var out []int
	run := 0
	for i := range len(s) + 1 {
		if i < len(s) && s[i] >= '0' && s[i] <= '9' {
			run++
		} else if run > 0 {
			out, run = append(out, run), 0
		}
	}
	return out
}
