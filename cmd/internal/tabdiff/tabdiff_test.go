package tabdiff_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/callready/callready/cmd/internal/tabdiff"
)

func rows(table [][]string) tabdiff.Rows {
	return func() ([]string, error) {
		if len(table) == 0 {
			return nil, io.EOF
		}
		row := table[0]
		table = table[1:]
		return row, nil
	}
}

func parse(t interface{ Fatal(...any) }, text string) [][]string {
	r := csv.NewReader(strings.NewReader(text))
	table, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestWrite(t *testing.T) {
	tests := []struct {
		name, before, after, want string
		counts                    tabdiff.Counts
	}{
		{
			"a cell changed, rows left out",
			"id,phone\n1,a\n2,b\n3,01 99\n4,d\n5,e\n", "id,phone\n1,a\n2,b\n3,+3319\n4,d\n5,e\n",
			"@@,id,phone\n...,...,...\n,2,b\n->,3,01 99->+3319\n,4,d\n...,...,...\n",
			tabdiff.Counts{Rows: 5, Changed: 1},
		},
		{
			"neighbours that both changed",
			"id,phone\n1,a\n2,b\n", "id,phone\n1,A\n2,\n",
			"@@,id,phone\n->,1,a->A\n->,2,b->\n",
			tabdiff.Counts{Rows: 2, Changed: 2},
		},
		{
			"new rows after the last one",
			"id,phone\n1,a\n2,b\n", "id,phone\n1,a\n2,b\n,c\n",
			"@@,id,phone\n...,...,...\n,2,b\n+++,,c\n",
			tabdiff.Counts{Rows: 2, Added: 1},
		},
		{
			"an arrow in another cell of the row",
			"id,phone\nx->y,a\n", "id,phone\nx->y,b\n",
			"@@,id,phone\n-->,x->y,a-->b\n",
			tabdiff.Counts{Rows: 1, Changed: 1},
		},
		{
			"rows alike, of which one changed",
			"id,phone\n1,a\n1,a\n2,b\n", "id,phone\n1,a\n1,A\n2,b\n",
			"@@,id,phone\n,1,a\n->,1,a->A\n,2,b\n",
			tabdiff.Counts{Rows: 3, Changed: 1, Alike: 1},
		},
		{"rows alike, none changed", "id,phone\n1,a\n1,a\n2,b\n", "id,phone\n1,a\n1,a\n2,B\n", "@@,id,phone\n...,...,...\n,1,a\n->,2,b->B\n", tabdiff.Counts{Rows: 3, Changed: 1}},
		{"nothing changed", "id,phone\n1,a\n", "id,phone\n1,a\n", "@@,id,phone\n...,...,...\n", tabdiff.Counts{Rows: 1}},
		{"no rows", "id,phone\n", "id,phone\n", "@@,id,phone\n", tabdiff.Counts{}},
		{
			"a text that reads like no value",
			"id,phone\n1,a\n", "id,phone\n1,_NULL\n_NULL,b\n",
			"@@,id,phone\n->,1,a->__NULL\n+++,__NULL,b\n",
			tabdiff.Counts{Rows: 1, Changed: 1, Added: 1},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before, after := parse(t, tt.before), parse(t, tt.after)
			var out bytes.Buffer
			counts, err := tabdiff.Write(&out, before[0], rows(before[1:]), rows(after[1:]))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, out.String()); diff != "" {
				t.Error("diff (-want +got):\n" + diff)
			}
			if counts != tt.counts {
				t.Errorf("counts %+v, want %+v", counts, tt.counts)
			}
		})
	}
}

