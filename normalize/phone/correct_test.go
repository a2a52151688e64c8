package phone_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/callready/callready/normalize/phone"
)

func TestCorrect(t *testing.T) {
	t.Parallel()
	r, err := phone.NewReader(phone.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, country, text string
		want                []string // numbers; none where it may not be written
		code                string   // that says why not
	}{
		{"in full", "", "+33 1 99 00 12 34", []string{"+33199001234"}, ""},
		{"national", "FR", "01 99 00 12 34", []string{"+33199001234"}, ""},
		{"national, of nowhere", "", "01 99 00 12 34", nil, phone.CodeNoCountry},
		{"a spreadsheet took the plus", "", "33199001234", []string{"+33199001234"}, ""},
		{"and the zero", "FR", "199001234", []string{"+33199001234"}, ""},
		{"the plus of another country", "FR", "442079460123", []string{"+442079460123"}, ""},
		{"and made it a float", "FR", "33199001234,0", []string{"+33199001234"}, ""},
		{"and shows all of it in science", "", "3.3199001234E+10", []string{"+33199001234"}, ""},
		{"and shows a part", "FR", "3,32E+10", nil, phone.CodeLossy},
		{"a number with and without plus", "US", "4792347581", nil, phone.CodeCorrectionPlus},
		{"a mistyped national number", "US", "4785550123", nil, phone.CodeCorrectionPlus},
		{"the short number of a small country", "DK", "4532127384", []string{"+4532127384"}, ""},
		{"several", "FR", "+33199001234; 06 55 50 12 34", []string{"+33199001234", "+33655501234"}, ""},
		{"several choices", "FR", "+33199001234 | +32199001234", nil, phone.CodeCorrectionChoice},
		{"too short", "FR", "01 99 00 12", nil, phone.CodeTooShort},
		{"words", "FR", "ask Léa", nil, phone.CodeText},
	} {
		var got phone.Reading
		r.Worker().Correct(&got, nil, []byte(tt.text), &phone.Context{Country: tt.country})
		var numbers []string
		for _, n := range got.Numbers {
			if got.Verdict == phone.Read {
				numbers = append(numbers, n.E164)
			}
			if got.Verdict == phone.Read && (n.From != phone.FromCorrection || n.Codes[0] != phone.CodeCorrectionNumber) {
				t.Errorf("%s: from %s, codes %v", tt.name, n.From, n.Codes)
			}
		}
		if diff := cmp.Diff(tt.want, numbers); diff != "" {
			t.Errorf("%s (-want +got):\n%s%v", tt.name, diff, got)
		}
		if tt.code != "" && (len(got.Codes) == 0 || got.Codes[0] != tt.code) {
			t.Errorf("%s: codes %v, want %s", tt.name, got.Codes, tt.code)
		}
	}
}

// A correction comes to what the cell would be read as if it held the text, or the text with the plus that it lost, or to nothing.
func TestCorrectIsReadingAsIfWritten(t *testing.T) {
	t.Parallel()
	r, err := phone.NewReader(phone.Options{Regions: []string{"FR"}})
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		ctx := phone.Context{Country: rapid.SampledFrom([]string{"", "FR", "US", "DE", "CI"}).Draw(t, "country")}
		text := rapid.OneOf(
			rapid.StringMatching(`\+?[0-9]{3,14}`), rapid.StringMatching(`0[1-9]( [0-9]{2}){4}( / 0[67]( [0-9]{2}){4})?`),
			rapid.StringMatching(`[0-9][.,][0-9]{1,12}E\+1[0-2]`), rapid.StringMatching(`[ -~]{0,20}`),
		).Draw(t, "text")
		var got phone.Reading
		r.Worker().Correct(&got, nil, []byte(text), &ctx)
		if got.Verdict != phone.Read {
			if got.Verdict == phone.Exact {
				t.Fatalf("an empty cell is exactly %v", got.Numbers)
			}
			return
		}
		for _, n := range got.Numbers {
			if n.Confidence < phone.Likely {
				t.Fatalf("%q gives a guess: %v", text, n)
			}
		}
		plain, plus := r.Read([]byte(text), ctx), r.Read([]byte("+"+text), ctx)
		for _, rd := range []phone.Reading{plain, plus} {
			if rd.Verdict != phone.Undecided && len(rd.Numbers) == len(got.Numbers) && rd.Numbers[0].E164 == got.Numbers[0].E164 {
				return
			}
		}
		if undone := r.Read([]byte(got.Numbers[0].E164), ctx); undone.Verdict != phone.Exact {
			t.Fatalf("%q gives %v, which is no number", text, got.Numbers)
		}
	})
}

// Whatever a person writes, it comes to numbers of the plan, or to nothing.
func FuzzCorrect(f *testing.F) {
	for _, s := range []string{"+33199001234", "33199001234", "3,32E+10", "3.3199001234E+10", "01 99 00 12 34; 06 55 50 12 34", "+33199001234 x12", "a | b", "4792347581", "=1", "'0199001234"} {
		f.Add([]byte(s), "FR")
		f.Add([]byte(s), "")
	}
	r, err := phone.NewReader(phone.Options{Regions: []string{"FR"}})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text []byte, country string) {
		var got phone.Reading
		r.Worker().Correct(&got, nil, text, &phone.Context{Country: country})
		if got.Verdict != phone.Read {
			return
		}
		for _, n := range got.Numbers {
			if again := r.Read([]byte(n.E164), phone.Context{}); again.Verdict != phone.Exact || n.Confidence < phone.Likely || n.From != phone.FromCorrection {
				t.Errorf("%q in %q: %v, read again %v", text, country, n, again)
			}
		}
	})
}
