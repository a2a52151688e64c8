package xlsxfile

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callready/callready/io/record"
)

func nothing(*record.Batch, int) []record.Edit { return nil }

// put gives an edit function that writes a value into one cell.
func put(line, col int, value string) func(*record.Batch, int) []record.Edit {
	return func(b *record.Batch, i int) []record.Edit {
		if b.Records[i].Line != line {
			return nil
		}
		return []record.Edit{{Col: col, Value: value}}
	}
}

func TestWriterCopiesWhatNobodyChanges(t *testing.T) {
	for _, shared := range []bool{false, true} {
		raw := contactBook(t, 500, shared)
		out, res := rewrite(t, raw, Options{BlockSize: 10000}, "Contacts", nothing)
		if d := cmp.Diff(content(t, raw), content(t, out)); d != "" {
			t.Errorf("the copy differs:\n%s", d)
		}
		if d := cmp.Diff(Result{Rows: 501}, res); d != "" {
			t.Errorf("-want +got:\n%s", d)
		}
	}
}

// All phones of a workbook are rewritten: the old ones are nowhere in the file, and the same input gives the same bytes.
func TestWriterLeavesNoOldNumber(t *testing.T) {
	for _, shared := range []bool{false, true} {
		raw := contactBook(t, 700, shared)
		edit := func(b *record.Batch, i int) []record.Edit {
			if b.Records[i].Kind != record.Data {
				return nil
			}
			return []record.Edit{{Col: 4, Value: "+33" + strings.ReplaceAll(b.String(i, 4), " ", "")[1:]}, {Col: 6, Value: "+" + b.String(i, 6)}}
		}
		out, res := rewrite(t, raw, Options{BlockSize: 10000}, "Contacts", edit)
		again, _ := rewrite(t, raw, Options{BlockSize: 10000}, "Contacts", edit)
		if !bytes.Equal(out, again) {
			t.Error("the same input gives other bytes")
		}
		want := Result{Rows: 701}
		if shared {
			want.Blanked = 700
		}
		if d := cmp.Diff(want, res); d != "" {
			t.Errorf("-want +got:\n%s", d)
		}
		for name, s := range content(t, out) {
			if strings.Contains(s, "01 99 00") || strings.Contains(s, "<v>3319900") {
				t.Errorf("an old number stays behind in %s", name)
			}
		}
	}
}

// A text that another cell or another sheet uses stays.
func TestWriterSparesStringsInUse(t *testing.T) {
	texts := sst(`<si><t>Phone</t></si><si><t>only here</t></si><si><t>twice here</t></si><si><r><t>in the </t></r><r><t>other sheet</t></r></si><si><t>nowhere</t></si>`)
	raw := zipped(t, parts(
		sheetOf(`<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row><row r="3"><c r="A3" t="s"><v>2</v></c></row><row r="4"><c r="A4" t="s"><v>3</v></c><c r="B4" t="s"><v>2</v></c></row>`),
		texts, "",
		part{"xl/workbook.xml", `<workbook xmlns="` + mainNS + `" xmlns:r="` + relNS + `"><sheets><sheet name="Contacts" sheetId="1" r:id="rId1"/><sheet name="Other" sheetId="2" state="hidden" r:id="rId4"/></sheets></workbook>`},
		part{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + packNS + `"><Relationship Id="rId1" Type="` + relNS + `/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="` + relNS + `/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId4" Type="` + relNS + `/worksheet" Target="worksheets/sheet2.xml"/></Relationships>`},
		part{"xl/worksheets/sheet2.xml", sheetOf(`<row><c t="s"><v>3</v></c></row>`)},
	))
	out, res := rewrite(t, raw, Options{}, "Contacts", func(b *record.Batch, i int) []record.Edit {
		if b.Records[i].Line == 1 {
			return nil
		}
		return []record.Edit{{Col: 0, Value: "+33199001234"}}
	})
	if res.Blanked != 1 {
		t.Errorf("%d texts are blank, want 1", res.Blanked)
	}
	want := sst(`<si><t>Phone</t></si><si><t/></si><si><t>twice here</t></si><si><r><t>in the </t></r><r><t>other sheet</t></r></si><si><t>nowhere</t></si>`)
	if d := cmp.Diff(want, content(t, out)["xl/sharedStrings.xml"]); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if d := cmp.Diff(content(t, raw)["xl/worksheets/sheet2.xml"], content(t, out)["xl/worksheets/sheet2.xml"]); d != "" {
		t.Errorf("the other sheet has changed:\n%s", d)
	}
}

