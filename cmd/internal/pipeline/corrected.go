package pipeline

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/callready/callready/cmd/internal/run"
	"github.com/callready/callready/cmd/internal/spill"
	"github.com/callready/callready/io/xlsxfile"
)

// corrected is the corrected file of one input in the making: its records, behind them the new contacts, and at the end
// its footer.
type corrected struct {
	in       *Input
	file     *run.File
	text     io.WriteCloser   // writes file, in the encoding of the input; nil for a workbook
	book     *xlsxfile.Writer // nil for delimited text, and once it is written
	appended *spill.Spool
	footer   []byte
	endsLine bool // the file ends in a line end so far
	formulas int64
	remains  int64
}

// beginWhole begins the corrected files. Those of workbooks must all be there before the first row is settled.
func (k *sink) beginWhole(ctx context.Context) error {
	names := wholeNames(k.inputs)
	k.books = make([]*xlsxfile.Writer, len(k.inputs))
	for i := range k.inputs {
		f, err := k.folder.File(names[i])
		if err != nil {
			return err
		}
		k.wholes = append(k.wholes, f)
		if sheet := k.inputs[i].Sheet; sheet != nil {
			if k.books[i], err = sheet.Writer(ctx, f, xlsxfile.WriterOptions{}); err != nil {
				return err
			}
		}
	}
	return nil
}

// wholeNames gives the names of the corrected files: with the name of the input where there are several.
func wholeNames(inputs []Input) []string {
	taken := map[string]bool{}
	var names []string
	for i := range inputs {
		stem, ext := "import/corrected", ".csv"
		if len(inputs) > 1 {
			stem += "-" + inputs[i].Stem
		}
		if inputs[i].Sheet != nil {
			ext = ".xlsx"
		}
		for n := 1; ; n++ {
			name := fmt.Sprintf("%s-%03d%s", stem, n, ext)
			// Not every system tells A from a.
			if key := strings.ToLower(name); !taken[key] {
				taken[key] = true
				names = append(names, name)
				break
			}
		}
	}
	return names
}

// turn ends the work on the input at hand and begins that on the given one, or on none behind the last.
func (k *sink) turn(to int) error {
	for k.at < to {
		if k.badRaw != nil {
			if err := k.badRaw.Close(); err != nil {
				return err
			}
		}
		if c := k.corrected; c != nil {
			k.corrected, k.books[k.at] = nil, nil
			if err := c.finish(); err != nil {
				return err
			}
			k.formulas += c.formulas
			k.remains += c.remains
			if err := c.file.Close(); err != nil { // However many inputs there are, one file is open.
				return err
			}
		}
		k.at++
		k.badRaw = nil
		if k.at < len(k.inputs) {
			k.begin()
		}
	}
	return nil
}

// begin begins the work on the input at hand.
func (k *sink) begin() {
	in := &k.inputs[k.at]
	k.badRaw = in.Wide(k.bad)
	if len(k.wholes) == 0 {
		return
	}
	k.corrected = &corrected{in: in, file: k.wholes[k.at], book: k.books[k.at], appended: spill.NewSpool(k.folder.TempDir())}
	if k.corrected.book == nil {
		k.corrected.text = in.Wide(k.corrected.file)
	}
}

// close removes the temporary file of a corrected file that nobody finishes.
func (c *corrected) close() { _ = c.appended.Close() }

// take writes what one batch gives.
func (c *corrected) take(ch *chunk) error {
	c.footer = append(c.footer, ch.footer...)
	if c.book != nil {
		if err := c.book.Write(ch.book); err != nil {
			return err
		}
	} else if _, err := c.text.Write(ch.corrected); err != nil {
		return err
	}
	c.file.AddRows(int(ch.totals.contacts.Read+ch.totals.contacts.Repeated+ch.totals.lines+ch.totals.ragged) + len(ch.appended.ends))
	if n := len(ch.corrected); n > 0 {
		c.endsLine = ch.corrected[n-1] == '\n' || ch.corrected[n-1] == '\r'
	}
	for start, i := 0, 0; i < len(ch.appended.ends); i++ {
		if err := c.appended.Add(ch.appended.buf[start:ch.appended.ends[i]]); err != nil {
			return err
		}
		start = ch.appended.ends[i]
	}
	return nil
}

// finish writes what comes behind the records.
func (c *corrected) finish() error {
	defer c.close()
	if c.book != nil {
		return c.finishBook()
	}
	if c.appended.Len() > 0 && !c.endsLine {
		if _, err := c.text.Write([]byte(c.in.Format.LineEnd)); err != nil {
			return err
		}
	}
	for row, err := range c.appended.All() {
		if err != nil {
			return err
		}
		if _, err := c.text.Write(row); err != nil {
			return err
		}
	}
	if _, err := c.text.Write(c.footer); err != nil {
		return err
	}
	return c.text.Close()
}

// finishBook appends the new contacts and writes the workbook.
func (c *corrected) finishBook() error {
	if err := c.appendToBook(); err != nil {
		_, _ = c.book.Close() // The run has failed.
		return err
	}
	res, err := c.book.Close()
	c.formulas += int64(res.Formulas)
	if res.Left != nil {
		c.remains++
	}
	return err
}

func (c *corrected) appendToBook() error {
	var cells []string
	for row, err := range c.appended.All() {
		if err != nil {
			return err
		}
		if cells, _, err = xlsxfile.DecodeCells(cells[:0], row); err != nil {
			return fmt.Errorf("a temporary file is damaged: %w", err)
		}
		if err := c.book.Append(cells); err != nil {
			return err
		}
	}
	return nil
}
