package xlsxfile

import (
	"errors"
	"fmt"
)

// Options bounds what a workbook may cost. The zero value has defaults that no honest workbook meets.
type Options struct {
	Password string // of a protected workbook
	TempDir  string // for decrypted copies and parts in the making; "": the system's temporary folder

	MaxInflated  int64 // bytes that one part may decompress to; default 64 GiB
	MaxInflation int64 // and how many times its compressed size, above 64 MiB; default 400
	MaxStrings   int64 // bytes of shared strings in memory; default 2 GiB
	MaxText      int   // bytes of one text; default 1 MiB
	MaxRow       int   // bytes of one row's XML; default 16 MiB
	MaxPart      int   // bytes of what is read whole: the smaller parts, what stands before and behind the rows; default 64 MiB
	MaxEncrypted int64 // bytes of a protected workbook, which is decrypted in memory; default 512 MiB
	BlockSize    int   // bytes of XML in one batch; default 256 KiB
}

func (o Options) withDefaults() Options {
	setDefault(&o.MaxInflated, 64<<30)
	setDefault(&o.MaxInflation, 400)
	setDefault(&o.MaxStrings, 2<<30)
	setDefault(&o.MaxText, 1<<20)
	setDefault(&o.MaxRow, 16<<20)
	setDefault(&o.MaxPart, 64<<20)
	setDefault(&o.MaxEncrypted, 512<<20)
	setDefault(&o.BlockSize, 256<<10)
	return o
}

func setDefault[T int | int64](v *T, value T) {
	if *v <= 0 {
		*v = value
	}
}

// The limits of the format.
const (
	MaxRows    = 1 << 20 // rows of a sheet
	MaxColumns = 1 << 14 // columns of a sheet
	MaxChars   = 32767   // UTF-16 units of one cell's text
)

// What can be wrong with a file. Errors of this package wrap one of these where it applies.
var (
	ErrNotWorkbook = errors.New("not an XLSX workbook")
	ErrLegacy      = errors.New("a workbook in the old XLS format")
	ErrEncrypted   = errors.New("a workbook protected by a password")
	ErrPassword    = errors.New("the password does not open the workbook")
	ErrDamaged     = errors.New("the workbook is damaged")
	ErrLimit       = errors.New("the workbook is larger than allowed")
	ErrNoSheet     = errors.New("the workbook has no such sheet")
)

// What can stand against a change of a cell or a sheet.
var (
	ErrFull    = errors.New("the sheet is full")                                        // no row, column or character is left
	ErrFormula = errors.New("the cell's formula is one that other cells depend on")     // shared and array formulas
	ErrMerged  = errors.New("the cell lies under a merged cell, where nobody sees it")  //
	ErrOrder   = errors.New("rows are written in another order than they were read in") // wrong usage
)

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(format, args...))
}

func tooBig(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrLimit, fmt.Sprintf(format, args...))
}
