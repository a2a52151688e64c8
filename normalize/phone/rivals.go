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
		if b.repaired && !d.repaired && !r.groupedSo(w, region, other) {
			continue
		}
		if !r.contests(w, d, b, region, other, ctx) {
			continue
		}
		if !slices.Contains(out, b.a.e164) {
			out = append(out, b.a.e164)
		}
	}
	add := func(a *answer) {
		if a != nil && a.e164 != d.a.e164 && !slices.Contains(out, a.e164) {
			out = append(out, a.e164)
		}
	}
	if d.from != FromCode {
		add(r.codeInFront(w, region))
	}
	// What has lost a zero may as well have lost a plus. A mobile number of any country then, since a contact that
	// says nothing of its country may be of one that the file does not have yet; other lines of the file's countries.
	if d.repaired && d.from != FromCode {
		if a := r.bare(w); a != nil && (a.kind == "mobile" || r.known(a, ctx)) {
			add(a)
		}
	}
	return out
}

// groupedSo tells whether digits without a national prefix are grouped as another region groups them, and not as the
// first does: "7429 260793" is British, though it could be a number of North America.
func (r *Reader) groupedSo(w written, region, other string) bool {
	return len(w.groups) > 1 && !slices.Equal(usualGroups(w.digits, region), w.groups) && slices.Equal(r.bareGroups(w.digits, other), w.groups)
}

// bareGroups gives the digit groups of a national number without its national prefix.
func (r *Reader) bareGroups(digits, region string) []int {
	usual := usualGroups(digits, region)
	if len(usual) == 0 {
		return nil
	}
	if usual[0] -= len(r.lands[region].trunk); usual[0] == 0 {
		usual = usual[1:]
	}
	return usual
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

// oneGrouping are the regions where nearly everybody groups numbers alike, as the library formats them. Elsewhere a number
// that is grouped otherwise says nothing of another country.
var oneGrouping = map[string]bool{"FR": true, "CH": true}

// areaFirst are the regions where the first group of a national number is its area or network code, whatever comes after
// it: there "06 53 14 29 49" is a French number.
var areaFirst = map[string]bool{"AT": true, "DE": true, "NL": true, "BE": true}

// groupedElsewhere gives what another country of the file makes of a national number that is grouped as one does there
// and not as in the region where it was read: "032 368 12 74" of a contact in France is a Swiss number. It returns nil if
// there is none.
func (r *Reader) groupedElsewhere(w written, d decision, region string, ctx *Context) *answer {
	if d.from == FromCode || d.from == FromIDD {
		return nil
	}
	if a := r.codeInFront(w, region); a != nil && a.e164 != d.a.e164 {
		return a
	}
	if r.longAgo(d, region) {
		return r.standsElsewhere(w, d, ctx)
	}
	if len(w.groups) < 2 || d.repaired || !groupingSpeaks(region) {
		return nil
	}
	if region == ctx.Country && d.a.kind == "mobile" && freely(w.groups) {
		return nil
	}
	here := usualGroups(w.digits, region)
	if slices.Equal(here, w.groups) || areaFirst[region] && (len(here) == 0 || here[0] == w.groups[0]) {
		return nil
	}
	for _, other := range r.speaking(ctx) {
		if r.lands[other].code == d.a.code {
			continue
		}
		a := r.ask(w.digits, other)
		if a.valid && a.origin == national && !a.bareTrunk && ordinary[a.kind] && slices.Equal(usualGroups(w.digits, other), w.groups) {
			return a
		}
	}
	return nil
}

// speaking gives the regions whose way of grouping may tell where a number is from: those common in the file and, of a contact
// whose country is not known, those that anything else speaks for.
func (r *Reader) speaking(ctx *Context) []string {
	switch {
	case ctx.Country == "":
		return r.evident(ctx)
	case ctx.Census == nil:
		return nil
	}
	return ctx.Census.Common
}

// freely tells whether digits are grouped as people group a mobile number anywhere, whatever the plan says.
func freely(groups []int) bool {
	return slices.Equal(groups, []int{3, 3, 4}) || slices.Equal(groups, []int{2, 8}) || slices.Equal(groups, []int{4, 6})
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

// groupingSpeaks tells whether the digit groups of a number read in a region may say that it is of another one.
func groupingSpeaks(region string) bool { return oneGrouping[region] || areaFirst[region] }

// standsElsewhere gives the number that another country of the file has of the digits as they stand; nil if none has.
func (r *Reader) standsElsewhere(w written, d decision, ctx *Context) *answer {
	for _, region := range r.evident(ctx) {
		if r.lands[region].code == d.a.code {
			continue
		}
		if a := r.ask(w.digits, region); a.valid && a.origin == national && !a.bareTrunk && ordinary[a.kind] {
			return a
		}
	}
	return nil
}
