package xlsxfile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"github.com/callready/callready/io/record"
)

func newBook(tb testing.TB, sheet string, header []string, rows [][]string) []byte {
	tb.Helper()
	var buf bytes.Buffer
	w, err := NewWriter(&buf, sheet, header)
	if err != nil {
		tb.Fatal(err)
	}
	for _, r := range rows {
		if err := w.Append(r); err != nil {
			tb.Fatal(err)
		}
		if w.Size() < int64(buf.Len()) {
			tb.Errorf("size %d with %d bytes written", w.Size(), buf.Len())
		}
	}
	size := w.Size()
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	if int64(buf.Len()) > size {
		tb.Errorf("the file has %d bytes, and was said to have at most %d", buf.Len(), size)
	}
	if w.Rows() != len(rows) {
		tb.Errorf("%d rows, want %d", w.Rows(), len(rows))
	}
	return buf.Bytes()
}

// What is written is what excelize and the reader of this package read, and all of it is text.
func TestNewWriterAgainstExcelize(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.OneOf(rapid.SampledFrom([]string{"+33199001234", "0199001234", "33199001234", "=1+1", " a ", "a\nb\r\n", "_x000D_", "<&>", "", "é😀"}), rapid.StringMatching(`[ -~]{0,12}`))
		rows := rapid.SliceOfN(rapid.SliceOfN(text, 0, 6), 1, 20).Draw(rt, "rows")
		raw := newBook(t, "Updates", rows[0], rows[1:])
		if !bytes.Equal(raw, newBook(t, "Updates", rows[0], rows[1:])) {
			rt.Fatal("the same rows give other bytes")
		}
		f, err := excelize.OpenReader(bytes.NewReader(raw))
		if err != nil {
			rt.Fatal(err)
		}
		got, err := f.GetRows("Updates")
		if err != nil {
			rt.Fatal(err)
		}
		if d := cmp.Diff(trimmed(rows), trimmed(got), sameRows); d != "" {
			rt.Fatalf("excelize, -want +got:\n%s", d)
		}
		tb, err := openBytes(t, raw, Options{}).Table("Updates", TableOptions{})
		if err != nil {
			rt.Fatal(err)
		}
		own, err := readAll(tb)
		if err != nil {
			rt.Fatal(err)
		}
		if d := cmp.Diff(trimmed(rows), byLine(own), sameRows); d != "" {
			rt.Fatalf("own, -want +got:\n%s", d)
		}
		for ref, want := range map[string]string{"A1": rows[0][0:1:1][0]} {
			if typ, err := f.GetCellType("Updates", ref); want != "" && (err != nil || typ != excelize.CellTypeInlineString) {
				rt.Fatalf("%s is of type %d, %v", ref, typ, err)
			}
		}
	})
}

func TestNewWriterLimits(t *testing.T) {
	w, err := NewWriter(io.Discard, "x", []string{"a"})
	if err != nil {
		t.Fatal(err)
	}
	for name, cells := range map[string][]string{"columns": make([]string, MaxColumns+1), "characters": {strings.Repeat("😀", MaxChars/2+1)}} {
		if err := w.Append(cells); !errors.Is(err, ErrFull) {
			t.Errorf("%s: error %v, want %v", name, err, ErrFull)
		}
	}
	if err := w.Append([]string{strings.Repeat("é", MaxChars)}); err != nil {
		t.Error(err)
	}
	w.rows = MaxRows
	if err := w.Append(nil); !errors.Is(err, ErrFull) {
		t.Errorf("rows: error %v, want %v", err, ErrFull)
	}
}

func TestSheetName(t *testing.T) {
	for in, want := range map[string]string{
		"Updates": "Updates", "": "Sheet1", "a/b:c[d]": "a-b-c-d-", "'quoted'": "quoted", "History": "Sheet1",
		strings.Repeat("x", 40): strings.Repeat("x", 31), strings.Repeat("😀", 20): strings.Repeat("😀", 15),
	} {
		if got := SheetName(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestCells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOf(rapid.SliceOf(rapid.String())).Draw(t, "rows")
		var buf []byte
		for _, r := range rows {
			buf = AppendCells(buf, r)
		}
		for _, want := range rows {
			var got []string
			var err error
			if got, buf, err = DecodeCells(nil, buf); err != nil {
				t.Fatal(err)
			}
			if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
				t.Fatalf("%q becomes %q", want, got)
			}
		}
		if len(buf) > 0 {
			t.Fatalf("%d bytes are left", len(buf))
		}
		if _, _, err := DecodeCells(nil, []byte{2, 200, 1}); err == nil {
			t.Fatal("a cell longer than its row is read")
		}
	})
}

// The texts that a pass keeps are those that it hands out.
func TestTexts(t *testing.T) {
	raw := contactBook(t, 400, true)
	tb, err := openBytes(t, raw, Options{BlockSize: 5000, TempDir: t.TempDir()}).Table("Contacts", TableOptions{HeaderRow: 1})
	if err != nil {
		t.Fatal(err)
	}
	type seen struct {
		Kind      record.Kind
		Line, Row int
		Offset    int64
		Cells     []string
	}
	pass := func(start func(context.Context) (record.Reader, error)) (rows []seen) {
		r, err := start(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		var b record.Batch
		for {
			if err = r.Read(&b); err != nil {
				break
			}
			for i, rec := range b.Records {
				s := seen{Kind: rec.Kind, Line: rec.Line, Row: rec.Row, Offset: rec.Offset}
				for col := range int(rec.N) {
					s.Cells = append(s.Cells, b.String(i, col))
				}
				rows = append(rows, s)
			}
		}
		if !errors.Is(err, io.EOF) {
			t.Fatal(err)
		}
		return rows
	}
	want := pass(tb.Reader)
	end := tb.Consumed()
	if len(want) != 401 {
		t.Fatalf("%d rows, want 401", len(want))
	}
	for n := range 3 {
		if d := cmp.Diff(want, pass(tb.Texts)); d != "" {
			t.Fatalf("pass %d, -want +got:\n%s", n+1, d)
		}
		if tb.Consumed() != end {
			t.Errorf("pass %d consumed %d, want %d", n+1, tb.Consumed(), end)
		}
	}
	if tb.texts == nil {
		t.Error("no texts were kept")
	}
}
