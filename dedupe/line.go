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
	Reused                   // it passed from one person to another: see passedOn
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
// once, as far as the decisions, which may be nil, do not say otherwise; a number is never a reason to take two records for
// one person.
func ClassOf(line Line, holders []*Person, decided *Decisions) Shared {
	var out Shared
	var people []holder
	sorted := slices.Clone(holders)
	slices.SortFunc(sorted, inOrder)
	for _, p := range sorted {
		if _, made := Telephony(p); made {
			out.Made++
			continue
		}
		if at := known(people, p, decided); at >= 0 {
			people[at].seen(p)
			continue
		}
		people = append(people, holder{Person: p, since: p.Since, until: p.Until})
	}
	out.People = len(people)
	if len(people) < 2 {
		out.Class = OnePerson
		return out
	}
	name, firm, home := agree(people)
	firm = firm || !name && !home && colleagues(people)
	switch {
	case firm && !(name && len(people) <= 3 && line == Mobile):
		out.Class = Switchboard
		// A family that works together, on its own line: the name says more than the firm for two or three of them.
		if name && home && len(people) <= 3 {
			out.Class = Household
		}
	case (name || home) && len(people) <= householdMost:
		out.Class = Household
	case passedOn(line, people):
		out.Class = Reused
	default:
		out.Class = Unclear
	}
	return out
}

// holder is a person who holds a number, with the time in which the records of this person were kept.
type holder struct {
	*Person
	since, until string
}

// seen takes note of another record of the person.
func (h *holder) seen(p *Person) {
	if h.since == "" || p.Since != "" && p.Since < h.since {
		h.since = p.Since
	}
	h.until = max(h.until, p.Until)
}

// known gives the place of the person whose record this is among those that are counted already, -1 for none.
func known(people []holder, p *Person, decided *Decisions) int {
	for i := range people[:min(len(people), compareMost)] {
		if v := decided.judge(p, people[i].Person); v.Match >= Likely || v.Reasons.Any(family) {
			return i
		}
	}
	return -1
}

// agree tells whether all people have one family name, are of one firm or mail domain, or live at one address. Of many
// people, nine of ten are enough; and who says nothing of a firm goes with those who do, where these are twice as many.
func agree(people []holder) (name, firm, home bool) {
	names, firms, homes := 0, 0, 0
	for _, first := range people[:min(len(people), 3)] {
		n, f, h, silent := 0, 0, 0, 0
		for _, p := range people {
			if sameFamilyName(first.Person, p.Person) {
				n++
			}
			switch {
			case sameFirm(first.Person, p.Person):
				f++
			case !saysFirm(p.facts()):
				silent++
			}
			if sameHome(first.Person, p.Person) {
				h++
			}
		}
		names, firms, homes = max(names, n), max(firms, f+min(silent, f/2)), max(homes, h)
	}
	most := len(people) - len(people)/10
	return names >= most, firms >= most, homes >= most
}

// colleagues tells whether most people are of one firm and the others each are of the family of one of them: who gives the office
// as the number of a relative.
func colleagues(people []holder) bool {
	for _, first := range people[:min(len(people), 3)] {
		var of, others []holder
		for _, p := range people {
			if sameFirm(first.Person, p.Person) {
				of = append(of, p)
			} else {
				others = append(others, p)
			}
		}
		if len(of) <= len(others) {
			continue
		}
		if !slices.ContainsFunc(others[:min(len(others), compareMost)], func(p holder) bool {
			return !slices.ContainsFunc(of[:min(len(of), compareMost)], func(q holder) bool { return sameFamilyName(p.Person, q.Person) })
		}) && len(others) <= compareMost {
			return true
		}
	}
	return false
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

// reusedMost is how many people a number passes through, as far as one sees; one that more people have is something else.
const reusedMost = 3

// passedOn tells whether a number was one person's first and another's later. No export says so; what speaks for it is a mobile of
// people of different firms, since a mobile has one owner, or records that follow each other in time: the one was changed for
// the last time before the other was made. A fixed line, which strangers in one house share too, needs both. Two who may be one
// person decide nothing.
func passedOn(line Line, people []holder) bool {
	if len(people) > reusedMost {
		return false
	}
	firms := true
	for i := range people {
		for j := range people[:i] {
			a, b := people[i].Person, people[j].Person
			if Judge(a, b).Match >= Possible {
				return false
			}
			firms = firms && otherFirm(a, b)
		}
	}
	if line == Mobile {
		return firms || inTurn(people)
	}
	return firms && inTurn(people)
}

// otherFirm tells whether two people are of two firms or mail domains, as far as both say of which.
func otherFirm(a, b *Person) bool {
	if sameFirm(a, b) {
		return false
	}
	return saysFirm(a.facts()) && saysFirm(b.facts())
}

// saysFirm tells whether somebody says of which firm.
func saysFirm(r *ready) bool {
	return r.companyID != "" || r.firm.core != "" || slices.ContainsFunc(r.mails, func(m mail) bool { return !m.public })
}

// inTurn tells whether the records of one person ended before those of the next began.
func inTurn(people []holder) bool {
	byTime := slices.Clone(people)
	slices.SortFunc(byTime, func(a, b holder) int { return strings.Compare(a.since, b.since) })
	for i := range byTime[1:] {
		before, after := byTime[i].until, byTime[i+1].since
		if before == "" || after == "" || before >= after {
			return false
		}
	}
	return true
}
