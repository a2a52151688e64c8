package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/callready/callready/io/record"
	"github.com/callready/callready/io/tablefile"
)

// handed reads a list of a run that a person hands back: CSV or a workbook, however a spreadsheet saved it. fits tells whether a
// header is that of the list; each gets the rows one after the other, the first being 1. A row may be short or long; one that cannot be
// read is an error, since an answer must not get lost unseen.
func handed(ctx context.Context, name, passwordFile string, fits func(header []string) error, each func(n int, row []string) error) error {
	password, err := readPassword(passwordFile)
	if err != nil {
		return err
	}
	f, err := openHanded(ctx, name, password, fits)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // it was only read
	r, err := f.Reader(ctx)
	if err != nil {
		return err
	}
	n := 0
	row := make([]string, len(f.Header()))
	for b := new(record.Batch); ; {
		err := r.Read(b)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		for i := range b.Records {
			rec := &b.Records[i]
			switch rec.Kind {
			case record.Data, record.Again:
			case record.Bad:
				if rec.Fault != record.FaultTooFew && rec.Fault != record.FaultTooMany {
					return fmt.Errorf("damaged row %d on line %d: %s", n+1, rec.Line, rec.Fault)
				}
			default:
				continue
			}
			n++
			for col := range row {
				row[col] = b.String(i, col)
			}
			if err := each(n, row); err != nil {
				return fmt.Errorf("row %d: %w", n, err)
			}
		}
	}
}

// openHanded opens a list with the delimiter with which its header is that of the list.
func openHanded(ctx context.Context, name, password string, fits func(header []string) error) (tablefile.Table, error) {
	choose := func(sheets []tablefile.Sheet) int {
		for i := range sheets {
			if fits(sheets[i].Header) == nil {
				return i
			}
		}
		return 0
	}
	var first error
	for _, delimiter := range [...]byte{0, ';', ',', '\t'} {
		f, err := tablefile.Open(ctx, name, nil, tablefile.Options{Delimiter: delimiter, HeaderRow: 1, Password: password, Choose: choose})
		if err != nil {
			return nil, err
		}
		wrong := fits(f.Header())
		if wrong == nil {
			return f, nil
		}
		if err := f.Close(); err != nil {
			return nil, err
		}
		if first == nil {
			first = wrong
		}
		if _, book := f.(*tablefile.Workbook); book {
			break
		}
	}
	return nil, first
}
