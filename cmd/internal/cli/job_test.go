package cli

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// What the jobs complain about is there in French too.
func TestFrenchJobs(t *testing.T) {
	tr, err := newTranslator()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range slices.Sorted(maps.Keys(literals(t, "../job", []string{"New", "Errorf"}))) {
		if known := slices.ContainsFunc(tr.sayings, func(s saying) bool { return s.English == text }); !known && strings.Trim(verb.ReplaceAllString(text, ""), " :") != "" {
			t.Errorf("%q is not in errors.toml", text)
		}
	}
}
