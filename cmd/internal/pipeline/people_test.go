package pipeline

import (
	"strings"
	"testing"

	"github.com/callready/callready/io/profile"
)

// Columns that say who somebody is are found by the words of their headers, in the languages that we speak.
func TestPeopleColumns(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		head string
		role profile.Role
		want string
	}{
		{"Street Address", profile.Address, "street"},
		{"Adresse", profile.Address, "street"},
		{"Straße", profile.Address, "street"},
		{"MailingStreet", profile.Address, "street"},
		{"City", profile.Address, "city"},
		{"Ville", profile.Address, "city"},
		{"Ort", profile.Address, "city"},
		{"Postal Code", profile.Address, "postcode"},
		{"Code postal", profile.Address, "postcode"},
		{"PLZ", profile.Address, "postcode"},
		{"State/Region", profile.Address, ""},
		{"Date of birth", profile.Other, "birth"},
		{"Birthday", profile.Other, "birth"},
		{"Geburtsdatum", profile.Other, "birth"},
		{"Date de naissance", profile.Other, "birth"},
		{"Geburtsort", profile.Other, ""},
		{"Nom de naissance", profile.Other, ""},
		{"Date", profile.Other, ""},
		{"Passport number", profile.Other, "ident"},
		{"Job Title", profile.Title, "title"},
		{"Notes", profile.Note, ""},
	} {
		c := newPeopleColumns(&profile.Binding{Columns: []profile.Bound{{Column: profile.Column{Role: tt.role}, Header: tt.head}}})
		var got strings.Builder
		for name, col := range map[string]int{"street": c.street, "city": c.city, "postcode": c.postcode, "birth": c.birth, "ident": c.ident, "title": c.title} {
			if col == 0 {
				got.WriteString(name)
			}
		}
		if got.String() != tt.want {
			t.Errorf("%q is the %q, want %q", tt.head, &got, tt.want)
		}
		if shown := len(c.compared) > 0; shown != (tt.want != "") {
			t.Errorf("%q is shown: %v", tt.head, shown)
		}
	}
}
