package cli

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/callready/callready/io/profile"
)

// Contacts for which the promises about importing did not hold once.
func TestKnown(t *testing.T) {
	generic := genericKind(profile.BlankKeeps)
	for _, tt := range []struct {
		name  string
		kind  *kind
		flags []string
		text  string
		held  int // new contacts that wait
	}{
		{
			name: "one word for a name and one e-mail", kind: generic, flags: []string{"--split", "one"},
			text: `ID,First name,Last name,E-mail,Phone,Mobile phone,Private phone
C-1,Ana,Lopez,,+442079460124,,
C-2,Bob,Muller,,+33199001235,,
C-3,,Roux,ana@example.com,+33199001236 / +442079460123,,
C-4,,Roux,ana@example.com,,+442079460124,+33199001235 / +442079460123
`,
		},
		{
			name: "the same person keeps the number once another one turns out to be shared", kind: generic, flags: []string{"--split", "one"},
			text: `ID,First name,Last name,E-mail,Phone,Mobile phone,Private phone
C-1,Bob,Muller,,+33655501234,,
C-2,Ana,Lopez,,+33655501240,,+33199001235
C-3,Ana,Lopez,,,+33655501234,+33199001235
`,
		},
		{
			name: "the record that answers for a number cannot let go of it", kind: salesforceKind(), flags: []string{"--split", "one"},
			text: `Id,FirstName,LastName,Phone,MobilePhone,MailingCountry
003A00000000001AAA,Bob,Muller,+33655501235,,France
003A00000000002AAA,Ana,Lopez,,+33655501235 / +33199001236,France
003A00000000003AAA,Ana,Lopez,+33199001237,+33199001236,France
`,
		},
		{
			name: "a corrected child", kind: hubspotKind(), flags: []string{"--split", "readable"},
			text: `Record ID,First Name,Last Name,Phone Number,Mobile Phone Number,Country/Region
1,Ana,Lopez,+33199001234 / +33199001235,+33655501234,France
`,
		},
		{
			name: "a field that is not read is no claim", kind: hubspotKind(), flags: []string{"--split", "one", "--region", "FR", "--drop-extras"}, held: 1,
			text: `Record ID,First Name,Last Name,Phone Number,Mobile Phone Number,WhatsApp Phone Number,Country/Region
1,Ana,Muller,01 99 00 12 34,+33655501235,,France
2,Ana,Muller,655501236 / 020 7946 0123,,+33 (0)6 55 50 12 35,Frnace
`,
		},
		{
			name: "held until it is cleared", kind: hubspotKind(), flags: []string{"--split", "one"}, held: 1,
			text: `Record ID,First Name,Last Name,Phone Number,Mobile Phone Number,Country/Region
1,Ana,Lopez,+33199001234,+33655501234,France
`,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSession(t)
			c := crmOf(t, tt.kind, tt.text)
			checkImport(t, s, c, append([]string{"-q", "--profile", tt.kind.profile}, tt.flags...))
			if got := len(rows(s, "run/held/creates*.csv")); got != tt.held {
				t.Errorf("%d contacts wait, want %d", got, tt.held)
			}
		})
	}
}

// crmOf fills a model with the rows of a comma-separated text.
func crmOf(t *testing.T, k *kind, text string) *crm {
	t.Helper()
	c := &crm{kind: k}
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	c.heads = all[0]
	for _, rec := range all[1:] {
		r := map[string]string{}
		for i, v := range rec {
			r[c.heads[i]] = v
		}
		c.records = append(c.records, r)
	}
	return c
}
