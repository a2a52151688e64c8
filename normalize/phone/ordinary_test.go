package phone

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/nyaruka/phonenumbers"
)

// The short way of the ordinary cell gives, for every cell that it takes, what the whole grammar gives.
func TestOrdinaryIsTheGrammar(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 2))
	var regions []string
	for r := range phonenumbers.GetSupportedRegions() {
		regions = append(regions, r)
	}
	slices.Sort(regions)
	contexts := func(region string) []Context {
		census := &Census{Common: []string{"FR", "BE", region}, Shares: []float64{.5, .3, .2}}
		return []Context{
			{Country: region},
			{Country: region, Census: census},
			{Country: region, Uncertain: true},
			{Country: regions[rng.IntN(len(regions))], Census: census},
			{},
			{Census: census},
			{Census: &Census{Common: []string{region}, Shares: []float64{1}}},
			{Unread: true},
			{Hints: []Hint{{region, FromMail}}},
			{Hints: []Hint{{region, FromSibling}, {regions[rng.IntN(len(regions))], FromMail}}, Census: census},
			{Hints: []Hint{{region, FromCompany}}, Census: census},
			{Hints: []Hint{{region, FromSibling}, {regions[rng.IntN(len(regions))], FromSibling}}},
			{Hints: []Hint{{"FR", FromCompany}, {region, FromMail}}, Census: census, Unread: rng.IntN(2) == 0},
		}
	}
	taken, n := 0, 60_000
	if testing.Short() {
		n = 6_000
	}
	var readers []*Worker
	for i := range 24 {
		opt := Options{Regions: []string{regions[rng.IntN(len(regions))]}, Possible: i%4 == 1}
		switch i {
		case 0, 1:
			opt.Regions = nil
		case 2, 3:
			opt.Regions = []string{"FR", "BE"}
		case 4, 5, 6:
			opt.Regions = []string{"FR"}
		case 7, 8:
			opt.Regions = []string{"US"}
		}
		readers = append(readers, mustReader(t, opt).Worker())
	}
	var got Reading
	for range n {
		w := readers[rng.IntN(len(readers))]
		region := regions[rng.IntN(len(regions))]
		if len(w.r.opt.Regions) > 0 && rng.IntN(3) == 0 {
			region = w.r.opt.Regions[0]
		}
		cell := dressUp(rng, inventWritten(rng, region))
		all := contexts(region)
		ctx := all[rng.IntN(len(all))]
		if holds(t, w, &got, cell, &ctx) {
			taken++
		}
	}
	t.Logf("%d of %d cells were ordinary", taken, n)
	if taken < n/8 {
		t.Errorf("only %d of %d cells were ordinary: nothing is compared", taken, n)
	}
}

// holds tells whether the short cut takes a cell, whose reading the grammar must share.
func holds(t *testing.T, w *Worker, got *Reading, cell string, ctx *Context) bool {
	t.Helper()
	if !w.ordinary(got, []byte(cell), ctx) {
		return false
	}
	want := w.grammar([]byte(cell), ctx)
	if diff := cmp.Diff(want, *got, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("%q with %+v, default %v (-grammar +ordinary):\n%s", cell, *ctx, w.r.opt.Regions, diff)
	}
	return true
}

// inventWritten is invent, in the library's own spacing now and then.
func inventWritten(rng *rand.Rand, region string) string {
	digits := invent(rng, region)
	if rng.IntN(2) == 0 {
		return digits
	}
	n, err := phonenumbers.Parse(digits, region)
	if err != nil {
		return digits
	}
	return phonenumbers.Format(n, phonenumbers.PhoneNumberFormat(rng.IntN(3)))
}

