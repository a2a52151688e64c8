package phone

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var (
	france  = Context{Country: "FR"}
	germany = Context{Country: "DE"}
	usa     = Context{Country: "US"}
	nowhere = Context{Census: &Census{
		Common: []string{"FR", "DE", "BE", "CH", "US", "MA"},
		Shares: []float64{0.6, 0.1, 0.05, 0.05, 0.05, 0.02},
	}}
)

// readRows are cells and what they hold, in short: numbers with their extension, then "?" and the candidates if the
// cell is undecided, then notes. Codes name those that must be there, of the cell or of a number.
var readRows = []struct {
	name  string
	cell  string
	ctx   Context
	want  string
	codes string
}{
	{"blank", " \u00a0\n", france, "empty", ""},
	{"exact", "+33199001234", france, "=+33199001234", ""},
	{"national", "01 99 00 12 34", france, "+33199001234", ""},
	{"hyphens", "01-99-00-12-34", france, "+33199001234", ""},
	{"slashes inside one number", "06/12/34/51/26", france, "+33612345126", ""},
	{"area code in brackets", "(030) 1234567", germany, "+49301234567", ""},
	{"slash after the area code", "030/1234567", germany, "+49301234567", ""},
	{"spaced slash after the area code", "030 / 1234567", germany, "+49301234567", ""},
	{"direct dial", "0711 1234-0", germany, "+4971112340", ""},
	{"national prefix of North America", "1 (212) 555-4321", usa, "+12125554321", ""},

	{"bidi marks", "\u202a06 12 34 51 26\u202c", france, "+33612345126", CodeInvisible},
	{"full-width digits", "０６ １２ ３４ ５１ ２６", france, "+33612345126", CodeUnicodeDigits},
	{"arabic digits", "٠٦١٢٣٤٥١٢٦", france, "+33612345126", CodeUnicodeDigits},
	{"narrow no-break spaces", "06\u202f12\u202f34\u202f51\u202f26", france, "+33612345126", ""},
	{"broken no-break space", "01\u00c2\u00a099 00 12 34", france, "+33199001234", CodeBrokenCharacters},
	{"no-break space of another encoding", "01\xa099 00 12 34", france, "+33199001234", CodeBrokenCharacters},
	{"unencodable at the ends", "?(907).245.7499?", usa, "+19072457499", CodeUnencodable},
	{"unencodable between groups", "078?016?55?66", Context{Country: "CH"}, "+41780165566", CodeUnencodable},
	{"unencodable digits", "?? ?? ?? ?? ??", france, "?", CodeMasked},
	{"a mark where a digit may be missing", "04266 6347?", germany, "+4942666347? +4942666347", CodeOpenEnd},
	{"apostrophe", "'0199001234", france, "+33199001234", ""},
	{"formula text", `="0199001234"`, france, "+33199001234", ""},
	{"float", "33199001234.0", france, "+33199001234", CodeFloat},
	{"two floats", "33199001234.0; 33612345126.0", france, "+33199001234 +33612345126", CodeFloat},
	{"exact scientific", "3.3199001234E+10", france, "+33199001234", CodeScientific},
	{"exact scientific with a comma", "3,3199001234E+10", france, "+33199001234", CodeScientific},
	{"lossy scientific", "3.36123E+10", france, "?", CodeLossy},
	{"+1-2025550123, typed into a spreadsheet", "-2025550122", usa, "?", CodeSum},
	{"+33-199001247, and shown in science", "-1.99001214E+08", france, "?", CodeSum},
	{"a sum with a decimal zero", "-199001214.0", france, "?", CodeSum},
	{"a sum of which only a few digits are left", "-93", france, "?", CodeSum},
	{"no sum begins with a zero", "-0199001218", france, "+33199001218", ""},
	{"nor has it groups", "- 1 99 00 12 18", france, "+33199001218", ""},

	{"masked", "06 12 34 XXXX", france, "?", CodeMasked},
	{"masked digit", "06 12 34 51 2X", france, "?", CodeMasked},
	{"cut off", "06 12 34 51", france, "?", CodeTooShort},
	{"all the same", "0000000000", france, "?", CodePlaceholderNumber},
	{"counting", "0123456789", france, "?", CodePlaceholderNumber},
	{"prefix and zeros", "0600000000", france, "?", CodePlaceholderNumber},
	{"pairs", "0102030405", france, "?", CodePlaceholderNumber},
	{"calling code only", "+33", france, "?", CodePlaceholderNumber},
	{"invented number", "(212) 555-0123", usa, "? +12125550123", CodePlaceholderNumber},
	{"no number, said in words", "pas de téléphone", france, "?", CodePlaceholderWord},
	{"n/a", "N/A", france, "?", CodePlaceholderWord},
	{"spreadsheet error", "#REF!", france, "?", CodeSpreadsheetError},
	{"date", "12/05/1998", france, "?", CodeLooksLikeDate},
	{"iso date", "2023-05-12", france, "?", CodeLooksLikeDate},
	{"coordinates", "48.8566, 2.3522", france, "?", CodeLooksLikePlace},
	{"amount", "€ 1.234,56", france, "?", CodeLooksLikeAmount},
	{"e-mail", "jean@example.com", france, "?", CodeLooksLikeMail},
	{"web address", "https://example.com/33199001234", france, "?", CodeLooksLikeURL},
	{"iban", "FR76 3000 6000 0112 3456 7890 189", france, "?", CodeLooksLikeIBAN},
	{"company id", "73282932000074", france, "?", CodeLooksLikeCompany},
	{"company id with its name", "SIRET 732829320", france, "?  «SIRET 732829320»", CodeText},
	{"short code", "3949", france, "?", CodeShortCode},
	{"text", "voir mail", france, "?  «voir mail»", CodeText},
	{"punctuation", "---", france, "?", CodePunctuation},

	{"label before", "Tél. : 01 99 00 12 34", france, "+33199001234", ""},
	{"label after", "01 99 00 12 34 bureau", france, "+33199001234", ""},
	{"name in brackets", "01 99 00 12 34 (Marie)", france, "+33199001234  «(Marie)»", CodeNote},
	{"warning in brackets", "06 12 34 51 26 (ne plus appeler)", france, "+33612345126  «(ne plus appeler)»", CodeNote},
	{"harmless mark", "0671 86876 *", germany, "+4967186876", ""},
	{"symbol", "☎ 01 99 00 12 34", france, "+33199001234", ""},
	{"note", "01 99 00 12 34 demander Léa", france, "+33199001234  «demander Léa»", CodeNote},
	{"note with a figure", "01 99 00 12 34, option 3", france, "+33199001234  «option 3»", CodeNote},
	{"note in brackets", "+33 6 12 34 51 26 (ne pas appeler avant 10h)", france, "+33612345126  «(ne pas appeler avant 10h)»", CodeNote},
	{"e-mail beside", "jean@example.com 06 12 34 51 26", france, "+33612345126  «jean@example.com»", CodeNote},
	{"words beside a repaired number", "client 612345126", france, "?  «client 612345126»", CodeText},

	{"poste", "01 99 00 12 34 poste 12", france, "+33199001234x12", CodeExtension},
	{"poste in brackets", "01 99 00 12 34 (poste 12)", france, "+33199001234x12", CodeExtension},
	{"x", "020 7946 0958x3368", Context{Country: "GB"}, "+442079460958x3368", CodeExtension},
	{"hash", "01 99 00 12 34 #12", france, "+33199001234x12", CodeExtension},
	{"Durchwahl", "030 1234567-DW12", germany, "+49301234567x12", CodeExtension},
	{"uri", "tel:+33199001234;ext=12", france, "+33199001234x12", CodeExtension},
	{"pause", "01 99 00 12 34,,12", france, "+33199001234x12", CodeExtension},
	{"extension, then another number", "0199001234 poste 12 06 12 34 51 26", france, "+33199001234x12 +33612345126", CodeSeparatorCut},

	{"semicolon", "0199001234;0612345126", france, "+33199001234 +33612345126", CodeSeparatorCut},
	{"newline", "01 99 00 12 34\n06 12 34 51 26", france, "+33199001234 +33612345126", CodeSeparatorCut},
	{"ou", "01-99-00-12-34 ou 06-12-34-51-26", france, "+33199001234 +33612345126", CodeSeparatorCut},
	{"und", "030 1234567 und 0171 1234567", germany, "+49301234567 +491711234567", CodeSeparatorCut},
	{"Google's separator", "01 99 00 12 34 ::: 06 12 34 51 26", france, "+33199001234 +33612345126", CodeSeparatorCut},
	{"labels cut", "T: 01 99 00 12 34 / M: 06 12 34 51 26", france, "+33199001234 +33612345126", CodeSeparatorCut},
	{"labels and commas", "Tel: 01 99 00 12 34, mob: 06 12 34 51 26", france, "+33199001234 +33612345126", CodeSeparatorCut},
	{"slash", "01 99 00 12 34/06 12 34 51 26", france, "+33199001234 +33612345126", CodePlanCut},
	{"comma", "0199001234, 0612345126", france, "+33199001234 +33612345126", CodePlanCut},
	{"hyphen", "0199001234-0612345126", france, "+33199001234 +33612345126", CodePlanCut},
	{"one space", "0199001234 0612345126", france, "+33199001234 +33612345126", CodePlanCut},
	{"nothing between", "01990012340612345126", france, "+33199001234 +33612345126", CodePlanCut},
	{"the same number twice", "0199001234 / +33 1 99 00 12 34", france, "+33199001234", CodeSameTwice},
	{"label of the second", "06.12.34.51.26 / bureau 01.99.00.12.34 p. 12", france, "+33612345126 +33199001234x12", CodeSeparatorCut},
	{"counted labels", "Tel 1: 01 99 00 12 34 Tel 2: 06 12 34 51 26", france, "+33199001234 +33612345126", CodeSeparatorCut},
	{"a counted list", "1) 01 99 00 12 34 2) 06 12 34 51 26", france, "+33199001234 +33612345126", CodeSeparatorCut},
	{"range", "01 99 00 12 34 / 35 / 36", france, "? +33199001234; +33199001235; +33199001236|+33199001234", CodeRange},
	{"range in an open plan", "030 123456-10/-11", germany, "? +493012345610; +493012345611|+493012345610", CodeRange},
	{"range of extensions", "(212) 555-4321 x302/x2303", usa, "? +12125554321 x302; +12125554321 x2303", CodeRange},
	{"a second local number in an open plan", "0711 12345 / 12346", germany, "? +4971112345", CodeAmbiguousCut},
	{"the same with a hyphen", "0711 12345-12346", germany, "? +497111234512346|+4971112345", CodeAmbiguousCut},
	{"a long direct dial", "0711 123456-1234", germany, "+497111234561234", ""},
	{"a spaced direct dial", "030 / 12 34 56 - 0", germany, "+49301234560", ""},
	{"digits left over", "01 99 00 12 34 12", france, "? +33199001234", CodeUnexplained},
	{"all digits are one number, which the plan lacks", "011.013.1067.39", in("IT"), "? +390110131067", CodeNotInPlan},
	{"number and no number", "01 99 00 12 34 / NC", france, "+33199001234", ""},

	{"00", "0033 1 99 00 12 34", france, "+33199001234", CodeIDD},
	{"00 in North America", "0033 1 99 00 12 34", usa, "+33199001234", CodeIDD},
	{"011", "011 33 1 99 00 12 34", usa, "+33199001234", CodeIDD},
	{"011 is an area code in Belgium", "011 33 85 47", Context{Country: "BE"}, "+3211338547", ""},
	{"0011", "0011 33 1 99 00 12 34", Context{Country: "AU"}, "+33199001234", CodeIDD},
	{"810", "810 33 1 99 00 12 34", Context{Country: "RU"}, "+33199001234", CodeIDD},
	{"trunk zero in brackets", "+33 (0)1 99 00 12 34", france, "+33199001234", CodeTrunkZero},
	{"trunk zero", "+330199001234", france, "+33199001234", CodeTrunkZero},
	{"Italy keeps its zero", "+39 (0)6 1234 5678", france, "+390612345678", CodeOtherCountry},
	{"plus before a national number", "+0199001234", france, "+33199001234", CodeStrayPlus},
	{"plus wins over the country", "+44 20 7946 0958", france, "+442079460958", CodeOtherCountry},
	{"own code without plus", "33199001234", france, "+33199001234", CodeNoPlus},
	{"code without plus, country that cannot be", "4915578313707", germany, "+4915578313707", CodeNoPlus},
	{"code without plus or lost zero", "4929408886", germany, "? +4929408886|+494929408886", CodeAmbiguousCode},
	{"foreign code without plus, unknown country", "442079460958", france, "? +442079460958", ""},
	{"lost zero", "612345126", france, "+33612345126", CodeLostZero},
	{"lost zero of a mobile", "15173632604", germany, "+4915173632604", CodeLostZero},
	{"Réunion", "0692 12 34 56", france, "+262692123456", CodeOverseas},
	{"Guadeloupe", "0590 12 34 56", france, "+590590123456", CodeOverseas},
	{"mainland number in Réunion", "01 99 00 12 34", Context{Country: "RE"}, "+33199001234", CodeOverseas},
	{"Canada and the United States share a code", "(506) 323-1221", usa, "+15063231221", ""},
	{"valid elsewhere only", "020 7946 0958", Context{Country: "FR", Census: &Census{Common: []string{"GB"}}}, "? +442079460958", CodeCountryConflict},

	{"no country: default region", "01 99 00 12 34", nowhere, "+33199001234", CodeDefaultRegion},
	{"no country: a Belgian mobile too", "0475 12 34 56", nowhere, "+33475123456? +33475123456|+49475123456|+32475123456", CodeAmbiguousCountry},
	{"no country: a Moroccan mobile too", "0661 23 45 67", nowhere, "+33661234567? +33661234567|+49661234567|+212661234567", CodeAmbiguousCountry},
	{"no country: only elsewhere", "(715) 555-4321", nowhere, "? +17155554321", CodeNoCountry},
	{"no country: code of the default region without plus", "33612345126", nowhere, "+33612345126", CodeNoPlus},
	{"no country: another code without plus", "41780823523", nowhere, "+41780823523", CodeNoPlus},
	{"no country: the cell's other number tells", "0475 12 34 56; +32 475 12 34 57", Context{}, "+32475123456 +32475123457", CodeHint},
	{"hint", "0475 12 34 56", Context{Hints: []Hint{{"BE", FromMail}}}, "+32475123456", CodeHint},

	{"Côte d'Ivoire", "+225 09 12 34 56", france, "+2250709123456", "upgrade-ci-2021"},
	{"Benin", "97 12 34 56", Context{Country: "BJ"}, "+2290197123456", "upgrade-bj-2024"},
	{"Mexico", "+52 1 55 1234 5678", france, "+525512345678", "upgrade-mx-2019"},
	{"Mexico, mobile prefix", "044 55 1234 5678", Context{Country: "MX"}, "+525512345678", "upgrade-mx-2019"},
	{"Gabon", "06 12 34 56", Context{Country: "GA"}, "+24166123456", "upgrade-ga-2019"},
	{"Viet Nam", "0168 234 5678", Context{Country: "VN"}, "+84382345678", "upgrade-vn-2018"},
	{"Brazil", "(11) 8765-4321", Context{Country: "BR"}, "+5511987654321", "upgrade-br-2016"},
	{"Argentina", "011 15 2345 6789", Context{Country: "AR"}, "+5491123456789", ""},

	{"vanity", "1-800-FLOWERS", usa, "? +18003569377 «FLOWERS»", CodeVanity},
	{"letter for a figure", "O1 99 OO 12 34", france, "? +33199001234 «O1 99»  «OO 12 34»", CodeLetters},
	{"ten numbers", strings.Repeat("01 99 00 12 34 / 06 12 34 51 26 / ", 5), france, "+33199001234 +33612345126", CodeSameTwice},
}

