package audit

import (
	"slices"
	"strings"
)

func (a *auditor) fieldsRead(c *Check) {
	if a.missing(c, map[string]bool{"--contacts": a.contacts != nil}) {
		return
	}
	if a.fieldsUnknown(c) {
		return
	}
	c.Source = sourceOf(a.contacts.binding.Profile, "read")
	n := &a.contacts.counts
	c.Count, c.Of = n.outside, n.withPhone
	for _, col := range n.columns {
		if col.outside > 0 {
			a.show(c, "fields.column", "column", col.header, "n", col.outside)
		}
	}
	a.remains(c, n.outside, n.outsideStuck, a.voice.Say("fields.stuck", "n", n.outsideStuck))
}

// remains says of what fails how much a clean mends, and takes its advice back where that is nothing. do says what to do with the
// rest.
func (a *auditor) remains(c *Check, all, stuck int64, do string) {
	if all == 0 || stuck == 0 {
		return
	}
	if stuck < all {
		a.show(c, "cleans", "n", all-stuck)
	} else {
		a.instead = c.Name
	}
	c.Do = do
}

// fieldsUnknown tells whether nobody published which fields are read, and says so.
func (a *auditor) fieldsUnknown(c *Check) bool {
	if a.contacts.binding.Readable {
		return false
	}
	if a.res.CRM == "" {
		c.needs("--profile")
		c.Says = a.voice.Say("fields.which")
	} else {
		a.unknown(c, "fields.unknown", "crm", a.crm())
	}
	return true
}

func (a *auditor) fieldsPrimary(c *Check) {
	if a.missing(c, map[string]bool{"--contacts": a.contacts != nil}) {
		return
	}
	b := a.contacts.binding
	if a.fieldsUnknown(c) {
		return
	}
	c.Source = sourceOf(b.Profile, "read")
	n := &a.contacts.counts
	c.Of = n.withPhone
	switch {
	case b.Missing != "":
		a.found(c, "fields.missing", "column", b.Missing)
	case !b.Profile.FillPrimary:
		c.Says = a.voice.Say("fields.any", "crm", a.crm())
	default:
		c.Count = n.bare
		if n.bare > 0 {
			a.show(c, "fields.bare", "column", b.Columns[b.Primary].Header, "n", n.bare)
		}
		a.remains(c, n.bare, n.bareStuck, a.voice.Say("bare.stuck", "n", n.bareStuck))
	}
}

func (a *auditor) fieldsSeveral(c *Check) {
	if a.missing(c, map[string]bool{"--contacts": a.contacts != nil}) {
		return
	}
	n := &a.contacts.counts
	c.Count, c.Of = n.several, 0
	for _, col := range n.columns {
		if col.own {
			c.Of += col.filled
		}
	}
	a.remains(c, n.several, n.severalStuck, a.voice.Say("several.stuck", "n", n.severalStuck))
}

func (a *auditor) fieldsShared(c *Check) {
	if a.missing(c, map[string]bool{"--contacts": a.contacts != nil}) {
		return
	}
	n := &a.contacts.counts
	c.Count, c.Of = n.shared, int64(a.contacts.index.Len())
	if n.shared == 0 {
		return
	}
	a.show(c, "shared", "n", n.shared, "contacts", n.sharedContacts)
	if a.contacts.binding.Profile.SharedOwner == "modified" {
		c.Source = sourceOf(a.contacts.binding.Profile, "shared_owner")
		a.show(c, "shared.modified", "crm", a.crm())
	} else {
		a.show(c, "shared.unknown", "crm", a.crm())
	}
}

func (a *auditor) callsMatched(c *Check) {
	if a.missing(c, map[string]bool{"--calls": a.calls != nil, "--contacts": a.contacts != nil}) {
		return
	}
	n := a.res.Calls
	aside, made := n.of(CodeCallAnonymous, CodeCallUnread), int64(0)
	if a.flow != nil && a.flow.unknown == yes {
		made = n.of(CodeCallNoContact).Calls
	}
	c.Count, c.Of = n.NoMatch-aside.Calls-made, n.Total-aside.Calls-made
	var says []string
	if c.Count > 0 {
		says = append(says, a.voice.Say("calls.matched", "match", n.Match, "n", c.Of, "fixed", n.Fixed, "nomatch", c.Count))
	}
	if aside.Calls > 0 {
		says = append(says, a.voice.Say("calls.aside", "n", aside.Calls))
	}
	if made > 0 {
		says = append(says, a.voice.Say("calls.made", "n", made))
	}
	c.Says = strings.Join(says, a.voice.Say("mandatory.also"))
}

// of adds up the calls that have one of some causes.
func (c *Calls) of(codes ...string) (sum Cause) {
	for _, cause := range c.Causes {
		if slices.Contains(codes, cause.Code) {
			sum.Calls += cause.Calls
			sum.NotLogged += cause.NotLogged
		}
	}
	return sum
}

func (a *auditor) callsLogged(c *Check) {
	if a.missing(c, map[string]bool{"--calls": a.calls != nil, "--logged": a.opt.Logged != ""}) {
		return
	}
	n := a.res.Calls
	aside := n.of(CodeCallAnonymous, CodeCallUnread).NotLogged
	c.Count, c.Of = n.NotLogged-aside, n.Total-aside
	var says []string
	if c.Count > 0 {
		says = append(says, a.voice.Say("calls.logged", "n", c.Of, "logged", n.Logged, "not", c.Count))
	}
	if aside > 0 {
		says = append(says, a.voice.Say("calls.aside", "n", aside))
	}
	c.Says = strings.Join(says, a.voice.Say("mandatory.also"))
	if n.AllTheSame > 0 {
		a.show(c, "calls.all-the-same", "n", n.AllTheSame)
	}
	if n.LoggedMore > 0 {
		a.show(c, "calls.lone", "n", n.LoggedMore)
	}
}
