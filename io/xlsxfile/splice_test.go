package xlsxfile

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callready/callready/io/record"
)

func TestAppendSplice(t *testing.T) {
	const text = `<is><t>+1</t></is></c>`
	tests := []struct {
		name, row string
		edits     []record.Edit
		want      string
	}{
		{
			"shared string", `<row r="1"><c r="A1" s="3" t="s"><v>0</v></c><c r="B1"/></row>`,
			[]record.Edit{{Col: 0, Value: "+1"}},
			`<row r="1"><c r="A1" s="3" t="inlineStr">` + text + `<c r="B1"/></row>`,
		},
		{
			"number, type first", `<row r="1"><c t="n" r="A1" s="3" ><v>5</v></c></row>`,
			[]record.Edit{{Col: 0, Value: "+1"}},
			`<row r="1"><c r="A1" s="3" t="inlineStr">` + text + `</row>`,
		},
		{
			"empty cell", `<row r="1"><c r="A1" s="3"/></row>`,
			[]record.Edit{{Col: 0, Value: "+1"}},
			`<row r="1"><c r="A1" s="3" t="inlineStr">` + text + `</row>`,
		},
		{
			"inline, with a space", `<row r="1"><c r="A1" t="inlineStr"><is><t>old</t></is></c></row>`,
			[]record.Edit{{Col: 0, Value: " a&b<c> "}},
			`<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> a&amp;b&lt;c&gt; </t></is></c></row>`,
		},
		{"cleared", `<row r="1"><c r="A1" s="3" t="s"><v>0</v></c></row>`, []record.Edit{{Col: 0}}, `<row r="1"><c r="A1" s="3"/></row>`},
		{"cleared, and was not there", `<row r="1"><c r="A1"/></row>`, []record.Edit{{Col: 4}}, `<row r="1"><c r="A1"/></row>`},
		{
			"new cells", `<row r="1" spans="2:3"><c r="B1"/><c r="D1"/></row>`,
			[]record.Edit{{Col: 4, Value: "+1"}, {Col: 0, Value: "+1"}, {Col: 2, Value: "+1"}},
			`<row r="1" spans="1:5"><c r="A1" s="7" t="inlineStr">` + text + `<c r="B1"/><c r="C1" t="inlineStr">` + text + `<c r="D1"/><c r="E1" t="inlineStr">` + text + `</row>`,
		},
		{
			"new cell in the row's style", `<row r="1" s="4" customFormat="1"><c r="B1"/></row>`,
			[]record.Edit{{Col: 0, Value: "+1"}},
			`<row r="1" s="4" customFormat="1"><c r="A1" s="4" t="inlineStr">` + text + `<c r="B1"/></row>`,
		},
		{
			"new cells in a row of none", ` <row r="1" ht="3" />`,
			[]record.Edit{{Col: 2, Value: "+1"}, {Col: 3, Value: "+1"}},
			` <row r="1" ht="3"><c r="C1" t="inlineStr">` + text + `<c r="D1" t="inlineStr">` + text + `</row>`,
		},
		{
			"no references", `<row><c><v>1</v></c><c><v>2</v></c></row>`,
			[]record.Edit{{Col: 1, Value: "+1"}, {Col: 2, Value: "+1"}},
			`<row><c><v>1</v></c><c t="inlineStr">` + text + `<c r="C1" t="inlineStr">` + text + `</row>`,
		},
		{
			"out of order", `<row r="1"><c r="C1"/><c r="A1"/></row>`,
			[]record.Edit{{Col: 0, Value: "+1"}},
			`<row r="1"><c r="C1"/><c r="A1" t="inlineStr">` + text + `</row>`,
		},
		{
			"markup in and between cells", `<!-- x --><row r="1"><!-- <c r="A1"/> --><c r='A1' f="a>b" t="str"><f>1&lt;2</f><!-- </c> --><v>x</v></c> <f/></row>`,
			[]record.Edit{{Col: 0, Value: "+1"}},
			`<!-- x --><row r="1"><!-- <c r="A1"/> --><c r='A1' f="a>b" t="inlineStr">` + text + ` <f/></row>`,
		},
		{
			"formula of its own", `<row r="1"><c r="A1" vm="1"><f t="array" ref="A1">X</f><v>1</v></c></row>`,
			[]record.Edit{{Col: 0, Value: "+1"}},
			`<row r="1"><c r="A1" t="inlineStr">` + text + `</row>`,
		},
		{
			"user of a shared formula", `<row r="1"><c r="A1"><f t="shared" si="0"/><v>1</v></c></row>`,
			[]record.Edit{{Col: 0, Value: "+1"}},
			`<row r="1"><c r="A1" t="inlineStr">` + text + `</row>`,
		},
		{"no edits", `<row r="1"><c r="A1"/></row>`, nil, `<row r="1"><c r="A1"/></row>`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			sheet := `<worksheet xmlns="` + mainNS + `"><cols><col min="1" max="1" style="7"/></cols><sheetData>` + tt.row + `</sheetData></worksheet>`
			tb := contacts(t, zipped(t, parts(sheet, sst(`<si><t>a</t></si>`), "")), Options{})
			b := firstBatch(t, tb)
			got, err := tb.AppendSplice([]byte("before"), b, 0, tt.edits)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff("before"+tt.want, string(got)); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
		})
	}
}

