package audit

import (
	"slices"
	"strings"

	"github.com/callready/callready/cmd/internal/finding"
	"github.com/callready/callready/normalize/required"
)

// fieldsMandatory looks for mandatory fields that stop programs, or may do so. It passes where a file describes what a call is
// logged as: contacts alone say nothing of whether calls are logged.
func (a *auditor) fieldsMandatory(c *Check) {
	if a.missing(c, map[string]bool{"--schema": len(a.schemas) > 0}) {
		return
	}
	logging, contact, harmless := false, false, int64(0)
	var fixes, silent []string
	for _, s := range a.schemas {
		for _, p := range s.Parts {
			c.Of += int64(p.Fields)
			logging = logging || p.Object.Logs()
			contact = contact || p.Object == required.ObjectContact || p.Object == required.ObjectLead
		}
		for _, f := range s.Findings() {
			if !a.stops(&f) {
				harmless++
				continue
			}
			a.found(c, "mandatory", "field", a.field(&f), "says", a.demand(&f))
			if fact, ok := required.Lookup(f.Fact); ok {
				if c.Source == nil && fact.URL != "" {
					c.Source = &Source{URL: fact.URL, Date: fact.Date}
				}
				fixes = append(fixes, sentence(a.opt.Lang.Pick(fact.FixEn, fact.FixFr)))
			}
		}
		for _, u := range s.Unseen {
			text := a.opt.Lang.Pick(u.En, u.Fr)
			if u.Code == required.CodeSilent && len(s.Fields) == 0 {
				silent = append(silent, text)
			} else if !slices.Contains(a.res.Notes, text) {
				a.res.Notes = append(a.res.Notes, text)
			}
		}
	}
	slices.Sort(fixes)
	c.Do = strings.Join(slices.Compact(fixes), " ")
	if c.Count > 0 {
		return
	}
	var says []string
	switch {
	case len(silent) > 0:
		c.needs("--schema")
		says = slices.Compact(silent)
	case harmless > 0:
		says = append(says, a.voice.Say("mandatory.harmless", "n", harmless))
	case !logging:
		says = append(says, a.voice.Say("mandatory.none"))
	}
	if !logging && len(silent) == 0 {
		c.needs("--schema")
		says = append(says, a.voice.Say("mandatory.logging"))
	} else if !contact && len(silent) == 0 {
		says = append(says, a.voice.Say("mandatory.contacts"))
	}
	c.Says = strings.Join(says, a.voice.Say("mandatory.also"))
}

// stops tells whether a mandatory field stops programs, or may do so. One that somebody named is mandatory, and how it is enforced
// nobody knows.
func (a *auditor) stops(f *required.Field) bool {
	e, ok := a.catalogue.Lookup(f.Code())
	return ok && e.Severity >= finding.Warning || f.Code() == required.CodeNamed
}

// demand says how a field is enforced, from which version of the API on, on which layouts, and under which condition.
func (a *auditor) demand(f *required.Field) string {
	e, _ := a.catalogue.Lookup(f.Code())
	text := e.Says(a.opt.Lang)
	if f.Since != "" {
		text += " " + a.voice.Say("mandatory.since", "since", f.Since)
	}
	if len(f.Layouts) > 0 {
		text += " " + a.voice.Say("mandatory.layouts", "list", joinList(f.Layouts))
	}
	if f.When != "" {
		text += " " + a.voice.Say("mandatory.when", "when", f.When)
	}
	return text
}

// field names a field and the kind of record that it belongs to, as the file does.
func (a *auditor) field(f *required.Field) string {
	text := f.Name
	if f.Label != "" && f.Label != f.Name {
		text = f.Label + " (" + f.Name + ")"
	}
	if on := first(f.ObjectName, string(f.Object)); on != "" {
		text = a.voice.Say("mandatory.on", "field", text, "object", on)
	}
	return text
}
