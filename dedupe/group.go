package dedupe

import (
	"cmp"
	"context"
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
	Near           bool            // they were so many that not all of them were compared
}

// Close forms the groups of records that hang together by exact or likely pairs (see [Components]), all of them at hand. The
// strongest pairs join first. A pair joins two groups only where no two of their members are in conflict, and where a
// record would go as well with somebody whom the other group excludes, it goes with neither. The order of the records
// makes no difference as far as keys tell them apart.
//
// Of more than a hundred and fifty records only those with names next to each other are judged, and those that a decision is about; the
// result says so. The error is that of the context.
func Close(ctx context.Context, members []*Person, d *Decisions) (Closed, error) {
	c := newClosing(ctx, members)
	var out Closed
	if err := c.run(d, &out); err != nil {
		return Closed{}, err
	}
	return out, nil
}

func newClosing(ctx context.Context, members []*Person) *closing {
	members = slices.Clone(members)
	slices.SortFunc(members, inOrder)
	n := len(members)
	c := &closing{
		members: members, of: make([]int32, n), in: make([][]int32, n), why: make([]Reasons, n), weakest: make([]Match, n),
		sure: make([]bool, n), split: make([]bool, n), stop: ctx.Err,
	}
	for i := range members {
		c.of[i], c.in[i], c.weakest[i] = int32(i), []int32{int32(i)}, Exact
	}
	return c
}

func (c *closing) run(d *Decisions, out *Closed) error {
	c.decisions = d
	if err := c.judge(d); err != nil {
		return err
	}
	c.strays()
	slices.SortFunc(c.edges, func(a, b closeEdge) int {
		if a.v.Match != b.v.Match {
			return int(b.v.Match) - int(a.v.Match)
		}
		if a.v.Points != b.v.Points {
			return int(b.v.Points) - int(a.v.Points)
		}
		return cmp.Or(int(a.a)-int(b.a), int(a.b)-int(b.b))
	})
	different := c.different(d)
	if len(c.clashes) > 0 || different != nil {
		c.rel = c.relate()
		c.rel.different = different
	}
	if err := c.close(out); err != nil {
		return err
	}
	c.collect(out)
	return nil
}
