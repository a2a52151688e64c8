package dedupe

import (
	"slices"
	"strings"

	"github.com/callready/callready/dedupe/similar"
)

// Class says what kind of shared line a number is.
type Class uint8

// The classes.
const (
	Unclear     Class = iota // several people, and nothing says why
	Switchboard              // people of one firm or mail domain
	Household                // people of one family name or address
	Reused                   // a mobile of people with nothing in common: one has it, others had it
	OnePerson                // records of one person, or of a family that was split: no shared line
)

// String gives the class as it stands in review/shared-numbers.csv.
func (c Class) String() string {
	switch c {
	case Switchboard:
		return "switchboard"
	case Household:
		return "household"
	case Reused:
		return "reused"
	case OnePerson:
		return "one-person"
	default:
		return "unclear"
	}
}

// householdMost is how many people live in a household, as far as a line goes.
const householdMost = 8

// compareMost bounds the holders that are compared each with each; more of them are compared with the first ones.
const compareMost = 64

// Shared is what is thought of a number and its holders.
type Shared struct {
	Class  Class
	People int // how many people they are at least, records of one person counted once
	// Made are the holders that a telephony integration made; they are nobody.
	Made int
}

// ClassOf tells what kind of line a number is whose holders are these records, in any order. Records of one person count
// once; a number is never a reason to take two records for one person.
func ClassOf(line Line, holders []*Person) Shared {
	var out Shared
	var people []*Person
	sorted := slices.Clone(holders)
	slices.SortFunc(sorted, inOrder)
	for _, p := range sorted {
		if _, made := Telephony(p); made {
			out.Made++
			continue
		}
		if !known(people, p) {
			people = append(people, p)
		}
	}
	out.People = len(people)
	if len(people) < 2 {
		out.Class = OnePerson
		return out
	}
	name, firm, home := agree(people)
	switch {
	case firm && !(name && len(people) <= 3 && line == Mobile):
		out.Class = Switchboard
		// A family that works together, on its own line: the name says more than the firm for two or three of them.
		if name && home && len(people) <= 3 {
			out.Class = Household
		}
	case (name || home) && len(people) <= householdMost:
		out.Class = Household
	case line == Mobile && !firm:
		out.Class = Reused
	default:
		out.Class = Unclear
	}
	return out
}

// known tells whether a record is one of somebody who is counted already.
func known(people []*Person, p *Person) bool {
	for _, q := range people[:min(len(people), compareMost)] {
		if v := Judge(p, q); v.Match >= Likely || v.Reasons.Any(family) {
			return true
		}
	}
	return false
}

// agree tells whether all people have one family name, are of one firm or mail domain, or live at one address. Of many
// people, nine of ten are enough: somebody always is missing in the cells.
func agree(people []*Person) (name, firm, home bool) {
	names, firms, homes := 0, 0, 0
	for _, first := range people[:min(len(people), 3)] {
		n, f, h := 0, 0, 0
		for _, p := range people {
			if sameFamilyName(first, p) {
				n++
			}
			if sameFirm(first, p) {
				f++
			}
			if sameHome(first, p) {
				h++
			}
		}
		names, firms, homes = max(names, n), max(firms, f), max(homes, h)
	}
	most := len(people) - len(people)/10
	return names >= most, firms >= most, homes >= most
}

func sameFamilyName(a, b *Person) bool {
	x, y := a.facts().name.Family(), b.facts().name.Family()
	for _, v := range x {
		if slices.Contains(y, v) {
			return true
		}
	}
	// Typing slips, and Nowak and Nowakowa, are left to the eye; a whole name that was cut wrongly is not.
	return len(x) > 0 && len(y) > 0 && similar.Text(strings.Join(x, ""), strings.Join(y, "")) == similar.Same
}

func sameFirm(a, b *Person) bool {
	x, y := a.facts(), b.facts()
	if x.companyID != "" && x.companyID == y.companyID || x.firm.core != "" && x.firm.compare(y.firm) >= similar.Near {
		return true
	}
	for i := range x.mails {
		for j := range y.mails {
			if !x.mails[i].public && x.mails[i].domain == y.mails[j].domain {
				return true
			}
		}
	}
	return false
}

func sameHome(a, b *Person) bool {
	x, y := a.facts(), b.facts()
	return x.street != "" && similar.Text(x.street, y.street) >= similar.Near && x.house == y.house &&
		(x.postcode == y.postcode || x.city == y.city)
}
