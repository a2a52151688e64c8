package report

import (
	"html/template"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// shows writes marked characters in brackets.
func shows(s string, marks []bool) string {
	var b strings.Builder
	was := false
	for i, r := range []rune(s) {
		mark := i < len(marks) && marks[i]
		if mark != was {
			b.WriteByte("[]"[map[bool]int{true: 0, false: 1}[mark]])
		}
		b.WriteRune(r)
		was = mark
	}
	if was {
		b.WriteByte(']')
	}
	return b.String()
}

func TestChanges(t *testing.T) {
	for _, tt := range []struct{ name, before, after, gone, added string }{
		{"national", "01 99 00 12 34", "+33199001234", "[0]1[ ]99[ ]00[ ]12[ ]34", "[+33]199001234"},
		{"its own plus", "+33 (0)6 39 98 12 34", "+33639981234", "+33[ (0)]6[ ]39[ ]98[ ]12[ ]34", "+33639981234"},
		{"the first of two", "01 99 00 12 34 / 06 39 98 12 34", "+33199001234", "[0]1[ ]99[ ]00[ ]12[ ]34[ / 06 39 98 12 34]", "[+33]199001234"},
		{"the second of two", "01 99 00 12 34 / 06 39 98 12 34", "+33639981234", "[01 99 00 12 34 / 0]6[ ]39[ ]98[ ]12[ ]34", "[+33]639981234"},
		{"nothing in common", "abc", "+1", "[abc]", "[+1]"},
		{"nothing changed", "+33199001234", "+33199001234", "+33199001234", "+33199001234"},
		{"new", "", "+33199001234", "", "+33199001234"},
		{"emptied", "abc", "", "abc", ""},
		{"too long to compare", strings.Repeat("0", 500), "+1", strings.Repeat("0", 500), "+1"},
	} {
		gone, added := compared(tt.before, tt.after)
		if g, a := shows(tt.before, gone), shows(tt.after, added); g != tt.gone || a != tt.added {
			t.Errorf("%s: %s → %s, want %s → %s", tt.name, g, a, tt.gone, tt.added)
		}
	}
}

// TestChangesLeaveTheSame checks that what is not marked is the same text in both.
func TestChangesLeaveTheSame(t *testing.T) {
	text := rapid.StringOfN(rapid.RuneFrom([]rune("0123456789+ ()/;é\u00a0x")), 0, 40, -1)
	rapid.Check(t, func(t *rapid.T) {
		before, after := text.Draw(t, "before"), text.Draw(t, "after")
		if before == "" || after == "" {
			return
		}
		gone, added := compared(before, after)
		left := func(s string, marks []bool) string {
			var b strings.Builder
			for i, r := range []rune(s) {
				if !marks[i] {
					b.WriteRune(r)
				}
			}
			return b.String()
		}
		if a, b := left(before, gone), left(after, added); a != b {
			t.Errorf("%q and %q: unmarked are %q and %q", before, after, a, b)
		}
	})
}

// Texts are escaped as the templates of the page escape them, as text and in an attribute.
func TestAppendHTML(t *testing.T) {
	text := template.Must(template.New("").Parse(`<b title="{{.}}">{{.}}</b>`))
	rapid.Check(t, func(t *rapid.T) {
		s := strings.ToValidUTF8(rapid.OneOf(rapid.String(), rapid.StringMatching(`[+<>&"'=\x00a-z ]{0,12}`)).Draw(t, "text"), "")
		var want strings.Builder
		if err := text.Execute(&want, s); err != nil {
			t.Fatal(err)
		}
		own := string(appendHTML(nil, s))
		if got := `<b title="` + own + `">` + own + "</b>"; got != want.String() {
			t.Errorf("%q: %s, want %s", s, got, want.String())
		}
	})
}
