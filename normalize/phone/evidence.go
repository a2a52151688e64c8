package phone

import (
	"slices"
	"strings"
)

func (r *Reader) byEvidence(w written, ctx *Context) decision {
	if w.plus {
		return r.byPlus(w, ctx)
	}
	if d, ok := r.byZeros(w, ctx); ok {
		return d
	}
	if ctx.Country != "" {
		return r.byCountry(w, ctx)
	}
	return r.byHints(w, ctx)
}

// foreign adds a code where a number's own prefix names another country than the contact's.
func (r *Reader) foreign(d decision, ctx *Context) []string {
	if land, ok := r.lands[ctx.Country]; ok && d.a.code != land.code && !(isFrench(ctx.Country) && isFrench(d.a.region)) {
		return addCode(d.codes, CodeOtherCountry)
	}
	return d.codes
}

// byZeros reads 00 as an international prefix, which it is nearly everywhere, unless the number is a national one of
// the contact's country; and the prefix of the country itself: 011, 0011, 810.
func (r *Reader) byZeros(w written, ctx *Context) (decision, bool) {
	home := ctx.Country
	if home == "" && len(ctx.Hints) == 0 && len(r.opt.Regions) > 0 {
		home = r.opt.Regions[0]
	}
	cut := 0
	if strings.HasPrefix(w.digits, "00") {
		cut = 2
	}
	if home != "" {
		a := r.ask(w.digits, home)
		if a.valid && a.origin == national {
			return decision{}, false
		}
		if a.origin == withIDD {
			if loc := r.lands[home].idd.FindStringIndex(w.digits); loc != nil {
				cut = loc[1]
			}
		}
	}
	if cut == 0 {
		return decision{}, false
	}
	in := w
	in.digits, in.plus = w.digits[cut:], true
	if in.zeroParen >= 0 {
		in.zeroParen -= cut
	}
	d := r.international(in, FromIDD)
	if d.a != nil {
		d.codes = r.foreign(decision{a: d.a, codes: append([]string{CodeIDD}, d.codes...)}, ctx)
		return d, true
	}
	if cut == 2 { // 00 is no national number anywhere else; a zero too many is a guess.
		one := w
		one.digits = w.digits[1:]
		if home != "" && one.digits != "" && len(d.others) == 0 {
			if n := r.inRegion(one, home, ctx); n.a != nil {
				d.others = []string{n.a.e164}
			}
		}
		return d, true
	}
	return decision{}, false
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
		if other := r.groupedElsewhere(w, d, ctx); other != nil {
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
			return decision{a: a, from: FromCode, conf: Likely, codes: []string{CodeNoPlus, CodeOtherCountry}, repaired: true}
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
		return settled(d, h.From, CodeHint, r.defaults(w, d, h, ctx))
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
