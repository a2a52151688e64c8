package xlsxfile

import (
	"encoding/binary"
	"errors"
)

// AppendCells appends a row of texts in a form of this package's own, for rows that wait in a buffer or file until
// they are handed to [Writer.Append] or [SheetWriter.Append]: workers can make it, and it is cheap to undo.
func AppendCells(dst []byte, cells []string) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(cells)))
	for _, c := range cells {
		dst = binary.AppendUvarint(dst, uint64(len(c)))
		dst = append(dst, c...)
	}
	return dst
}

var errCells = errors.New("these bytes are no row of cells")

// DecodeCells appends the texts of one row that [AppendCells] made to cells, and gives what follows it in row.
func DecodeCells(cells []string, row []byte) (_ []string, rest []byte, err error) {
	n, w := binary.Uvarint(row)
	if w <= 0 || n > uint64(len(row)) {
		return cells, row, errCells
	}
	rest = row[w:]
	for range n {
		size, w := binary.Uvarint(rest)
		if w <= 0 || size > uint64(len(rest)-w) {
			return cells, row, errCells
		}
		cells = append(cells, string(rest[w:w+int(size)]))
		rest = rest[w+int(size):]
	}
	return cells, rest, nil
}
