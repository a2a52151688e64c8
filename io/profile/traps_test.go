package profile

import (
	"fmt"
	"strconv"
	"testing"
)

// spread gives numbers without order below a limit.
func spread(i, below int) int { return (i*7919 + 4567) * 7 % below }

// column binds one column of 40 cells beside a name and gives what it was taken for.
func columnAs(t *testing.T, header string, cell func(i int) string) Bound {
	t.Helper()
	var s Sample
	for i := range 40 {
		s = append(s, []string{"x", cell(i)})
	}
	b, _ := bind(t, Generic, "Name|"+header, s, Options{})
	if b == nil {
		t.Fatalf("%s: no binding", header)
	}
	return b.Columns[1]
}

// nip gives an invented Polish tax number with its check digit.
func nip(i int) string {
	for n := 100000000 + spread(i, 899999963); ; n++ {
		d, sum := strconv.Itoa(n), 0
		for k, w := range [...]int{6, 5, 7, 2, 3, 4, 5, 6, 7} {
			sum += w * int(d[k]-'0')
		}
		if sum%11 < 10 {
			return fmt.Sprintf("%s-%s-%s-%s%d", d[:3], d[3:6], d[6:8], d[8:], sum%11)
		}
	}
}

// TestTraps holds columns of long numbers against the finding by content, under headers that say nothing, little, or
// speak of phones.
func TestTraps(t *testing.T) {
	french := func(i int) string { return fmt.Sprintf("01 99 00 %02d %02d", spread(i, 97), spread(i, 89)) }
	for _, c := range []struct {
		name    string
		headers []string
		cell    func(i int) string
	}{
		{"VAT numbers", []string{"VAT", "N° TVA", "USt-IdNr.", "Identification", "Intracom", "Number"}, func(i int) string { return fmt.Sprintf("FR%02d%09d", spread(i, 97), spread(i, 999999937)) }},
		{"VAT numbers, spaced", []string{"Intracom", "Number", "Numéro"}, func(i int) string { return fmt.Sprintf("FR %02d 404 833 %03d", spread(i, 97), spread(i, 997)) }},
		{"Belgian VAT numbers", []string{"BTW", "Intracom", "Number", "Company number"}, func(i int) string {
			n := 40000000 + spread(i, 9999991)
			return fmt.Sprintf("BE 0%03d.%03d.%03d", n/100000, n%100000/100, n%100*10)
		}},
		{"Belgian enterprise numbers", []string{"Ondernemingsnummer", "Company number", "Numéro", "Ident"}, func(i int) string {
			n := 4000000 + spread(i, 4999999)
			d := fmt.Sprintf("%08d%02d", n, 97-n%97)
			return d[:4] + "." + d[4:7] + "." + d[7:]
		}},
		{"SIRET numbers", []string{"SIRET", "Établissement", "Numéro"}, func(i int) string { return fmt.Sprintf("404833048%05d", spread(i, 99991)) }},
		{"SIRET numbers, spaced", []string{"SIRET", "Établissement"}, func(i int) string { return fmt.Sprintf("404 833 048 %05d", spread(i, 99991)) }},
		{"SIREN numbers", []string{"Immatriculation", "Contact"}, func(i int) string { return sirens[i%len(sirens)] }},
		{"NIR", []string{"NIR", "Sécu"}, func(i int) string { return fmt.Sprintf("1 85 05 78 006 %03d 36", spread(i, 997)) }},
		{"IBANs", []string{"IBAN", "Virement"}, func(i int) string { return fmt.Sprintf("FR76 3000 6000 0112 3456 7%03d 189", spread(i, 997)) }},
		{"Polish tax numbers", []string{"NIP", "Identyfikator podatkowy"}, nip},
		{"Brazilian tax numbers", []string{"CPF", "Documento"}, func(i int) string {
			return fmt.Sprintf("%03d.%03d.%03d-%02d", spread(i, 997), spread(i, 883), spread(i, 787), spread(i, 97))
		}},
		{"order ids", []string{"Order ID", "Commande", "Dernier achat", "Auftrag"}, func(i int) string { return fmt.Sprintf("%09d", 200000000+spread(i, 99999989)) }},
		{"order ids by year", []string{"Order", "Affaire", "Vorgang"}, func(i int) string { return fmt.Sprintf("2026-%02d-%04d", 1+i%12, spread(i, 9973)) }},
		{"order ids with letters", []string{"Affaire", "Vorgang"}, func(i int) string { return fmt.Sprintf("INV-2026-%05d", spread(i, 99991)) }},
		{"ten digits", []string{"Nr", "Identifier", "External", "Number", "Contact"}, func(i int) string { return fmt.Sprintf("%010d", 1000000000+(int64(i)*7919+4567)*7*7919%8999999933) }},
		{"LinkedIn ids", []string{"LinkedIn", "LinkedIn ID", "Profile"}, func(i int) string { return strconv.Itoa(100000000 + spread(i, 899999963)) }},
		{"LinkedIn addresses", []string{"Profile", "Contact"}, func(i int) string { return fmt.Sprintf("linkedin.com/in/lea-martin-%08d", spread(i, 99999989)) }},
		{"amounts", []string{"Revenue", "Encours", "Umsatz"}, func(i int) string {
			return fmt.Sprintf("%d %03d %03d,%02d", 1+i%9, spread(i, 997), spread(i, 883), spread(i, 97))
		}},
		{"amounts, English", []string{"Revenue", "Turnover"}, func(i int) string {
			return fmt.Sprintf("%d,%03d,%03d.%02d", 1+i%9, spread(i, 997), spread(i, 883), spread(i, 97))
		}},
		{"amounts with a sign", []string{"Solde", "Balance"}, func(i int) string { return fmt.Sprintf("+%d.%02d", 1000000+spread(i, 899981), spread(i, 97)) }},
		{"dates", []string{"Seen", "Last call date", "Dernier appel", "Letzter Anruf", "Phone"}[:4], func(i int) string { return fmt.Sprintf("%02d.%02d.20%02d", 1+i%28, 1+i%12, i%30) }},
		{"dates with times", []string{"Last call date", "Contact"}, func(i int) string {
			return fmt.Sprintf("2026-%02d-%02d %02d:%02d:00", 1+i%12, 1+i%28, i%24, spread(i, 59))
		}},
		{"timestamps", []string{"Timestamp", "Seen", "Contacted", "Last seen"}, func(i int) string { return strconv.Itoa(1700000000 + spread(i, 9999991)) }},
		{"timestamps in milliseconds", []string{"Seen", "Contact"}, func(i int) string { return strconv.FormatInt(1700000000000+int64(spread(i, 9999991)), 10) }},
		{"coordinates", []string{"Latitude", "Lat", "Position", "Geo"}, func(i int) string { return fmt.Sprintf("48.%06d", 100000+spread(i, 899981)) }},
		{"coordinates with a sign", []string{"Geo", "Position", "Contact"}, func(i int) string { return fmt.Sprintf("+48.%06d", 100000+spread(i, 899981)) }},
		{"pairs of coordinates", []string{"Geo", "Standort"}, func(i int) string { return fmt.Sprintf("48.%04d, 2.%04d", 1000+spread(i, 8999), 1000+spread(i, 8887)) }},
		{"IP addresses", []string{"IP", "Server", "Contact"}, func(i int) string { return fmt.Sprintf("192.168.%d.%d", spread(i, 251), spread(i, 241)) }},
		{"ISBNs", []string{"ISBN", "Titel"}, func(i int) string { return fmt.Sprintf("978-2-07-%06d-%d", spread(i, 999983), i%10) }},
		{"cards", []string{"Carte", "Fidélité"}, func(i int) string { return fmt.Sprintf("4111 1111 %04d %04d", spread(i, 9973), spread(i, 9887)) }},
		{"postcodes", []string{"CP", "Zone", "Standard"}, func(i int) string { return fmt.Sprintf("%05d", 1000+spread(i, 94999)) }},
		{"UUIDs", []string{"Key", "Contact"}, func(i int) string { return fmt.Sprintf("3f2b1c9e-1234-5678-9abc-%012d", spread(i, 999999937)) }},
		{"phones of another machine", []string{"Telex", "Télex", "Pager", "Pager number", "Récepteur de radiomessagerie", "Buscapersonas", "Piepser"}, french},
		{"phones under a header of ids", []string{"Customer Number", "Numéro client", "Kundennummer", "Ticket", "IBAN"}, french},
		{"extensions", []string{"Ext", "Extension", "Nebenstelle"}, func(i int) string { return strconv.Itoa(100 + spread(i, 899)) }},
		{"yes and no", []string{"Do not call", "Phone verified", "Téléphone vérifié", "SMS", "Mobile", "Work", "WhatsApp opt-in", "Emergency contact", "Call", "Has phone"}, func(i int) string { return []string{"yes", "no"}[i%2] }},
		{"one and zero", []string{"Phone verified", "SMS", "Portable", "Standard"}, func(i int) string { return strconv.Itoa(i % 2) }},
		{"dates of phones", []string{"Phone verified", "Telefon bestätigt", "Téléphone vérifié", "Phone date"}, func(i int) string { return fmt.Sprintf("2026-%02d-%02dT10:00:00Z", 1+i%12, 1+i%28) }},
		{"countries of phones", []string{"Phone country", "Phone Country Code", "Indicatif", "Pays du téléphone"}, func(i int) string { return []string{"FR", "+33", "33"}[i%3] }},
		{"names", []string{"Emergency contact", "Contact d'urgence", "Assistant", "Phone owner", "Work", "Contact"}, func(i int) string { return []string{"Léa Martin", "Hugo Weiß"}[i%2] }},
		{"addresses", []string{"Home", "Work", "Domicile", "Bureau"}, func(i int) string { return fmt.Sprintf("%d rue de l'Invention, 750%02d Paris", 1+i, 1+i%20) }},
		{"mail addresses", []string{"Contact", "Work", "Home"}, func(i int) string { return fmt.Sprintf("person%d@example.com", 1000000+i) }},
	} {
		for _, h := range c.headers {
			if got := columnAs(t, h, c.cell); got.Role == Phone || got.Role == Fax {
				t.Errorf("%s under %q: taken for a %s column by %s (%q)", c.name, h, got.Role, got.By, c.cell(3))
			}
		}
	}
}

