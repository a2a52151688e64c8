package phone

import (
	"bytes"
	"slices"

	"github.com/callready/callready/normalize/phone/numplan"
)

// The ordinary cell is one number in plain punctuation that the plan knows as it stands. It is most of every file, and
// is decided here without a single allocation, exactly as the grammar would decide it: whatever needs a repair, a
// choice or an explanation is left to the grammar. A test holds the two against each other.

// The codes that an ordinary number may have; ordinaryCodes has their sets.
const (
	bitIDD = 1 << iota
	bitTrunkZero
	bitOtherCountry
	bitDefault
	bitHint
)

var ordinaryCodes = [...][]string{
	bitIDD:                                  {CodeIDD},
	bitTrunkZero:                            {CodeTrunkZero},
	bitIDD | bitTrunkZero:                   {CodeIDD, CodeTrunkZero},
	bitOtherCountry:                         {CodeOtherCountry},
	bitIDD | bitOtherCountry:                {CodeIDD, CodeOtherCountry},
	bitTrunkZero | bitOtherCountry:          {CodeTrunkZero, CodeOtherCountry},
	bitIDD | bitTrunkZero | bitOtherCountry: {CodeIDD, CodeTrunkZero, CodeOtherCountry},
	bitDefault:                              {CodeDefaultRegion},
	bitHint:                                 {CodeHint},
}

// plainly is what is decided about an ordinary number.
type plainly struct {
	a     numplan.Answer
	from  Source
	conf  Confidence
	codes int
	cut   int  // digits of an international prefix
	file  bool // another file could decide otherwise
}

// ordinary reads an ordinary cell; it reports false for every other one.
func (w *Worker) ordinary(out *Reading, cell []byte, ctx *Context) bool {
	var s shape
	var d plainly
	if !w.plain(&d, &s, cell, ctx) {
		return false
	}
	out.Verdict = Read
	out.Notes, out.Codes, out.Candidates = nil, nil, nil
	out.Numbers = append(out.Numbers[:0], Number{
		E164: w.keep('+', d.a.Digits()), Region: d.a.Region, Type: d.a.Type.String(),
		From: d.from, Confidence: d.conf, Codes: ordinaryCodes[d.codes],
	})
	if len(cell) == 1+len(d.a.Digits()) && string(cell) == out.Numbers[0].E164 {
		out.Verdict = Exact
	}
	return true
}

// plain decides an ordinary cell; it reports false for every other one.
func (w *Worker) plain(d *plainly, s *shape, cell []byte, ctx *Context) bool {
	trimmed := cell
	if len(cell) > 0 && (cell[0] == ' ' || cell[len(cell)-1] == ' ') {
		trimmed = bytes.Trim(cell, " ")
	}
	if !s.read(trimmed) || s.odd() || filler(string(s.digits[1:1+s.n])) {
		return false
	}
	if c := ctx.Census; c != nil && c.Frequent != nil && c.Frequent(append(w.digits[:0], s.digits[1:1+s.n]...)) {
		return false
	}
	if !w.r.decide(d, s, ctx) || s.walls != 0 && !w.r.undivided(d, s, ctx) || d.a.Region == "" || filler(string(d.a.NSN())) || fictitious(&answer{code: d.a.Code, nsn: string(d.a.NSN())}) {
		return false
	}
	return !w.unwanted(&d.a, ctx)
}

