package phone

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// swiss is a contact in France, in a file with Swiss and German contacts.
var swiss = Context{Country: "FR", Census: &Census{Common: []string{"FR", "CH", "DE"}, Shares: []float64{0.6, 0.2, 0.2}}}

func in(country string) Context {
	return Context{Country: country, Census: &Census{Common: []string{"FR", "DE", "BE", "US"}, Shares: []float64{0.5, 0.3, 0.1, 0.1}}}
}

// besideRows are cells with digits or words beside a number that must not become part of it, nor get lost. last is the
// last code of the cell, which gives the reason.
var besideRows = []struct {
	name string
	cell string
	ctx  Context
	want string
	last string
}{
	// No digits across a separator that is certain, in plans where a number may have any length.
	{"pairs on both sides", "04 05 83 66 08 / 01 05 84 45 27", germany, "? +49405836608", CodeUnexplained},
	{"a range, then a number", "030 23125 12 / 14 040 23126", germany, "? +49302312512", CodeUnexplained},
	{"a range on an area code, then a number", "06221 5481 / 82 06221 5483", germany, "? +4962215481", CodeUnexplained},
	{"a range without spaces, then a number", "030 23125/12 040 23126", germany, "? +493023125", CodeUnexplained},
	{"a range with a hyphen, then a number", "030 23125 12 - 14 040 23126", germany, "? +49302312512", CodeUnexplained},
	{"a range in Austria", "01 5121 / 22 01 5125", in("AT"), "? +4315121", CodeAmbiguousCut},
	{"a range in Italy", "06 1234 / 56 06 12345678", in("IT"), "? +39061234", CodeUnexplained},
	{"a range in Sweden", "08 12 34 56 / 78 08 12 34 57", in("SE"), "? +468123456", CodeUnexplained},
	{"a range alone", "030 231255 / 56", germany, "? +4930231255; +4930231256|+4930231255", CodeRange},
	{"a slash in the middle of a number", "06 12 34 51 / 26", france, "? +33612345126", CodeAmbiguousCut},
	{"slashes by habit", "06 / 12 / 34 / 51 / 26", france, "+33612345126", ""},
	{"slashes after area codes", "030 / 1234567 040 / 7654321", germany, "+49301234567 +49407654321", CodePlanCut},
	{"a slash after country and area code", "+49 (0) 30 / 1234567", germany, "+49301234567", ""},
	{"two direct dials", "0711 1234 - 0, 0711 1235 - 0", germany, "+4971112340 +4971112350", CodePlanCut},
	{"a figure in brackets", "030 231255 (3)", germany, "? +4930231255", CodeAmbiguousCut},
	{"two figures in brackets", "030 231255 [12]", germany, "? +4930231255", CodeAmbiguousCut},

	// Dates and times are notes.
	{"a date after a word", "040 331245 le 07/05/2021", germany, "+4940331245  «le 07/05/2021»", CodeNote},
	{"a date after a slash", "030 331245 / 07.05.2020", germany, "+4930331245  «07.05.2020»", CodeNote},
	{"a date, year first", "030 431251 2020-05-07", germany, "+4930431251  «2020-05-07»", CodeNote},
	{"a date and a time", "030 431251 2020-05-07T10:00", germany, "+4930431251  «2020-05-07T10:00»", CodeNote},
	{"a date in brackets", "01 99 00 12 34 (appeler le 07/05/2021 à 15h)", france, "+33199001234  «(appeler le 07/05/2021 à 15h)»", CodeNote},
	{"a date and a time with spaces", "030 431251 02 03 2020 15 00", germany, "? +4930431251", CodeUnexplained},
	{"a date of two digits a year", "030 3312 07.05.21", germany, "? +49303312", CodeAmbiguousCut},
	{"a time", "030 331245 15:00", germany, "+4930331245  «15:00»", CodeNote},
	{"office hours", "030 331245 8-12h", germany, "+4930331245  «8-12h»", CodeNote},
	{"office hours in words", "030 331245 8 à 12h", germany, "+4930331245  «8 à 12h»", CodeNote},
	{"an hour before its word", "030 331245 18 Uhr", germany, "+4930331245  «18 Uhr»", CodeNote},
	{"a day and a month", "030 331245 5 mai", germany, "? +49303312455|+4930331245 «mai»", CodeNote},
	{"pairs, not a date", "06 12 34 51 26, 03-27-70-96-05", france, "+33612345126 +33327709605", CodePlanCut},

	// What counts something else.
	{"Nr. after a number", "0711 731256 Nr. 07112345", germany, "+49711731256? +49711731256 «Nr. 07112345»", CodeNote},
	{"a file's number", "01 99 00 12 34 dossier n° 123456", france, "+33199001234? +33199001234 «dossier n. 123456»", CodeNote},
	{"n° of a fax", "01 99 00 12 34 fax n° 01 99 00 12 35", france, "+33199001234 +33199001235", CodeSeparatorCut},

	// Words that say what becomes of the number are kept.
	{"confidential", "06 12 34 51 26 (confidentiel)", france, "+33612345126  «(confidentiel)»", CodeNote},
	{"fake", "fake 06 12 34 51 26", france, "+33612345126  «fake»", CodeNote},
	{"test", "test 06 12 34 51 26", france, "+33612345126  «test»", CodeNote},
	{"unlisted", "01 99 00 12 34 / liste rouge", france, "+33199001234  «liste rouge»", CodeNote},
	{"not this one", "pas 06 12 34 51 26", france, "+33612345126  «pas»", CodeNote},
	{"non", "non 06 12 34 51 26", france, "+33612345126  «non»", CodeNote},
	{"no", "01 99 00 12 34 no", france, "+33199001234  «no»", CodeNote},
	{"private", "06 12 34 51 26 private", france, "+33612345126  «private»", CodeNote},
	{"unknown", "06 12 34 51 26 unknown", france, "+33612345126  «unknown»", CodeNote},
	{"to come", "06 12 34 51 26 / à venir", france, "+33612345126  «à venir»", CodeNote},
	{"old", "old 06 12 34 51 26", france, "+33612345126  «old»", CodeNote},
	{"ancien", "ancien: 06 12 34 51 26 / 01 99 00 12 34", france, "+33612345126 +33199001234  «ancien»", CodeNote},
	{"früher", "0171 1234567 (früher)", germany, "+491711234567  «(früher)»", CodeNote},
	{"NC without a separator", "01 99 00 12 34 NC", france, "+33199001234  «NC»", CodeNote},
	{"n/a after a separator", "01 99 00 12 34 / N/A", france, "+33199001234", ""},
	{"aucun after a separator", "01 99 00 12 34; aucun", france, "+33199001234", ""},
	{"a hyphen for none", "01 99 00 12 34, -", france, "+33199001234", ""},
	{"NC twice", "NC / NC", france, "?", CodePlaceholderWord},
	{"a letter after", "0199001234B", france, "+33199001234? +33199001234", CodeLetters},
	{"a letter after, beside a number", "0199001234B / 06 12 34 51 26", france, "+33199001234 +33612345126? +33199001234; +33612345126", CodeSeparatorCut},
	{"a letter before", "B0199001234", france, "+33199001234? +33199001234", CodeLetters},
	{"a letter after two figures", "030 23125 12B", germany, "? +493023125|+49302312512 «12B»", CodeNote},
	{"a word after two figures", "030 23125 12bis", germany, "? +493023125|+49302312512 «12bis»", CodeNote},

	// A calling code without plus does not go before grouping and country.
	{"Russian, with a postcode", "495 123-45-68 101000", in("RU"), "? +4951234568101000", CodeCountryConflict},
	{"Saudi Arabia", "321 1234568", in("SA"), "? +3211234568", CodeCountryConflict},
	{"Japan", "131 2345 6788", in("JP"), "? +13123456788", CodeCountryConflict},
	{"the code as a group of its own", "33 6 12 34 51 26", in("GB"), "+33612345126", ""},
	{"the code, all plain", "33612345126", in("GB"), "+33612345126", ""},

	// What looks like something else has no candidates.
	{"SIREN", "732 829 320", france, "?", CodeLooksLikeCompany},
	{"SIREN, no country", "732 829 320", Context{}, "?", CodeLooksLikeCompany},
	{"SIRET", "732 829 320 00074", france, "?", CodeLooksLikeCompany},
	{"groups of three without the check digit", "612 345 126", france, "+33612345126", ""},
	{"postcode and town", "75008 Paris", france, "?", CodeLooksLikePostcode},
	{"postcode and town with a country", "F-75008 Paris", france, "?", CodeLooksLikePostcode},

	// Of another country than the contact's.
	{"valid elsewhere only", "020 7946 0958", Context{Country: "FR", Census: &Census{Common: []string{"GB"}}}, "? +442079460958", CodeCountryConflict},
	{"grouped as elsewhere", "032 368 12 74", swiss, "+33323681274? +33323681274|+41323681274", CodeCountryConflict},
	{"grouped as at home", "03 23 68 12 74", swiss, "+33323681274", ""},
	{"not grouped", "0323681274", swiss, "+33323681274", ""},

	{"too many bytes", strings.Repeat("01 99 00 12 34 / ", 31), france, "?", CodeCellTooLong},
	{"too many groups", strings.Repeat("12 ", 65), france, "?", CodeCellTooLong},
	{"white space counts for nothing", "01 99 00 12 34" + strings.Repeat(" ", 1000), france, "+33199001234", ""},
}

func TestReadBeside(t *testing.T) {
	r := mustReader(t, Options{Regions: []string{"FR"}})
	for _, row := range besideRows {
		t.Run(row.name, func(t *testing.T) {
			rd := r.Read([]byte(row.cell), row.ctx)
			if diff := cmp.Diff(row.want, brief(rd)); diff != "" {
				t.Errorf("Read(%q) (-want +got):\n%s%+v", row.cell, diff, rd)
			}
			if last := append([]string{""}, rd.Codes...); row.last != "" && last[len(last)-1] != row.last {
				t.Errorf("Read(%q): codes %v, want %s last", row.cell, rd.Codes, row.last)
			}
		})
	}
}

// A filler takes its label with it: the fax of "fax: aucun; …" is the one that is not there.
func TestFillerTakesItsLabel(t *testing.T) {
	r := mustReader(t, Options{})
	rd := r.Read([]byte("fax: aucun; tél: 01 99 00 12 34"), france)
	if len(rd.Numbers) != 1 || rd.Numbers[0].Kind != "" || !slices.Equal(rd.Numbers[0].Labels, []string{"tél"}) {
		t.Errorf("got %+v", rd)
	}
}
