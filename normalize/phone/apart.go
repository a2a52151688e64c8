package phone

import "strings"

// loose reads a number after a plus that stands alone: "01 … + 06 …" joins two numbers, "01 … + 33 6 …" means what it says.
func (c *cutter) loose(w written) decision {
	bare := w
	bare.plus = false
	abroad, home := c.r.resolve(w, c.ctx), c.r.resolve(bare, c.ctx)
	switch {
	case home.a == nil || home.repaired && abroad.a != nil:
		return abroad
	case abroad.a == nil || abroad.a.e164 == home.a.e164:
		return home
	}
	return fail(CodeAmbiguousCode, home.a.e164, abroad.a.e164)
}

// apart reads the groups as numbers set off by firm separators where some of them need a repair: "33 1 99 00 12 34 / 33 6 …".
// A number without its area code is none of them, so those of a plan of many lengths must name their country.
func (c *cutter) apart() (reading, bool) {
	var found []decision
	from := 0
	for k := 1; k <= len(c.groups); k++ {
		if k < len(c.groups) && strength(c.groups[k].sep) < firm {
			continue
		}
		d := c.span(from, k)
		if d.a == nil || !d.a.valid || d.conf < Likely || d.repaired && d.from != FromCode && (len(d.a.nsn) < 9 || openPlan[d.a.region]) {
			return reading{}, false
		}
		found, from = append(found, d), k
	}
	return c.several(found), len(found) > 1
}

// leading tells whether what stands before a strong separator is a whole number by itself while what follows is none:
// "0711 12345 / 12346" is not one number, even if a plan of many lengths allows it.
// Nor is "0711 12345-12346": a direct dialling extension is shorter than that.
func (c *cutter) leading(all decision) (string, bool) {
	long := len(all.a.nsn) > c.r.plausibleLength(all.a.region)
	if all.repaired || all.from == FromIDD && !strings.HasPrefix(all.digits, "00") {
		// A number as it stands goes before one that needs a repair: "32.167920-75" in Denmark, "011 5164 8225-81" in Argentina.
		for k := len(c.groups) - 1; k > 0; k-- {
			if d := c.span(0, k); whole(d) && d.from == FromCell && (k == 1 || c.groups[k].sep != c.groups[k-1].sep) {
				return d.a.e164, true
			}
		}
	}
	for k := 1; k < len(c.groups); k++ {
		tail := 0
		for _, g := range c.groups[k:] {
			tail += g.end - g.start
		}
		if strength(c.groups[k].sep) < strong && !(long && tail >= 5) {
			continue
		}
		if tail <= 4 && strings.TrimSpace(c.groups[k].sep) == "-" && openPlan[all.a.region] {
			continue // "030 / 12 34 56 - 0": the line and its direct dial.
		}
		if d := c.span(0, k); whole(d) {
			return d.a.e164, true
		}
	}
	return "", false
}