// decide finds the number and its country.
func (r *Reader) decide(d *plainly, s *shape, ctx *Context) bool {
	if s.plus {
		d.from = FromPlus
		return s.digits[1] != '0' && r.decideAbroad(d, s, 0, ctx)
	}
	if s.zeroParen >= 0 {
		return false
	}
	home, from := ctx.Country, FromCell
	switch {
	case home != "":
	case len(ctx.Hints) > 0:
		if home, from = ctx.Hints[0].Region, ctx.Hints[0].From; s.walls != 0 || !r.agreed(ctx.Hints[0], ctx) {
			return false
		}
	case len(r.opt.Regions) == 0 || ctx.Unread || !r.alone(ctx):
		return false
	default:
		home, from = r.opt.Regions[0], FromDefault
	}
	land := r.land(home)
	if land == nil {
		return false
	}
	var ok bool
	p := r.plan
	digits := s.digits[1 : 1+s.n]
	if d.a, ok = p.ParseDigits(digits, false, home); !ok {
		return false
	}
	zeros := digits[0] == '0' && digits[1] == '0'
	// In North America the calling code is the national prefix too.
	own := d.a.Origin == numplan.OriginBare && land.trunk == land.codeText
	if !d.a.Valid || d.a.Origin != numplan.OriginNational && !own {
		if ctx.Country == "" && len(ctx.Hints) > 0 {
			return false
		}
		// An international prefix is two zeros, or what the home country dials.
		if !zeros && (d.a.Origin != numplan.OriginIDD || !d.a.Valid) {
			return false
		}
		cut := 2
		if d.a.Origin == numplan.OriginIDD && d.a.Problem == numplan.ProblemNone {
			if cut = p.Prefix(digits, home); cut == 0 {
				return false
			}
		}
		if cut != 2 && zeros || s.n-cut < shapeLeast || digits[cut] == '0' {
			return false
		}
		if slices.Contains(s.seps[1:s.g], '/') {
			return false // Where the prefix ends is one question, whether a second number begins at the slash another.
		}
		d.from, d.codes, d.cut = FromIDD, bitIDD, cut
		if !zeros {
			s.walls |= 1<<shapeGroups - 2 // The digits may begin with an area code as well: 011 is Buenos Aires.
		}
		return r.decideAbroad(d, s, cut, ctx)
	}
	if !own && s.n > len(land.codeText) && string(digits[:len(land.codeText)]) == land.codeText {
		return false // The calling code without plus, perhaps.
	}
	if digits[0] != '0' && s.n < 10 && keepsZero(home) {
		return false // A number that lost its zero, perhaps.
	}
	if d.a.AsWritten {
		if bare, ok := p.BareTrunk(&d.a, home); !ok || bare {
			return false
		}
	}
	if ctx.Uncertain || land.french && s.company() || r.upgradable[land.code] || s.g > 1 && len(d.a.NSN()) > r.plausibleLength(d.a.Region) {
		return false
	}
	if s.g > 1 && (s.g >= 3 && digits[0] != '0' || (ctx.Census != nil || ctx.Country == "") && land.speaks) && !s.usual(p, &d.a) {
		if s.g >= 3 && digits[0] != '0' || !r.nobodyElses(d, s, ctx) {
			return false
		}
		d.file = true
	}
	d.from, d.conf = from, Certain
	switch from {
	case FromCell:
	case FromDefault:
		d.conf, d.codes, d.file = Likely, bitDefault, true
	default:
		d.conf, d.codes, d.file = Likely, bitHint, true
	}
	return r.again(d)
}

// nobodyElses tells whether no other country of the file reads the digits as a number by itself, however they are grouped.
func (r *Reader) nobodyElses(d *plainly, s *shape, ctx *Context) bool {
	for _, other := range r.speaking(ctx) {
		land := r.land(other)
		if land == nil {
			return false
		}
		if land.code == d.a.Code {
			continue
		}
		if a, ok := r.plan.ParseDigits(s.digits[1:1+s.n], false, other); !ok || a.Valid {
			return false
		}
	}
	return true
}

// agreed tells whether nothing may speak against a hint: no other that is as good, and no default region, which only that of
// colleagues has against it.
func (r *Reader) agreed(h Hint, ctx *Context) bool {
	for _, also := range ctx.Hints {
		if also.From == h.From && also.Region != h.Region {
			return false
		}
	}
	if h.From != FromCompany {
		return true
	}
	for _, region := range r.opt.Regions {
		if region != h.Region {
			return false
		}
	}
	return true
}

// alone tells whether the first default region has no rival in the file: nobody lives under another calling code.
func (r *Reader) alone(ctx *Context) bool {
	if len(r.opt.Regions) > 1 {
		return false
	}
	if ctx.Census == nil {
		return true
	}
	home := r.lands[r.opt.Regions[0]].code
	for _, c := range ctx.Census.Common {
		if r.lands[c].code != home {
			return false
		}
	}
	return true
}

// usual tells whether the groups are those in which the plan writes the number.
func (s *shape) usual(p *numplan.Plan, a *numplan.Answer) bool {
	var buf [shapeGroups]int
	groups, ok := p.Groups(buf[:0], a)
	if !ok || len(groups) != s.g {
		return false
	}
	for i, n := range groups {
		if n != int(s.groups[i]) {
			return false
		}
	}
	return true
}

