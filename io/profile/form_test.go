package profile

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// formed writes a form down: each column with the headers that fill it.
func formed(b *Binding, f *Form) string {
	var list []string
	for _, c := range f.Columns {
		var from []string
		for _, i := range c.From {
			from = append(from, b.Columns[i].Header)
		}
		list = append(list, strings.TrimSpace(c.Header+" = "+strings.Join(from, " + ")))
	}
	return strings.Join(list, "\n")
}

func TestForm(t *testing.T) {
	for _, c := range []struct{ name, profile, header, to, want string }{
		{
			"HubSpot to Aircall", "hubspot", "Record ID|First Name|Last Name|Email|Phone Number|Mobile Phone Number|Company Name", "aircall",
			"first_name = First Name\nlast_name = Last Name\ncompany_name = Company Name\nphone1 =\nphone2 =\nphone3 =\nphone4 =",
		},
		{
			"a whole name to Aircall", "freshdesk", "Full name|Email|Work phone|Company|Unique external ID", "aircall",
			"first_name =\nlast_name = Full name\ncompany_name = Company\nphone1 =\nphone2 =\nphone3 =\nphone4 =",
		},
		{
			"parts of a name to Front", "salesforce", "Id|FirstName|LastName|Phone|Email|Account.Name|Description", "front",
			"name = FirstName + LastName\nemail = Email\nphone =\nphone2 =\nphone3 =\naccountName = Account.Name\ndescription = Description",
		},
		{
			"Google to Pipedrive, its own ids and labels stay", "google", "Name|Given Name|Family Name|Organization 1 - Name|E-mail 1 - Value|Phone 1 - Type|Phone 1 - Value|Address 1 - Country", "pipedrive",
			"Person - First name = Given Name\nPerson - Last name = Family Name\nPerson - Organization = Organization 1 - Name\nPerson - Phone - Work =\nPerson - Phone - Mobile =\nPerson - Phone - Home =\nPerson - Phone - Other =\nPerson - Email - Work = E-mail 1 - Value",
		},
		{
			"a French list to Outlook", Generic, "Nom|Prénom|Société|Téléphone|Pays|Fonction", "outlook",
			"First Name = Prénom\nLast Name = Nom\nCompany = Société\nJob Title = Fonction\nBusiness Phone =\nMobile Phone =\nHome Phone =\nOther Phone =\nE-mail Address =\nBusiness Country/Region = Pays\nNotes =",
		},
	} {
		b, err := bind(t, c.profile, c.header, nil, Options{})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		to, err := Find(c.to)
		if err != nil {
			t.Fatal(err)
		}
		f, err := b.Form(to)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if diff := cmp.Diff(c.want, formed(b, f)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	b, err := bind(t, Generic, "Name|Phone", nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var none *NoFormError
	if _, err := b.Form(b.Profile); !errors.As(err, &none) || none.Text().French == "" || none.Name != Generic {
		t.Errorf("a form of the generic profile: %v", err)
	}
}

// TestPlace gives numbers their columns.
func TestPlace(t *testing.T) {
	for _, c := range []struct {
		to    string
		kinds []Kind
		want  string
	}{
		{"aircall", []Kind{Mobile}, "phone1"},
		{"aircall", []Kind{Main, Mobile, Home}, "phone1|phone2|phone3"},
		{"aircall", []Kind{Work, Work, Work, Work, Work}, "phone1|phone2|phone3|phone4|-"},
		{"pipedrive", []Kind{Work, Mobile}, "Person - Phone - Work|Person - Phone - Mobile"},
		{"pipedrive", []Kind{Mobile, Home, Work}, "Person - Phone - Work|Person - Phone - Home|Person - Phone - Mobile"},
		{"outlook", []Kind{Main, Home, Mobile, Else, Work}, "Business Phone|Home Phone|Mobile Phone|Other Phone|-"},
		{"front", nil, ""},
	} {
		b, err := bind(t, Generic, "Name|Phone", nil, Options{})
		if err != nil {
			t.Fatal(err)
		}
		to, err := Find(c.to)
		if err != nil {
			t.Fatal(err)
		}
		f, err := b.Form(to)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		seen := map[int]bool{}
		for _, i := range f.Place(c.kinds) {
			if i < 0 {
				got = append(got, "-")
				continue
			}
			if seen[i] {
				t.Errorf("%s %v: %q taken twice", c.to, c.kinds, f.Columns[i].Header)
			}
			seen[i] = true
			got = append(got, f.Columns[i].Header)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s %v: %q, want %q", c.to, c.kinds, got, c.want)
		}
	}
}

// TestFormProperties lays every form over every profile: numbers get columns of their own, names are not lost.
func TestFormProperties(t *testing.T) {
	list := builtins(t)
	rapid.Check(t, func(t *rapid.T) {
		p := list[rapid.IntRange(0, len(list)-1).Draw(t, "profile")]
		var known []string
		for _, c := range p.Columns {
			known = append(known, c.Names...)
		}
		b, _ := p.Bind(rapid.SliceOfN(rapid.SampledFrom(known), 1, 12).Draw(t, "header"), nil, Options{})
		to := list[rapid.IntRange(0, len(list)-1).Draw(t, "to")]
		if b == nil || len(to.Form) == 0 {
			return
		}
		f, err := b.Form(to)
		if err != nil {
			t.Fatal(err)
		}
		named := false
		for _, c := range f.Columns {
			named = named || len(c.From) > 0 && slices.Contains([]Role{First, Last, Full}, c.Role)
			if c.Role == Phone && len(c.From) > 0 {
				t.Fatalf("%q is filled without a reading", c.Header)
			}
		}
		if (b.First >= 0 || b.Last >= 0 || b.Full >= 0) && !named {
			t.Fatalf("the name is lost on the way from %s to %s", p.Name, to.Name)
		}
		kinds := rapid.SliceOfN(rapid.SampledFrom([]Kind{Work, Mobile, Home, Main, Else}), 0, 8).Draw(t, "kinds")
		taken := map[int]bool{}
		for _, i := range f.Place(kinds) {
			if i < 0 {
				continue
			}
			if taken[i] || f.Columns[i].Role != Phone {
				t.Fatalf("%v: column %q", kinds, f.Columns[i].Header)
			}
			taken[i] = true
		}
		if len(taken) != min(len(kinds), len(f.Phones())) {
			t.Fatalf("%v: %d numbers have columns, of %d", kinds, len(taken), len(f.Phones()))
		}
	})
}

// TestFormsAreWhole holds the import form of each profile against its columns.
func TestFormsAreWhole(t *testing.T) {
	for _, p := range builtins(t) {
		if len(p.Form) == 0 {
			continue
		}
		b, err := bind(t, Generic, "First Name|Last Name|Phone", nil, Options{})
		if err != nil {
			t.Fatal(err)
		}
		f, err := b.Form(p)
		if err != nil {
			t.Errorf("%s: %v", p.Name, err)
			continue
		}
		slots := f.Phones()
		if len(slots) == 0 || !f.Columns[slots[0]].Primary {
			t.Errorf("%s: the form has no primary phone column", p.Name)
		}
		for _, c := range f.Columns {
			if c.Role == ID || c.Fixed {
				t.Errorf("%s: the form asks for %q, which no new contact has", p.Name, c.Header)
			}
		}
		for _, c := range p.Columns {
			if c.Required && c.Role != Full && !slices.ContainsFunc(f.Columns, func(fc FormColumn) bool { return fc.Role == c.Role }) {
				t.Errorf("%s: the form lacks %q, which is required", p.Name, c.Names[0])
			}
		}
	}
}

func TestWithoutEmoji(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Léa Martin", "Léa Martin"},
		{"Noé 😀", "Noé"},
		{"🚀Rocket  🚀 Ltd", "Rocket Ltd"},
		{"👩\u200d💻 Ann", "Ann"},
		{"☎️ Standard", "Standard"},
		{"🇫🇷 Paul", "Paul"},
		{"佐藤 はると", "佐藤 はると"},
		{"a  b", "a  b"},
		{"क्\u200dष", "क्\u200dष"},
		{"50 € – ½ ©", "50 € – ½ ©"},
		{"😀", ""},
		{"", ""},
	} {
		if got := WithoutEmoji(c.in); got != c.want {
			t.Errorf("WithoutEmoji(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// TestTenLines extends every built-in profile in ten lines.
func TestTenLines(t *testing.T) {
	for _, p := range builtins(t) {
		text := fmt.Sprintf(`name    = "ours"
title   = "Our CRM"
extends = %q
blank   = "clears"
[[column]]
names = ["Direct line of ours"]
role  = "phone"
kind  = "work"
[[column]]
names = ["Segment of ours"]
`, p.Name)
		if n := strings.Count(text, "\n"); n > 10 {
			t.Fatalf("%d lines", n)
		}
		own, err := Parse([]byte(text), "ours.toml")
		if err != nil {
			t.Errorf("%s: %v", p.Name, err)
			continue
		}
		if own.Title != "Our CRM" || own.Blank != BlankClears || len(own.Merges) != len(p.Merges) || !slices.Equal(own.Form, p.Form) || len(own.Columns) != len(p.Columns)+2 {
			t.Errorf("%s: %+v", p.Name, own)
		}
	}
}
