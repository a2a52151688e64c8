package phone

import (
	"slices"
	"strings"
)

// maxCandidates bounds the readings of one cell that are listed for a person.
const maxCandidates = 4

// assemble reads the parts of a cell and puts them together.
func (r *Reader) assemble(s string, l *layout, ctx *Context, codes []string) Reading {
	out := Reading{Verdict: Read, Codes: codes}
	for _, c := range l.doubt {
		out.Codes = addCode(out.Codes, c)
	}
	if len(l.parts) == 0 {
		out.Verdict = Undecided
		out.Notes = l.texts(s)
		out.Codes = addCode(out.Codes, r.noNumber(l))
		return out
	}
	var choices [][][]string // for each part the readings that a person may choose from
	undecided := l.mask || len(l.doubt) > 0
	if l.mask {
		out.Codes = addCode(out.Codes, CodeMasked)
	}
	if r.misnamed(s, l, ctx) {
		undecided = true
		out.Codes = addCode(out.Codes, CodeUnexplained)
	}
	readings, abroad := r.readParts(s, l, ctx)
	out.Notes = l.texts(s)
	for i, p := range l.parts {
		rd := readings[i]
		r.weighAbroad(&rd, p, abroad, ctx)
		if few := width(p.groups); len(l.parts) > 1 && (few <= 5 || p.after && few == 6) && len(rd.found) > 0 {
			// In some plans six digits are a number. Beside another number, after a word, they may be anything.
			undecided = true
			out.Codes = addCode(out.Codes, CodeUnexplained)
		}
		for _, c := range rd.codes {
			out.Codes = addCode(out.Codes, c)
		}
		var sure []string
		for i, d := range rd.found {
			n := numberOf(d)
			dress(&n, s, p, rd.exts[i], i == 0, i == len(rd.found)-1)
			if n.Confidence <= Guess {
				undecided = true
				for _, c := range d.codes {
					if c == CodeAmbiguousCountry || c == CodeCountryConflict || c == CodeCountryUnread {
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
		explain(&out)
	}
	r.screen(&out, ctx)
	return out
}

// misnamed tells whether digits that a text took for its own may be of a phone number after all: whole or in their last
// groups behind a word such as "ref" or "client", or together with the number after them.
func (r *Reader) misnamed(s string, l *layout, ctx *Context) bool {
	for _, groups := range l.named {
		c := &cutter{r: r, s: s, ctx: ctx, groups: groups}
		for k := range groups {
			if d := c.glue(k, len(groups)); whole(d) && (k > 0 || width(groups) >= 9 || c.text(0)[0] == '0' || len(groups) >= 3) && width(groups[k:]) >= 7 {
				return true
			}
		}
	}
	for _, groups := range l.split {
		c := &cutter{r: r, s: s, ctx: ctx, groups: groups}
		if whole(c.glue(0, len(groups))) {
			return true // "code 21/24 33 47 15"
		}
	}
	return false
}

// explain puts the reason of an undecided cell last, where it is looked for, and offers no numbers for what is another
// thing.
func explain(out *Reading) {
	if i := slices.Index(out.Codes, CodeCountryConflict); i >= 0 {
		out.Codes = append(slices.Delete(out.Codes, i, i+1), CodeCountryConflict)
	}
	if anotherThing(out.Codes) {
		out.Candidates = nil
	}
}

// anotherThing tells whether codes say that a cell holds something else than a number: a date, a company id.
func anotherThing(codes []string) bool {
	return slices.ContainsFunc(codes, func(c string) bool { return strings.HasPrefix(c, "looks-like-") })
}

// texts gives the notes of a cell as written.
func (l *layout) texts(s string) []string {
	var out []string
	for _, n := range l.notes {
		out = append(out, strings.Trim(s[n.start:n.end], " ,;:-/"))
	}
	return out
}

func (l *layout) dropNote(t item) {
	l.notes = slices.DeleteFunc(l.notes, func(n item) bool { return n.start == t.start })
}

// dress gives a number its extension, labels and kind. In a part with several numbers the words before belong to the
// first and those after to the last.
func dress(n *Number, s string, p *part, ext string, first, last bool) {
	if n.Ext = ext; ext != "" {
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
