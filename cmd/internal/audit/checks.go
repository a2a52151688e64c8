package audit

import (
	"slices"
	"strings"
)

// evidenceMost is how many things a check names.
const evidenceMost = 10

// check makes all checks.
func (a *auditor) check() error {
	if a.calls != nil {
		if a.opt.Stage != nil {
			a.opt.Stage("explain")
		}
		if err := a.explain(); err != nil {
			return err
		}
	}
	for _, info := range checklist {
		c := Check{Name: info.name, Point: info.point, Title: a.voice.Say("check." + info.name)}
		info.make(a, &c)
		if c.Status == "" && c.Count > 0 {
			c.Status = Fail
		} else if c.Status == "" {
			c.Status = Pass
		}
		switch c.Status {
		case Fail:
			e, _ := a.catalogue.Lookup(info.code)
			c.Code = info.code
			if a.instead != c.Name { // what is known of this CRM and of these files comes behind
				c.Do = strings.TrimSpace(e.Todo(a.opt.Lang) + " " + c.Do)
			}
			if c.Says == "" {
				c.Says = e.Says(a.opt.Lang)
			}
			a.res.Counts.Fail++
		case Declared:
			a.res.Counts.Declared++
		case NotChecked:
			c.Count, c.Of, c.Evidence, c.More = 0, 0, nil, 0
			a.res.Counts.NotChecked++
		case Pass:
			a.res.Counts.Pass++
		}
		a.res.Checks = append(a.res.Checks, c)
	}
	a.notes()
	return nil
}

// notes says what a reader should know of how this was found out.
func (a *auditor) notes() {
	if a.contacts != nil && !a.contacts.binding.Readable {
		a.res.Notes = append(a.res.Notes, a.voice.Say("note.fields-unknown", "crm", a.crm()))
	}
	if a.contacts != nil && a.contacts.repeats > 0 {
		a.res.Notes = append(a.res.Notes, a.voice.Say("note.repeats", "n", a.contacts.repeats))
	}
	if a.res.Calls != nil && a.contacts != nil {
		a.res.Notes = append(a.res.Notes, a.voice.Say("note.fixed"))
	}
	if a.joined != nil && a.calls != nil && a.joined.shift != 0 {
		a.res.Notes = append(a.res.Notes, a.voice.Say("note.shift", "n", a.joined.shift/60))
	}
	if a.opt.Logged != "" && a.calls == nil {
		a.res.Notes = append(a.res.Notes, a.voice.Say("note.logged-alone"))
	}
	if a.flow != nil && len(a.flow.others) > 0 {
		list := a.flow.others[:min(len(a.flow.others), evidenceMost)]
		a.res.Notes = append(a.res.Notes, a.voice.Say("note.settings", "list", joinList(list)))
	}
}

// crm names the CRM for people.
func (a *auditor) crm() string {
	if a.res.CRMTitle != "" {
		return a.res.CRMTitle
	}
	return a.voice.Say("crm")
}

// needs makes a check one that could not be made, and names the options that would allow it.
func (c *Check) needs(options ...string) {
	c.Status = NotChecked
	c.Needs = append(c.Needs, options...)
}

// missing makes a check one that could not be made if one of the options was not given.
func (a *auditor) missing(c *Check, have map[string]bool) bool {
	var list []string
	for option, ok := range have {
		if !ok {
			list = append(list, option)
		}
	}
	slices.Sort(list)
	if len(list) == 0 {
		return false
	}
	c.needs(list...)
	c.Says = a.voice.Say("needs", "list", joinAnd(list, a.voice.Say("and")))
	return true
}

// unknown makes a check one that could not be made since nobody published the fact that it rests on.
func (a *auditor) unknown(c *Check, sentence string, args ...any) {
	c.Status = NotChecked
	c.Says = a.voice.Say(sentence, args...)
}

// found notes one thing that fails, and names it among the first.
func (a *auditor) found(c *Check, sentence string, args ...any) {
	c.Count++
	a.show(c, sentence, args...)
}

// show names a thing.
func (a *auditor) show(c *Check, sentence string, args ...any) {
	if len(c.Evidence) < evidenceMost {
		c.Evidence = append(c.Evidence, a.voice.Say(sentence, args...))
		return
	}
	c.More++
}

func joinAnd(list []string, and string) string {
	if len(list) < 2 {
		return joinList(list)
	}
	return joinList(list[:len(list)-1]) + " " + and + " " + list[len(list)-1]
}

func joinList(list []string) string { return strings.Join(list, ", ") }
