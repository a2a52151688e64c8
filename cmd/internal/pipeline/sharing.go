package pipeline

import (
	"cmp"

	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/normalize/phone"
)

// sharer packs a contact that holds a shared number for the sorter: all holders of a number come out together, in the
// order of the input.
func (s *scene) sharer(n *phone.Number, field int) sharer {
	bd, r := s.Binding, s.r
	r.describe(s.b, s.i, rowOf(s.rec), s.people, &s.person)
	s.person.Since, s.person.Until = s.created.Sortable(r.text(s.b, s.i, s.people.created)), s.modified.Sortable(r.text(s.b, s.i, bd.Modified))
	if object := bd.Profile.Object; object == "company" || object == "account" || r.isFirm(s.b, s.i) {
		s.person.CompanyID = s.person.Key // A company is of itself.
		s.person.Company = cmp.Or(s.person.Company, s.person.Full, s.person.Last)
	}
	s.packed = dedupe.AppendPerson(s.packed[:0], &s.person)
	p := holding[[]byte]{
		Row: int64(s.rec.Row), At: int64(s.rec.Line), Key: []byte(s.key), Who: []byte(s.who), Column: s.Columns[field],
		Company: r.value(s.b, s.i, bd.Company), CompanyID: r.value(s.b, s.i, bd.CompanyID),
		Modified: []byte(s.person.Until), Person: s.packed, Primary: s.c.Fields[field].Primary, Line: lineOf(n),
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

// line is a number of several people with its holders.
type line struct {
	E164    string
	Holders []person // at most holdersMost
	follows bool     // the line before is of the same number
	crowd   bool     // there are more holders than are looked at together
	shared  dedupe.Shared
}

// weigh says what kind of shared line it is.
func (l *line) weigh(decided *dedupe.Decisions) error {
	people := make([]*dedupe.Person, 0, len(l.Holders))
	for i := range l.Holders {
		p, err := dedupe.ParsePerson([]byte(l.Holders[i].Person))
		if err != nil {
			return err
		}
		people = append(people, p)
	}
	l.shared = dedupe.ClassOf(l.Holders[0].Line, people, decided)
	return nil
}

// company gives the id of the company that a switchboard belongs to: the one that all holders with an id name. Of a crowd nobody
// has seen all.
func (l *line) company() (id, name string) {
	if l.crowd {
		return "", ""
	}
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

// catches gives the row of the holder who gets the calls today, 0 where that is not known, as it is of a crowd. Contacts have the rows up to last.
func (l *line) catches(pr *profile.Profile, last int64) int64 {
	if pr.SharedOwner != "modified" || l.crowd {
		return 0
	}
	best := -1
	for i := range l.Holders {
		if l.Holders[i].Row > last {
			continue
		}
		// A moment that is not understood says nothing, so nobody is named.
		if l.Holders[i].Modified == "" {
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
