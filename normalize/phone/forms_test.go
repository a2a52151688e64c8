package phone

import (
	command "flag"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nyaruka/phonenumbers"
)

var formsN = command.Int("forms.n", 60_000, "cells of the test that holds the short cut against the grammar by forms")

// forms are lengths of digit groups as dates, hours, ids and numbers have them.
var forms = [][]int{
	{2, 2, 4},
	{1, 2, 4},
	{2, 1, 4},
	{4, 2, 2},
	{2, 2, 2, 2},
	{2, 2, 2, 1},
	{4, 2, 1},
	{4, 1, 2},
	{2, 2, 4, 2},
	{2, 2, 2, 3},
	{2, 2, 2, 4},
	{1, 2, 2, 2},
	{4, 4},
	{3, 2, 2},
	{3, 3, 2},
	{3, 2, 4},
	{4, 4, 4},
	{2, 2, 2, 2, 2},
	{3, 3, 3},
	{3, 3, 3, 2},
	{2, 3, 3},
	{1, 3, 3},
	{4, 3},
	{5, 4},
	{3, 4},
	{2, 4, 3},
	{6, 4},
	{6, 5},
	{6, 3},
	{2, 5},
	{3, 4, 4, 2},
	{1, 4, 2},
	{2, 6},
	{8, 1},
	{9, 2},
	{7, 1},
	{7, 2},
	{10, 2, 2},
	{8, 1, 2},
	{8, 2, 2},
	{1, 2, 3, 2},
	{3, 5},
	{2, 7},
	{1, 1, 5},
}

// The short cut agrees with the grammar on digits that are grouped as other things are, and behind prefixes of all kinds.
func TestOrdinaryByForms(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 4))
	var regions []string
	for r := range phonenumbers.GetSupportedRegions() {
		regions = append(regions, r)
	}
	slices.Sort(regions)
	workers := []*Worker{
		mustReader(t, Options{}).Worker(), mustReader(t, Options{Upgrade: func(string) bool { return false }}).Worker(),
		mustReader(t, Options{Regions: []string{"US"}}).Worker(), mustReader(t, Options{Regions: []string{"FR"}}).Worker(),
		mustReader(t, Options{Regions: []string{"FR"}, Refuse: func(kind, _ string) bool { return kind == "voip" }}).Worker(),
	}
	n, taken := *formsN, 0
	if testing.Short() {
		n /= 10
	}
	var got Reading
	for range n {
		w, region := workers[rng.IntN(len(workers))], regions[rng.IntN(len(regions))]
		cell := formed(rng, w.r, regions, region)
		ctx := Context{Country: region}
		switch rng.IntN(8) {
		case 0:
			ctx.Country = ""
		case 1:
			ctx.Census = &Census{Common: []string{region, "FR"}, Shares: []float64{.7, .3}}
		case 2:
			ctx.Country = regions[rng.IntN(len(regions))]
		case 3:
			ctx.Census = &Census{Common: []string{region}, Shares: []float64{1}, Frequent: func(d []byte) bool { return d[len(d)-1] == '7' }}
		}
		if holds(t, w, &got, cell, &ctx) {
			taken++
		}
	}
	t.Logf("%d of %d cells were ordinary", taken, n)
	if taken < n/12 {
		t.Errorf("only %d of %d cells were ordinary: nothing is compared", taken, n)
	}
}

// formed writes digits of a region in one of the forms.
func formed(rng *rand.Rand, r *Reader, regions []string, region string) string {
	prefixes := []string{"00", "0", "011", "0011", "010", "810", "8", "119", "000", "001", "002", "009", "00700", "0015", "1", "99", "01", "02"}
	signs := []string{"/", ".", "-", " ", " ", "\u00a0"}
	digits := invent(rng, region)
	plus := strings.HasPrefix(digits, "+")
	digits = onlyDigits(digits)
	if rng.IntN(4) == 0 {
		code := strconv.Itoa(r.lands[region].code)
		other := strconv.Itoa(r.lands[regions[rng.IntN(len(regions))]].code)
		digits = prefixes[rng.IntN(len(prefixes))] + []string{code, other, ""}[rng.IntN(3)] + digits
		plus = false
	}
	form := forms[rng.IntN(len(forms))]
	if rng.IntN(5) == 0 {
		form = nil
		for k := 0; k < len(digits); k += form[len(form)-1] {
			form = append(form, 1+rng.IntN(5))
		}
	}
	var b strings.Builder
	if plus {
		b.WriteByte('+')
	}
	sign := signs[rng.IntN(len(signs))]
	for i, width := range form {
		if digits == "" {
			break
		}
		if i > 0 {
			if rng.IntN(3) == 0 {
				sign = signs[rng.IntN(len(signs))]
			}
			b.WriteString(sign)
		}
		if width = min(width, len(digits)); i == len(form)-1 && rng.IntN(2) == 0 {
			width = len(digits)
		}
		b.WriteString(digits[:width])
		digits = digits[width:]
	}
	if digits != "" && rng.IntN(2) == 0 {
		b.WriteString(signs[rng.IntN(len(signs))])
	}
	return b.String() + digits
}
