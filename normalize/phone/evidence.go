package phone

import (
	"slices"
	"strings"
)

// byEvidence reads a number by the best evidence that there is, in the present form of its plan.
func (r *Reader) byEvidence(w written, ctx *Context) decision {
	d := r.byOrder(w, ctx)
	if d.a == nil || d.repaired {
		if code := identifier(w); code != "" {
			return fail(code)
		}
	}
	if d.a == nil {
		return d
	}
	return r.present(d)
}

// byOrder goes through the evidence: the number's own prefix, the contact's country, hints, default regions.
func (r *Reader) byOrder(w written, ctx *Context) decision {
	if w.plus {
		d := r.byPlus(w, ctx)
		if n, ok := r.plusOnTrunk(w, ctx); ok && d.a == nil {
			return n
		}
		return d
	}
	if d, ok := r.byZeros(w, ctx); ok {
		return d
	}
	if ctx.Country != "" {
		return r.byCountry(w, ctx)
	}
	return r.byHints(w, ctx)
}

// plusOnTrunk reads a plus before a national prefix that is no zero: "+8 912 345 67 89" of a contact in Russia. It is
// asked only where the digits are no international number.
func (r *Reader) plusOnTrunk(w written, ctx *Context) (decision, bool) {
	land := r.lands[ctx.Country]
	if land.trunk == "" || land.trunk == "0" || land.trunk == land.codeText || !strings.HasPrefix(w.digits, land.trunk) {
		return decision{}, false
	}
	a := r.ask(w.digits, ctx.Country)
	if !a.valid || a.origin != national || len(a.nsn) == len(w.digits) || !strings.HasSuffix(w.digits, a.nsn) {
		return decision{}, false
	}
	return decision{a: a, from: FromCell, conf: Likely, codes: []string{CodeStrayPlus}}, true
}

// foreign adds a code where a number's own prefix names another country than the contact's.
func (r *Reader) foreign(d decision, ctx *Context) []string {
	if land, ok := r.lands[ctx.Country]; ok && d.a.code != land.code && !(isFrench(ctx.Country) && isFrench(d.a.region)) {
		return addCode(d.codes, CodeOtherCountry)
	}
	return d.codes
}

// byCountry reads a national number in the country that the contact's cell names, and in no other.
func (r *Reader) byCountry(w written, ctx *Context) decision {
	if _, ok := r.lands[ctx.Country]; !ok {
		return fail(CodeNoCountry, r.elsewhere(w, ctx)...)
	}
	d := r.inRegion(w, ctx.Country, ctx)
	if d.a != nil {
		if d.from == "" {
			d.from = FromCell
		}
		if d.repaired || ctx.Uncertain || d.conf == Likely {
			d.conf = Likely
		} else {
			d.conf = Certain
		}
		if ctx.Uncertain {
			d.codes = addCode(d.codes, CodeCountrySlip)
		}
		if other := r.groupedElsewhere(w, d, ctx.Country, ctx); other != nil {
			d.conf = Guess
			d.codes = addCode(slices.Clone(d.codes), CodeCountryConflict)
			d.others = []string{other.e164}
		}
		return d
	}
	if len(d.others) > 0 || d.is(CodeLooksLikeCompany) {
		return d
	}
	if a := r.bare(w); a != nil {
		if r.known(a, ctx) && w.leadsWith(a.code) {
			d := decision{a: a, from: FromCode, conf: Likely, codes: []string{CodeNoPlus, CodeOtherCountry}, repaired: true}
			if !r.proven(w, a, ctx.Country) {
				d.conf, d.codes, d.others = Guess, append(d.codes, CodeCountryConflict), r.elsewhere(w, ctx)
			}
			return d
		}
		d.others = append(d.others, a.e164)
		if r.known(a, ctx) {
			d.codes = addCode(slices.Clone(d.codes), CodeCountryConflict)
		}
	}
	if other := r.elsewhere(w, ctx); len(other) > 0 {
		d.codes = addCode(slices.Clone(d.codes), CodeCountryConflict)
		d.others = append(d.others, other...)
	}
	return d
}

// byHints reads a national number of a contact without a country: by evidence, then by the default regions.
func (r *Reader) byHints(w written, ctx *Context) decision {
	for _, h := range ctx.Hints {
		d := r.inRegion(w, h.Region, ctx)
		if d.a == nil {
			continue
		}
		rivals := r.defaults(w, d, h, ctx)
		if other := r.groupedElsewhere(w, d, h.Region, ctx); other != nil && !slices.Contains(rivals, other.e164) {
			rivals = append(rivals, other.e164)
		}
		for _, also := range ctx.Hints { // Two that are as good contradict each other.
			if also.From == h.From && also.Region != h.Region {
				if n := r.inRegion(w, also.Region, ctx); n.a != nil && n.a.e164 != d.a.e164 && !slices.Contains(rivals, n.a.e164) {
					rivals = append(rivals, n.a.e164)
				}
			}
		}
		return settled(d, h.From, CodeHint, rivals)
	}
	var first decision
	for _, region := range r.opt.Regions {
		d := r.inRegion(w, region, ctx)
		if d.a == nil {
			if first.codes == nil || len(first.others) == 0 && len(d.others) > 0 {
				first = d
			}
			continue
		}
		d = settled(d, FromDefault, CodeDefaultRegion, r.rivals(w, d, region, ctx))
		if ctx.Unread {
			d.conf = Guess
			d.codes = addCode(d.codes, CodeCountryUnread)
		}
		return d
	}
	if len(first.others) > 0 || first.is(CodeLooksLikeCompany) {
		return first
	}
	elsewhere := r.elsewhere(w, ctx)
	if a := r.bare(w); a != nil {
		if w.leadsWith(a.code) && r.bareStands(w, a, ctx) {
			return decision{a: a, from: FromCode, conf: Likely, codes: []string{CodeNoPlus}, repaired: true}
		}
		return fail(CodeAmbiguousCode, append([]string{a.e164}, elsewhere...)...)
	}
	if len(elsewhere) > 0 || len(r.opt.Regions) == 0 {
		return fail(CodeNoCountry, elsewhere...)
	}
	return first
}

// settled makes the decision of a reading by evidence from outside the cell: likely, and a guess where it has rivals.
// code names the evidence.
func settled(d decision, from Source, code string, rivals []string) decision {
	if d.from == "" {
		d.from = from
	}
	d.conf = Likely
	d.codes = append([]string{code}, d.codes...)
	if len(rivals) > 0 {
		d.conf = Guess
		d.codes = addCode(d.codes, CodeAmbiguousCountry)
		d.others = rivals
	}
	return d
}

// defaults gives what a default region makes of a number that weak evidence puts elsewhere: colleagues often sit in
// another country than the contact, so theirs does not go before a reading that the user's own word supports.
func (r *Reader) defaults(w written, d decision, h Hint, ctx *Context) []string {
	if h.From != FromCompany {
		return nil
	}
	var others []string
	for _, region := range r.opt.Regions {
		if n := r.inRegion(w, region, ctx); n.a != nil && n.a.e164 != d.a.e164 {
			others = append(others, n.a.e164)
		}
	}
	return others
}
