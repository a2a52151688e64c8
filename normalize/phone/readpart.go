package phone

import (
	"slices"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// readParts reads all parts of a cell. abroad are the regions of numbers of the cell that name a country by themselves.
// For a contact without a country they are the best hint that there is for the cell's other numbers.
func (r *Reader) readParts(s string, l *layout, ctx *Context) (out []reading, abroad []string) {
	if several := len(l.parts) > 1 || len(l.parts[0].groups) > 1; several {
		for _, p := range l.parts {
			abroad = r.namedRegions(s, p, ctx, abroad)
		}
	}
	if ctx.Country == "" && len(abroad) > 0 {
		with := *ctx
		with.Hints = nil
		for _, region := range abroad {
			with.Hints = append(with.Hints, Hint{region, FromSibling})
		}
		with.Hints = append(with.Hints, ctx.Hints...)
		ctx = &with
	}
	for _, p := range l.parts {
		out = append(out, r.readPart(s, p, l, ctx))
	}
	return out, abroad
}

// namedRegions adds the regions of the numbers of a part that are in international form.
func (r *Reader) namedRegions(s string, p *part, ctx *Context, have []string) []string {
	for i, g := range p.groups {
		if !g.plus && !(i == 0 && strings.HasPrefix(s[g.start:g.end], "00")) {
			continue
		}
		c := r.cutter(s, p, ctx)
		for j := len(p.groups); j > i; j-- {
			d := c.span(i, j)
			if d.a == nil || d.from != FromPlus && d.from != FromIDD {
				continue
			}
			if !slices.Contains(have, d.a.region) {
				have = append(have, d.a.region)
			}
			break
		}
	}
	return have
}

// cutter gives the cutter of a part, with what it has found out in the same context before.
func (r *Reader) cutter(s string, p *part, ctx *Context) *cutter {
	if p.cut == nil || p.cut.ctx != ctx {
		p.cut = &cutter{r: r, s: s, ctx: ctx, groups: p.groups}
	}
	return p.cut
}

// lengths gives the lengths of groups as written.
func lengths(groups []item) []int {
	var out []int
	for _, g := range groups {
		out = append(out, g.end-g.start)
	}
	return out
}

// weighAbroad takes back a national number of the contact's country where another number of the same cell names
// another country, in which the digits are a number too, unless they are grouped as one does at home.
func (r *Reader) weighAbroad(rd *reading, p *part, abroad []string, ctx *Context) {
	if ctx.Country == "" {
		return
	}
	for i := range rd.found {
		d := &rd.found[i]
		if d.from != FromCell {
			continue
		}
		var groups []int // as written, where the part is one number
		if len(rd.found) == 1 {
			groups = lengths(p.groups)
		}
		grouped := func(region string) bool {
			return len(groups) > 1 && slices.Equal(groups, usualGroups(d.digits, region))
		}
		for _, region := range abroad {
			if r.lands[region].code == r.lands[ctx.Country].code {
				continue
			}
			a := r.ask(d.digits, region)
			if !a.valid || a.origin != national || a.e164 == d.a.e164 || a.bareTrunk || !ordinary[a.kind] {
				continue
			}
			// That the digits are a line there is chance, in a plan of many lengths all the more: the grouping speaks, or
			// that they are somebody's mobile there.
			if (openPlan[region] || grouped(ctx.Country) || a.kind != "mobile") && !grouped(region) {
				continue
			}
			d.conf = Guess
			d.codes = addCode(slices.Clone(d.codes), CodeCountryConflict)
			d.others = append(slices.Clone(d.others), a.e164)
		}
	}
}

// readPart reads one part: its digit groups, then what its words say of them.
func (r *Reader) readPart(s string, p *part, l *layout, ctx *Context) reading {
	if p.mask {
		return reading{open: true, codes: []string{CodeMasked}}
	}
	if len(p.groups) == 0 {
		return reading{open: true, codes: []string{CodeUnexplained}}
	}
	c := r.cutter(s, p, ctx)
	rd := c.read()
	if d, ok := c.hours(); ok {
		if also := numbersOf(rd.found); len(also) > 0 && !rd.found[0].repaired {
			rd = reading{open: true, codes: []string{CodeUnexplained}, candidates: [][]string{also, {d.a.e164}}}
		} else {
			l.notes = append(l.notes, item{kind: itemText, start: p.groups[len(p.groups)-2].start, end: p.groups[len(p.groups)-1].end})
			rd = reading{found: []decision{d}}
		}
	}
	if n := len(p.groups); n > 1 && p.groups[n-1].counts {
		c.weighCount(&rd)
	}
	lend := rd.open && len(rd.found) == 0 && len(p.tail) == 0
	if p.after && !rd.open && len(p.groups) > 1 && len(c.text(0)) <= 2 && !p.groups[0].plus {
		c.weighLead(&rd)
	}
	if len(p.tail) > 0 {
		on, ok := reading{}, false
		if len(rd.found) == 1 {
			on, ok = c.onStem(rd.found[0], p.tail, decision{})
		}
		if ok {
			rd = on
		} else {
			rd.open = true
			rd.codes = addCode(rd.codes, CodeUnexplained)
		}
	}
	if lend {
		c.lend(&rd, p, l)
	}
	t := p.text
	if t.kind == itemText && len(rd.found) > 0 {
		c.weighFlow(&rd, p, t)
	}
	if t.kind == itemText && rd.open {
		if v, ok := r.vanity(s, p, t, ctx); ok {
			if r.opt.Vanity {
				l.dropNote(t)
				rd = reading{found: []decision{v}}
				r.spreadExtensions(&rd, p)
				return rd
			}
			rd.codes = addCode([]string{CodeLetters}, CodeVanity)
			rd.candidates = [][]string{{v.a.e164}}
		}
	}
	r.spreadExtensions(&rd, p)
	if rd.open && len(rd.found) == 0 && len(l.parts) == 1 {
		r.refine(&rd, s, p, ctx)
	}
	return rd
}

// spreadExtensions makes one number of each extension of a part that has several.
func (r *Reader) spreadExtensions(rd *reading, p *part) {
	rd.exts = make([]string, len(rd.found))
	if len(p.ext) == 0 || len(rd.found) == 0 {
		return
	}
	last := len(rd.found) - 1
	rd.exts[last] = p.ext[0]
	others := slices.DeleteFunc(slices.Clone(p.ext[1:]), func(x string) bool { return x == p.ext[0] })
	if len(others) == 0 {
		return
	}
	both := numbersOf(rd.found[:last])
	for _, x := range append([]string{p.ext[0]}, others...) {
		both = append(both, rd.found[last].a.e164+" x"+x)
	}
	rd.codes = addCode(rd.codes, CodeRange)
	if !r.opt.Ranges || rd.open {
		rd.open = true
		rd.candidates = append([][]string{both}, rd.candidates...)
		rd.found, rd.exts = nil, nil
		return
	}
	base := rd.found[last]
	base.conf = min(base.conf, Likely)
	base.codes = addCode(slices.Clone(base.codes), CodeRange)
	rd.found[last] = base
	for _, x := range others {
		rd.found, rd.exts = append(rd.found, base), append(rd.exts, x)
	}
}

// refine names what digits look like that are no number.
func (r *Reader) refine(rd *reading, s string, p *part, ctx *Context) {
	var b strings.Builder
	var groups []int
	for _, g := range p.groups {
		b.WriteString(s[g.start:g.end])
		groups = append(groups, g.end-g.start)
	}
	d := b.String()
	if len(d) == 14 && luhn(d) && slices.Equal(groups, []int{3, 3, 3, 5}) {
		rd.codes = []string{CodeLooksLikeCompany}
	}
	if len(rd.candidates) > 0 {
		return
	}
	region := ctx.Country
	if region == "" && len(r.opt.Regions) > 0 {
		region = r.opt.Regions[0]
	}
	switch {
	case strings.Trim(d, "0") == "" || len(d) <= 5 && r.isCallingCode(strings.TrimLeft(d, "0")) && (p.groups[0].plus || d[0] == '0'):
		rd.codes = []string{CodePlaceholderNumber}
	case len(d) <= 6 && r.short.lookup(d, region, func() bool { return shortCode(d, region) }):
		rd.codes = []string{CodeShortCode}
	case len(d) == 14 && d[0] != '0' && len(groups) == 1 && isFrench(region) && luhn(d):
		rd.codes = []string{CodeLooksLikeCompany}
	}
}

func (r *Reader) isCallingCode(d string) bool {
	for _, land := range r.lands {
		if land.codeText == d {
			return true
		}
	}
	return false
}

// vanity reads a part with the word after it as keypad letters.
func (r *Reader) vanity(s string, p *part, t item, ctx *Context) (decision, bool) {
	raw := s[p.groups[0].start:t.end]
	letters := s[t.start:t.end]
	if strings.Trim(t.sep, "-. ") != "" || len(letters) < 3 || strings.Trim(letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZ- ") != "" {
		return decision{}, false
	}
	w := written{digits: onlyDigits(phonenumbers.ConvertAlphaCharactersInNumber(raw)), plus: p.groups[0].plus, zeroParen: -1}
	w.groups = []int{len(w.digits)}
	d := r.resolve(w, ctx)
	if d.a == nil || d.conf < Likely || d.a.code != 1 && t.sep == " " {
		return decision{}, false
	}
	d.conf = Likely
	d.codes = addCode(d.codes, CodeVanity)
	return d, true
}
