package pipeline

import (
	"encoding/json"
	"strings"

	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/normalize/phone"
)

// person is one contact that holds a shared number, as it waits in the sorter.
type person struct {
	Row       int64
	Line      int64
	Key       string
	Who       string
	Last      string
	Column    string
	Company   string
	CompanyID string
	Mail      string // domain of the e-mail, "" for a public mail service
	Modified  string
	Primary   bool
	Mobile    bool   // the number is a mobile one
	Person    uint32 // who it is, as the index tells
}

// sharer packs a contact that holds a shared number for the sorter: all holders of a number come out together, in the
// order of the input.
func (s *scene) sharer(n *phone.Number, field int) sharer {
	bd := s.Binding
	p := person{
		Row: int64(s.rec.Row), Line: int64(s.rec.Line), Key: s.key, Who: s.who, Column: bd.Columns[s.Columns[field]].Header,
		Last: s.r.text(s.b, s.i, bd.Last), Company: s.r.text(s.b, s.i, bd.Company), CompanyID: s.r.text(s.b, s.i, bd.CompanyID),
		Modified: s.r.text(s.b, s.i, bd.Modified), Primary: s.c.Fields[field].Primary,
		Mobile: n.Type == "mobile", Person: s.c.Person,
	}
	for _, col := range bd.Email {
		if _, domain, ok := strings.Cut(strings.ToLower(s.r.text(s.b, s.i, col)), "@"); ok && !publicMail(domain) {
			p.Mail = domain
			break
		}
	}
	value, err := json.Marshal(p)
	if err != nil {
		value = nil // cannot happen: strings, numbers and a bool
	}
	return sharer{key: []byte(n.E164), value: value}
}

// publicMail tells whether anybody can have an address in a domain, so that it says nothing of a company.
func publicMail(domain string) bool {
	switch name, _, _ := strings.Cut(domain, "."); name {
	case "gmail", "googlemail", "yahoo", "ymail", "hotmail", "outlook", "live", "msn", "icloud", "me", "aol", "gmx", "web",
		"orange", "wanadoo", "free", "sfr", "laposte", "bbox", "t-online", "freenet", "proton", "protonmail", "pm",
		"libero", "virgilio", "tiscali", "telefonica", "terra", "sapo", "wp", "o2", "onet", "interia", "ziggo", "kpnmail",
		"skynet", "telenet", "bluewin", "btinternet", "mail", "yandex", "qq", "163", "126", "comcast", "verizon", "att":
		return true
	default:
		return false
	}
}

// line is a number of several people with its holders.
type line struct {
	E164    string
	Holders []person // at most holdersMost at a time
	kind    string   // class, once it is known
	listed  bool     // the first of Holders is listed already
}

// class says what kind of shared line it is: household when its holders share the last name, switchboard when they are of
// one company or mail domain and it is no mobile, unclear otherwise.
func (l *line) class() string {
	same := func(of func(*person) string) bool {
		words := func(p *person) string { return strings.Join(strings.Fields(fold(of(p))), " ") }
		first := words(&l.Holders[0])
		if first == "" {
			return false
		}
		for i := range l.Holders[1:] {
			if words(&l.Holders[i+1]) != first {
				return false
			}
		}
		return true
	}
	switch {
	case same(func(p *person) string { return p.Last }) && len(l.Holders) < 4:
		return "household"
	case l.Holders[0].Mobile:
		return "unclear"
	case same(func(p *person) string { return p.CompanyID }), same(func(p *person) string { return p.Company }), same(func(p *person) string { return p.Mail }):
		return "switchboard"
	case same(func(p *person) string { return p.Last }):
		return "household"
	default:
		return "unclear"
	}
}

// company gives the id of the company that a switchboard belongs to: the one that all holders with an id name.
func (l *line) company() (id, name string) {
	for i := range l.Holders {
		p := &l.Holders[i]
		switch {
		case p.CompanyID == "":
		case id == "":
			id, name = p.CompanyID, p.Company
		case id != p.CompanyID:
			return "", ""
		}
	}
	return id, name
}

// people counts the persons among the holders.
func (l *line) people() int {
	seen := map[uint32]bool{}
	for i := range l.Holders {
		seen[l.Holders[i].Person] = true
	}
	return len(seen)
}

// catches gives the row of the holder who gets the calls today, 0 where that is not known.
func (l *line) catches(pr *profile.Profile) int64 {
	if pr.SharedOwner != "modified" {
		return 0
	}
	best := -1
	for i := range l.Holders {
		// ISO dates sort as text; other formats say nothing, so nobody is named.
		if m := l.Holders[i].Modified; len(m) < 10 || m[4] != '-' {
			return 0
		}
		if best < 0 || l.Holders[i].Modified > l.Holders[best].Modified {
			best = i
		}
	}
	return l.Holders[best].Row
}
