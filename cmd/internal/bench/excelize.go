package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"
)

const (
	sheetRows  = "excelize, reading rows only"
	sheetNaive = "naive cleaner with excelize"
)

// sheetContenders lists the programs that are timed on workbooks.
func (b *bench) sheetContenders() []contender {
	return append(b.products("--whole"),
		contender{name: sheetRows, args: b.own("rows")},
		contender{name: sheetNaive, args: b.own("clean")},
	)
}

// workbooks times workbooks of both kinds.
func (b *bench) workbooks(ctx context.Context, w io.Writer) error {
	b.rows = or(b.rows, 50_000)
	for _, kind := range []string{"inline", "shared"} {
		in, err := b.workbook(ctx, b.rows, kind)
		if err != nil {
			return err
		}
		t := &table{rows: b.rows, in: in}
		if err := b.measure(ctx, t, b.sheetContenders()); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "Workbook with %s strings: ", kind); err != nil {
			return err
		}
		if err := t.print(w); err != nil {
			return err
		}
		if _, err := io.WriteString(w, "\n"); err != nil {
			return err
		}
	}
	return nil
}

// excelizeBaseline reads the rows of a workbook with excelize, and unless part is rows, writes them with their numbers
// cleaned, as anybody would do it first.
func excelizeBaseline(part, in, out string) (err error) {
	f, err := excelize.OpenFile(in)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	rows, err := f.Rows(f.GetSheetName(0))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	if part == "rows" {
		for rows.Next() {
			if _, err := rows.Columns(); err != nil {
				return err
			}
		}
		return rows.Error()
	}
	o := excelize.NewFile()
	defer func() { err = errors.Join(err, o.Close()) }()
	w, err := o.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	var phones []int
	country := 0
	cells := []any{}
	for n := 1; rows.Next(); n++ {
		row, err := rows.Columns()
		if err != nil {
			return err
		}
		if n == 1 {
			phones, country = phoneColumns(row)
		} else {
			for _, i := range phones {
				if i < len(row) && country < len(row) {
					row[i] = naive(row[i], row[country])
				}
			}
		}
		cells = cells[:0]
		for _, c := range row {
			cells = append(cells, c)
		}
		if err := w.SetRow("A"+strconv.Itoa(n), cells); err != nil {
			return err
		}
	}
	if err := errors.Join(rows.Error(), w.Flush()); err != nil {
		return err
	}
	return o.SaveAs(out)
}
