package report

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/mattn/go-runewidth"
	"pgregory.net/rapid"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/summary"
)

func TestCompared(t *testing.T) {
	t.Parallel()
	signs := func(marks []bool, sign string) string {
		var b strings.Builder
		for _, m := range marks {
			if m {
				b.WriteString(sign)
			} else {
				b.WriteByte(' ')
			}
		}
		return strings.TrimRight(b.String(), " ")
	}
	for _, tt := range []struct{ name, before, gone, after, added string }{
		{
			"trunk zero",
			"06 39 98 12 34",
			"- -  -  -  -",
			"+33639981234",
			"+++",
		},
		{
			"international",
			"+33 6 39 98 12 34",
			"   - -  -  -  -",
			"+33639981234",
			"",
		},
		{
			"the second of two",
			"01 99 00 12 34 / 06 39 98 12 34",
			"------------------ -  -  -  -",
			"+33639981234",
			"+++",
		},
		{
			"the first of two",
			"01 99 00 12 34;06 39 98 12 34",
			"- -  -  -  -  ---------------",
			"+33199001234",
			"+++",
		},
		{
			"an extension",
			"01 99 00 12 34 poste 12",
			"- -  -  -  -  ---------",
			"+33199001234",
			"+++",
		},
		{
			"slashes inside",
			"01/99/00/12/34",
			"- -  -  -  -",
			"+33199001234",
			"+++",
		},
		{
			"a float",
			"33639981234.0",
			"           --",
			"+33639981234",
			"+",
		},
		{
			"nothing in common",
			"abc",
			"---",
			"+1",
			"++",
		},
		{
			"the same",
			"+33639981234",
			"",
			"+33639981234",
			"",
		},
	} {
		gone, added := compared(tt.before, tt.after)
		if g, n := signs(gone, "-"), signs(added, "+"); g != tt.gone || n != tt.added {
			t.Errorf("%s:\n%s\n%s\n%s\n%s\nwant\n%s\n%s", tt.name, tt.before, g, tt.after, n, tt.gone, tt.added)
		}
	}
	if gone, added := compared(strings.Repeat("1", longestCompared+1), "+1"); gone != nil || added != nil {
		t.Error("a text that is too long is compared")
	}
}

// What is neither gone nor added is the same text on both sides.
func TestComparedKeeps(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("0123 +-/;.é٣王ou")))
		before, after := text.Draw(t, "before"), text.Draw(t, "after")
		gone, added := compared(before, after)
		if gone == nil {
			return
		}
		keep := func(s string, marks []bool) string {
			var b strings.Builder
			for i, r := range []rune(s) {
				if !marks[i] {
					b.WriteRune(r)
				}
			}
			return b.String()
		}
		if a, b := keep(before, gone), keep(after, added); a != b {
			t.Fatalf("%q and %q keep %q and %q", before, after, a, b)
		}
	})
}

