package dedupe

import (
	"strings"

	"github.com/callready/callready/dedupe/similar"
)

// mailboxes weighs the e-mail addresses.
func (e *evidence) mailboxes() {
	best, points := Reasons(0), 0
	worst, why := 0, Reasons(0)
	work, common := false, false // both have addresses at domains of firms; one domain in common
	for i := range e.x.mails {
		for j := range e.y.mails {
			a, b := &e.x.mails[i], &e.y.mails[j]
			if !a.public && !b.public {
				work = true
				common = common || a.domain == b.domain
			}
			own := a.kind != role && b.kind != role
			switch {
			case a.same(b) && own && (a.kind == home || b.kind == home):
				e.add(7, homeMail)
				return
			case a.same(b) && own:
				e.add(14, sameMail)
				return
			case a.same(b):
				best, points = best|roleMail, max(points, 2)
			case !own:
			case e.nearMails(a, b):
				best, points = best|nearMail, max(points, 7)
			case a.domain == b.domain && !a.public:
				if !e.aliases(a, b) {
					worst, why = -5, why|otherMail
				}
			default:
				worst = min(worst, -1)
			}
		}
	}
	e.add(points, best)
	if best.Has(nearMail) {
		return
	}
	e.add(worst, why)
	switch {
	case common:
		e.domain = true
	case work && e.shared > 0: // a new job, and the number went along
		e.add(-2, otherDomain)
	case work:
		e.add(-4, otherDomain)
	}
}

// nearMails tells whether two addresses differ by a slip of typing. Where each has the name as its record spells it, it is no
// slip; nor is another digit.
func (e *evidence) nearMails(a, b *mail) bool {
	if digits(a.local) != digits(b.local) || digits(a.domain) != digits(b.domain) {
		return false
	}
	if a.domain == b.domain {
		return len(a.local) > 5 && similar.Text(a.local, b.local) == similar.Near &&
			(e.like.Same() || !ofName(a.local, &e.x.name) || !ofName(b.local, &e.y.name))
	}
	return letters(a.local) == letters(b.local) && len(a.local) > 3 && similar.Text(a.domain, b.domain) == similar.Near
}

// aliases tells whether two addresses of one domain can be one person's: jmartin@ and jean.martin@, both made of the name.
func (e *evidence) aliases(a, b *mail) bool {
	if !e.like.Same() || digits(a.local) != digits(b.local) {
		return false
	}
	return ofName(a.local, &e.x.name) && ofName(b.local, &e.y.name)
}

// ofName tells whether the local part of an address is made of a name.
func ofName(local string, n *similar.Name) bool {
	if len(n.Given()) == 0 || len(n.Family()) == 0 {
		return false
	}
	g, f, text := strings.Join(n.Given(), ""), strings.Join(n.Family(), ""), letters(local)
	switch text {
	case g, f, g + f, f + g, g[:1] + f, f + g[:1], g + f[:1], f[:1] + g, g[:1] + f[:1]:
		return true
	}
	return false
}
