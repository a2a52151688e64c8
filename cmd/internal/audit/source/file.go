package source

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"

	"github.com/callready/callready/io/record"
	"github.com/callready/callready/io/tablefile"
)

// Options say how a file is opened. The zero value finds everything out.
type Options struct {
	Stdin    io.Reader // what the name "-" stands for
	SpoolDir string    // for copies of standard input and compressed files; "": the system's temporary folder
	Paste    bool      // text that is no table is read line by line: see [File]
	Password string    // of protected workbooks
	Kind     Kind      // what the list should be, to find its sheet in a workbook; "" for the first with rows
	// Choose chooses the sheet where Kind is Contacts.
	Choose func([]tablefile.Sheet) int
}

// Form says how a file is written.
type Form string

// The forms.
const (
	Table  Form = "table"
	JSON   Form = "json"
	Pasted Form = "pasted"
)

// File is a list, whatever the form it came in.
type File struct {
	Name   string
	Form   Form
	header []string
	table  tablefile.Table
	path   string // of JSON and pasted text
	sample [][]string
	rows   int   // of JSON and pasted text
	order  []int // of the columns, where another file gives it; nil as they stand
	own    []string

	Unread int64 // records of a table that the latest pass could not read, and left out
}

// Row is one row of a file. It is valid until the function that got it returns.
type Row struct {
	N       int // running number, from 1
	batch   *record.Batch
	at      int
	cells   []string
	order   []int
	scratch []byte
}

// Cell gives the text of a column, without white space at its ends; a column that the row lacks, and -1, are empty. It is
// valid as long as the row.
func (r *Row) Cell(col int) []byte { return bytes.TrimSpace(r.Stored(col)) }

// Stored is Cell with the white space that the file has.
func (r *Row) Stored(col int) []byte {
	if r.order != nil && col >= 0 {
		if col >= len(r.order) {
			return nil
		}
		col = r.order[col]
	}
	switch {
	case col < 0:
		return nil
	case r.batch != nil:
		return r.batch.Value(r.at, col, &r.scratch)
	case col < len(r.cells):
		return []byte(r.cells[col])
	}
	return nil
}

// Text is Cell as a string of its own.
func (r *Row) Text(col int) string { return string(r.Cell(col)) }

// sampleRows is how many rows are looked at to find out what the columns hold.
const sampleRows = 400

// Header gives the names of the columns: of JSON, the path to each value, such as "user.email".
func (f *File) Header() []string { return f.header }

// Sample gives the first rows.
func (f *File) Sample() [][]string { return f.sample }

// Close closes the file.
func (f *File) Close() error {
	if f.table != nil {
		return f.table.Close()
	}
	return nil
}

// SHA256 gives the hash of the file as it is stored.
func (f *File) SHA256(ctx context.Context) (string, error) {
	if f.table != nil {
		return f.table.SHA256(ctx)
	}
	return hashFile(ctx, f.path)
}

// Unguard says before which signs the program that wrote the file put an apostrophe: see [tablefile.Table].
func (f *File) Unguard(signs string) {
	if f.table != nil {
		f.table.Unguard(signs)
	}
}

// Bytes gives the size of the file.
func (f *File) Bytes() int64 {
	if f.table != nil {
		return f.table.Bytes()
	}
	if info, err := os.Stat(f.path); err == nil {
		return info.Size()
	}
	return 0
}

// Each reads the file from the start and hands out its rows in order. An error of fn ends it.
func (f *File) Each(ctx context.Context, fn func(r *Row) error) error {
	switch f.Form {
	case JSON:
		return f.eachObject(ctx, fn)
	case Pasted:
		for i, cells := range f.sample {
			if err := fn(&Row{N: i + 1, cells: cells, order: f.order}); err != nil {
				return err
			}
		}
		return ctx.Err()
	case Table:
	}
	f.Unread = 0
	src, err := f.table.Reader(ctx)
	if err != nil {
		return err
	}
	var b record.Batch
	row := Row{batch: &b, order: f.order}
	for {
		if err := src.Read(&b); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		for i := range b.Records {
			switch b.Records[i].Kind {
			case record.Data:
			case record.Bad:
				if !b.Records[i].More {
					f.Unread++
				}
				continue
			default:
				continue
			}
			row.N, row.at, row.scratch = b.Records[i].Row, i, row.scratch[:0]
			if err := fn(&row); err != nil {
				return err
			}
		}
	}
}

// errEnough ends a pass that has seen what it came for.
var errEnough = errors.New("enough rows")

// take keeps the first rows.
func (f *File) take(ctx context.Context) error {
	err := f.Each(ctx, func(r *Row) error {
		cells := make([]string, len(f.header))
		for col := range cells {
			cells[col] = r.Text(col)
		}
		if f.sample = append(f.sample, cells); len(f.sample) == sampleRows {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}
