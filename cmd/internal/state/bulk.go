package state

import (
	"context"
	"database/sql"
	"strings"
)

// bulkRows is how many rows one statement inserts: a statement a row would take several times as long.
const bulkRows = 100

// bulk inserts many rows.
type bulk struct {
	ctx        context.Context //nolint:containedctx // it lives as long as one call
	tx         *sql.Tx
	head, tail string
	width      int
	full       *sql.Stmt
	args       []any
}

func newBulk(ctx context.Context, tx *sql.Tx, head string, width int, tail string) *bulk {
	return &bulk{ctx: ctx, tx: tx, head: head, width: width, tail: tail, args: make([]any, 0, width*bulkRows)}
}

// add adds a row.
func (b *bulk) add(row ...any) error {
	b.args = append(b.args, row...)
	if len(b.args) < b.width*bulkRows {
		return nil
	}
	if b.full == nil {
		var err error
		if b.full, err = b.tx.PrepareContext(b.ctx, b.text(bulkRows)); err != nil {
			return err
		}
	}
	_, err := b.full.ExecContext(b.ctx, b.args...)
	b.args = b.args[:0]
	return err
}

// flush writes what is left.
func (b *bulk) flush() error {
	if len(b.args) == 0 {
		return nil
	}
	_, err := b.tx.ExecContext(b.ctx, b.text(len(b.args)/b.width), b.args...)
	b.args = b.args[:0]
	return err
}

func (b *bulk) close() {
	if b.full != nil {
		b.full.Close() //nolint:errcheck // it ends with the transaction anyway
	}
}

// text gives the statement for so many rows.
func (b *bulk) text(rows int) string {
	row := "(" + strings.Repeat("?,", b.width-1) + "?)"
	return b.head + strings.Repeat(row+",", rows-1) + row + b.tail
}