// The signs below a value stand below the characters that they mark, also where these are wide, invisible or carry an accent, and
// nothing is wider than it may be.
func TestMarkedValuesAreAligned(t *testing.T) {
	t.Parallel()
	cond := runewidth.Condition{StrictEmojiNeutral: true}
	x := &examples{terminal: &terminal{}}
	for _, tt := range []struct {
		name, text string
		marks      []bool
		want       []string
	}{
		{"plain", "06 39", []bool{true, false, true}, []string{"06 39", "- -"}},
		{"wide", "０３-5", []bool{true, false, true}, []string{"０３-5", "--  -"}},
		{"accent", "e\u0301a", []bool{false, false, true}, []string{"e\u0301a", " -"}},
		{"invisible", "1\u200b2", []bool{false, true, false}, []string{"1[U+200B]2", " --------"}},
		{"no-break space", "1\u00a02", []bool{false, true, false}, []string{"1⍽2", " -"}},
		{"nothing marked", "12", nil, []string{"12"}},
		{"too long", "1234567890123456", []bool{true}, []string{"12345678901…", "-"}},
		{"wide at the end", "王王王王王王王", nil, []string{"王王王王王…"}},
	} {
		got := x.value(nil, "", tt.text, tt.marks, red, '-', 12)
		for i := range got {
			got[i] = strings.TrimRight(got[i], " ")
			if n := cond.StringWidth(got[i]); n > 12 {
				t.Errorf("%s: %d columns in %q", tt.name, n, got[i])
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
	x.full = true
	if diff := cmp.Diff([]string{"  1234", "  5678", "  ++", "  90"}, x.value(nil, "  ", "1234567890", []bool{4: true, 5: true, 6: false}, green, '+', 4), cmp.Transformer("trim", func(s []string) []string {
		out := make([]string, len(s))
		for i := range s {
			out[i] = strings.TrimRight(s[i], " ")
		}
		return out
	})); diff != "" {
		t.Errorf("in full (-want +got):\n%s", diff)
	}
	x.paint, x.full = true, false
	if got := x.value(nil, "", "06", []bool{true, false}, red, '-', 12); len(got) != 1 || got[0] != "\x1b[4;31m0\x1b[0m6" {
		t.Errorf("in colour: %q", got)
	}
	x.paint = false
	if got := x.value(nil, "", "\U00100000A", nil, red, '-', 10); len(got) != 1 || got[0] != "…" {
		t.Errorf("a sign that fills the room: %q", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		y := &examples{terminal: &terminal{}, full: rapid.Bool().Draw(t, "full")}
		marks := rapid.SliceOfN(rapid.Bool(), 0, 20).Draw(t, "marks")
		room := rapid.IntRange(10, 40).Draw(t, "room")
		for _, line := range y.value(nil, "", text, marks, red, '-', room) {
			if n := cond.StringWidth(line); n > room || !utf8.ValidString(line) {
				t.Fatalf("%d columns of %d in %q", n, room, line)
			}
		}
	})
}

// fill adds events in the order of a journal.
func fill(d *Digest, list ...journal.Event) {
	for i := range list {
		d.Add(&list[i])
	}
}

func TestDigestIsBounded(t *testing.T) {
	t.Parallel()
	d := &Digest{Show: 2}
	for row := int64(1); row <= 100; row++ {
		fill(d, journal.Event{Act: journal.Rewrite, Row: row, Codes: []string{"a", "a", "b"}}, journal.Event{Act: journal.Flag, Row: row})
	}
	for range 2 * digestLines {
		fill(d, journal.Event{Act: journal.Keep, Row: 101, Codes: []string{"c"}})
	}
	var got []string
	for _, r := range d.list(unexplained{}) {
		got = append(got, fmt.Sprintf("%s%s %d lines %d of %d families", r.code, r.act, r.n, len(r.families), r.of))
	}
	want := []string{"a 100 lines 2 of 100 families", "b 100 lines 2 of 100 families", "c 80 lines 1 of 1 families", "flag 100 lines 2 of 100 families"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("reasons (-want +got):\n%s", diff)
	}
	c := d.reasons[digestKey{code: "c"}].families[0]
	if len(c.lines) != digestLines || c.more != digestLines {
		t.Errorf("%d lines are kept and %d counted", len(c.lines), c.more)
	}
	whole := &Digest{Whole: true}
	for row := range int64(digestFamilies + 7) {
		fill(whole, journal.Event{Act: journal.Rewrite, Row: row + 1})
	}
	whole.close()
	if len(whole.families) != digestFamilies || whole.left != 7 {
		t.Errorf("%d families are kept and %d counted", len(whole.families), whole.left)
	}
}

// A family is a contact with all its lines, or a group of duplicates.
func TestDigestFamilies(t *testing.T) {
	t.Parallel()
	d := &Digest{Show: 9, Only: []string{"x"}}
	fill(d,
		journal.Event{Act: journal.Rewrite, File: "a", Row: 1, Codes: []string{"x"}}, journal.Event{Act: journal.Split, File: "a", Row: 1, Child: 1},
		journal.Event{Act: journal.Rewrite, File: "b", Row: 1, Codes: []string{"y"}},
		journal.Event{Act: journal.Duplicate, File: "a", Row: 7, Group: "g", Codes: []string{"x"}}, journal.Event{Act: journal.Duplicate, File: "b", Row: 9, Group: "g", Codes: []string{"x"}},
		journal.Event{Act: journal.Merge, File: "a", Row: 7, Group: "g", Codes: []string{"x"}},
	)
	list := d.list(unexplained{})
	if len(list) != 1 || list[0].n != 4 || len(list[0].families) != 3 {
		t.Fatalf("reasons %+v", list)
	}
	var sizes []int
	for _, f := range list[0].families {
		sizes = append(sizes, len(f.lines))
	}
	if diff := cmp.Diff([]int{2, 2, 1}, sizes); diff != "" {
		t.Errorf("families (-want +got):\n%s", diff)
	}
	if d.acts[journal.Split] != 0 || d.acts[journal.Rewrite] != 1 {
		t.Errorf("counts of what was not asked for: %v", d.acts)
	}
}

// some gives events as a journal does, and then perhaps an error.
func some(n int, last error) iter.Seq2[journal.Event, error] {
	return func(yield func(journal.Event, error) bool) {
		for i := range n {
			if !yield(journal.Event{Act: journal.Rewrite, File: "a.csv", Row: int64(i + 1), Old: "06", New: "+336"}, nil) {
				return
			}
		}
		if last != nil {
			yield(journal.Event{}, last)
		}
	}
}

func TestCSVIsSplit(t *testing.T) {
	t.Parallel()
	var files []*bytes.Buffer
	next := func() (io.Writer, error) {
		files = append(files, &bytes.Buffer{})
		return files[len(files)-1], nil
	}
	s := &summary.Summary{Inputs: []summary.Input{{Delimiter: ";"}}}
	if err := CSV(next, 2, s, some(5, nil), RowOptions{}); err != nil {
		t.Fatal(err)
	}
	var rows []int
	for i, f := range files {
		text := f.String()
		if !strings.HasPrefix(text, "\ufeffpart;key;who;column;before;after;") {
			t.Errorf("file %d begins with %.40q", i, text)
		}
		rows = append(rows, strings.Count(text, "\r\n")-1)
	}
	if diff := cmp.Diff([]int{2, 2, 1}, rows); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

func TestRenderingsStop(t *testing.T) {
	t.Parallel()
	bad := errors.New("damaged")
	s := &summary.Summary{}
	out := func() (io.Writer, error) { return io.Discard, nil }
	full := func() (io.Writer, error) { return nil, bad }
	for name, err := range map[string]error{
		"CSV":             CSV(out, 0, s, some(3, bad), RowOptions{}),
		"CSV, no file":    CSV(full, 0, s, some(3, nil), RowOptions{}),
		"Workbook":        Workbook(t.Context(), io.Discard, t.TempDir(), s, some(3, bad), RowOptions{}),
		"Markdown, write": Markdown(failing{bad}, s, Options{}),
	} {
		if !errors.Is(err, bad) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
