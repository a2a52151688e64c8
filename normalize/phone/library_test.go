package phone

import (
	"math/rand"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nyaruka/phonenumbers"
)

// stricter are the codes under which a reading may say something else than the library: rules of our own.
var stricter = []string{
	CodePlaceholderNumber, CodeAmbiguousCode, CodeNoPlus, CodeLostZero, CodeOverseas, CodeTooShort, CodeIDD, CodeStrayPlus, CodeTrunkZero, CodeNotInPlan, CodeTooLong,
	CodeCountryConflict, CodeLooksLikeDate, CodeShortCode, CodeLooksLikeCompany, CodeUnexplained, CodeAmbiguousCut, CodePlanCut, CodeRange,
}

// TestLikeTheLibrary holds the reading of a plain cell against the library's: where the cell is read, its number is the
// library's for the region that decided; where the library has a valid number and the cell is not read or read
// otherwise, a rule of our own has a name for it.
func TestLikeTheLibrary(t *testing.T) {
	seed := time.Now().UnixNano()
	if s, err := strconv.ParseInt(os.Getenv("CALLREADY_SEED"), 10, 64); err == nil {
		seed = s
	}
	t.Logf("CALLREADY_SEED=%d", seed)
	rng := rand.New(rand.NewSource(seed))
	r := mustReader(t, Options{Upgrade: func(string) bool { return false }})
	regions := make([]string, 0, len(r.lands))
	for region := range r.lands {
		regions = append(regions, region)
	}
	slices.Sort(regions)
	types := []phonenumbers.PhoneNumberType{phonenumbers.FIXED_LINE, phonenumbers.MOBILE, phonenumbers.TOLL_FREE, phonenumbers.VOIP}
	same, own := 0, 0
	for _, region := range regions {
		for _, typ := range types {
			ex := phonenumbers.GetExampleNumberForType(region, typ)
			if ex == nil {
				continue
			}
			for _, format := range []phonenumbers.PhoneNumberFormat{phonenumbers.E164, phonenumbers.INTERNATIONAL, phonenumbers.NATIONAL} {
				cell := phonenumbers.Format(ex, format)
				for try := range 4 {
					if try > 0 {
						cell = mutate(rng, cell)
					}
					if !alike(t, r, cell, region) {
						own++
					} else {
						same++
					}
				}
			}
		}
	}
	t.Logf("%d cells as the library reads them, %d by rules of our own", same, own)
	if own > same/5 {
		t.Errorf("rules of our own decided %d of %d cells", own, same+own)
	}
}

// mutate changes one digit, or the separators.
func mutate(rng *rand.Rand, cell string) string {
	b := []byte(cell)
	switch rng.Intn(3) {
	case 0:
		for range 20 {
			if i := rng.Intn(len(b)); b[i] >= '0' && b[i] <= '9' {
				b[i] = byte('0' + rng.Intn(10))
				break
			}
		}
		return string(b)
	case 1:
		return strings.NewReplacer(" ", "", "-", "", "(", "", ")", "").Replace(cell)
	}
	return strings.NewReplacer(" ", ".", "-", " ").Replace(cell)
}

// alike compares one cell; false means that a named rule of our own decided.
func alike(t *testing.T, r *Reader, cell, region string) bool {
	t.Helper()
	digits := onlyDigits(cell)
	if strings.HasPrefix(cell, "+") {
		digits = "+" + digits
	}
	n, err := phonenumbers.Parse(digits, region)
	valid := err == nil && phonenumbers.IsValidNumber(n)
	rd := r.Read([]byte(cell), Context{Country: region})
	known := rd.Verdict == Read || rd.Verdict == Exact
	codes := allCodes(rd)
	named := slices.ContainsFunc(stricter, func(c string) bool { return strings.Contains(codes+" ", " "+c+" ") })
	switch {
	case known && valid && len(rd.Numbers) == 1 && rd.Numbers[0].E164 == phonenumbers.Format(n, phonenumbers.E164):
		return true
	case !known && !valid:
		return true
	case !named:
		t.Errorf("%q in %s: read as %s with%s, the library says valid %v %v %v", cell, region, brief(rd), codes, valid, n, err)
	}
	return false
}
