package audit

import (
	"slices"
	"strings"
)

func (a *auditor) planAircall(c *Check) { a.plan(c, "aircall", a.opt.AircallPlan, a.facts.Aircall) }
func (a *auditor) planCRM(c *Check)     { a.plan(c, "crm", a.opt.CRMPlan, a.facts.Plan) }

// plan checks a plan against what is published.
func (a *auditor) plan(c *Check, side, plan string, f *fact) {
	switch {
	case plan == "":
		c.needs("--plan " + side + "=…")
		c.Says = a.voice.Say("needs", "list", "--plan "+side+"=…")
	case a.res.CRM == "":
		c.needs("--contacts", "--profile")
		c.Says = a.voice.Say("needs-crm")
	case f == nil:
		a.unknown(c, "plan.unpublished", "crm", a.crm(), "plan", plan)
	default:
		c.Source = &Source{URL: f.URL, Date: f.Date}
		ok, known := f.verdict(plan)
		switch {
		case !known:
			a.unknown(c, "plan.unlisted", "crm", a.crm(), "plan", plan, "list", joinList(f.Enough))
		case !ok:
			c.Of = 1
			a.found(c, "plan.short", "plan", plan, "list", joinList(f.Enough))
		default:
			c.Status, c.Of = Declared, 1
			c.Says = a.voice.Say("plan.enough", "plan", plan)
			if t := f.If.in(a.opt.Lang.String()); t != "" {
				c.Says += " (" + t + ")"
			}
		}
	}
}

// bothUsers tells whether both lists of users are there.
func (a *auditor) bothUsers(c *Check) bool {
	return !a.missing(c, map[string]bool{"--aircall-users": a.users != nil, "--crm-users": a.crmUsers != nil})
}

func (a *auditor) usersTwins(c *Check) {
	if !a.bothUsers(c) {
		return
	}
	for _, u := range a.users.users {
		if u.inactive {
			continue
		}
		c.Of++
		if u.email == "" {
			a.found(c, "user.no-email", "user", u.name, "row", u.row)
		} else if is, _ := a.crmUsers.twin(u.email); is == none {
			a.found(c, "user.no-twin", "user", u.title(), "row", u.row)
		}
	}
	if c.Count > 0 {
		if t := a.facts.User.in(a.opt.Lang.String()); t != "" {
			a.show(c, "plain", "text", t)
			c.Source = &Source{URL: a.facts.UserURL, Date: a.facts.UserDate}
		}
	}
}

func (a *auditor) usersCase(c *Check) {
	if !a.bothUsers(c) {
		return
	}
	for _, u := range a.users.users {
		if u.inactive || u.email == "" {
			continue
		}
		c.Of++
		if is, _ := a.crmUsers.twin(u.email); is == otherCase {
			a.found(c, "user.case", "aircall", u.email, "crm", a.crmUsers.other(u.email))
		}
	}
}

func (a *auditor) usersSpaces(c *Check) {
	a.eachSide(c, func(side string, l *userList) {
		for _, u := range l.users {
			c.Of++
			if u.stored != u.email {
				a.found(c, "user.spaces", "side", side, "user", u.email, "row", u.row)
			}
		}
	})
}

func (a *auditor) usersTwice(c *Check) {
	a.eachSide(c, func(side string, l *userList) {
		c.Of += int64(len(l.users))
		var twice []string
		for low, list := range l.folded {
			if len(list) > 1 {
				twice = append(twice, low)
			}
		}
		slices.Sort(twice)
		for _, low := range twice {
			var rows []string
			for _, at := range l.folded[low] {
				rows = append(rows, itoa(l.users[at].row))
			}
			a.found(c, "user.twice", "side", side, "user", low, "rows", strings.Join(rows, ", "))
		}
	})
}

// eachSide does something with each list of users that is there; the check passes only with both.
func (a *auditor) eachSide(c *Check, fn func(side string, l *userList)) {
	if a.users != nil {
		fn("Aircall", a.users)
	}
	if a.crmUsers != nil {
		fn(a.crm(), a.crmUsers)
	}
	if c.Count == 0 {
		a.bothUsers(c)
	}
}

func (a *auditor) usersInactive(c *Check) {
	if !a.bothUsers(c) {
		return
	}
	for _, u := range a.users.users {
		if u.inactive || u.email == "" {
			continue
		}
		is, inactive := a.crmUsers.twin(u.email)
		if is == none {
			continue
		}
		c.Of++
		if inactive {
			a.found(c, "user.inactive", "user", u.title(), "crm", a.crm())
		}
	}
}

func (a *auditor) installerAircall(c *Check) {
	a.installer(c, "--aircall-users", "Aircall", a.users)
}

func (a *auditor) installerCRM(c *Check) { a.installer(c, "--crm-users", a.crm(), a.crmUsers) }

// installer checks that who installed the integration is an administrator on one side.
func (a *auditor) installer(c *Check, option, side string, l *userList) {
	if a.missing(c, map[string]bool{"--installer": a.opt.Installer != "", option: l != nil}) {
		return
	}
	if a.facts.Installer != nil {
		c.Source = &Source{URL: a.facts.Installer.URL, Date: a.facts.Installer.Date}
	}
	c.Of = 1
	mail := visible(a.opt.Installer)
	is, inactive := l.twin(mail)
	switch {
	case is == none:
		a.found(c, "installer.none", "user", mail, "side", side)
		return
	case inactive:
		a.found(c, "installer.inactive", "user", mail, "side", side)
		return
	}
	admin := unsaid
	for _, at := range l.folded[strings.ToLower(mail)] {
		if admin != yes && l.users[at].admin != unsaid {
			admin = l.users[at].admin
		}
	}
	switch {
	case admin == no:
		a.found(c, "installer.no-admin", "user", mail, "side", side)
	case admin == unsaid:
		c.Status = Declared
		c.Says = a.voice.Say("installer.unsaid", "user", mail, "side", side)
	}
}

// title names a user for people.
func (u *user) title() string {
	if u.name != "" && u.name != u.email {
		return u.name + " <" + u.email + ">"
	}
	return u.email
}