// New rows stand below the last one; what reached down to it goes on to the new last one.
func TestWriterAppends(t *testing.T) {
	rels := `<Relationships xmlns="` + packNS + `"><Relationship Id="rId1" Type="` + relNS + `/table" Target="../tables/table1.xml"/></Relationships>`
	book := `<workbook xmlns="` + mainNS + `" xmlns:r="` + relNS + `"><sheets><sheet name="My 'list'" sheetId="1" r:id="rId1"/></sheets><definedNames>` +
		`<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'My ''list'''!$A$1:$C$3</definedName><definedName name="_xlnm.Print_Area" localSheetId="0">'My ''list'''!$A$1:$C$3</definedName>` +
		`<definedName name="_xlnm.Print_Area" localSheetId="1">Other!$A$1:$C$3</definedName><definedName name="Short" localSheetId="0">'My ''list'''!$A$1:$C$2</definedName></definedNames></workbook>`
	sheet := `<worksheet xmlns="` + mainNS + `"><dimension ref="A1:B3"/><cols><col min="1" max="1" style="2" width="9"/><col min="3" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="str"><v>Id</v></c></row>` +
		`<row r="2"><c r="B2" s="1"><v>44000</v></c></row><row r="3"/></sheetData><autoFilter ref="A1:C3"/><mergeCells count="1"><mergeCell ref="E1:F2"/></mergeCells></worksheet>`
	styles := `<styleSheet xmlns="` + mainNS + `"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="49"/></cellXfs></styleSheet>`
	table := `<table xmlns="` + mainNS + `" id="1" name="T" displayName="T" ref="A1:C3" totalsRowShown="0"><autoFilter ref="A1:C3"/><tableColumns count="1"><tableColumn id="1" name="Id"/></tableColumns></table>`
	list := parts(sheet, "", styles, part{"xl/workbook.xml", book}, part{"xl/worksheets/_rels/sheet1.xml.rels", rels}, part{"xl/tables/table1.xml", table})
	raw := zipped(t, list)
	out, res := rewrite(t, raw, Options{}, "My 'list'", nothing, []string{"x", "2020-06-19", "", "+33199001234"}, nil, []string{"y", "not a date"})
	if res.Appended != 3 {
		t.Errorf("%d new rows, want 3", res.Appended)
	}
	want := content(t, raw)
	replace := func(name, old, now string) {
		if !strings.Contains(want[name], old) {
			t.Fatalf("%s does not hold %q", name, old)
		}
		want[name] = strings.ReplaceAll(want[name], old, now)
	}
	replace("xl/worksheets/sheet1.xml", `ref="A1:B3"`, `ref="A1:D6"`)
	replace("xl/worksheets/sheet1.xml", `ref="A1:C3"`, `ref="A1:C6"`)
	replace("xl/worksheets/sheet1.xml", `</sheetData>`, `<row r="4"><c r="A4" s="2" t="inlineStr"><is><t>x</t></is></c><c r="B4" s="1"><v>44001</v></c><c r="D4" s="3" t="inlineStr"><is><t>+33199001234</t></is></c></row>`+
		`<row r="5"></row><row r="6"><c r="A6" s="2" t="inlineStr"><is><t>y</t></is></c><c r="B6" s="1" t="inlineStr"><is><t>not a date</t></is></c></row></sheetData>`)
	twin := `<xf numFmtId="49" applyNumberFormat="1"/>`
	replace("xl/styles.xml", `count="3"`, `count="6"`)
	replace("xl/styles.xml", `</cellXfs>`, strings.Repeat(twin, 3)+`</cellXfs>`)
	replace("xl/tables/table1.xml", `ref="A1:C3"`, `ref="A1:C6"`)
	replace("xl/workbook.xml", `'My ''list'''!$A$1:$C$3`, `'My ''list'''!$A$1:$C$6`)
	if d := cmp.Diff(want, content(t, out)); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}

	// A table with totals ends where it did.
	for i := range list {
		list[i].content = strings.Replace(list[i].content, `totalsRowShown="0"`, `totalsRowCount="1"`, 1)
	}
	raw = zipped(t, list)
	out, _ = rewrite(t, raw, Options{}, "My 'list'", nothing, []string{"x"})
	if d := cmp.Diff(content(t, raw)["xl/tables/table1.xml"], content(t, out)["xl/tables/table1.xml"]); d != "" {
		t.Errorf("the table with totals has changed:\n%s", d)
	}
}

func TestWriterAppendsToAnEmptySheet(t *testing.T) {
	for _, sheet := range []string{`<worksheet xmlns="` + mainNS + `"><sheetData/><pageMargins/></worksheet>`, `<x:worksheet xmlns:x="` + mainNS + `"><x:sheetData /></x:worksheet>`} {
		raw := zipped(t, parts(sheet, "", ""))
		out, _ := rewrite(t, raw, Options{}, "Contacts", nothing, []string{"a", "b"})
		got, err := readAll(contacts(t, out, Options{}))
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff([]Row{row(1, "a", "b")}, got); d != "" {
			t.Errorf("-want +got:\n%s", d)
		}
	}
}

