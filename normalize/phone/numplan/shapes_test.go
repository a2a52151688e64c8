package numplan

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTypes(t *testing.T) {
	check(t, []pitfall{
		{"fixed", "020 7946 0123", "GB", "+442079460123 fixed GB"},
		{"mobile", "06 12 34 56 78", "FR", "+33612345678 mobile FR"},
		{"a range that is not given out", "07700 900123", "GB", "+447700900123 unknown -"},
		{"fixed and mobile are the same", "212 555 0123", "US", "+12125550123 fixed-or-mobile US"},
		{"toll-free", "0800 012345", "GB", "+44800012345 toll-free GB"},
		{"premium", "0900 123 456", "CH", "+41900123456 premium CH"},
		{"personal", "+49 700 12345678", "DE", "+4970012345678 personal DE"},
		{"a pattern counts only for its lengths", "+33 1 99 00 12 3", "FR", "+3319900123 unknown FR"},
	})
}

func TestPossibleIsNotValid(t *testing.T) {
	p := New()
	for _, row := range []struct {
		name, number, region string
		length               Length
		possible, valid      bool
	}{
		{"valid", "+33 1 99 00 12 34", "FR", LengthPossible, true, true},
		{"possible", "+33 000 000 001", "FR", LengthPossible, true, false},
		{"local only", "253 0000", "US", LengthLocal, true, false},
		{"short", "+33 1 99 00 12", "FR", LengthShort, false, false},
		{"long", "+33 1 99 00 12 34 5", "FR", LengthLong, false, false},
		{"between the possible lengths", "+800 1234", "IT", LengthShort, false, false},
		{"the main region's lengths", "+1 242 322 1234", "BS", LengthPossible, true, true},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, ok := p.Parse([]byte(row.number), row.region)
			if !ok || a.Length != row.length || a.Possible != row.possible || a.Valid != row.valid {
				t.Errorf("%q: ok %t length %d possible %t valid %t, want %+v", row.number, ok, a.Length, a.Possible, a.Valid, row)
			}
		})
	}
}

func TestOrigin(t *testing.T) {
	p := New()
	type want struct {
		Origin    Origin
		AsWritten bool
		Bare      bool
	}
	for _, row := range []struct {
		name, number, region string
		want                 want
	}{
		{"national with its prefix", "01 99 00 12 34", "FR", want{OriginNational, false, false}},
		{"national without", "1 99 00 12 34", "FR", want{OriginNational, true, true}},
		{"a plan that leaves the prefix out", "212 555 0123", "US", want{OriginNational, true, false}},
		{"a plan without prefix", "02 3661 8300", "IT", want{OriginNational, true, false}},
		{"plus", "+33 1 99 00 12 34", "FR", want{OriginPlus, false, false}},
		{"plus and nought in brackets", "+33 (0)1 99 00 12 34", "FR", want{OriginPlus, false, false}},
		{"international prefix", "00 33 1 99 00 12 34", "FR", want{OriginIDD, false, false}},
		{"international prefix of Russia", "810 33 1 99 00 12 34", "RU", want{OriginIDD, false, false}},
		{"plus and international prefix", "+0033 1 99 00 12 34", "FR", want{OriginIDD, false, false}},
		{"calling code alone", "33 1 99 00 12 34", "FR", want{OriginBare, false, false}},
	} {
		t.Run(row.name, func(t *testing.T) {
			a, ok := p.Parse([]byte(row.number), row.region)
			if !ok || !a.Valid {
				t.Fatalf("%q: ok %t, valid %t", row.number, ok, a.Valid)
			}
			bare, ok := p.BareTrunk(&a, row.region)
			if !ok {
				t.Fatalf("%q: trunk prefix not decided", row.number)
			}
			if diff := cmp.Diff(row.want, want{a.Origin, a.AsWritten, bare}); diff != "" {
				t.Errorf("%q (-want +got):\n%s", row.number, diff)
			}
		})
	}
}

func TestProblems(t *testing.T) {
	check(t, []pitfall{
		{"no region", "01 99 00 12 34", "ZZ", "no calling code"},
		{"a region in small letters is none", "01 99 00 12 34", "fr", "no calling code"},
		{"no such calling code", "+999 123456", "FR", "no calling code"},
		{"no such calling code, no region", "+999 123456", "", "no calling code"},
		{"nothing after the international prefix", "0012", "FR", "too short"},
		{"an international prefix before a nought is none", "00 0123", "FR", "+33000123 unknown FR"},
		{"too long", "+49 1234 5678 9012 3456 789", "DE", "too long"},
	})
}

// TestLibraryOddities holds the plan to leave alone what the library reads in its own way: trailing signs that it does
// not trim, words that it turns into digits.
func TestLibraryOddities(t *testing.T) {
	check(t, []pitfall{
		{"trailing comma", "650-253-0000,", "US", left},
		{"trailing word", "650 253 0000 mobile", "US", left},
		{"space after an extension", "650-253-0000 x12 ", "US", left},
		{"bidi mark", "650\u200e253 0000", "US", left},
		{"second number", "650-253-0000/x12", "US", left},
		{"vanity number", "1 800 CALL NOW", "US", left},
		{"digits of another script", "٠١٩٩٠٠١٢٣٤", "FR", left},
		{"two digits", "15", "AR", left},
		{"plus inside", "01 99 +33 1 99", "FR", left},
		{"parameter", "01990012;phone-context=+33", "FR", left},
		{"parameter first", ";phone-context=+33 01990012", "FR", left},
		{"empty", "", "FR", left},
	})
}

func TestPunctuation(t *testing.T) {
	check(t, []pitfall{
		{"dots", "01.99.00.12.34", "FR", "+33199001234 fixed FR"},
		{"brackets", "(212) 555-0123", "US", "+12125550123 fixed-or-mobile US"},
		{"square brackets and slashes", "[020]/7946/0123", "GB", "+442079460123 fixed GB"},
		{"no-break space", "01\u00a099\u00a000\u00a012\u00a034", "FR", "+33199001234 fixed FR"},
		{"a sign that is no punctuation", "01\u201199\u201300\u201212\u203434", "FR", left},
		{"dashes and minus signs", "01\u221299\u201100\u201312\u201434", "FR", "+33199001234 fixed FR"},
		{"no width", "01\u200b99\u206000\u00ad12\u300034", "FR", "+33199001234 fixed FR"},
		{"junk before", "Tel. (01 99 00 12 34)", "FR", "+33199001234 fixed FR"},
		{"a telephone sign before", "\u260e 01 99 00 12 34", "FR", left},
	})
}
