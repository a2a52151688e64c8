package phone

import (
	"slices"
	"strings"
)

// partitions gives the ways to cut the groups into two or more whole numbers that explain every digit. If some cut
// only at separators stronger than all those they leave inside numbers, the others are not considered.
func (c *cutter) partitions() (cuts [][]decision, complete bool) {
	n := len(c.groups)
	var clean, rest, slashed [][]decision // slashed: not clean, but for slashes after area codes
	var cur []decision
	var bounds []int
	budget := 4096
	var walk func(from int)
	walk = func(from int) {
		if budget--; budget < 0 || len(clean)+len(rest) > 64 {
			return
		}
		if from == n {
			if len(cur) < 2 {
				return
			}
			if c.isClean(bounds) {
				clean = append(clean, slices.Clone(cur))
			} else {
				rest = append(rest, slices.Clone(cur))
				if c.keepsSlash(bounds) {
					slashed = append(slashed, rest[len(rest)-1])
				}
			}
			return
		}
		digits := 0
		for to := from + 1; to <= n; to++ {
			digits += c.groups[to-1].end - c.groups[to-1].start
			if digits > 18 {
				break
			}
			if digits < 6 {
				continue
			}
			d := c.span(from, to)
			if !whole(d) {
				continue
			}
			cur, bounds = append(cur, d), append(bounds, to)
			walk(to)
			cur, bounds = cur[:len(cur)-1], bounds[:len(bounds)-1]
		}
	}
	walk(0)
	out := rest
	if len(clean) > 0 {
		out = append(clean, slashed...)
	}
	return distinct(out), budget >= 0 && len(clean)+len(rest) <= 64
}

// isClean tells whether the groups are cut at separators that are stronger than those left inside the numbers. A slash
// after an area code is no separator.
func (c *cutter) isClean(bounds []int) bool {
	least, inside, from := firm+1, 0, 0
	for k := 1; k < len(c.groups); k++ {
		s := strength(c.groups[k].sep)
		switch {
		case slices.Contains(bounds, k):
			least, from = min(least, s), k
		case !(strings.TrimSpace(c.groups[k].sep) == "/" && c.areaCode(from, k)):
			inside = max(inside, s)
		}
	}
	return least > inside
}

// keepsSlash tells whether the strongest separators that a cut leaves inside numbers are slashes after an area code, in a
// plan without a prefix that would say where the second number begins: "28 36 20 39 691/777828".
func (c *cutter) keepsSlash(bounds []int) bool {
	from, slash := 0, false
	for k := 1; k < len(c.groups); k++ {
		switch {
		case slices.Contains(bounds, k):
			from = k
		case strength(c.groups[k].sep) >= strong:
			if strings.TrimSpace(c.groups[k].sep) != "/" || !c.areaCode(from, k) {
				return false
			}
			slash = true
		}
	}
	return slash
}

func distinct(cuts [][]decision) [][]decision {
	var out [][]decision
	seen := make(map[string]bool)
	for _, cut := range cuts {
		if k := strings.Join(numbersOf(cut), " "); !seen[k] {
			seen[k] = true
			out = append(out, cut)
		}
	}
	return out
}

// run reads one long run of digits as several numbers written without anything between them, where one cut alone fits.
func (c *cutter) run() (reading, bool) {
	g := c.groups[0]
	digits := c.s[g.start:g.end]
	if len(digits) < 16 || len(digits) > 44 {
		return reading{}, false
	}
	var cuts [][]decision
	budget := 512
	var walk func(from int, cur []decision)
	walk = func(from int, cur []decision) {
		if from == len(digits) && len(cur) > 1 {
			cuts = append(cuts, slices.Clone(cur))
			return
		}
		for to := from + 8; to <= len(digits) && to <= from+14 && budget > 0; to++ {
			budget--
			w := written{digits: digits[from:to], plus: from == 0 && g.plus, groups: []int{to - from}, zeroParen: -1}
			if d := c.r.resolve(w, c.ctx); whole(d) && d.conf > Guess {
				walk(to, append(cur, d))
			}
		}
	}
	walk(0, nil)
	cuts = distinct(cuts)
	if budget <= 0 {
		return reading{}, false // Not all ways were looked at: none is proved.
	}
	switch {
	case len(cuts) == 1:
		return c.several(cuts[0]), true
	case len(cuts) > 1:
		rd := reading{open: true, codes: []string{CodeAmbiguousCut}}
		for _, cut := range cuts[:min(len(cuts), 5)] {
			rd.candidates = append(rd.candidates, numbersOf(cut))
		}
		return rd, true
	}
	return reading{}, false
}
