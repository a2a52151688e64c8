package phone

import "slices"

// rivals gives the readings of a number in other countries of the file that speak against the default region's. Only
// contacts that say nothing of their country come here. A number that is a mobile of another country of the file could
// be that person's; other lines are weighed by how they are grouped and by how many contacts live there.
func (r *Reader) rivals(w written, d decision, region string, ctx *Context) []string {
	var out []string
	home := r.lands[region].code
	others := r.evident(ctx)
	for _, other := range others {
		if other == region || r.lands[other].code == home {
			continue
		}
		b := r.inRegion(w, other, ctx)
		if b.a == nil || b.a.e164 == d.a.e164 || b.from == FromCode || b.from == FromIDD {
			continue
		}
		if b.repaired && !d.repaired {
			continue
		}
		if !r.contests(w, d, b, region, other, ctx) {
			continue
		}
		if !slices.Contains(out, b.a.e164) {
			out = append(out, b.a.e164)
		}
	}
	if d.repaired && d.from != FromCode {
		if a := r.bare(w); a != nil && a.e164 != d.a.e164 && r.known(a, ctx) && !slices.Contains(out, a.e164) {
			out = append(out, a.e164)
		}
	}
	return out
}

// contests tells whether reading b in another region is a real rival of reading d in the default region.
func (r *Reader) contests(w written, d, b decision, region, other string, ctx *Context) bool {
	if d.from == FromCode {
		// A calling code in front explains any number; another plan's reading of the same digits is chance, unless it
		// is a mobile number.
		return b.a.kind == "mobile" || b.a.kind == "fixed-or-mobile"
	}
	if d.repaired && !b.repaired {
		return true
	}
	if b.a.kind == "mobile" || b.a.kind == "fixed-or-mobile" {
		return true
	}
	if len(w.groups) > 1 {
		if usual := usualGroups(w.digits, region); !slices.Equal(usual, w.groups) {
			return true
		}
	}
	return ctx.Census.share(other) > ctx.Census.share(region)/3
}

// oneGrouping are the regions where everybody groups numbers alike, as the library formats them. Elsewhere a number that
// is grouped otherwise says nothing of another country.
var oneGrouping = map[string]bool{"FR": true}

// groupedElsewhere gives what another country of the file makes of a national number that is grouped as one does there
// and not as in the contact's country: "032 368 12 74" of a contact in France is a Swiss number. It returns nil if none.
func (r *Reader) groupedElsewhere(w written, d decision, ctx *Context) *answer {
	if !oneGrouping[ctx.Country] || len(w.groups) < 3 || d.repaired || d.from != FromCell || ctx.Census == nil || slices.Equal(usualGroups(w.digits, ctx.Country), w.groups) {
		return nil
	}
	for _, region := range ctx.Census.Common {
		if r.lands[region].code == d.a.code {
			continue
		}
		a := r.ask(w.digits, region)
		if a.valid && a.origin == national && !a.bareTrunk && ordinary[a.kind] && slices.Equal(usualGroups(w.digits, region), w.groups) {
			return a
		}
	}
	return nil
}

// share gives the share of the file's contacts that live in a region, 0 if not known.
func (c *Census) share(region string) float64 {
	if c == nil {
		return 0
	}
	for i, r := range c.Common {
		if r == region && i < len(c.Shares) {
			return c.Shares[i]
		}
	}
	return 0
}

// ordinary are the lines that people have; a voice mailbox or a pager does not speak against another reading.
var ordinary = map[string]bool{"mobile": true, "fixed": true, "fixed-or-mobile": true}

// bareStands tells whether a calling code without plus is the only sensible reading for a contact without a country:
// no region of the file reads the digits nationally as they stand, and none reads them as a mobile that lost its zero.
func (r *Reader) bareStands(w written, a *answer, ctx *Context) bool {
	if ctx.Census != nil && !r.known(a, ctx) {
		return false
	}
	own := false
	for _, region := range r.opt.Regions {
		own = own || r.lands[region].code == a.code
	}
	for _, region := range r.evident(ctx) {
		n := r.ask(w.digits, region)
		if !n.valid || n.origin != national || len(w.digits) > r.plausibleLength(region) || !ordinary[n.kind] {
			continue
		}
		if !n.bareTrunk || n.kind == "mobile" || !own && a.kind != "mobile" {
			return false
		}
	}
	return true
}
