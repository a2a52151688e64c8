package pipeline

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCellKeys(t *testing.T) {
	const key = 899001234
	for _, tt := range []struct {
		name, cell string
		want       []uint64
	}{
		{"empty", "", nil},
		{"national", "0199001234", []uint64{key}},
		{"spaced", "01 99 00 12 34", []uint64{key}},
		{"dots", "01.99.00.12.34", []uint64{key}},
		{"slashes between pairs", "01/99/00/12/34", []uint64{key}},
		{"E.164", "+33199001234", []uint64{key}},
		{"two zeros", "0033 1 99 00 12 34", []uint64{key}},
		{"zero in brackets", "+33 (0)1 99 00 12 34", []uint64{key}},
		{"lost zero", "199001234", []uint64{key}},
		{"decimal", "33199001234.0", []uint64{key}},
		{"scientific with all digits", "3.3199001234E+10", []uint64{key}},
		{"no-break spaces", "01\u00a099\u00a000\u00a012\u00a034", []uint64{key}},
		{"invisible", "\u202a01 99 00 12 34\u202c", []uint64{key}},
		{"wide", "０１９９００１２３４", []uint64{key}},
		{"label", "Tél. bureau : 01 99 00 12 34", []uint64{key}},
		{"extension", "01 99 00 12 34 poste 12", []uint64{key}},
		{"slash after an area code", "0199/001234", []uint64{key}},
		{"two", "01 99 00 12 34 / 01 99 00 12 35", []uint64{key, key + 1}},
		{"two, slash alone", "01 99 00 12 34/01 99 00 12 35", []uint64{key, key + 1}},
		{"two, comma", "01 99 00 12 34, 01 99 00 12 35", []uint64{key, key + 1}},
		{"two, hyphen", "01 99 00 12 34 - 01 99 00 12 35", []uint64{key, key + 1}},
		{"two, wide gap", "01 99 00 12 34  01 99 00 12 35", []uint64{key, key + 1}},
		{"two, plus", "+33199001234+33199001235", []uint64{key, key + 1}},
		{"two, word", "01 99 00 12 34 ou 01 99 00 12 35", []uint64{key, key + 1}},
		{"two, semicolon", "01 99 00 12 34;01 99 00 12 35", []uint64{key, key + 1}},
		{"short", "12 34 56", []uint64{6123456}},
		{"too short", "3949", nil},
		{"too long", "0199001234019900123", nil},
		{"a spaced hyphen in one number: its key too", "+33 1 99 00 12 - 34", []uint64{831990012, key}},
		{"words", "n/a", nil},
	} {
		if diff := cmp.Diff(tt.want, cellKeys(nil, []byte(tt.cell))); diff != "" {
			t.Errorf("%s: %q (-want +got):\n%s", tt.name, tt.cell, diff)
		}
	}
}

func FuzzCellKeys(f *testing.F) {
	for _, seed := range []string{"01 99 00 12 34 / 35", "+33 (0)1 99 00 12 34 poste 12", "０１９９００１２３４", "33199001234.0", "\xff12345678\xc2", ".0", "000000000,0"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, cell []byte) {
		before := slices.Clone(cell)
		keys := cellKeys(nil, cell)
		if !slices.Equal(before, cell) {
			t.Fatalf("%q was changed to %q", before, cell)
		}
		// A part of a run has digits enough for a key, and a run that was cut counts once more as a whole.
		if len(keys)*keyLeast > 2*len(cell) {
			t.Fatalf("%q: %d numbers", cell, len(keys))
		}
		if slices.Contains(keys, 0) {
			t.Fatalf("%q: a key of nothing", cell)
		}
	})
}

func TestNumberKey(t *testing.T) {
	for _, tt := range []struct {
		name, a, b string
		same       bool
	}{
		{"trunk zero and calling code", "0199001234", "33199001234", true},
		{"lost zero", "199001234", "0033199001234", true},
		{"another number", "0199001234", "0199001235", false},
		{"eight digits after the calling code", "4532123456", "32123456", true},
		{"short: all digits count", "123456", "0123456", false},
	} {
		a, b := numberKey([]byte(tt.a)), numberKey([]byte(tt.b))
		if a == 0 || b == 0 || (a == b) != tt.same {
			t.Errorf("%s: %s has %d, %s has %d", tt.name, tt.a, a, tt.b, b)
		}
	}
}

func TestWordHash(t *testing.T) {
	hash := func(texts ...string) uint32 {
		var all [][]byte
		for _, s := range texts {
			all = append(all, []byte(s))
		}
		return wordHash(all...)
	}
	if hash("Ana", "Lopez") != hash("ANA ", "lopez") {
		t.Error("case and spaces count")
	}
	if hash("Ana", "Lopez") == hash("Anal", "opez") {
		t.Error("the border of two texts does not count")
	}
	if hash("", " -") != 0 || hash("é") == 0 {
		t.Error("a text without letters has a hash, or one with letters has none")
	}
}
