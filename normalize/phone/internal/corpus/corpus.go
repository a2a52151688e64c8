// Package corpus makes phone numbers as contact files have them, always the same ones, for benchmarks: thirty regions,
// more mobiles than fixed lines, half of them international, and a few with extensions, letters or mistakes.
package corpus

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// seed makes the corpus the same everywhere.
const seed = 20261122

// Entry is one number of the corpus.
type Entry struct {
	Cell   []byte // as somebody wrote it
	Text   string // the same
	Region string // the country of the contact
	Kind   string // "national", "plus", "idd", "extension", "invalid", "letters"
}

// weights are the regions of the corpus: how many of a hundred numbers or so are in each.
var weights = []struct {
	region string
	n      int
}{
	{"US", 26},
	{"FR", 12},
	{"GB", 9},
	{"DE", 8},
	{"ES", 6},
	{"IT", 6},
	{"CA", 5},
	{"BR", 5},
	{"IN", 5},
	{"MX", 4},
	{"AR", 3},
	{"AU", 3},
	{"CI", 3},
	{"JP", 2},
	{"CN", 2},
	{"AE", 2},
	{"BE", 1},
	{"CH", 1},
	{"NL", 1},
	{"PT", 1},
	{"PL", 1},
	{"SE", 1},
	{"AT", 1},
	{"MA", 1},
	{"SN", 1},
	{"TN", 1},
	{"ZA", 1},
	{"KR", 1},
	{"RU", 1},
	{"BS", 1},
}

var abroad = map[string]string{
	"US": "011", "CA": "011", "BS": "011", "AU": "0011", "JP": "010", "RU": "810", "KR": "00700", "BR": "0015",
}

// Numbers makes n numbers as contact files have them.
func Numbers(n int) []Entry {
	r := rand.New(rand.NewPCG(seed, 1))
	var regions []string
	for _, w := range weights {
		for range w.n {
			regions = append(regions, w.region)
		}
	}
	out := make([]Entry, 0, n)
	for len(out) < n {
		region := regions[r.IntN(len(regions))]
		out = append(out, number(r, region))
	}
	return out
}

func number(r *rand.Rand, region string) Entry {
	kind := phonenumbers.FIXED_LINE
	if r.IntN(100) < 55 {
		kind = phonenumbers.MOBILE
	}
	num := valid(r, region, kind)
	e := Entry{Region: region}
	switch roll := r.IntN(1000); {
	case roll < 30:
		e.Kind = "extension"
	case roll < 57:
		e.Kind = "invalid"
	case roll < 67:
		e.Kind = "letters"
	case roll < 534:
		e.Kind = "national"
	case roll < 860:
		e.Kind = "plus"
	default:
		e.Kind = "idd"
	}
	var s string
	switch {
	case e.Kind == "plus" || e.Kind != "idd" && e.Kind != "national" && r.IntN(2) == 0:
		s = phonenumbers.Format(num, phonenumbers.INTERNATIONAL)
	case e.Kind == "idd":
		idd := abroad[region]
		if idd == "" {
			idd = "00"
		}
		s = idd + " " + strconv.Itoa(int(num.GetCountryCode())) + " " + phonenumbers.GetNationalSignificantNumber(num)
	default:
		s = phonenumbers.Format(num, phonenumbers.NATIONAL)
	}
	switch r.IntN(5) {
	case 0: // as the library writes it
	case 1:
		s = strings.NewReplacer(" ", ".", "-", ".").Replace(s)
	case 2:
		s = strings.ReplaceAll(s, " ", "-")
	case 3:
		s = strings.ReplaceAll(s, " ", "/")
	case 4:
		s = strings.NewReplacer(" ", "", "-", "", "(", "", ")", "").Replace(s)
	}
	switch e.Kind {
	case "extension":
		s += []string{" x12", " ext. 345", ";ext=7", " extn 1234", "#99", " poste 12"}[r.IntN(6)]
	case "invalid":
		s = s[:len(s)-1-r.IntN(5)]
	case "letters":
		s = s[:len(s)-3] + []string{"CAR", "NOW", " bureau", "abc"}[r.IntN(4)]
	}
	e.Text, e.Cell = s, []byte(s)
	return e
}

// valid gives a random valid number near the example number of a region and type.
func valid(r *rand.Rand, region string, kind phonenumbers.PhoneNumberType) *phonenumbers.PhoneNumber {
	num := phonenumbers.GetExampleNumberForType(region, kind)
	b := []byte(phonenumbers.Format(num, phonenumbers.E164))
	code := len(strconv.Itoa(int(num.GetCountryCode())))
	for range 100 {
		try := append([]byte(nil), b...)
		for i := 1 + code; i < len(try); i++ {
			if i > code+3 || r.IntN(2) == 0 {
				try[i] = byte('0' + r.IntN(10))
			}
		}
		if n, err := phonenumbers.Parse(string(try), "ZZ"); err == nil && phonenumbers.IsValidNumberForRegion(n, region) {
			return n
		}
	}
	return num
}

// oddities are texts of phone columns that are no number, or none that can be known.
var oddities = []string{
	"voir fiche %d", "n/a (%d)", "ask Ann %d", "2021-03-%02d", "FR76 3000 6000 0112 3456 7890 %d", "ann%d@example.com", "#REF! %d",
	"see https://example.com/%d", "3.36%dE+10", "06 12 34 XX %d", "option %d then wait", "SIRET 732 829 320 000%d", "48.85%d, 2.3522", "%d €",
	"0600000000", "1234567890", "néant %d", "demander Léa, poste %d", "12/%d/345/6789/0", "+999 %d 123", "unknown???? %d", "tbd %d tbd",
}

// Odd makes n cells that are no number or none that can be known.
func Odd(n int) []Entry {
	r := rand.New(rand.NewPCG(seed, 2))
	out := make([]Entry, n)
	for i := range out {
		s := oddities[r.IntN(len(oddities))]
		if strings.Contains(s, "%") {
			s = fmt.Sprintf(s, r.IntN(100000))
		}
		out[i] = Entry{Cell: []byte(s), Text: s, Region: "FR", Kind: "odd"}
	}
	return out
}
