package xlsxfile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/callready/callready/io/record"
)

// KeepRows starts a pass as [Table.Reader] does, and leaves the XML of the rows in a private temporary file, for
// [Table.Rows]: to inflate them again takes six times as long as to read them. Rows that have more
// bytes than there is room, or that cannot be written, are not kept; what is kept is taken from room, which tables may share.
func (t *Table) KeepRows(ctx context.Context, room *int64) (record.Reader, error) {
	r, err := t.reader(ctx)
	if err != nil {
		return nil, err
	}
	return &rowKeeper{r: r, kept: &scratch{dir: t.book.opt.TempDir}, room: room}, nil
}

// rowKeeper reads a sheet and keeps its rows.
type rowKeeper struct {
	r    *reader
	kept *scratch // nil after a failure
	room *int64   // bytes that are left for it
}

func (k *rowKeeper) Read(b *record.Batch) error {
	err := k.r.Read(b)
	switch {
	case k.kept == nil:
	case err == nil:
		rows := b.Buf[b.Records[0].Raw.Start:b.Records[len(b.Records)-1].Raw.End]
		if int64(len(rows)) > *k.room {
			k.drop()
		} else if _, failed := k.kept.Write(rows); failed != nil {
			k.drop() // Only time is lost.
		} else {
			*k.room -= int64(len(rows))
		}
	case errors.Is(err, io.EOF):
		if k.kept.done() != nil {
			k.drop()
			break
		}
		k.r.table.keepRows(k.kept)
		k.kept = nil
	default:
		k.drop()
	}
	return err
}

func (k *rowKeeper) drop() {
	*k.room += k.kept.n
	_ = k.kept.close()
	k.kept = nil
}

// keepRows takes the rows of a whole pass; the first ones stay.
func (t *Table) keepRows(s *scratch) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.rows != nil {
		_ = s.close()
		return
	}
	t.rows = s
	t.book.held.Store(s, struct{}{})
}

// RowReader reads the XML of a sheet's rows once more, for whoever knows from a pass of [Table.Reader] where each of them
// stands: nothing is cut and no text is made.
type RowReader struct {
	table *Table
	ctx   context.Context //nolint:containedctx // A reader has no other way to be stopped.
	in    io.Reader
	part  *partReader // that in is; nil where the rows were kept
}

// Rows begins with the first row. A pass must have come to its end before, else the error is [ErrOrder].
func (t *Table) Rows(ctx context.Context) (*RowReader, error) {
	t.mu.Lock()
	known, kept := t.facts, t.rows
	t.mu.Unlock()
	if known == nil {
		return nil, fmt.Errorf("%w: sheet %q has not been read", ErrOrder, t.sheet.Name)
	}
	if kept != nil {
		return &RowReader{table: t, ctx: ctx, in: kept.reader()}, nil
	}
	part, err := t.book.pack.open(ctx, t.sheet.part)
	if err != nil {
		return nil, err
	}
	r := &RowReader{table: t, ctx: ctx, in: part, part: part}
	if _, err := io.CopyN(io.Discard, part, known.head.end); err != nil {
		return nil, errors.Join(r.failed(err), part.Close())
	}
	return r, nil
}

// Next appends the next n bytes of the rows to dst.
func (r *RowReader) Next(dst []byte, n int) ([]byte, error) {
	if err := r.ctx.Err(); err != nil {
		return dst, err
	}
	at := len(dst)
	dst = slices.Grow(dst, n)[:at+n]
	if _, err := io.ReadFull(r.in, dst[at:]); err != nil {
		return dst[:at], r.failed(err)
	}
	return dst, nil
}

// Close ends the reading of a pass that came to its end, or was given up. With all set, what follows the rows is read too, and
// with it the checksum of the whole sheet.
func (r *RowReader) Close(all bool) error {
	if r.part == nil {
		return nil
	}
	var err error
	if all {
		if _, err = io.Copy(io.Discard, r.part); err != nil {
			err = r.failed(err)
		}
	}
	return errors.Join(err, r.part.Close())
}

// failed names the sheet; that it is shorter than before is damage.
func (r *RowReader) failed(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = damaged("it breaks off")
	}
	return fmt.Errorf("sheet %q: %w", r.table.sheet.Name, err)
}
