package tablefile_test

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/callready/callready/io/tablefile"
)

// Same knows a file under other names, a copy and a compressed copy, and takes nothing else for the same.
func TestSame(t *testing.T) {
	dir := t.TempDir()
	const text = "Name,Phone\nAna,01 99 00 12 34\nBob,01 99 00 12 35\n"
	long := text + strings.Repeat("Cleo,01 99 00 12 36\n", 40_000)
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	packed, err := os.Create(filepath.Join(dir, "packed.csv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(packed)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := packed.Close(); err != nil {
		t.Fatal(err)
	}
	a := write("a.csv", text)
	link := filepath.Join(dir, "link.csv")
	if err := os.Symlink(a, link); err != nil {
		t.Skip(err)
	}
	for _, tt := range []struct {
		name, a, b string
		want       bool
	}{
		{"itself", a, a, true},
		{"a link", a, link, true},
		{"a copy", a, write("copy.csv", text), true},
		{"a compressed copy", a, packed.Name(), true},
		{"standard input", a, "-", true},
		{"one byte more", a, write("more.csv", text+"\n"), false},
		{"one byte of another", a, write("other.csv", strings.Replace(text, "35", "36", 1)), false},
		{"a difference at the end", write("long.csv", long), write("longer.csv", long[:len(long)-3]+"7\n"+"\n"), false},
		{"a long copy", write("long.csv", long), write("long2.csv", long), true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			open := func(name string) tablefile.Table {
				f, err := tablefile.Open(t.Context(), name, strings.NewReader(text), tablefile.Options{SpoolDir: dir})
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { _ = f.Close() })
				return f
			}
			x, y := open(tt.a), open(tt.b)
			for _, pair := range [][2]tablefile.Table{{x, y}, {y, x}} {
				got, err := tablefile.Same(t.Context(), pair[0], pair[1])
				if err != nil || got != tt.want {
					t.Errorf("Same(%s, %s) = %v, %v; want %v", pair[0].Name(), pair[1].Name(), got, err, tt.want)
				}
			}
		})
	}
}