// decideAbroad reads digits that begin with a calling code, after cut digits of an international prefix.
func (r *Reader) decideAbroad(d *plainly, s *shape, cut int, ctx *Context) bool {
	var buf [1 + shapeDigits]byte
	buf[0] = '+'
	digits := buf[:1+copy(buf[1:], s.digits[1+cut:1+s.n])]
	var ok bool
	p := r.plan
	if s.zeroParen >= 0 {
		if r.opt.Possible {
			return false
		}
		at := s.zeroParen - cut + 1
		if at < 2 {
			return false
		}
		whole, known := p.Parse(digits, "")
		digits = append(digits[:at], digits[at+1:]...)
		d.a, ok = p.ParseDigits(digits[1:], true, "")
		if !ok || !known || !d.a.Valid || at-1 != codeLength(d.a.Code) || whole.Valid && !bytes.Equal(whole.Digits(), d.a.Digits()) {
			return false
		}
		d.codes |= bitTrunkZero
	} else if d.a, ok = p.ParseDigits(digits[1:], true, ""); !ok || !d.a.Valid {
		return false
	}
	if r.upgradable[d.a.Code] || s.g > 1 && (len(d.a.NSN()) > r.plausibleLength(d.a.Region) || ctx.Country == "" && !s.plus) {
		return false
	}
	if len(d.a.Digits()) < len(digits)-1 {
		d.codes |= bitTrunkZero
	}
	if land := r.land(ctx.Country); land != nil && d.a.Code != land.code && !(land.french && isFrench(d.a.Region)) {
		d.codes |= bitOtherCountry
	}
	d.conf = Certain
	return bytes.Equal(d.a.Digits(), digits[1:]) || r.again(d)
}

// oldDigits is how many digits the shortest number has that an upgrade is for.
const oldDigits = 6

// undivided tells whether nothing that stands before a slash, and before what could be a second number, is a number by
// itself: then the slashes only group the digits of one.
func (r *Reader) undivided(d *plainly, s *shape, ctx *Context) bool {
	if s.zeroParen >= 0 || r.opt.Possible {
		return false
	}
	old := r.upgrading[d.a.Code] != nil
	home := ctx.Country
	if home == "" && len(r.opt.Regions) > 0 {
		home = r.opt.Regions[0]
	}
	n := 0
	for k := 1; k < s.g; k++ {
		n += int(s.groups[k-1])
		if s.walls&(1<<k) == 0 && (n < 6 || s.n-n < 6) {
			continue
		}
		// Nine digits can be a number in more ways than the two that are looked at, and six one of an old plan.
		if old && n-d.cut >= oldDigits {
			return false
		}
		if n-d.cut >= s.plain(d) {
			return false
		}
		if !s.plus && r.stands(s.digits[1:1+n], home) {
			return false
		}
		if !s.plus && d.cut > 0 {
			var abroad [1 + shapeDigits]byte
			abroad[0] = '+'
			if r.stands(abroad[:1+copy(abroad[1:], s.digits[1+min(d.cut, n):1+n])], "") {
				return false
			}
		} else if s.plus && r.stands(s.digits[:1+n], "") {
			return false
		}
	}
	return true
}

// plain gives how many digits can at most be a number only in the two ways that are looked at. Behind a plus there is no
// other but for the French plan, whose numbers are of several codes; nor is there behind a zero, which is part of them there.
func (s *shape) plain(d *plainly) int {
	switch {
	case s.plus && d.a.Code == 33:
		return len("33") + 9
	case s.plus:
		return shapeDigits + 1
	case d.cut == 0 && s.digits[1] == '0':
		return 10
	}
	return 9
}

// stands tells whether digits may be a number by themselves.
func (r *Reader) stands(digits []byte, region string) bool {
	if len(digits) < 4 {
		return false // The plan has none that short.
	}
	a, ok := r.plan.Parse(digits, region)
	return !ok || a.Valid
}

// again tells whether the number reads back as itself, or the next run would see another one.
func (r *Reader) again(d *plainly) bool {
	back, ok := r.plan.ParseDigits(d.a.Digits(), true, "")
	return ok && back.Valid && bytes.Equal(back.Digits(), d.a.Digits())
}
