package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

const (
	mainNS  = `http://schemas.openxmlformats.org/spreadsheetml/2006/main`
	links   = `http://schemas.openxmlformats.org/package/2006/relationships`
	relBase = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
)

// book writes a workbook whose sheet, and shared strings if there are any, are made by functions.
func book(t *testing.T, w io.Writer, sheet, texts func(w io.Writer), more ...string) {
	t.Helper()
	z := zip.NewWriter(w)
	part := func(name string, write func(w io.Writer)) {
		p, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		b := bufio.NewWriter(p)
		write(b)
		if err := b.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	plain := func(text string) func(io.Writer) { return func(w io.Writer) { io.WriteString(w, text) } }
	part("[Content_Types].xml", plain(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`))
	part("_rels/.rels", plain(`<Relationships xmlns="`+links+`"><Relationship Id="r1" Type="`+relBase+`/officeDocument" Target="xl/workbook.xml"/></Relationships>`))
	target := "worksheets/sheet1.xml"
	if len(more) > 0 {
		target = more[0]
	}
	part("xl/workbook.xml", plain(`<workbook xmlns="`+mainNS+`" xmlns:r="`+relBase+`"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`))
	part("xl/_rels/workbook.xml.rels", plain(`<Relationships xmlns="`+links+`"><Relationship Id="r1" Type="`+relBase+`/worksheet" Target="`+target+`"/><Relationship Id="r2" Type="`+relBase+`/sharedStrings" Target="sharedStrings.xml"/></Relationships>`))
	part("xl/worksheets/sheet1.xml", sheet)
	if texts != nil {
		part("xl/sharedStrings.xml", texts)
	}
	for _, name := range more {
		part(name, sheet)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
}

const (
	head = `<row r="1"><c r="A1" t="inlineStr"><is><t>Nom</t></is></c><c r="B1" t="inlineStr"><is><t>Téléphone</t></is></c><c r="C1" t="inlineStr"><is><t>Pays</t></is></c></row>`
	ana  = `<row r="2"><c r="A2" t="inlineStr"><is><t>Ana</t></is></c><c r="B2" t="inlineStr"><is><t>01 99 00 12 34</t></is></c><c r="C2" t="inlineStr"><is><t>France</t></is></c></row>`
	open = `<worksheet xmlns="` + mainNS + `"><sheetData>`
	shut = `</sheetData></worksheet>`
)

func sheetOf(rows ...string) func(io.Writer) {
	return func(w io.Writer) { io.WriteString(w, open+strings.Join(rows, "")+shut) }
}

// repeat writes a text so many times.
func repeat(w io.Writer, text string, n int) {
	block := bytes.Repeat([]byte(text), max(1, (64<<10)/len(text)))
	for n > 0 {
		piece := block[:min(n*len(text), len(block))]
		if _, err := w.Write(piece); err != nil {
			return
		}
		n -= len(piece) / len(text)
	}
}

func bombSheet(t *testing.T, w io.Writer) {
	t.Helper()
	book(t, w, func(w io.Writer) {
		io.WriteString(w, open+head)
		repeat(w, `<row><c t="inlineStr"><is><t>`+strings.Repeat("A", 20_000)+`</t></is></c></row>`, 10_000)
		io.WriteString(w, shut)
	}, nil)
}

func manyRows(t *testing.T, w io.Writer) {
	t.Helper()
	book(t, w, func(w io.Writer) {
		io.WriteString(w, open+head)
		repeat(w, `<row/>`, 1<<20)
		io.WriteString(w, shut)
	}, nil)
}

func bombStrings(t *testing.T, w io.Writer) {
	t.Helper()
	book(t, w, sheetOf(head, ana), func(w io.Writer) {
		io.WriteString(w, `<sst xmlns="`+mainNS+`">`)
		repeat(w, `<si><t>`+strings.Repeat("a", 2000)+`</t></si>`, 100_000)
		io.WriteString(w, `</sst>`)
	})
}

func nested(t *testing.T, w io.Writer) {
	t.Helper()
	var inner bytes.Buffer
	bombSheet(t, &inner)
	for range 3 {
		var outer bytes.Buffer
		z := zip.NewWriter(&outer)
		p, err := z.Create("inner.zip")
		if err != nil {
			t.Fatal(err)
		}
		p.Write(inner.Bytes())
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		inner = outer
	}
	w.Write(inner.Bytes())
}

func bombGzip(t *testing.T, w io.Writer) {
	t.Helper()
	z := gzip.NewWriter(w)
	io.WriteString(z, "Nom,Téléphone\n")
	repeat(z, "Ana,1\n", 32<<20)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
}

func gzipTwice(t *testing.T, w io.Writer) {
	t.Helper()
	z := gzip.NewWriter(w)
	y := gzip.NewWriter(z)
	io.WriteString(y, "Nom,Téléphone\nAna,1\n")
	if err := errors.Join(y.Close(), z.Close()); err != nil {
		t.Fatal(err)
	}
}

func bombZstd(t *testing.T, w io.Writer) {
	t.Helper()
	z, err := zstd.NewWriter(w)
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(z, "Nom,Téléphone\n")
	repeat(z, "Ana,1\n", 32<<20)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
}

// wideZstd writes a frame that asks for a window of 512 MiB.
func wideZstd(t *testing.T, w io.Writer) {
	t.Helper()
	z, err := zstd.NewWriter(w, zstd.WithWindowSize(512<<20), zstd.WithSingleSegment(false), zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true))
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(z, "Nom,Téléphone\n")
	repeat(z, "Ana,1\n", 1<<20)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
}

func claims(t *testing.T, w io.Writer) {
	t.Helper()
	book(t, w, func(w io.Writer) {
		io.WriteString(w, `<worksheet xmlns="`+mainNS+`"><dimension ref="A1:XFD1048576"/><sheetData>`+head+ana)
		io.WriteString(w, `<row r="1048576" spans="1:16384"><c r="XFD1048576"><v>1</v></c></row>`+shut)
	}, nil)
}

func lastColumn(t *testing.T, w io.Writer) {
	t.Helper()
	book(t, w, func(w io.Writer) {
		io.WriteString(w, open+head+ana)
		repeat(w, `<row><c/><c t="inlineStr"><is><t>0199001234</t></is></c><c r="XFD3"><v>1</v></c></row>`, 6000)
		io.WriteString(w, shut)
	}, nil)
}

func laughs(t *testing.T, w io.Writer) {
	t.Helper()
	book(t, w, func(w io.Writer) {
		io.WriteString(w, `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "lol">`)
		for i := range 9 {
			d := string(rune('0' + i))
			io.WriteString(w, `<!ENTITY l`+string(rune('1'+i))+` "`+strings.Repeat(`&l`+d+`;`, 10)+`">`)
		}
		io.WriteString(w, `]>`+open+head+strings.ReplaceAll(ana, ">Ana<", ">&l9;<")+shut)
	}, nil)
}

func outside(t *testing.T, w io.Writer) {
	t.Helper()
	book(t, w, func(w io.Writer) {
		io.WriteString(w, `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>`+open+head+strings.ReplaceAll(ana, ">Ana<", ">&f;<")+shut)
	}, nil)
}

func escapes(t *testing.T, w io.Writer) {
	t.Helper()
	book(t, w, sheetOf(head, ana), nil, "../../evil.xml", "/../evil.xml", `..\evil.xml`)
}

func longCell(t *testing.T, w io.Writer) {
	t.Helper()
	io.WriteString(w, "Nom,Téléphone,Pays\nAna,01 99 00 12 34,France\nBob,")
	repeat(w, "0199001234 ", 4<<20)
	io.WriteString(w, ",France\nEve,01 99 00 12 35,France\n")
}

func endlessCell(t *testing.T, w io.Writer) {
	t.Helper()
	io.WriteString(w, "Nom,Téléphone,Pays\nAna,01 99 00 12 34,France\nBob,\"")
	repeat(w, "0199001234\n", 4<<20)
}

func longHeader(t *testing.T, w io.Writer) {
	t.Helper()
	repeat(w, "Téléphone ", 4<<20)
}

func tenThousand(t *testing.T, w io.Writer) {
	t.Helper()
	c := csv.NewWriter(w)
	row := make([]string, 10_000)
	for r := range 30 {
		for i := range row {
			switch {
			case r == 0:
				row[i] = "Phone " + string(rune('A'+i%26)) + strings.Repeat("x", i/26%40) + string(rune('a'+i/1040))
			case i%7 == 0:
				row[i] = "01 99 00 12 34"
			default:
				row[i] = ""
			}
		}
		c.Write(row)
	}
	c.Flush()
}

func deepJSON(t *testing.T, w io.Writer) {
	t.Helper()
	repeat(w, `[`, 1<<20)
	repeat(w, `]`, 1<<20)
}

func deepTOML(t *testing.T, w io.Writer) {
	t.Helper()
	io.WriteString(w, "region = ")
	repeat(w, `[`, 500_000)
}
