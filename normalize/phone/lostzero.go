package phone

import (
	"slices"
	"strings"
)

// Numbers that lack a zero which is no national prefix of one digit: it belongs to the number, or is half of a prefix.

// ownZero are the regions whose numbers begin with a zero that is never left out, with the most digits that such a number
// has, and the first digits after the zero of those that nothing but a lost zero explains: Italy's mobile numbers begin
// with 3, its free ones with 8.
var ownZero = map[string]struct {
	shortest, longest int
	after             string
}{
	"IT": {9, 10, "1245679"},
	"CI": {10, 10, "157"},
}

// keepsZero tells whether a region's numbers begin with a zero that is never left out.
func keepsZero(region string) bool { return region == "IT" || region == "CI" }

// orLostZero gives what a complete number is if a zero got lost before it: 346 808183 is a mobile number of Italy from the
// days when they had nine digits, or one of Treviglio. It returns nil if there is no such reading.
func (r *Reader) orLostZero(w written, region string, a *answer) *answer {
	z := r.withZero(w.digits, region)
	if z == nil || a.kind == "toll-free" || w.digits[0] == '0' {
		return nil
	}
	if own := usualGroups(w.digits, region); len(w.groups) > 1 && slices.Equal(own, w.groups) && !slices.Equal(lessOne(usualGroups("0"+w.digits, region)), w.groups) {
		return nil
	}
	return z
}

// withZero gives the number that digits are with a zero before them that belongs to it; nil if there is none.
func (r *Reader) withZero(digits, region string) *answer {
	z := ownZero[region]
	if !keepsZero(region) || len(digits)+1 > z.longest || len(digits) < 6 {
		return nil
	}
	if a := r.ask("0"+digits, region); a.valid && a.origin == national && a.nsn == "0"+digits && ordinary[a.kind] {
		return a
	}
	return nil
}

// lostHalf reads digits that are no number of a region for want of a zero which is not the whole national prefix: Hungary's
// 06 is left as 6, Italy's and Côte d'Ivoire's is part of the number. Behind Poland's former prefix 0 it reads the number.
func (r *Reader) lostHalf(w written, region string, ctx *Context) (decision, bool) {
	if w.digits == "" || w.part {
		return decision{}, false
	}
	trunk := r.lands[region].trunk
	var a *answer
	switch {
	case region == "PL" && w.digits[0] == '0':
		return r.formerZero(w, region)
	case len(trunk) == 2 && trunk[0] == '0' && w.digits[0] == trunk[1]:
		if a = r.ask("0"+w.digits, region); !a.valid || a.origin != national || len(a.nsn)+1 != len(w.digits) || !ordinary[a.kind] {
			return decision{}, false
		}
	default:
		z := ownZero[region]
		if a = r.withZero(w.digits, region); a == nil || len(w.digits)+1 < z.shortest || strings.IndexByte(z.after, w.digits[0]) < 0 {
			return decision{}, false
		}
	}
	if len(w.groups) > 1 && !slices.Equal(lessOne(usualGroups("0"+w.digits, region)), w.groups) {
		return decision{}, false
	}
	if b := r.bare(w); b != nil && r.known(b, ctx) && w.leadsWith(b.code) {
		return fail(CodeAmbiguousCode, a.e164, b.e164), true
	}
	if len(w.groups) == 1 {
		if m := r.mobileElsewhere(w.digits, a.code, ctx); m != nil {
			return fail(CodeCountryConflict, a.e164, m.e164), true
		}
	}
	return decision{a: a, conf: Likely, codes: []string{CodeLostZero}, repaired: true}, true
}

// mobileElsewhere gives the mobile number that another country of the file has of digits as they stand; nil if none has.
func (r *Reader) mobileElsewhere(digits string, code int, ctx *Context) *answer {
	for _, region := range r.evident(ctx) {
		if r.lands[region].code == code {
			continue
		}
		if a := r.ask(digits, region); a.valid && a.origin == national && !a.bareTrunk && a.kind == "mobile" {
			return a
		}
	}
	return nil
}

// formerZero reads a number behind a national prefix that its plan has given up, where the grouping shows it: "0-22 123 45 67".
func (r *Reader) formerZero(w written, region string) (decision, bool) {
	a := r.ask(w.digits[1:], region)
	if !a.valid || a.origin != national || len(w.groups) < 2 {
		return decision{}, false
	}
	usual := usualGroups(w.digits[1:], region)
	if !slices.Equal(append([]int{1}, usual...), w.groups) && !slices.Equal(lessOne(w.groups), usual) {
		return decision{}, false
	}
	return decision{a: a, conf: Likely, codes: []string{CodeTrunkZero}, repaired: true}, true
}

// lessOne gives groups without their first digit.
func lessOne(groups []int) []int {
	out := slices.Clone(groups)
	if len(out) == 0 {
		return nil
	}
	if out[0]--; out[0] == 0 {
		out = out[1:]
	}
	return out
}