// dressUp puts signs between digits as people do, and sometimes as nobody would.
func dressUp(rng *rand.Rand, s string) string {
	switch rng.IntN(8) {
	case 0, 1:
		return s
	case 4:
		return strings.NewReplacer(" ", "/").Replace(s)
	case 2:
		return strings.NewReplacer(" ", ".", "-", ".").Replace(s)
	case 3:
		return strings.NewReplacer(" ", "\u00a0", "-", " ").Replace(s)
	}
	signs := []string{" ", " ", ".", "-", ") ", " (", ")", "(0)", " (0) ", "\u202f", "  ", "/", "(", ")-", ". "}
	var b strings.Builder
	if rng.IntN(12) == 0 {
		b.WriteString([]string{" ", "(", "-", ".", "+", "\t"}[rng.IntN(6)])
	}
	sign := signs[rng.IntN(len(signs))]
	for i, c := range s {
		if i > 1 && c >= '0' && c <= '9' && rng.IntN(3) == 0 {
			if rng.IntN(4) == 0 {
				sign = signs[rng.IntN(len(signs))]
			}
			b.WriteString(sign)
		}
		b.WriteRune(c)
	}
	if rng.IntN(12) == 0 {
		b.WriteString([]string{" ", ")", "-", ".", ".0", "\u00a0"}[rng.IntN(6)])
	}
	return b.String()
}

// No upgrade is for fewer digits than undivided takes for granted.
func TestOldNumbersAreNotShort(t *testing.T) {
	r := mustReader(t, Options{})
	for region, rules := range r.upgrades {
		for _, u := range rules {
			for i := range u.Cases {
				for n := range 100_000 {
					if c := &u.Cases[i]; c.match.MatchString(strconv.Itoa(n)) || c.national != nil && c.national.MatchString(fmt.Sprintf("0%d", n)) {
						t.Fatalf("%s of %s takes %d", u.Code, region, n)
					}
				}
			}
		}
	}
}

// What stands before a slash is not asked about where it has fewer than four digits, since no plan has such a number.
func TestNothingShorterStands(t *testing.T) {
	p := plan()
	for region := range phonenumbers.GetSupportedRegions() {
		for n := range 1000 {
			digits := fmt.Appendf(nil, "%03d", n)
			if a, ok := p.Parse(digits, region); ok && a.Valid {
				t.Fatalf("%s is a number of %s", digits, region)
			}
			if a, ok := p.Parse(append([]byte("+"), digits...), ""); ok && a.Valid {
				t.Fatalf("+%s is a number", digits)
			}
		}
	}
}

func TestOrdinaryAllocatesNothing(t *testing.T) {
	census := &Census{Common: []string{"FR"}, Shares: []float64{1}}
	for _, row := range []struct {
		name, cell string
		ctx        Context
	}{
		{"exact", "+33199001234", Context{}},
		{"plus with spaces", "+33 1 99 00 12 34", Context{Country: "FR", Census: census}},
		{"plus of another country", "+44 20 7946 0123", Context{Country: "FR"}},
		{"trunk zero in brackets", "+33 (0)1 99 00 12 34", Context{Country: "FR"}},
		{"international prefix", "0033 1 99 00 12 34", Context{Country: "FR"}},
		{"national with country", "01 99 00 12 34", Context{Country: "FR", Census: census}},
		{"national with dots", "01.99.00.12.34", Context{Country: "FR"}},
		{"national with no-break spaces", "01\u00a099\u00a000\u00a012\u00a034", Context{Country: "FR"}},
		{"national by the default region", "0199001234", Context{Census: census}},
		{"North America", "(212) 736-5000", Context{Country: "US"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			w := mustReader(t, Options{Regions: []string{"FR"}}).Worker()
			var out Reading
			cell := []byte(row.cell)
			if !w.ordinary(&out, cell, &row.ctx) {
				t.Fatal("not taken for ordinary")
			}
			// One allocation in some three hundred numbers is the text that they share.
			if n := testing.AllocsPerRun(1000, func() { w.Read(&out, cell, &row.ctx) }); n > 0 {
				t.Errorf("%v allocations", n)
			}
		})
	}
}

// What a worker handed out stays as it is when it reads on.
func TestWorkerKeepsItsTexts(t *testing.T) {
	w := mustReader(t, Options{Regions: []string{"FR"}}).Worker()
	var all []string
	for i := range 2000 {
		var out Reading
		w.Read(&out, fmt.Appendf(nil, "01 99 00 %02d %02d", i/100, i%100), &Context{})
		if len(out.Numbers) == 1 {
			all = append(all, out.Numbers[0].E164)
		}
	}
	for i, got := range all {
		if len(got) != 12 || i > 0 && got <= all[i-1] {
			t.Fatalf("text %d is %q after %q", i, got, all[max(0, i-1)])
		}
	}
	if len(all) < 1900 {
		t.Errorf("only %d of 2000 were read", len(all))
	}
}
