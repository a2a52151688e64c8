package xlsxfile

import (
	"bytes"
	"context"
	"errors"
	"hash/crc32"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callready/callready/io/record"
)

func TestKinds(t *testing.T) {
	text := func(ref, s string) string { return `<c r="` + ref + `" t="str"><v>` + s + `</v></c>` }
	raw := zipped(t, parts(sheetOf(`<row r="1">`+text("A1", "Export of today")+`</row><row r="3">`+text("A3", "Id")+text("C3", "Phone")+`</row>`+
		`<row r="4">`+text("A4", "1")+`</row><row r="5"><c r="A5" s="1"/></row><row r="6">`+text("A6", "Id")+`<c r="B6"/>`+text("C6", "Phone")+`<c r="D6"/></row><row r="8">`+text("C8", "2")+`</row>`), "", ""))
	tb, err := openBytes(t, raw, Options{BlockSize: 100}).Table("Contacts", TableOptions{HeaderRow: 3})
	if err != nil {
		t.Fatal(err)
	}
	r, err := tb.Reader(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var got []record.Record
	var raws []byte
	var b record.Batch
	for {
		if err = r.Read(&b); err != nil {
			break
		}
		for i, rec := range b.Records {
			if want := int64(bytes.Index([]byte(sheetXML(t, raw)), b.Raw(i))); rec.Offset != want {
				t.Errorf("row %d is at %d, want %d", rec.Line, rec.Offset, want)
			}
			raws = append(raws, b.Raw(i)...)
			got = append(got, record.Record{Kind: rec.Kind, Line: rec.Line, Row: rec.Row, N: rec.N})
		}
	}
	if !errors.Is(err, io.EOF) {
		t.Fatal(err)
	}
	want := []record.Record{
		{Kind: record.Preamble, Line: 1, N: 1},
		{Kind: record.Preamble, Line: 3, N: 3},
		{Kind: record.Data, Line: 4, Row: 1, N: 1},
		{Kind: record.Blank, Line: 5, N: 1},
		{Kind: record.Repeat, Line: 6, N: 4},
		{Kind: record.Data, Line: 8, Row: 2, N: 3},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if d := cmp.Diff(sheetXML(t, raw), sheetOf(string(raws))); d != "" {
		t.Errorf("the raw bytes are not the sheet's:\n%s", d)
	}
	rows, err := tb.Sample(context.Background(), 2)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]Row{row(1, "Export of today"), row(3, "Id", "", "Phone")}, rows); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

func sheetXML(tb testing.TB, raw []byte) string {
	tb.Helper()
	return content(tb, raw)["xl/worksheets/sheet1.xml"]
}

func TestHidden(t *testing.T) {
	raw := zipped(t, parts(`<worksheet xmlns="`+mainNS+`"><cols><col min="1" max="3" hidden="1"/><col min="4" max="4"/></cols><sheetData/></worksheet>`, "", ""))
	tb := contacts(t, raw, Options{})
	if tb.Hidden(0) {
		t.Error("columns are known before a pass")
	}
	if _, err := readAll(tb); err != nil {
		t.Fatal(err)
	}
	for col, want := range []bool{true, true, true, false, false} {
		if got := tb.Hidden(col); got != want {
			t.Errorf("column %d is hidden: %v, want %v", col, got, want)
		}
	}
}

func TestSums(t *testing.T) {
	raw := []byte("the quick brown fox jumps over the lazy dog")
	for cut := range len(raw) + 1 {
		if got := joinSums(crc32.ChecksumIEEE(raw[:cut]), crc32.ChecksumIEEE(raw[cut:]), int64(len(raw)-cut)); got != crc32.ChecksumIEEE(raw) {
			t.Errorf("cut at %d: %08x, want %08x", cut, got, crc32.ChecksumIEEE(raw))
		}
	}
}

// The arena gives back what it got, also texts longer than its chunks.
func TestArena(t *testing.T) {
	var a arena
	sizes := []int{0, 1, 127, 128, 300, chunkSize - 6, 3, chunkSize, 5, 3*chunkSize + 1, 2, 70000}
	for round := range 3 {
		for i, n := range sizes {
			a.add(bytes.Repeat([]byte{byte('a' + i + round)}, n))
		}
	}
	for round := range 3 {
		for i, n := range sizes {
			got, ok := a.get(round*len(sizes) + i)
			if !ok || !bytes.Equal(got, bytes.Repeat([]byte{byte('a' + i + round)}, n)) {
				t.Errorf("text %d has %d bytes, want %d", round*len(sizes)+i, len(got), n)
			}
		}
	}
	if _, ok := a.get(a.n); ok {
		t.Error("there is a text behind the last one")
	}
}
