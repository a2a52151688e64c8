package phone

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestOptions reads cells whose reading depends on an option.
func TestOptions(t *testing.T) {
	for _, row := range []struct {
		name string
		opt  Options
		cell string
		ctx  Context
		want string
	}{
		{"range", Options{Ranges: true}, "01 99 00 12 34 / 35 / 36", france, "+33199001234 +33199001235 +33199001236"},
		{"range with a word", Options{Ranges: true}, "01 99 00 12 34 à 36", france, "+33199001234 +33199001236"},
		{"range of extensions", Options{Ranges: true}, "(212) 555-4321 x302/x303", usa, "+12125554321x302 +12125554321x303"},
		{"vanity", Options{Vanity: true}, "1-800-FLOWERS", usa, "+18003569377"},
		{"vanity is no name", Options{Vanity: true}, "01 99 00 12 34 Marie", france, "+33199001234  «Marie»"},
		{"possible", Options{Possible: true}, "+33100000001", france, "=+33100000001"},
		{"not possible", Options{}, "+1 212 055 1234", usa, "?"},
		{"upgrade off", Options{Upgrade: func(region string) bool { return region != "CI" }}, "+225 07 12 34 56", france, "?"},
		{"upgrade of another country on", Options{Upgrade: func(region string) bool { return region != "CI" }}, "+229 97 12 34 56", france, "+2290197123456"},
		{"no default region", Options{}, "01 99 00 12 34", Context{}, "?"},
		{"default regions are not tried against a country", Options{Regions: []string{"GB"}}, "020 7946 0958", france, "? +442079460958"},
		{"second default region", Options{Regions: []string{"FR", "GB"}}, "020 7946 0958", Context{}, "+442079460958"},
		{"two default regions that both have the mobile", Options{Regions: []string{"FR", "BE"}}, "0475 12 34 56", Context{}, "+33475123456? +33475123456|+32475123456"},
	} {
		t.Run(row.name, func(t *testing.T) {
			rd := mustReader(t, row.opt).Read([]byte(row.cell), row.ctx)
			if diff := cmp.Diff(row.want, brief(rd)); diff != "" {
				t.Errorf("Read(%q) (-want +got):\n%s%+v", row.cell, diff, rd)
			}
		})
	}
}

// TestEvidence checks where the country came from, and how sure the number is.
func TestEvidence(t *testing.T) {
	r := mustReader(t, Options{Regions: []string{"FR"}})
	frequent := &Census{Frequent: func(d []byte) bool { return string(d) == "0199001234" }}
	for _, row := range []struct {
		name string
		cell string
		ctx  Context
		from Source
		conf Confidence
	}{
		{"plus", "+33 1 99 00 12 34", germany, FromPlus, Certain},
		{"idd", "0033 1 99 00 12 34", germany, FromIDD, Certain},
		{"country", "01 99 00 12 34", france, FromCell, Certain},
		{"country with a slip", "01 99 00 12 34", Context{Country: "FR", Uncertain: true}, FromCell, Likely},
		{"country, lost zero", "612345126", france, FromCell, Likely},
		{"own code without plus", "33199001234", france, FromCode, Likely},
		{"company against the default", "02 32 11 19 90", Context{Hints: []Hint{{"DE", FromCompany}}}, FromCompany, Guess},
		{"hint", "01 99 00 12 34", Context{Hints: []Hint{{"FR", FromCompany}}}, FromCompany, Likely},
		{"default", "01 99 00 12 34", Context{}, FromDefault, Likely},
		{"default, but a mobile elsewhere", "0661 23 45 67", nowhere, FromDefault, Guess},
		{"another grouping, a line elsewhere", "044 268 12 34", nowhere, FromDefault, Guess},
		{"cell's other number", "0475 12 34 56 / +32 475 12 34 57", Context{}, FromSibling, Likely},
		{"hidden by frequency", "01 99 00 12 34", Context{Country: "FR", Census: frequent}, "", None},
	} {
		t.Run(row.name, func(t *testing.T) {
			rd := r.Read([]byte(row.cell), row.ctx)
			var from Source
			var conf Confidence
			if len(rd.Numbers) > 0 {
				from, conf = rd.Numbers[0].From, rd.Numbers[0].Confidence
			}
			if from != row.from || conf != row.conf {
				t.Errorf("Read(%q): from %q, %v; want %q, %v\n%+v", row.cell, from, conf, row.from, row.conf, rd)
			}
		})
	}
}

// TestLabels checks what the words around a number come to.
func TestLabels(t *testing.T) {
	r := mustReader(t, Options{Regions: []string{"FR"}})
	type dress struct {
		Number, Kind string
		Labels       []string
	}
	for _, row := range []struct {
		name string
		cell string
		ctx  Context
		want []dress
	}{
		{"plain word", "Tél. 01 99 00 12 34", france, []dress{{"+33199001234", "", []string{"Tél"}}}},
		{"German", "Handy: 0171 1234567", germany, []dress{{"+491711234567", "mobile", []string{"Handy"}}}},
		{"Spanish", "móvil 600 123 456", Context{Country: "ES"}, []dress{{"+34600123456", "mobile", []string{"móvil"}}}},
		{"Polish", "kom. 601 123 456", Context{Country: "PL"}, []dress{{"+48601123456", "mobile", []string{"kom"}}}},
		{"Dutch", "020 123 4567 (zakelijk)", Context{Country: "NL"}, []dress{{"+31201234567", "work", []string{"zakelijk"}}}},
		{"fax wins", "fax bureau 01 99 00 12 34", france, []dress{{"+33199001234", "fax", []string{"fax", "bureau"}}}},
		{"before each", "bureau 01 99 00 12 34 mobile 06 12 34 51 26", france, []dress{
			{"+33199001234", "work", []string{"bureau"}}, {"+33612345126", "mobile", []string{"mobile"}},
		}},
		{"after each", "01 99 00 12 34 (bureau) 06 12 34 51 26 (perso)", france, []dress{
			{"+33199001234", "work", []string{"bureau"}}, {"+33612345126", "home", []string{"perso"}},
		}},
		{"merged", "T: 01 99 00 12 34 ; +33199001234 (bureau)", france, []dress{{"+33199001234", "work", []string{"T", "bureau"}}}},
	} {
		t.Run(row.name, func(t *testing.T) {
			rd := r.Read([]byte(row.cell), row.ctx)
			var got []dress
			for _, n := range rd.Numbers {
				got = append(got, dress{n.E164, n.Kind, n.Labels})
			}
			if diff := cmp.Diff(row.want, got); diff != "" || rd.Verdict != Read {
				t.Errorf("Read(%q) (-want +got):\n%s%+v", row.cell, diff, rd)
			}
		})
	}
}
