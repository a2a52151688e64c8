package pipeline

import (
	"bytes"

	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/normalize/phone"
)

// sharer packs a contact that holds a shared number for the sorter: all holders of a number come out together, in the
// order of the input.
func (s *scene) sharer(n *phone.Number, field int) sharer {
	bd := s.Binding
	p := holding[[]byte]{
		Row: int64(s.rec.Row), Line: int64(s.rec.Line), Key: []byte(s.key), Who: []byte(s.who), Column: s.Columns[field],
		Last: s.r.value(s.b, s.i, bd.Last), Company: s.r.value(s.b, s.i, bd.Company), CompanyID: s.r.value(s.b, s.i, bd.CompanyID),
		Modified: s.r.value(s.b, s.i, bd.Modified), Primary: s.c.Fields[field].Primary,
		Mobile: n.Type == "mobile", Person: s.c.Person,
	}
	for _, col := range bd.Email {
		_, domain, ok := bytes.Cut(s.r.value(s.b, s.i, col), []byte("@"))
		if !ok {
			continue
		}
		if domain = bytes.ToLower(domain); !publicMail(domain) {
			p.Mail = domain
			break
		}
	}
	size := len(n.E164) + packedMost
	for _, t := range p.texts() {
		size += len(*t)
	}
	buf := append(make([]byte, 0, size), n.E164...) // One piece of memory for key and value.
	key := len(buf)
	buf = p.pack(buf)
	return sharer{key: buf[:key:key], value: buf[key:]}
}

// publicMail tells whether anybody can have an address in a domain, so that it says nothing of a company.
func publicMail(domain []byte) bool {
	switch name, _, _ := bytes.Cut(domain, []byte(".")); string(name) {
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
		first := of(&l.Holders[0])
		for i := range l.Holders[1:] {
			if !alike(first, of(&l.Holders[i+1])) {
				return false
			}
		}
		return len(l.Holders) > 1 || alike(first, first) // which says that there is something
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
	if len(l.Holders) == 2 { // as most are
		if l.Holders[0].Person == l.Holders[1].Person {
			return 1
		}
		return 2
	}
	seen := map[uint32]bool{}
	for i := range l.Holders {
		seen[l.Holders[i].Person] = true
	}
	return len(seen)
}

// catches gives the row of the holder who gets the calls today, 0 where that is not known. Contacts have the rows up to last.
func (l *line) catches(pr *profile.Profile, last int64) int64 {
	if pr.SharedOwner != "modified" {
		return 0
	}
	best := -1
	for i := range l.Holders {
		if l.Holders[i].Row > last {
			continue
		}
		// ISO dates sort as text; other formats say nothing, so nobody is named.
		if m := l.Holders[i].Modified; len(m) < 10 || m[4] != '-' {
			return 0
		}
		if best < 0 || l.Holders[i].Modified > l.Holders[best].Modified {
			best = i
		}
	}
	if best < 0 {
		return 0
	}
	return l.Holders[best].Row
}
