package charset

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestLookup(t *testing.T) {
	tests := []struct{ name, want string }{
		{"UTF8", "utf-8"},
		{"utf-8-sig", "utf-8"},
		{"CP1252", "windows-1252"},
		{"Latin1", "iso-8859-1"},
		{"ISO_8859-15", "iso-8859-15"},
		{"MacRoman", "macintosh"},
		{"UTF-16", "utf-16le"},
		{"Shift-JIS", "shift_jis"},
		{"cp850", "ibm850"},
	}
	for _, tt := range tests {
		e, err := Lookup(tt.name)
		if err != nil || e.Name() != tt.want {
			t.Errorf("Lookup(%q) = %v, %v, want %s", tt.name, e, err, tt.want)
		}
	}
	for _, name := range append(Names(), candidates...) {
		if e, err := Lookup(name); err != nil || e.Name() != name {
			t.Errorf("Lookup(%q) = %v, %v", name, e, err)
		}
	}
	for _, name := range []string{"", "-", "klingon", "8859"} {
		var unknown *UnknownError
		if _, err := Lookup(name); !errors.As(err, &unknown) || !strings.Contains(err.Error(), "windows-1252") {
			t.Errorf("Lookup(%q): error %v, want one that lists the encodings", name, err)
		}
	}
}

func TestDecode(t *testing.T) {
	tests := []struct{ encoding, stored, want string }{
		{"utf-8", "Zoé", "Zoé"},
		{"utf-8", "Zo\xE9", "Zoé"},
		{"utf-8", "é\xE9", "Ã©é"},
		{"windows-1252", "Zo\xE9 \x80", "Zoé €"},
		{"iso-8859-15", "\xA4", "€"},
		{"macintosh", "Zo\x8E", "Zoé"},
		{"shift_jis", "\x83\x84", "ヤ"},
		{"utf-16le", "a\xED\xA0\x80b", "a\uFFFDb"},
		{"utf-16le", "a\xFD\x86\x81", "a\uFFFD"},
	}
	for _, tt := range tests {
		e, err := Lookup(tt.encoding)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(e.Append([]byte("#"), []byte(tt.stored))); got != "#"+tt.want {
			t.Errorf("%s: Append(%q) = %q, want %q", tt.encoding, tt.stored, got, tt.want)
		}
	}
}

// Every text that an encoding can hold comes back as it was.
func TestEncodeThenDecode(t *testing.T) {
	for _, name := range Names() {
		e, err := Lookup(name)
		if err != nil {
			t.Fatal(err)
		}
		for lang, text := range people {
			stored, err := e.Encode(nil, text)
			if lack, ok := errors.AsType[*LackError](err); ok {
				if bytes.IndexByte(stored, '?') < 0 {
					t.Errorf("%s in %s: lacks %q and wrote no question mark", lang, name, string(lack.Runes))
				}
				continue
			}
			if diff := cmp.Diff(text, string(e.Append(nil, stored))); diff != "" {
				t.Errorf("%s in %s (-want +got)\n%s", lang, name, diff)
			}
		}
	}
}

func TestWideKeepsEveryByte(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom([]string{"utf-16le", "utf-16be", "utf-32le", "utf-32be"}).Draw(t, "encoding")
		piece := rapid.SampledFrom([]string{"a\x00", "\x00a", "\x00\x00", "\xD8\x00", "\x00\xD8", "\xDC\x00", "\x00\xDC", "\xFF\xFE", "\xE9", "\x3D\xD8\x00\xDE", "\x11"})
		stored := strings.Join(rapid.SliceOf(piece).Draw(t, "bytes"), "")
		e, err := Lookup(name)
		if err != nil {
			t.Fatal(err)
		}
		var in io.Reader = strings.NewReader(stored)
		if rapid.Bool().Draw(t, "byte by byte") {
			in = iotest.OneByteReader(in)
		}
		text, err := io.ReadAll(e.NewReader(in))
		if err != nil {
			t.Fatal(err)
		}
		var back bytes.Buffer
		w := e.NewWriter(&back)
		for rest := text; len(rest) > 0; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "write")
			if _, err := w.Write(rest[:n]); err != nil {
				t.Fatal(err)
			}
			rest = rest[n:]
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if back.String() != stored {
			t.Fatalf("%q became %q and came back as %q", stored, text, back.String())
		}
		if got := e.StoredLen(text); got != len(stored) {
			t.Fatalf("StoredLen(%q) = %d, want %d", text, got, len(stored))
		}
	})
}

