package report

import (
	"context"
	"io"
	"iter"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/io/xlsxfile"
)

// bookColumn is a column of a workbook's sheet.
type bookColumn struct {
	name  string // the sentence rows.col.NAME is its header
	width int
	few   bool // holds the same few texts
	of    func(*row) string
}

// bookSheets gives the sheets of a workbook with their columns, by part.
func bookSheets() [sheetParts][]bookColumn {
	key := bookColumn{"key", 16, false, func(r *row) string { return r.Key }}
	who := bookColumn{"who", 24, false, func(r *row) string { return r.Who }}
	field := bookColumn{"field", 22, true, func(r *row) string { return r.Column }}
	before := bookColumn{"before", 28, false, func(r *row) string { return r.Old }}
	after := bookColumn{"after", 18, false, func(r *row) string { return r.New }}
	value := bookColumn{"value", 28, false, func(r *row) string { return r.Old }}
	number := bookColumn{"number", 18, false, func(r *row) string { return r.New }}
	numbers := bookColumn{"numbers", 18, false, func(r *row) string { return r.Numbers }}
	to := bookColumn{"to", 22, true, func(r *row) string { return r.To }}
	what := bookColumn{"what", 18, true, func(r *row) string { return r.What }}
	why := bookColumn{"why", 48, true, func(r *row) string { return r.Why }}
	proof := bookColumn{"evidence", 36, true, func(r *row) string { return r.Evidence }}
	do := bookColumn{"do", 48, true, func(r *row) string { return r.Do }}
	codes := bookColumn{"codes", 24, true, func(r *row) string { return r.Codes }}
	group := bookColumn{"group", 18, false, func(r *row) string { return r.Group }}
	match := bookColumn{"match", 12, true, func(r *row) string { return r.Match }}
	file := bookColumn{"file", 18, true, func(r *row) string { return r.File }}
	at := bookColumn{"row", 10, false, func(r *row) string { return r.Row }}
	return [sheetParts][]bookColumn{
		partChanges:    {key, who, field, before, after, to, what, why, proof, codes, file, at},
		partNew:        {key, who, field, before, number, to, why, proof, codes, file, at},
		partNeeds:      {key, who, field, value, why, do, numbers, proof, codes, file, at},
		partDuplicates: {group, match, key, who, to, why, codes, file, at},
		partRequired:   {key, who, field, value, why, do, codes, file, at},
		partOther:      {key, who, field, value, what, why, do, numbers, proof, codes, file, at},
	}
}

// Workbook writes a journal as a workbook for people: a sheet each for changes, new contacts, cells that need somebody,
// duplicates, mandatory fields and what else is worth knowing, with filters and the header in sight. Temporary files go into the
// folder temp.
func Workbook(ctx context.Context, w io.Writer, temp string, s *summary.Summary, events iter.Seq2[journal.Event, error], o RowOptions) error {
	r := newRower(s, &o)
	sheets := make([]xlsxfile.NewSheet, sheetParts)
	parts := bookSheets()
	for p, columns := range parts {
		sheets[p].Name = r.Say("rows.sheet." + partNames[p])
		for _, c := range columns {
			sheets[p].Columns = append(sheets[p].Columns, xlsxfile.NewColumn{Header: r.Say("rows.col." + c.name), Width: c.width, Few: c.few, Number: c.name == "row"})
		}
	}
	b, err := xlsxfile.NewBook(ctx, w, temp, sheets)
	if err != nil {
		return err
	}
	var cells []string
	err = r.each(s, events, &o, func(l *row) error {
		if name := "rows.match." + l.Match; l.Match != "" && r.Has(name) {
			l.Match = r.Say(name)
		}
		cells = cells[:0]
		for _, c := range parts[l.Part] {
			cells = append(cells, c.of(l))
		}
		return b.Append(int(l.Part), cells)
	})
	if err != nil {
		b.Abandon()
		return err
	}
	return b.Close()
}
