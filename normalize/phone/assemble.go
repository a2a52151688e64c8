package phone

import (
	"slices"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// maxCandidates bounds the readings of one cell that are listed for a person.
const maxCandidates = 6

// assemble reads the parts of a cell and puts them together.
func (r *Reader) assemble(s string, l *layout, ctx *Context, codes []string) Reading {
	out := Reading{Verdict: Read, Codes: codes}
	for _, n := range l.notes {
		out.Notes = append(out.Notes, strings.Trim(s[n.start:n.end], " ,;:-/"))
	}
	if len(l.parts) == 0 {
		out.Verdict = Undecided
		out.Codes = addCode(out.Codes, r.noNumber(s, l))
		return out
	}
	var choices [][][]string // for each part the readings that a person may choose from
	undecided := l.mask
	if l.mask {
		out.Codes = addCode(out.Codes, CodeMasked)
	}
	readings, abroad := r.readParts(s, l, ctx)
	for i, p := range l.parts {
		rd := readings[i]
		r.weighAbroad(&rd, abroad, ctx)
		for _, c := range rd.codes {
			out.Codes = addCode(out.Codes, c)
		}
		var sure []string
		for i, d := range rd.found {
			n := numberOf(d)
			dress(&n, s, p, i == 0, i == len(rd.found)-1)
			if n.Confidence <= Guess {
				undecided = true
				for _, c := range d.codes {
					if c == CodeAmbiguousCountry || c == CodeCountryConflict {
						out.Codes = addCode(out.Codes, c)
					}
				}
			}
			sure = append(sure, show(n))
			out.Numbers = addNumber(out.Numbers, n, &out)
		}
		part := rd.candidates
		if len(sure) > 0 {
			part = append([][]string{sure}, part...)
			for _, d := range rd.found {
				for _, o := range d.others {
					if d.conf <= Guess && len(rd.found) == 1 {
						part = append(part, []string{o})
					}
				}
			}
		}
		undecided = undecided || rd.open
		choices = append(choices, part)
	}
	if len(l.parts) > 1 || len(out.Numbers) > 1 && !slices.Contains(out.Codes, CodePlanCut) {
		out.Codes = addCode(out.Codes, CodeSeparatorCut)
	}
	if len(out.Notes) > 0 {
		out.Codes = addCode(out.Codes, CodeNote)
		// Digits that needed a repair are no phone number for sure when words stand beside them: an id, a postcode.
		for i := range out.Numbers {
			n := &out.Numbers[i]
			if slices.Contains(n.Codes, CodeLostZero) || slices.Contains(n.Codes, CodeNoPlus) {
				n.Confidence = Guess
				undecided = true
				out.Codes = addCode(out.Codes, CodeUnexplained)
			}
		}
	}
	if undecided || len(out.Numbers) == 0 {
		out.Verdict = Undecided
		out.Candidates = combine(choices)
	}
	return out
}

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
	c := &cutter{r: r, s: s, ctx: ctx, groups: p.groups, tried: make(map[[2]int]decision)}
	for i, g := range p.groups {
		if !g.plus && !(i == 0 && strings.HasPrefix(s[g.start:g.end], "00")) {
			continue
		}
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

// weighAbroad takes back a national number of the contact's country where another number of the same cell names
// another country, in which the digits are a number too.
func (r *Reader) weighAbroad(rd *reading, abroad []string, ctx *Context) {
	if ctx.Country == "" {
		return
	}
	for i := range rd.found {
		d := &rd.found[i]
		if d.from != FromCell {
			continue
		}
		for _, region := range abroad {
			if r.lands[region].code == r.lands[ctx.Country].code {
				continue
			}
			if a := r.ask(d.digits, region); a.valid && a.origin == national && a.e164 != d.a.e164 && !a.bareTrunk {
				d.conf = Guess
				d.codes = addCode(slices.Clone(d.codes), CodeCountryConflict)
				d.others = append(slices.Clone(d.others), a.e164)
			}
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
	c := &cutter{r: r, s: s, ctx: ctx, groups: p.groups, tried: make(map[[2]int]decision)}
	rd := c.read()
	if len(rd.found) == 1 && len(p.tail) > 0 {
		if on, ok := c.onStem(rd.found[0], p.tail, decision{}); ok {
			rd = on
		} else {
			rd.open = true
			rd.codes = addCode(rd.codes, CodeUnexplained)
		}
	}
	if t, ok := l.text[p]; ok && rd.open {
		if v, ok := r.vanity(s, p, t, ctx); ok {
			if r.opt.Vanity {
				l.dropNote(t)
				return reading{found: []decision{v}}
			}
			rd.codes = addCode([]string{CodeLetters}, CodeVanity)
			rd.candidates = [][]string{{v.a.e164}}
		}
	}
	if p.exts && len(rd.found) == 1 && !r.opt.Ranges {
		var both []string
		for _, x := range p.ext {
			both = append(both, rd.found[0].a.e164+" x"+x)
		}
		rd.open = true
		rd.codes = addCode(rd.codes, CodeRange)
		rd.candidates = append([][]string{both}, rd.candidates...)
		rd.found = nil
	}
	if rd.open && len(rd.found) == 0 && len(l.parts) == 1 {
		r.refine(&rd, s, p, ctx)
	}
	return rd
}

// refine names what digits look like that are no number.
func (r *Reader) refine(rd *reading, s string, p *part, ctx *Context) {
	if len(rd.candidates) > 0 {
		return
	}
	var b strings.Builder
	for _, g := range p.groups {
		b.WriteString(s[g.start:g.end])
	}
	d := b.String()
	region := ctx.Country
	if region == "" && len(r.opt.Regions) > 0 {
		region = r.opt.Regions[0]
	}
	switch {
	case strings.Trim(d, "0") == "" || len(d) <= 5 && r.isCallingCode(strings.TrimLeft(d, "0")) && (p.groups[0].plus || d[0] == '0'):
		rd.codes = []string{CodePlaceholderNumber}
	case len(d) <= 6 && shortCode(d, region):
		rd.codes = []string{CodeShortCode}
	case len(d) == 14 && luhn(d):
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

func (l *layout) dropNote(t item) {
	l.notes = slices.DeleteFunc(l.notes, func(n item) bool { return n.start == t.start })
}

// dress gives a number its extension, labels and kind. In a part with several numbers the words before belong to the
// first and those after to the last.
func dress(n *Number, s string, p *part, first, last bool) {
	if len(p.ext) > 0 && last {
		n.Ext = p.ext[0]
		n.Codes = addCode(slices.Clone(n.Codes), CodeExtension)
	}
	for _, it := range p.labels {
		if before := it.start < p.groups[0].start; before && !first || !before && !last {
			continue
		}
		n.Labels = append(n.Labels, s[it.start:it.end])
		if it.kind == itemLabel {
			n.Kind = kindOf(n.Kind, it.word.kind)
		}
	}
}

// kindOf joins what two labels say: fax over mobile over the rest, the first of the rest.
func kindOf(have, add string) string {
	for _, k := range []string{"fax", "mobile"} {
		if have == k || add == k {
			return k
		}
	}
	if have != "" {
		return have
	}
	return add
}

// show writes a number so that it can be read back.
func show(n Number) string {
	if n.Ext != "" {
		return n.E164 + " x" + n.Ext
	}
	return n.E164
}

// addNumber appends a number, or joins its labels to the same number found before.
func addNumber(have []Number, n Number, out *Reading) []Number {
	for i := range have {
		if have[i].E164 != n.E164 || have[i].Ext != n.Ext {
			continue
		}
		for _, l := range n.Labels {
			if !slices.Contains(have[i].Labels, l) {
				have[i].Labels = append(have[i].Labels, l)
			}
		}
		have[i].Kind = kindOf(have[i].Kind, n.Kind)
		if n.Confidence > have[i].Confidence {
			have[i].Confidence, have[i].From = n.Confidence, n.From
		}
		out.Codes = addCode(out.Codes, CodeSameTwice)
		return have
	}
	return append(have, n)
}

// combine makes the readings of the whole cell out of those of its parts: the best of each, then one part varied at a
// time.
func combine(parts [][][]string) []string {
	var out []string
	add := func(pick func(i int) []string) {
		var all []string
		for i := range parts {
			for _, n := range pick(i) {
				if !slices.Contains(all, n) {
					all = append(all, n)
				}
			}
		}
		if s := strings.Join(all, "; "); s != "" && len(out) < maxCandidates && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	best := func(i int) []string {
		if len(parts[i]) == 0 {
			return nil
		}
		return parts[i][0]
	}
	add(best)
	for k := range parts {
		for v := 1; v < len(parts[k]); v++ {
			add(func(i int) []string {
				if i == k {
					return parts[k][v]
				}
				return best(i)
			})
		}
	}
	return out
}
