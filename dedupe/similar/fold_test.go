package similar

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"", ""},
		{"  Léa   MOREAU ", "lea moreau"},
		{"Großmann", "grossmann"},
		{"Łódź", "lodz"},
		{"Ørsted Æbelø", "orsted aebelo"},
		{"Œuvré", "oeuvre"},
		{"IŞIL Yıldız İpek", "isil yildiz ipek"},
		{"O’Brien-d'Or", "o brien d or"},
		{"Đặng Þór", "dang thor"},
		{"Nuñez\u00a0y\u202fRuiz", "nunez y ruiz"},
		{"Lé\u200ba", "lea"},
		{"Le\u0301a", "lea"},
		{"ΣΟΦΙΑ", "σοφια"},
		{"Иванова", "иванова"},
		{"３５ Ａ", "35 a"},
		{"\xff\xfe", ""},
	}
	for _, tt := range tests {
		if got := string(Fold(nil, tt.in)); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "Léa", "Großmann", "\xff", "İ", "a\u0301\u0327", "x y"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(nil, s)
		if twice := Fold(nil, once); !bytes.Equal(once, twice) {
			t.Errorf("%q is folded to %q and then to %q", s, once, twice)
		}
		if bytes.HasPrefix(once, []byte(" ")) || bytes.HasSuffix(once, []byte(" ")) || bytes.Contains(once, []byte("  ")) {
			t.Errorf("%q: spaces in %q", s, once)
		}
	})
}

// plainDistance is the measure in its plainest form.
func plainDistance(a, b []rune) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

func TestDistanceIsThePlainOne(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.StringMatching(`[abcé]{0,12}`).Draw(t, "a"), rapid.StringMatching(`[abcé]{0,12}`).Draw(t, "b")
		most := rapid.IntRange(0, 4).Draw(t, "most")
		var x, y runes
		x.set(a)
		y.set(b)
		want := min(plainDistance([]rune(a), []rune(b)), most+1)
		if got := distance(&x, &y, most); got != want {
			t.Fatalf("%q and %q, at most %d: got %d, want %d", a, b, most, got, want)
		}
		if common := overlap(&x, &y); max(x.n, y.n)-common > plainDistance([]rune(a), []rune(b)) {
			t.Fatalf("%q and %q: %d letters in common are too few", a, b, common)
		}
	})
}

func TestSkeleton(t *testing.T) {
	t.Parallel()
	for _, same := range [][]string{
		{"schroder", "schrodre", "schroeder"},
		{"grossmann", "gorssmann", "grosman"},
		{"moreau", "mroeau", "moro"},
		{"philippe", "filipe"},
		{"kowalski", "kovalsky"},
		{"katherine", "catherine"},
		{"meyer", "maier", "meier"},
	} {
		want := string(Skeleton(nil, same[0]))
		for _, w := range same[1:] {
			if got := string(Skeleton(nil, w)); got != want {
				t.Errorf("%s: %s, but %s: %s", same[0], want, w, got)
			}
		}
	}
}

// Every line of the vocabularies is folded, and none says one thing twice.
func TestVocabulary(t *testing.T) {
	t.Parallel()
	for name, data := range map[string]string{"nicknames": nicknameData, "given": givenData, "family": familyData} {
		lines := 0
		for words := range entries(data) {
			lines++
			if name == "nicknames" && len(words) < 2 {
				t.Errorf("%s: %v has no second form", name, words)
			}
		}
		if lines < 10 {
			t.Errorf("%s: only %d lines", name, lines)
		}
	}
}

func BenchmarkCompare(b *testing.B) {
	names := []Name{Parse("Jean-Pierre", "Lemaître", ""), Parse("JP", "Lemaitre", ""), Parse("Katarzyna", "Kowalska", ""), Parse("Kasia", "Kowalksa", "")}
	b.ReportAllocs()
	for b.Loop() {
		for i := range names {
			for j := range names {
				Compare(&names[i], &names[j])
			}
		}
	}
}

// The short cut for letters of Western Europe gives what the long way does.
func TestFoldLatin(t *testing.T) {
	for r := rune(0x80); r < 0x250; r++ {
		for _, text := range []string{string(r), "a" + string(r) + "b", " " + string(r) + string(r) + "\u0301 c"} {
			want := string(foldRunes(nil, 0, false, []byte(text)))
			if got := string(Fold(nil, text)); got != want {
				t.Errorf("Fold(%q) = %q, want %q", text, got, want)
			}
		}
	}
}