// With the formula goes the list of what to calculate, which would name a cell without one.
func TestWriterReplacesAFormula(t *testing.T) {
	types := parts("", "", "")[0].content
	chained := []part{
		{"[Content_Types].xml", strings.Replace(types, "</Types>", `<Override PartName="/xl/calcChain.xml" ContentType="x"/></Types>`, 1)},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + packNS + `"><Relationship Id="rId1" Type="` + relNS + `/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId7" Type="` + relNS + `/calcChain" Target="calcChain.xml"/></Relationships>`},
		{"xl/calcChain.xml", `<calcChain xmlns="` + mainNS + `"><c r="B1" i="1"/></calcChain>`},
	}
	sheet := sheetOf(`<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str" cm="1"><f>"0"&amp;A1</f><v>01</v></c></row>`)
	raw := zipped(t, parts(sheet, "", "", chained...))

	out, res := rewrite(t, raw, Options{}, "Contacts", put(1, 1, "+33199001234"))
	if res.Formulas != 1 {
		t.Errorf("%d formulas replaced, want 1", res.Formulas)
	}
	want := content(t, raw)
	delete(want, "xl/calcChain.xml")
	want["[Content_Types].xml"] = types
	want["xl/_rels/workbook.xml.rels"] = strings.Replace(chained[1].content, `<Relationship Id="rId7" Type="`+relNS+`/calcChain" Target="calcChain.xml"/>`, "", 1)
	want["xl/worksheets/sheet1.xml"] = sheetOf(`<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>+33199001234</t></is></c></row>`)
	if d := cmp.Diff(want, content(t, out)); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}

	out, _ = rewrite(t, raw, Options{}, "Contacts", put(1, 0, "+33199001234"))
	if _, ok := content(t, out)["xl/calcChain.xml"]; !ok {
		t.Error("the list has gone although the formula is there")
	}
}

// Rows must come as they were read, all of them; else nothing is written.
func TestWriterWantsAllRowsInOrder(t *testing.T) {
	raw := contactBook(t, 300, false)
	tests := []struct {
		name string
		use  func(n int) []int // the batches to write, of n
	}{
		{"one is missing at the end", func(n int) []int { return upTo(n - 1) }},
		{"one is missing", func(n int) []int { return append(upTo(n-2), n-1) }},
		{"one twice", func(n int) []int { return append(upTo(n), n-1) }},
		{"none", func(int) []int { return nil }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tb := contacts(t, raw, Options{BlockSize: 10000})
			r, err := tb.Reader(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			w, err := tb.Writer(context.Background(), &out, WriterOptions{})
			if err != nil {
				t.Fatal(err)
			}
			var chunks []*Chunk
			for {
				var b record.Batch
				if err = r.Read(&b); err != nil {
					break
				}
				c := w.NewChunk()
				for i := range b.Records {
					if err := c.Keep(&b, i); err != nil {
						t.Fatal(err)
					}
				}
				chunks = append(chunks, c)
			}
			if !errors.Is(err, io.EOF) {
				t.Fatal(err)
			}
			var errs error
			for _, i := range tt.use(len(chunks)) {
				errs = errors.Join(errs, w.Write(chunks[i]))
			}
			_, err = w.Close()
			if !errors.Is(errors.Join(errs, err), ErrOrder) || out.Len() > 0 {
				t.Errorf("error %v with %d bytes written, want %v", err, out.Len(), ErrOrder)
			}
		})
	}
}

func upTo(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	return s
}

func TestWriterFullSheet(t *testing.T) {
	tb := contacts(t, zipped(t, parts(sheetOf(`<row r="1048575"/>`), "", "")), Options{})
	w, err := tb.Writer(context.Background(), io.Discard, WriterOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Append([]string{strings.Repeat("é", MaxChars+1)}); !errors.Is(err, ErrFull) {
		t.Errorf("error %v, want %v", err, ErrFull)
	}
	if err := w.Append([]string{"last"}); err != nil {
		t.Fatal(err)
	}
	if err := w.Append([]string{"too much"}); !errors.Is(err, ErrFull) {
		t.Errorf("error %v, want %v", err, ErrFull)
	}
	if _, err := w.Close(); !errors.Is(err, ErrOrder) { // The row that was there has not been written.
		t.Errorf("error %v, want %v", err, ErrOrder)
	}
}
