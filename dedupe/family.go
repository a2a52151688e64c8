package dedupe

import (
	"slices"

	"github.com/callready/callready/dedupe/similar"
)

// judgeSplit judges where this tool made one of the records, or may have: a contact that was split off is of its parent's
// family and never a duplicate. It gives false where it has nothing to say.
func judgeSplit(a, b *Person) (Verdict, bool) {
	if a.Child != "" && a.Child == b.Child {
		// One contact was created twice; an import was made again without the id.
		return Verdict{Match: Exact, Reasons: sameChild, Points: 2 * likelyPoints}, true
	}
	if a.Parent != "" && (a.Parent == b.Key || a.Parent == b.Parent) || b.Parent != "" && b.Parent == a.Key {
		return Verdict{Reasons: family, Clash: HardClash}, true
	}
	// A child has its person's name, so it would be a duplicate of each duplicate of its parent; these are found through the
	// parent.
	if a.Child != "" || b.Child != "" {
		return Verdict{Reasons: family, Clash: HardClash}, true
	}
	if Family(a, b) {
		return Verdict{Reasons: family, Clash: HardClash}, true
	}
	return Verdict{}, false
}

// childlike tells whether a record has what a split-off contact has: one number and no e-mail address.
func childlike(p *Person) bool {
	r := p.facts()
	if len(r.numbers) != 1 || len(r.mails) > 0 || r.made.By != "" {
		return false
	}
	for _, m := range p.Mails {
		if m != "" {
			return false
		}
	}
	return true
}

// shares tells whether two records have a number in common by which calls find both, or neither. One that was split off leaves
// its parent's number where it stood, if calls do not look there.
func shares(x, y *ready) bool {
	for _, n := range x.numbers {
		for _, m := range y.numbers {
			if n.Key != 0 && n.Key == m.Key && n.Aside == m.Aside {
				return true
			}
		}
	}
	return false
}

// keeps tells whether a record has a number by which calls find it.
func keeps(r *ready) bool {
	return slices.ContainsFunc(r.numbers, func(n Number) bool { return !n.Aside })
}

// Family tells whether one of two records looks like a contact that was split off from the other, or both from a third,
// though nothing links them: it has one number, which the other has not where calls look, no e-mail address, and the other's name with a label
// in brackets, or the other's name, company, title and address.
func Family(a, b *Person) bool {
	x, y := a.facts(), b.facts()
	if x.made.By != "" || y.made.By != "" || x.name.Blank() || y.name.Blank() {
		return false
	}
	childX, childY := childlike(a), childlike(b)
	if !childX && !childY || shares(x, y) {
		return false
	}
	if childX && x.labelled || childY && y.labelled {
		l := similar.Compare(&x.name, &y.name)
		return l.Fits() && (x.firm.core == "" || y.firm.core == "" || x.firm.core == y.firm.core)
	}
	if !keeps(x) || !keeps(y) { // a contact that was split keeps a number
		return false
	}
	if x.firm != y.firm || x.companyID != y.companyID || x.title != y.title || x.city != y.city || x.postcode != y.postcode || x.street != y.street {
		return false
	}
	// Without any of these it is but a name.
	if x.firm.core == "" && x.title == "" && x.city == "" && x.street == "" && x.postcode == "" {
		return false
	}
	l := similar.Compare(&x.name, &y.name)
	return l.Same() && l.Reasons == 0
}
