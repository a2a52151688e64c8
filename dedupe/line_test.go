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
		{"colleagues by the company's id", dedupe.Fixed, []string{"first=Léa last=Moreau coid=9 co=Acme", "first=Hugo last=Favre coid=9"}, dedupe.Shared{Class: dedupe.Switchboard, People: 2}},
		{"one of two without a company", dedupe.Fixed, []string{"first=Léa last=Moreau co=Acme", "first=Hugo last=Favre"}, dedupe.Shared{Class: dedupe.Unclear, People: 2}},
		{
			"one of three without a company", dedupe.Fixed,
			[]string{"first=Léa last=Moreau co=Acme", "first=Hugo last=Favre mail=h@gmail.com", "first=Ana last=Ruiz co=Acme"},
			dedupe.Shared{Class: dedupe.Switchboard, People: 3},
		},
		{
			"two of four without a company", dedupe.Fixed,
			[]string{"first=Léa last=Moreau co=Acme", "first=Hugo last=Favre", "first=Ana last=Ruiz co=Acme", "first=Tom last=Nowak"},
			dedupe.Shared{Class: dedupe.Unclear, People: 4},
		},
		{
			"one of ten without a company", dedupe.Fixed,
			[]string{
				"first=Léa last=Moreau co=Acme", "first=Hugo last=Favre co=Acme", "first=Ana last=Ruiz co=Acme", "first=Tom last=Nowak co=Acme", "first=Eva last=Blum co=Acme",
				"first=Jan last=Kos co=Acme", "first=Pia last=Lenz co=Acme", "first=Ugo last=Neri co=Acme", "first=Zoé last=Petit co=Acme", "first=Max last=Stein",
			},
			dedupe.Shared{Class: dedupe.Switchboard, People: 10},
		},
		{
			"colleagues, and the sister of one of them", dedupe.Fixed,
			[]string{"first=Léa last=Moreau co=Acme", "first=Hugo last=Favre co=Acme", "first=Ana last=Favre co=Vega"},
			dedupe.Shared{Class: dedupe.Switchboard, People: 3},
		},
		{
			"colleagues, and a stranger", dedupe.Fixed,
			[]string{"first=Léa last=Moreau co=Acme", "first=Hugo last=Favre co=Acme", "first=Ana last=Ruiz co=Vega"},
			dedupe.Shared{Class: dedupe.Unclear, People: 3},
		},
		{"a family firm, at home", dedupe.Fixed, []string{"first=Léa last=Roux co=Roux street=1_rue_X city=Lyon", "first=Hugo last=Roux co=Roux street=1_rue_X city=Lyon"}, dedupe.Shared{Class: dedupe.Household, People: 2}},
		{"a family firm, nobody says where", dedupe.Fixed, []string{"first=Léa last=Roux co=Roux", "first=Hugo last=Roux co=Roux"}, dedupe.Shared{Class: dedupe.Switchboard, People: 2}},
		{"a couple's mobile in their firm", dedupe.Mobile, []string{"first=Léa last=Roux co=Roux", "first=Hugo last=Roux co=Roux"}, dedupe.Shared{Class: dedupe.Household, People: 2}},
		{
			"nine of one name and no firm", dedupe.Fixed,
			[]string{
				"first=Léa last=Roux", "first=Hugo last=Roux", "first=Ana last=Roux", "first=Tom last=Roux", "first=Eva last=Roux",
				"first=Jan last=Roux", "first=Pia last=Roux", "first=Ugo last=Roux", "first=Zoé last=Roux",
			},
			dedupe.Shared{Class: dedupe.Unclear, People: 9},
		},
		{"a mobile of strangers who say nothing", dedupe.Mobile, []string{"first=Léa last=Moreau n=mobile", "first=Tomasz last=Nowak n=mobile"}, dedupe.Shared{Class: dedupe.Unclear, People: 2}},
		{"a mobile at two companies", dedupe.Mobile, []string{"first=Léa last=Moreau co=Acme n=mobile", "first=Tomasz last=Nowak co=Vega n=mobile"}, dedupe.Shared{Class: dedupe.Reused, People: 2}},
		{"a mobile at two mail domains", dedupe.Mobile, []string{"first=Léa last=Moreau mail=lea@acme.example", "first=Tomasz last=Nowak mail=t@vega.example"}, dedupe.Shared{Class: dedupe.Reused, People: 2}},
		{"a mobile at a company and at home", dedupe.Mobile, []string{"first=Léa last=Moreau co=Acme", "first=Tomasz last=Nowak mail=t@gmail.com"}, dedupe.Shared{Class: dedupe.Unclear, People: 2}},
		{
			"a mobile that somebody else had before", dedupe.Mobile,
			[]string{"first=Léa last=Moreau since=2017-03-01 until=2019-05-02", "first=Tomasz last=Nowak since=2021-01-05 until=2026-02-01"},
			dedupe.Shared{Class: dedupe.Reused, People: 2},
		},
		{
			"a mobile at the same time", dedupe.Mobile,
			[]string{"first=Léa last=Moreau since=2017-03-01 until=2022-05-02", "first=Tomasz last=Nowak since=2021-01-05 until=2026-02-01"},
			dedupe.Shared{Class: dedupe.Unclear, People: 2},
		},
		{
			"a mobile, and one of the dates is missing", dedupe.Mobile,
			[]string{"first=Léa last=Moreau since=2017-03-01", "first=Tomasz last=Nowak since=2021-01-05 until=2026-02-01"},
			dedupe.Shared{Class: dedupe.Unclear, People: 2},
		},
		{
			"a second record of the first owner, changed later", dedupe.Mobile,
			[]string{
				"key=1 first=Léa last=Moreau since=2017-03-01 until=2019-05-02 n=mobile", "key=2 first=Léa last=Moreau since=2018-03-01 until=2023-05-02 n=mobile",
				"key=3 first=Tomasz last=Nowak since=2021-01-05 until=2026-02-01 n=mobile",
			},
			dedupe.Shared{Class: dedupe.Unclear, People: 2},
		},
		{
			"a mobile in three hands, one after the other", dedupe.Mobile,
			[]string{
				"first=Léa last=Moreau since=2012-03-01 until=2014-05-02", "first=Tomasz last=Nowak since=2021-01-05 until=2026-02-01",
				"first=Ana last=Ruiz since=2015-01-05 until=2020-02-01",
			},
			dedupe.Shared{Class: dedupe.Reused, People: 3},
		},
		{
			"a mobile at four companies", dedupe.Mobile,
			[]string{"first=Léa last=Moreau co=Acme", "first=Tomasz last=Nowak co=Vega", "first=Ana last=Ruiz co=Opale", "first=Eva last=Blum co=Quartz"},
			dedupe.Shared{Class: dedupe.Unclear, People: 4},
		},
		{"a mobile of two who may be one", dedupe.Mobile, []string{"first=Lea last=Moreau co=Acme n=mobile", "first=Leo last=Moreau co=Vega n=mobile"}, dedupe.Shared{Class: dedupe.Household, People: 2}},
		{"a fixed line at two companies", dedupe.Fixed, []string{"first=Léa last=Moreau co=Acme", "first=Tomasz last=Nowak co=Vega"}, dedupe.Shared{Class: dedupe.Unclear, People: 2}},
		{
			"a fixed line at two companies, one after the other", dedupe.Fixed,
			[]string{"first=Léa last=Moreau co=Acme since=2017-03-01 until=2019-05-02", "first=Tomasz last=Nowak co=Vega since=2021-01-05 until=2026-02-01"},
			dedupe.Shared{Class: dedupe.Reused, People: 2},
		},
		{
			"a fixed line, one after the other, and no companies", dedupe.Fixed,
			[]string{"first=Léa last=Moreau since=2017-03-01 until=2019-05-02", "first=Tomasz last=Nowak since=2021-01-05 until=2026-02-01"},
			dedupe.Shared{Class: dedupe.Unclear, People: 2},
		},
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
			got := dedupe.ClassOf(tt.line, holders, nil)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("mismatch (-want +got):\n%s", diff)
			}
			for i, j := 0, len(holders)-1; i < j; i, j = i+1, j-1 {
				holders[i], holders[j] = holders[j], holders[i]
			}
			if turned := dedupe.ClassOf(tt.line, holders, nil); turned != got {
				t.Errorf("the other way round: %+v", turned)
			}
		})
	}
}

