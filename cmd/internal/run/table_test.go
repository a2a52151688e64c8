package run

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// batch encodes rows as a writer would.
func batch(rows ...string) ([]byte, []int) {
	var buf []byte
	var ends []int
	for _, r := range rows {
		buf = append(buf, r...)
		ends = append(ends, len(buf))
	}
	return buf, ends
}

func TestTable(t *testing.T) {
	t.Parallel()
	head := Spec{BOM: []byte("\ufeff"), Header: []byte("Id,Phone\r\n")} // 3 and 10 bytes
	with := func(s Spec, change func(*Spec)) Spec {
		change(&s)
		return s
	}
	tests := []struct {
		name    string
		spec    Spec
		batches [][]string
		want    map[string]string
	}{
		{"no rows", head, nil, map[string]string{}},
		{"an empty batch", head, [][]string{{}}, map[string]string{}},
		{"no limits", head, [][]string{{"1\r\n", "2\r\n"}, {"3\r\n"}}, map[string]string{
			"t-001.csv": "\ufeffId,Phone\r\n1\r\n2\r\n3\r\n",
		}},
		{"rows", with(head, func(s *Spec) { s.MaxRows = 2 }), [][]string{{"1\r\n", "2\r\n", "3\r\n"}, {"4\r\n", "5\r\n"}}, map[string]string{
			"t-001.csv": "\ufeffId,Phone\r\n1\r\n2\r\n",
			"t-002.csv": "\ufeffId,Phone\r\n3\r\n4\r\n",
			"t-003.csv": "\ufeffId,Phone\r\n5\r\n",
		}},
		{"exactly full makes no empty file", with(head, func(s *Spec) { s.MaxRows = 2 }), [][]string{{"1\r\n", "2\r\n"}, {}}, map[string]string{
			"t-001.csv": "\ufeffId,Phone\r\n1\r\n2\r\n",
		}},
		{"bytes", with(head, func(s *Spec) { s.MaxBytes = 13 + 6 }), [][]string{{"1\r\n", "2\r\n", "33\r\n"}, {"4\r\n"}}, map[string]string{
			"t-001.csv": "\ufeffId,Phone\r\n1\r\n2\r\n",
			"t-002.csv": "\ufeffId,Phone\r\n33\r\n",
			"t-003.csv": "\ufeffId,Phone\r\n4\r\n",
		}},
		{"a row longer than the limit", with(head, func(s *Spec) { s.MaxBytes = 13 + 3 }), [][]string{{"1\r\n", "a long row\r\n", "3\r\n"}}, map[string]string{
			"t-001.csv": "\ufeffId,Phone\r\n1\r\n",
			"t-002.csv": "\ufeffId,Phone\r\na long row\r\n",
			"t-003.csv": "\ufeffId,Phone\r\n3\r\n",
		}},
		{"single", with(head, func(s *Spec) { s.Single, s.MaxRows, s.MaxBytes = true, 1, 1 }), [][]string{{"1\r\n", "2\r\n"}}, map[string]string{
			"t.csv": "\ufeffId,Phone\r\n1\r\n2\r\n",
		}},
		{"without header, other ending", Spec{Ext: ".raw", Single: true}, [][]string{{"bytes"}}, map[string]string{"t.raw": "bytes"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := create(t, Options{Parent: t.TempDir(), Stem: "a"})
			table := f.Table("t", tt.spec)
			var rows, listed int64
			for _, b := range tt.batches {
				if err := table.Append(batch(b...)); err != nil {
					t.Fatal(err)
				}
				rows += int64(len(b))
			}
			if table.Rows() != rows {
				t.Errorf("Rows gives %d, want %d", table.Rows(), rows)
			}
			for _, o := range f.Files() {
				listed += o.Rows
			}
			if listed != rows {
				t.Errorf("the files list %d rows, want %d", listed, rows)
			}
			if diff := cmp.Diff(tt.want, tree(t, publish(t, f))); diff != "" {
				t.Errorf("mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestTableKeepsRows: whatever the limits and batches, the files together hold every row once and in order, each begins
// with the header, and none is beyond a limit unless it has a single row.
func TestTableKeepsRows(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		spec := Spec{
			Header:   []byte("H\n"),
			MaxRows:  rapid.IntRange(0, 5).Draw(t, "max rows"),
			MaxBytes: rapid.Int64Range(0, 60).Draw(t, "max bytes"),
		}
		f, err := Create(Options{Parent: dir, Stem: "a"})
		if err != nil {
			t.Fatal(err)
		}
		defer f.Discard()
		table := f.Table("t", spec)
		var all []string
		for range rapid.IntRange(0, 5).Draw(t, "batches") {
			var rows []string
			for range rapid.IntRange(0, 8).Draw(t, "rows") {
				rows = append(rows, fmt.Sprintf("%d%s\n", len(all)+len(rows), strings.Repeat("x", rapid.IntRange(0, 20).Draw(t, "width"))))
			}
			if err := table.Append(batch(rows...)); err != nil {
				t.Fatal(err)
			}
			all = append(all, rows...)
		}
		name, err := f.Publish()
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		files := tree(t, name)
		for i := range len(files) {
			text, ok := files[fmt.Sprintf("t-%03d.csv", i+1)]
			rows, header := strings.CutPrefix(text, "H\n")
			if !ok || !header || rows == "" {
				t.Fatalf("file %d of %d: %q", i+1, len(files), text)
			}
			lines := strings.SplitAfter(strings.TrimSuffix(rows, "\n")+"\n", "\n")
			lines = lines[:len(lines)-1]
			if spec.MaxRows > 0 && len(lines) > spec.MaxRows {
				t.Fatalf("file %d has %d rows", i+1, len(lines))
			}
			if spec.MaxBytes > 0 && int64(len(text)) > spec.MaxBytes && len(lines) > 1 {
				t.Fatalf("file %d has %d bytes", i+1, len(text))
			}
			got = append(got, lines...)
		}
		if !slices.Equal(all, got) {
			t.Fatalf("mismatch (-want +got):\n%s", cmp.Diff(all, got))
		}
	})
}

func TestTableErrors(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		rows string
		ends []int
	}{
		{"rows without offsets", "1\n", nil},
		{"an offset beyond the rows", "1\n", []int{3}},
		{"bytes behind the last row", "1\n2\n", []int{2}},
		{"falling offsets", "1\n2\n", []int{3, 2, 4}},
		{"an empty row", "1\n", []int{2, 2}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			f := create(t, Options{Parent: dir, Stem: "a"})
			table := f.Table("t", Spec{})
			if err := table.Append([]byte(tt.rows), tt.ends); err == nil {
				t.Error("accepted")
			}
			if err := table.Append(batch("1\n")); err == nil {
				t.Error("the error does not stick")
			}
			if _, err := f.Publish(); err == nil {
				t.Error("published all the same")
			}
			if visible, hidden := names(t, dir); len(visible)+len(hidden) > 0 {
				t.Errorf("%q and %q are left", visible, hidden)
			}
		})
	}
	t.Run("a name that is taken", func(t *testing.T) {
		t.Parallel()
		f := create(t, Options{Parent: t.TempDir(), Stem: "a"})
		write(t, f, "t-001.csv", "x")
		if err := f.Table("t", Spec{}).Append(batch("1\n")); err == nil || f.Err() == nil {
			t.Errorf("got %v, folder %v", err, f.Err())
		}
	})
}
