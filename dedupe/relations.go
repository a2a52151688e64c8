package dedupe

import "slices"

// relations are what the groups of [Close] are to each other while they are joined: how often and how strongly pairs match between
// two of them, and how often they clash. So nobody counts the pairs of two groups again for each pair that may join them.
type relations struct {
	of   map[uint64]*relation
	next [][]int32 // by group, those that it has a relation with, by a member of theirs, perhaps twice
	// different has by group how many of its members are in each group that is decided not to be one person; nil where only
	// pairs are looked at, since all have met.
	different []map[uint32]apartness
}

// relation is what two groups are to each other.
type relation struct {
	hard   bool // they cannot be one
	soft   int32
	likely int32
	strong []strength // of the pairs that match, few since many are equally strong
}

// strength is how strongly a number of pairs match.
type strength struct {
	match  Match
	points int16
	count  int32
}

// apartness is how many members of a group are in a set of people who are different: alone, and beside others of whom nothing is said.
type apartness struct{ alone, beside int }

// relate takes account of all pairs of members, which are groups of one yet.
func (c *closing) relate() *relations {
	r := &relations{of: make(map[uint64]*relation, len(c.edges)+len(c.clashes)), next: make([][]int32, len(c.members))}
	for i := range c.clashes {
		p := &c.clashes[i]
		switch {
		case p.clash == DecidedClash:
			r.between(p.a, p.b).hard = true
		case c.sure[p.a] || c.sure[p.b]: // whoever decided, has seen what does not agree
		case p.clash == HardClash:
			r.between(p.a, p.b).hard = true
		default:
			r.between(p.a, p.b).soft++
		}
	}
	for i := range c.edges {
		if e := &c.edges[i]; e.v.Match >= Likely {
			r.between(e.a, e.b).add(strength{e.v.Match, e.v.Points, 1})
		}
	}
	return r
}

func (r *relations) find(x, y int32) *relation { return r.of[pairOf(uint32(x), uint32(y))] }

// between gives the relation of two groups, a new one if they have none.
func (r *relations) between(x, y int32) *relation {
	at := pairOf(uint32(x), uint32(y))
	is, ok := r.of[at]
	if !ok {
		is = &relation{}
		r.of[at] = is
		r.next[x], r.next[y] = append(r.next[x], y), append(r.next[y], x)
	}
	return is
}

// add counts pairs of a strength; below zero it takes them back.
func (r *relation) add(s strength) {
	r.likely += s.count
	for i := range r.strong {
		if r.strong[i].match == s.match && r.strong[i].points == s.points {
			r.strong[i].count += s.count
			return
		}
	}
	r.strong = append(r.strong, s)
}

// reaches tells whether a pair is at least as strong.
func (r *relation) reaches(least strength) bool {
	for _, s := range r.strong {
		if s.count > 0 && s.match >= least.match && s.points >= least.points {
			return true
		}
	}
	return false
}

// weaken takes a pair back.
func (r *relations) weaken(x, y int32, v Verdict) {
	if is := r.find(x, y); is != nil && x != y {
		is.add(strength{v.Match, v.Points, -1})
	}
}

// conflict tells whether two groups have members that clash: for certain, or as often as they match. What somebody has decided
// wins over what is judged.
func (r *relations) conflict(x, y int32) bool {
	if r == nil {
		return false
	}
	is := r.find(x, y)
	return is != nil && (is.hard || is.soft > 0 && is.soft >= is.likely)
}

// apart tells whether members of two groups are in one that is decided not to be one person. Where it is the pair at hand that was
// decided otherwise since, the sets that both are in are excused.
func (r *relations) apart(x, y int32, excused []uint32) bool {
	if r == nil || r.different == nil {
		return false
	}
	few, many := r.different[x], r.different[y]
	if len(few) > len(many) {
		few, many = many, few
	}
	for set, a := range few {
		b := many[set]
		if n := a.alone*(b.alone+b.beside) + a.beside*b.alone; n > 1 || n == 1 && !slices.Contains(excused, set) {
			return true
		}
	}
	return false
}

// weight is how much merging a group away takes.
func (r *relations) weight(x int32) int {
	if r == nil {
		return 0
	}
	if r.different != nil {
		return len(r.next[x]) + len(r.different[x])
	}
	return len(r.next[x])
}

// merge gives the relations of one group to another; of is the group of each member.
func (r *relations) merge(to, from int32, of []int32) {
	if r == nil {
		return
	}
	for _, q := range r.next[from] {
		q = of[q]
		at := pairOf(uint32(from), uint32(q))
		was, ok := r.of[at]
		if !ok {
			continue // it stood there twice
		}
		delete(r.of, at)
		if q == to {
			continue
		}
		is := r.of[pairOf(uint32(to), uint32(q))]
		if is == nil {
			r.of[pairOf(uint32(to), uint32(q))] = was
			r.next[to] = append(r.next[to], q)
			continue
		}
		is.hard, is.soft = is.hard || was.hard, is.soft+was.soft
		for _, s := range was.strong {
			is.add(s)
		}
	}
	r.next[from] = nil
	if r.different == nil {
		return
	}
	few, many := r.different[from], r.different[to]
	if len(few) > len(many) {
		few, many = many, few
	}
	if many == nil {
		return
	}
	for set, a := range few {
		b := many[set]
		many[set] = apartness{a.alone + b.alone, a.beside + b.beside}
	}
	r.different[to], r.different[from] = many, nil
}
