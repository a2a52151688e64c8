package main

import (
	"archive/zip"
	"bufio"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// rowsOf gives the rows of a file in turn, good until the next one. What is wrong with the file goes to err.
func rowsOf(name string, err *error) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		f, e := os.Open(name)
		if e != nil {
			*err = e
			return
		}
		defer f.Close() //nolint:errcheck // it was only read
		r := csv.NewReader(bufio.NewReaderSize(f, 1<<16))
		r.ReuseRecord = true
		for {
			row, e := r.Read()
			if errors.Is(e, io.EOF) {
				return
			}
			if e != nil {
				*err = e
				return
			}
			if !yield(row) {
				return
			}
		}
	}
}

// inlineWorkbook writes the rows of an export as excelize's StreamWriter does: each text in its own cell.
func inlineWorkbook(in, out string) (err error) {
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	n, cells := 0, []any{}
	var wrong error
	for row := range rowsOf(in, &wrong) {
		n++
		cells = cells[:0]
		for i, c := range row {
			switch id, err := strconv.Atoi(c); {
			case c == "":
				cells = append(cells, nil)
			case i == 0 && err == nil:
				cells = append(cells, id)
			default:
				cells = append(cells, c)
			}
		}
		if err := w.SetRow("A"+strconv.Itoa(n), cells); err != nil {
			return err
		}
	}
	if wrong != nil {
		return wrong
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.SaveAs(out)
}

// sharedWorkbook writes the rows of an export as a spreadsheet program does: each different text once, in a part of its
// own.
func sharedWorkbook(in, out string) error {
	var wrong error
	return errors.Join(writeShared(out, rowsOf(in, &wrong)), wrong)
}

// parts are the parts of a workbook that hold no rows.
var parts = [][2]string{
	{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`},
	{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
	{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Contacts" sheetId="1" r:id="rId1"/></sheets></workbook>`},
	{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`},
}

const mainSpace = ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`

// writeShared writes a workbook of one sheet with shared strings.
func writeShared(name string, rows iter.Seq[[]string]) (err error) {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	z := zip.NewWriter(f)
	for _, p := range parts {
		w, err := z.Create(p[0])
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, xml.Header+p[1]); err != nil {
			return err
		}
	}
	part, err := z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		return err
	}
	at, texts, uses := map[string]int{}, []string{}, 0
	w := bufio.NewWriterSize(part, 1<<16)
	w.WriteString(xml.Header + "<worksheet" + mainSpace + "><sheetData>")
	n := 0
	for row := range rows {
		n++
		w.Write(fmt.Appendf(w.AvailableBuffer(), `<row r="%d">`, n))
		for i, c := range row {
			if c == "" {
				continue
			}
			ref, err := excelize.CoordinatesToCellName(i+1, n)
			if err != nil {
				return err
			}
			if id, err := strconv.Atoi(c); i == 0 && err == nil {
				w.Write(fmt.Appendf(w.AvailableBuffer(), `<c r="%s"><v>%d</v></c>`, ref, id))
				continue
			}
			k, ok := at[c]
			if !ok {
				k = len(texts)
				c = string([]byte(c)) // a field of a reader holds on to its whole record
				texts = append(texts, c)
				at[c] = k
			}
			uses++
			w.Write(fmt.Appendf(w.AvailableBuffer(), `<c r="%s" t="s"><v>%d</v></c>`, ref, k))
		}
		w.WriteString("</row>")
	}
	w.WriteString("</sheetData></worksheet>")
	if err := w.Flush(); err != nil {
		return err
	}
	if part, err = z.Create("xl/sharedStrings.xml"); err != nil {
		return err
	}
	w.Reset(part)
	w.Write(fmt.Appendf(w.AvailableBuffer(), `%s<sst%s count="%d" uniqueCount="%d">`, xml.Header, mainSpace, uses, len(texts)))
	for _, c := range texts {
		w.WriteString(`<si><t xml:space="preserve">`)
		if err := xml.EscapeText(w, []byte(c)); err != nil {
			return err
		}
		w.WriteString("</t></si>")
	}
	w.WriteString("</sst>")
	if err := w.Flush(); err != nil {
		return err
	}
	return z.Close()
}
