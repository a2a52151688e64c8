package report

import (
	"fmt"
	"io"
	"iter"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/io/csvfile"
)

// csvHeader names the columns of the CSV report; scripts rely on them, in every language.
var csvHeader = []string{
	"part", "key", "who", "column", "before", "after", "to", "act", "why", "evidence", "do", "severity", "codes", "numbers",
	"group", "match", "holder", "holder_file", "file", "row", "line",
}

// csvBlock is how many bytes of rows are written together.
const csvBlock = 64 << 10

// CSV writes a journal as one table for spreadsheets and scripts: UTF-8 with a byte order mark, the delimiter of the input. next
// gives the file to write to; it is called for the first one, and again when most rows are in it, so that no spreadsheet cuts the
// rest off. most 0 is no limit.
func CSV(next func() (io.Writer, error), most int, s *summary.Summary, events iter.Seq2[journal.Event, error], o RowOptions) error {
	format := csvfile.Format{Delimiter: ',', LineEnd: "\r\n"}
	if len(s.Inputs) > 0 && len(s.Inputs[0].Delimiter) == 1 && s.Inputs[0].Delimiter[0] != 0 {
		format.Delimiter = s.Inputs[0].Delimiter[0]
	}
	var w io.Writer
	var buf []byte
	n := 0
	begin := func() (err error) {
		if w != nil {
			if _, err := w.Write(buf); err != nil {
				return err
			}
		}
		if w, err = next(); err != nil {
			return err
		}
		n, buf = 0, csvfile.AppendRow(append(buf[:0], "\ufeff"...), csvHeader, format)
		return nil
	}
	if err := begin(); err != nil {
		return err
	}
	r := newRower(s, &o)
	var cells []string
	err := r.each(s, events, &o, func(l *row) error {
		if most > 0 && n == most {
			if err := begin(); err != nil {
				return err
			}
		}
		n++
		cells = append(cells[:0], partNames[l.Part], l.Key, l.Who, l.Column, l.Old, l.New, l.To, l.What, l.Why, l.Evidence, l.Do, l.Severity, l.Codes, l.Numbers,
			l.Group, l.Match, l.Holder, l.HolderFile, l.File, l.Row, l.Line)
		if buf = csvfile.AppendRow(buf, cells, format); len(buf) < csvBlock {
			return nil
		}
		_, err := w.Write(buf)
		buf = buf[:0]
		return err
	})
	if err != nil {
		return err
	}
	if _, err := w.Write(buf); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}
