package cli

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/callready/callready/cmd/internal/correction"
)

// corrections reads what people hand back about cells.
func (c *cleaning) corrections(ctx context.Context) error {
	if len(c.o.Corrections) == 0 {
		return nil
	}
	c.opt.Corrections = new(correction.Table)
	for _, name := range c.o.Corrections {
		err := readCorrections(ctx, name, c.o.PasswordFile, c.opt.Corrections)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return usage(fmt.Errorf("--corrections %s: %w", name, err), "fill in the correction column of review/needs-you.csv")
		}
	}
	return nil
}

// readCorrections adds the corrections of a file to a table.
func readCorrections(ctx context.Context, name, passwordFile string, out *correction.Table) error {
	var cols correction.Columns
	from := filepath.Base(name)
	return handed(ctx, name, passwordFile, func(header []string) (err error) {
		cols, err = correction.ColumnsOf(header)
		return err
	}, func(n int, row []string) error {
		l, ok, err := cols.Line(row)
		if err != nil || !ok {
			return err
		}
		l.From, l.At = from, n
		return out.Add(&l)
	})
}