// TestFound finds the phone columns that hide under other names, and says so.
func TestFound(t *testing.T) {
	fr := func(i int) string { return fmt.Sprintf("0%d 99 00 %02d %02d", 1+i%5, spread(i, 97), spread(i, 89)) }
	bare := func(i int) string {
		if i%5 == 0 {
			return fmt.Sprintf("+33199%06d", spread(i, 999983))
		}
		return fmt.Sprintf("%09d", 199000000+spread(i, 999983))
	}
	for _, c := range []struct {
		header string
		cell   func(i int) string
		kind   Kind
		person string
		by     string
	}{
		{"Particular", fr, Home, "", "content"},
		{"Particular", bare, Home, "", "content"},
		{"SMS", fr, Mobile, "", "content"},
		{"SMS", bare, Mobile, "", "content"},
		{"Work", fr, Work, "", "content"},
		{"Work", bare, Work, "", "content"},
		{"Home", bare, Home, "", "content"},
		{"Trabajo", bare, Work, "", "content"},
		{"Casa", bare, Home, "", "content"},
		{"Lavoro", bare, Work, "", "content"},
		{"Thuis", bare, Home, "", "content"},
		{"Dienstlich", bare, Work, "", "content"},
		{"Domicile", bare, Home, "", "content"},
		{"Emergency contact", fr, Main, "other", "content"},
		{"Contact d'urgence", fr, Main, "other", "content"},
		{"Assistant phone", fr, Main, "assistant", "name"},
		{"Whereabouts", func(i int) string { return fmt.Sprintf("+49 30 23125 %03d", spread(i, 997)) }, Main, "", "content"},
		{"Champ 7", func(i int) string { return fmt.Sprintf("+33.199%06d", spread(i, 999983)) }, Main, "", "content"},
		{"Phone verified", fr, Main, "", "name"},
		{"Mobile", fr, Mobile, "", "name"},
		{"Portable", fr, Mobile, "", "name"},
		{"Callback", bare, Main, "", "content"},
	} {
		got := columnAs(t, c.header, c.cell)
		if got.Role != Phone || got.Kind != c.kind || got.Person != c.person || got.By != c.by {
			t.Errorf("%q: role %q, kind %q, person %q, by %q; want kind %q, person %q, by %q (%q)", c.header, got.Role, got.Kind, got.Person, got.By, c.kind, c.person, c.by, c.cell(3))
		}
	}
	if got := columnAs(t, "Fax", fr); got.Role != Fax {
		t.Errorf("Fax: role %q", got.Role)
	}
}

