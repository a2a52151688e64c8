package dedupe

// stray gives the members that telephony made and that fit several people: they are likely one with two members who are not likely one
// themselves. Whose call it was, the number does not say, so they are joined with none; where a switchboard called, with nobody of
// its firm. likely gives the pairs that are likely one person, or more.
func stray(members []*Person, likely func(yield func(a, b int) bool)) map[int]bool {
	fits := map[int][]int{}
	made := func(i int) bool { return members[i].facts().made.By != "" }
	for a, b := range likely {
		switch {
		case made(a) && !made(b):
			fits[a] = append(fits[a], b)
		case made(b) && !made(a):
			fits[b] = append(fits[b], a)
		}
	}
	several := false
	for _, list := range fits {
		several = several || len(list) > 1
	}
	if !several {
		return nil
	}
	one := map[[2]int]bool{}
	for a, b := range likely {
		one[[2]int{min(a, b), max(a, b)}] = true
	}
	out := map[int]bool{}
	for m, list := range fits {
		for i, b := range list[1:] {
			// Whoever is one with the first and with the one before belongs to them.
			if !one[[2]int{min(list[0], b), max(list[0], b)}] && !one[[2]int{min(list[i], b), max(list[i], b)}] {
				out[m] = true
				break
			}
		}
	}
	return out
}

// strays makes the pairs of such members possible ones.
func (c *closing) strays() {
	astray := stray(c.members, func(yield func(a, b int) bool) {
		for i := range c.edges {
			if e := &c.edges[i]; e.v.Match >= Likely && !yield(int(e.a), int(e.b)) {
				return
			}
		}
	})
	if len(astray) == 0 {
		return
	}
	made := func(i int32) bool { return c.members[i].facts().made.By != "" }
	for i := range c.edges {
		e := &c.edges[i]
		if (astray[int(e.a)] || astray[int(e.b)]) && made(e.a) != made(e.b) && e.v.Match >= Likely && !e.v.Reasons.Has(decidedSame) {
			e.v.Match, e.v.Reasons = Possible, e.v.Reasons|ambiguous
		}
	}
}
