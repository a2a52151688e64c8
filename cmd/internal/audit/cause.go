package audit

import "slices"

// cause finds out why a call is, or is not, attached: the first thing that stands in the way, in the order in which the
// integration meets them.
func (a *auditor) cause(r *raw) string {
	a.user(r)
	if r.anonymous {
		return CodeCallAnonymous
	}
	if code := a.blocked(r); code != "" {
		return code
	}
	if r.key == 0 {
		return CodeCallUnread
	}
	if a.contacts == nil {
		return CodeCallNotLooked
	}
	h := a.wanted[r.key]
	r.Contacts, r.Contact, r.Column = h.matched(), h.key, h.column
	switch n := h.matched(); {
	case n > 1:
		r.Contact, r.Unclear = a.winner(h)
		return CodeCallSeveral
	case n == 0:
		code, fixed := h.trouble()
		r.Fixed = fixed
		return code
	}
	switch a.twin(r.email) {
	case none:
		return CodeCallUser
	case otherCase:
		return CodeCallCase
	case same:
	}
	if h.holders[inE164] == 0 {
		return CodeCallAccepted
	}
	return CodeCallMatched
}

// trouble says why no contact is found, and whether cleaning the contacts changes that.
func (h *held) trouble() (code string, fixed bool) {
	own := h.holders[form] + h.holders[unread]
	switch {
	case h.holders[form] > 0:
		return CodeCallForm, h.fixable && own < fillers
	case h.holders[unread] > 0:
		return CodeCallField, h.fixable && own == 1 // A number of several people is a shared line, and stays where it is.
	case h.holders[unsure] > 0:
		return CodeCallUnsure, false
	}
	return CodeCallNoContact, false
}

// fillers is on how many contacts a number is taken for something that a form wrote where a field is mandatory.
const fillers = 20

// winner tells who gets the calls of a number that several contacts have.
func (a *auditor) winner(h *held) (contact string, unclear bool) {
	if a.contacts.binding.Profile.SharedOwner == "modified" && h.modified > 0 && !h.tie {
		return h.winner, false
	}
	return "", true
}

// blocked tells what keeps the integration from looking at a call at all.
func (a *auditor) blocked(r *raw) string {
	if l := a.lineOf(r); a.connected != nil && a.isConnected(l) == no {
		return CodeCallLine
	}
	if a.hasRoutes && a.connected != nil {
		// Of a call whose branch is not known it is certain only where all of them end alike.
		some, all := false, true
		for i := range a.routes {
			t := &a.routes[i]
			if !a.sameLine(&t.ivr, &r.line) || r.branch != "" && t.branch != "" && fold(r.branch) != fold(t.branch) {
				continue
			}
			off := a.isConnected(&t.target) == no
			some, all = some || off, all && off
		}
		if some && all {
			return CodeCallTarget
		}
	}
	if a.flow != nil && r.Type != "" && a.flow.logs[callType(r.Type)] == no {
		return CodeCallType
	}
	if a.flow != nil && a.flow.hours == yes && fold(r.missed) == "out_of_opening_hours" {
		return CodeCallHours
	}
	return ""
}

// lineOf completes the company's number of a call with what the list of numbers knows.
func (a *auditor) lineOf(r *raw) *line {
	if l := a.numbers.find(r.line.number, r.line.name); l != nil {
		r.line.number, r.line.name, r.line.ivr = first(r.line.number, l.number), first(r.line.name, l.name), r.line.ivr || l.ivr
		r.Line = r.line.title()
	}
	return &r.line
}

// isConnected tells whether a number is connected to the integration, by the list of those that are.
func (a *auditor) isConnected(l *line) tri {
	if l.title() == "" {
		return unsaid
	}
	if c := a.connected.find(l.number, l.name); c != nil {
		return c.connected
	}
	if a.connected.partial() {
		return unsaid
	}
	if l.number == "" && a.numbers != nil && a.numbers.find("", l.name) == nil {
		return unsaid // a team, a user, or a name that is spelled otherwise
	}
	if l.number == "" && a.connected.nameless() {
		return unsaid // The list has numbers alone, and of this one only the name is known.
	}
	return no
}

// partial tells whether a list names those that are not connected too, so that one that is missing was forgotten.
func (l *lineList) partial() bool {
	return slices.ContainsFunc(l.lines, func(n line) bool { return n.connected == no })
}

func (l *lineList) nameless() bool {
	return !slices.ContainsFunc(l.lines, func(n line) bool { return n.name != "" })
}

// sameLine tells whether two notions of a line are the same one.
func (a *auditor) sameLine(x, y *line) bool {
	if x.number != "" && y.number != "" {
		return x.number == y.number
	}
	if x.name != "" && fold(x.name) == fold(y.name) {
		return true
	}
	lx, ly := a.numbers.find(x.number, x.name), a.numbers.find(y.number, y.name)
	return lx != nil && lx == ly
}

// user finds the e-mail address of who had the call.
func (a *auditor) user(r *raw) {
	if r.email == "" {
		if isMail := a.users.byName(r.User); isMail != "" {
			r.email = isMail
		}
	}
	if r.email != "" {
		r.User = r.email
	}
}

// twin tells how the CRM knows the user of a call; one that nobody can tell counts as known.
func (a *auditor) twin(email string) twinning {
	if a.crmUsers == nil || email == "" {
		return same
	}
	is, _ := a.crmUsers.twin(email)
	return is
}
