package phone

import "strings"

// stem reads short last groups as further numbers on the stem of the first: "01 42 68 12 34 / 35 / 36",
// "030 123456-10/-11". glued is the reading of all groups as one number, all the same where no wall stands between them.
func (c *cutter) stem(glued, all decision) (reading, bool) {
	n := len(c.groups)
	first := n
	for k := n - 1; k > 0; k-- {
		g := c.groups[k]
		sep := strings.TrimSpace(strings.Trim(g.sep, "()"))
		if g.end-g.start > 4 || g.plus || sep == "" || strings.Trim(sep, "/,-. ") != "" {
			break
		}
		slash := strings.ContainsAny(sep, "/,")
		if !slash && (glued.a != nil || strength(g.sep) < firm) {
			break // "030 123456-10" is the line itself, not a range.
		}
		first = k
	}
	if first == n {
		return reading{}, false
	}
	base := c.span(0, first)
	if !whole(base) {
		return reading{}, false
	}
	// "06 12/34/56/78/90": the parts before are no number of their own, so a slash is only a habit.
	return c.onStem(base, c.groups[first:], all)
}

// onStem makes the numbers of a range: the base, and the base with its last digits replaced.
func (c *cutter) onStem(base decision, tails []item, all decision) (reading, bool) {
	found := []decision{base}
	for _, t := range tails {
		tail := c.s[t.start:t.end]
		e := base.a.e164
		if len(tail) >= len(base.a.nsn)-2 {
			return reading{}, false
		}
		a := c.r.ask(e[:len(e)-len(tail)]+tail, "")
		if !a.valid || a.e164 == e {
			return reading{}, false
		}
		d := base
		d.a = a
		found = append(found, d)
	}
	if c.r.opt.Ranges && base.conf > Guess {
		for i := range found {
			found[i].conf = min(found[i].conf, Likely)
			found[i].codes = addCode(append([]string(nil), found[i].codes...), CodeRange)
		}
		return reading{found: found, codes: []string{CodeRange}}, true
	}
	for i := 1; i < len(found); i++ {
		found[i].conf = Guess
	}
	rd := reading{open: true, codes: []string{CodeRange}, candidates: [][]string{numbersOf(found), {base.a.e164}}}
	if all.a != nil {
		rd.candidates = append(rd.candidates, []string{all.a.e164})
	}
	return rd, true
}