// Who decided that two records are two people, or one, is heard here too.
func TestClassOfDecided(t *testing.T) {
	t.Parallel()
	a, b := who("key=1 first=Léa last=Moreau co=Acme n=mobile"), who("key=2 first=LEA last=MOREAU co=Acme n=mobile")
	c := who("key=3 first=Tomasz last=Nowak co=Acme")
	var d dedupe.Decisions
	d.Add(dedupe.Decision{Keys: []string{"1", "2"}, Answer: dedupe.Different})
	d.Add(dedupe.Decision{Keys: []string{"1", "3"}, Answer: dedupe.Same})
	if got, want := dedupe.ClassOf(dedupe.Fixed, []*dedupe.Person{a, b}, &d), (dedupe.Shared{Class: dedupe.Switchboard, People: 2}); got != want {
		t.Errorf("two people: got %+v, want %+v", got, want)
	}
	if got, want := dedupe.ClassOf(dedupe.Fixed, []*dedupe.Person{a, c}, &d), (dedupe.Shared{Class: dedupe.OnePerson, People: 1}); got != want {
		t.Errorf("one person: got %+v, want %+v", got, want)
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
		{"made-up address, and a last name that is none", "last=Unknown mail=584930201@aircall.io n=fixed", dedupe.Made{By: "aircall", Number: fixed}},
		{"nobody knows who, by mail", "first=Unknown last=Unknown mail=zoe@example.com n=fixed", dedupe.Made{}},
		{"a number for a name", "first=+33199001234", dedupe.Made{By: "unknown", Number: fixed, Text: "+33199001234"}},
		{"an employee", "first=Zoé last=Favre mail=zoe@aircall.io", dedupe.Made{}},
		{"named since", "first=Zoé last=Favre mail=584930201@aircall.io", dedupe.Made{}},
		{"a firm with digits", "first=Hotel last=1234567", dedupe.Made{}},
		{"a national number for a name", "full=01_99_00_12_34 n=fixed", dedupe.Made{By: "unknown", Number: fixed, Text: "01 99 00 12 34"}},
		{"a customer's number for a name", "full=Client_100234 n=fixed", dedupe.Made{}},
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

func TestPublicDomain(t *testing.T) {
	t.Parallel()
	for domain, want := range map[string]bool{
		"gmail.com": true, "yahoo.fr": true, "yahoo.co.uk": true, "orange.fr": true, "t-online.de": true, "mail.com": true, "mail.acme.example": false,
		"web.acme.co.example": false, "example.com": false, "": false, "gmailing.example.com": false,
	} {
		if got := dedupe.PublicDomain(domain); got != want {
			t.Errorf("PublicDomain(%q) = %v", domain, got)
		}
	}
}
