package dedupe

import (
	"slices"

	"github.com/callready/callready/dedupe/similar"
)

// evidence collects what speaks for and against two records being one person. A point is about one bit: evidence that one
// pair of strangers in two shows is worth one, in sixteen four.
type evidence struct {
	x, y    *ready
	like    similar.Likeness
	reasons Reasons
	points  int
	shared  int  // numbers that both have
	domain  bool // both have addresses at one domain, a firm's
}

// add adds points for reasons.
func (e *evidence) add(points int, r Reasons) {
	e.points += points
	e.reasons |= r
}

// names weighs the names.
func (e *evidence) names() {
	l := e.like
	switch l.Given {
	case similar.Same:
		e.points += 4
	case similar.Near:
		e.points += 3
	case similar.Compatible:
		e.points++
		if l.Has(similar.Part) {
			e.points++
		}
	case similar.Alike:
		e.add(-1, alikeName)
	case similar.Different:
		e.add(-8, otherFirst)
	case similar.Unknown:
	}
	switch l.Family {
	case similar.Same:
		e.points += 6
	case similar.Near:
		e.points += 5
	case similar.Compatible:
		e.points += 3
	case similar.Alike:
		e.add(1, alikeName)
	case similar.Different:
		e.add(-7, otherLast)
	case similar.Unknown:
	}
	if l.Same() {
		e.reasons |= sameName
	}
	for _, w := range [...]struct {
		of     similar.Reason
		points int
		r      Reasons
	}{
		{similar.Swapped, 0, swappedName},
		{similar.Typo, 0, nearName},
		{similar.Nickname, 0, nickname},
		{similar.Initial, 0, initialName},
		{similar.Part, 0, partName},
		{similar.Suffix, -4, 0},
		{similar.Generation, -6, generation},
		{similar.Changed, -2, 0},
		{similar.Couple, 0, couple},
	} {
		if l.Has(w.of) {
			e.add(w.points, w.r)
		}
	}
}

// numbers weighs the numbers in common.
func (e *evidence) numbers() {
	best, r, mobiles := 0, Reasons(0), 0
	for _, n := range e.x.numbers {
		for _, m := range e.y.numbers {
			if n.Line == Mobile && m.Line == Mobile {
				mobiles++
			}
			if n.Key == 0 || n.Key != m.Key {
				continue
			}
			e.shared++
			switch max(n.Line, m.Line) {
			case Mobile:
				best, r = max(best, 8), r|sameMobile
			case Fixed:
				best, r = max(best, 4), r|sameFixed
			default:
				best, r = max(best, 6), r|sameNumber
			}
		}
	}
	if e.shared > 1 {
		best += 3
	}
	if e.shared == 0 && e.otherNumbers() {
		best = -2
	}
	if mobiles > 0 && !r.Any(sameMobile|sameNumber) {
		best, r = best-1, r|otherNumbers
		if e.shared > 0 { // they share a line, and each has one of their own
			best--
		}
	}
	e.add(best, r)
}

// otherNumbers tells whether both have numbers, and none that may be the other's, those counted whose country is not known.
func (e *evidence) otherNumbers() bool {
	x, y := e.x, e.y
	if len(x.numbers)+len(x.tails) == 0 || len(y.numbers)+len(y.tails) == 0 {
		return false
	}
	return !meets(x.tails, y) && !meets(y.tails, x)
}

// meets tells whether one of the ends of numbers is that of somebody's number.
func meets(tails []uint64, r *ready) bool {
	for _, t := range tails {
		if slices.Contains(r.tails, t) || slices.ContainsFunc(r.numbers, func(n Number) bool { return tail(n.Key) == t }) {
			return true
		}
	}
	return false
}

// company weighs the companies. A fixed line of one company is no more than the company again.
func (e *evidence) company() {
	g := e.x.firm.compare(e.y.firm)
	if e.x.companyID != "" && e.y.companyID != "" {
		g = similar.Different
		if e.x.companyID == e.y.companyID {
			g = similar.Same
		}
	}
	if g == similar.Unknown && e.domain {
		e.add(3, sameDomain)
	}
	switch g {
	case similar.Same:
		e.add(4, sameCompany)
	case similar.Near:
		e.add(3, nearCompany)
	case similar.Different:
		e.add(-1, otherCompany)
	case similar.Unknown, similar.Alike, similar.Compatible:
	}
	if (g >= similar.Near || e.reasons.Has(sameDomain)) && e.reasons.Has(sameFixed) && e.shared == 1 {
		e.points -= 3
	}
	switch {
	case e.x.title == "" || e.y.title == "":
	case e.x.title == e.y.title:
		e.add(2, sameTitle)
	default:
		e.points--
	}
}
