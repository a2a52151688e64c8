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

func bind(t *testing.T, name, header string, sample Sample, opt Options) (*Binding, error) {
	t.Helper()
	p, err := Find(name)
	if err != nil {
		t.Fatal(err)
	}
	return p.Bind(strings.Split(header, "|"), sample, opt)
}

// short writes a binding down: one word a column that is bound, and the lists.
func short(b *Binding) string {
	var s strings.Builder
	for i, c := range b.Columns {
		if c.By == "" || c.Role == Other && !c.Child {
			continue
		}
		fmt.Fprintf(&s, "%d:%s", i, c.Role)
		if c.Role == Phone {
			fmt.Fprintf(&s, "/%s", c.Kind)
			if c.Person != "" {
				s.WriteString("/" + c.Person)
			}
		}
		if c.Of != "" {
			s.WriteString("(" + c.Of + ")")
		}
		if c.By != "profile" {
			s.WriteString("?" + c.By[:1])
		}
		s.WriteByte(' ')
	}
	fmt.Fprintf(&s, "| phones %v", b.Phones)
	for _, l := range []struct {
		name string
		list []int
	}{{"others", b.Others}, {"faxes", b.Faxes}} {
		if len(l.list) > 0 {
			fmt.Fprintf(&s, " %s %v", l.name, l.list)
		}
	}
	if b.Missing != "" {
		s.WriteString(" missing " + b.Missing)
	}
	return s.String()
}

