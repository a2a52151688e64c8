package phone

import (
	"slices"
	"strings"
)

// plausible is the number of digits that a national number really has at most, without trunk prefix, where the
// library allows many more for the sake of direct dialling extensions. It serves only to choose between two readings.
// In those that openPlan names, a number may have nearly any length below that.
var plausible = map[string]int{"DE": 11, "AT": 11, "LU": 9, "RS": 10, "SE": 9, "XK": 9}

var openPlan = map[string]bool{"DE": true, "AT": true, "LU": true}

func (r *Reader) plausibleLength(region string) int {
	if land := r.land(region); land != nil {
		return land.plausible
	}
	return 0
}

// inRegion reads digits without plus as a number of a region. The source is set only where it is not the region that
// decides: FromCode or FromIDD. Without a reading, others holds what a person may choose from.
func (r *Reader) inRegion(w written, region string, ctx *Context) decision {
	land, ok := r.lands[region]
	if !ok {
		return fail(CodeNoCountry)
	}
	if isFrench(region) && !w.plus && w.companyID() {
		return fail(CodeLooksLikeCompany)
	}
	a := r.ask(w.digits, region)
	if a.valid && a.origin != withIDD {
		switch {
		case a.origin == withoutPlus && land.trunk == land.codeText:
			return decision{a: a} // North America: the 1 is the national prefix too.
		case a.origin == withoutPlus:
			return r.ownCode(w, region, a)
		case a.bareTrunk:
			return r.lostZero(w, region, a, ctx)
		}
		if old := r.upgraded(w.digits, region, true, true); old.a != nil {
			return old.decide(w, "")
		}
		if d, ok := r.ownCodeInFront(w, region); ok {
			return d
		}
		if o := r.orOwnCode(w, region, a); o != nil {
			return fail(CodeAmbiguousCode, a.e164, o.e164)
		}
		if o := r.orLostZero(w, region, a); o != nil {
			return fail(CodeAmbiguousCode, a.e164, o.e164)
		}
		return decision{a: a}
	}
	if isFrench(region) {
		nsn, repaired := strings.CutPrefix(w.digits, "0")
		if o := r.overseas(nsn); o != nil {
			d := decision{a: o, conf: Likely, codes: []string{CodeOverseas}, repaired: !repaired}
			if !repaired {
				d.codes = append([]string{CodeLostZero}, d.codes...)
			}
			return d
		}
	}
	if old := r.upgraded(w.digits, region, true, false); old.a != nil {
		return old.decide(w, "")
	}
	if d, ok := r.lostHalf(w, region, ctx); ok {
		return d
	}
	if rest, has := strings.CutPrefix(w.digits, land.codeText); has {
		in := written{digits: w.digits, plus: true, groups: w.groups, zeroParen: w.zeroParen}
		if d := r.international(in, FromCode); d.a != nil && rest != "" {
			d.codes = append([]string{CodeNoPlus}, d.codes...)
			d.conf, d.repaired = Likely, true
			return d
		}
	}
	if r.opt.Possible && a.possible && a.origin == national && !a.bareTrunk {
		return decision{a: a, conf: Likely}
	}
	return fail(whyCode(a.why))
}

// ownCode judges digits that begin with the region's own calling code and are no national number as they stand.
func (r *Reader) ownCode(w written, region string, a *answer) decision {
	d := decision{a: a, from: FromCode, codes: []string{CodeNoPlus}, repaired: true}
	trunk := r.lands[region].trunk
	if trunk == "" || len(w.digits) > r.plausibleLength(region) {
		return d
	}
	if d, ok := r.ownCodeInFront(w, region); ok {
		return d
	}
	if n := r.ask(trunk+w.digits, region); n.valid && n.origin == national && n.e164 != a.e164 {
		return fail(CodeAmbiguousCode, a.e164, n.e164)
	}
	return d
}

