package dedupe

import (
	"slices"
	"strings"
)

// closing is the state of [Close].
type closing struct {
	members []*Person
	edges   []closeEdge
	against map[[2]int]Clash // pairs in conflict, the lower first
	of      []int            // the group of each member
	in      [][]int          // the members of each group
	why     []Reasons
	weakest []Match
	sure    []bool // decided to be the same as another member
	split   []bool // split off from another member
}

func (c *closing) judge(d *Decisions) {
	c.against = map[[2]int]Clash{}
	if len(c.members) <= closeMost {
		for i := range c.members {
			for j := i + 1; j < len(c.members); j++ {
				c.meet(i, j, d)
			}
		}
		return
	}
	met := map[[2]int]struct{}{}
	order := make([]int, len(c.members))
	for turn := range 2 {
		names := make([]string, len(c.members))
		for i, p := range c.members {
			order[i], names[i] = i, sortName(p, turn == 1)
		}
		slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(names[a], names[b]) })
		for at, i := range order {
			for _, j := range order[at+1 : min(len(order), at+1+4*window)] {
				pair := [2]int{min(i, j), max(i, j)}
				if _, known := met[pair]; !known {
					met[pair] = struct{}{}
					c.meet(pair[0], pair[1], d)
				}
			}
		}
	}
}

// meet judges two members, the first of which comes first.
func (c *closing) meet(i, j int, d *Decisions) {
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
		c.edges = append(c.edges, closeEdge{i, j, v})
	}
	if v.Clash != NoClash {
		c.against[[2]int{i, j}] = v.Clash
	}
}

// conflict tells whether two groups have members that clash: for certain, or as often as they match. What somebody has decided
// wins over what is judged.
func (c *closing) conflict(x, y int) bool {
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

// nearly is how many points less a pair may have and still be as good.
const nearly = 4

// torn tells whether one side of a pair would go as well with somebody whom the other side excludes.
func (c *closing) torn(e *closeEdge) bool {
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

func (c *closing) join(e *closeEdge) {
	x, y := c.of[e.a], c.of[e.b]
	for _, j := range c.in[y] {
		c.of[j] = x
	}
	c.in[x] = append(c.in[x], c.in[y]...)
	c.in[y] = nil
	c.why[x] |= c.why[y] | e.v.Reasons
	c.weakest[x] = min(c.weakest[x], c.weakest[y], e.v.Match)
}

func (c *closing) collect(out *Closed) {
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
