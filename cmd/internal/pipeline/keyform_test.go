package pipeline

import (
	"regexp"
	"testing"

	"pgregory.net/rapid"

	"github.com/callready/callready/io/profile"
)

// The patterns of all profiles are tables, and say what the standard library says.
func TestKeyFormIsTheRegexp(t *testing.T) {
	patterns := map[string]bool{`^[^,]+$`: true, `^\pL{2,4}$`: true, `^a*(?:bc|b)?$`: true, `^(?:a|b){0,3}c$`: true}
	all, err := profile.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		if p.KeyPattern != "" {
			patterns[p.KeyPattern] = true
		}
	}
	if len(patterns) < 8 {
		t.Errorf("only %d patterns", len(patterns))
	}
	for pattern := range patterns {
		k, err := newKeyForm(pattern)
		if err != nil {
			t.Fatal(err)
		}
		if k.next == nil {
			t.Errorf("%s is no table", pattern)
		}
		want := regexp.MustCompile(pattern)
		rapid.Check(t, func(t *rapid.T) {
			key := rapid.OneOf(rapid.StringMatching(pattern), rapid.StringMatching(`[0-9A-Za-z{}_-]{0,25}`), rapid.StringMatching(`[aéß0]{0,5}`), rapid.String()).Draw(t, "key")
			if n := rapid.IntRange(0, 3).Draw(t, "change"); n == 1 && key != "" {
				key = key[:len(key)-1]
			} else if n == 2 {
				key += rapid.SampledFrom([]string{"0", "a", " ", "\n", "\xff"}).Draw(t, "more")
			}
			if got := k.match([]byte(key)); got != want.MatchString(key) {
				t.Fatalf("%s matches %q: %v", pattern, key, got)
			}
		})
	}
}

// A pattern that no table can have is asked of the standard library; one that is none is an error.
func TestKeyFormOfOtherPatterns(t *testing.T) {
	for _, pattern := range []string{`id`, `^(?m:a$)$`, `^a|b$`, `^(?:[ab]*a[ab]{9})$`, `^\bid\b$`} {
		k, err := newKeyForm(pattern)
		if err != nil || k.next != nil {
			t.Errorf("%s: a table, %v", pattern, err)
		}
	}
	if k, _ := newKeyForm(`id`); !k.match([]byte("my id 7")) {
		t.Error("a pattern without anchors speaks of the whole text")
	}
	if _, err := newKeyForm(`[`); err == nil {
		t.Error("no error for a broken pattern")
	}
}
