package revise

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/callready/callready/cmd/internal/run"
	"github.com/callready/callready/io/csvfile"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/io/tablefile"
	"github.com/callready/callready/io/xlsxfile"
)

const bom = "\xef\xbb\xbf"

// forPeople tells whether a file of a run is a list for people and no import file.
func forPeople(path string) bool {
	for _, name := range []string{"undo/created", "undo/to-clear", "undo/merge-to-clear", "undo/company-phones.csv", "review/to-clear.csv", "review/merge-deletes"} {
		if strings.HasPrefix(path, name) {
			return true
		}
	}
	return false
}

// format says how a file of a run is written.
func (r *Run) format(path string) csvfile.Format {
	if forPeople(path) {
		return r.reviews
	}
	return r.imports
}

// read hands the rows of a table of the run to a function, the header first. The cells are good until the next row.
func (r *Run) read(ctx context.Context, path string, use func(header, cells []string) error) error {
	f, err := tablefile.Open(ctx, r.path(path), nil, tablefile.Options{HeaderRow: 1, Delimiter: r.format(path).Delimiter, Encoding: "utf-8"})
	if err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	err = records(ctx, f, func(b *record.Batch, i int) error {
		cells := make([]string, len(f.Header()))
		for col := range cells {
			cells[col] = b.String(i, col)
		}
		return use(f.Header(), cells)
	})
	if err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	return nil
}

// records hands the data records of a table to a function.
func records(ctx context.Context, f tablefile.Table, use func(b *record.Batch, i int) error) error {
	rd, err := f.Reader(ctx)
	if err != nil {
		return err
	}
	var b record.Batch
	for {
		err := rd.Read(&b)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		for i := range b.Records {
			if b.Records[i].Kind != record.Data {
				continue
			}
			if err := use(&b, i); err != nil {
				return err
			}
		}
	}
}

// writer writes one file of the new folder in the form of one of the run.
type writer struct {
	table  *run.Table
	format csvfile.Format
	book   bool
	buf    []byte
}

// newWriter begins a file; its kind goes by its name's end. sheet names the sheet of a workbook.
func newWriter(folder *run.Folder, path string, header []string, format csvfile.Format) *writer {
	w := &writer{format: format}
	sp := run.Spec{Single: true}
	stem := strings.TrimSuffix(path, ".csv")
	if s, ok := strings.CutSuffix(path, ".xlsx"); ok {
		w.book, stem = true, s
		sp.Ext, sp.Decode = ".xlsx", xlsxfile.DecodeCells
		sheet := "Contacts"
		if strings.Contains(path, "company-phones") {
			sheet = "Companies"
		}
		sp.Sheet = func(out io.Writer) (run.Sheet, error) { return xlsxfile.NewWriter(out, sheet, header) }
	} else {
		sp.Header = csvfile.AppendRow(nil, header, format)
		if format.BOM {
			sp.BOM = []byte(bom)
		}
	}
	w.table = folder.Table(stem, sp)
	return w
}

// row adds a row.
func (w *writer) row(cells ...string) error {
	if w.book {
		w.buf = xlsxfile.AppendCells(w.buf[:0], cells)
	} else {
		w.buf = csvfile.AppendRow(w.buf[:0], cells, w.format)
	}
	return w.table.Append(w.buf, []int{len(w.buf)})
}

func (w *writer) close() error { return w.table.Close() }
