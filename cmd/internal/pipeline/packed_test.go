package pipeline

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/callready/callready/dedupe"
)

func TestUnpack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := person{
			Row: rapid.Int64().Draw(t, "row"), At: rapid.Int64().Draw(t, "line"), Column: rapid.IntRange(0, math.MaxInt).Draw(t, "column"),
			Primary: rapid.Bool().Draw(t, "primary"), Line: dedupe.Line(rapid.IntRange(0, 2).Draw(t, "kind")),
		}
		raw := holding[[]byte]{
			Row: want.Row, At: want.At, Column: want.Column, Primary: want.Primary, Line: want.Line,
		}
		for i, f := range want.texts() {
			*f = rapid.StringN(0, 300, 300).Draw(t, "text")
			*raw.texts()[i] = []byte(*f)
		}
		packed := string(want.pack(nil))
		if same := string(raw.pack(nil)); same != packed {
			t.Fatalf("%q from bytes, %q from strings", same, packed)
		}
		got, ok := unpack(packed)
		if !ok {
			t.Fatalf("%q is not whole", packed)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("unpacked (-want +got):\n%s", diff)
		}
		cut := rapid.IntRange(0, len(packed)-1).Draw(t, "cut")
		if _, ok := unpack(packed[:cut]); ok {
			t.Errorf("%q is taken for whole", packed[:cut])
		}
		if _, ok := unpack(packed + "x"); ok {
			t.Errorf("%q with a byte behind it is taken for whole", packed)
		}
	})
}

func FuzzUnpack(f *testing.F) {
	f.Add("")
	f.Add(string((&person{Row: 1, At: 2, Key: "501", Who: "Léa Martin", Column: 3, Company: "Opale", Primary: true}).pack(nil)))
	f.Add("\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")
	f.Fuzz(func(t *testing.T, s string) {
		p, ok := unpack(s)
		if !ok {
			return
		}
		if again, ok := unpack(string(p.pack(nil))); !ok || again != p {
			t.Errorf("%+v packed again is %+v, %v", p, again, ok)
		}
	})
}
