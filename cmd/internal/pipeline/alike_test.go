package pipeline

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestAlike(t *testing.T) {
	for _, tt := range []struct {
		name, a, b string
		want       bool
	}{
		{"nothing", "", "", false},
		{"no word", " - ", " - ", false},
		{"no word beyond ASCII", "—", "—", false},
		{"an accent alone", "\u0301", "\u0301", false},
		{"one of them nothing", "Roux", "", false},
		{"the same", "Roux", "Roux", true},
		{"case", "Roux", "ROUX", true},
		{"more of it", "Roux", "Roux Petit", false},
		{"another word", "Roux", "Rouy", false},
		{"a space more", "Opale SA", " opale  sa ", true},
		{"punctuation", "Opale, S.A.", "opale s a", true},
		{"words that are not parted", "Opale SA", "OpaleSA", false},
		{"an accent", "Éléonore", "eleonore", true},
		{"an accent at the end", "René", "Rene", true},
		{"an accent of its own", "Rene\u0301", "Rene", true},
		{"an accent behind a space", "Rene \u0301", "Rene", true},
		{"other letters behind the accent", "Renée", "Rene", false},
		{"differ before the accent", "Benoît", "Jérôme", false},
		{"two letters for one", "Weiß", "WEISS", true},
		{"digits", "Opale 2", "Opale 3", false},
	} {
		if got := alike(tt.a, tt.b); got != tt.want {
			t.Errorf("%s: %q and %q: %v, want %v", tt.name, tt.a, tt.b, got, tt.want)
		}
		if got := alike(tt.b, tt.a); got != tt.want {
			t.Errorf("%s: %q and %q: %v, want %v", tt.name, tt.b, tt.a, got, tt.want)
		}
	}
	if n := testing.AllocsPerRun(100, func() { alike("Opale, S.A.", "opale s a") }); n > 0 {
		t.Errorf("plain texts take %v allocations", n)
	}
}

// Whatever the texts, alike is what folding them says.
func TestAlikeAgreesWithFolding(t *testing.T) {
	piece := rapid.SampledFrom([]string{"a", "A", "b", "e", "E", "é", "e\u0301", "\u0301", "ß", "ss", "ø", "1", " ", "-", ".", "\u00a0", "—", "佐", "ﬁ", "fi", "\x00", "\xff"})
	text := rapid.OneOf(rapid.Map(rapid.SliceOfN(piece, 0, 6), func(p []string) string { return strings.Join(p, "") }), rapid.String())
	rapid.Check(t, func(t *rapid.T) {
		a, b := text.Draw(t, "a"), text.Draw(t, "b")
		if rapid.Bool().Draw(t, "near") {
			b = strings.ToUpper(a) + rapid.SampledFrom([]string{"", " ", "é", "x"}).Draw(t, "end")
		}
		want := folded(a) != "" && folded(a) == folded(b)
		if got := alike(a, b); got != want {
			t.Errorf("%q and %q: %v, want %v", a, b, got, want)
		}
	})
}
