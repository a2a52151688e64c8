package dedupe_test

import (
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callready/callready/dedupe"
)

func TestClassOf(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		line    dedupe.Line
		holders []string
		want    dedupe.Shared
	}{
		{"one person twice", dedupe.Mobile, []string{"first=Léa last=Moreau n=mobile", "first=LEA last=MOREAU n=mobile"}, dedupe.Shared{Class: dedupe.OnePerson, People: 1}},
		{
			"a family that was split", dedupe.Fixed,
			[]string{"key=P first=Léa last=Moreau n=fixed", "key=C first=Léa last=Moreau n=fixed child=c parent=P"},
			dedupe.Shared{Class: dedupe.OnePerson, People: 1},
		},
		{"colleagues", dedupe.Fixed, []string{"first=Léa last=Moreau co=Acme", "first=Hugo last=Favre co=ACME_SAS", "first=Ana last=Ruiz co=Acme"}, dedupe.Shared{Class: dedupe.Switchboard, People: 3}},
		{"one domain", dedupe.Fixed, []string{"first=Léa last=Moreau mail=lea@acme.example", "first=Hugo last=Favre mail=hugo@acme.example"}, dedupe.Shared{Class: dedupe.Switchboard, People: 2}},
		{"a public domain is no firm", dedupe.Fixed, []string{"first=Léa last=Moreau mail=lea@gmail.com", "first=Hugo last=Favre mail=hugo@gmail.com"}, dedupe.Shared{Class: dedupe.Unclear, People: 2}},
		{"couple", dedupe.Fixed, []string{"first=Léa last=Moreau n=fixed", "first=Hugo last=Moreau n=fixed"}, dedupe.Shared{Class: dedupe.Household, People: 2}},
		{"one of them keeps her name", dedupe.Fixed, []string{"first=Léa last=Moreau-Favre", "first=Hugo last=Favre"}, dedupe.Shared{Class: dedupe.Household, People: 2}},
		{"one address", dedupe.Fixed, []string{"first=Léa last=Moreau street=1_rue_X city=Lyon", "first=Hugo last=Favre street=1,_Rue_X city=LYON"}, dedupe.Shared{Class: dedupe.Household, People: 2}},
		{"a company mobile", dedupe.Mobile, []string{"first=Léa last=Moreau co=Acme", "first=Hugo last=Favre co=Acme"}, dedupe.Shared{Class: dedupe.Switchboard, People: 2}},
		{"a recycled mobile", dedupe.Mobile, []string{"first=Léa last=Moreau n=mobile", "first=Tomasz last=Nowak n=mobile"}, dedupe.Shared{Class: dedupe.Reused, People: 2}},
		{"strangers", dedupe.Fixed, []string{"first=Léa last=Moreau co=Acme", "first=Tomasz last=Nowak co=Vega"}, dedupe.Shared{Class: dedupe.Unclear, People: 2}},
		{
			"a contact made by telephony is nobody", dedupe.Fixed,
			[]string{"first=Léa last=Moreau n=fixed", "first=+33199001234 last=Aircall_new_contact"},
			dedupe.Shared{Class: dedupe.OnePerson, People: 1, Made: 1},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var holders []*dedupe.Person
			for i, text := range tt.holders {
				p := who(text)
				p.Ref = uint32(i + 1)
				if p.Key == "" {
					p.Key = strconv.Itoa(i)
				}
				holders = append(holders, p)
			}
			got := dedupe.ClassOf(tt.line, holders)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("mismatch (-want +got):\n%s", diff)
			}
			for i, j := 0, len(holders)-1; i < j; i, j = i+1, j-1 {
				holders[i], holders[j] = holders[j], holders[i]
			}
			if turned := dedupe.ClassOf(tt.line, holders); turned != got {
				t.Errorf("the other way round: %+v", turned)
			}
		})
	}
}

func TestTelephony(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, person string
		want         dedupe.Made
	}{
		{"number first", "first=+33199001234 last=Aircall_new_contact", dedupe.Made{By: "aircall", Number: fixed, Text: "+33199001234"}},
		{"number last", "first=Aircall_New_Contact last=+33_1_99_00_12_34", dedupe.Made{By: "aircall", Number: fixed, Text: "+33 1 99 00 12 34"}},
		{"all in one text", "full=Aircall_new_user_+33199001234", dedupe.Made{By: "aircall", Number: fixed, Text: "+33199001234"}},
		{"the phone column says which number", "first=01_99_00_12_34 last=Aircall_new_lead n=fixed", dedupe.Made{By: "aircall", Number: fixed, Text: "01 99 00 12 34"}},
		{"made-up address", "mail=584930201@aircall.io n=fixed", dedupe.Made{By: "aircall", Number: fixed}},
		{"a number for a name", "first=+33199001234", dedupe.Made{By: "unknown", Number: fixed, Text: "+33199001234"}},
		{"an employee", "first=Zoé last=Favre mail=zoe@aircall.io", dedupe.Made{}},
		{"named since", "first=Zoé last=Favre mail=584930201@aircall.io", dedupe.Made{}},
		{"a firm with digits", "first=Hotel last=1234567", dedupe.Made{}},
		{"somebody", "first=Léa last=Moreau n=fixed", dedupe.Made{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, ok := dedupe.Telephony(who(tt.person))
			if diff := cmp.Diff(tt.want, got); diff != "" || ok != (tt.want != dedupe.Made{}) {
				t.Errorf("%v, mismatch (-want +got):\n%s", ok, diff)
			}
		})
	}
}

func TestNormalMail(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in, want string
		role     bool
	}{
		{"Lea.Moreau@Example.COM", "lea.moreau@example.com", false},
		{" <lea+news@example.com> ", "lea@example.com", false},
		{"l.e.a@googlemail.com", "lea@gmail.com", false},
		{"info@example.com", "info@example.com", true},
		{"Compta.Paris@example.com", "compta.paris@example.com", true},
		{"kontakt@example.com", "kontakt@example.com", true},
		{"uk-sales2@example.com", "uk-sales2@example.com", true},
		{"no-reply@example.com", "no-reply@example.com", true},
		{"isabel.info@example.com", "isabel.info@example.com", true},
		{"salesh@example.com", "salesh@example.com", false},
		{"lea", "", false},
		{"@example.com", "", false},
		{"lea moreau@example.com", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			t.Parallel()
			got, ok := dedupe.NormalMail(tt.in)
			if got != tt.want || ok != (tt.want != "") {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if role := dedupe.RoleMail(tt.in); role != tt.role {
				t.Errorf("role: %v", role)
			}
		})
	}
}
