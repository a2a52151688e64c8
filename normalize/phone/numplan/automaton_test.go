package numplan

import (
	"errors"
	"regexp"
	"slices"
	"testing"

	"github.com/nyaruka/phonenumbers"
	"pgregory.net/rapid"
)

// allPatterns gives the patterns of all plans: those of whole numbers, and those of prefixes.
func allPatterns(t *testing.T) (whole, prefixes []string) {
	t.Helper()
	all, err := phonenumbers.MetadataCollection()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range all.GetMetadata() {
		for _, d := range []*phonenumbers.PhoneNumberDesc{m.GetGeneralDesc(), m.GetFixedLine(), m.GetMobile(), m.GetPremiumRate()} {
			whole = append(whole, d.GetNationalNumberPattern())
		}
		prefixes = append(prefixes, m.GetNationalPrefixForParsing(), m.GetInternationalPrefix(), m.GetLeadingDigits())
	}
	whole = append(whole, `NA`, `\d*`, `(?:12|1)2`, `1*?2`, `(1|12)(2|22)`)
	prefixes = append(prefixes, `0*`, `0*?`, `(0|01)(1|)`, `(?:1|12)$|1`, `()$|0`, `(1)?(2)?$`, `(0?)(?:1|$)`)
	slices.Sort(whole)
	slices.Sort(prefixes)
	return slices.Compact(whole), slices.Compact(prefixes)
}

// near draws digits that are likely to match: beginnings are what the plans have most.
func near(t *rapid.T) string {
	return rapid.StringMatching(`(?:0|00|1|8|9|15|180020|0?11|[0-9]{0,4})[0-9]{0,14}`).Draw(t, "digits")
}

// TestWholeMatch holds automata, minimised and not, to package regexp.
func TestWholeMatch(t *testing.T) {
	patterns, _ := allPatterns(t)
	cache := make(map[string]*automaton)
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(patterns).Draw(t, "pattern")
		digits := near(t)
		prog, err := compile(p, false)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := determinise(prog)
		if err != nil {
			t.Fatal(err)
		}
		small, err := pattern(p, cache)
		if err != nil {
			t.Fatal(err)
		}
		want := regexp.MustCompile("^(?:" + p + ")$").MatchString(digits)
		for _, a := range []*automaton{raw, small} {
			s := uint16(start)
			for i := range len(digits) {
				s = a.next[s][digits[i]&15]
			}
			if got := a.class[s] != 0; got != want {
				t.Fatalf("%q on %q: %t, want %t (%d states)", p, digits, got, want, len(a.next))
			}
		}
	})
}

// TestPrefixMatch holds the ends and the groups of matches to package regexp.
func TestPrefixMatch(t *testing.T) {
	_, patterns := allPatterns(t)
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(patterns).Draw(t, "pattern")
		digits := near(t)
		auto, err := compilePrefix(p)
		if err != nil {
			t.Fatal(err)
		}
		want := regexp.MustCompile("^(?:" + p + ")").FindStringSubmatchIndex(digits)
		end := auto.match([]byte(digits))
		if want == nil {
			if end >= 0 {
				t.Fatalf("%q on %q: matches to %d, want none", p, digits, end)
			}
			return
		}
		if end != want[1] {
			t.Fatalf("%q on %q: matches to %d, want %d", p, digits, end, want[1])
		}
		var g groups
		if found, known := g.find(auto.prog, []byte(digits)); !found || !known {
			t.Fatalf("%q on %q: groups found %t, known %t", p, digits, found, known)
		}
		for i := 2; i < len(want) && i < len(g.at); i++ {
			if int(g.at[i]) != want[i] {
				t.Fatalf("%q on %q: groups %v, want %v", p, digits, g.at[2:], want[2:])
			}
		}
	})
}

func TestStepsAreBounded(t *testing.T) {
	prog, err := compile(`(?:1|1)*(?:1|1)*(?:1|1)*(2)`, true)
	if err != nil {
		t.Fatal(err)
	}
	var g groups
	if found, known := g.find(prog, []byte("11111111111111111111111111111111")); found || known {
		t.Errorf("found %t, known %t; want the search given up", found, known)
	}
}

func TestTemplate(t *testing.T) {
	re := regexp.MustCompile(`^0(1)?(2\d)`)
	for _, template := range []string{"$1", "9$2", "$2$1", "0549$1", "$15", "1$2$3", "", "$2345", "$1$1"} {
		prog, err := compilePrefix(`0(1)?(2\d)`)
		if err != nil {
			t.Fatal(err)
		}
		r := &rule{strip: prog, rewrites: true}
		if r.template, err = parseTemplate(template, prog.caps); err != nil {
			t.Fatal(err)
		}
		for _, digits := range []string{"01234567", "0234567"} {
			var g groups
			if found, _ := g.find(prog.prog, []byte(digits)); !found {
				t.Fatalf("no match in %s", digits)
			}
			got := string(r.rewrite(&g, []byte(digits), prog.match([]byte(digits)), nil))
			if want := re.ReplaceAllString(digits, template); got != want {
				t.Errorf("template %q on %s: %s, want %s", template, digits, got, want)
			}
		}
	}
	for _, template := range []string{"$", "a", "$a", "$1a", "${1}", "$$", "$0", "$1-$2", "123456789"} {
		if out, err := parseTemplate(template, 2); !errors.Is(err, errTemplate) {
			t.Errorf("template %q: %v, %v", template, out, err)
		}
	}
}
