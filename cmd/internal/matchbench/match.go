package main

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/callready/callready/dedupe"
)

// keyed is a person in a block.
type keyed struct {
	block dedupe.Block
	ref   uint32
}

// match finds the duplicates of a set as the pipeline does, but in memory: blocks, pairs, components, groups.
func match(s *set, now func() time.Time) outcome {
	var out outcome
	start := now()
	keys := blocksOf(s.persons)
	out.blocks = len(keys)
	out.block = now().Sub(start)

	start = now()
	seen := map[[2]uint32]dedupe.Match{}
	together := map[[2]uint32]bool{} // pairs of one person with a block in common
	var hang dedupe.Components
	var members []*dedupe.Person
	for at := 0; at < len(keys); {
		end := at
		for end < len(keys) && keys[end].block == keys[at].block {
			end++
		}
		if end-at < 2 {
			at = end
			continue
		}
		members = members[:0]
		kind := keys[at].block.Kind()
		for _, k := range keys[at:end] {
			members = append(members, s.persons[k.ref-1])
		}
		at = end
		if len(members) <= dedupe.PairLimit && s.who != nil {
			for i, a := range members {
				for _, b := range members[i+1:] {
					if w := s.who[a.Ref-1]; w != 0 && w == s.who[b.Ref-1] && !dedupeMade(a) && !dedupeMade(b) {
						together[ordered(a.Ref, b.Ref)] = true
					}
				}
			}
		}
		if crowd, _ := dedupe.Pairs(context.Background(), kind, members, 0, nil, func(p dedupe.Pair) {
			seen[ordered(p.A.Ref, p.B.Ref)] = p.Match
			if p.Match >= dedupe.Likely {
				hang.Join(p.A.Ref, p.B.Ref)
			}
		}); crowd {
			out.crowds++
		}
	}
	out.judge = now().Sub(start)
	out.pairs, out.blocked = len(seen), len(together)

	start = now()
	groups := closeAll(s, &hang)
	out.closing = now().Sub(start)
	if s.who != nil {
		score(s, groups, seen, &out)
	}
	return out
}

// blocksOf gives the blocks of all persons, sorted; a block that is too large is cut into finer ones.
func blocksOf(persons []*dedupe.Person) []keyed {
	var keys []keyed
	var buf []dedupe.Block
	for _, p := range persons {
		buf = dedupe.Blocks(p, buf[:0])
		for _, b := range buf {
			keys = append(keys, keyed{b, p.Ref})
		}
	}
	sortKeys(keys)
	var finer []keyed
	keep := keys[:0]
	for at := 0; at < len(keys); {
		end := at
		for end < len(keys) && keys[end].block == keys[at].block {
			end++
		}
		if end-at <= keys[at].block.Kind().Limit() {
			if end-at > 1 {
				keep = append(keep, keys[at:end]...)
			}
			at = end
			continue
		}
		for _, k := range keys[at:end] {
			for _, b := range dedupe.Finer(persons[k.ref-1], k.block, nil) {
				finer = append(finer, keyed{b, k.ref})
			}
		}
		at = end
	}
	keep = append(keep, finer...)
	sortKeys(keep)
	return keep
}

func sortKeys(keys []keyed) {
	slices.SortFunc(keys, func(a, b keyed) int {
		if c := cmp.Compare(a.block, b.block); c != 0 {
			return c
		}
		return cmp.Compare(a.ref, b.ref)
	})
}

// closeAll closes the groups of all components.
func closeAll(s *set, hang *dedupe.Components) []dedupe.Closed {
	of := map[uint32][]*dedupe.Person{}
	var roots []uint32
	for _, p := range s.persons {
		if root, ok := hang.Of(p.Ref); ok {
			if len(of[root]) == 0 {
				roots = append(roots, root)
			}
			of[root] = append(of[root], p)
		}
	}
	out := make([]dedupe.Closed, 0, len(roots))
	for _, root := range roots {
		closed, _ := dedupe.Close(context.Background(), of[root], nil) // nobody stops it
		out = append(out, closed)
	}
	return out
}

// score counts pairs.
func score(s *set, groups []dedupe.Closed, seen map[[2]uint32]dedupe.Match, out *outcome) {
	members := map[int][]int{}
	for i, w := range s.who {
		if w != 0 {
			members[w] = append(members[w], i)
		}
	}
	joined := map[[2]uint32]bool{}
	for _, c := range groups {
		for _, g := range c.Groups {
			for i, a := range g.Members {
				for _, b := range g.Members[i+1:] {
					joined[ordered(a.Ref, b.Ref)] = true
				}
			}
		}
	}
	same := func(at [2]uint32) bool { return s.who[at[0]-1] != 0 && s.who[at[0]-1] == s.who[at[1]-1] }
	for at := range joined {
		a, b := s.persons[at[0]-1], s.persons[at[1]-1]
		if a.Parent != "" || b.Parent != "" || dedupeMade(a) || dedupeMade(b) {
			if !same(at) && s.who[at[0]-1] != 0 && s.who[at[1]-1] != 0 {
				out.found++
				out.wrong = append(out.wrong, mistake{a, b, dedupe.Judge(a, b), s.made[at[0]-1] + "/" + s.made[at[1]-1]})
			}
			continue
		}
		out.found++
		v := dedupe.Judge(a, b)
		if v.Match == dedupe.Exact {
			out.exact++
		}
		if same(at) {
			out.right++
			if v.Match == dedupe.Exact {
				out.exactGood++
			}
			continue
		}
		out.wrong = append(out.wrong, mistake{a, b, v, s.made[at[0]-1] + "/" + s.made[at[1]-1]})
	}
	for at, m := range seen {
		if m == dedupe.Possible && !joined[at] {
			out.possible++
			if same(at) {
				out.possibleGood++
			}
		}
	}
	for _, is := range members {
		for k, i := range is {
			for _, j := range is[k+1:] {
				a, b := s.persons[i], s.persons[j]
				if dedupeMade(a) || dedupeMade(b) {
					continue
				}
				out.truth++
				if !joined[ordered(a.Ref, b.Ref)] {
					out.missed = append(out.missed, mistake{a, b, dedupe.Judge(a, b), s.made[i] + "/" + s.made[j]})
				}
			}
		}
	}
	order := func(x, y mistake) int {
		if c := cmp.Compare(x.how, y.how); c != 0 {
			return c
		}
		return cmp.Compare(uint64(x.a.Ref)<<32|uint64(x.b.Ref), uint64(y.a.Ref)<<32|uint64(y.b.Ref))
	}
	slices.SortFunc(out.wrong, order)
	slices.SortFunc(out.missed, order)
}

// dedupeMade tells whether a telephony integration made a contact.
func dedupeMade(p *dedupe.Person) bool {
	_, ok := dedupe.Telephony(p)
	return ok
}

func ordered(a, b uint32) [2]uint32 { return [2]uint32{min(a, b), max(a, b)} }
