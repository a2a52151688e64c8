package dedupe

import "slices"

// closing is the state of [Close].
type closing struct {
	members []*Person
	edges   []closeEdge
	clashes []closeClash
	of      []int32    // the group of each member
	in      [][]int32  // the members of each group
	rel     *relations // nil where nobody is in conflict with anybody
	why     []Reasons
	weakest []Match
	sure    []bool // decided to be the same as another member
	split   []bool // split off from another member
	near    bool   // only neighbours have met
	judged  int    // pairs
	steps   int    // to join groups
	stop    func() error

	decisions *Decisions
}

// closeEdge is a pair that may hold a group together.
type closeEdge struct {
	a, b int32
	v    Verdict
}

// closeClash is a pair in conflict.
type closeClash struct {
	a, b  int32
	clash Clash
}

// often is after how many pairs the context is asked.
const often = 1024

// meet judges two members, the first of which comes first.
func (c *closing) meet(i, j int, d *Decisions) error {
	if c.judged++; c.judged%often == 0 {
		if err := c.stop(); err != nil {
			return err
		}
	}
	a, b := c.members[i], c.members[j]
	v := d.judge(a, b)
	if v.Reasons.Any(family) {
		// Whose duplicates a split-off contact would be, is found through its parent.
		one, two := childlike(a), childlike(b)
		c.split[i] = c.split[i] || one && (!two || a.facts().labelled)
		c.split[j] = c.split[j] || two && (!one || b.facts().labelled)
	}
	if v.Reasons.Has(decidedSame) {
		c.sure[i], c.sure[j] = true, true
	}
	if v.Match != No {
		c.edges = append(c.edges, closeEdge{int32(i), int32(j), v})
	}
	if v.Clash != NoClash {
		c.clashes = append(c.clashes, closeClash{int32(i), int32(j), v.Clash})
	}
	return nil
}

// stands tells whether a pair that was split off stands without what it has in common with its parent.
func (c *closing) stands(e *closeEdge) bool {
	return !c.split[e.a] && !c.split[e.b] || e.v.Reasons.Any(sameMobile|sameFixed|sameNumber|sameChild|decidedSame)
}

// drop takes a pair back.
func (c *closing) drop(e *closeEdge) {
	if c.rel != nil && e.v.Match >= Likely {
		c.rel.weaken(c.of[e.a], c.of[e.b], e.v)
	}
	e.v.Match, e.v.Reasons = No, e.v.Reasons|family
}

// close joins the pairs, the strongest first.
func (c *closing) close(out *Closed) error {
	for k := range c.edges {
		if k%often == 0 {
			if err := c.stop(); err != nil {
				return err
			}
		}
		e := &c.edges[k]
		if !c.stands(e) {
			c.drop(e)
			continue
		}
		x, y := c.of[e.a], c.of[e.b]
		if e.v.Match < Likely || x == y {
			continue
		}
		decided := e.v.Reasons.Has(decidedSame)
		switch {
		case c.rel.conflict(x, y), c.rel.apart(x, y, c.excused(e)):
			if decided {
				out.Contradictions = append(out.Contradictions, Contradiction{c.members[e.a].Key, c.members[e.b].Key})
			}
			e.v.Reasons |= conflict
		case !decided && c.torn(e, x, y):
			e.v.Reasons |= ambiguous
		default:
			c.join(e, x, y)
		}
	}
	return nil
}

// excused gives the groups decided not to be one person that two records are in who were decided to be the same.
func (c *closing) excused(e *closeEdge) []uint32 {
	if c.rel == nil || c.rel.different == nil || !e.v.Reasons.Has(decidedSame) {
		return nil
	}
	return c.decisions.common(c.members[e.a].Key, c.members[e.b].Key)
}

// nearly is how many points less a pair may have and still be as good.
const nearly = 4

// torn tells whether one side of a pair would go as well with somebody whom the other side excludes.
func (c *closing) torn(e *closeEdge, x, y int32) bool {
	if c.rel == nil {
		return false
	}
	least := strength{match: e.v.Match, points: e.v.Points - nearly}
	if len(c.rel.next[y]) > len(c.rel.next[x]) {
		x, y = y, x
	}
	// Whom it is about stands in relation to both.
	for _, q := range c.rel.next[y] {
		c.steps++
		if q = c.of[q]; q == x || q == y {
			continue
		}
		a, b := c.rel.find(q, x), c.rel.find(q, y)
		if a == nil || b == nil {
			continue
		}
		if a.reaches(least) && c.rel.conflict(q, y) || b.reaches(least) && c.rel.conflict(q, x) {
			return true
		}
	}
	return false
}

// join makes one group of two. The one with less moves, so that nothing moves often.
func (c *closing) join(e *closeEdge, x, y int32) {
	if len(c.in[y])+c.rel.weight(y) > len(c.in[x])+c.rel.weight(x) {
		x, y = y, x
	}
	c.steps += len(c.in[y]) + c.rel.weight(y)
	c.rel.merge(x, y, c.of)
	for _, j := range c.in[y] {
		c.of[j] = x
	}
	c.in[x] = append(c.in[x], c.in[y]...)
	c.in[y] = nil
	c.why[x] |= c.why[y] | e.v.Reasons
	c.weakest[x] = min(c.weakest[x], c.weakest[y], e.v.Match)
}

func (c *closing) collect(out *Closed) {
	out.Near = c.near
	for x, in := range c.in {
		if len(in) < 2 {
			continue
		}
		slices.Sort(in)
		g := Group{Match: c.weakest[x], Reasons: c.why[x]}
		if c.near && len(in) > closeMost {
			g.Reasons |= neighbours
		}
		for _, i := range in {
			g.Members = append(g.Members, c.members[i])
		}
		g.ID = GroupID(g.Match, g.Members[0].Key)
		out.Groups = append(out.Groups, g)
	}
	slices.SortFunc(out.Groups, func(a, b Group) int { return inOrder(a.Members[0], b.Members[0]) })
	for i := range c.edges {
		e := &c.edges[i]
		if c.of[e.a] == c.of[e.b] || e.v.Match == No {
			continue
		}
		e.v.Match = min(e.v.Match, Possible)
		out.Loose = append(out.Loose, Pair{A: c.members[e.a], B: c.members[e.b], Verdict: e.v})
	}
	slices.SortFunc(out.Loose, func(a, b Pair) int {
		if c := inOrder(a.A, b.A); c != 0 {
			return c
		}
		return inOrder(a.B, b.B)
	})
}
