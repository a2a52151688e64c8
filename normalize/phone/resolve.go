package phone

import (
	"slices"
	"strings"
)

// written is one number as it stands in a cell: digits and how they were grouped.
type written struct {
	digits    string // ASCII digits, without plus
	plus      bool
	groups    []int // lengths of the digit groups
	zeroParen int   // index in digits of a zero that stood alone in brackets, "(0)"; -1 if none
}

// decision is what the plan and the evidence make of one written number.
type decision struct {
	a     *answer // nil if the number is not known
	from  Source
	conf  Confidence
	codes []string // of the reading; without a, why there is none
	// repaired: the digits were not a complete number as written (a lost zero, a missing plus).
	repaired bool
	others   []string // E.164 of other readings, best first
	digits   string   // as written, where they were read
}

// fail makes a decision of no reading, with candidates.
func fail(code string, candidates ...string) decision {
	return decision{codes: []string{code}, others: candidates}
}

// resolve decides one written number. Order: its own prefix, the contact's country, hints, default regions.
func (r *Reader) resolve(w written, ctx *Context) decision {
	if code := r.placeholder(w, ctx); code != "" {
		return fail(code)
	}
	d := r.byEvidence(w, ctx)
	d.digits = w.digits
	if d.a == nil {
		return d
	}
	if filler(d.a.nsn) || fictitious(d.a) {
		return fail(CodePlaceholderNumber, d.a.e164)
	}
	// What is written must read back as itself, or the next run would see another number.
	if back := r.ask(d.a.e164, ""); back.e164 != d.a.e164 || !r.accepted(back) {
		return fail(CodeNotInPlan, d.a.e164)
	}
	if !d.a.valid {
		d.codes = addCode(d.codes, CodePossibleOnly)
		d.conf = min(d.conf, Likely)
	}
	return d
}

// accepted tells whether an answer is good enough by the options.
func (r *Reader) accepted(a *answer) bool { return a.valid || r.opt.Possible && a.possible }

func (r *Reader) placeholder(w written, ctx *Context) string {
	if filler(w.digits) {
		return CodePlaceholderNumber
	}
	if ctx.Census != nil && ctx.Census.Frequent != nil && ctx.Census.Frequent([]byte(w.digits)) {
		return CodeFrequentNumber
	}
	return ""
}

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

// byPlus reads a number with its own plus.
func (r *Reader) byPlus(w written, ctx *Context) decision {
	d := r.international(w, FromPlus)
	if d.a != nil {
		d.codes = r.foreign(d, ctx)
		return d
	}
	if strings.HasPrefix(w.digits, "00") { // +0033…: the plus says no more than the zeros.
		z := w
		z.digits = strings.TrimLeft(w.digits, "0")
		z.zeroParen = -1
		if d := r.international(z, FromPlus); d.a != nil {
			d.codes = addCode(d.codes, CodeStrayPlus)
			return d
		}
	} else if strings.HasPrefix(w.digits, "0") { // No calling code begins with 0: the plus is a slip.
		n := w
		n.plus = false
		d := r.byEvidence(n, ctx)
		if d.a != nil {
			d.codes = addCode(d.codes, CodeStrayPlus)
			d.conf = min(d.conf, Likely)
		}
		return d
	}
	return d
}

// foreign adds a code where a number's own prefix names another country than the contact's.
func (r *Reader) foreign(d decision, ctx *Context) []string {
	if land, ok := r.lands[ctx.Country]; ok && d.a.code != land.code && !(isFrench(ctx.Country) && isFrench(d.a.region)) {
		return addCode(d.codes, CodeOtherCountry)
	}
	return d.codes
}

// international reads digits that begin with a calling code.
func (r *Reader) international(w written, from Source) decision {
	digits := w.digits
	whole := r.ask("+"+digits, "")
	if w.zeroParen > 0 {
		// "+33 (0)1": the bracketed zero is dialled only inside the country, or belongs to the number (Italy).
		without := r.ask("+"+digits[:w.zeroParen]+digits[w.zeroParen+1:], "")
		switch {
		case r.accepted(without) && r.accepted(whole) && without.e164 != whole.e164:
			return fail(CodeAmbiguousCode, without.e164, whole.e164)
		case r.accepted(without):
			return decision{a: without, from: from, conf: Certain, codes: []string{CodeTrunkZero}}
		}
	}
	if r.accepted(whole) {
		d := decision{a: whole, from: from, conf: Certain}
		if len(whole.e164) < len(digits)+1 && whole.code != 0 {
			d.codes = []string{CodeTrunkZero}
		}
		for _, region := range regionsOf(r, whole.code) {
			if a, code := r.upgraded(afterCode(digits, whole.code), region, false, true); a != nil {
				return decision{a: a, from: from, conf: Likely, codes: []string{code}}
			}
		}
		return d
	}
	for _, region := range regionsOf(r, whole.code) {
		if a, code := r.upgraded(afterCode(digits, whole.code), region, false, false); a != nil {
			return decision{a: a, from: from, conf: Likely, codes: []string{code}}
		}
	}
	if whole.code == 33 {
		if a := r.overseas(strings.TrimPrefix(afterCode(digits, 33), "0")); a != nil {
			return decision{a: a, from: from, conf: Likely, codes: []string{CodeOverseas}}
		}
	}
	return fail(whyCode(whole.why))
}

// regionsOf gives the regions with a calling code that have upgrade rules.
func regionsOf(r *Reader, code int) []string {
	var out []string
	for region := range r.upgrades {
		if r.lands[region].code == code {
			out = append(out, region)
		}
	}
	slices.Sort(out)
	return out
}

// afterCode gives the digits after the calling code.
func afterCode(digits string, code int) string {
	n := 1
	for c := code; c >= 10; c /= 10 {
		n++
	}
	return digits[min(n, len(digits)):]
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
		return d
	}
	if len(d.others) > 0 {
		return d
	}
	if a := r.bare(w); a != nil {
		if r.known(a, ctx) {
			return decision{a: a, from: FromCode, conf: Likely, codes: []string{CodeNoPlus, CodeOtherCountry}, repaired: true}
		}
		d.others = append(d.others, a.e164)
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
		if d.from == "" {
			d.from = h.From
		}
		d.conf = Likely
		d.codes = append([]string{CodeHint}, d.codes...)
		return d
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
		if d.from == "" {
			d.from = FromDefault
		}
		d.conf = Likely
		d.codes = append([]string{CodeDefaultRegion}, d.codes...)
		if rivals := r.rivals(w, d, region, ctx); len(rivals) > 0 {
			d.conf = Guess
			d.codes = addCode(d.codes, CodeAmbiguousCountry)
			d.others = rivals
		}
		return d
	}
	if len(first.others) > 0 {
		return first
	}
	elsewhere := r.elsewhere(w, ctx)
	if a := r.bare(w); a != nil {
		if r.bareStands(w, a, ctx) {
			return decision{a: a, from: FromCode, conf: Likely, codes: []string{CodeNoPlus}, repaired: true}
		}
		return fail(CodeAmbiguousCode, append([]string{a.e164}, elsewhere...)...)
	}
	if len(elsewhere) > 0 || len(r.opt.Regions) == 0 {
		return fail(CodeNoCountry, elsewhere...)
	}
	return first
}
