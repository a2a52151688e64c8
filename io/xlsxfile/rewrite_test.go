package xlsxfile

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"testing"

	"github.com/callready/callready/io/record"
)

// rewrite makes a corrected copy of a workbook: edit gives the changes of a record, more are new rows.
func rewrite(tb testing.TB, raw []byte, opt Options, sheet string, edit func(b *record.Batch, i int) []record.Edit, more ...[]string) ([]byte, Result) {
	tb.Helper()
	book := openBytes(tb, raw, opt)
	t, err := book.Table(sheet, TableOptions{HeaderRow: 1})
	if err != nil {
		tb.Fatal(err)
	}
	var out bytes.Buffer
	w, err := t.Writer(context.Background(), &out, WriterOptions{})
	if err != nil {
		tb.Fatal(err)
	}
	r, err := t.Reader(context.Background())
	if err != nil {
		tb.Fatal(err)
	}
	c := w.NewChunk()
	var b record.Batch
	for {
		err := r.Read(&b)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			tb.Fatal(err)
		}
		c.Reset()
		for i := range b.Records {
			if err := c.Splice(&b, i, edit(&b, i)); err != nil {
				tb.Fatal(err)
			}
		}
		if err := errors.Join(c.Seal(), w.Write(c)); err != nil {
			tb.Fatal(err)
		}
	}
	for _, cells := range more {
		if err := w.Append(cells); err != nil {
			tb.Fatal(err)
		}
	}
	res, err := w.Close()
	if err != nil {
		tb.Fatal(err)
	}
	return out.Bytes(), res
}

// content gives the parts of a workbook.
func content(tb testing.TB, raw []byte) map[string]string {
	tb.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		tb.Fatal(err)
	}
	m := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			tb.Fatal(err)
		}
		s, err := io.ReadAll(r)
		if err != nil {
			tb.Fatalf("%s: %v", f.Name, err)
		}
		m[f.Name] = string(s)
	}
	return m
}
