package phone

import (
	"slices"
	"strings"
)

// reading is what one part of a cell comes to.
type reading struct {
	found []decision // the numbers, in order; empty if none is sure
	exts  []string   // their extensions, "" for none
	codes []string   // of the part as a whole, or why it is not known
	// candidates are whole readings of the part that a person may choose from: lists of E.164.
	candidates [][]string
	open       bool // not known: the cell stays undecided
}

// The strengths of what stands between two digit groups.
const (
	weak   = 1 // belongs inside numbers as often as not: one space, dot, hyphen, bracket
	strong = 3 // a slash, a comma, a wide gap
	firm   = 5 // " / ", " - ", " * ": cuts unless only the whole is a number
)

func strength(sep string) int {
	if k := strings.IndexAny(sep, ")]}"); k >= 0 && strings.ContainsAny(sep[k:], "([{") {
		return strong // ") ("
	}
	sep = strings.Trim(sep, "()[]{}'\"?")
	t := strings.TrimSpace(sep)
	switch {
	case t == "/" || t == "//" || t == "\\":
		if len(sep) > len(t)+1 {
			return firm
		}
		return strong
	case t != "" && strings.Trim(t, "-.*~_>") == "" && strings.HasPrefix(sep, " ") && strings.HasSuffix(sep, " "):
		return firm
	case strings.ContainsAny(t, ",/\\>*~_") || strings.Contains(sep, "  ") || strings.Contains(t, "--") || strings.Contains(t, ".."):
		return strong
	}
	return weak
}

// cutter reads the digit groups of one part.
type cutter struct {
	r      *Reader
	s      string
	ctx    *Context
	groups []item
	tried  []attempt
}

// attempt is what groups i to j came to. A part has few of them: a walk finds one sooner than a map.
type attempt struct {
	i, j int
	d    decision
}

// span resolves groups i to j as one number, unless they reach across a wall.
func (c *cutter) span(i, j int) decision {
	if i > 0 && c.dated(i) {
		return fail(CodeUnexplained)
	}
	d := c.glue(i, j)
	if d.a == nil || j-i < 2 {
		return d
	}
	if wall, offer := c.walled(i, j); wall && offer {
		return fail(CodeAmbiguousCut, d.a.e164)
	} else if wall {
		return fail(CodeAmbiguousCut)
	}
	return d
}

// glue resolves groups i to j, whatever stands between them.
func (c *cutter) glue(i, j int) decision {
	for k := range c.tried {
		if t := &c.tried[k]; t.i == i && t.j == j {
			return t.d
		}
	}
	w := written{zeroParen: -1, plus: c.groups[i].plus, part: i > 0 || j < len(c.groups)}
	b := make([]byte, 0, 24)
	w.groups = make([]int, 0, j-i)
	for k := i; k < j; k++ {
		g := c.groups[k]
		d := c.s[g.start:g.end]
		if d == "0" && k > i && strings.HasSuffix(c.s[:g.start], "(") && strings.HasPrefix(c.s[g.end:], ")") {
			w.zeroParen = len(b)
		}
		b = append(b, d...)
		w.groups = append(w.groups, len(d))
	}
	w.digits = string(b)
	d := fail(CodeTooLong)
	switch {
	case len(w.digits) > 20:
	case c.groups[i].loose:
		d = c.loose(w)
	default:
		d = c.r.resolve(w, c.ctx)
	}
	if d.from == FromIDD && !strings.HasPrefix(w.digits, "00") && !c.ownPrefix(w.digits) {
		d.repaired = true
	}
	if c.tried == nil {
		c.tried = make([]attempt, 0, min(len(c.groups), 6))
	}
	c.tried = append(c.tried, attempt{i, j, d})
	return d
}

// ownPrefix tells whether digits begin with the prefix that the contact's country dials abroad. Another country's proves
// nothing: 011 is Buenos Aires in Argentina.
func (c *cutter) ownPrefix(digits string) bool {
	return c.ctx.Country == "" || c.r.plan.Prefix([]byte(digits), c.ctx.Country) > 0
}

// whole tells whether a decision is a complete, valid number that needed no repair, so that a cut around it proves
// something.
func whole(d decision) bool { return d.a != nil && d.a.valid && !d.repaired && d.conf >= Guess }

// read decides the groups: one number, several, a range on a stem, or none.
func (c *cutter) read() reading {
	n := len(c.groups)
	all := c.span(0, n)
	if n == 1 {
		if all.a == nil {
			if rd, ok := c.run(); ok {
				return rd
			}
		}
		return one(all)
	}
	if rd, ok := c.stem(c.glue(0, n), all); ok {
		return rd
	}
	cuts, complete := c.partitions()
	if !complete { // Too many ways to look at all of them: none is proved.
		return reading{open: true, codes: []string{CodeAmbiguousCut}}
	}
	top := 0
	for _, g := range c.groups[1:] {
		top = max(top, strength(g.sep))
	}
	if all.a != nil && len(cuts) == 0 {
		if first, ok := c.leading(all); ok {
			both := [][]string{{all.a.e164}, {first}}
			if all.repaired {
				slices.Reverse(both)
			}
			return reading{open: true, codes: []string{CodeAmbiguousCut}, candidates: both}
		}
	}
	switch {
	case all.a != nil && len(cuts) == 0:
		return one(all)
	case all.a != nil && top >= firm && len(cuts) == 1, all.a == nil && len(cuts) == 1:
		return c.several(cuts[0])
	case all.a != nil && top < strong:
		// Only light separators: a number that is whole in itself. In a plan of many lengths the cut may be as good.
		if len(all.a.nsn) <= c.r.plausibleLength(all.a.region) && !all.repaired {
			return one(all)
		}
	}
	if all.a == nil && len(cuts) == 0 && top >= firm {
		if rd, ok := c.apart(); ok {
			return rd
		}
	}
	if len(cuts) > 0 {
		rd := reading{open: true, codes: []string{CodeAmbiguousCut}}
		if all.a != nil {
			rd.candidates = append(rd.candidates, []string{all.a.e164})
		}
		for _, cut := range cuts[:min(len(cuts), 5)] {
			rd.candidates = append(rd.candidates, numbersOf(cut))
		}
		return rd
	}
	rd := one(all)
	for k := n - 1; k > 0 && len(rd.candidates) == 0; k-- {
		inside := 0
		for _, g := range c.groups[1:k] {
			inside = max(inside, strength(g.sep))
		}
		if d := c.span(0, k); whole(d) && strength(c.groups[k].sep) >= inside {
			rd.candidates = [][]string{{d.a.e164}}
			// That all digits are one number which the plan lacks says more than that some are left over.
			if !all.is(CodeAmbiguousCut) && !all.is(CodeNotInPlan) {
				rd.codes = []string{CodeUnexplained}
			}
		}
	}
	return rd
}

// one makes the reading of a part that is a single number, or none.
func one(d decision) reading {
	if d.a != nil {
		return reading{found: []decision{d}}
	}
	rd := reading{open: true, codes: d.codes}
	for _, o := range d.others {
		rd.candidates = append(rd.candidates, []string{o})
	}
	return rd
}

func (c *cutter) several(cut []decision) reading {
	return reading{found: cut, codes: []string{CodePlanCut}}
}

func numbersOf(cut []decision) []string {
	var out []string
	for _, d := range cut {
		out = append(out, d.a.e164)
	}
	return out
}
