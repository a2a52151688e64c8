package audit

func (a *auditor) format(c *Check) {
	if a.missing(c, map[string]bool{"--contacts": a.contacts != nil}) {
		return
	}
	if p := a.contacts.binding.Profile; p.Accepts != "" {
		c.Source = sourceOf(p, "accepts")
	}
	n := &a.contacts.counts
	c.Count, c.Of = n.malformed, n.withPhone
	c.Says = a.voice.Say("format", "e164", n.e164, "accepted", n.accepted, "unmatched", n.unmatched, "n", c.Of)
	if c.Count == 0 {
		return
	}
	for _, col := range n.columns {
		if col.malformed > 0 {
			a.show(c, "format.column", "column", col.header, "n", col.malformed, "of", col.filled)
		}
	}
	if other := n.unmatched - n.malformed; other > 0 {
		a.show(c, "format.unread", "n", other)
	}
	a.remains(c, n.malformed, n.stuck, a.voice.Say("format.stuck", "n", n.stuck))
}

func (a *auditor) numbersConnected(c *Check) {
	if a.missing(c, map[string]bool{"--numbers": a.numbers != nil, "--connected": a.connected != nil}) {
		if a.connected != nil && a.connected.partial() { // The file itself names those that are not.
			c.Status, c.Needs, c.Says = "", nil, ""
			a.eachLine(c, a.connected)
		}
		return
	}
	a.eachLine(c, a.numbers)
}

func (a *auditor) eachLine(c *Check, list *lineList) {
	var left []string
	for i := range list.lines {
		l := &list.lines[i]
		c.Of++
		switch a.isConnected(l) {
		case no:
			a.found(c, "line.not-connected", "line", l.title())
		case unsaid:
			left = append(left, l.title())
		case yes:
		}
	}
	a.left(c, left)
}

// left names numbers of which it is not known whether they are connected. They fail nothing, but nothing passes with them.
func (a *auditor) left(c *Check, list []string) {
	if len(list) == 0 {
		return
	}
	if c.Count == 0 {
		a.unknown(c, "line.unsaid", "list", joinList(list[:min(len(list), evidenceMost)]))
		c.Needs = []string{"--connected"}
		return
	}
	for _, title := range list {
		a.show(c, "line.unsaid", "list", title)
	}
}

// ivrs gives the IVRs of the routes, each once.
func (a *auditor) ivrs() []*line {
	var list []*line
	for i := range a.routes {
		l := &a.routes[i].ivr
		again := false
		for _, old := range list {
			again = again || a.sameLine(old, l)
		}
		if !again {
			list = append(list, l)
		}
	}
	return list
}

func (a *auditor) ivrConnected(c *Check) {
	if a.missing(c, map[string]bool{"--ivr": a.hasRoutes, "--connected": a.connected != nil}) {
		return
	}
	var left []string
	for _, l := range a.ivrs() {
		c.Of++
		switch a.isConnected(l) {
		case no:
			a.found(c, "ivr.not-connected", "line", l.title())
		case unsaid:
			left = append(left, l.title())
		case yes:
		}
	}
	a.left(c, left)
}

func (a *auditor) ivrTargets(c *Check) {
	if a.missing(c, map[string]bool{"--ivr": a.hasRoutes, "--connected": a.connected != nil}) {
		return
	}
	var left []string
	for i := range a.routes {
		r := &a.routes[i]
		c.Of++
		switch a.isConnected(&r.target) {
		case no:
			a.found(c, "ivr.target", "ivr", r.ivr.title(), "line", r.target.title())
		case unsaid:
			left = append(left, r.target.title())
		case yes:
		}
	}
	a.left(c, left)
}

func (a *auditor) ivrListed(c *Check) {
	if a.missing(c, map[string]bool{"--ivr": a.hasRoutes, "--numbers": a.numbers != nil}) {
		return
	}
	if !a.numbers.tells {
		a.unknown(c, "ivr.untold")
		c.Needs = []string{"--numbers"}
		return
	}
	listed := a.ivrs()
	for i := range a.numbers.lines {
		l := &a.numbers.lines[i]
		if !l.ivr {
			continue
		}
		c.Of++
		known := false
		for _, old := range listed {
			known = known || a.sameLine(old, l)
		}
		if !known {
			a.found(c, "ivr.unlisted", "line", l.title())
		}
	}
}

func (a *auditor) workflowTypes(c *Check) {
	if a.missing(c, map[string]bool{"--workflow": a.flow != nil}) {
		return
	}
	said := 0
	for _, t := range callTypes {
		switch a.flow.logs[t] {
		case no:
			a.found(c, "flow.type", "type", a.voice.Say("type."+string(t)))
			said++
		case yes:
			said++
		case unsaid:
		}
	}
	c.Of = int64(said)
	switch {
	case c.Count > 0:
	case said < len(callTypes):
		a.unknown(c, "flow.partial", "n", len(callTypes)-said)
		c.Needs = []string{"--workflow"}
	default:
		c.Status, c.Says = Declared, a.voice.Say("flow.all")
	}
}

// integrationActive checks what the file of settings says of the integration as a whole: it goes inactive when whoever installed it
// is no administrator any more.
func (a *auditor) integrationActive(c *Check) {
	a.setting(c, a.flowValue(func(w *workflow) tri { return w.active }), no, "flow.inactive", "flow.active")
	if c.Status != NotChecked && a.facts.Installer != nil {
		c.Source = &Source{URL: a.facts.Installer.URL, Date: a.facts.Installer.Date}
	}
}

func (a *auditor) workflowHours(c *Check) {
	a.setting(c, a.flowValue(func(w *workflow) tri { return w.hours }), yes, "flow.hours", "flow.always")
}

func (a *auditor) workflowUnknown(c *Check) {
	a.setting(c, a.flowValue(func(w *workflow) tri { return w.unknown }), no, "flow.unknown", "flow.created")
	if t := a.facts.Unknown.in(a.opt.Lang.String()); t != "" && c.Status == Declared {
		c.Says += a.voice.Say("mandatory.also") + a.voice.Say("flow.creates", "crm", a.crm(), "what", t)
		c.Source = &Source{URL: a.facts.Unknown.URL, Date: a.facts.Unknown.Date}
	}
}

func (a *auditor) flowValue(of func(w *workflow) tri) tri {
	if a.flow == nil {
		return unsaid
	}
	return of(a.flow)
}

// setting checks one setting of the workflow that is a matter of choice: bad fails it.
func (a *auditor) setting(c *Check, v, bad tri, fails, declared string) {
	if a.missing(c, map[string]bool{"--workflow": a.flow != nil}) {
		return
	}
	c.Of = 1
	switch v {
	case unsaid:
		a.unknown(c, "flow.unsaid")
		c.Needs = []string{"--workflow"}
	case bad:
		a.found(c, fails)
	default:
		c.Status, c.Says = Declared, a.voice.Say(declared)
	}
}
