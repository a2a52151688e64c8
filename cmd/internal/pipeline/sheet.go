package pipeline

import (
	"context"
	"errors"
	"fmt"

	"github.com/callready/callready/io/record"
	"github.com/callready/callready/io/xlsxfile"
)

// spliceSheet writes a row of the corrected workbook with its new cells. A cell that cannot be written, since other cells
// compute with its formula or a merged cell covers it, is left to a person.
func (s *scene) spliceSheet(edits []record.Edit) error {
	err := s.out.book.Splice(s.b, s.i, edits)
	if !unwritable(err) {
		return err
	}
	var good []record.Edit
	for i := range edits {
		var dst []byte
		if _, err := s.sheet.AppendSplice(dst, s.b, s.i, edits[i:i+1]); unwritable(err) {
			code, why := s.why([]string{CodeNotWritable})
			s.review(needsYou, s.name, itoa(s.rec.Row), itoa(s.rec.Line), s.key, s.who, s.Binding.Columns[edits[i].Col].Header,
				s.b.String(s.i, edits[i].Col), code, why, edits[i].Value, "")
			continue
		}
		good = append(good, edits[i])
	}
	if err := s.out.book.Splice(s.b, s.i, good); !unwritable(err) {
		return err
	}
	return s.out.book.Keep(s.b, s.i)
}

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
