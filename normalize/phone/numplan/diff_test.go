package numplan

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nyaruka/phonenumbers"
)

var (
	diffN    = flag.Int("diff.n", 300_000, "inputs of the differential test")
	diffSeed = flag.Uint64("diff.seed", 0, "seed of the differential test; 0 takes a fresh one")
)

// tally counts what a differential run has compared.
type tally struct {
	inputs, decided, valid, problems, trunks, openTrunks, groups int
	byRegion                                                     map[string]int
}

func (t *tally) add(o *tally) {
	t.inputs += o.inputs
	t.decided += o.decided
	t.valid += o.valid
	t.problems += o.problems
	t.trunks += o.trunks
	t.openTrunks += o.openTrunks
	t.groups += o.groups
	for r, n := range o.byRegion {
		t.byRegion[r] += n
	}
}

// TestDifferential asks the plan and the library the same, over all regions and many ways of writing, and wants the
// same answers.
func TestDifferential(t *testing.T) {
	seed := *diffSeed
	if seed == 0 {
		seed = uint64(time.Now().UnixNano())
	}
	n := *diffN
	if testing.Short() {
		n = min(n, 30_000)
	}
	t.Logf("-diff.n %d -diff.seed %d", n, seed)
	p := New()
	const workers = 2
	total := tally{byRegion: make(map[string]int)}
	var mu sync.Mutex
	var wrong []string
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			g := newGenerator(rand.New(rand.NewPCG(seed, uint64(w))))
			mine := tally{byRegion: make(map[string]int)}
			for range n / workers {
				number, region := g.next()
				if diff := compare(p, number, region, &mine); diff != "" {
					mu.Lock()
					wrong = append(wrong, diff)
					enough := len(wrong) > 50
					mu.Unlock()
					if enough {
						break
					}
				}
			}
			mu.Lock()
			defer mu.Unlock()
			total.add(&mine)
		})
	}
	wg.Wait()
	for _, s := range wrong {
		t.Error(s)
	}
	least, leastRegion := total.inputs, ""
	for _, r := range newGenerator(nil).regions {
		if total.byRegion[r] < least {
			least, leastRegion = total.byRegion[r], r
		}
	}
	t.Logf("%d inputs, %d decided, of those %d valid, %d refused by both; %d trunk prefixes (%d not decided), %d groupings; "+
		"least in one region: %d (%s); %d mismatches, seed %d",
		total.inputs, total.decided, total.valid, total.problems, total.trunks, total.openTrunks, total.groups, least, leastRegion, len(wrong), seed)
	if n >= 100_000 && (total.decided < total.inputs*6/10 || total.valid < total.inputs/10 || least < total.inputs/2000) {
		t.Error("the run compares too little to mean anything")
	}
}

// compare gives the difference between plan and library on one input, "" if there is none.
func compare(p *Plan, number, region string, sum *tally) string {
	sum.inputs++
	a, ok := p.Parse([]byte(number), region)
	if !ok {
		return ""
	}
	sum.decided++
	sum.byRegion[region]++
	got, want := showAnswer(&a), libraryAnswer(number, region)
	if digits, plus := strings.CutPrefix(number, "+"); strings.Trim(digits, "0123456789") == "" {
		if b, ok := p.ParseDigits([]byte(digits), plus, region); !ok || b != a {
			return fmt.Sprintf("%q in %q: as digits %s, want %s", number, region, showAnswer(&b), got)
		}
	}
	if ext := libraryExtension(number, region); a.Problem == ProblemNone && ext != number[a.ExtStart:a.ExtEnd] {
		return fmt.Sprintf("%q in %q: extension %q, want %q", number, region, number[a.ExtStart:a.ExtEnd], ext)
	}
	if a.Problem != ProblemNone {
		sum.problems++
	}
	if a.Valid {
		sum.valid++
	}
	if a.AsWritten && a.Valid && a.ExtEnd == 0 {
		if bare, ok := p.BareTrunk(&a, region); ok {
			sum.trunks++
			got += fmt.Sprintf(" bare=%t", bare)
			want += fmt.Sprintf(" bare=%t", libraryBareTrunk(number, region))
		} else {
			sum.openTrunks++
		}
	}
	if groups, ok := p.Groups(nil, &a); ok && a.ExtEnd == 0 {
		sum.groups++
		got += fmt.Sprintf(" groups=%d", groups)
		want += fmt.Sprintf(" groups=%d", libraryGroups(number, region))
	}
	if got != want {
		return fmt.Sprintf("%q in %q:\n got  %s\n want %s", number, region, got, want)
	}
	return ""
}

