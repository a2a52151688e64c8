package charset

import (
	"bytes"
	"io"
	"testing"
	"unicode/utf8"
)

// Any bytes, read in any wide encoding, are written back as they were; in any other they are text, which is read as the same where it
// can be stored.
func FuzzEncoding(f *testing.F) {
	for i, text := range []string{"Léa", "\xff\xfeL\x00\xe9\x00", "\x00L", "\xd8\x00\xdc\x00", "\xef\xbb\xbfa", "\x1b$B", "\x80\xff"} {
		f.Add(byte(i), []byte(text))
	}
	names := Names()
	f.Fuzz(func(t *testing.T, which byte, stored []byte) {
		e, err := Lookup(names[int(which)%len(names)])
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(e.NewReader(bytes.NewReader(stored)))
		if err != nil {
			t.Fatal(err)
		}
		if e.Wide() {
			var back bytes.Buffer
			w := e.NewWriter(&back)
			if _, err := w.Write(text); err != nil {
				t.Fatal(err)
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(back.Bytes(), stored) {
				t.Fatalf("%s: %q became %q", e.Name(), stored, back.Bytes())
			}
			return
		}
		cell := e.Append(nil, stored)
		if !utf8.Valid(cell) {
			t.Fatalf("%s: %q is no UTF-8", e.Name(), cell)
		}
		if kept, err := e.Encode(nil, string(cell)); err == nil && !bytes.Equal(e.Append(nil, kept), cell) {
			t.Fatalf("%s: %q is stored as %q", e.Name(), cell, kept)
		}
	})
}