func firstBatch(tb testing.TB, t *Table) *record.Batch {
	tb.Helper()
	r, err := t.Reader(context.Background())
	if err != nil {
		tb.Fatal(err)
	}
	b := &record.Batch{}
	if err := r.Read(b); err != nil {
		tb.Fatal(err)
	}
	return b
}

func TestAppendSplicePrefix(t *testing.T) {
	sheet := `<x:worksheet xmlns:x="` + mainNS + `"><x:sheetData><x:row r="1"><x:c r="B1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`
	tb := contacts(t, zipped(t, parts(sheet, "", "")), Options{})
	got, err := tb.AppendSplice(nil, firstBatch(t, tb), 0, []record.Edit{{Col: 0, Value: "a"}, {Col: 1, Value: "b"}})
	if err != nil {
		t.Fatal(err)
	}
	want := `<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c r="B1" t="inlineStr"><x:is><x:t>b</x:t></x:is></x:c></x:row>`
	if d := cmp.Diff(want, string(got)); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

func TestAppendSpliceRefuses(t *testing.T) {
	sheet := `<worksheet xmlns="` + mainNS + `"><sheetData><row r="1"><c r="A1"><f t="shared" ref="A1:A9" si="0">B1</f><v>1</v></c><c r="B1"><v>2</v></c><c r="E1"><f t="array" ref="E1:F2">A1:B2</f><v>3</v></c><c r="F1"><v>4</v></c></row></sheetData><mergeCells><mergeCell ref="B1:C2"/></mergeCells></worksheet>`
	tests := []struct {
		name  string
		edits []record.Edit
		want  error // nil: any
	}{
		{"formula of others", []record.Edit{{Col: 0, Value: "x"}}, ErrFormula},
		{"array formula", []record.Edit{{Col: 4, Value: "x"}}, ErrFormula},
		{"filled by an array formula", []record.Edit{{Col: 5, Value: "x"}}, ErrFormula},
		{"emptied, and filled again", []record.Edit{{Col: 5}}, ErrFormula},
		{"under a merged cell", []record.Edit{{Col: 2, Value: "x"}}, ErrMerged},
		{"too long", []record.Edit{{Col: 1, Value: strings.Repeat("x", MaxChars+1)}}, ErrFull},
		{"beyond the last column", []record.Edit{{Col: MaxColumns, Value: "x"}}, nil},
		{"before the first", []record.Edit{{Col: -1, Value: "x"}}, nil},
		{"twice", []record.Edit{{Col: 1, Value: "x"}, {Col: 1, Value: "y"}}, nil},
	}
	tb := contacts(t, zipped(t, parts(sheet, "", "")), Options{})
	if _, err := readAll(tb); err != nil { // Merged cells stand behind the rows.
		t.Fatal(err)
	}
	b := firstBatch(t, tb)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tb.AppendSplice([]byte("kept"), b, 0, tt.edits)
			if err == nil || tt.want != nil && !errors.Is(err, tt.want) || string(got) != "kept" {
				t.Errorf("%q and error %v, want %v", got, err, tt.want)
			}
		})
	}
	if _, err := tb.AppendSplice(nil, b, 0, []record.Edit{{Col: 1, Value: "the cell that shows"}}); err != nil {
		t.Error(err)
	}
	if !tb.Merged(2, 1) || tb.Merged(1, 1) || tb.Merged(3, 1) || tb.Merged(1, 3) {
		t.Error("merged cells are not the ones that B1:C2 covers")
	}
}
