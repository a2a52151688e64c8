package xlsxfile

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/callready/callready/io/record"
)

// oddBook is a workbook that is legal, or nearly so, and not as a spreadsheet would write it.
type oddBook struct {
	name    string
	parts   []part
	want    []Row
	differs string // why excelize reads it in another way; "" where it must agree
}

func row(line int, cells ...string) Row { return Row{Line: line, Cells: cells} }

func oddBooks() []oddBook {
	abc := sst(`<si><t>a</t></si><si><t>b</t></si><si><t>c</t></si>`)
	styles := `<styleSheet xmlns="` + mainNS + `"><numFmts count="1"><numFmt numFmtId="164" formatCode="0000000000"/></numFmts><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`
	x := func(s string) string { // all elements with a prefix
		s = strings.ReplaceAll(s, "<", "<x:")
		return strings.ReplaceAll(s, "<x:/", "</x:")
	}
	wide := func(s string) string {
		out := "\xFF\xFE"
		var outSb36 strings.Builder
		for _, u := range utf16.Encode([]rune(s)) {
			outSb36.Write([]byte{byte(u), byte(u >> 8)})
		}
		out += outSb36.String()
		return out
	}
	strict := strings.NewReplacer(mainNS, "http://purl.oclc.org/ooxml/spreadsheetml/main", relNS, "http://purl.oclc.org/ooxml/officeDocument/relationships")
	strictParts := parts(sheetOf(`<row r="1"><c r="A1" t="s"><v>1</v></c></row>`), abc, styles)
	for i := range strictParts {
		strictParts[i].content = strict.Replace(strictParts[i].content)
	}
	renamed := parts(sheetOf(`<row r="1"><c r="A1" t="s"><v>1</v></c></row>`), abc, styles)
	for i := range renamed {
		renamed[i].name = strings.ReplaceAll(renamed[i].name, "/", `\`)
	}
	return []oddBook{
		{
			name: "no references", parts: parts(sheetOf(`<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c t="s"><v>2</v></c></row>`), abc, ""),
			want: []Row{row(1, "a", "b"), row(2, "c")},
		},
		{
			name: "references for some", parts: parts(sheetOf(`<row><c t="s"><v>0</v></c><c r="D1" t="s"><v>1</v></c><c t="s"><v>2</v></c></row>`), abc, ""),
			want: []Row{row(1, "a", "", "", "b", "c")},
		},
		{
			name: "gaps", parts: parts(sheetOf(`<row r="3"><c r="B3" t="s"><v>0</v></c></row><row r="7"/><row r="9"><c r="C9" t="s"><v>1</v></c></row>`), abc, ""),
			want: []Row{row(3, "", "a"), row(7), row(9, "", "", "b")}, differs: "it gives rows for the gaps",
		},
		{
			name: "types", parts: parts(sheetOf(`<row r="1"><c r="A1" t="str"><f>A2</f><v>x &amp; y</v></c><c r="B1" t="b"><v>1</v></c><c r="C1" t="b"><v>0</v></c><c r="D1" t="e"><v>#N/A</v></c><c r="E1" t="inlineStr"><is><t>in</t></is></c><c r="F1" t="n"><v>5</v></c><c r="G1"/><c r="H1"><v></v></c><c r="I1" t="s"></c><c r="J1"><f>1+1</f><v>2</v></c></row>`), abc, ""),
			want: []Row{row(1, "x & y", "TRUE", "FALSE", "#N/A", "in", "5", "", "", "", "2")},
		},
		{
			name: "formulas that nobody reckoned", parts: parts(sheetOf(`<row r="1"><c r="A1"><f>B9</f></c><c r="B1"><f>B9</f><v/></c><c r="C1"><f>B9</f><v></v></c><c r="D1" t="str"><f>B9</f><v></v></c><c r="E1"><f>B9</f><v>7</v></c><c r="F1" t="str"><f>B9</f></c></row>`), "", ""),
			want: []Row{row(1, "#GETTING_DATA", "#GETTING_DATA", "#GETTING_DATA", "", "7", "#GETTING_DATA")}, differs: "it takes them for blank",
		},
		{
			name: "ISO dates", parts: parts(sheetOf(`<row r="1"><c r="A1" s="1" t="d"><v>2020-06-18</v></c><c r="B1" s="1"><v>44000</v></c></row>`), "", styles),
			want: []Row{row(1, "2020-06-18", "2020-06-18")}, differs: "it shows dates as the format says",
		},
		{
			name: "zeros in the format", parts: parts(sheetOf(`<row r="1"><c r="A1" s="2"><v>199001234</v></c><c r="B1" s="2"><v>1.99001234E8</v></c></row>`), "", styles),
			want: []Row{row(1, "0199001234", "0199001234")},
		},
		{
			name: "style that is missing", parts: parts(sheetOf(`<row r="1"><c r="A1" s="99"><v>5</v></c><c r="B1" s="-1"><v>6</v></c></row>`), "", styles),
			want: []Row{row(1, "5", "6")},
		},
		{
			name: "rich text and hints", parts: parts(sheetOf(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><rPr><b/></rPr><t>in</t></r><r><t xml:space="preserve"> line</t></r></is></c></row>`),
				sst(`<si><r><rPr><b/><rFont val="Tahoma"/></rPr><t>01 99 </t></r><r><t>00</t></r><rPh sb="0" eb="1"><t>no</t></rPh><phoneticPr fontId="1"/></si>`), ""),
			want: []Row{row(1, "01 9900", "in line")}, differs: "it keeps the space that is not declared",
		},
		{
			name: "white space", parts: parts(sheetOf("\n <row r=\"1\" >\n  <c r=\"A1\" t=\"inlineStr\" >\n<is >\n<t > a </t >\n</is>\n</c >\n <c r='B1'\tt='s'\n><v> 1 </v></c>\n <c   s = \"0\"  r = 'C1'><v>7</v></c></row >\n"), abc, ""),
			want: []Row{row(1, "a", "b", "7")}, differs: "it keeps the space that is not declared",
		},
		{
			name: "preserved space", parts: parts(sheetOf(`<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c><c r="B1" t="s"><v>0</v></c></row>`), sst(`<si><t xml:space="preserve"> b </t></si>`), ""),
			want: []Row{row(1, " a ", " b ")},
		},
		{
			name: "attribute order and quotes", parts: parts(sheetOf(`<row spans='1:2' r='2'><c t='s' s='0' r='B2'><v>0</v></c><c foo="a>b" r="C2" t="s"><v>1</v></c></row>`), abc, ""),
			want: []Row{row(2, "", "a", "b")}, differs: "it gives rows for the gaps",
		},
		{
			name: "comments and instructions", parts: parts(`<?xml version="1.0"?><!-- <row> --><worksheet xmlns="`+mainNS+`"><?x <row>?><sheetData><!-- <row r="9"/> --><row r="1"><!-- </row> --><c r="A1" t="inlineStr"><is><t>a<!-- x -->b</t></is></c><?y </row> ?><c r="B1" t="str"><v><![CDATA[</row><c>&]]></v></c></row><!-- end --></sheetData></worksheet>`, "", ""),
			want: []Row{row(1, "ab", "</row><c>&")},
		},
		{
			name: "prefix", parts: parts(`<x:worksheet xmlns:x="`+mainNS+`">`+x(`<sheetData><row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><t>in</t></is></c></row></sheetData></worksheet>`),
				`<x:sst xmlns:x="`+mainNS+`">`+x(`<si><t>a</t></si><si><r><t>b</t></r></si></sst>`), ""),
			want: []Row{row(1, "b", "in")},
		},
		{
			name: "foreign elements", parts: parts(`<worksheet xmlns="`+mainNS+`" xmlns:f="urn:f"><f:sheetData><f:row r="1"/></f:sheetData><sheetData><f:row r="8"><f:c/></f:row><row r="1"><f:c r="A1"><f:v>9</f:v></f:c><c r="A1" t="s"><f:v>2</f:v><v>0</v><extLst><ext><v>1</v></ext></extLst></c></row></sheetData></worksheet>`, abc, ""),
			want: []Row{row(1, "a")}, differs: "it looks at local names only",
		},
		{
			name: "two names for one namespace", parts: parts(`<worksheet xmlns="`+mainNS+`" xmlns:y="`+mainNS+`"><y:sheetData><row r="1"><y:c r="A1" t="s"><v>0</v></y:c><c r="B1" t="s"><y:v>1</y:v></c></row></y:sheetData></worksheet>`, abc, ""),
			want: []Row{row(1, "a", "b")},
		},
		{name: "strict", parts: strictParts, want: []Row{row(1, "b")}},
		{name: "back slashes", parts: renamed, want: []Row{row(1, "b")}},
		{
			name: "absolute targets", parts: parts(sheetOf(`<row r="1"><c r="A1" t="s"><v>1</v></c></row>`), abc, "",
				part{"_rels/.rels", `<Relationships xmlns="` + packNS + `"><Relationship Id="a" Type="` + relNS + `/officeDocument" Target="/xl/workbook.xml"/></Relationships>`},
				part{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + packNS + `"><Relationship Target="/xl/worksheets/sheet1.xml" Type="` + relNS + `/worksheet" Id="rId1"/><Relationship Id="rId2" Type="` + relNS + `/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`}),
			want: []Row{row(1, "b")},
		},
		{
			name: "sheet elsewhere", parts: parts("", abc, "",
				part{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + packNS + `"><Relationship Id="rId1" Type="` + relNS + `/worksheet" Target="../Data/My%20Sheet.XML"/><Relationship Id="rId2" Type="` + relNS + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`},
				part{"data/my sheet.xml", sheetOf(`<row r="1"><c r="A1" t="s"><v>1</v></c></row>`)}),
			want: []Row{row(1, "b")}, differs: "it does not find the sheet",
		},
		{
			name: "no relationships of the package", parts: parts(sheetOf(`<row r="1"><c r="A1"><v>1</v></c></row>`), "", "", part{"_rels/.rels", ""}),
			want: []Row{row(1, "1")}, differs: "it refuses the file",
		},
		{
			name: "no shared strings and no styles", parts: parts(sheetOf(`<row r="1"><c r="A1"><v>1</v></c></row>`), "", "", part{"xl/sharedStrings.xml", ""}, part{"xl/styles.xml", ""}),
			want: []Row{row(1, "1")},
		},
		{
			name: "counts that lie", parts: parts(sheetOf(`<row r="1"><c r="A1" t="s"><v>2</v></c></row>`), `<sst xmlns="`+mainNS+`" count="-1" uniqueCount="4000000000">`+`<si><t>a</t></si><si/><si><t/></si></sst>`, ""),
			want: []Row{row(1, "")},
		},
		{
			name: "byte order marks", parts: parts("\uFEFF"+sheetOf(`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`), "\uFEFF"+abc, "\uFEFF"+styles),
			want: []Row{row(1, "a")},
		},
		{
			name: "UTF-16", parts: parts(wide(`<?xml version="1.0" encoding="UTF-16"?>`+sheetOf(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>é</t></is></c></row>`)[55:]), wide(abc), ""),
			want: []Row{row(1, "a", "é")}, differs: "it does not read it",
		},
		{name: "no rows", parts: parts(`<worksheet xmlns="`+mainNS+`"><sheetData/></worksheet>`, "", ""), want: nil},
		{name: "no place for rows", parts: parts(`<worksheet xmlns="`+mainNS+`"></worksheet>`, "", ""), want: nil},
		{
			name: "rows out of order", parts: parts(sheetOf(`<row r="5"><c r="A5" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>`), abc, ""),
			want: []Row{row(5, "a"), row(2, "b")}, differs: "it cannot",
		},
		{
			name: "cells out of order", parts: parts(sheetOf(`<row r="1"><c r="C1" t="s"><v>0</v></c><c r="A1" t="s"><v>1</v></c></row>`), abc, ""),
			want: []Row{row(1, "b", "", "a")}, differs: "it puts them one behind another",
		},
		{
			name: "lower case and dollars", parts: parts(sheetOf(`<row r="1"><c r="b1" t="s"><v>0</v></c><c r="$D$1" t="s"><v>1</v></c></row>`), abc, ""),
			want: []Row{row(1, "", "a", "", "b")}, differs: "it refuses the dollars",
		},
		{
			name: "last column", parts: parts(sheetOf(`<row r="1048576"><c r="XFD1048576" t="s"><v>0</v></c></row>`), abc, ""),
			want: []Row{row(1048576, append(make([]string, MaxColumns-1), "a")...)}, differs: "a million rows",
		},
		{
			name: "inline with a value", parts: parts(sheetOf(`<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is><v>3</v></c><c r="B1" t="inlineStr"><v>b</v></c></row>`), "", ""),
			want: []Row{row(1, "a", "b")},
		},
		{
			name: "1904", parts: parts(sheetOf(`<row r="1"><c r="A1" s="1"><v>42538</v></c></row>`), "", styles,
				part{"xl/workbook.xml", `<workbook xmlns="` + mainNS + `" xmlns:q="` + relNS + `"><workbookPr date1904="true"/><sheets><sheet name="Contacts" sheetId="1" q:id="rId1"/></sheets></workbook>`}),
			want: []Row{row(1, "2020-06-18")}, differs: "it shows dates as the format says",
		},
	}
}

func TestOddBooks(t *testing.T) {
	for _, tt := range oddBooks() {
		t.Run(tt.name, func(t *testing.T) {
			raw := zipped(t, tt.parts)
			for _, block := range []int{0, 7, 64} { // What is read at a time makes no difference.
				got, err := readAll(contacts(t, raw, Options{BlockSize: block}))
				if err != nil {
					t.Fatal(err)
				}
				if d := cmp.Diff(tt.want, got); d != "" {
					t.Fatalf("block of %d (-want +got):\n%s", block, d)
				}
			}
			if tt.differs == "" {
				compare(t, raw, tt.want)
			}
		})
	}
}

// compare holds rows without gaps between them against what excelize reads.
func compare(tb testing.TB, raw []byte, want []Row) {
	tb.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		tb.Fatal(err)
	}
	rows, err := f.GetRows("Contacts")
	if err != nil {
		tb.Fatal(err)
	}
	var trimmed [][]string
	for _, r := range want {
		cells := r.Cells
		for len(cells) > 0 && cells[len(cells)-1] == "" {
			cells = cells[:len(cells)-1]
		}
		trimmed = append(trimmed, cells)
	}
	for i := range rows {
		for len(rows[i]) > 0 && rows[i][len(rows[i])-1] == "" {
			rows[i] = rows[i][:len(rows[i])-1]
		}
	}
	for len(trimmed) > 0 && len(trimmed[len(trimmed)-1]) == 0 {
		trimmed = trimmed[:len(trimmed)-1]
	}
	empty := cmp.Comparer(func(a, b []string) bool { return strings.Join(a, "\x00") == strings.Join(b, "\x00") })
	if d := cmp.Diff(rows, trimmed, empty); d != "" && len(rows)+len(trimmed) > 0 {
		tb.Errorf("excelize reads it in another way (-excelize +own):\n%s", d)
	}
}

func contacts(tb testing.TB, raw []byte, opt Options) *Table {
	tb.Helper()
	t, err := openBytes(tb, raw, opt).Table("contacts", TableOptions{})
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

func TestDamagedSheets(t *testing.T) {
	styles, abc := "", sst(`<si><t>a</t></si>`)
	ok := `<row r="1"><c r="A1" t="s"><v>0</v></c></row>`
	deep := strings.Repeat("<a>", 200_000) + strings.Repeat("</a>", 200_000)
	tests := []struct {
		name, sheet, strings, want string
	}{
		{"string out of range", sheetOf(`<row r="1"><c r="A1" t="s"><v>1</v></c></row>`), abc, "row 1: the workbook is damaged: column A refers to text 1 of 1"},
		{"negative string", sheetOf(`<row r="1"><c r="A1" t="s"><v>-1</v></c></row>`), abc, "column A refers to text -1 of 1"},
		{"cell twice", sheetOf(`<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>`), "", "it holds the cell of column A twice"},
		{"row twice", sheetOf(`<row r="2"/><row r="1"/><row r="2"/>`), "", "it holds row 2 twice"},
		{"row number", sheetOf(`<row r="1048577"/>`), "", "a row has the number"},
		{"row number is a word", sheetOf(`<row r="one"/>`), "", "a row has the number"},
		{"column beyond", sheetOf(`<row r="1"><c r="XFE1"/></row>`), "", "a cell has the reference"},
		{"column 16385 without reference", sheetOf(`<row r="1"><c r="XFD1"/><c/></row>`), "", "more than 16384 columns"},
		{"breaks off in a row", sheetOf(ok)[:200], abc, "breaks off behind row"},
		{"breaks off behind the rows", `<worksheet xmlns="` + mainNS + `"><sheetData>` + ok + `</sheetData><pageMargins/>`, abc, "breaks off behind its rows"},
		{"breaks off before the rows", `<worksheet xmlns="` + mainNS + `"><cols><col`, abc, "breaks off before its rows"},
		{"document type", `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet xmlns="` + mainNS + `"><sheetData/></worksheet>`, abc, "a document type"},
		{"document type in the rows", sheetOf(`<!DOCTYPE x>` + ok), abc, "a document type"},
		{"document type in the strings", sheetOf(ok), `<!DOCTYPE sst [<!ENTITY a "b">]>` + abc, "a document type"},
		{"unknown entity", sheetOf(`<row r="1"><c r="A1" t="str"><v>&bomb;</v></c></row>`), "", "&bomb;, which has no meaning"},
		{"not a sheet", `<html><body/></html>`, abc, "it is no sheet but <html>"},
		{"wrong tag closes", sheetOf(`<row r="1"></c></row>`), "", "</c> closes nothing"},
		{"tag between rows", sheetOf(ok + `</row>`), abc, "stands between its rows"},
		{"tag in a value", sheetOf(`<row r="1"><c r="A1" t="str"><v>a<b/></v></c></row>`), "", "a value holds an element"},
		{"tag in a text", sheetOf(`<row r="1"><c r="A1" t="inlineStr"><is><t>a<b/></t></is></c></row>`), "", "a text holds an element"},
		{"tag without end", sheetOf(`<row r="1"><c r="A1" <v>1</v></c></row>`), "", "a tag is not closed"},
		{"bytes that are no UTF-8", sheetOf(ok + "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>\xE9</v></c></row>"), abc, "row 2 holds bytes that are no UTF-8"},
		{"Latin-1", strings.Replace(sheetOf(ok), "UTF-8", "ISO-8859-1", 1), abc, "is in ISO-8859-1"},
		{"strings break off", sheetOf(ok), abc[:len(abc)-8], "shared strings break off"},
		{"strings are something else", sheetOf(ok), `<html/>`, "shared strings are something else"},
		{"depth in a cell", sheetOf(`<row r="1"><c r="A1" t="s"><v>0</v>` + deep + `</c></row>` + `<row r="1"/>`), abc, "nested too deep"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := readAll(contacts(t, zipped(t, parts(tt.sheet, tt.strings, styles)), Options{}))
			if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	long := strings.Repeat("x", 3000)
	raw := zipped(t, parts(sheetOf(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>`+long+`</t></is></c></row>`), sst(`<si><t>`+long+`</t></si>`), ""))
	for name, opt := range map[string]Options{
		"text": {MaxText: 2999}, "strings": {MaxStrings: 2999}, "row": {MaxRow: 2048, BlockSize: 512}, "inflated": {MaxInflated: 2999},
	} {
		t.Run(name, func(t *testing.T) {
			b, err := Open(bytes.NewReader(raw), int64(len(raw)), opt)
			if err == nil {
				var tb *Table
				if tb, err = b.Table("Contacts", TableOptions{}); err == nil {
					_, err = readAll(tb)
				}
			}
			if !errors.Is(err, ErrLimit) {
				t.Errorf("error %v, want %v", err, ErrLimit)
			}
		})
	}
}

// A part of nothing but white space inflates a thousand times: it is given up early, and little memory is taken.
func TestZipBomb(t *testing.T) {
	sheet := `<worksheet xmlns="` + mainNS + `"><sheetData>` + strings.Repeat(" ", 80<<20) + `</sheetData></worksheet>`
	raw := zipped(t, parts(sheet, "", ""))
	_, err := readAll(contacts(t, raw, Options{}))
	if !errors.Is(err, ErrLimit) {
		t.Errorf("error %v, want %v", err, ErrLimit)
	}
}

func TestReaderStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	tb := contacts(t, contactBook(t, 5000, false), Options{BlockSize: 4096})
	r, err := tb.Reader(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var b record.Batch
	if err := r.Read(&b); err != nil {
		t.Fatal(err)
	}
	cancel()
	for range 3 {
		err = r.Read(&b)
	}
	if !errors.Is(err, context.Canceled) || len(b.Records) != 0 {
		t.Errorf("error %v with %d records, want %v", err, len(b.Records), context.Canceled)
	}
}
