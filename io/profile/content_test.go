package profile

import (
	"fmt"
	"testing"
)

func TestLooks(t *testing.T) {
	for _, c := range []struct {
		cell string
		want look
	}{
		{"", lookBlank},
		{"  \u00a0", lookBlank},
		{"+33 1 99 00 12 34", lookPhone},
		{"01 99 00 12 34", lookPhone},
		{"0199001234", lookPhone},
		{"01.99.00.12.34", lookPhone},
		{"01-99-00-12-34", lookPhone},
		{"0033199001234", lookPhone},
		{"(212) 555-0134", lookPhone},
		{"212-555-0134", lookPhone},
		{"020 7946 0123", lookPhone},
		{"tel: 01 99 00 12 34", lookPhone},
		{"01 99 00 12 34 / 06 39 98 12 34", lookPhone},
		{"+1-212-555-0134 x204", lookPhone},
		{"'0199001234", lookPhone},
		{"030/123456", lookPhone},
		{"07700 900123", lookPhone},
		{"199001234", lookWeak},
		{"2125550134", lookWeak},
		{"33199001234", lookWeak},
		{"123 456 789", lookWeak},
		{"2026-11-22", lookOther},
		{"22/11/2026", lookOther},
		{"22.11.2026 14:30", lookOther},
		{"20261122", lookOther},
		{"2026-11-22T14:30:00Z", lookOther},
		{"11/22/26", lookOther},
		{"75001", lookOther},
		{"1234567.89", lookOther},
		{"1 234 567,00", lookOther},
		{"48.8566, 2.3522", lookOther},
		{"192.168.10.254", lookOther},
		{"732 829 320 00074", lookOther},
		{"73282932000074", lookOther},
		{"FR7630006000011234567890189", lookOther},
		{"4111 1111 1111 1111", lookOther},
		{"123-45-6789", lookOther},
		{"yes", lookOther},
		{"iPhone 12", lookOther},
		{"lea@example.com", lookOther},
		{"https://example.com/1234567", lookOther},
		{"0000012345", lookOther},
		{"001x0000002xLCVAA2", lookOther},
		{"005AB12cd000000", lookOther},
		{"CUST0199001234", lookOther},
		{"FR12345678901", lookOther},
		{"0199001234x12", lookPhone},
		{"0199001234ext12", lookPhone},
		{"12 rue de la Paix 75002", lookOther},
		{"3f2b1c9e-1234-5678-9abc-def012345678", lookOther},
	} {
		if got := looks(c.cell); got != c.want {
			t.Errorf("looks(%q) = %d, want %d", c.cell, got, c.want)
		}
	}
}

// TestContent binds columns by what they hold.
func TestContent(t *testing.T) {
	rows := func(cell func(i int) string) Sample {
		var s Sample
		for i := range 40 {
			s = append(s, []string{"x", cell(i)})
		}
		return s
	}
	mix := func(i int) int { return 7919 * (i + 3) % 9973 }
	for _, c := range []struct {
		name, header string
		cell         func(i int) string
		want         bool
	}{
		{"French numbers under an unknown header", "Joignable", func(i int) string { return fmt.Sprintf("01 99 00 %04d", mix(i)) }, true},
		{"international numbers", "Whereabouts", func(i int) string { return fmt.Sprintf("+33 6 39 98 %04d", mix(i)) }, true},
		{"a Spanish word for private", "Particular", func(i int) string { return fmt.Sprintf("0199%06d", mix(i)*17) }, true},
		{"a hint and mostly bare digits", "Contact", func(i int) string {
			if i%4 == 0 {
				return fmt.Sprintf("+3363998%04d", mix(i))
			}
			return fmt.Sprintf("63998%04d", mix(i))
		}, true},
		{"some blank, some words", "Joignable", func(i int) string {
			switch i % 10 {
			case 0, 1, 2:
				return ""
			case 3:
				return "demander Léa"
			}
			return fmt.Sprintf("01.99.00.%04d", mix(i))
		}, true},
		{"ascending ids", "Nr", func(i int) string { return fmt.Sprintf("%09d", 330001000+3*i) }, false},
		{"ids in any order", "Ident", func(i int) string { return fmt.Sprintf("%09d", 100000000+mix(i)*10007) }, false},
		{"ids filled up with zeros", "Nr", func(i int) string { return fmt.Sprintf("%010d", mix(i)) }, false},
		{"ascending ids with a leading zero", "Nr", func(i int) string { return fmt.Sprintf("0%09d", 330001000+3*i) }, false},
		{"SIREN numbers in threes", "Immatriculation", func(i int) string { return sirens[i%len(sirens)] }, false},
		{"dates", "Seen", func(i int) string { return fmt.Sprintf("%02d/%02d/20%02d", 1+i%28, 1+i%12, i%30) }, false},
		{"phones under a header that says otherwise", "Telex", func(i int) string { return fmt.Sprintf("01 99 00 %04d", mix(i)) }, false},
		{"customer numbers that look like phones", "Customer Number", func(i int) string { return fmt.Sprintf("01 99 00 %04d", mix(i)) }, false},
		{"postcodes", "Zone", func(i int) string { return fmt.Sprintf("%05d", mix(i)) }, false},
		{"amounts", "Encours", func(i int) string { return fmt.Sprintf("1 %03d %03d,00", mix(i)%1000, i) }, false},
		{"too few cells", "Joignable", func(i int) string {
			if i > 2 {
				return ""
			}
			return "01 99 00 12 34"
		}, false},
		{"a phone header with yes and no", "Mobile", func(i int) string { return []string{"yes", "no"}[i%2] }, false},
		{"a phone header with names of phones", "Téléphone", func(int) string { return "iPhone" }, false},
		{"a phone header with few numbers and many words", "Mobile", func(i int) string {
			if i == 7 {
				return "06 39 98 12 34"
			}
			return "à demander"
		}, true},
	} {
		b, err := bind(t, Generic, "Name|"+c.header, rows(c.cell), Options{})
		if b == nil {
			t.Fatal(err)
		}
		if got := len(b.Phones)+len(b.Others) > 0; got != c.want {
			t.Errorf("%s: column %q is a phone column: %v, want %v", c.name, c.header, got, c.want)
		}
	}
}

