package profile

import (
	"os"
	"strings"
	"testing"
)

// TestCodesAreExplained finds each code of this package in the catalogue.
func TestCodesAreExplained(t *testing.T) {
	text, err := os.ReadFile("../../cmd/internal/finding/codes/profile.toml")
	if err != nil {
		t.Fatal(err)
	}
	codes := []string{ByContent, NoPrimary, NoCountry, NoKey, EmailKey, SameHeader, Companies, AnotherPhone}
	for _, c := range codes {
		if strings.Count(string(text), `name = "`+c+`"`) != 1 {
			t.Errorf("the catalogue does not explain %s", c)
		}
	}
	if n := strings.Count(string(text), "[[code]]"); n != len(codes) {
		t.Errorf("the catalogue has %d codes, the package %d", n, len(codes))
	}
}
