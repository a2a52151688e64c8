package pipeline

import (
	"context"
	"errors"
	"fmt"

	"github.com/callready/callready/io/xlsxfile"
)

// unwritable tells of a cell of a workbook whose text cannot be changed.
func unwritable(err error) bool {
	return errors.Is(err, xlsxfile.ErrFormula) || errors.Is(err, xlsxfile.ErrMerged) || errors.Is(err, xlsxfile.ErrFull)
}

// beginBook begins the corrected copy of a workbook.
func (k *sink) beginBook(ctx context.Context) error {
	out, err := k.folder.File("import/corrected-001.xlsx")
	if err != nil {
		return err
	}
	k.whole = out
	k.book, err = k.sheet.Writer(ctx, out, xlsxfile.WriterOptions{})
	return err
}

// finishBook appends the new contacts and writes the workbook.
func (k *sink) finishBook() (err error) {
	for row, err := range k.appended.All() {
		if err != nil {
			return err
		}
		cells, _, err := xlsxfile.DecodeCells(nil, row)
		if err != nil {
			return fmt.Errorf("a temporary file is damaged: %w", err)
		}
		if err := k.book.Append(cells); err != nil {
			return err
		}
	}
	book := k.book
	k.book = nil
	_, err = book.Close()
	return err
}
