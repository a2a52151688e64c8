package xlsxfile

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestChars(t *testing.T) {
	tests := []struct{ name, xml, want string }{
		{"entities", "a &amp; b &lt;&gt;&quot;&apos; &#233;&#xE9;", "a & b <>\"' éé"},
		{"line ends", "a\r\nb\rc\nd", "a\nb\nc\nd"},
		{"carriage return told", "a_x000D_\nb&#13;", "a\r\nb\r"},
		{"cdata", "<![CDATA[a & <b>]]>c", "a & <b>c"},
		{"comment", "a<!-- no -->b", "ab"},
		{"escape of an escape", "_x005F_x000D_", "_x000D_"},
		{"no escape", "_x00_ _xyz _X000D_ x000D_ _x000", "_x00_ _xyz _X000D_ x000D_ _x000"},
		{"surrogates", "_xD83D__xDE00_", "😀"},
		{"half a surrogate", "_xD83D_a", "\uFFFDa"},
		{"lower case", "_x00e9_", "é"},
		{"two escapes in a row", "_x0041__x0042_", "AB"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := appendChars(nil, []byte(tt.xml))
			if err != nil {
				t.Fatal(err)
			}
			if got = undoEscapes(got, 0); string(got) != tt.want {
				t.Errorf("%q is %q, want %q", tt.xml, got, tt.want)
			}
		})
	}
	for _, xml := range []string{"a & b", "&nbsp;", "&#xFFFFFFF;", "&#;", "a<b>c"} {
		if got, err := appendChars(nil, []byte(xml)); err == nil {
			t.Errorf("%q is %q, want an error", xml, got)
		}
	}
}

// What is written comes back, whatever the text.
func TestEscapedTextComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`(_x[0-9A-F]{4}_|[_x0-9\r\n\t&<]){0,12}`)).Draw(t, "text")
		xml := appendEscaped(nil, text)
		got, err := appendChars(nil, xml)
		if err != nil {
			t.Fatal(err)
		}
		got = undoEscapes(got, 0)
		if want := bytes.ToValidUTF8([]byte(text), []byte("\uFFFD")); utf8.ValidString(text) && !bytes.Equal(got, want) {
			t.Fatalf("%q is stored as %q and read as %q", text, xml, got)
		}
		if !utf8.Valid(xml) {
			t.Fatalf("%q is stored as %q", text, xml)
		}
	})
}

func FuzzChars(f *testing.F) {
	for _, s := range []string{"a&amp;b", "<![CDATA[x]]>", "_xD83D_", "&#x110000;", "\r\r\n", "<!--", "&"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, s []byte) {
		got, err := appendChars(nil, s)
		if err != nil {
			return
		}
		if len(got) > len(s) {
			t.Errorf("%q grew to %q", s, got)
		}
		if plain(s) && !bytes.Equal(undoEscapes(bytes.Clone(got), 0), s) {
			t.Errorf("%q passes for plain and is %q", s, got)
		}
	})
}
