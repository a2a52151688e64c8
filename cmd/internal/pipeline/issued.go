package pipeline

import (
	"slices"
	"strings"

	"github.com/callready/callready/io/record"
	"github.com/callready/callready/normalize"
)

// Issued is what earlier runs issued: new contacts by their callready_id, and by their number where that is known. While the export
// does not hold such a contact, its number stays where it is and no contact is made of it again.
type Issued struct {
	IDs     map[string]bool
	Numbers map[string]bool // in E.164
}

// holds tells whether a new contact with the number was issued.
func (s *Issued) holds(id func() string, e164 string) bool {
	return s.Numbers[e164] || len(s.IDs) > 0 && s.IDs[id()]
}

// issued notes which numbers of record i became a new contact in an earlier run. A contact with one number keeps it anyway.
func (r *reader) issued(b *record.Batch, i int) {
	c := &r.contact
	c.Issued = c.Issued[:0]
	if r.Issued == nil || len(r.Issued.IDs)+len(r.Issued.Numbers) == 0 {
		return
	}
	parent := ""
	for f := range c.Readings {
		for k := range c.Readings[f].Numbers {
			e164 := c.Readings[f].Numbers[k].E164
			id := func() string {
				if parent == "" {
					parent = parentID(r.text(b, i, r.Binding.Key), r.display(b, i), r.email(b, i))
				}
				return childID(parent, e164)
			}
			if !slices.Contains(c.Issued, e164) && r.Issued.holds(id, e164) {
				c.Issued = append(c.Issued, e164)
			}
		}
	}
}

// email gives the e-mail address of record i in lower case.
func (r *reader) email(b *record.Batch, i int) string {
	if len(r.Binding.Email) == 0 {
		return ""
	}
	return strings.ToLower(r.text(b, i, r.Binding.Email[0]))
}

// Withheld is a new contact that was not made again.
type Withheld struct {
	ID     string // its callready_id
	Number string // in E.164
}

// withheld notes the numbers of which the contact would have made new contacts, had no earlier run issued them.
func (s *scene) withheld(plan *normalize.Plan) {
	if len(s.c.Issued) == 0 {
		return
	}
	at := len(s.out.withheld)
	for i := range plan.Steps {
		st := &plan.Steps[i]
		if !slices.Contains(st.Codes, normalize.CodeIssued) {
			continue
		}
		s.whose()
		for k := range st.Numbers {
			n := st.Numbers[k].E164
			if !slices.Contains(s.c.Issued, n) || slices.ContainsFunc(s.out.withheld[at:], func(w Withheld) bool { return w.Number == n }) {
				continue
			}
			s.out.withheld = append(s.out.withheld, Withheld{ID: childID(parentID(s.key, s.who, s.r.email(s.b, s.i)), n), Number: n})
		}
	}
}

// arrived notes which new contact of an earlier run the record is.
func (s *scene) arrived() {
	if s.Issued == nil || s.Binding.Child < 0 {
		return
	}
	if id := s.r.value(s.b, s.i, s.Binding.Child); strings.HasPrefix(string(id), childPrefix) {
		s.out.present = append(s.out.present, string(id))
	}
}
