package pipeline

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestHarmless(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"a text", "Ana Lopez", "Ana Lopez"},
		{"a formula", "=1+1", "'=1+1"},
		{"an at sign", "@SUM(A1)", "'@SUM(A1)"},
		{"a minus", "-33", "'-33"},
		{"a plus", "+1+2", "'+1+2"},
		{"a plus alone", "+", "'+"},
		{"a tab", "\t=1", "'\t=1"},
		{"a carriage return", "\r=1", "'\r=1"},
		{"a number in E.164", "+33199001234", "+33199001234"},
		{"numbers of a correction", "+33199001234 x12; +33655501234 | +442079460123", "+33199001234 x12; +33655501234 | +442079460123"},
		{"a sum beside a number", "+33199001234; +1+2", "'+33199001234; +1+2"},
		{"an extension that is none", "+33199001234 x", "'+33199001234 x"},
		{"a number with spaces", "+33 1 99 00 12 34", "'+33 1 99 00 12 34"},
		{"digits of another script are no E.164", "+３３１", "'+３３１"},
		{"a formula behind a number", "+33199001234=1", "'+33199001234=1"},
		{"a national number", "01 99 00 12 34", "01 99 00 12 34"},
		{"a sign inside", "a=b", "a=b"},
		{"an apostrophe stays", "'=1", "'=1"},
		{"a formula behind a line end", "\n=1+1", "'\n=1+1"},
		{"a wide equals sign", "＝1+1", "'＝1+1"},
	} {
		if got := Harmless(tt.in); got != tt.want {
			t.Errorf("%s: Harmless(%q) = %q, want %q", tt.name, tt.in, got, tt.want)
		}
	}
}

// A harmless text is the text itself, with one apostrophe at most, and no spreadsheet takes it for a formula.
func TestHarmlessKeepsTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.StringMatching(`[=+@\t\r' 0-9a-z-]{0,8}`).Draw(t, "text")
		got := Harmless(in)
		if got != in && got != "'"+in {
			t.Fatalf("%q became %q", in, got)
		}
		if got == "" || !strings.ContainsAny(got[:1], "=+-@\t\r") {
			return
		}
		if got[0] != '+' || len(got) < 2 || strings.Trim(got[1:], "0123456789") != "" {
			t.Fatalf("%q is a formula", got)
		}
	})
}

func TestWithNotes(t *testing.T) {
	for _, tt := range []struct {
		name  string
		old   string
		notes []string
		want  string
	}{
		{"nothing", "", nil, ""},
		{"the first", "", []string{"ask for Léa"}, "ask for Léa"},
		{"two", "", []string{"ask for Léa", "mornings"}, "ask for Léa; mornings"},
		{"behind what stands there", "met at a fair", []string{"ask for Léa"}, "met at a fair; ask for Léa"},
		{"said already", "please ask for Léa!", []string{"ask for Léa"}, "please ask for Léa!"},
		{"the same twice", "", []string{"mornings", "mornings"}, "mornings"},
		{"one of two said already", "mornings", []string{"mornings", "ask for Léa"}, "mornings; ask for Léa"},
	} {
		if got := withNotes(tt.old, tt.notes); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
		if again := withNotes(tt.want, tt.notes); again != tt.want {
			t.Errorf("%s: said again: %q", tt.name, again)
		}
	}
}

func TestChildID(t *testing.T) {
	a := childID("101", "+33199001234")
	if !strings.HasPrefix(a, "cr-") || len(a) != len("cr-")+20 {
		t.Errorf("%q is no id of a child", a)
	}
	if a != "cr-a61ca2e3eb47311397f5" {
		t.Errorf("the id is %q: children of earlier runs would not be known again", a)
	}
	for _, other := range [][2]string{{"102", "+33199001234"}, {"101", "+33199001235"}, {"101+", "33199001234"}, {"", "+33199001234"}} {
		if childID(other[0], other[1]) == a {
			t.Errorf("%q has the id of another child", other)
		}
	}
}

func TestRowsEnd(t *testing.T) {
	var c chunk
	c.reset(0, nil)
	r := c.table(updates, 3)
	r.buf = append(r.buf, "a,b\n"...)
	r.end()
	r.buf = append(r.buf, "c,d\n"...)
	r.end()
	if diff := cmp.Diff([]int{4, 8}, r.ends); diff != "" {
		t.Errorf("ends (-want +got):\n%s", diff)
	}
	if c.table(updates, 3) != r || c.table(updates, 4) == r || c.table(creates, 3) == r {
		t.Error("a table is not told by its kind and set")
	}
	c.reset(0, nil)
	if len(r.buf) != 0 || len(r.ends) != 0 {
		t.Error("a chunk that is used again still holds rows")
	}
}
