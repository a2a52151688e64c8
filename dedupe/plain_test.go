package dedupe

import (
	"cmp"
	"slices"
)

// plainEdge is a pair that may hold a group together.
type plainEdge struct {
	a, b int
	v    Verdict
}

// plainClosing is the state of closePlainly, which counts the pairs of two groups again for each pair that may join them.
type plainClosing struct {
	members []*Person
	edges   []plainEdge
	against map[[2]int]Clash // pairs in conflict, the lower first
	of      []int            // the group of each member
	in      [][]int          // the members of each group
	why     []Reasons
	weakest []Match
	sure    []bool // decided to be the same as another member
	split   []bool // split off from another member
}

func (c *plainClosing) judge(d *Decisions) {
	c.against = map[[2]int]Clash{}
	for i := range c.members {
		for j := i + 1; j < len(c.members); j++ {
			c.meet(i, j, d)
		}
	}
}

// meet judges two members, the first of which comes first.
func (c *plainClosing) meet(i, j int, d *Decisions) {
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
		c.edges = append(c.edges, plainEdge{i, j, v})
	}
	if v.Clash != NoClash {
		c.against[[2]int{i, j}] = v.Clash
	}
}

// conflict tells whether two groups have members that clash: for certain, or as often as they match. What somebody has decided
// wins over what is judged.
func (c *plainClosing) conflict(x, y int) bool {
	if len(c.against) == 0 {
		return false
	}
	soft := 0
	for _, i := range c.in[x] {
		for _, j := range c.in[y] {
			switch clash := c.against[[2]int{min(i, j), max(i, j)}]; {
			case clash == DecidedClash:
				return true
			case c.sure[i] || c.sure[j]: // whoever decided, has seen what does not agree
			case clash == HardClash:
				return true
			case clash == SoftClash:
				soft++
			}
		}
	}
	if soft == 0 {
		return false
	}
	for k := range c.edges {
		e := &c.edges[k]
		p, q := c.of[e.a], c.of[e.b]
		if e.v.Match >= Likely && (p == x && q == y || p == y && q == x) {
			soft--
		}
	}
	return soft >= 0
}

// torn tells whether one side of a pair would go as well with somebody whom the other side excludes.
func (c *plainClosing) torn(e *plainEdge) bool {
	if len(c.against) == 0 {
		return false
	}
	x, y := c.of[e.a], c.of[e.b]
	for k := range c.edges {
		f := &c.edges[k]
		if f.v.Match < Likely || f.v.Match < e.v.Match || f.v.Points < e.v.Points-nearly {
			continue
		}
		p, q := c.of[f.a], c.of[f.b]
		switch {
		case p == q:
		case p == x && q != y && c.conflict(q, y), q == x && p != y && c.conflict(p, y):
			return true
		case p == y && q != x && c.conflict(q, x), q == y && p != x && c.conflict(p, x):
			return true
		}
	}
	return false
}

func (c *plainClosing) join(e *plainEdge) {
	x, y := c.of[e.a], c.of[e.b]
	for _, j := range c.in[y] {
		c.of[j] = x
	}
	c.in[x] = append(c.in[x], c.in[y]...)
	c.in[y] = nil
	c.why[x] |= c.why[y] | e.v.Reasons
	c.weakest[x] = min(c.weakest[x], c.weakest[y], e.v.Match)
}

func (c *plainClosing) collect(out *Closed) {
	for x, in := range c.in {
		if len(in) < 2 {
			continue
		}
		slices.Sort(in)
		g := Group{Match: c.weakest[x], Reasons: c.why[x]}
		for _, i := range in {
			g.Members = append(g.Members, c.members[i])
		}
		g.ID = GroupID(g.Match, g.Members[0].Key)
		out.Groups = append(out.Groups, g)
	}
	slices.SortFunc(out.Groups, func(a, b Group) int { return inOrder(a.Members[0], b.Members[0]) })
	for _, e := range c.edges {
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

// closePlainly is [Close] as it is described, in a time that no one would wait for where many records hang together.
func closePlainly(members []*Person, d *Decisions) Closed {
	members = slices.Clone(members)
	slices.SortFunc(members, inOrder)
	n := len(members)
	c := plainClosing{
		members: members, of: make([]int, n), in: make([][]int, n), why: make([]Reasons, n), weakest: make([]Match, n),
		sure: make([]bool, n), split: make([]bool, n),
	}
	for i := range members {
		c.of[i], c.in[i], c.weakest[i] = i, []int{i}, Exact
	}
	c.judge(d)
	astray := stray(c.members, func(yield func(a, b int) bool) {
		for _, e := range c.edges {
			if e.v.Match >= Likely && !yield(e.a, e.b) {
				return
			}
		}
	})
	for i := range c.edges {
		e := &c.edges[i]
		one, two := members[e.a].facts().made.By != "", members[e.b].facts().made.By != ""
		if (astray[e.a] || astray[e.b]) && one != two && e.v.Match >= Likely && !e.v.Reasons.Has(decidedSame) {
			e.v.Match, e.v.Reasons = Possible, e.v.Reasons|ambiguous
		}
	}
	slices.SortFunc(c.edges, func(a, b plainEdge) int {
		if a.v.Match != b.v.Match {
			return int(b.v.Match) - int(a.v.Match)
		}
		if a.v.Points != b.v.Points {
			return int(b.v.Points) - int(a.v.Points)
		}
		return cmp.Or(a.a-b.a, a.b-b.b)
	})
	var out Closed
	for k := range c.edges {
		e := &c.edges[k]
		if (c.split[e.a] || c.split[e.b]) && !e.v.Reasons.Any(sameMobile|sameFixed|sameNumber|sameChild|decidedSame) {
			e.v.Match, e.v.Reasons = No, e.v.Reasons|family
			continue
		}
		if e.v.Match < Likely || c.of[e.a] == c.of[e.b] {
			continue
		}
		switch {
		case c.conflict(c.of[e.a], c.of[e.b]):
			if e.v.Reasons.Has(decidedSame) {
				out.Contradictions = append(out.Contradictions, Contradiction{members[e.a].Key, members[e.b].Key})
			}
			e.v.Reasons |= conflict
		case !e.v.Reasons.Has(decidedSame) && c.torn(e):
			e.v.Reasons |= ambiguous
		default:
			c.join(e)
		}
	}
	c.collect(&out)
	return out
}
