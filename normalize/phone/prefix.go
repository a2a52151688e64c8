package phone

import (
	"slices"
	"strings"
)

// foreignIDD are international prefixes that people keep in front of a number when it moves to another country's
// CRM. They count where the digits are no number of the contact's own country: 011 is also the area code of Turin.
var foreignIDD = []string{"0011", "011"}

// byZeros reads digits behind an international prefix, unless they are a national number of the contact's country: 00,
// which it is nearly everywhere; the prefix of the country itself, 0011 or 810, which may be longer than two zeros; and
// one of another country.
func (r *Reader) byZeros(w written, ctx *Context) (decision, bool) {
	home := ctx.Country
	if home == "" && len(ctx.Hints) == 0 && len(r.opt.Regions) > 0 {
		home = r.opt.Regions[0]
	}
	zeros := strings.HasPrefix(w.digits, "00")
	own := 0
	if home != "" {
		a := r.ask(w.digits, home)
		if a.valid && a.origin == national {
			return r.tooLongAtHome(w, a, home)
		}
		if a.origin == withIDD || zeros {
			own = r.plan.Prefix([]byte(w.digits), home)
		}
	}
	var found []decision
	try := func(cut int, accept func(d decision) bool) decision {
		d := r.behind(w, cut)
		if d.a != nil && accept(d) && (len(found) == 0 || found[0].a.e164 != d.a.e164) {
			found = append(found, d)
		}
		return d
	}
	always := func(decision) bool { return true }
	isHome := func(d decision) bool { return d.a.code == r.lands[home].code }
	var plain decision
	if zeros || own == 2 {
		plain = try(2, always)
	}
	if own > 0 && own != 2 {
		try(own, always)
	}
	if zeros && home != "" && own != 3 && len(found) == 0 {
		try(3, isHome) // 001, 008: the prefix of a carrier, and the country's own code.
	}
	if len(found) == 0 && home != "" && (own == 0 || own == 2) {
		for _, p := range foreignIDD {
			if strings.HasPrefix(w.digits, p) {
				d := try(len(p), func(d decision) bool {
					return isHome(d) || r.known(d.a, ctx) || len(w.groups) > 1 && w.groups[0] == len(p)
				})
				if len(found) == 1 && !isHome(d) && !w.setsApart(len(p), d.a.code) && r.numberLength(w.digits, home) > 0 {
					found[0].conf, found[0].codes = Guess, addCode(slices.Clone(d.codes), CodeAmbiguousCode)
				}
			}
		}
	}
	if d, ok := r.oneOf(found, home, ctx); ok {
		return d, true
	}
	if !zeros || own > 2 {
		return decision{}, false
	}
	// 00 is no national number anywhere else; a zero too many is a guess.
	one := w
	one.digits = w.digits[1:]
	if home != "" && one.digits != "" && len(plain.others) == 0 {
		if n := r.inRegion(one, home, ctx); n.a != nil {
			plain.others = []string{n.a.e164}
		}
	}
	return plain, true
}

// tooLongAtHome leaves a national number undecided that is longer than those that people have, in a plan that allows it,
// where a prefix of another country explains its first digits: "011 381 800 1864" in Serbia, where 011 is Belgrade.
func (r *Reader) tooLongAtHome(w written, a *answer, home string) (decision, bool) {
	if len(a.nsn) > r.plausibleLength(home) {
		for _, p := range foreignIDD {
			if !strings.HasPrefix(w.digits, p) {
				continue
			}
			if d := r.behind(w, len(p)); d.a != nil {
				return fail(CodeAmbiguousCode, d.a.e164, a.e164), true
			}
		}
	}
	return decision{}, false
}

// behind reads the digits after cut digits of an international prefix.
func (r *Reader) behind(w written, cut int) decision {
	if len(w.digits) <= cut {
		return fail(CodeTooShort)
	}
	in := w
	in.digits, in.plus = w.digits[cut:], true
	if in.zeroParen >= 0 {
		in.zeroParen -= cut
	}
	return r.international(in, FromIDD)
}

// oneOf chooses between the readings behind prefixes of different lengths: 0082 010 1234 5678 is 00 and Korea's own
// code, or 008 and Egypt's. The contact's country decides; else there is no reading.
func (r *Reader) oneOf(found []decision, home string, ctx *Context) (decision, bool) {
	if len(found) == 0 {
		return decision{}, false
	}
	d := found[0]
	if len(found) > 1 {
		at, n := 0, 0
		var all []string
		for i, f := range found {
			all = append(all, f.a.e164)
			if f.a.code == r.lands[home].code {
				at, n = i, n+1
			}
		}
		if n != 1 || ctx.Country == "" {
			return fail(CodeAmbiguousCode, all...), true
		}
		d = found[at]
		d.conf = min(d.conf, Likely)
	}
	d.codes = r.foreign(decision{a: d.a, codes: append([]string{CodeIDD}, d.codes...)}, ctx)
	return d, true
}
