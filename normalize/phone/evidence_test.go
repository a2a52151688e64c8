package phone

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// file is a file with contacts in many countries.
var file = &Census{Common: []string{"FR", "DE", "GB", "US", "BE", "CH", "MA"}, Shares: []float64{0.5, 0.2, 0.1, 0.1, 0.05, 0.03, 0.02}}

func at(country string) Context { return Context{Country: country, Census: file} }

// dutch is a file with contacts in the Netherlands.
var dutch = &Census{Common: []string{"FR", "CH", "NL"}}

// evidenceRows are numbers whose country is told by more than the contact's cell, or less. codes are those of the number,
// or of the cell if it is undecided.
var evidenceRows = []struct {
	name  string
	cell  string
	ctx   Context
	want  string
	codes string
}{
	// International prefixes: where a country's own is longer than 00, 00 still is what people write.
	{"00 in Hong Kong", "0085222468680", at("HK"), "+85222468680", CodeIDD},
	{"00 in Brazil", "0055 11 3765-4321", at("BR"), "+551137654321", CodeIDD},
	{"00 in Thailand", "0066 2 906 3135", at("TH"), "+6629063135", CodeIDD},
	{"00 in Singapore", "00 65 6742 4298", at("SG"), "+6567424298", CodeIDD},
	{"00 in Colombia", "0057 601 2381679", at("CO"), "+576012381679", CodeIDD},
	{"00, or a carrier and Egypt", "0082 010 2019 0118", at("KR"), "+821020190118", CodeIDD},
	{"the same with nothing that says Korea", "0082 010 2019 0118", Context{}, "+821020190118", CodeIDD},
	{"011 in a contact of Britain", "011 44 20 7946 0958", at("GB"), "+442079460958", CodeIDD},
	{"011 and a country of the file", "011 41 78 126 05 30", at("FR"), "+41781260530", CodeIDD},
	{"011 of no country of the file, plain", "01159899123456", at("FR"), "?", CodeTooLong},
	{"011 is Turin", "011 5612345", at("IT"), "+390115612345", ""},
	{"011 or Belgrade", "011 381 800 1864", at("RS"), "? +3818001864|+381113818001864", CodeAmbiguousCode},
	{"011 is Buenos Aires, and three digits too many", "01113524007812", at("AR"), "+13524007812? +13524007812", CodeAmbiguousCode},
	{"the same in the groups of Buenos Aires", "011 1352 4007 812", at("AR"), "+13524007812? +13524007812", CodeAmbiguousCode},
	{"011 and a code of its own in Argentina", "011 1 352 400 7812", at("AR"), "+13524007812", CodeIDD},
	{"0011 in a contact of Britain", "0011 44 20 7946 0958", at("GB"), "+442079460958", CodeIDD},

	{"01 in Solomon Islands", "01 51 1 234 5674", at("SB"), "+5112345674", CodeIDD},

	// A plus before a national prefix.
	{"+8 in Russia", "+8 912 359-91-75", at("RU"), "+79123599175", CodeStrayPlus},
	{"+8 in Kazakhstan", "+8 771 024 1850", at("KZ"), "+77710241850", CodeStrayPlus},
	{"+880 is Bangladesh", "+880 1812-216484", at("RU"), "+8801812216484", CodeOtherCountry},

	{"a plus before two zeros", "+0044 20 7946 0958", at("FR"), "+442079460958", CodeStrayPlus},
	{"a plus before many zeros", "+0000000000612345126", at("FR"), "?", CodeNoSuchCode},
	{"a plus before four zeros", "+0000442079460958", at("FR"), "?", CodeNoSuchCode},

	// A zero in brackets is dialled only inside the country where it stands behind the calling code.
	{"behind the calling code", "+44 (0)20 7946 0958", at("FR"), "+442079460958", CodeTrunkZero},
	{"behind the calling code of Italy", "+39 (0)2 1394 1130", at("FR"), "+390213941130", ""},
	{"behind the first digit of the number", "+331(0)00000001", at("FR"), "?", CodeTooLong},
	{"behind the area code", "+44 20 (0) 7946 0958", at("FR"), "?", CodeTooLong},
	{"behind the area code, after two zeros", "0044 20 (0) 7946 0958", at("FR"), "?", CodeTooLong},

	// The country's own calling code without plus.
	{"grouped as abroad", "46 8 122 37 85", at("SE"), "+4681223785", CodeNoPlus},
	{"grouped as abroad in Italy", "39 02 121916", at("IT"), "+3902121916", CodeNoPlus},
	{"plain in Italy, a mobile number or Milan behind the code", "3902121916", at("IT"), "? +393902121916|+3902121916", CodeAmbiguousCode},
	{"the same as a spreadsheet leaves it", "3902121916.0", at("IT"), "? +393902121916|+3902121916", CodeAmbiguousCode},
	{"the same grouped as a mobile number", "390 212 1916", at("IT"), "+393902121916", ""},
	{"another mobile number of Italy", "3932121916", at("IT"), "+393932121916", ""},
	{"Rio Grande do Sul, or a number without area code behind the code", "5540071406", at("BR"), "? +555540071406|+5540071406", CodeAmbiguousCode},

	// Too many digits, of which the first are another country's calling code.
	{"Danish, too long by two", "3219249047", at("DK"), "+3219249047? +3219249047|+13219249047", CodeCountryConflict},
	{"the same in Danish groups", "32 19 24 90 47", at("DK"), "+3219249047? +3219249047|+13219249047", CodeCountryConflict},
	{"Belgian in Denmark", "32 470 50 12 35", at("DK"), "+32470501235", CodeOtherCountry},
	{"too long for a country of many lengths", "441151159812345", at("AT"), "?", CodeTooLong},
	{"Belgian in France, where no number is so long", "32470501235", at("FR"), "+32470501235", CodeOtherCountry},
	{"Polish, too long by two", "12318185247", at("PL"), "+12318185247? +12318185247", CodeCountryConflict},
	{"Chilean, too long by three", "441151159812", at("CL"), "+441151159812? +441151159812", CodeCountryConflict},
	{"Mexican, too long by three", "4945198633812", at("MX"), "+4945198633812? +4945198633812", CodeCountryConflict},
	{"the same with its plus", "+4945198633812", at("MX"), "=+4945198633812", CodeOtherCountry},
	{"the same behind two zeros", "004945198633812", at("MX"), "+4945198633812", CodeIDD},

	// A zero that belongs to the number, or is half of a national prefix.
	{"an old Italian mobile number, or Treviglio", "346808183", at("IT"), "? +39346808183|+390346808183", CodeAmbiguousCode},
	{"the same in the groups of both", "346 808183", at("IT"), "? +39346808183|+390346808183", CodeAmbiguousCode},
	{"a premium number, or Saluzzo", "166010185", at("IT"), "? +39166010185|+390166010185", CodeAmbiguousCode},
	{"a free number of Italy", "800 123 987", at("IT"), "+39800123987", ""},
	{"a mobile number of ten digits", "3468081833", at("IT"), "+393468081833", ""},
	{"Milan without its zero", "2 1394 1130", at("IT"), "+390213941130", CodeLostZero},
	{"Rome without its zero", "612345126", at("IT"), "+390612345126", CodeLostZero},
	{"the same, a mobile number of Spain in a file that has some", "612345126", Context{Country: "IT", Census: &Census{Common: []string{"IT", "ES"}}}, "? +390612345126|+34612345126", CodeCountryConflict},
	{"two numbers, the second cut: no long number of Germany", "02 61 91 03 08 / 06 55 50", Context{Country: "FR", Census: &Census{Common: []string{"FR", "DE"}}}, "? +33261910308", CodeUnexplained},
	{"a number cut short: no short one of Italy", "020 7946", Context{Country: "GB", Census: &Census{Common: []string{"GB", "IT"}}}, "?", CodeNotInPlan},
	{"a cut mobile number of Italy", "34680818", at("IT"), "? +4934680818|+3234680818", CodeNotInPlan},
	{"Côte d'Ivoire without its zero", "172389163", at("CI"), "+2250172389163", CodeLostZero},
	{"the same grouped", "1 27 72 6399", at("CI"), "+2250127726399", CodeLostZero},
	{"half of Hungary's prefix", "6201936925", at("HU"), "+36201936925", CodeLostZero},
	{"the same grouped, Budapest", "6 1 234 1250", at("HU"), "+3612341250", CodeLostZero},
	{"Szeged without prefix", "62 123 456", at("HU"), "+3662123456", CodeLostZero},
	{"Poland's prefix of old", "0-22 123 45 67", at("PL"), "+48221234567", CodeTrunkZero},
	{"the same joined to the area code", "(022) 123-45-67", at("PL"), "+48221234567", CodeTrunkZero},
	{"the same plain, or Cologne", "0221234567", at("PL"), "? +33221234567|+49221234567|+41221234567", CodeCountryConflict},
	{"plain in Sweden", "4681223785", at("SE"), "+4681223785", CodeNoPlus},
	{"plain in Sweden, too short to tell", "468556758", at("SE"), "? +468556758|+46468556758", CodeAmbiguousCode},
	{"plain in Kosovo", "38328598251", at("XK"), "+38328598251", CodeNoPlus},

	// Digits grouped as another country does.
	{"French pairs in Austria", "06 53 14 29 49", at("AT"), "+43653142949? +43653142949|+33653142949", CodeCountryConflict},
	{"Vienna in pairs", "01 49 75 54 28", at("AT"), "+43149755428", ""},
	{"a German area code in Belgium", "05649 0922", at("BE"), "+3256490922? +3256490922|+4956490922", CodeCountryConflict},
	{"French pairs in Morocco, where people write them too", "06 61 23 45 67", at("MA"), "+212661234567", ""},
	{"Dutch groups of a French mobile number", "06 12404293", Context{Country: "FR", Census: dutch}, "+33612404293", ""},
	{"Dutch groups of a Swiss mobile number", "078 656 3004", Context{Country: "CH", Census: dutch}, "+41786563004", ""},
	{"Dutch groups of a line of St. Gallen, or of Leiden", "071 616 7643", Context{Country: "CH", Census: dutch}, "+41716167643? +41716167643|+31716167643", CodeCountryConflict},
	{"Swedish groups in Czechia", "46 8 55 67 58", at("CZ"), "+420468556758? +420468556758|+468556758", CodeCountryConflict},
	{"French groups beside a German number, France by default", "06 55 50 85 45", Context{Hints: []Hint{{"DE", FromSibling}}}, "+49655508545? +49655508545|+33655508545", CodeAmbiguousCountry},
	{"the same without groups: the German number speaks", "0655508545", Context{Hints: []Hint{{"DE", FromSibling}}}, "+49655508545", CodeHint},
	{"beside a German and a French number", "0655508545", Context{Hints: []Hint{{"DE", FromSibling}, {"FR", FromSibling}}}, "+49655508545? +49655508545|+33655508545", CodeAmbiguousCountry},
	{"Swiss groups of a contact whose company is French", "043 148 19 68", Context{Census: file, Hints: []Hint{{"FR", FromCompany}}}, "+33431481968? +33431481968|+41431481968", CodeAmbiguousCountry},

	{"an old Moroccan number, or a German one", "02772.8670", at("MA"), "+212527728670? +212527728670|+4927728670", CodeCountryConflict},
	{"an old Moroccan number", "022 12 34 56", Context{Country: "MA"}, "+212522123456", "upgrade-ma-2009"},
	{"a young change needs no such care", "09 12 34 56", at("CI"), "+2250709123456", "upgrade-ci-2021"},

	// Nothing says the country.
	{"a lost zero, or a foreign mobile number without plus", "22670359244", Context{Census: file}, "? +22670359244|+4922670359244", CodeAmbiguousCode},
	{"British groups without the zero", "7429 260793", Context{Census: file}, "? +497429260793|+447429260793|+17429260793", CodeNoCountry},
}

func TestEvidenceRows(t *testing.T) {
	r := mustReader(t, Options{Regions: []string{"FR"}})
	for _, row := range evidenceRows {
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

// TestDefaultsAreNotAlone reads numbers of contacts that say nothing of their country, with default regions other than
// France.
func TestDefaultsAreNotAlone(t *testing.T) {
	for _, row := range []struct {
		name, region, cell, want string
	}{
		{"a lost zero, or a mobile number of a country that the file does not have", "DE", "22670359244", "+4922670359244? +4922670359244|+22670359244"},
		{"British groups without the zero", "US", "7429 260793", "+17429260793? +17429260793|+497429260793|+447429260793"},
		{"the groups of North America", "US", "742 926 0793", "+17429260793"},
		{"groups of Norway with its code", "US", "47 850 14 175", "+14785014175? +14785014175|+4785014175"},
	} {
		t.Run(row.name, func(t *testing.T) {
			rd := mustReader(t, Options{Regions: []string{row.region}}).Read([]byte(row.cell), Context{Census: file})
			if diff := cmp.Diff(row.want, brief(rd)); diff != "" {
				t.Errorf("Read(%q) (-want +got):\n%s%+v", row.cell, diff, rd)
			}
		})
	}
}
