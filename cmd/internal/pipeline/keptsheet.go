package pipeline

import (
	"context"
	"errors"
	"io"

	"github.com/callready/callready/cmd/internal/disk"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/io/xlsxfile"
)

// What is written into a corrected workbook are the rows of the sheet, as XML. The first pass cuts them, and keeps beside a
// record's texts how long its XML is; so the last one only inflates the sheet and takes the rows as they come.

// keptRows bounds the rows of all workbooks that are kept, in bytes.
const keptRows = 1 << 30

// keepMost gives how many bytes of the workbooks' rows are kept where temporary files lie: a quarter of the room at most, since what
// a run writes comes later, and must not fail for what only saves time.
func keepMost(dir string) int64 {
	free, err := disk.Free(dir)
	if err != nil {
		return keptRows
	}
	return min(keptRows, free/4)
}

// xmlBlock is the XML of a block's rows: where it stands in the sheet of a file, and its bytes.
type xmlBlock struct {
	file       int
	from, size int64
}

// hasSheets tells whether all inputs are workbooks.
func hasSheets(inputs []Input) bool {
	for i := range inputs {
		if inputs[i].Sheet == nil {
			return false
		}
	}
	return len(inputs) > 0
}

// xmlOf gives where the XML of a batch's rows stands, which lies there row behind row.
func xmlOf(file int, b *record.Batch) xmlBlock {
	if len(b.Records) == 0 {
		return xmlBlock{file: file}
	}
	first, last := &b.Records[0], &b.Records[len(b.Records)-1]
	return xmlBlock{file, first.Offset, last.Offset + int64(last.Raw.Len()) - first.Offset}
}

// sheetReader reads what was kept of workbooks, with the XML of the rows.
type sheetReader struct {
	keptReader
	ctx    context.Context //nolint:containedctx // A reader has no other way to be stopped.
	inputs []Input
	hears  func(n int64)       // of the bytes that were read
	rows   *xlsxfile.RowReader // nil before the first block
	file   int                 // that rows is of
}

// Read names the next block, and takes its XML. Whoever works on it loads the rest.
func (r *sheetReader) Read(s *section) error {
	at := r.next
	err := r.keptReader.Read(s)
	if err != nil {
		if ended := r.end(errors.Is(err, io.EOF)); ended != nil {
			return ended
		}
		return err
	}
	x := r.k.xml[at]
	if r.rows == nil || r.file != x.file {
		if err := r.end(true); err != nil {
			return err
		}
		if r.rows, err = r.inputs[x.file].Sheet.Rows(r.ctx); err != nil {
			return err
		}
		r.file = x.file
	}
	if s.xml, err = r.rows.Next(s.xml[:0], int(x.size)); err != nil {
		return errors.Join(err, r.end(false))
	}
	s.from = x.from
	r.hears(x.size)
	return nil
}

// end ends the reading of a sheet, if there is one, all of which was read.
func (r *sheetReader) end(all bool) error {
	if r.rows == nil {
		return nil
	}
	rows := r.rows
	r.rows = nil
	return rows.Close(all)
}
