package profile

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestContinues(t *testing.T) {
	const header = "External ID|Name|Phone|Country/External ID|Contacts/Name|Contacts/Phone"
	for _, c := range []struct {
		name, row string
		want      bool
	}{
		{"a record", "a.1|Ann|0199001234|base.fr||", false},
		{"a record with a line", "a.1|Ann|0199001234|base.fr|Bob|01", false},
		{"a line", "||||Bob|01", true},
		{"a line without a number", "||||Bob|", true},
		{"a record without an id", "|Ann|0199001234||Bob|01", false},
		{"a record with an id alone", "a.1|||||", false},
		{"nothing", "|||||", false},
	} {
		b, err := bind(t, "odoo", header, nil, Options{})
		if err != nil {
			t.Fatal(err)
		}
		cells := strings.Split(c.row, "|")
		if got := b.Continues(func(i int) bool { return cells[i] == "" }); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	b, err := bind(t, "hubspot", "Record ID|Phone Number|a/b", nil, Options{})
	if err != nil || b.Continues(func(i int) bool { return i != 2 }) {
		t.Errorf("a HubSpot row goes on with the one above: %v", err)
	}
}

// TestLinesAreLeft keeps the numbers of one-to-many columns out: an update of them would make new records.
func TestLinesAreLeft(t *testing.T) {
	b, err := bind(t, "odoo", "External ID|Name|Phone|Contacts/Phone|Contacts/Second phone|child_ids/mobile", nil, Options{})
	if err != nil || !slices.Equal(b.Phones, []int{2}) || len(b.Others) > 0 {
		t.Errorf("phones %v, others %v, %v", b.Phones, b.Others, err)
	}
}

func TestIsFirm(t *testing.T) {
	for _, c := range []string{"True", "TRUE", "1", "Company", "company", "Vrai", "Société", "Unternehmen", "Sí"} {
		if !IsFirm(c) {
			t.Errorf("%q is no company", c)
		}
	}
	for _, c := range []string{"", "False", "0", "Individual", "person", "Particulier", "Contact"} {
		if IsFirm(c) {
			t.Errorf("%q is a company", c)
		}
	}
}

func TestLabelOf(t *testing.T) {
	for _, c := range []struct {
		profile, header string
		want            string // value:label, by position
	}{
		{"google", "Phone 1 - Label|Phone 1 - Value|Phone 2 - Label|Phone 2 - Value|E-mail 1 - Label|E-mail 1 - Value", "1:0 3:2"},
		{"google", "Phone 1 - Type|Phone 1 - Value|Name", "1:0"},
		{"google", "Phone 2 - Value|Phone 1 - Value|Phone 1 - Label|Phone 2 - Label", "0:3 1:2"},
		{"close", "id|primary_contact_primary_phone|primary_contact_primary_phone_type|primary_contact_other_phones", "1:2"},
		{Generic, "Name|Phone|Phone type|Mobile|Phone 2|Phone 2 type", "1:2 4:5"},
		{Generic, "Nom|Type de téléphone|Téléphone|Téléphone 2|Type du téléphone 2", "2:1 3:4"},
		{Generic, "Nombre|Teléfono|Tipo de teléfono", "1:2"},
		{Generic, "Name|Telefon|Telefon Bezeichnung", "1:2"},
		{Generic, "Name|Phone|Type|Contact type", ""},
		{Generic, "Name|Phone|Phone type|Phone|Phone type", "1:2 3:4"},
	} {
		b, err := bind(t, c.profile, c.header, nil, Options{})
		if b == nil {
			t.Fatal(err)
		}
		var got []string
		for i := range b.Columns {
			if j := b.LabelOf(i); j >= 0 {
				got = append(got, string(rune('0'+i))+":"+string(rune('0'+j)))
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %s, want %s", c.header, got, c.want)
		}
	}
	b, err := bind(t, Generic, "Name|Phone", nil, Options{})
	if err != nil || b.LabelOf(-1) != -1 || b.LabelOf(7) != -1 {
		t.Errorf("a column that is not there has a label: %v", err)
	}
}

func TestSenseOf(t *testing.T) {
	for _, c := range []struct {
		label string
		want  Sense
	}{
		{"", Sense{Kind: Main}},
		{"Mobile", Sense{Kind: Mobile}},
		{"* Mobile", Sense{Kind: Mobile}},
		{"Portable", Sense{Kind: Mobile}},
		{"Handy", Sense{Kind: Mobile}},
		{"Móvil", Sense{Kind: Mobile}},
		{"Work", Sense{Kind: Work}},
		{"Bureau", Sense{Kind: Work}},
		{"Geschäftlich", Sense{Kind: Work}},
		{"Home", Sense{Kind: Home}},
		{"Domicile", Sense{Kind: Home}},
		{"Privat", Sense{Kind: Home}},
		{"Main", Sense{Kind: Main}},
		{"Other", Sense{Kind: Else}},
		{"Work Fax", Sense{Kind: Work, Fax: true}},
		{"Home Fax", Sense{Kind: Home, Fax: true}},
		{"Télécopie", Sense{Kind: Main, Fax: true}},
		{"Pager", Sense{Kind: Main, None: true}},
		{"Assistant", Sense{Kind: Main, Person: "assistant"}},
		{"Standard", Sense{Kind: Main, Person: "company"}},
		{"Urgence", Sense{Kind: Main, Person: "other"}},
		{"Google Voice", Sense{Kind: Main}},
		{"Maison de campagne", Sense{Kind: Home}},
	} {
		if got := SenseOf(c.label); got != c.want {
			t.Errorf("%q: %+v, want %+v", c.label, got, c.want)
		}
	}
}

// TestKeyByEmail makes the e-mail address the key where there are no ids, or few.
func TestKeyByEmail(t *testing.T) {
	rows := func(ids ...string) (s Sample) {
		for i, id := range ids {
			s = append(s, []string{id, "p" + string(rune('a'+i)) + "@example.com", "0199001234"})
		}
		return s
	}
	const freshdesk = "Unique external ID|Email|Work phone|Can see all tickets from this company"
	for _, c := range []struct {
		name, profile, header string
		sample                Sample
		opt                   Options
		want                  int
	}{
		{"ids in every row", "freshdesk", freshdesk, rows("a", "b", "c"), Options{}, 0},
		{"ids in one row", "freshdesk", freshdesk, rows("a", "", ""), Options{}, 1},
		{"no rows looked at", "freshdesk", freshdesk, nil, Options{}, 0},
		{"the user's word", "freshdesk", freshdesk, rows("a", "", ""), Options{Key: "Unique external ID"}, 0},
		{"no ids at all", "mailchimp", "First Name|Email Address|Phone Number|MEMBER_RATING", nil, Options{}, 1},
		{"a CRM that knows no such key", "hubspot", "Record ID|Email|Phone Number", rows("1", "", ""), Options{}, 0},
	} {
		b, err := bind(t, c.profile, c.header, c.sample, c.opt)
		if err != nil || b.Key != c.want {
			t.Errorf("%s: key %v, %v", c.name, b, err)
			continue
		}
		said := slices.ContainsFunc(b.Remarks(), func(r Remark) bool { return r.Code == EmailKey })
		if said != (b.Columns[b.Key].Role == Email) {
			t.Errorf("%s: said %v", c.name, said)
		}
	}
	var missing *MissingKeyError
	if _, err := bind(t, "mailchimp", "First Name|Phone Number|MEMBER_RATING", nil, Options{}); !errors.As(err, &missing) || missing.Column != "Email Address" {
		t.Errorf("no e-mail address: %v", err)
	}
}

func TestCarry(t *testing.T) {
	b, err := bind(t, "dynamics", "(Do Not Modify) Contact|(Do Not Modify) Row Checksum|Business Phone|(Do Not Modify) Modified On|Full Name|First Name|Last Name", nil, Options{})
	if err != nil || !slices.Equal(b.Carry, []int{1, 3}) || b.Key != 0 {
		t.Errorf("carry %v, key %v, %v", b.Carry, b.Key, err)
	}
	b, err = bind(t, "hubspot", "Record ID|Phone Number", nil, Options{})
	if err != nil || len(b.Carry) > 0 {
		t.Errorf("carry %v, %v", b.Carry, err)
	}
}

// TestNameInParts keeps the whole name out of a new contact where its last name bears a label.
func TestNameInParts(t *testing.T) {
	for _, c := range []struct {
		header string
		want   bool
	}{
		{"Person - ID|Person - Name|Person - First name|Person - Last name|Person - Phone - Work", false},
		{"Person - ID|Person - Name|Person - Phone - Work", true},
		{"Personne - ID|Personne - Nom|Personne - Prénom|Personne - Téléphone - Travail", true},
	} {
		b, err := bind(t, "pipedrive", c.header, nil, Options{})
		if err != nil || b.Columns[b.Full].Child != c.want {
			t.Errorf("%s: a child carries the whole name: %v, %v", c.header, !c.want, err)
		}
	}
}

// TestApart keeps each number in its channel: a landline must not become the number that campaigns write to.
func TestApart(t *testing.T) {
	for _, c := range []struct {
		header         string
		opt            Options
		phones, others []int
	}{
		{"CONTACT ID|EMAIL|SMS|LANDLINE_NUMBER|WHATSAPP", Options{}, []int{2}, []int{3, 4}},
		{"CONTACT ID|EMAIL|LANDLINE_NUMBER", Options{}, nil, []int{2}},
		{"CONTACT ID|EMAIL|SMS|LANDLINE_NUMBER", Options{Phones: []string{"SMS", "LANDLINE_NUMBER"}}, []int{2, 3}, nil},
	} {
		b, err := bind(t, "brevo", c.header, nil, c.opt)
		if err != nil || !slices.Equal(b.Phones, c.phones) || !slices.Equal(b.Others, c.others) {
			t.Errorf("%s: phones %v, others %v, %v", c.header, b.Phones, b.Others, err)
			continue
		}
		if slices.ContainsFunc(b.Remarks(), func(r Remark) bool { return r.Code == AnotherPhone }) {
			t.Errorf("%s: a channel is said to be another person's", c.header)
		}
	}
}