func TestWriteRefuses(t *testing.T) {
	one := [][]string{{"1", "a"}}
	var column *tabdiff.ColumnError
	if _, err := tabdiff.Write(io.Discard, []string{"id", "Phone", "Phone"}, rows(nil), rows(nil)); !errors.As(err, &column) || column.Col != 3 {
		t.Errorf("a repeated column: %v", err)
	}
	if _, err := tabdiff.Write(io.Discard, []string{"id", "..."}, rows(nil), rows(nil)); !errors.As(err, &column) || column.Col != 2 {
		t.Errorf("a column of dots: %v", err)
	}
	if _, err := tabdiff.Write(io.Discard, []string{"id", "a"}, rows(one), rows(nil)); !errors.Is(err, tabdiff.ErrShorter) {
		t.Errorf("a shorter second table: %v", err)
	}
}

// TestDaffApplies gives the diffs of tables of every kind to the real program.
func TestDaffApplies(t *testing.T) {
	daff := findDaff(t)
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		if n++; n > 25 {
			return // each case starts a program
		}
		before, after := tables(t)
		var patch bytes.Buffer
		counts, err := tabdiff.Write(&patch, before[0], rows(before[1:]), rows(after[1:]))
		if err != nil {
			t.Fatal(err)
		}
		if counts.Alike > 0 {
			return
		}
		got := apply(t, daff, before, patch.Bytes())
		if diff := cmp.Diff(after, got); diff != "" {
			t.Fatalf("patched (-want +got):\n%s\npatch:\n%s", diff, patch.String())
		}
	})
}

// tables draws a table, with a key or without, and what it becomes.
func tables(t *rapid.T) (before, after [][]string) {
	cell := rapid.SampledFrom([]string{
		"", "a", "b", "+33199001234", "01 99 00 12 34", "x->y", "-->", "a-", ">", "...", "+++", "@@", "NULL", "a, b", "two\nlines", "quo\"te", " x ",
	})
	header := []string{"id", "name", "phone", "mobile"}
	before, after = [][]string{header}, [][]string{header}
	keyed := rapid.IntRange(0, 3).Draw(t, "keyed") > 0
	for i := range rapid.IntRange(1, 12).Draw(t, "rows") {
		row := []string{"k" + string(rune('a'+i)), cell.Draw(t, "name"), cell.Draw(t, "phone"), cell.Draw(t, "mobile")}
		if !keyed { // rows alike are likely then
			row = []string{"", "", rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "phone"), rapid.SampledFrom([]string{"", "a"}).Draw(t, "mobile")}
		}
		now := append([]string(nil), row...)
		if rapid.IntRange(0, 2).Draw(t, "changes") == 0 {
			now[2] = cell.Draw(t, "new")
		}
		before, after = append(before, row), append(after, now)
	}
	for range rapid.IntRange(0, 3).Draw(t, "added") {
		after = append(after, []string{"", cell.Draw(t, "name"), "+33199001299", cell.Draw(t, "mobile")})
	}
	return before, after
}

// findDaff gives the program daff, which CI has; elsewhere the tests that need it are skipped.
func findDaff(t *testing.T) string {
	t.Helper()
	name := os.Getenv("CALLREADY_DAFF")
	if name == "" {
		name = "daff"
	}
	found, err := exec.LookPath(name)
	if err == nil {
		return found
	}
	if os.Getenv("CALLREADY_DAFF_REQUIRED") != "" {
		t.Fatalf("the program daff is required: %v", err)
	}
	t.Skip("skipped: the program daff (npm install -g daff) is not here")
	return ""
}

func apply(t *rapid.T, daff string, table [][]string, patch []byte) [][]string {
	dir, err := os.MkdirTemp("", "daff")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	var in bytes.Buffer
	if err := csv.NewWriter(&in).WriteAll(table); err != nil {
		t.Fatal(err)
	}
	source, diff, out := filepath.Join(dir, "in.csv"), filepath.Join(dir, "diff.csv"), filepath.Join(dir, "out.csv")
	for name, content := range map[string][]byte{source: in.Bytes(), diff: patch} {
		if err := os.WriteFile(name, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if text, err := exec.CommandContext(context.Background(), daff, "patch", "--output", out, source, diff).CombinedOutput(); err != nil {
		t.Fatalf("daff: %v\n%s", err, text)
	}
	text, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, string(text))
}
