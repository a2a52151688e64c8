package xlsxfile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// severalSheets writes a workbook of two sheets that hold most rows each before they go on.
func severalSheets(tb testing.TB, most int, rows [][]string) []byte {
	tb.Helper()
	var buf bytes.Buffer
	columns := []NewColumn{{Header: "Record ID"}, {Header: "Before", Width: 30}, {Header: "Reason", Few: true}, {Header: "Row", Width: 8, Number: true}}
	b, err := NewBook(context.Background(), &buf, tb.TempDir(), []NewSheet{{Name: "changes", Columns: columns}, {Name: "It's <all>", Columns: columns[:2]}})
	if err != nil {
		tb.Fatal(err)
	}
	b.most = most
	for i, r := range rows {
		if err := b.Append(0, r); err != nil {
			tb.Fatal(err)
		}
		if i%2 == 0 {
			if err := b.Append(1, r[:2]); err != nil {
				tb.Fatal(err)
			}
		}
	}
	if got := []int{b.Rows(0), b.Rows(1)}; got[0] != len(rows) || got[1] != (len(rows)+1)/2 {
		tb.Errorf("%d rows are counted of %d", got, len(rows))
	}
	if err := b.Close(); err != nil {
		tb.Fatal(err)
	}
	if err := b.Close(); !errors.Is(err, errClosed) {
		tb.Errorf("closed twice: %v", err)
	}
	return buf.Bytes()
}

func TestNewBook(t *testing.T) {
	t.Parallel()
	rows := [][]string{
		{"101", "06 39 98 12 34", "", "1"},
		{"0102", "=1+1", "Cut at a separator.", "2"},
		{"33639981234567890", " a ", "Cut at a separator.", "12345"},
		{"x", "a\nb <&>", "a _x000D_ b", "007"},
		{"", "", "Only this.", ""},
	}
	raw := severalSheets(t, 3, rows)
	if !bytes.Equal(raw, severalSheets(t, 3, rows)) {
		t.Error("the same rows give other bytes")
	}
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"changes", "changes 2", "changes 3", "It's <all>", "It's <all> 2"}, f.GetSheetList()); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
	head := []string{"Record ID", "Before", "Reason", "Row"}
	for sheet, want := range map[string][][]string{
		"changes": {head, rows[0], rows[1]}, "changes 2": {head, rows[2], rows[3]}, "changes 3": {head, rows[4]},
		"It's <all>": {head[:2], rows[0][:2], rows[2][:2]}, "It's <all> 2": {head[:2], rows[4][:2]},
	} {
		got, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(trimmed(want), trimmed(got), sameRows); d != "" {
			t.Errorf("%s (-want +got):\n%s", sheet, d)
		}
		own, err := openBytes(t, raw, Options{}).Table(sheet, TableOptions{})
		if err != nil {
			t.Fatal(err)
		}
		read, err := readAll(own)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(trimmed(want), byLine(read), sameRows); d != "" {
			t.Errorf("%s, read by this package (-want +got):\n%s", sheet, d)
		}
		panes, err := f.GetPanes(sheet)
		if err != nil || !panes.Freeze || panes.YSplit != 1 || panes.TopLeftCell != "A2" {
			t.Errorf("%s: the header does not stay in sight: %+v, %v", sheet, panes, err)
		}
	}
	for cell, want := range map[string]excelize.CellType{"A2": excelize.CellTypeInlineString, "C3": excelize.CellTypeSharedString, "D2": excelize.CellTypeUnset} {
		if got, err := f.GetCellType("changes", cell); err != nil || got != want {
			t.Errorf("%s has the type %v, want %v, %v", cell, got, want, err)
		}
	}
	if got, err := f.GetCellType("changes 2", "D3"); err != nil || got != excelize.CellTypeInlineString {
		t.Errorf("a number with zeros in front has the type %v, %v", got, err)
	}
	var filters []string
	for _, name := range f.GetDefinedName() {
		filters = append(filters, name.RefersTo)
	}
	want := []string{"'changes'!$A$1:$D$3", "'changes 2'!$A$1:$D$3", "'changes 3'!$A$1:$D$2", "'It''s <all>'!$A$1:$B$3", "'It''s <all> 2'!$A$1:$B$2"}
	if diff := cmp.Diff(want, filters); diff != "" {
		t.Errorf("filters (-want +got):\n%s", diff)
	}
}

// A text that no cell can hold is cut, and so many different ones that they are not stored once stay whole.
func TestNewBookBounds(t *testing.T) {
	t.Parallel()
	var buf bytes.Buffer
	b, err := NewBook(context.Background(), &buf, t.TempDir(), []NewSheet{{Name: "a", Columns: []NewColumn{{Header: "x", Few: true}}}})
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("é", MaxChars+5)
	if err := b.Append(0, []string{long}); err != nil {
		t.Fatal(err)
	}
	for i := range fewTexts + 10 {
		if err := b.Append(0, []string{"text " + strconv.Itoa(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(buf.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	first, err := f.GetCellValue("a", "A2")
	if err != nil || !strings.HasSuffix(first, "é…") || len([]rune(first)) > MaxChars {
		t.Errorf("a long text is %d characters, %v", len([]rune(first)), err)
	}
	last, err := f.GetCellValue("a", fmt.Sprintf("A%d", fewTexts+12))
	if err != nil || last != fmt.Sprintf("text %d", fewTexts+9) {
		t.Errorf("the last text is %q, %v", last, err)
	}
}

type fullDisk struct{ room int }

func (w *fullDisk) Write(p []byte) (int, error) {
	if w.room -= len(p); w.room < 0 {
		return 0, errors.New("disk full")
	}
	return len(p), nil
}

func TestNewBookFails(t *testing.T) {
	t.Parallel()
	one := []NewSheet{{Name: "a", Columns: []NewColumn{{Header: "x"}}}}
	b, err := NewBook(context.Background(), &fullDisk{room: 100}, t.TempDir(), one)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("error %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	if b, err = NewBook(ctx, &bytes.Buffer{}, t.TempDir(), one); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := b.Append(0, []string{"x"}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
	if err := b.Close(); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
	if _, err := NewBook(context.Background(), &bytes.Buffer{}, "", nil); !errors.Is(err, ErrNoSheet) {
		t.Errorf("no sheet: %v", err)
	}
	b, err = NewBook(context.Background(), &bytes.Buffer{}, t.TempDir(), one)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Append(0, []string{"x", "y"}); !errors.Is(err, ErrFull) {
		t.Errorf("too many cells: %v", err)
	}
	if err := b.Close(); !errors.Is(err, ErrFull) {
		t.Errorf("close after an error: %v", err)
	}
}
