package numplan

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// pitfall is an input with what must come of it: E.164, type and region, or "left to the library".
type pitfall struct {
	name, number, region, want string
}

// left is what a row wants that the plan must not decide.
const left = "left to the library"

// brief writes an answer as the rows do.
func brief(a *Answer, ok bool) string {
	switch {
	case !ok:
		return left
	case a.Problem == ProblemCode:
		return "no calling code"
	case a.Problem == ProblemShort:
		return "too short"
	case a.Problem == ProblemLong:
		return "too long"
	}
	region := a.Region
	if region == "" {
		region = "-"
	}
	return string(a.AppendE164(nil)) + " " + a.Type.String() + " " + region
}

// check asks for the rows, and asks the library too.
func check(t *testing.T, rows []pitfall) {
	t.Helper()
	p := New()
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			a, ok := p.Parse([]byte(row.number), row.region)
			if diff := cmp.Diff(row.want, brief(&a, ok)); diff != "" {
				t.Errorf("%q in %q (-want +got):\n%s", row.number, row.region, diff)
			}
			sum := tally{byRegion: make(map[string]int)}
			if diff := compare(p, row.number, row.region, &sum); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWhoseRules(t *testing.T) {
	check(t, []pitfall{
		{"a local number of the Bahamas gets 242 there", "3221234", "BS", "+12423221234 fixed BS"},
		{"and not in the US", "3221234", "US", "+13221234 unknown -"},
		{"nor after a written calling code", "+1 3221234", "BS", "+13221234 unknown -"},
		{"its own rule decides on a bare calling code", "1 3221234", "BS", "+12423221234 fixed BS"},
		{"the main region's rule after a written code", "+44 0 1481 240123", "GG", "+441481240123 fixed GG"},
		{"a full number of another island", "242 322 1234", "JM", "+12423221234 fixed BS"},
	})
}

func TestTransformRules(t *testing.T) {
	check(t, []pitfall{
		{"AR: 15 after a two-digit area", "011 15 2345 6789", "AR", "+5491123456789 mobile AR"},
		{"AR: 15 after a three-digit area", "0223 15 412 3456", "AR", "+5492234123456 mobile AR"},
		{"AR: 15 after the calling code", "+54 11 15 2345 6789", "FR", "+5491123456789 mobile AR"},
		{"AR: no 15", "11 2345 6789", "AR", "+541123456789 fixed AR"},
		{"BR: carrier code", "0 15 11 92345 6789", "BR", "+5511923456789 mobile BR"},
		{"BR: carrier code after 90", "90 31 21 2345 6789", "BR", "+552123456789 fixed BR"},
		{"BR: last group takes no part", "0 11 92345 6789", "BR", "+5511923456789 mobile BR"},
		{"JP: 003768", "003768 03 1234 5678", "JP", "+81312345678 fixed JP"},
		{"JP: plain", "03 1234 5678", "JP", "+81312345678 fixed JP"},
		{"GA", "0 1102 3456", "GA", "+24111023456 fixed GA"},
		{"MG", "2 21 23 45", "MG", "+261202212345 fixed MG"},
		{"SM", "88 66 77", "SM", "+3780549886677 fixed SM"},
		{"SM, from Italy", "+378 886677", "IT", "+3780549886677 fixed SM"},
		{"NF", "22609", "NF", "+672322609 fixed NF"},
		{"GG", "240123", "GG", "+441481240123 fixed GG"},
		{"IM", "756789", "IM", "+441624756789 fixed IM"},
		{"JE", "712345", "JE", "+441534712345 fixed JE"},
		{"not GB", "712345", "GB", "+44712345 unknown -"},
		{"CC", "91621234", "CC", "+61891621234 fixed CC"},
		{"CX", "91641234", "CX", "+61891641234 fixed CX"},
		{"AG: seven digits to the end", "4601234", "AG", "+12684601234 fixed AG"},
		{"AG: the second alternative", "1 268 460 1234", "AG", "+12684601234 fixed AG"},
	})
}

func TestViabilityGuard(t *testing.T) {
	check(t, []pitfall{
		{"RU: 8 is not stripped off a number that is whole", "8001234567", "RU", "+78001234567 toll-free RU"},
		{"RU: and is off a longer one", "8 800 555 0123", "RU", "+78005550123 toll-free RU"},
		{"FR: too short without its 0, so it stays", "00 0123", "FR", "+33000123 unknown FR"},
		{"FR: too long without its 0, so it goes", "01 99 00 12 345", "FR", "+331990012345 unknown FR"},
		{"DE: 49 begins an area code", "491234567", "DE", "+49491234567 fixed DE"},
		{"DE: 49 is the calling code", "49 30 123456", "DE", "+4930123456 fixed DE"},
		{"a short number stays whole", "112", "FR", "+33112 unknown FR"},
	})
}

func TestItalianLeadingZero(t *testing.T) {
	check(t, []pitfall{
		{"national", "02 3661 8300", "IT", "+390236618300 fixed IT"},
		{"international", "+39 02 3661 8300", "US", "+390236618300 fixed IT"},
		{"missing", "2 3661 8300", "IT", "+39236618300 unknown -"},
		{"the Vatican's", "06 698 12345", "VA", "+390669812345 fixed VA"},
		{"several zeros", "+33 000123", "FR", "+33000123 unknown FR"},
		{"zeros alone are formatted as they were written", "+33 000000000", "FR", left},
	})
}

func TestSharedCodes(t *testing.T) {
	check(t, []pitfall{
		{"leading digits win though the number is not valid: BS", "+1 242 000 0000", "US", "+12420000000 unknown BS"},
		{"leading digits win though the number is not valid: IM", "+44 1624 000000", "GB", "+441624000000 unknown IM"},
		{"leading digits win though the number is not valid: TA", "+290 8 1234", "SH", "+29081234 unknown TA"},
		{"no region without a valid number", "+1 322 000 0000", "US", "+13220000000 unknown -"},
		{"NANPA toll-free", "+1 800 555 0123", "FR", "+18005550123 toll-free US"},
		{"KZ", "+7 727 312 3456", "RU", "+77273123456 fixed KZ"},
		{"MA before EH", "+212 5288 12345", "EH", "+212528812345 fixed MA"},
		{"RE", "+262 262 12 34 56", "YT", "+262262123456 fixed RE"},
		{"YT", "+262 269 60 12 34", "RE", "+262269601234 fixed YT"},
		{"GP, BL and MF share: BL is found", "+590 590 27 12 34", "GP", "+590590271234 fixed BL"},
		{"CW", "+599 9 435 1234", "BQ", "+59994351234 fixed CW"},
		{"BQ", "+599 715 1234", "CW", "+5997151234 fixed BQ"},
		{"CC", "+61 8 9162 1234", "AU", "+61891621234 fixed CC"},
		{"SJ", "+47 79 12 34 56", "NO", "+4779123456 fixed SJ"},
		{"AX", "+358 18 123456", "FI", "+35818123456 fixed AX"},
	})
}

func TestNonGeographic(t *testing.T) {
	check(t, []pitfall{
		{"800", "+800 1234 5678", "US", "+80012345678 toll-free 001"},
		{"808", "+808 1234 5678", "", "+80812345678 shared-cost 001"},
		{"870", "+870 773 11 1632", "ZZ", "+870773111632 mobile 001"},
		{"878", "+878 10 1234 567890", "FR", "+878101234567890 voip 001"},
		{"881", "+881 6 12 345678", "001", "+881612345678 mobile 001"},
		{"882", "+882 3421234", "US", "+8823421234 mobile 001"},
		{"883", "+883 5100 1234 5678", "US", "+883510012345678 voip 001"},
		{"979", "+979 1 2345 6789", "GB", "+979123456789 premium 001"},
		{"after an international prefix", "00800 1234 5678", "FR", "+80012345678 toll-free 001"},
		{"001 cannot be a default region", "12345678", "001", "no calling code"},
	})
}
