package phone

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/nyaruka/phonenumbers"
	"pgregory.net/rapid"
)

func mustRefuse(t testing.TB, words ...string) func(string, string) bool {
	t.Helper()
	refuse, err := ParseRefusal(words...)
	if err != nil {
		t.Fatal(err)
	}
	return refuse
}

func TestRefuse(t *testing.T) {
	britain := Context{Country: "GB"}
	for _, row := range []struct {
		name    string
		words   string // refused, separated by spaces
		opt     Options
		cell    string
		ctx     Context
		want    string
		refused bool
	}{
		{"nothing refused", "", Options{}, "0899 00 12 34", france, "+33899001234", false},
		{"premium", "premium", Options{}, "0899 00 12 34", france, "+33899001234? +33899001234", true},
		{"premium in E.164", "premium", Options{}, "+33899001234", france, "+33899001234? +33899001234", true},
		{"another type refused", "shared-cost", Options{}, "0899 00 12 34", france, "+33899001234", false},
		{"a fixed line stays", "non-geographic voip personal", Options{}, "01 99 00 12 34", france, "+33199001234", false},
		{"a mobile stays", "non-geographic voip personal", Options{}, "+33612345126", france, "=+33612345126", false},
		{"voip", "voip", Options{}, "09 72 10 12 34", france, "+33972101234? +33972101234", true},
		{"voip is of a place", "non-geographic", Options{}, "09 72 10 12 34", france, "+33972101234", false},
		{"toll-free", "toll-free", Options{}, "+1 800 555 4321", usa, "+18005554321? +18005554321", true},
		{"toll-free by the group", "non-geographic", Options{}, "+1 800 555 4321", usa, "+18005554321? +18005554321", true},
		{"no country's", "non-geographic", Options{}, "+800 1234 5670", france, "+80012345670? +80012345670", true},
		{"no country's voip", "non-geographic", Options{}, "+883 5100 1234 5678", france, "+883510012345678? +883510012345678", true},
		{"no country's, only possible", "non-geographic", Options{Possible: true}, "+888 314 456 782 01", france, "+88831445678201? +88831445678201", true},
		{"personal", "personal", Options{}, "070 1123 4567", britain, "+447011234567? +447011234567", true},
		{"uan", "uan", Options{}, "0345 600 1234", britain, "+443456001234? +443456001234", true},
		{"with an extension", "premium", Options{}, "0899 00 12 34 poste 12", france, "+33899001234x12? +33899001234 x12", true},
		{"with a note", "premium", Options{}, "0899 00 12 34 demander Léa", france, "+33899001234? +33899001234 «demander Léa»", true},
		{"one of two", "premium", Options{}, "01 99 00 12 34 ; 0899 00 12 34", france, "+33199001234 +33899001234? +33199001234; +33899001234", true},
		{"cut by the plan", "premium", Options{}, "01 99 00 12 34 / 0899 00 12 34", france, "+33199001234 +33899001234? +33199001234; +33899001234", true},
		{"beside what is unknown", "premium", Options{}, "0899 00 12 34 ; 06 55 50 XX XX", france, "+33899001234? +33899001234", true},
		{"by a default region", "premium", Options{Regions: []string{"FR"}}, "0899 00 12 34", Context{}, "+33899001234? +33899001234", true},
		{"unknown for another reason", "premium", Options{}, "0899 00 12 34", Context{}, "?", false},
	} {
		t.Run(row.name, func(t *testing.T) {
			opt := row.opt
			opt.Refuse = mustRefuse(t, strings.Fields(row.words)...)
			rd := mustReader(t, opt).Read([]byte(row.cell), row.ctx)
			if diff := cmp.Diff(row.want, brief(rd)); diff != "" {
				t.Errorf("Read(%q) (-want +got):\n%s%+v", row.cell, diff, rd)
			}
			if slices.Contains(rd.Codes, CodeRefusedType) != row.refused {
				t.Errorf("Read(%q): codes %q", row.cell, rd.Codes)
			}
		})
	}
}

// Every word refuses the library's own examples of its type, and no fixed line or mobile of any country.
func TestRefusalWords(t *testing.T) {
	types := map[string]phonenumbers.PhoneNumberType{}
	for lib, name := range typeNames {
		types[name] = lib
	}
	for _, word := range RefusalWords() {
		r := mustReader(t, Options{Refuse: mustRefuse(t, strings.ToUpper(word))})
		refused := 0
		for region := range phonenumbers.GetSupportedRegions() {
			for name, lib := range types {
				n := phonenumbers.GetExampleNumberForType(region, lib)
				if n == nil {
					continue
				}
				e164 := phonenumbers.Format(n, phonenumbers.E164)
				rd := r.Read([]byte(e164), Context{})
				if len(rd.Numbers) != 1 || rd.Numbers[0].Type != name {
					continue // an example that the plan itself takes for another type, or a placeholder
				}
				want := name == word || word == NonGeographic && slices.Contains(noPlace, name)
				if want != slices.Contains(rd.Codes, CodeRefusedType) || want != (rd.Verdict == Undecided) {
					t.Errorf("--refuse %s: %s, which is %s in %s: %+v", word, e164, name, region, rd)
				}
				if want {
					refused++
				}
			}
		}
		if refused == 0 {
			t.Errorf("--refuse %s: no number was refused", word)
		}
	}
}

