package dedupe

import (
	"slices"
	"sort"
	"strings"
)

// closeMost is how many records are judged each with each when a group is closed; of more only the neighbours are.
const closeMost = 150

// closeFar is up to how many records neighbours are looked for in a wide window.
const closeFar = 5000

// judge judges the members each with each, or those of many with their neighbours.
func (c *closing) judge(d *Decisions) error {
	if len(c.members) > closeMost {
		c.near = true
		return c.judgeNear(d)
	}
	for i := range c.members {
		for j := i + 1; j < len(c.members); j++ {
			if err := c.meet(i, j, d); err != nil {
				return err
			}
		}
	}
	return nil
}

// vicinity is where each of many members stands in the two orders of names.
type vicinity struct {
	at    [2][]int32
	width int
}

func (v *vicinity) in(turn, i, j int) bool {
	d := int(v.at[turn][i]) - int(v.at[turn][j])
	return d <= v.width && -d <= v.width
}

// judgeNear judges each member with those nearest in the order of names, both ways to read them, and with those that a decision
// is about.
func (c *closing) judgeNear(d *Decisions) error {
	v := vicinity{width: 4 * window}
	if len(c.members) > closeFar {
		v.width = window
	}
	order, names := make([]int32, len(c.members)), make([]string, len(c.members))
	for turn := range v.at {
		v.at[turn] = make([]int32, len(c.members))
		for i, p := range c.members {
			order[i], names[i] = int32(i), sortName(p, turn == 1)
		}
		slices.SortStableFunc(order, func(a, b int32) int { return strings.Compare(names[a], names[b]) })
		for at, i := range order {
			v.at[turn][i] = int32(at)
		}
		for at, one := range order {
			for _, two := range order[at+1 : min(len(order), at+1+v.width)] {
				i, j := int(min(one, two)), int(max(one, two))
				if turn == 1 && v.in(0, i, j) {
					continue
				}
				if err := c.meet(i, j, d); err != nil {
					return err
				}
			}
		}
	}
	return c.judgeDecided(d, &v)
}

// judgeDecided judges pairs that somebody has decided about, wherever they stand.
func (c *closing) judgeDecided(d *Decisions, v *vicinity) error {
	if d == nil || len(d.keys) == 0 {
		return nil
	}
	met := map[uint64]struct{}{}
	meet := func(i, j int) error {
		at := pairOf(uint32(i), uint32(j))
		if _, again := met[at]; again || i == j || v.in(0, i, j) || v.in(1, i, j) {
			return nil
		}
		met[at] = struct{}{}
		return c.meet(min(i, j), max(i, j), d)
	}
	last := map[uint32][2]int{} // by set that says same, the first member and the last one so far
	for i, p := range c.members {
		id, ok := d.ids[p.Key]
		if !ok {
			continue
		}
		for _, o := range d.partners[id] {
			if j := c.place(d.keys[o]); j > i {
				if err := meet(i, j); err != nil {
					return err
				}
			}
		}
		for _, in := range d.in[id] {
			if d.sets[in.set].answer() != Same {
				continue
			}
			// With the first and the one before, the whole set hangs together.
			ends, known := last[in.set]
			if !known {
				ends[0] = i
			} else if err := meet(ends[0], i); err != nil {
				return err
			} else if err := meet(ends[1], i); err != nil {
				return err
			}
			last[in.set] = [2]int{ends[0], i}
		}
	}
	return nil
}

// place gives the first member with a key, -1 for none.
func (c *closing) place(key string) int {
	i := sort.Search(len(c.members), func(i int) bool { return c.members[i].Key >= key })
	if i < len(c.members) && c.members[i].Key == key {
		return i
	}
	return -1
}

// different says which members are in groups that are decided not to be one person.
func (c *closing) different(d *Decisions) []map[uint32]apartness {
	if !c.near || d == nil {
		return nil
	}
	var list []map[uint32]apartness
	for i, p := range c.members {
		id, ok := d.ids[p.Key]
		if !ok {
			continue
		}
		for _, in := range d.in[id] {
			if d.sets[in.set].answer() != Different {
				continue
			}
			if list == nil {
				list = make([]map[uint32]apartness, len(c.members))
			}
			if list[i] == nil {
				list[i] = map[uint32]apartness{}
			}
			if in.alone {
				list[i][in.set] = apartness{alone: 1}
			} else {
				list[i][in.set] = apartness{beside: 1}
			}
		}
	}
	return list
}
