package phone

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/nyaruka/phonenumbers"
)

// The compiled plan gives, for whatever this package asks, exactly what the library gives.
func TestFastIsTheLibrary(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	lands, err := territories()
	if err != nil {
		t.Fatal(err)
	}
	var regions []string
	for r := range phonenumbers.GetSupportedRegions() {
		regions = append(regions, r)
	}
	decided, n := 0, 20_000
	if testing.Short() {
		n = 2_000
	}
	for range n {
		region := regions[rng.IntN(len(regions))]
		digits := invent(rng, region)
		if digits[0] == '+' {
			region = "ZZ"
		}
		got, ok := fast(digits, region)
		if !ok {
			continue
		}
		decided++
		if diff := cmp.Diff(consult(digits, region, lands), got, cmp.AllowUnexported(answer{})); diff != "" {
			t.Fatalf("%q in %s (-library +plan):\n%s", digits, region, diff)
		}
	}
	if decided*10 < n*9 {
		t.Errorf("only %d of %d were decided without the library", decided, n)
	}
}

// invent writes a number of a region, or one near it, as digits with at most a plus in front.
func invent(rng *rand.Rand, region string) string {
	number := []byte("123456789")
	if n := phonenumbers.GetExampleNumberForType(region, phonenumbers.PhoneNumberType(rng.IntN(4))); n != nil {
		number = []byte(phonenumbers.GetNationalSignificantNumber(n))
	}
	for range rng.IntN(4) {
		number[rng.IntN(len(number))] = byte('0' + rng.IntN(10))
	}
	if rng.IntN(6) == 0 {
		number = number[:max(2, len(number)-rng.IntN(3))]
	}
	code := phonenumbers.GetCountryCodeForRegion(region)
	switch rng.IntN(6) {
	case 0:
		return "+" + itoa(code) + string(number)
	case 1:
		return "00" + itoa(code) + string(number)
	case 2:
		return itoa(code) + string(number)
	case 3:
		return "0" + string(number)
	default:
		return string(number)
	}
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}