func TestDetectMarksAndWide(t *testing.T) {
	text := "Prénom,Téléphone\nZoé,01 99 00 12 34\n"
	tests := []struct {
		encoding, mark string
		want           string
		bom            int
	}{
		{"utf-8", "\xEF\xBB\xBF", "utf-8", 3},
		{"utf-16le", "\uFEFF", "utf-16le", 2},
		{"utf-16be", "\uFEFF", "utf-16be", 2},
		{"utf-32le", "\uFEFF", "utf-32le", 4},
		{"utf-32be", "\uFEFF", "utf-32be", 4},
		{"utf-16le", "", "utf-16le", 0},
		{"utf-16be", "", "utf-16be", 0},
		{"utf-32le", "", "utf-32le", 0},
		{"utf-32be", "", "utf-32be", 0},
	}
	for _, tt := range tests {
		e, err := Lookup(tt.encoding)
		if err != nil {
			t.Fatal(err)
		}
		var stored bytes.Buffer
		if _, err := io.WriteString(e.NewWriter(&stored), tt.mark+text); err != nil {
			t.Fatal(err)
		}
		got := Detect(stored.Bytes())
		if got.Name != tt.want || got.BOM != tt.bom {
			t.Errorf("%s with mark %q: Detect() = %s, BOM %d, want %s, %d", tt.encoding, tt.mark, got.Name, got.BOM, tt.want, tt.bom)
		}
	}
}

func TestDetectEdges(t *testing.T) {
	tests := []struct {
		name, sample string
		want         string
		ascii, mixed bool
	}{
		{"empty", "", "utf-8", true, false},
		{"ASCII", "a,b\n", "utf-8", true, false},
		{"cut inside a character", "Zoé\xC3", "utf-8", false, false},
		{"half-way Latin-1", "Zoé,Hélène,Andr\xE9\n", "utf-8", false, true},
		{"one accent", "Zo\xE9", "windows-1252", false, false},
	}
	for _, tt := range tests {
		got := Detect([]byte(tt.sample))
		if got.Name != tt.want || got.ASCII != tt.ascii || got.Mixed != tt.mixed {
			t.Errorf("%s: Detect(%q) = %+v, want %s, ASCII %v, mixed %v", tt.name, tt.sample, got, tt.want, tt.ascii, tt.mixed)
		}
	}
}

// Languages whose letters have no zero byte show the width of their units in commas and line ends alone.
func TestDetectWideWithoutMark(t *testing.T) {
	for _, lang := range []string{"ru", "el", "ja", "zh", "ko", "ar"} {
		for _, name := range []string{"utf-16le", "utf-16be", "utf-32le", "utf-32be"} {
			e, err := Lookup(name)
			if err != nil {
				t.Fatal(err)
			}
			var stored bytes.Buffer
			text := people[lang] + strings.Repeat("1001;01 99 00 12 34\n", 3)
			if _, err := io.WriteString(e.NewWriter(&stored), text); err != nil {
				t.Fatal(err)
			}
			if got := Detect(stored.Bytes()); got.Name != name {
				t.Errorf("%s in %s: Detect() = %s", lang, name, got.Name)
			}
		}
	}
}

// A table that was put together from two encodings is UTF-8 with exceptions, whichever of them prevails.
func TestDetectTwoEncodings(t *testing.T) {
	for _, latin := range []int{1, 4, 15} {
		sample := people["fr"] + strings.Repeat(string(stored(t, "windows-1252", people["fr"])), latin)
		if got := Detect([]byte(sample)); got.Name != "utf-8" || !got.Mixed {
			t.Errorf("one part in UTF-8, %d in Windows-1252: Detect() = %s, mixed %v", latin, got.Name, got.Mixed)
		}
	}
}

func FuzzDetect(f *testing.F) {
	for _, text := range people {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, sample []byte) {
		g := Detect(sample)
		e, err := Lookup(g.Name)
		if err != nil {
			t.Fatal(err)
		}
		if g.Score < 0 || g.Score > 1 {
			t.Errorf("score %v", g.Score)
		}
		if text := e.Append(nil, sample); !bytes.Equal(text, bytes.ToValidUTF8(text, nil)) {
			t.Errorf("%s gives text that is not UTF-8", g.Name)
		}
	})
}

func ExampleDetect() {
	g := Detect([]byte("Pr\xE9nom;T\xE9l\xE9phone\r\nZo\xE9;01 99 00 12 34\r\n"))
	e, err := Lookup(g.Name)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(e.Name(), string(e.Append(nil, []byte("Zo\xE9"))))
	// Output: windows-1252 Zoé
}