// showAnswer writes an answer for comparison.
func showAnswer(a *Answer) string {
	if a.Problem != ProblemNone {
		return fmt.Sprintf("problem %d", a.Problem)
	}
	return fmt.Sprintf("%s code=%d nsn=%s origin=%d length=%d possible=%t valid=%t type=%s region=%s",
		a.AppendE164(nil), a.Code, a.NSN(), a.Origin, a.Length, a.Possible, a.Valid, a.Type, a.Region)
}

// libraryAnswer writes the library's answer in the same way.
func libraryAnswer(number, region string) string {
	n, err := phonenumbers.ParseAndKeepRawInput(number, region)
	switch {
	case err == nil:
	case errors.Is(err, phonenumbers.ErrInvalidCountryCode):
		return fmt.Sprintf("problem %d", ProblemCode)
	case errors.Is(err, phonenumbers.ErrTooShortNSN), errors.Is(err, phonenumbers.ErrTooShortAfterIDD):
		return fmt.Sprintf("problem %d", ProblemShort)
	case errors.Is(err, phonenumbers.ErrNumTooLong):
		return fmt.Sprintf("problem %d", ProblemLong)
	default:
		return "problem: " + err.Error()
	}
	origin := map[phonenumbers.PhoneNumber_CountryCodeSource]Origin{
		phonenumbers.PhoneNumber_FROM_NUMBER_WITH_PLUS_SIGN:    OriginPlus,
		phonenumbers.PhoneNumber_FROM_NUMBER_WITH_IDD:          OriginIDD,
		phonenumbers.PhoneNumber_FROM_NUMBER_WITHOUT_PLUS_SIGN: OriginBare,
	}[n.GetCountryCodeSource()]
	length := map[phonenumbers.ValidationResult]Length{
		phonenumbers.IS_POSSIBLE:            LengthPossible,
		phonenumbers.IS_POSSIBLE_LOCAL_ONLY: LengthLocal,
		phonenumbers.TOO_SHORT:              LengthShort,
		phonenumbers.TOO_LONG:               LengthLong,
	}[phonenumbers.IsPossibleNumberWithReason(n)]
	kind := "?"
	for _, row := range typeTable {
		if row.library == phonenumbers.GetNumberType(n) {
			kind = row.name
		}
	}
	return fmt.Sprintf("%s code=%d nsn=%s origin=%d length=%d possible=%t valid=%t type=%s region=%s",
		phonenumbers.Format(n, phonenumbers.E164), n.GetCountryCode(), phonenumbers.GetNationalSignificantNumber(n), origin,
		length, phonenumbers.IsPossibleNumber(n), phonenumbers.IsValidNumber(n), kind, phonenumbers.GetRegionCodeForNumber(n))
}

// libraryBareTrunk tells whether the library's national format begins with the region's trunk prefix and the number does not.
func libraryBareTrunk(number, region string) bool {
	n, err := phonenumbers.Parse(number, region)
	if err != nil {
		return false
	}
	all, err := phonenumbers.MetadataCollection()
	if err != nil {
		return false
	}
	for _, m := range all.GetMetadata() {
		if trunk := m.GetNationalPrefix(); m.GetId() == region && trunk != "" {
			nsn := phonenumbers.GetNationalSignificantNumber(n)
			written := phonenumbers.NormalizeDigitsOnly(phonenumbers.Format(n, phonenumbers.NATIONAL))
			return strings.HasPrefix(written, trunk) && len(written) == len(trunk)+len(nsn)
		}
	}
	return false
}

// libraryGroups gives the lengths of the digit groups of the library's national format.
func libraryGroups(number, region string) []int {
	n, err := phonenumbers.Parse(number, region)
	if err != nil {
		return nil
	}
	var out []int
	for _, g := range strings.FieldsFunc(phonenumbers.Format(n, phonenumbers.NATIONAL), func(c rune) bool { return c < '0' || c > '9' }) {
		out = append(out, len(g))
	}
	return out
}

// libraryExtension gives the library's extension of a number.
func libraryExtension(number, region string) string {
	n, err := phonenumbers.Parse(number, region)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(n.GetExtension())
}
