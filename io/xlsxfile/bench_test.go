package xlsxfile

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/callready/callready/io/record"
)

var benchRows = flag.Int("rows", 2000, "rows of the workbooks of the benchmarks")

// BenchmarkRead reads a sheet, and has excelize read the same one.
func BenchmarkRead(b *testing.B) {
	for _, kind := range []string{"inline", "shared"} {
		raw := contactBook(b, *benchRows, kind == "shared")
		b.Run(kind+"/own", func(b *testing.B) {
			for b.Loop() {
				book, err := Open(bytes.NewReader(raw), int64(len(raw)), Options{})
				if err != nil {
					b.Fatal(err)
				}
				t, err := book.Table("Contacts", TableOptions{HeaderRow: 1})
				if err != nil {
					b.Fatal(err)
				}
				r, err := t.Reader(context.Background())
				if err != nil {
					b.Fatal(err)
				}
				var batch record.Batch
				for err == nil {
					err = r.Read(&batch)
				}
				if !errors.Is(err, io.EOF) {
					b.Fatal(err)
				}
			}
			rate(b)
		})
		b.Run(kind+"/excelize", func(b *testing.B) {
			for b.Loop() {
				f, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{RawCellValue: true})
				if err != nil {
					b.Fatal(err)
				}
				rows, err := f.Rows("Contacts")
				if err != nil {
					b.Fatal(err)
				}
				for rows.Next() {
					if _, err := rows.Columns(); err != nil {
						b.Fatal(err)
					}
				}
				if err := errors.Join(rows.Close(), f.Close()); err != nil {
					b.Fatal(err)
				}
			}
			rate(b)
		})
	}
}

func rate(b *testing.B) {
	b.Helper()
	b.ReportMetric(float64(*benchRows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkRewrite corrects two phone columns of every row with two workers, as the whole tool would, and has excelize
// read all rows and write them to a new workbook.
func BenchmarkRewrite(b *testing.B) {
	for _, kind := range []string{"inline", "shared"} {
		raw := contactBook(b, *benchRows, kind == "shared")
		b.Run(kind+"/own", func(b *testing.B) {
			for b.Loop() {
				if err := parallelRewrite(raw, io.Discard); err != nil {
					b.Fatal(err)
				}
			}
			rate(b)
		})
		b.Run(kind+"/excelize", func(b *testing.B) {
			for b.Loop() {
				if err := excelizeRewrite(raw, io.Discard); err != nil {
					b.Fatal(err)
				}
			}
			rate(b)
		})
	}
}

type rewriteJob struct {
	batch record.Batch
	chunk *Chunk
	done  chan error
}

func parallelRewrite(raw []byte, out io.Writer) error {
	ctx := context.Background()
	book, err := Open(bytes.NewReader(raw), int64(len(raw)), Options{})
	if err != nil {
		return err
	}
	t, err := book.Table("Contacts", TableOptions{HeaderRow: 1})
	if err != nil {
		return err
	}
	r, err := t.Reader(ctx)
	if err != nil {
		return err
	}
	w, err := t.Writer(ctx, out, WriterOptions{})
	if err != nil {
		return err
	}
	const workers = 2
	free, todo, order := make(chan *rewriteJob, workers+2), make(chan *rewriteJob, workers+2), make(chan *rewriteJob, workers+2)
	for range cap(free) {
		free <- &rewriteJob{chunk: w.NewChunk()}
	}
	for range workers {
		go func() {
			for j := range todo {
				j.done <- work(j)
			}
		}()
	}
	failed := make(chan error, 1)
	go func() {
		var err error
		for j := range order {
			if err = errors.Join(err, <-j.done); err == nil {
				err = w.Write(j.chunk)
			}
			free <- j
		}
		failed <- err
	}()
	for err == nil {
		j := <-free
		if err = r.Read(&j.batch); err == nil {
			j.done = make(chan error, 1)
			order <- j
			todo <- j
		}
	}
	close(todo)
	close(order)
	if err := <-failed; err != nil {
		return err
	}
	_, err = w.Close()
	return err
}

func work(j *rewriteJob) error {
	j.chunk.Reset()
	b := &j.batch
	var scratch []byte
	edits := make([]record.Edit, 2)
	for i := range b.Records {
		if b.Records[i].Kind != record.Data {
			if err := j.chunk.Keep(b, i); err != nil {
				return err
			}
			continue
		}
		scratch = scratch[:0]
		for k, col := range []int{4, 5} {
			digits := []byte{'+'}
			for _, c := range b.Value(i, col, &scratch) {
				if c >= '0' && c <= '9' {
					digits = append(digits, c)
				}
			}
			edits[k] = record.Edit{Col: col, Value: string(digits)}
		}
		if err := j.chunk.Splice(b, i, edits); err != nil {
			return err
		}
	}
	return j.chunk.Seal()
}

func excelizeRewrite(raw []byte, out io.Writer) error {
	f, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	rows, err := f.Rows("Contacts")
	if err != nil {
		return err
	}
	g := excelize.NewFile()
	w, err := g.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	for n := 1; rows.Next(); n++ {
		cells, err := rows.Columns()
		if err != nil {
			return err
		}
		values := make([]any, len(cells))
		for i, c := range cells {
			values[i] = c
		}
		ref, _ := excelize.CoordinatesToCellName(1, n)
		if err := w.SetRow(ref, values); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return errors.Join(rows.Close(), g.Write(out), f.Close())
}

// BenchmarkTexts reads the texts of a sheet once more, after a first pass has kept them.
func BenchmarkTexts(b *testing.B) {
	for _, kind := range []string{"inline", "shared"} {
		b.Run(kind, func(b *testing.B) {
			raw := contactBook(b, *benchRows, kind == "shared")
			t, err := openBytes(b, raw, Options{}).Table("Contacts", TableOptions{HeaderRow: 1})
			if err != nil {
				b.Fatal(err)
			}
			pass := func() {
				r, err := t.Texts(context.Background())
				if err != nil {
					b.Fatal(err)
				}
				var batch record.Batch
				for err == nil {
					err = r.Read(&batch)
				}
				if !errors.Is(err, io.EOF) {
					b.Fatal(err)
				}
			}
			pass()
			for b.Loop() {
				pass()
			}
			rate(b)
		})
	}
}

// BenchmarkNewWriter writes a new workbook, and has excelize write the same one.
func BenchmarkNewWriter(b *testing.B) {
	header := []string{"Id", "Phone", "Mobile", "Fax", "Name"}
	cells := []string{"003000000012345", "+33199001234", "+33639981234", "", "Ann Example"}
	b.Run("own", func(b *testing.B) {
		for b.Loop() {
			w, err := NewWriter(io.Discard, "Updates", header)
			if err != nil {
				b.Fatal(err)
			}
			for range *benchRows {
				if err := w.Append(cells); err != nil {
					b.Fatal(err)
				}
			}
			if err := w.Close(); err != nil {
				b.Fatal(err)
			}
		}
		rate(b)
	})
	b.Run("excelize", func(b *testing.B) {
		for b.Loop() {
			f := excelize.NewFile()
			w, err := f.NewStreamWriter("Sheet1")
			if err != nil {
				b.Fatal(err)
			}
			for i := range *benchRows {
				ref, _ := excelize.CoordinatesToCellName(1, i+1)
				values := make([]any, len(cells))
				for k, c := range cells {
					values[k] = c
				}
				if err := w.SetRow(ref, values); err != nil {
					b.Fatal(err)
				}
			}
			if err := errors.Join(w.Flush(), f.Write(io.Discard)); err != nil {
				b.Fatal(err)
			}
		}
		rate(b)
	})
}
