package dedupe

import (
	"iter"
	"maps"
	"slices"
	"strings"
)

// Same gives the keys that are decided to be the same person, which need not have anything in common: pairs, and groups as they were
// decided, of which another answer may have taken something back.
func (d *Decisions) Same() iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		if d == nil {
			return
		}
		for a, others := range d.partners {
			for _, b := range others {
				if uint32(a) < b && d.said(uint32(a), b).answer() == Same && !yield([]string{d.keys[a], d.keys[b]}) {
					return
				}
			}
		}
		for i := range d.sets {
			if d.sets[i].answer() != Same {
				continue
			}
			keys := make([]string, 0, len(d.sets[i].keys))
			for _, id := range d.sets[i].keys {
				keys = append(keys, d.keys[id])
			}
			if !yield(keys) {
				return
			}
		}
	}
}

// About tells whether there is an answer about a record.
func (d *Decisions) About(key string) bool {
	if d == nil || len(d.ids) == 0 {
		return false
	}
	_, ok := d.ids[key]
	return ok
}

// Astray counts the answers, each about a pair or a group, and those of which fewer than two records are there, so that they
// say nothing.
func (d *Decisions) Astray(there func(key string) bool) (answers, astray int) {
	if d == nil {
		return 0, 0
	}
	count := func(ids ...uint32) {
		answers++
		n := 0
		for _, id := range ids {
			if there(d.keys[id]) {
				n++
			}
		}
		if n < 2 {
			astray++
		}
	}
	for a, others := range d.partners {
		for _, b := range others {
			if uint32(a) < b {
				count(uint32(a), b)
			}
		}
	}
	for i := range d.sets {
		count(d.sets[i].keys...)
	}
	return answers, astray
}

// Bounds of the search for groups that contradict each other: how many pairs of theirs are named, and the steps to find them.
const (
	contradictionsMost = 10_000
	contradictionSteps = 20_000_000
)

// Contradictions gives the pairs about which the decisions say both, in order. Of groups that contradict each other not more than
// ten thousand pairs are named.
func (d *Decisions) Contradictions() []Contradiction {
	if d == nil {
		return nil
	}
	found := map[uint64]struct{}{}
	for a, others := range d.partners {
		for _, b := range others {
			if uint32(a) < b && d.said(uint32(a), b).answer() == contrary {
				found[pairOf(uint32(a), b)] = struct{}{}
			}
		}
	}
	d.opposed(found)
	out := make([]Contradiction, 0, len(found))
	for at := range found {
		a, b := d.keys[at>>32], d.keys[uint32(at)]
		out = append(out, Contradiction{min(a, b), max(a, b)})
	}
	slices.SortFunc(out, func(a, b Contradiction) int {
		if c := strings.Compare(a.A, b.A); c != 0 {
			return c
		}
		return strings.Compare(a.B, b.B)
	})
	if len(out) == 0 {
		return nil
	}
	return out
}

// opposed adds the pairs that are in a set that says same and in one that says different.
func (d *Decisions) opposed(found map[uint64]struct{}) {
	most, steps := len(found)+contradictionsMost, 0
	for t := range d.sets {
		if d.sets[t].answer() != Different {
			continue
		}
		common := map[uint32][]uint32{} // by set that says same, the keys that it shares with this one
		for _, id := range d.sets[t].keys {
			for _, in := range d.in[id] {
				if d.sets[in.set].answer() == Same {
					common[in.set] = append(common[in.set], id)
				}
			}
			if steps += len(d.in[id]); steps > contradictionSteps {
				return
			}
		}
		for _, s := range slices.Sorted(maps.Keys(common)) {
			for i, a := range common[s] {
				for _, b := range common[s][:i] {
					if d.said(a, b).answer() == contrary {
						found[pairOf(a, b)] = struct{}{}
					}
					if steps++; len(found) >= most || steps > contradictionSteps {
						return
					}
				}
			}
		}
	}
}