// The calling codes that no country has are those of the library.
func TestCountryless(t *testing.T) {
	codes := phonenumbers.GetSupportedGlobalNetworkCallingCodes()
	for code := 100; code < 1000; code++ {
		want := "ZZ"
		if codes[code] {
			want = world
		}
		if got := placeOf("+"+strconv.Itoa(code)+"12345678", "ZZ"); got != want {
			t.Errorf("+%d: region %s, want %s", code, got, want)
		}
	}
	if got := placeOf("+80012345670", "FR"); got != "FR" {
		t.Errorf("a region that is known became %s", got)
	}
}

func TestParseRefusal(t *testing.T) {
	for _, row := range []struct {
		name  string
		words []string
		err   string
	}{
		{"none", nil, ""},
		{"one", []string{"premium"}, ""},
		{"case and spaces", []string{" Toll-Free ", "UAN"}, ""},
		{"mobile", []string{"premium", "mobile"}, `"mobile" is no line type that can be refused: there are premium, shared-cost, toll-free, voip, personal, pager, uan, voicemail and non-geographic`},
		{"blank", []string{""}, `"" is no line type that can be refused: there are premium, shared-cost, toll-free, voip, personal, pager, uan, voicemail and non-geographic`},
	} {
		refuse, err := ParseRefusal(row.words...)
		got := ""
		if err != nil {
			got = err.Error()
		}
		if diff := cmp.Diff(row.err, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", row.name, diff)
		}
		if none := err != nil || len(row.words) == 0; (refuse == nil) != none {
			t.Errorf("%s: a function: %v", row.name, refuse != nil)
		}
	}
}

// Refusing a type and hiding a frequent number only ever take readings back: what is read with them is read the same
// without, and a cell that loses a number is left with the whole reading as its candidate.
func TestScreenOnlyTakesBack(t *testing.T) {
	free := mustReader(t, Options{Regions: []string{"FR"}})
	for name, s := range map[string]struct {
		r      *Reader
		hidden []string // ends of frequent numbers
		code   string
	}{
		"refused":  {mustReader(t, Options{Regions: []string{"FR"}, Refuse: func(lineType, _ string) bool { return lineType == "mobile" }}), nil, CodeRefusedType},
		"frequent": {free, []string{"12345126", "99001234", "79460958", "01234567"}, CodeFrequentNumber},
	} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				cell, ctx := drawCell(t), drawContext(t)
				plain := free.Read(cell, ctx)
				common := Census{}
				if ctx.Census != nil {
					common = *ctx.Census
				}
				if s.hidden != nil {
					common.Frequent = func(digits []byte) bool {
						return slices.ContainsFunc(s.hidden, func(end string) bool { return strings.HasSuffix(string(digits), end) })
					}
					if ctx.Census == nil { // A census without regions is not the same as none.
						plain = free.Read(cell, Context{Country: ctx.Country, Uncertain: ctx.Uncertain, Census: &Census{}})
					}
					ctx.Census = &common
				}
				got := s.r.Read(cell, ctx)
				if !slices.Contains(got.Codes, s.code) {
					if diff := cmp.Diff(plain, got, cmpopts.EquateEmpty()); diff != "" {
						t.Fatalf("%q (-without +with):\n%s", cell, diff)
					}
					return
				}
				if got.Verdict != Undecided {
					t.Fatalf("%q: %v with %s", cell, got.Verdict, s.code)
				}
				if plain.Verdict == Undecided {
					return
				}
				var all []string
				for _, n := range plain.Numbers {
					all = append(all, show(n))
				}
				if diff := cmp.Diff([]string{strings.Join(all, "; ")}, got.Candidates); diff != "" {
					t.Fatalf("%q: candidates (-want +got):\n%s", cell, diff)
				}
			})
		})
	}
}

// A frequent number is left, whether the cell is one way to write it, several numbers, or nothing that the plan knows.
func TestFrequent(t *testing.T) {
	r := mustReader(t, Options{})
	frequent := &Census{Frequent: func(d []byte) bool { return strings.HasSuffix(string(d), "99001234") }}
	for _, row := range []struct {
		name, cell, country string
		want                string
	}{
		{"national", "01 99 00 12 34", "FR", "? +33199001234"},
		{"E.164", "+33199001234", "FR", "? +33199001234"},
		{"lost zero", "199001234", "FR", "? +33199001234"},
		{"with an extension", "01 99 00 12 34 poste 12", "FR", "? +33199001234 x12"},
		{"beside another", "01 99 00 12 34 / 06 12 34 51 26", "FR", "+33612345126? +33199001234; +33612345126"},
		{"beside another, cut for certain", "06 12 34 51 26 ; 01 99 00 12 34", "FR", "+33612345126? +33612345126; +33199001234"},
		{"without a country", "01 99 00 12 34", "", "?"},
		{"no number of the country", "99001234", "FR", "?"},
		{"another number", "01 99 00 12 35", "FR", "+33199001235"},
	} {
		t.Run(row.name, func(t *testing.T) {
			rd := r.Read([]byte(row.cell), Context{Country: row.country, Census: frequent})
			if diff := cmp.Diff(row.want, brief(rd)); diff != "" {
				t.Errorf("Read(%q) (-want +got):\n%s%+v", row.cell, diff, rd)
			}
			if slices.Contains(rd.Codes, CodeFrequentNumber) != (rd.Verdict == Undecided) {
				t.Errorf("Read(%q): codes %q", row.cell, rd.Codes)
			}
		})
	}
}
