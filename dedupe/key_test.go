package dedupe

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestKey(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		in   string
		want uint64
		ok   bool
	}{
		{"french", "+33199001234", 33199001234, true},
		{"american", "+12025550123", 12025550123, true},
		{"italian zero stays inside", "+390612345678", 390612345678, true},
		{"one digit", "+1", 1, true},
		{"18 digits", "+123456789012345678", 123456789012345678, true},
		{"19 digits", "+1234567890123456789", 0, false},
		{"no plus", "33199001234", 0, false},
		{"national", "0199001234", 0, false},
		{"zero after the plus", "+0199001234", 0, false},
		{"plus alone", "+", 0, false},
		{"empty", "", 0, false},
		{"space", "+33 199001234", 0, false},
		{"letter", "+3319900123a", 0, false},
		{"byte below the digits", "+33/99001234", 0, false},
		{"full-width digit", "+３3199001234", 0, false},
		{"extension", "+33199001234;ext=12", 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, ok := Key(tt.in)
			if got != tt.want || ok != tt.ok {
				t.Errorf("Key(%q) = %d, %v, want %d, %v", tt.in, got, ok, tt.want, tt.ok)
			}
			if b, bok := Key([]byte(tt.in)); b != got || bok != ok {
				t.Errorf("Key of bytes = %d, %v, of the string %d, %v", b, bok, got, ok)
			}
		})
	}
}

func TestKeyIsExact(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.StringMatching(`\+[1-9][0-9]{0,17}`).Draw(t, "number")
		key, ok := Key(in)
		if !ok {
			t.Fatalf("Key(%q) gives nothing", in)
		}
		if back := "+" + strconv.FormatUint(key, 10); back != in {
			t.Fatalf("Key(%q) reads back as %q", in, back)
		}
	})
}

func FuzzKey(f *testing.F) {
	for _, s := range []string{"+33199001234", "+0", "+", "", "+1234567890123456789", "33199001234"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		key, ok := Key(s)
		if ok && "+"+strconv.FormatUint(key, 10) != s {
			t.Errorf("Key(%q) = %d, which is another number", s, key)
		}
		if !ok && key != 0 {
			t.Errorf("Key(%q) = %d without being one", s, key)
		}
	})
}

func TestHash32(t *testing.T) {
	t.Parallel()
	parts := func(s ...string) [][]byte {
		var out [][]byte
		for _, p := range s {
			out = append(out, []byte(p))
		}
		return out
	}
	// The values are part of the promise: the same in every run and on every machine.
	tests := []struct {
		name  string
		parts [][]byte
		want  uint32
	}{
		{"nothing", nil, 0x4fc52e7f},
		{"one empty part", parts(""), 0xdb556991},
		{"two empty parts", parts("", ""), 0x425c945},
		{"a name", parts("Léa", "Martin"), 0xbb3bf84f},
		{"the same letters cut elsewhere", parts("LéaM", "artin"), 0xa48f3bed},
		{"the other order", parts("Martin", "Léa"), 0x4a773a87},
	}
	seen := map[uint32]string{}
	for _, tt := range tests {
		got := Hash32(tt.parts...)
		if got != tt.want {
			t.Errorf("%s: Hash32 = %#x, want %#x", tt.name, got, tt.want)
		}
		if other, taken := seen[got]; taken {
			t.Errorf("%s and %s share the hash %#x", tt.name, other, got)
		}
		seen[got] = tt.name
	}
}

func TestHash32Spreads(t *testing.T) {
	t.Parallel()
	// 100,000 values in 2^32 collide about once (expected 1.2); 12 would be a broken mix.
	seen := make(map[uint32]bool)
	collisions := 0
	for i := range 100_000 {
		h := Hash32([]byte("Martin"), []byte(strconv.Itoa(i)))
		if h == 0 {
			t.Fatalf("hash of %d is 0", i)
		}
		if seen[h] {
			collisions++
		}
		seen[h] = true
	}
	if collisions > 12 {
		t.Errorf("%d collisions in 100,000 values", collisions)
	}
}
