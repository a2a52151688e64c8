package phone

import (
	"math/rand/v2"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// upgradeRows are numbers of before a change of their plan, and of today where one begins like them. want is the
// number, "" if the cell is left undecided.
var upgradeRows = []struct {
	name   string
	cell   string
	region string
	want   string
	code   string
}{
	{"Orange mobile", "+225 09 12 34 56", "FR", "+2250709123456", "upgrade-ci-2021"},
	{"MTN mobile", "04 12 34 56", "CI", "+2250504123456", "upgrade-ci-2021"},
	{"Moov mobile", "+225 02 12 34 56", "FR", "+2250102123456", "upgrade-ci-2021"},
	{"Orange mobile with today's first digits", "+225 07 12 34 56", "FR", "+2250707123456", "upgrade-ci-2021"},
	{"MTN mobile with today's first digits", "05 12 34 56", "CI", "+2250505123456", "upgrade-ci-2021"},
	{"Moov mobile with today's first digits", "01 19 72 87", "CI", "+2250101197287", "upgrade-ci-2021"},
	{"a younger MTN prefix", "44 12 34 56", "CI", "+2250544123456", "upgrade-ci-2021"},
	{"Orange fixed line", "+225 20 21 12 34", "FR", "+2252720211234", "upgrade-ci-2021"},
	{"MTN fixed line", "+225 20 00 12 34", "FR", "+2252520001234", "upgrade-ci-2021"},
	{"Moov fixed line", "+225 20 80 12 34", "FR", "+2252120801234", "upgrade-ci-2021"},
	{"Côte d'Ivoire today", "07 07 12 34 56", "CI", "+2250707123456", ""},

	{"Benin", "97 12 34 56", "BJ", "+2290197123456", "upgrade-bj-2024"},
	{"a fixed line of Benin", "+229 21 31 23 45", "FR", "+2290121312345", "upgrade-bj-2024"},
	{"Benin today", "01 97 12 34 56", "BJ", "+2290197123456", ""},

	{"Gabon, Libertel", "06 12 34 56", "GA", "+24166123456", "upgrade-ga-2019"},
	{"Gabon, Airtel", "+241 07 12 34 56", "FR", "+24177123456", "upgrade-ga-2019"},
	{"Gabon, fixed line", "01 44 12 34", "GA", "+24111441234", "upgrade-ga-2019"},
	{"Gabon, code without plus", "24106123456", "GA", "+24166123456", "upgrade-ga-2019"},
	{"Gabon, an old number in its groups", "06 62 34 56", "GA", "+24166623456", "upgrade-ga-2019"},
	{"Gabon, plain, or a digit short of today's", "06623456", "GA", "", ""},
	{"Gabon today", "066 12 34 56", "GA", "+24166123456", ""},

	{"the 1 after +52", "+52 1 55 1234 5678", "FR", "+525512345678", "upgrade-mx-2019"},
	{"01 of Mexico", "01 55 1234 5678", "MX", "+525512345678", "upgrade-mx-2019"},
	{"044 of Mexico", "044 55 1234 5678", "MX", "+525512345678", "upgrade-mx-2019"},
	{"045 of Mexico", "045 33 1234 5678", "MX", "+523312345678", "upgrade-mx-2019"},
	{"Mexico today", "55 1234 5678", "MX", "+525512345678", ""},

	{"Brazil, no ninth digit", "(11) 8765-4321", "BR", "+5511987654321", "upgrade-br-2016"},
	{"Brazil, a number that began with 6", "(21) 6765-4321", "BR", "+5521967654321", "upgrade-br-2016"},
	{"Brazil, abroad", "+55 21 9765 4321", "FR", "+5521997654321", "upgrade-br-2016"},
	{"Brazil, a digit short of today's by its grouping", "11 98593 254", "BR", "", ""},
	{"Brazil, a digit short of today's behind the code", "+55 11 98593-254", "FR", "", ""},
	{"Brazil, that or no ninth digit", "1198593254", "BR", "", ""},
	{"Brazil, no ninth digit by its grouping", "11 9859-3254", "BR", "+5511998593254", "upgrade-br-2016"},
	{"Brazil, an 8 that begins no mobile number of today", "1186593254", "BR", "+5511986593254", "upgrade-br-2016"},
	{"a fixed line of Brazil", "(11) 3765-4321", "BR", "+551137654321", ""},

	{"Argentina's 15", "011 15 2345 6789", "AR", "+5491123456789", ""},
	{"Argentina's 15 in a province", "0351 15 234 5678", "AR", "+5493512345678", ""},
	{"Argentina's 15 with a plus", "+54 11 15 2345 6789", "FR", "+5491123456789", ""},

	{"Viet Nam, eleven digits", "0168 234 5678", "VN", "+84382345678", "upgrade-vn-2018"},
	{"Hanoi", "04 3825 3536", "VN", "+842438253536", "upgrade-vn-2017"},
	{"Hanoi from abroad", "+84 4 3825 3536", "FR", "+842438253536", "upgrade-vn-2017"},
	{"Hanoi, a zero lost besides", "438253536", "VN", "", ""},
	{"Da Nang", "0511 382 5353", "VN", "+842363825353", "upgrade-vn-2017"},
	{"Can Tho", "+84 710 3825353", "FR", "+842923825353", "upgrade-vn-2017"},
	{"Hanoi today", "024 3825 3536", "VN", "+842438253536", ""},

	{"Lagos", "01 463 0643", "NG", "+2342014630643", "upgrade-ng-2024"},
	{"Abuja", "+234 9 463 0643", "FR", "+2342094630643", "upgrade-ng-2024"},
	{"Port Harcourt", "084 460643", "NG", "+2342084460643", "upgrade-ng-2024"},
	{"a mobile number of Nigeria that lacks two digits", "0803 12345", "NG", "", ""},

	{"Bogotá", "(1) 228 1260", "CO", "+576012281260", "upgrade-co-2021"},
	{"Bogotá from a mobile", "031 228 1260", "CO", "+576012281260", "upgrade-co-2021"},
	{"Medellín from abroad", "+57 4 840 2666", "FR", "+576048402666", "upgrade-co-2021"},
	{"a mobile number of Colombia", "301 234 5678", "CO", "+573012345678", ""},

	{"Manila, PLDT", "(02) 551 2345", "PH", "+63285512345", "upgrade-ph-2019"},
	{"Manila, Globe", "+63 2 976 1234", "FR", "+63279761234", "upgrade-ph-2019"},
	{"Manila, Bayantel", "(02) 412 3456", "PH", "+63234123456", "upgrade-ph-2019"},
	{"Manila, a digit short of today's", "(02) 812 3456", "PH", "", ""},

	{"Burkina Faso", "40 45 12 34", "BF", "+22624451234", "upgrade-bf-2014"},
	{"a mobile number of Burkina Faso", "50 12 34 56", "BF", "+22650123456", ""},

	{"Cameroon, MTN", "77 12 34 56", "CM", "+237677123456", "upgrade-cm-2014"},
	{"Cameroon, Orange", "+237 99 12 34 56", "FR", "+237699123456", "upgrade-cm-2014"},
	{"Cameroon, a digit short of today's", "67 71 23 45", "CM", "", ""},

	{"Mauritius, Emtel", "254 1234", "MU", "+23052541234", "upgrade-mu-2013"},
	{"Mauritius, Orange", "+230 751 2345", "FR", "+23057512345", "upgrade-mu-2013"},
	{"a fixed line of Mauritius", "212 3456", "MU", "+2302123456", ""},

	{"Jeddah", "02 651 2345", "SA", "+966126512345", "upgrade-sa-2013"},
	{"Dammam from abroad", "+966 3 831 2345", "FR", "+966138312345", "upgrade-sa-2013"},
	{"Riyadh, or a digit short of today's", "01 212 3456", "SA", "", ""},

	{"Santiago de Chile", "(02) 423 4730", "CL", "+56224234730", "upgrade-cl-2012"},
	{"Santiago from abroad", "+56 2 423 4730", "FR", "+56224234730", "upgrade-cl-2012"},
	{"Santiago, or a digit short of today's", "+56 2 223 4730", "FR", "", ""},

	{"Ecuador", "08 412 3456", "EC", "+593984123456", "upgrade-ec-2012"},
	{"Ecuador, or a digit short of today's", "+593 9 912 3456", "FR", "", ""},

	{"Egypt, Vodafone", "016 123 4567", "EG", "+201061234567", "upgrade-eg-2011"},
	{"Egypt, Mobinil", "+20 18 123 4567", "FR", "+201281234567", "upgrade-eg-2011"},
	{"Egypt, Etisalat", "014 123 4567", "EG", "+201141234567", "upgrade-eg-2011"},
	{"Egypt, or a digit short of today's", "010 123 4567", "EG", "", ""},

	{"Seychelles, mobile", "51 23 45", "SC", "+2482512345", "upgrade-sc-2011"},
	{"Seychelles, fixed line", "+248 32 12 34", "FR", "+2484321234", "upgrade-sc-2011"},

	{"Casablanca", "022 12 34 56", "MA", "+212522123456", "upgrade-ma-2009"},
	{"Casablanca from abroad", "+212 22 12 34 56", "FR", "+212522123456", "upgrade-ma-2009"},
	{"a Moroccan mobile that began with 01", "011 23 45 67", "MA", "+212611234567", "upgrade-ma-2009"},
	{"a Moroccan mobile, or a digit short of today's", "061 23 45 67", "MA", "", ""},
	{"Morocco, a zero lost besides", "22 12 34 56", "MA", "", ""},
}

func TestUpgrades(t *testing.T) {
	r := mustReader(t, Options{})
	for _, row := range upgradeRows {
		t.Run(row.name, func(t *testing.T) {
			rd := r.Read([]byte(row.cell), Context{Country: row.region})
			got, code := "", ""
			if rd.Verdict == Read && len(rd.Numbers) == 1 {
				got = rd.Numbers[0].E164
				for _, c := range rd.Numbers[0].Codes {
					if strings.HasPrefix(c, "upgrade-") {
						code = c
					}
				}
			}
			if diff := cmp.Diff([]string{row.want, row.code}, []string{got, code}); diff != "" {
				t.Errorf("Read(%q) in %s (-want +got):\n%s%+v", row.cell, row.region, diff, rd)
			}
		})
	}
}

// TestUpgradesKeepToTheirRule holds each rule against the present plan: an old number that a rule changes is none today,
// unless the rule says so, what comes of it is one and stays as it is, and each case has a row above.
func TestUpgradesKeepToTheirRule(t *testing.T) {
	r := mustReader(t, Options{})
	rules, err := loadUpgrades()
	if err != nil {
		t.Fatal(err)
	}
	rows := make(map[string]bool)
	for _, row := range upgradeRows {
		rows[row.code] = true
	}
	for region, list := range rules {
		for _, u := range list {
			if !rows[u.Code] {
				t.Errorf("%s has no row", u.Code)
			}
			for i, c := range u.Cases {
				changed := 0
				for range 400 {
					old := draw(t, c.Match)
					plus := "+" + r.lands[region].codeText + old
					d := r.international(written{digits: plus[1:], plus: true, groups: []int{len(plus) - 1}, zeroParen: -1}, FromPlus)
					if d.a == nil || !strings.Contains(strings.Join(d.codes, " "), u.Code) {
						continue
					}
					changed++
					if a := r.ask(plus, ""); a.valid && !u.Retired {
						t.Errorf("%s, case %d: %s is a number today, and was changed", u.Code, i+1, plus)
					}
					again := r.Read([]byte(d.a.e164), Context{})
					if again.Verdict != Exact && !slices.Contains(again.Codes, CodePlaceholderNumber) {
						t.Errorf("%s, case %d: %s became %s, which does not stay: %+v", u.Code, i+1, plus, d.a.e164, again)
					}
				}
				if changed == 0 {
					t.Errorf("%s, case %d: no number that %s matches becomes a number of today", u.Code, i+1, c.Match)
				}
			}
		}
	}
}

// draw makes digits that an expression matches.
func draw(t *testing.T, expr string) string {
	t.Helper()
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(re *syntax.Regexp)
	walk = func(re *syntax.Regexp) {
		switch re.Op {
		case syntax.OpLiteral:
			b.WriteString(string(re.Rune))
		case syntax.OpCharClass:
			var all []rune
			for i := 0; i < len(re.Rune); i += 2 {
				for c := max(re.Rune[i], '0'); c <= min(re.Rune[i+1], '9'); c++ {
					all = append(all, c)
				}
			}
			b.WriteRune(all[rand.IntN(len(all))])
		case syntax.OpRepeat:
			for range re.Min {
				walk(re.Sub[0])
			}
		case syntax.OpAlternate:
			walk(re.Sub[rand.IntN(len(re.Sub))])
		case syntax.OpQuest: // The zero after a calling code is left out.
		case syntax.OpConcat, syntax.OpCapture:
			for _, s := range re.Sub {
				walk(s)
			}
		case syntax.OpBeginText, syntax.OpEndText:
		default:
			t.Fatalf("%s: what to draw for %v is not known", expr, re.Op)
		}
	}
	walk(re)
	return b.String()
}
