package xlsxfile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
)

// RowReader reads the XML of a sheet's rows once more, for whoever knows from a pass of [Table.Reader] where each of them
// stands: nothing is cut and no text is made.
type RowReader struct {
	table *Table
	part  *partReader
}

// Rows begins with the first row. A pass must have come to its end before, else the error is [ErrOrder].
func (t *Table) Rows(ctx context.Context) (*RowReader, error) {
	known := t.known()
	if known == nil {
		return nil, fmt.Errorf("%w: sheet %q has not been read", ErrOrder, t.sheet.Name)
	}
	part, err := t.book.pack.open(ctx, t.sheet.part)
	if err != nil {
		return nil, err
	}
	r := &RowReader{table: t, part: part}
	if _, err := io.CopyN(io.Discard, part, known.head.end); err != nil {
		return nil, errors.Join(r.failed(err), part.Close())
	}
	return r, nil
}

// Next appends the next n bytes of the rows to dst.
func (r *RowReader) Next(dst []byte, n int) ([]byte, error) {
	at := len(dst)
	dst = slices.Grow(dst, n)[:at+n]
	if _, err := io.ReadFull(r.part, dst[at:]); err != nil {
		return dst[:at], r.failed(err)
	}
	return dst, nil
}

// Close ends the reading of a pass that came to its end, or was given up. With all set, what follows the rows is read too, and
// with it the checksum of the whole sheet.
func (r *RowReader) Close(all bool) error {
	var err error
	if all {
		if _, err = io.Copy(io.Discard, r.part); err != nil {
			err = r.failed(err)
		}
	}
	return errors.Join(err, r.part.Close())
}

// failed names the sheet; that it is shorter than before is damage.
func (r *RowReader) failed(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = damaged("it breaks off")
	}
	return fmt.Errorf("sheet %q: %w", r.table.sheet.Name, err)
}
