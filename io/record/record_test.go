package record

import (
	"bytes"
	"fmt"
	"testing"
)

// shout is a decoder that leaves its mark.
type shout struct{}

func (shout) Append(dst, src []byte) []byte { return append(dst, bytes.ToUpper(src)...) }

func TestValue(t *testing.T) {
	tests := []struct {
		name   string
		stored string
		field  Field
		escape byte
		guards string
		text   Decoder
		want   string
	}{
		{name: "plain", stored: "abc", want: "abc"},
		{name: "empty", stored: "", want: ""},
		{name: "doubled quotes", stored: `a ""b""`, field: Field{Quoted: true, Escaped: true}, want: `a "b"`},
		{name: "doubled quotes that are text", stored: `a ""b""`, want: `a ""b""`},
		{name: "backslashes", stored: `\"a\" c:\\d\e`, field: Field{Quoted: true, Escaped: true}, escape: '\\', want: `"a" c:\d\e`},
		{name: "ASCII needs no decoder", stored: "abc", text: shout{}, want: "abc"},
		{name: "other text does", stored: "abcé", text: shout{}, want: "ABCÉ"},
		{name: "guard", stored: "'+33199001001", guards: "=-+", want: "+33199001001"},
		{name: "guard of another sign", stored: "'@home", guards: "=-+", want: "'@home"},
		{name: "guard behind a guard", stored: "''+33", guards: "=-+", want: "''+33"},
		{name: "guard of nothing", stored: "'", guards: "=-+", want: "'"},
		{name: "apostrophe where none is put", stored: "'+33199001001", want: "'+33199001001"},
		{name: "guard and escapes", stored: `'=""é""`, field: Field{Quoted: true, Escaped: true}, guards: "=-+", text: shout{}, want: `="É"`},
		{name: "both", stored: `é ""x""`, field: Field{Quoted: true, Escaped: true}, text: shout{}, want: `É "X"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.field.Span = Span{1, uint32(1 + len(tt.stored))}
			b := Batch{
				Buf: []byte("#" + tt.stored + "#"), Fields: []Field{tt.field}, Escape: tt.escape, Guards: tt.guards, Text: tt.text,
				Records: []Record{{First: 0, N: 1, Raw: Span{0, uint32(2 + len(tt.stored))}}},
			}
			scratch := []byte("kept")
			if got := string(b.Value(0, 0, &scratch)); got != tt.want {
				t.Errorf("Value() = %q, want %q", got, tt.want)
			}
			if !bytes.HasPrefix(scratch, []byte("kept")) {
				t.Errorf("scratch is %q", scratch)
			}
			if got := string(b.Stored(0, 0)); got != tt.stored {
				t.Errorf("Stored() = %q, want %q", got, tt.stored)
			}
			for _, col := range []int{-1, 1} {
				if got := b.Value(0, col, &scratch); got != nil {
					t.Errorf("Value of column %d = %q, want none", col, got)
				}
			}
		})
	}
}

func ExampleBatch_Value() {
	b := Batch{
		Buf:     []byte("Ada,\"the \"\"first\"\"\"\n"),
		Fields:  []Field{{Span: Span{0, 3}}, {Span: Span{5, 18}, Quoted: true, Escaped: true}},
		Records: []Record{{Raw: Span{0, 20}, N: 2, Row: 1, Line: 1}},
	}
	var scratch []byte
	fmt.Printf("%s: %s\n", b.Value(0, 0, &scratch), b.Value(0, 1, &scratch))
	// Output: Ada: the "first"
}