func TestBind(t *testing.T) {
	for _, c := range []struct{ name, profile, header, want string }{
		{
			"HubSpot", "hubspot", "Record ID|First Name|Last Name|Email|Phone Number|Mobile Phone Number|Fax Number|WhatsApp Phone Number|Country/Region|Associated Deal IDs|Last Modified Date",
			"0:id 1:first 2:last 3:email 4:phone/main 5:phone/mobile 6:fax 7:phone/mobile 8:country 9:engaged 10:modified | phones [4 5 7] faxes [6]",
		},
		{
			"HubSpot, other order", "hubspot", "WhatsApp Phone Number|Mobile Phone Number|Phone Number|Record ID",
			"0:phone/mobile 1:phone/mobile 2:phone/main 3:id | phones [2 1 0]",
		},
		{
			"HubSpot, French", "hubspot", "ID d’enregistrement|Prénom|Nom de famille|E-mail|Numéro de téléphone|Numéro de téléphone mobile|Pays/région|Intitulé du poste|Propriétaire du contact|Nombre de transactions associées",
			"0:id 1:first 2:last 3:email 4:phone/main 5:phone/mobile 6:country 7:title 8:owner 9:engaged | phones [4 5]",
		},
		{
			"HubSpot, Portuguese", "hubspot", "ID do registro|Nome|Sobrenome|E-mail|Número de telefone|Número de telefone celular|País/Região",
			"0:id 1:first 2:last 3:email 4:phone/main 5:phone/mobile 6:country | phones [4 5]",
		},
		{
			"HubSpot, without its primary field", "hubspot", "Record ID|First Name|Mobile Phone Number",
			"0:id 1:first 2:phone/mobile | phones [2] missing Phone Number",
		},
		{
			"HubSpot, French, without its primary field", "hubspot", "ID de fiche d'informations|Prénom|Numéro de téléphone mobile|Ville",
			"0:id 1:first 2:phone/mobile 3:address | phones [2] missing Numéro de téléphone",
		},
		{
			"HubSpot, internal names, without its primary field", "hubspot", "hs_object_id|firstname|lastname|mobilephone",
			"0:id 1:first 2:last 3:phone/mobile | phones [3] missing phone",
		},
		{
			"HubSpot, custom columns", "hubspot", "Record ID|Phone Number|Second phone|Téléphone assistante|Phone type|Customer Number|Portable perso|Consent Status|Do not call",
			"0:id 1:phone/main 2:phone/main?n 3:phone/main/assistant?n 6:phone/mobile?n 7:consent?n 8:refusal | phones [1 2 6] others [3]",
		},
		{
			"HubSpot, our own columns back", "hubspot", "Record ID|Phone Number|callready_id|Callready parent",
			"0:id 1:phone/main 2:callready_id 3:callready_parent | phones [1]",
		},
		{
			"HubSpot, a header twice", "hubspot", "Record ID|Phone Number|Phone Number",
			"0:id 1:phone/main 2:phone/main | phones [1 2]",
		},
		{"HubSpot company, Portuguese", "hubspot-company", "ID do registro|Nome da empresa|Número de telefone|País/Região", "0:id 1:company 2:phone/main 3:country | phones [2]"},
		{"HubSpot company", "hubspot-company", "Record ID|Company name|Phone Number|Company Domain Name", "0:id 1:company 2:phone/main | phones [2]"},
		{
			"Salesforce", "salesforce", "Id|AccountId|Salutation|FirstName|LastName|OtherPhone|HomePhone|MobilePhone|Phone|AssistantPhone|Fax|MailingCountry|OtherCountry|DoNotCall|callready_id__c|Second_Phone__c|Consent__c",
			"0:id 1:company_id 2:salutation 3:first 4:last 5:phone/other 6:phone/home 7:phone/mobile 8:phone/work 9:phone/other/assistant 10:fax 11:country 12:country 13:refusal 14:callready_id 15:phone/main?n 16:consent?n | phones [8 7 5 6 15] others [9] faxes [10]",
		},
		{
			"Salesforce report", "salesforce", "Contact ID|First Name|Last Name|Asst. Phone|Business Phone|Mobile|Account Name|Account Phone|Mailing Country",
			"0:id 1:first 2:last 3:phone/other/assistant 4:phone/work 5:phone/mobile 6:company 7:phone/main/company 8:country | phones [4 5] others [3 7]",
		},
		{"Salesforce account", "salesforce-account", "ID|NAME|PHONE|BILLINGCOUNTRY|FAX", "0:id 1:company 2:phone/main 3:country 4:fax | phones [2] faxes [4]"},
		{
			"Google", Generic, "First Name|Last Name|Organization Name|Organization Title|E-mail 1 - Label|E-mail 1 - Value|Phone 1 - Label|Phone 1 - Value|Phone 2 - Label|Phone 2 - Value|Address 1 - City|Address 1 - Country",
			"0:first?n 1:last?n 2:company?n 3:title?n 5:email?n 6:label(Phone 1 - Value)?n 7:phone/main?n 8:label(Phone 2 - Value)?n 9:phone/main?n 10:address?n 11:country?n | phones [7 9]",
		},
		{"Google, older", Generic, "Given Name|Family Name|Phone 1 - Type|Phone 1 - Value", "0:first?n 1:last?n 2:label(Phone 1 - Value)?n 3:phone/main?n | phones [3]"},
		{
			"Pipedrive", Generic, "Person - ID|Person - Name|Person - Organization|Person - Email - Work|Person - Phone - Work|Person - Phone - Home|Person - Phone - Mobile|Person - Phone - Other|Person - Owner|Person - Country of Postal address|Person - Open deals",
			"0:id?n 1:full?n 2:company?n 3:email?n 4:phone/work?n 5:phone/home?n 6:phone/mobile?n 7:phone/other?n 8:owner?n 9:country?n 10:engaged?n | phones [4 5 6 7]",
		},
		{"Aircall", Generic, "first_name|last_name|company_name|phone1|phone2|phone3", "0:first?n 1:last?n 2:company?n 3:phone/main?n 4:phone/main?n 5:phone/main?n | phones [3 4 5]"},
		{
			"French", Generic, "Identifiant|Civilité|Nom|Prénom|Société|Tél. fixe|Tél. portable|Télécopie|Mél|Pays|Ne pas appeler",
			"0:id?n 1:salutation?n 2:last?n 3:first?n 4:company?n 5:phone/main?n 6:phone/mobile?n 7:fax?n 8:email?n 9:country?n 10:refusal?n | phones [5 6] faxes [7]",
		},
		{
			"French, kinds", Generic, "Nom|Téléphone pro|Téléphone personnel|Numéro de mobile|Téléphone de l'assistante|Tél standard|Téléphone urgence|Indicatif téléphone",
			"0:full?n 1:phone/work?n 2:phone/home?n 3:phone/mobile?n 4:phone/main/assistant?n 5:phone/main/company?n 6:phone/main/other?n | phones [1 2 3] others [4 5 6]",
		},
		{
			"German", Generic, "Kundennummer|Anrede|Vorname|Nachname|Firma|Telefon geschäftlich|Telefon privat|Mobiltelefon|Handynummer|Telefax|E-Mail-Adresse|Land|Geburtsdatum|Vorwahl",
			"1:salutation?n 2:first?n 3:last?n 4:company?n 5:phone/work?n 6:phone/home?n 7:phone/mobile?n 8:phone/mobile?n 9:fax?n 10:email?n 11:country?n | phones [5 6 7 8] faxes [9]",
		},
		{"Spanish", Generic, "Nombre|Apellidos|Empresa|Teléfono fijo|Teléfono móvil|Correo electrónico|País", "0:first?n 1:last?n 2:company?n 3:phone/main?n 4:phone/mobile?n 5:email?n 6:country?n | phones [3 4]"},
		{"Spanish, country or region", Generic, "Nombre|Teléfono|País/región", "0:full?n 1:phone/main?n 2:country?n | phones [1]"},
		{"Portuguese, country or region", Generic, "Nome|Telefone|País/Região", "0:full?n 1:phone/main?n 2:country?n | phones [1]"},
		{"Italian", Generic, "Nome|Cognome|Azienda|Telefono ufficio|Cellulare|Paese", "0:first?n 1:last?n 2:company?n 3:phone/work?n 4:phone/mobile?n 5:country?n | phones [3 4]"},
		{"Portuguese", Generic, "Nome|Sobrenome|Telefone|Celular|País", "0:first?n 1:last?n 2:phone/main?n 3:phone/mobile?n 4:country?n | phones [2 3]"},
		{"Dutch", Generic, "Voornaam|Achternaam|Bedrijf|Telefoonnummer|Mobiel nummer|Land", "0:first?n 1:last?n 2:company?n 3:phone/main?n 4:phone/mobile?n 5:country?n | phones [3 4]"},
		{"Polish", Generic, "Imię|Nazwisko|Firma|Telefon służbowy|Telefon komórkowy|Kraj", "0:first?n 1:last?n 2:company?n 3:phone/work?n 4:phone/mobile?n 5:country?n | phones [3 4]"},
		{"camelCase and capitals", Generic, "customerId|firstName|lastName|workPhone|MOBILEPHONE|countryCode", "1:first?n 2:last?n 3:phone/work?n 4:phone/mobile?n 5:country?n | phones [3 4]"},
		{
			"about phones, not phones", Generic, "Name|Phone|Phone type|Phone valid|Phone country code|Mobile OS|Telephone date|Phone ID|SMS opt-in|Phonetic Name|Telex|Email phone consent",
			"0:full?n 1:phone/main?n 2:label(Phone)?n 8:consent?n | phones [1]",
		},
		{"blank headers", Generic, "||Phone|", "2:phone/main?n | phones [2]"},
		{"companies", Generic, "Raison sociale|Téléphone|Ville", "0:company?n 1:phone/main?n 2:address?n | phones [1]"},
		{"phones of the company alone", Generic, "Name|Company phone", "0:full?n 1:phone/main/company?n | phones [] others [1]"},
	} {
		b, err := bind(t, c.profile, c.header, nil, Options{})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if diff := cmp.Diff(c.want, short(b)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		if len(b.Phones) > 0 && b.Primary != b.Phones[0] {
			t.Errorf("%s: primary %d of %v", c.name, b.Primary, b.Phones)
		}
	}
}

func TestBindReadable(t *testing.T) {
	b, err := bind(t, "hubspot", "Record ID|Phone Number|Mobile Phone Number|WhatsApp Phone Number", nil, Options{})
	if err != nil || !b.Readable || !b.Columns[1].Primary || !b.Columns[2].Read || b.Columns[3].Read {
		t.Errorf("HubSpot: %+v, %v", b, err)
	}
	b, err = bind(t, Generic, "Name|Phone|Mobile phone", nil, Options{})
	if err != nil || b.Readable || !b.Columns[1].Read || !b.Columns[2].Read || !b.Columns[1].Primary {
		t.Errorf("generic: %+v, %v", b, err)
	}
	b, err = bind(t, Generic, "Société|Téléphone", nil, Options{})
	if err != nil || b.Profile.Object != "company" {
		t.Errorf("companies: %+v, %v", b.Profile.Object, err)
	}
	if g, _ := Find(Generic); g.Object != "contact" {
		t.Error("the built-in profile was changed")
	}
}

func TestBindErrors(t *testing.T) {
	var missing *MissingKeyError
	b, err := bind(t, "hubspot", "First Name|Phone Number|Lifecycle Stage", nil, Options{})
	if !errors.As(err, &missing) || missing.Column != "Record ID" || b == nil || len(b.Phones) != 1 {
		t.Errorf("missing key: %v, %+v", err, b)
	}
	_, err = bind(t, "hubspot", "Prénom|Numéro de téléphone|Phase du cycle de vie", nil, Options{})
	if !errors.As(err, &missing) || missing.Column != "ID de fiche d'informations" || !strings.Contains(missing.Text().French, "n'a pas de colonne") {
		t.Errorf("missing key, French: %v", err)
	}
	if _, err = bind(t, "salesforce", "First Name|Last Name|Mobile|Mailing Country", nil, Options{}); !errors.As(err, &missing) || missing.Column != "Contact ID" {
		t.Errorf("missing key, labels: %v", err)
	}
	var none *NoPhoneError
	b, err = bind(t, Generic, "Name|Email|Fax", nil, Options{})
	if !errors.As(err, &none) || b == nil || !strings.Contains(err.Error(), `"Name", "Email", "Fax"`) {
		t.Errorf("no phone: %v", err)
	}
	if _, err = bind(t, "hubspot", "Record ID|Deal Name", nil, Options{}); !errors.As(err, &none) {
		t.Errorf("no phone in a HubSpot export: %v", err)
	}
	for _, c := range []struct {
		name string
		opt  Options
		want string
	}{
		{"unknown key", Options{Key: "Record Idd"}, `--key names a column "Record Idd" that the export does not have; did you mean "Record ID"?`},
		{"unknown phone column", Options{Phones: []string{"zzzzzzzz"}}, `--phone-columns names a column "zzzzzzzz" that the export does not have; columns seen: "Record ID"`},
		{"position out of range", Options{Key: "#99"}, `--key names a column "#99"`},
		{"twice", Options{Phones: []string{"Phone"}}, `--phone-columns names "Phone", which is the header of several columns: write the one that is meant as #2 or #3`},
		{"unknown country", Options{Country: "Pays"}, `--country-column`},
		{"unknown child", Options{Child: []string{"Nope"}}, `--child-copy`},
		{"an id is copied", Options{Child: []string{"Record ID"}}, "never copied"},
		{"an e-mail is copied", Options{Child: []string{"email"}}, "never copied"},
		{"a phone is copied", Options{Child: []string{"#2"}}, "never copied"},
		{"a consent is copied", Options{Child: []string{"Consent Status"}}, "never copied"},
	} {
		b, err := bind(t, "hubspot", "Record ID|Phone|Phone|Email|Consent Status", nil, c.opt)
		if err == nil || !strings.Contains(err.Error(), c.want) || b != nil {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
		if x, ok := err.(interface{ Text() Text }); !ok || x.Text().French == "" || x.Text().English != err.Error() {
			t.Errorf("%s: no text in both languages", c.name)
		}
	}
}

func TestBindFlags(t *testing.T) {
	const header = "Ref|Name|Tel A|Tel B|Segment|Standort|Particular|Country|Fax"
	for _, c := range []struct {
		name string
		opt  Options
		want string
	}{
		{"none", Options{}, "1:full?n 2:phone/main?n 3:phone/main?n 7:country?n 8:fax?n | phones [2 3] faxes [8]"},
		{"key", Options{Key: "ref"}, "0:id?f 1:full?n 2:phone/main?n 3:phone/main?n 7:country?n 8:fax?n | phones [2 3] faxes [8]"},
		{"primary", Options{Primary: "Tel B"}, "1:full?n 2:phone/main?n 3:phone/main?f 7:country?n 8:fax?n | phones [3 2] faxes [8]"},
		{"phones in order", Options{Phones: []string{"Particular", "tel a"}}, "1:full?n 2:phone/main?f 6:phone/home?f 7:country?n 8:fax?n | phones [6 2] faxes [8]"},
		{"phones and primary", Options{Phones: []string{"#3", "#4"}, Primary: "#4"}, "1:full?n 2:phone/main?f 3:phone/main?f 7:country?n 8:fax?n | phones [3 2] faxes [8]"},
		{"a fax as phone", Options{Phones: []string{"Fax"}}, "1:full?n 7:country?n 8:phone/main?f | phones [8]"},
		{"country", Options{Country: "Standort"}, "1:full?n 2:phone/main?n 3:phone/main?n 5:country?f 7:address?n 8:fax?n | phones [2 3] faxes [8]"},
		{"child", Options{Child: []string{"Segment"}}, "1:full?n 2:phone/main?n 3:phone/main?n 7:country?n 8:fax?n | phones [2 3] faxes [8]"},
	} {
		b, err := bind(t, Generic, header, nil, c.opt)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if diff := cmp.Diff(c.want, short(b)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	b, err := bind(t, Generic, header, nil, Options{Child: []string{"Segment"}})
	if err != nil || !b.Columns[4].Child {
		t.Errorf("--child-copy: %v", err)
	}
	// The primary field of the CRM keeps its place unless --primary says otherwise; one that the view lacks may be named.
	b, err = bind(t, "hubspot", "Record ID|Mobile Phone Number|Phone Number", nil, Options{Phones: []string{"Mobile Phone Number", "Phone Number"}})
	if err != nil || !slices.Equal(b.Phones, []int{2, 1}) {
		t.Errorf("phones %v, %v", b, err)
	}
	b, err = bind(t, "hubspot", "Record ID|Mobile Phone Number", nil, Options{Primary: "Phone Number"})
	if err != nil || b.Missing != "Phone Number" {
		t.Errorf("absent primary: %+v, %v", b, err)
	}
	b, err = bind(t, "hubspot", "Record ID|Phone Number|Mobile Phone Number", nil, Options{Phones: []string{"Mobile Phone Number"}})
	if err != nil || b.Missing != "" || b.Primary != 2 || !slices.Equal(b.Phones, []int{2}) {
		t.Errorf("left out primary: %+v, %v", b, err)
	}
}

func TestRemarks(t *testing.T) {
	b, err := bind(t, Generic, "Company|Particular|Company phone|company", phoneSample(1, 4), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []Remark{{ByContent, 1}, {SameHeader, 3}, {AnotherPhone, 2}, {NoCountry, -1}, {NoKey, -1}, {Companies, -1}}
	if diff := cmp.Diff(want, b.Remarks()); diff != "" {
		t.Errorf("remarks (-want +got):\n%s", diff)
	}
}

// phoneSample has phone numbers in column i of n columns.
func phoneSample(i, n int) Sample {
	var s Sample
	for k := range 20 {
		row := make([]string, n)
		row[i] = fmt.Sprintf("01 99 00 %02d %02d", 37*k%100, 53*k%100)
		s = append(s, row)
	}
	return s
}

// checkBinding holds what every binding promises.
func checkBinding(t interface{ Fatalf(string, ...any) }, b *Binding, n int) {
	if len(b.Columns) != n {
		t.Fatalf("%d columns of %d", len(b.Columns), n)
	}
	for _, i := range []int{b.Key, b.First, b.Last, b.Full, b.Company, b.CompanyID, b.Modified, b.Child, b.Parent, b.Primary} {
		if i < -1 || i >= n {
			t.Fatalf("position %d of %d", i, n)
		}
	}
	seen := map[int]bool{}
	for _, i := range slices.Concat(b.Phones, b.Others, b.Faxes) {
		if seen[i] {
			t.Fatalf("column %d is bound twice", i)
		}
		seen[i] = true
	}
	for i, c := range b.Columns {
		if (c.Role == Phone || c.Role == Fax) != seen[i] {
			t.Fatalf("column %d, %q, is in no list", i, c.Header)
		}
		if c.Child && (slices.Contains(never, c.Role) || c.Unique) {
			t.Fatalf("a child would carry %q, role %q", c.Header, c.Role)
		}
	}
	primaries := 0
	for _, c := range b.Columns {
		if c.Primary {
			primaries++
		}
	}
	if primaries > 1 || len(b.Phones) > 0 != (b.Primary >= 0) {
		t.Fatalf("%d primary columns, phones %v, primary %d", primaries, b.Phones, b.Primary)
	}
}

func TestBindProperties(t *testing.T) {
	list := builtins(t)
	var known []string
	for _, p := range list {
		for _, c := range p.Columns {
			known = append(known, c.Names...)
		}
	}
	known = append(known, "", "Téléphone", "Phone", "Mobile", "Particular", "phone 2", "Phone - Label", "Telex")
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(list).Draw(t, "profile")
		header := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(known), rapid.String()), 0, 12).Draw(t, "header")
		cells := rapid.OneOf(rapid.SampledFrom([]string{"", "01 99 00 12 34", "+33 1 99 00 12 34", "x", "2026-11-22", "123456789"}), rapid.String())
		sample := Sample(rapid.SliceOfN(rapid.SliceOfN(cells, 0, 12), 0, 8).Draw(t, "sample"))
		var opt Options
		if len(header) > 0 && rapid.Bool().Draw(t, "flags") {
			col := rapid.SampledFrom(header)
			opt = Options{Key: col.Draw(t, "key"), Primary: col.Draw(t, "primary"), Country: col.Draw(t, "country"), Phones: rapid.SliceOfN(col, 0, 3).Draw(t, "phones")}
		}
		b, err := p.Bind(header, sample, opt)
		if b == nil && err == nil {
			t.Fatalf("neither binding nor error")
		}
		if b != nil {
			checkBinding(t, b, len(header))
			b.Remarks()
		}
	})
}

func FuzzBind(f *testing.F) {
	for _, c := range headers {
		f.Add(c.header, "01 99 00 12 34|x", "", "")
	}
	f.Add("Record ID|Phone Number", "1|01 99 00 12 34", "#1", "phone number")
	f.Fuzz(func(t *testing.T, header, row, key, phone string) {
		names := strings.Split(header, "|")
		cells := strings.Split(row, "|")
		sample := Sample{cells, cells, cells, cells, cells}
		opt := Options{Key: key}
		if phone != "" {
			opt.Phones = []string{phone}
		}
		for _, g := range Detect(names, sample) {
			if b, _ := g.Profile.Bind(names, sample, opt); b != nil {
				checkBinding(t, b, len(names))
			}
		}
	})
}
