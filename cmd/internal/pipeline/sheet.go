package pipeline

import (
	"errors"

	"github.com/callready/callready/io/xlsxfile"
)

// unwritable tells of a cell of a workbook whose text cannot be changed.
func unwritable(err error) bool {
	return errors.Is(err, xlsxfile.ErrFormula) || errors.Is(err, xlsxfile.ErrMerged) || errors.Is(err, xlsxfile.ErrFull)
}