// lostZero judges digits that are a national number but for the trunk prefix that its plan writes. A spreadsheet
// drops that zero; it also drops a plus, so the digits may as well begin with a calling code.
func (r *Reader) lostZero(w written, region string, a *answer, ctx *Context) decision {
	if d, ok := r.ownCodeInFront(w, region); ok {
		return d
	}
	d := decision{a: a, codes: []string{CodeLostZero}, repaired: true}
	land := r.lands[region]
	full := r.ask("+"+w.digits, "")
	if full.valid && full.e164 != a.e164 {
		switch {
		case full.code == land.code:
			// Germany: 4915… is the calling code, since no national number is that long; 4929408886 could be both.
			if len(w.digits) > r.plausibleLength(region) {
				return decision{a: full, from: FromCode, codes: []string{CodeNoPlus}, repaired: true}
			}
			return fail(CodeAmbiguousCode, full.e164, a.e164)
		case len(w.digits) > r.plausibleLength(region):
			return fail(CodeAmbiguousCode, full.e164, a.e164)
		case a.kind != "mobile" && r.known(full, ctx):
			return fail(CodeAmbiguousCode, a.e164, full.e164)
		}
	} else if len(w.digits) > r.plausibleLength(region) {
		return fail(CodeTooLong, a.e164)
	}
	// Short digits without prefix in a plan of many lengths: a number cut off, a postcode, an internal line.
	if len(w.digits) < 7 && land.shortest != land.longest {
		return fail(CodeTooShort, a.e164)
	}
	// A spreadsheet that drops the zero drops the spacing too; with spacing a person wrote it, as the plan groups it.
	if len(w.groups) > 1 && !(a.kind == "mobile" && ctx.Country == region && !openPlan[region]) {
		if !ordinary[a.kind] {
			return fail(CodeNotInPlan, a.e164)
		}
		if !slices.Equal(r.bareGroups(w.digits, region), w.groups) {
			return fail(CodeNotInPlan, a.e164)
		}
	}
	return d
}

// bare reads digits as an international number whose plus is missing. It returns nil if they are none.
func (r *Reader) bare(w written) *answer {
	if w.digits == "" || w.digits[0] == '0' || len(w.digits) < 9 {
		return nil
	}
	if a := r.ask("+"+w.digits, ""); a.valid && len(a.e164) == len(w.digits)+1 {
		return a
	}
	return nil
}

// present gives a number that is read in a form that its plan has given up but that the library still lists the form of
// today. Whatever way a number was read, it is written as the next run would write it.
func (r *Reader) present(d decision) decision {
	for _, region := range regionsOf(r, d.a.code) {
		if old := r.upgraded(afterCode(d.a.e164[1:], d.a.code), region, false, true); old.a != nil {
			d.a, d.conf, d.codes = old.a, min(d.conf, Likely), addCode(slices.Clone(d.codes), old.code)
			return d
		}
	}
	return d
}

// known tells whether a number is of a country that the file or the user speaks of.
func (r *Reader) known(a *answer, ctx *Context) bool {
	for _, region := range r.evident(ctx) {
		if r.lands[region].code == a.code {
			return true
		}
	}
	return false
}

// evident are the regions that the user, the contact's row or the file name, in that order.
func (r *Reader) evident(ctx *Context) []string {
	out := slices.Clone(r.opt.Regions)
	for _, h := range ctx.Hints {
		out = append(out, h.Region)
	}
	if ctx.Census != nil {
		out = append(out, ctx.Census.Common...)
	}
	return out
}

// elsewhere gives the readings of digits in the evident regions other than the contact's country.
func (r *Reader) elsewhere(w written, ctx *Context) []string {
	if w.part {
		return nil
	}
	var out []string
	for _, region := range r.evident(ctx) {
		if region == ctx.Country {
			continue
		}
		if d := r.inRegion(w, region, ctx); d.a != nil && !slices.Contains(out, d.a.e164) && (ctx.Country == "" || r.tells(d.a, region)) {
			out = append(out, d.a.e164)
		}
	}
	return out
}

// tells tells whether it means something that digits are a number of a region. A plan of many lengths has a fixed line for
// nearly all of them: two numbers in one, or half of one, would be offered as a number of another country than the contact's.
func (r *Reader) tells(a *answer, region string) bool {
	land := r.lands[region]
	if land.shortest == land.longest || a.kind == "mobile" {
		return true
	}
	return len(a.nsn) <= land.plausible && len(a.nsn) >= 8
}

// whyCode turns the library's reason into a code.
func whyCode(why reason) string {
	switch why {
	case reasonCode:
		return CodeNoSuchCode
	case reasonShort:
		return CodeTooShort
	case reasonLong:
		return CodeTooLong
	default:
		return CodeNotInPlan
	}
}