// sirens are invented numbers that pass the check digit of a SIREN.
var sirens = []string{"123 456 782", "111 222 337", "404 833 048", "999 000 001", "555 666 771"}

// TestNames settles what a column called only "Name" holds.
func TestNames(t *testing.T) {
	for _, c := range []struct {
		name, header string
		row          []string
		want         Role
	}{
		{"Nom beside Prénom", "Prénom|Nom|Téléphone", []string{"Léa", "Martin", ""}, Last},
		{"Nom beside Prénom, both names in it", "Prénom|Nom|Téléphone", []string{"Léa", "Martin Léa", ""}, Full},
		{"Name beside Vorname", "Vorname|Name|Telefon", []string{"Jana", "Weiß", ""}, Last},
		{"Name beside First Name, whole", "First Name|Name|Phone", []string{"Ann", "Ann Lee", ""}, Full},
		{"Nombre beside Apellidos", "Apellidos|Nombre|Teléfono", []string{"Ruiz", "Eva", ""}, First},
		{"Name alone", "Company|Name|Phone", []string{"Example", "Ann Lee", ""}, Full},
		{"Display Name beside both", "First Name|Display Name|Last Name|Phone", []string{"Ann", "Ann Lee", "Lee", ""}, Full},
	} {
		b, err := bind(t, Generic, c.header, Sample{c.row, c.row}, Options{})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := b.Columns[1].Role; got != c.want {
			t.Errorf("%s: role %q, want %q", c.name, got, c.want)
		}
	}
}

// TestKeyByContent takes an id column for the key only where it can be one.
func TestKeyByContent(t *testing.T) {
	rows := Sample{{"1", "a"}, {"2", "b"}, {"3", "c"}}
	b, err := bind(t, Generic, "ID|Name|Phone", rows, Options{})
	if err != nil || b.Key != 0 {
		t.Errorf("key %v, %v", b, err)
	}
	b, err = bind(t, Generic, "ID|Name|Phone", append(rows, []string{"3", "d"}), Options{})
	if err != nil || b.Key != -1 {
		t.Errorf("key of a column with equal values: %v, %v", b.Key, err)
	}
}

func TestFold(t *testing.T) {
	for _, c := range []struct{ a, b string }{
		{"ID de fiche d'informations", "id de fiche d’informations"},
		{"Pays/Région", "PAYS/RÉGION"},
		{"Record ID", "\ufeffRecord ID "},
		{"Phone Number", "Phone\u00a0Number"},
		{"Prénom", "Pre\u0301nom"},
		{"a  b", "a b"},
		{"Phone", "Ph\u200bone"},
		{"e-mail", "E‑mail"},
		{"x", "Ｘ"},
	} {
		if Fold(c.a) != Fold(c.b) {
			t.Errorf("Fold(%q) = %q, Fold(%q) = %q", c.a, Fold(c.a), c.b, Fold(c.b))
		}
	}
	for _, c := range []struct{ a, b string }{{"Account.Name", "Account Name"}, {"FirstName", "First Name"}, {"first_name", "first name"}} {
		if Fold(c.a) == Fold(c.b) {
			t.Errorf("%q and %q fold to the same text", c.a, c.b)
		}
	}
}
