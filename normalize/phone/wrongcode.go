package phone

import (
	"slices"
	"strings"
)

// Digits that begin with a calling code by chance, or with an area code that looks like an international prefix.

// orOwnCode gives what a complete national number is with its first digits taken for the region's own calling code, which
// the spreadsheet left of +39: 3902186098 is a mobile number of Italy, or 02 186098 of Milan. Whoever groups the digits as
// the region groups its own means the number as it stands. It returns nil if there is no such reading.
func (r *Reader) orOwnCode(w written, region string, a *answer) *answer {
	land := r.lands[region]
	if !strings.HasPrefix(w.digits, land.codeText) || !w.leadsWith(land.code) || len(w.groups) > 1 && slices.Equal(usualGroups(w.digits, region), w.groups) {
		return nil
	}
	if o := r.ask("+"+w.digits, ""); o.valid && o.code == land.code && o.e164 != a.e164 {
		return o
	}
	return nil
}

// proven tells whether digits without plus of a contact of a country can only begin with another country's calling code.
// Digits that could be the country's own number with some too many are proven by their grouping alone: 3219249047 of a
// contact in Denmark, where 32 19 24 90 is a number, is not surely one of Belgium.
func (r *Reader) proven(w written, a *answer, country string) bool {
	n := r.numberLength(w.digits, country)
	if n == 0 {
		return true
	}
	home := usualGroups(w.digits[:n], country)
	return len(w.groups) > 2 && slices.Equal(groupsAbroad(a.e164), w.groups) && !(len(home) < len(w.groups) && slices.Equal(home, w.groups[:len(home)]))
}

// mostExtra is how many digits too many are taken for a slip of the keyboard.
const mostExtra = 3

// numberLength gives how many digits at the beginning are a number of a region, where the rest are some too many; 0 if none are.
func (r *Reader) numberLength(digits, region string) int {
	for n := len(digits) - 1; n >= len(digits)-mostExtra && n > 5; n-- {
		if a := r.ask(digits[:n], region); a.valid && a.origin == national && !a.bareTrunk {
			return n
		}
	}
	return 0
}

// setsApart tells whether a prefix and the calling code behind it are groups of their own: "011 44 20 7946 0958".
func (w written) setsApart(prefix, code int) bool {
	return len(w.groups) > 2 && w.groups[0] == prefix && w.groups[1] == codeLength(code)
}
