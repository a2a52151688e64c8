package phone

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/nyaruka/phonenumbers"
)

func TestMark(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, cell, country string
		want                uint64 // 0: no mark
	}{
		{"E.164", "+33199001234", "", 33199001234},
		{"E.164 of another country", "+442079460123", "FR", 442079460123},
		{"national, in the contact's country", "01 99 00 12 34", "FR", 33199001234},
		{"an international prefix", "0033 1 99 00 12 34", "FR", 33199001234},
		{"a zero in brackets", "+44 (0)20 7946 0123", "GB", 442079460123},
		{"spaces around it", " +33199001234 ", "FR", 33199001234},
		{"national without a country: the file may say it", "01 99 00 12 34", "", 0},
		{"grouped as elsewhere: the file may say where", "019 900 12 34", "FR", 0},
		{"two numbers", "01 99 00 12 34 / 06 39 98 12 34", "FR", 0},
		{"a label", "mob. 06 39 98 12 34", "FR", 0},
		{"a number of no country", "+80012345678", "FR", 0},
		{"fewer than eight digits", "+2903400", "", 0},
		{"empty", "", "FR", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := mustReader(t, Options{Regions: []string{"FR"}}).Worker()
			m, ok := w.Mark([]byte(tt.cell), &Context{Country: tt.country})
			if ok != (tt.want != 0) || m.Number != tt.want {
				t.Errorf("got %d, %v", m.Number, ok)
			}
		})
	}
}

// inventE164 writes a number of a region in E.164, with other digits at its end than the library's example has.
func inventE164(rng *rand.Rand, region string) string {
	number := []byte("123456789")
	if n := phonenumbers.GetExampleNumberForType(region, phonenumbers.PhoneNumberType(rng.IntN(2))); n != nil {
		number = []byte(phonenumbers.GetNationalSignificantNumber(n))
	}
	for i := len(number) / 2; i < len(number); i++ {
		number[i] = byte('0' + rng.IntN(10))
	}
	return "+" + itoa(phonenumbers.GetCountryCodeForRegion(region)) + string(number)
}

// The short way to the mark of a number in E.164 gives what the long one gives.
func TestMarkExact(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 5))
	regions := slices.Sorted(maps.Keys(phonenumbers.GetSupportedRegions()))
	workers := []*Worker{mustReader(t, Options{Regions: []string{"FR"}}).Worker(), mustReader(t, Options{Regions: []string{"US"}, Possible: true}).Worker()}
	short := 0
	for range 40_000 {
		cell := []byte(inventE164(rng, regions[rng.IntN(len(regions))]))
		switch rng.IntN(4) {
		case 0: // a number beside it
			cell[1+rng.IntN(len(cell)-1)] = byte('0' + rng.IntN(10))
		case 1:
			cell = append(cell, byte('0'+rng.IntN(10)))
		}
		ctx := Context{Country: regions[rng.IntN(len(regions))], Uncertain: rng.IntN(5) == 0, Unread: rng.IntN(5) == 0}
		if rng.IntN(3) == 0 {
			ctx.Country = ""
		}
		w := workers[rng.IntN(len(workers))]
		got, ok := w.r.markExact(cell, &ctx)
		if !ok {
			continue
		}
		short++
		if want, ok := w.mark(cell, &ctx); !ok || got != want {
			t.Fatalf("%s in %q: %v, want %v, %v", cell, ctx.Country, got, want, ok)
		}
	}
	if short < 10_000 {
		t.Errorf("only %d numbers took the short way", short)
	}
}

// What is recalled from a mark is what reading the cell gives, whatever the file around it shows, but for fillers.
func TestMarkIsTheReading(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 3))
	regions := slices.Sorted(maps.Keys(phonenumbers.GetSupportedRegions()))
	pick := func() string { return regions[rng.IntN(len(regions))] }
	n, taken := 60_000, 0
	if testing.Short() {
		n = 6_000
	}
	workers := []*Worker{
		mustReader(t, Options{}).Worker(), mustReader(t, Options{Regions: []string{"FR"}}).Worker(),
		mustReader(t, Options{Regions: []string{"DE", "CH"}}).Worker(), mustReader(t, Options{Regions: []string{"US"}, Possible: true}).Worker(),
	}
	var got, want Reading
	for range n {
		region := pick()
		if rng.IntN(2) == 0 {
			region = []string{"FR", "DE", "GB", "US", "IT", "BE", "AR", "MX"}[rng.IntN(8)]
		}
		cell := []byte(dressUp(rng, inventWritten(rng, region)))
		w := workers[rng.IntN(len(workers))]
		ctx := Context{Country: region}
		switch rng.IntN(6) {
		case 0:
			ctx.Country = ""
		case 1:
			ctx.Country = pick()
		case 2:
			ctx.Uncertain = true
		}
		m, ok := w.Mark(cell, &ctx)
		if !ok {
			continue
		}
		taken++
		w.Recall(&got, m)
		ctx.Census = &Census{Common: []string{region, pick(), "FR", "CH"}, Shares: []float64{.4, .2, .2, .1}}
		switch rng.IntN(4) {
		case 0:
			ctx.Census = nil
		case 1:
			ctx.Census.Frequent = func([]byte) bool { return false }
		}
		if ctx.Country == "" && rng.IntN(2) == 0 {
			ctx.Hints = []Hint{{pick(), FromSibling}, {pick(), FromMail}}
		}
		w.Read(&want, cell, &ctx)
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%q with %+v (-read +recalled):\n%s", cell, ctx, diff)
		}
		if e164 := fmt.Sprintf("+%d", m.Number); e164 != got.Numbers[0].E164 || !strings.HasSuffix(digitsOf(cell), e164[len(e164)-markDigits:]) {
			t.Fatalf("%q: marked %s, recalled %s", cell, e164, got.Numbers[0].E164)
		}
	}
	t.Logf("%d of %d cells were marked", taken, n)
	if taken < n/8 {
		t.Errorf("only %d of %d cells were marked: nothing is compared", taken, n)
	}
}

func digitsOf(cell []byte) string {
	return strings.Map(func(c rune) rune {
		if c < '0' || c > '9' {
			return -1
		}
		return c
	}, string(cell))
}
