package revise

import (
	"context"
	"slices"
	"strings"
)

// children says what is to be done with each new contact.
func (u *undoing) children(ctx context.Context) error {
	if u.Fresh == nil {
		for range u.created {
			u.count(ofCreates, "listed")
		}
		for _, f := range u.files("undo/created") {
			if err := u.copyFile(ctx, f, "review/created.csv"); err != nil {
				return err
			}
		}
		return nil
	}
	lists := map[string]*writer{}
	for _, name := range []string{"delete", "merge", "decide"} {
		lists[name] = u.table("review/"+name+".csv", []string{u.Summary.Profile.Key, "parent", "who", "number", "callready_id", "columns", "why"})
	}
	for _, m := range u.created {
		if len(m.found) == 0 {
			u.count(ofCreates, "not-there")
			continue
		}
		for i := range m.found {
			f := &m.found[i]
			do, why := u.fate(m, f)
			u.count(ofCreates, do)
			if do == "decide" {
				u.open++
			}
			cells := []string{f.key, m.parent, m.who, m.number, m.id, strings.Join(f.what, ", "), u.Say("why." + why)}
			for k := range cells {
				cells[k] = u.Safe(cells[k])
			}
			if err := lists[do].row(cells...); err != nil {
				return err
			}
		}
	}
	return nil
}

// fate says what is to be done with a record that is a new contact, and why.
func (u *undoing) fate(m *made, f *found) (do, why string) {
	parent := u.contact(m.parent)
	switch s := u.standing(parent); {
	case len(m.found) > 1:
		return "decide", "several"
	case s == gone && (parent.goes == nil || f.why == worked):
		return "decide", "parentgone"
	case f.why == edited:
		return "decide", "childedited"
	case !f.holds:
		return "decide", "othernumber"
	case s == moved && !m.atHome, s == same && !m.atHome && !u.returns(m, parent):
		return "decide", "parentwithout"
	case (s == before || s == after || s == partly) && !m.atHome && !has(u.then(parent), m.number): // Somebody emptied a cell that the run left.
		return "decide", "parentwithout"
	case f.why == worked:
		return "merge", "worked"
	case !f.sure:
		return "delete", "byname"
	}
	return "delete", "untouched"
}

// returns tells whether the number of a new contact comes back to its parent with a value that a person cleared.
func (u *undoing) returns(m *made, parent *contact) bool {
	tail := string(onlyDigits(nil, m.number))
	tail = tail[max(0, len(tail)-suffix):]
	return slices.ContainsFunc(parent.clear, func(x cell) bool {
		return tidy(x.now) == "" && strings.Contains(string(onlyDigits(nil, x.new)), tail)
	})
}
