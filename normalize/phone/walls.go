package phone

import "strings"

// A wall is a place between two groups that no number reaches across, since what stands before it is whole without
// what follows. In a plan of many lengths any short digits after a number would make a longer one: "030 23125 12 / 14".

// walled tells whether a wall stands inside groups i to j. offer is false where the groups together are not even worth
// a candidate.
func (c *cutter) walled(i, j int) (wall, offer bool) {
	for k := i + 1; k < j; k++ {
		sep := c.groups[k].sep
		s := strength(sep)
		slash := strings.ContainsAny(sep, "/,\\")
		if slash && s >= firm && !c.areaCode(i, k) && !c.habit() {
			return true, !whole(c.glue(i, k))
		}
		loose := j < len(c.groups) && s >= strong && strength(c.groups[j].sep) < strong
		if (slash || loose || c.bracketed(k) || c.dated(k)) && whole(c.glue(i, k)) {
			return true, false
		}
	}
	return false, false
}

// areaCode tells whether groups i to k are what may stand before a spaced slash inside a number: an area code, with or
// without the country's, "030 / 1234567", "+49 (0)711 / 12345".
func (c *cutter) areaCode(i, k int) bool {
	digits, groups := 0, 0
	abroad := c.groups[i].plus || strings.HasPrefix(c.text(i), "00")
	for ; i < k; i++ {
		if t := c.text(i); t != "0" {
			digits, groups = digits+len(t), groups+1
		}
	}
	if abroad {
		return digits <= 10 && groups <= 3
	}
	return digits <= 6 && groups <= 1
}

// habit tells whether slashes stand between all groups: they are somebody's way to group digits.
func (c *cutter) habit() bool {
	for _, g := range c.groups[1:] {
		if strings.TrimSpace(g.sep) != "/" {
			return false
		}
	}
	return true
}

// bracketed tells whether group k is one or two digits in brackets of their own: "(3)". A zero there is the trunk prefix.
func (c *cutter) bracketed(k int) bool {
	g := c.groups[k]
	return g.end-g.start <= 2 && c.text(k) != "0" && g.start > 0 && strings.IndexByte("([{", c.s[g.start-1]) >= 0 &&
		g.end < len(c.s) && strings.IndexByte(")]}", c.s[g.end]) >= 0
}

// dated tells whether the groups from k on are a day, a month and a year, and nothing but a time of day after them:
// "02 03 2020 15 00", "07.05.21".
func (c *cutter) dated(k int) bool {
	left := len(c.groups) - k
	if left < 3 || left > 6 || !day(c.text(k), c.text(k+1)) || c.groups[k+1].sep != c.groups[k+2].sep {
		return false
	}
	if year := c.text(k + 2); !century(year) {
		return left == 3 && len(year) == 2 && strings.TrimSpace(c.groups[k+1].sep) != ""
	}
	for i, most := range []int{24, 59, 59}[:left-3] {
		if small(c.text(k+3+i)) > most {
			return false
		}
	}
	return true
}

func (c *cutter) text(k int) string { return c.s[c.groups[k].start:c.groups[k].end] }
