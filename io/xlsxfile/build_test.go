package xlsxfile

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/callready/callready/io/record"
)

const (
	mainNS  = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relNS   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	typesNS = "http://schemas.openxmlformats.org/package/2006/content-types"
	packNS  = "http://schemas.openxmlformats.org/package/2006/relationships"
)

// part is a part of a workbook made by hand.
type part struct{ name, content string }

// parts gives the parts of a plain workbook with one sheet; further parts replace those of the same name or are added.
func parts(sheet, texts, styles string, more ...part) []part {
	list := []part{
		{"[Content_Types].xml", `<Types xmlns="` + typesNS + `"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="` + packNS + `"><Relationship Id="rId1" Type="` + relNS + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="` + mainNS + `" xmlns:r="` + relNS + `"><sheets><sheet name="Contacts" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + packNS + `"><Relationship Id="rId1" Type="` + relNS + `/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="` + relNS + `/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="` + relNS + `/styles" Target="styles.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", sheet},
		{"xl/sharedStrings.xml", texts},
		{"xl/styles.xml", styles},
	}
	if texts == "" {
		list[5].content = `<sst xmlns="` + mainNS + `"/>`
	}
	if styles == "" {
		list[6].content = `<styleSheet xmlns="` + mainNS + `"/>`
	}
	for _, m := range more {
		found := false
		for i := range list {
			if list[i].name == m.name {
				list[i], found = m, true
			}
		}
		if !found {
			list = append(list, m)
		}
	}
	return list
}

// sheetOf wraps rows in a sheet.
func sheetOf(rows string) string {
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<worksheet xmlns="` + mainNS + `"><sheetData>` + rows + `</sheetData></worksheet>`
}

// sst wraps shared strings.
func sst(items string) string {
	return `<sst xmlns="` + mainNS + `">` + items + `</sst>`
}

// zipped packs parts; those without content are left out.
func zipped(tb testing.TB, parts []part) []byte {
	tb.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, p := range parts {
		if p.content == "" {
			continue
		}
		w, err := z.Create(p.name)
		if err == nil {
			_, err = io.WriteString(w, p.content)
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return buf.Bytes()
}

func openBytes(tb testing.TB, raw []byte, opt Options) *Book {
	tb.Helper()
	b, err := Open(bytes.NewReader(raw), int64(len(raw)), opt)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := b.Close(); err != nil {
			tb.Error(err)
		}
	})
	return b
}

// readAll reads a sheet: for each row its number and its cells.
func readAll(t *Table) ([]Row, error) {
	r, err := t.Reader(context.Background())
	if err != nil {
		return nil, err
	}
	var rows []Row
	var b record.Batch
	for {
		err := r.Read(&b)
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return rows, err
		}
		for i := range b.Records {
			row := Row{Line: b.Records[i].Line}
			for col := range int(b.Records[i].N) {
				row.Cells = append(row.Cells, b.String(i, col))
			}
			rows = append(rows, row)
		}
	}
}

// contactRows writes n rows of 25 columns as a spreadsheet would; text says how a text is stored.
func contactRows(w io.Writer, n int, text func(s string) string) {
	fmt.Fprintf(w, `<row r="1" spans="1:25">`)
	for c := range 25 {
		fmt.Fprintf(w, `<c r="%s1" s="1"%s</c>`, appendColumn(nil, c+1), text(fmt.Sprintf("Column %d", c+1)))
	}
	io.WriteString(w, "</row>")
	for i := range n {
		var b strings.Builder
		fmt.Fprintf(&b, `<row r="%d" spans="1:25">`, i+2)
		put := func(c int, s string) {
			fmt.Fprintf(&b, `<c r="%s%d"%s</c>`, appendColumn(nil, c+1), i+2, s)
		}
		put(0, text(fmt.Sprintf("003%012d", i)))
		put(1, text(fmt.Sprintf("Name%d", i%977)))
		put(2, text(fmt.Sprintf("Surname%d", i*7%12011)))
		put(3, text(fmt.Sprintf("person%d@example.com", i)))
		put(4, text(fmt.Sprintf("01 99 00 %02d %02d", i/100%100, i%100)))
		put(5, text(fmt.Sprintf("+33 6 39 98 %02d %02d", i/100%100, i%100)))
		put(6, fmt.Sprintf(`><v>%d</v>`, 33199000000+int64(i%10000)))
		for c := 7; c < 25; c++ {
			switch {
			case c%5 == 0 || c == 24:
			case c%5 == 1:
				put(c, fmt.Sprintf(` s="2"><v>%d</v>`, 44000+i%900))
			case c%5 == 2:
				put(c, text(fmt.Sprintf("Company number %d", i%5003)))
			default:
				put(c, text(fmt.Sprintf("value %d of %d", c, i)))
			}
		}
		b.WriteString("</row>")
		io.WriteString(w, b.String())
	}
}

const benchStyles = `<styleSheet xmlns="` + mainNS + `"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="49"/><xf numFmtId="14"/></cellXfs></styleSheet>`

// contactBook makes a workbook of n contacts, with inline or shared strings.
func contactBook(tb testing.TB, n int, shared bool) []byte {
	tb.Helper()
	var items strings.Builder
	index := map[string]int{}
	text := func(s string) string { return ` t="inlineStr"><is><t>` + s + `</t></is>` }
	if shared {
		text = func(s string) string {
			i, ok := index[s]
			if !ok {
				i = len(index)
				index[s] = i
				items.WriteString("<si><t>" + s + "</t></si>")
			}
			return fmt.Sprintf(` t="s"><v>%d</v>`, i)
		}
	}
	var rows strings.Builder
	contactRows(&rows, n, text)
	strs := ""
	if shared {
		strs = sst(items.String())
	}
	return zipped(tb, parts(sheetOf(rows.String()), strs, benchStyles))
}
