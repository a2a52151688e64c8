package phone

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// otherThings are cells that hold no phone number, and the code that says what they look like. Numbers near them, which
// differ in a check digit or in their grouping, follow with what they are read as.
var otherThings = []struct {
	name string
	cell string
	ctx  Context
	want string
	last string
}{
	{"Belgian company", "BE 0403.170.701", germany, "?", CodeLooksLikeCompany},
	{"Swiss company", "CHE-123.456.788 MWST", germany, "?", CodeLooksLikeCompany},
	{"British VAT number", "GB 123 4567 82", france, "?", CodeLooksLikeCompany},
	{"French VAT number", "FR40303265045", france, "?", CodeLooksLikeCompany},
	{"German VAT number", "DE136695976", germany, "?", CodeLooksLikeCompany},
	{"Austrian VAT number", "ATU12345678", germany, "?", CodeLooksLikeCompany},
	{"Italian VAT number", "IT 00743110157", france, "?", CodeLooksLikeCompany},
	{"Spanish company", "ESB12345678", france, "?", CodeLooksLikeCompany},
	{"Dutch VAT number", "NL123456789B01", france, "?", CodeLooksLikeCompany},
	{"Polish VAT number", "PL 5260250995", france, "?", CodeLooksLikeCompany},
	{"Luxembourg VAT number", "LU12345613", france, "?", CodeLooksLikeCompany},
	{"Brazilian company", "12.345.678/0001-95", france, "?", CodeLooksLikeCompany},
	{"a mobile number after the letters of its country", "BE 0475 12 34 57", Context{Country: "BE"}, "+32475123457  «BE»", CodeNote},
	{"a mobile number after the letters of France", "FR 06 12 34 51 26", france, "+33612345126  «FR»", CodeNote},

	{"French social security", "1 85 05 78 006 084 91", france, "?", CodeLooksLikePerson},
	{"French social security, plain", "185057800608491", france, "?", CodeLooksLikePerson},
	{"Swiss social security", "756.1234.5678.97", Context{Country: "CH"}, "?", CodeLooksLikePerson},
	{"Belgian national number", "85.07.30-033.28", Context{Country: "BE"}, "?", CodeLooksLikePerson},
	{"American social security", "078-05-1120", usa, "?", CodeLooksLikePerson},
	{"Brazilian taxpayer", "123.456.789-09", usa, "?", CodeLooksLikePerson},
	{"British national insurance", "AB 12 34 56 C", Context{Country: "GB"}, "?", CodeLooksLikePerson},

	{"payment card", "4539 1488 0343 6467", france, "?", CodeLooksLikeCard},
	{"payment card, plain", "5500005555555559", Context{Country: "NO"}, "?", CodeLooksLikeCard},
	{"payment card of fifteen digits", "3782-822463-10005", usa, "?", CodeLooksLikeCard},
	{"two numbers of eight digits", "4022 3451 4122 3467", Context{Country: "NO"}, "+4740223451 +4741223467", CodePlanCut},

	{"uuid", "550e8400-e29b-41d4-a716-446655440000", france, "?", CodeLooksLikeRecord},
	{"Salesforce id", "0035e00000aBcDeFGH", france, "?", CodeLooksLikeRecord},
	{"Salesforce id of fifteen", "0035e00000aBcDe", france, "?", CodeLooksLikeRecord},
	{"object id", "5f3c8d2e9b1a4c0017e8a123", france, "?", CodeLooksLikeRecord},
	{"id with a prefix", "cus_1234567890", france, "?", CodeLooksLikeRecord},

	{"coordinates with letters", "N48.8566 E2.3522", france, "?", CodeLooksLikePlace},
	{"degrees, minutes, seconds", "48°51'24\"N 2°21'07\"E", france, "?", CodeLooksLikePlace},
	{"coordinates with commas", "48,8566; 2,3522", france, "?", CodeLooksLikePlace},
	{"two numbers with commas", "030,123456; 040,654321", germany, "+4930123456 +4940654321", CodeSeparatorCut},

	{"bank account", "FR76 3000 6000 0112 3456 7890 189", france, "?", CodeLooksLikeIBAN},
	{"bank account with a slip", "DE89370400440532013001", france, "?", CodeLooksLikeIBAN},
	{"bank account in small letters", "nl91 abna 0417 1643 00", france, "?", CodeLooksLikeIBAN},
	{"a label as long as a country's letters", "Ph0164308731", Context{Country: "ZA"}, "+27164308731", ""},
	{"a label that is a country's letters", "No0199001234", france, "+33199001234", ""},

	{"British postcode", "SW1A 1AA", Context{Country: "GB"}, "?", CodeLooksLikePostcode},
	{"Canadian postcode", "K1A 0B6", Context{Country: "CA"}, "?", CodeLooksLikePostcode},
	{"postcode with the country's letters", "F-75001", france, "?", CodeLooksLikePostcode},
	{"Polish postcode", "00-950 Warszawa", Context{Country: "PL"}, "?", CodeLooksLikePostcode},

	{"a day without separators", "20230512", germany, "?", CodeLooksLikeDate},
	{"the same digits, a number as they stand", "20230512", Context{Country: "DK"}, "+4520230512", ""},

	{"what forms show in France", "06 12 34 56 78", france, "? +33612345678", CodePlaceholderNumber},
	{"what forms show in Belgium", "+32 470 12 34 56", france, "? +32470123456", CodePlaceholderNumber},
	{"what forms show in Britain", "07400 123456", Context{Country: "GB"}, "? +447400123456", CodePlaceholderNumber},
	{"a neighbour of it", "06 12 34 56 79", france, "+33612345679", ""},
}

func TestOtherThings(t *testing.T) {
	r := mustReader(t, Options{Regions: []string{"FR"}})
	for _, row := range otherThings {
		t.Run(row.name, func(t *testing.T) {
			rd := r.Read([]byte(row.cell), row.ctx)
			last := ""
			if n := len(rd.Codes); n > 0 {
				last = rd.Codes[n-1]
			}
			if diff := cmp.Diff([]string{row.want, row.last}, []string{brief(rd), last}); diff != "" {
				t.Errorf("Read(%q) (-want +got):\n%s%+v", row.cell, diff, rd)
			}
		})
	}
}
