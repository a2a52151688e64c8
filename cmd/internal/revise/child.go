package revise

import (
	"slices"
	"strings"

	"github.com/callready/callready/io/profile"
)

// child notes a record that is a new contact of the run, or may be.
func (v *view) child(key string, cell func(int) string) {
	b := v.f.Binding
	text := func(col int) string {
		if col < 0 {
			return ""
		}
		return strings.TrimSpace(cell(col))
	}
	if m := v.made[text(b.Child)]; m != nil {
		m.found = append(m.found, v.judge(m, key, true, cell))
		return
	}
	if len(v.byNumber) == 0 {
		return
	}
	for _, col := range b.Phones {
		m := v.byNumber[number(cell(col))]
		if m == nil || v.same(m.parent) == v.same(key) {
			continue
		}
		parent := text(b.Parent)
		switch {
		case parent != "" && v.same(parent) == v.same(m.parent):
			m.found = append(m.found, v.judge(m, key, true, cell))
		case parent != "" || text(b.Child) != "" || v.contacts[v.same(key)] != nil:
		case v.header[col] != v.primary() && col != b.Primary:
			// New contacts are made with their number in the primary field: this is another record of the person.
		case v.looksLike(m, cell):
			m.found = append(m.found, v.judge(m, key, false, cell))
		}
		return
	}
}

// looksLike tells whether a record without link columns has the name that the new contact was given, and no e-mail address.
func (v *view) looksLike(m *made, cell func(int) string) bool {
	for _, col := range v.f.Binding.Email {
		if strings.TrimSpace(cell(col)) != "" {
			return false
		}
	}
	names := 0
	for i, h := range m.header {
		col := slices.Index(v.header, h)
		if col < 0 || !slices.Contains([]profile.Role{profile.First, profile.Last, profile.Full}, v.f.Binding.Columns[col].Role) {
			continue
		}
		if !equal(m.cells[i], cell(col)) {
			return false
		}
		if m.cells[i] != "" {
			names++
		}
	}
	return names > 0
}

// judge says what happened to a new contact since it was made.
func (v *view) judge(m *made, key string, sure bool, cell func(int) string) found {
	f := found{key: key, sure: sure}
	for _, col := range v.f.Binding.Phones {
		f.holds = f.holds || number(cell(col)) == m.number
	}
	note := func(why fate, col int) {
		if f.why < why {
			f.why, f.what = why, nil
		}
		if f.why == why {
			f.what = append(f.what, v.header[col])
		}
	}
	for _, col := range v.worked {
		if s := strings.TrimSpace(cell(col)); s != "" && s != "0" && !strings.EqualFold(s, "false") {
			note(worked, col)
		}
	}
	if m.header == nil { // What it was given is not known.
		return f
	}
	for _, col := range v.said {
		now := cell(col)
		was, given := "", false
		if i := slices.Index(m.header, v.header[col]); i >= 0 {
			was, given = m.cells[i], true
		}
		if !given && v.header[col] == v.primary() {
			was = m.number
		}
		if !equal(was, now) && (was == "" || number(now) != was) {
			note(edited, col)
		}
	}
	return f
}

// primary gives the field under which new contacts have their number where the run knows it.
func (v *view) primary() string { return v.Summary.Profile.Primary }
