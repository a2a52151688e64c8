package phone

import (
	"slices"
	"strings"
)

// Words beside a number may own digits that stand next to them: "0199001234 75008 Paris", "option 2 0199001234",
// "030 123456 2. OG". Where the plan has the number with these digits and without, the part is left to a person.

// hours gives what stands before the last two groups where those are hours: "0199001234 24/7", "0199001234 8-16".
func (c *cutter) hours() (decision, bool) {
	n := len(c.groups)
	if n < 3 || strings.TrimSpace(c.groups[n-2].sep) != "" {
		return decision{}, false
	}
	from, to := small(c.text(n-2)), small(c.text(n-1))
	switch strings.TrimSpace(c.groups[n-1].sep) {
	case "/":
		if from != 24 && from != 7 || to != 24 && to != 7 && to != 5 {
			return decision{}, false
		}
	case "-":
		if from < 6 || from >= to || to > 22 {
			return decision{}, false
		}
	default:
		return decision{}, false
	}
	d := c.span(0, n-2)
	return d, whole(d) && d.conf >= Likely
}

// lend gives a group that is not of the number to the words beside it, where the rest is a number and the whole is none:
// "0199001234 75008 Paris", "option 2 0199001234".
func (c *cutter) lend(rd *reading, p *part, l *layout) {
	if len(c.groups) > 1 && !c.lendBehind(rd, p, l) {
		c.lendBefore(rd, p, l)
	}
}

// lendBehind gives the last group to the text behind it.
func (c *cutter) lendBehind(rd *reading, p *part, l *layout) bool {
	n := len(c.groups)
	text, ok := p.text, p.text.kind == itemText
	if !ok || p.after || text.sep != " " || strength(c.groups[n-1].sep) > weak || len(c.text(n-1)) > 5 || len(c.text(n-1)) == len(c.text(n-2)) {
		return false
	}
	// What may not be longer is whole without the group.
	d := c.span(0, n-1)
	if !lendable(d) || len(d.a.nsn) != c.r.plausibleLength(d.a.region) {
		return false
	}
	for i := range l.notes {
		if note := &l.notes[i]; note.start == text.start {
			note.start = c.groups[n-1].start
			c.groups = c.groups[:n-1]
			*rd = reading{found: []decision{d}}
			return true
		}
	}
	return false
}

// lendBefore gives the first group to the text before it.
func (c *cutter) lendBefore(rd *reading, p *part, l *layout) {
	first := c.groups[0]
	if !p.after || first.plus || strings.TrimSpace(first.sep) != "" || len(c.text(0)) > 4 {
		return
	}
	if end := first.start - len(first.sep); end < 1 || strings.IndexByte(")]}", c.s[end-1]) >= 0 {
		return // What stands in brackets is complete.
	}
	if strength(c.groups[1].sep) < strong && (len(c.groups) > 2 || len(c.text(0)) > 2 || c.text(1)[0] != '0') {
		return
	}
	rest := &cutter{r: c.r, s: c.s, ctx: c.ctx, groups: c.groups[1:]}
	other := rest.read()
	if other.open || slices.ContainsFunc(other.found, func(d decision) bool { return !lendable(d) }) {
		return
	}
	for i := range l.notes {
		if note := &l.notes[i]; note.end == first.start-len(first.sep) {
			note.end, *rd = first.end, other
			return
		}
	}
}

// lendable tells whether a decision is sure enough to give digits beside it away.
func lendable(d decision) bool {
	return whole(d) && d.conf >= Likely && len(d.a.nsn) >= 6 && !slices.ContainsFunc(d.codes, isUpgrade)
}

// weighCount takes the last figure for one that counts what follows where only the rest is a number, and leaves the part
// undecided where the whole is one too.
func (c *cutter) weighCount(rd *reading) {
	rest := &cutter{r: c.r, s: c.s, ctx: c.ctx, groups: c.groups[:len(c.groups)-1]}
	other := rest.read()
	switch {
	case other.open || len(other.found) == 0:
	case len(rd.found) == 0:
		*rd, c.groups = other, rest.groups
	default:
		*rd = reading{open: true, codes: []string{CodeUnexplained}, candidates: [][]string{numbersOf(rd.found), numbersOf(other.found)}}
	}
}

// weighLead leaves a part undecided where its first figure may as well be of the words before it: "piano 3 - 318 729 3184".
func (c *cutter) weighLead(rd *reading) {
	if s := strength(c.groups[1].sep); s < firm && len(rd.found) < 2 && (c.text(0)[0] == '0' || s < strong && c.text(1)[0] != '0') {
		return
	}
	rest := &cutter{r: c.r, s: c.s, ctx: c.ctx, groups: c.groups[1:]}
	other := rest.read()
	if other.open || len(other.found) == 0 || !whole(other.found[0]) {
		return
	}
	*rd = reading{open: true, codes: []string{CodeUnexplained}, candidates: [][]string{numbersOf(rd.found), numbersOf(other.found)}}
}

func isUpgrade(code string) bool { return strings.HasPrefix(code, "upgrade-") }

// weighFlow leaves a part undecided where the plan has its last number with and without the last figures, which may be
// of the word after them as well: "030 23125 12bis", "030 331245 5 mai".
func (c *cutter) weighFlow(rd *reading, p *part, text item) {
	n := len(c.groups)
	other, to := c, n-1
	switch {
	case len(p.flow) > 0:
		other = &cutter{r: c.r, s: c.s, ctx: c.ctx, groups: append(slices.Clone(c.groups), p.flow...)}
		to = n + 1
	case n > 1 && len(c.text(n-1)) == 1 && strings.HasPrefix(text.sep, ". "): // "030 123456 - 2. Nr."
	case n < 2 || strings.Trim(text.sep, ".") != " " || strings.IndexByte("([{", c.s[text.start]) >= 0 || len(c.text(n-1)) > 5 || len(c.text(n-1)) > 2 && len(rd.found) == 1 || len(c.text(n-1)) == len(c.text(n-2)) || strings.TrimSpace(c.groups[n-1].sep) != "":
		return
	}
	if len(rd.found) > 1 && len(p.flow) == 0 { // "02 9773 3271 20121 Milano"
		rest := &cutter{r: c.r, s: c.s, ctx: c.ctx, groups: c.groups[:to]}
		if other := rest.read(); len(other.found) > 0 {
			rd.candidates = append([][]string{numbersOf(rd.found), numbersOf(other.found)}, rd.candidates...)
			rd.codes = addCode(rd.codes, CodeUnexplained)
			rd.open, rd.found = true, nil
			return
		}
	}
	last := rd.found[len(rd.found)-1]
	if len(p.flow) == 0 && len(rd.found) == 1 && slices.Equal(lengths(c.groups), usualGroups(last.digits, last.a.region)) {
		return
	}
	for i := range min(n, to) {
		if d := c.span(i, n); d.a == nil || d.a.e164 != last.a.e164 {
			continue
		}
		if d := other.span(i, to); whole(d) {
			also := numbersOf(rd.found)
			also[len(also)-1] = d.a.e164
			rd.candidates = append([][]string{numbersOf(rd.found), also}, rd.candidates...)
			rd.codes = addCode(rd.codes, CodeUnexplained)
			rd.open, rd.found = true, nil
			return
		}
	}
}
