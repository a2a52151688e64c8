package report

import (
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/callready/callready/cmd/internal/report/words"
)

// TestRegionNames holds the names against those of the Unicode CLDR, for every region that has a phone number.
func TestRegionNames(t *testing.T) {
	en, fr := book().In(words.English), book().In(words.French)
	if len(regionNames()) < 245 {
		t.Fatalf("only %d regions", len(regionNames()))
	}
	for code := range regionNames() {
		r, err := language.ParseRegion(code)
		if err != nil {
			t.Errorf("%s: %v", code, err)
			continue
		}
		if got, want := country(en, code), display.English.Regions().Name(r); got != want {
			t.Errorf("%s is %q in English, want %q", code, got, want)
		}
		if got, want := country(fr, code), display.French.Regions().Name(r); got != want {
			t.Errorf("%s is %q in French, want %q", code, got, want)
		}
	}
	if got := country(en, "001"); !strings.Contains(got, "no country") {
		t.Errorf("001 is %q", got)
	}
	if got := country(en, "<b>"); got != "<b>" {
		t.Errorf("an unknown region is %q", got)
	}
}