// TestEightLanguages finds phone and fax columns by their headers alone.
func TestEightLanguages(t *testing.T) {
	for _, c := range []struct {
		lang, work, home, mobile, fax string
	}{
		{"en", "Work phone", "Home phone", "Mobile", "Fax"},
		{"fr", "Téléphone professionnel", "Téléphone domicile", "Tél. portable", "Télécopie"},
		{"de", "Telefon geschäftlich", "Telefon privat", "Mobiltelefon", "Telefax"},
		{"es", "Teléfono del trabajo", "Teléfono particular", "Teléfono móvil", "Fax"},
		{"it", "Telefono ufficio", "Telefono casa", "Cellulare", "Fax"},
		{"pt", "Telefone do trabalho", "Telefone de casa", "Telemóvel", "Fax"},
		{"nl", "Telefoon werk", "Telefoon thuis", "Mobiel", "Faxnummer"},
		{"pl", "Telefon służbowy", "Telefon domowy", "Telefon komórkowy", "Faks"},
	} {
		b, err := bind(t, Generic, "X|"+c.work+"|"+c.home+"|"+c.mobile+"|"+c.fax, nil, Options{})
		if err != nil {
			t.Errorf("%s: %v", c.lang, err)
			continue
		}
		for i, want := range []struct {
			role Role
			kind Kind
		}{{}, {Phone, Work}, {Phone, Home}, {Phone, Mobile}, {Fax, ""}} {
			if got := b.Columns[i]; got.Role != want.role || got.Kind != want.kind {
				t.Errorf("%s: %q is %q of kind %q, want %q, %q", c.lang, got.Header, got.Role, got.Kind, want.role, want.kind)
			}
		}
	}
}
