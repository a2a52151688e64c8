package xlsxfile

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/klauspost/compress/flate"

	"github.com/callready/callready/io/record"
)

// FuzzSheet reads any bytes as a sheet. What can be read is read the same whatever the size of a block, its raw bytes are
// the sheet's, and changing a cell of each row changes just that.
func FuzzSheet(f *testing.F) {
	for _, b := range oddBooks() {
		for _, p := range b.parts {
			if len(p.content) < 2000 && strings.HasSuffix(p.name, "sheet1.xml") {
				f.Add([]byte(p.content), 1)
			}
		}
	}
	f.Add([]byte(sheetOf(`<row r="1" spans="1:2"><c r="A1" s="2"><f>x</f><v>5</v></c><c t="s"><v>1</v></c></row>`)), 5)
	styles := `<styleSheet xmlns="` + mainNS + `"><numFmts><numFmt numFmtId="164" formatCode="00 00"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`
	texts := sst(`<si><t>a</t></si><si><r><t>b</t></r></si><si/>`)
	f.Fuzz(func(t *testing.T, sheet []byte, col int) {
		col = max(col, 0) % MaxColumns
		raw := zipped(t, parts(string(sheet), texts, styles))
		rows := func(raw []byte, block int) ([]Row, error) {
			b, err := Open(bytes.NewReader(raw), int64(len(raw)), Options{BlockSize: block, MaxRow: 1 << 20})
			if err != nil {
				return nil, err
			}
			return readAll(&Table{book: b, sheet: b.Sheets()[0]})
		}
		want, err := rows(raw, 0)
		small, smallErr := rows(raw, 32)
		if (err == nil) != (smallErr == nil) {
			t.Fatalf("errors %v and %v", err, smallErr)
		}
		if err != nil {
			return
		}
		if d := cmp.Diff(want, small); d != "" {
			t.Fatalf("in small blocks:\n%s", d)
		}
		tb := contacts(t, raw, Options{})
		edited, err := spliceAll(tb, col)
		if errors.Is(err, ErrFormula) || errors.Is(err, ErrMerged) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		facts := tb.facts
		if all := slices.Concat(facts.head.bytes, edited.kept, facts.tail); !bytes.HasPrefix(sheet, []byte("\xFF\xFE")) && !bytes.HasPrefix(sheet, []byte("\xFE\xFF")) &&
			facts.head.rest == nil && !bytes.Equal(all, sheet) && !bytes.Contains(sheet[:min(len(sheet), 4)], []byte{0}) {
			t.Fatalf("the rows put together are %q", all)
		}
		for i := range want {
			for len(want[i].Cells) <= col {
				want[i].Cells = append(want[i].Cells, "")
			}
			want[i].Cells[col] = "new"
		}
		got, err := rows(zipped(t, parts(string(slices.Concat(facts.head.bytes, edited.spliced, facts.tail)), texts, styles)), 0)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
			t.Fatalf("spliced:\n%s", d)
		}
	})
}

type splicedRows struct{ kept, spliced []byte }

func spliceAll(tb *Table, col int) (splicedRows, error) {
	var s splicedRows
	r, err := tb.Reader(context.Background())
	if err != nil {
		return s, err
	}
	var b record.Batch
	for {
		err := r.Read(&b)
		if errors.Is(err, io.EOF) {
			return s, nil
		}
		if err != nil {
			return s, err
		}
		for i := range b.Records {
			s.kept = append(s.kept, b.Raw(i)...)
			if s.spliced, err = tb.AppendSplice(s.spliced, &b, i, []record.Edit{{Col: col, Value: "new"}}); err != nil {
				return s, err
			}
		}
	}
}

// FuzzStrings reads any bytes as shared strings, makes all of them empty, and finds as many empty ones.
func FuzzStrings(f *testing.F) {
	for _, s := range []string{
		sst(`<si><t>a</t></si><si><r><t>b</t></r><rPh><t>no</t></rPh></si><si/>`), `<sst/>`, `<x:sst xmlns:x="` + mainNS + `" count="9"><x:si><x:t>a</x:t></x:si> <!-- <si/> --></x:sst>`,
		sst(`<si><t xml:space="preserve"> a<![CDATA[</si>]]></t></si>` + "\n"), sst(`<y><si/></y><si><t>a</t></si><y/>`),
		`<x:sst count="00"></x:sst>`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, texts []byte) {
		if len(texts) == 0 {
			t.Skip() // That is a workbook without any.
		}
		raw := zipped(t, parts(sheetOf(`<row r="1"/>`), string(texts), ""))
		b, err := Open(bytes.NewReader(raw), int64(len(raw)), Options{BlockSize: 32, MaxRow: 1 << 20})
		if err != nil {
			t.Skip()
		}
		a, err := b.shared(t.Context())
		if err != nil {
			return
		}
		tb := &Table{book: b, sheet: b.Sheets()[0]}
		w, err := tb.Writer(t.Context(), io.Discard, WriterOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, bits := range []uint64{0, ^uint64(0)} {
			gone := slices.Repeat([]uint64{bits}, a.n/64+1)
			c, n, err := w.rewriteStrings("xl/sharedStrings.xml", gone)
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			if _, err := io.Copy(&out, inflated(c)); err != nil {
				t.Fatal(err)
			}
			wide := bytes.HasPrefix(texts, []byte("\xFF\xFE")) || bytes.HasPrefix(texts, []byte("\xFE\xFF")) || bytes.Contains(texts[:min(len(texts), 2)], []byte{0})
			if bits == 0 && !wide && !bytes.Equal(out.Bytes(), texts) {
				t.Fatalf("a copy of %q is %q", texts, out.Bytes())
			}
			if bits != 0 && n != a.n {
				t.Fatalf("%d of %d texts are empty", n, a.n)
			}
			raw := zipped(t, parts(sheetOf(""), out.String(), ""))
			again, err := openBytes(t, raw, Options{}).shared(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if again.n != a.n {
				t.Fatalf("%d texts instead of %d", again.n, a.n)
			}
			for i := range a.n {
				got, _ := again.get(i)
				want, _ := a.get(i)
				if bits != 0 && len(got) > 0 || bits == 0 && !bytes.Equal(got, want) {
					t.Fatalf("text %d is %q", i, got)
				}
			}
			if err := c.close(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func inflated(c *change) io.Reader { return flate.NewReader(io.MultiReader(c.chunks...)) }
