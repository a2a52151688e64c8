package journal_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/callready/callready/cmd/internal/journal"
)

// quoted is a JSON string, character by character.
func quoted(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case r == '"', r == '\\':
			b.WriteString(`\` + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ', r == 0x2028, r == 0x2029:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return `"` + b.String() + `"`
}

// Texts of every length are written right, whatever character stands at whatever place, and whatever room dst has.
func TestAppendEveryByte(t *testing.T) {
	for n := 1; n <= 18; n++ {
		for at := range n {
			for c := range 256 {
				text := []byte(strings.Repeat("a~ 0", n)[:n])
				text[at] = byte(c)
				e := journal.Event{Act: "a", Old: string(text)}
				dst := make([]byte, 0, (n+c)%64)
				if got, want := string(e.Append(dst)), `{"act":"a","old":`+quoted(e.Old)+"}\n"; got != want {
					t.Fatalf("%q: %s, want %s", e.Old, got, want)
				}
			}
		}
	}
}

func TestAppendText(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }))
	rapid.Check(t, func(t *rapid.T) {
		act, old := text.Draw(t, "act"), "x"+text.Draw(t, "old")
		want := `before{"act":` + quoted(act) + `,"old":` + quoted(old) + "}\n"
		if diff := cmp.Diff(want, string((&journal.Event{Act: act, Old: old}).Append([]byte("before")))); diff != "" {
			t.Errorf("Append (-want +got):\n%s", diff)
		}
	})
}