func TestRead(t *testing.T) {
	r := mustReader(t, Options{Regions: []string{"FR"}})
	for _, row := range readRows {
		t.Run(row.name, func(t *testing.T) {
			rd := r.Read([]byte(row.cell), row.ctx)
			if diff := cmp.Diff(row.want, brief(rd)); diff != "" {
				t.Errorf("Read(%q) (-want +got):\n%s%+v", row.cell, diff, rd)
			}
			if row.codes != "" && !strings.Contains(allCodes(rd)+" ", " "+row.codes+" ") {
				t.Errorf("Read(%q): no code %s in%s", row.cell, row.codes, allCodes(rd))
			}
		})
	}
}

// brief writes a reading in one line.
func brief(rd Reading) string {
	if rd.Verdict == Empty {
		return "empty"
	}
	var out []string
	for _, n := range rd.Numbers {
		s := n.E164
		if n.Ext != "" {
			s += "x" + n.Ext
		}
		out = append(out, s)
	}
	s := strings.Join(out, " ")
	switch rd.Verdict {
	case Exact:
		s = "=" + s
	case Undecided:
		s += "?"
		if len(rd.Candidates) > 0 {
			s += " " + strings.Join(rd.Candidates, "|")
		}
	default:
	}
	if len(rd.Notes) > 0 {
		if rd.Verdict != Undecided || len(rd.Candidates) == 0 {
			s += " "
		}
		s += " «" + strings.Join(rd.Notes, "»  «") + "»"
	}
	return s
}

func allCodes(rd Reading) string {
	all := rd.Codes
	for _, n := range rd.Numbers {
		all = append(all, n.Codes...)
	}
	return " " + strings.Join(all, " ")
}
