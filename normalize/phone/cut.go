package phone

import (
	"slices"
	"strings"
)

// reading is what one part of a cell comes to.
type reading struct {
	found []decision // the numbers, in order; empty if none is sure
	codes []string   // of the part as a whole, or why it is not known
	// candidates are whole readings of the part that a person may choose from: lists of E.164.
	candidates [][]string
	open       bool // not known: the cell stays undecided
}

// The strengths of what stands between two digit groups.
const (
	weak   = 1 // belongs inside numbers as often as not: one space, dot, hyphen, bracket
	strong = 3 // a slash, a comma, a wide gap
	firm   = 5 // " / " and " - ": cuts unless only the whole is a number
)

func strength(sep string) int {
	t := strings.TrimSpace(strings.Trim(sep, "()[]{}'\"?"))
	switch {
	case t == "/" || t == "//" || t == "\\":
		if len(sep) > len(t)+1 {
			return firm
		}
		return strong
	case t == "-" && strings.HasPrefix(sep, " ") && strings.HasSuffix(sep, " "):
		return firm
	case strings.ContainsAny(t, ",/\\") || strings.Contains(sep, "  ") || strings.Contains(t, "--") || strings.Contains(t, ">"):
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
	tried  map[[2]int]decision
}

// span resolves groups i to j.
func (c *cutter) span(i, j int) decision {
	if d, ok := c.tried[[2]int{i, j}]; ok {
		return d
	}
	w := written{zeroParen: -1, plus: c.groups[i].plus}
	var b strings.Builder
	for k := i; k < j; k++ {
		g := c.groups[k]
		d := c.s[g.start:g.end]
		if d == "0" && k > i && strings.HasSuffix(c.s[:g.start], "(") && strings.HasPrefix(c.s[g.end:], ")") {
			w.zeroParen = b.Len()
		}
		b.WriteString(d)
		w.groups = append(w.groups, len(d))
	}
	w.digits = b.String()
	d := fail(CodeTooLong)
	if len(w.digits) <= 20 {
		d = c.r.resolve(w, c.ctx)
	}
	c.tried[[2]int{i, j}] = d
	return d
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
	if rd, ok := c.stem(all); ok {
		return rd
	}
	cuts := c.partitions(all)
	top := 0
	for _, g := range c.groups[1:] {
		top = max(top, strength(g.sep))
	}
	if all.a != nil && len(cuts) == 0 {
		if first, ok := c.leading(); ok {
			return reading{open: true, codes: []string{CodeAmbiguousCut}, candidates: [][]string{{all.a.e164}, {first}}}
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
		if d := c.span(0, k); whole(d) {
			rd.candidates = [][]string{{d.a.e164}}
			rd.codes = []string{CodeUnexplained}
		}
	}
	return rd
}

// leading tells whether what stands before a strong separator is a whole number by itself while what follows is none:
// "0711 12345 / 12346" is not one number, even if a plan of many lengths allows it.
func (c *cutter) leading() (string, bool) {
	for k := 1; k < len(c.groups); k++ {
		if strength(c.groups[k].sep) < strong {
			continue
		}
		if d := c.span(0, k); whole(d) {
			return d.a.e164, true
		}
	}
	return "", false
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

// partitions gives the ways to cut the groups into two or more whole numbers that explain every digit. If some cut
// only at separators stronger than all those they leave inside numbers, the others are not considered.
func (c *cutter) partitions(all decision) [][]decision {
	n := len(c.groups)
	var clean, rest [][]decision
	var cur []decision
	var bounds []int
	budget := 4096
	var walk func(from int)
	walk = func(from int) {
		if budget--; budget < 0 || len(clean)+len(rest) > 64 {
			return
		}
		if from == n {
			if len(cur) < 2 {
				return
			}
			if c.isClean(bounds) {
				clean = append(clean, slices.Clone(cur))
			} else {
				rest = append(rest, slices.Clone(cur))
			}
			return
		}
		digits := 0
		for to := from + 1; to <= n; to++ {
			digits += c.groups[to-1].end - c.groups[to-1].start
			if digits > 18 {
				break
			}
			if digits < 6 {
				continue
			}
			d := c.span(from, to)
			if !whole(d) {
				continue
			}
			cur, bounds = append(cur, d), append(bounds, to)
			walk(to)
			cur, bounds = cur[:len(cur)-1], bounds[:len(bounds)-1]
		}
	}
	walk(0)
	out := rest
	if len(clean) > 0 {
		out = clean
	}
	return distinct(out)
}

// isClean tells whether the groups are cut at separators that are stronger than those left inside the numbers.
func (c *cutter) isClean(bounds []int) bool {
	least, inside := firm+1, 0
	for k := 1; k < len(c.groups); k++ {
		s := strength(c.groups[k].sep)
		if slices.Contains(bounds, k) {
			least = min(least, s)
		} else {
			inside = max(inside, s)
		}
	}
	return least > inside
}

func distinct(cuts [][]decision) [][]decision {
	var out [][]decision
	seen := make(map[string]bool)
	for _, cut := range cuts {
		if k := strings.Join(numbersOf(cut), " "); !seen[k] {
			seen[k] = true
			out = append(out, cut)
		}
	}
	return out
}

// run reads one long run of digits as several numbers written without anything between them, where one cut alone fits.
func (c *cutter) run() (reading, bool) {
	g := c.groups[0]
	digits := c.s[g.start:g.end]
	if len(digits) < 16 || len(digits) > 44 {
		return reading{}, false
	}
	var cuts [][]decision
	budget := 512
	var walk func(from int, cur []decision)
	walk = func(from int, cur []decision) {
		if from == len(digits) && len(cur) > 1 {
			cuts = append(cuts, slices.Clone(cur))
			return
		}
		for to := from + 8; to <= len(digits) && to <= from+14 && budget > 0; to++ {
			budget--
			w := written{digits: digits[from:to], plus: from == 0 && g.plus, groups: []int{to - from}, zeroParen: -1}
			if d := c.r.resolve(w, c.ctx); whole(d) && d.conf > Guess {
				walk(to, append(cur, d))
			}
		}
	}
	walk(0, nil)
	cuts = distinct(cuts)
	switch {
	case len(cuts) == 1:
		return c.several(cuts[0]), true
	case len(cuts) > 1:
		rd := reading{open: true, codes: []string{CodeAmbiguousCut}}
		for _, cut := range cuts[:min(len(cuts), 5)] {
			rd.candidates = append(rd.candidates, numbersOf(cut))
		}
		return rd, true
	}
	return reading{}, false
}
