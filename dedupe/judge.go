package dedupe

import (
	"slices"

	"github.com/callready/callready/dedupe/similar"
)

// The points from which on two records are likely, and possibly, one person. Both names being the same is worth ten.
const (
	likelyPoints   = 14
	possiblePoints = 9
)

// Judge tells whether two records are one person. It gives the same for (a, b) and (b, a), and knows nothing but the two.
//
// A name alone never makes two records one person, nor does a number or an address alone: one of them must come with the
// other. What speaks against it counts as well: given names that are two names, two addresses of one domain, dates of birth.
func Judge(a, b *Person) Verdict {
	x, y := a.facts(), b.facts()
	if v, ok := judgeSplit(a, b); ok {
		return v
	}
	if x.made.By != "" || y.made.By != "" {
		return judgeMade(x, y)
	}
	e := evidence{x: x, y: y, like: similar.Compare(&x.name, &y.name)}
	e.names()
	// Most pairs of a block end here: two people who share a line, a company or a place.
	if e.like.Given == similar.Different && e.like.Family == similar.Different {
		return Verdict{Reasons: e.reasons, Points: int16(e.points), Clash: e.clash()}
	}
	e.numbers()
	e.mailboxes()
	e.company()
	e.place()
	e.person()
	return e.verdict()
}

// verdict weighs the evidence.
func (e *evidence) verdict() Verdict {
	v := Verdict{Reasons: e.reasons, Points: int16(e.points)}
	switch {
	case e.exact():
		v.Match = Exact
	case e.points >= likelyPoints && !e.doubt():
		v.Match = Likely
	case e.points >= possiblePoints && e.supported() && e.clash() != HardClash:
		v.Match = Possible
	}
	if v.Match < Likely {
		v.Clash = e.clash()
	}
	return v
}

// exact tells whether there is no room for doubt: a full name and something that only one person has, nothing against it.
func (e *evidence) exact() bool {
	if !e.like.Same() || !e.x.name.Full() || !e.y.name.Full() || e.points < likelyPoints {
		return false
	}
	if e.reasons.Any(generation|couple|otherMail|otherBirth|otherIdent) || e.like.Has(similar.Suffix) {
		return false
	}
	return e.reasons.Any(sameMail|sameMobile|sameIdent) || e.reasons.Has(sameBirth) && e.reasons.Any(sameAddress|samePlace) ||
		e.shared > 1 || e.reasons.Has(sameNumber) && e.reasons.Any(sameCompany|sameAddress)
}

// doubt tells whether something forbids to call two records likely one person, however much speaks for it.
func (e *evidence) doubt() bool {
	own := e.reasons.Any(sameMail | nearMail | sameMobile | sameNumber | sameIdent | sameBirth)
	unique := e.reasons.Any(sameIdent) || e.reasons.Has(sameMail|sameBirth)
	switch {
	case e.reasons.Any(generation | couple):
		return true
	case e.reasons.Any(otherBirth) && !e.reasons.Any(sameMail|sameMobile|sameIdent): // one name in two generations of a house
		return true
	case e.like.Has(similar.Suffix) && !own: // father and son
		return true
	case e.like.Has(similar.Initial) && e.like.Given == similar.Compatible && !own && !e.reasons.Any(sameTitle|sameCompany|nearCompany|sameDomain):
		return true // what is left, a whole family has in common
	case e.like.Given == similar.Different:
		return !unique
	case e.like.Family == similar.Different: // married since, or two people with one first name
		return !unique && !(e.like.Given == similar.Same && e.reasons.Any(sameMail|sameMobile|sameBirth) && e.points >= likelyPoints)
	case e.like.Given == similar.Alike:
		return !e.reasons.Any(sameMail | sameIdent | sameBirth)
	case !e.supported():
		return true
	default:
		return false
	}
}

// supported tells whether anything but the name speaks for one person.
func (e *evidence) supported() bool {
	if e.like.Given == similar.Different {
		return e.reasons.Any(sameMail|homeMail|sameIdent) || e.reasons.Has(sameBirth|sameAddress) || e.points >= likelyPoints
	}
	if e.reasons.Has(sameTitle|samePlace) && e.points < likelyPoints {
		return true
	}
	return e.reasons.Any(sameMail | homeMail | nearMail | sameNumber | sameMobile | sameFixed | sameCompany | nearCompany | sameDomain | roleMail | sameAddress | sameBirth | sameIdent)
}

// clash tells whether two records that are no match, or a possible one, are two people.
func (e *evidence) clash() Clash {
	l := e.like
	switch {
	case e.reasons.Any(generation), l.Has(similar.Apart) && l.Family.Fits(), l.Given == similar.Different && l.Family == similar.Different && l.Has(similar.Apart):
		return HardClash
	case l.Given == similar.Different, l.Family == similar.Different, e.reasons.Any(otherMail | otherIdent | otherBirth):
		return SoftClash
	default:
		return NoClash
	}
}

// judgeMade judges where an integration made one of the records: it is the contact that has the number it stands for.
// Whether several people have that number, closing the group sees.
func judgeMade(x, y *ready) Verdict {
	v := Verdict{Reasons: telephonyMade}
	stands := func(x, y *ready) bool {
		return x.made.By != "" && x.made.Number != 0 && holds(y.numbers, x.made.Number)
	}
	if !stands(x, y) && !stands(y, x) {
		// A number that could not be read for want of a country may be the one that it stands for.
		if x.made.Number != 0 && slices.Contains(y.unread, x.made.Number) || y.made.Number != 0 && slices.Contains(x.unread, y.made.Number) {
			v.Match, v.Points = Possible, possiblePoints
		}
		return v
	}
	v.Reasons |= sameNumber
	v.Match, v.Points = Likely, likelyPoints
	if x.made.By != "" && y.made.By != "" {
		v.Match, v.Points = Exact, likelyPoints+4
	}
	return v
}
