package pipeline

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/normalize/required"
)

// A column that is taken over stands among the others in the order of the header, and the last name keeps its place in it.
func TestTakeOver(t *testing.T) {
	for _, c := range []struct {
		name    string
		child   []int
		childAt int
		col     int
		want    []int
		wantAt  int
	}{
		{"behind the name", []int{1, 2}, 1, 5, []int{1, 2, 5}, 1},
		{"in front of it", []int{3, 4}, 1, 2, []int{2, 3, 4}, 2},
		{"there already", []int{1, 2}, 1, 2, []int{1, 2}, 1},
		{"the name itself", []int{1, 3}, -1, 4, []int{1, 3, 4}, 2},
		{"into nothing", nil, -1, 2, []int{2}, -1},
		{"the label, which goes with its number", []int{1}, -1, 9, []int{1}, -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := &layout{child: c.child, childAt: c.childAt, label: 9}
			b := &profile.Binding{Last: 4, Full: -1}
			l.takeOver(c.col, b)
			if diff := cmp.Diff(c.want, l.child); diff != "" || l.childAt != c.wantAt {
				t.Errorf("the name stands at %d, want %d; columns (-want +got):\n%s", l.childAt, c.wantAt, diff)
			}
		})
	}
}

// What identifies a record, what was granted by a person, and what the CRM counts itself is no other record's.
func TestCopyable(t *testing.T) {
	for _, c := range []struct {
		column profile.Column
		want   bool
	}{
		{profile.Column{}, true},
		{profile.Column{Role: profile.Owner}, true},
		{profile.Column{Role: profile.Refusal}, true},
		{profile.Column{Role: profile.ID}, false},
		{profile.Column{Role: profile.Email}, false},
		{profile.Column{Role: profile.Phone}, false},
		{profile.Column{Role: profile.Consent}, false},
		{profile.Column{Role: profile.Engaged}, false},
		{profile.Column{Unique: true}, false},
		{profile.Column{Fixed: true}, false},
	} {
		if got := copyable(&profile.Bound{Column: c.column}); got != c.want {
			t.Errorf("%+v: %t", c.column, got)
		}
	}
}

// A text that means nothing is taken by a CRM as it was in the parent; a number, a date or a choice is checked.
func TestVerified(t *testing.T) {
	for as, want := range map[required.Type]bool{
		required.TypeUnknown: false, required.TypeText: false, required.TypeName: false,
		required.TypeNumber: true, required.TypeDate: true, required.TypePick: true, required.TypePhone: true, required.TypeEmail: true, required.TypeRef: true, required.TypeBool: true,
	} {
		if got := verified(as); got != want {
			t.Errorf("%q: %t", as, got)
		}
	}
}
