package dedupe

import (
	"cmp"
	"encoding/binary"
	"encoding/hex"
	"slices"
)

// Group is records of one person.
type Group struct {
	ID      string    // hash of the smallest key among the members, the same from run to run
	Match   Match     // the weakest of the pairs that hold it together: Exact or Likely
	Members []*Person // in the order of their keys
	Reasons Reasons   // of all pairs that hold it together
}

// GroupID gives the id of a group: a hash of the smallest of its members' keys, 16 digits. That of a pair that is only
// possible is made of both keys, so that it is never that of a group.
func GroupID(m Match, keys ...string) string {
	if len(keys) == 0 {
		return ""
	}
	text := []byte(slices.Min(keys))
	if m < Likely {
		keys = slices.Clone(keys)
		slices.Sort(keys)
		text = text[:0]
		for _, k := range keys {
			text = binary.AppendUvarint(text, uint64(len(k)))
			text = append(text, k...)
		}
		text = append(text, '?')
	}
	var sum [8]byte
	binary.BigEndian.PutUint64(sum[:], Hash64(text))
	return hex.EncodeToString(sum[:])
}

// Closed is what becomes of records that hang together.
type Closed struct {
	Groups []Group // in the order of their smallest keys
	// Loose are pairs that may be one person but are in no group together: possible ones, and likely ones that would have
	// joined people who are not the same, which are listed as possible.
	Loose          []Pair
	Contradictions []Contradiction // decided pairs that other decisions forbid to join
}

// closeMost is how many records are judged each with each when a group is closed; of more only the neighbours are.
const closeMost = 150

// closeEdge is a pair that may hold a group together.
type closeEdge struct {
	a, b int
	v    Verdict
}

// Close forms the groups of records that hang together by exact or likely pairs (see [Components]), all of them at hand. The
// strongest pairs join first. A pair joins two groups only where no two of their members are in conflict, and where a
// record would go as well with somebody whom the other group excludes, it goes with neither. The order of the records
// makes no difference as far as keys tell them apart.
func Close(members []*Person, d *Decisions) Closed {
	members = slices.Clone(members)
	slices.SortFunc(members, inOrder)
	n := len(members)
	c := closing{
		members: members, of: make([]int, n), in: make([][]int, n), why: make([]Reasons, n), weakest: make([]Match, n),
		sure: make([]bool, n), split: make([]bool, n),
	}
	for i := range members {
		c.of[i], c.in[i], c.weakest[i] = i, []int{i}, Exact
	}
	c.judge(d)
	slices.SortFunc(c.edges, func(a, b closeEdge) int {
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
