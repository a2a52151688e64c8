package numplan

import (
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// corpusSeed makes the corpus of the benchmarks the same everywhere.
const corpusSeed = 20261122

// entry is one number of the corpus.
type entry struct {
	number []byte
	text   string
	region string
	kind   string
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

var corpusIDD = map[string]string{
	"US": "011", "CA": "011", "BS": "011", "AU": "0011", "JP": "010", "RU": "810", "KR": "00700", "BR": "0015",
}

// corpus makes n numbers as contact files have them.
func corpus(p *Plan, n int) []entry {
	r := rand.New(rand.NewPCG(corpusSeed, 1))
	var regions []string
	for _, w := range weights {
		for range w.n {
			regions = append(regions, w.region)
		}
	}
	out := make([]entry, 0, n)
	for len(out) < n {
		region := regions[r.IntN(len(regions))]
		out = append(out, corpusEntry(p, r, region))
	}
	return out
}

func corpusEntry(p *Plan, r *rand.Rand, region string) entry {
	kind := phonenumbers.FIXED_LINE
	if r.IntN(100) < 55 {
		kind = phonenumbers.MOBILE
	}
	num := validNumber(p, r, region, kind)
	e := entry{region: region}
	switch roll := r.IntN(1000); {
	case roll < 30:
		e.kind = "extension"
	case roll < 57:
		e.kind = "invalid"
	case roll < 67:
		e.kind = "letters"
	case roll < 534:
		e.kind = "national"
	case roll < 860:
		e.kind = "plus"
	default:
		e.kind = "idd"
	}
	var s string
	switch {
	case e.kind == "plus" || e.kind != "idd" && e.kind != "national" && r.IntN(2) == 0:
		s = phonenumbers.Format(num, phonenumbers.INTERNATIONAL)
	case e.kind == "idd":
		idd := corpusIDD[region]
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
	switch e.kind {
	case "extension":
		s += []string{" x12", " ext. 345", ";ext=7", " extn 1234", "#99", " poste 12"}[r.IntN(6)]
	case "invalid":
		s = s[:len(s)-1-r.IntN(5)]
	case "letters":
		s = s[:len(s)-3] + []string{"CAR", "NOW", " bureau", "abc"}[r.IntN(4)]
	}
	e.text, e.number = s, []byte(s)
	return e
}

// validNumber gives a random valid number near the example number of a region and type.
func validNumber(p *Plan, r *rand.Rand, region string, kind phonenumbers.PhoneNumberType) *phonenumbers.PhoneNumber {
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
		if a, ok := p.Parse(try, "ZZ"); ok && a.Valid && a.Region == region {
			n, err := phonenumbers.Parse(string(try), "ZZ")
			if err != nil {
				panic(err)
			}
			return n
		}
	}
	return num
}
