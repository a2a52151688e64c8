package dedupe

// Components collects which records hang together by pairs, however far apart, in a few dozen bytes for each record that
// has a pair; others take none. The zero value is ready.
type Components struct {
	parent map[uint32]uint32
}

// Join says that two records hang together.
func (c *Components) Join(a, b uint32) {
	if c.parent == nil {
		c.parent = map[uint32]uint32{}
	}
	a, b = c.root(a), c.root(b)
	// The smallest is the root, so that the order of the calls makes no difference.
	if b < a {
		a, b = b, a
	}
	c.parent[a] = a
	c.parent[b] = a
}

// Of gives the smallest record that one hangs together with, and false if it has no pair.
func (c *Components) Of(ref uint32) (uint32, bool) {
	if _, ok := c.parent[ref]; !ok {
		return 0, false
	}
	return c.root(ref), true
}

// Len gives how many records have a pair.
func (c *Components) Len() int { return len(c.parent) }

func (c *Components) root(ref uint32) uint32 {
	for {
		up, ok := c.parent[ref]
		if !ok || up == ref {
			return ref
		}
		if top := c.parent[up]; top != up {
			c.parent[ref] = top
		}
		ref = up
	}
}
