package xlsxfile

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
)

// WriterOptions says how to write a corrected workbook.
type WriterOptions struct {
	Level int // of compression, 1 to 9; default 2, which costs half the time of 6 and a tenth more room
}

// Result is what became of a corrected workbook.
type Result struct {
	Rows     int // rows of the sheet that were read and written again, of every kind
	Appended int // new rows
	Formulas int // formulas that gave way to texts
	Blanked  int // shared strings that no cell uses any more, and that are empty now
	// Left says why shared strings that the sheet does not use any more were left in the file; nil if none were.
	Left error
}

// Writer makes a copy of a workbook with one sheet changed. The rows come in as chunks, in order and all of them, then
// new rows; Close writes the file. Until then what is compressed waits in a temporary file. Every part that no change
// concerns is copied as it is stored; the part of the styles changes where a new text looks like a number, whose cell then has the
// format of text, so that a spreadsheet leaves it a text when somebody edits it.
type Writer struct {
	ctx   context.Context //nolint:containedctx // It bounds the life of the writer.
	table *Table
	out   io.Writer
	opt   WriterOptions

	body   scratch
	sum    uint32     // checksum of body's content
	size   int64      // and its bytes
	at     int64      // in the XML that is read, -1 before the first chunk
	fx     effects    // but for released
	gone   [][]uint32 // shared strings that cells have let go, by chunk
	edited bool
	own    *Chunk // of new rows
	sealed *Chunk // the new rows before these, while they are compressed; nil for none
	empty  *Chunk
	coming chan error // says that they are
	growth growth
	result Result
	err    error // sticky
}

// growth says by which rows a sheet grows.
type growth struct{ last, now int }

// Writer begins a corrected copy of the workbook on out. ctx bounds all of the writer's work.
func (t *Table) Writer(ctx context.Context, out io.Writer, opt WriterOptions) (*Writer, error) {
	setDefault(&opt.Level, 2)
	if opt.Level > 9 {
		return nil, fmt.Errorf("%d is no level of compression", opt.Level)
	}
	w := &Writer{ctx: ctx, table: t, out: out, opt: opt, at: -1, body: scratch{dir: t.book.opt.TempDir}}
	w.own = w.NewChunk()
	return w, nil
}

// Write adds a chunk, which it seals if nobody has. Chunks that are not in the order of the rows are [ErrOrder].
func (w *Writer) Write(c *Chunk) error {
	if w.err != nil || !c.any {
		return w.err
	}
	h := w.table.head.Load()
	if w.at < 0 && h != nil {
		w.at = h.end
	}
	if c.from != w.at || w.growth.now > 0 {
		w.err = ErrOrder
		return w.err
	}
	w.at = c.to
	w.result.Rows += c.rows
	return w.put(c)
}

// put takes the content and the effects of a chunk.
func (w *Writer) put(c *Chunk) error {
	if w.err = w.ctx.Err(); w.err != nil {
		return w.err
	}
	if w.err = c.Seal(); w.err != nil {
		return w.err
	}
	w.sum = crc32.Update(w.sum, crc32.IEEETable, c.raw)
	w.size += int64(len(c.raw))
	if len(c.fx.released) > 0 {
		w.gone = append(w.gone, slices.Clone(c.fx.released))
	}
	w.fx.formulas += c.fx.formulas
	w.fx.twins = w.fx.twins || c.fx.twins
	w.edited = w.edited || c.edited
	w.fx.cells = w.fx.cells.union(c.fx.cells)
	_, w.err = w.body.Write(c.packed.Bytes())
	return w.err
}

// Append adds a new row below the last one, all of whose cells are texts but those that stand in a column of dates and
// are one. A cell has the style of the first data row's in its column. A sheet without room is [ErrFull].
func (w *Writer) Append(cells []string) error {
	if w.err != nil {
		return w.err
	}
	f, err := w.table.learnt(w.ctx)
	if err != nil {
		w.err = err
		return err
	}
	if w.growth.now == 0 {
		w.growth = growth{last: f.last, now: f.last}
	}
	switch {
	case !f.head.open:
		return fmt.Errorf("sheet %q: %w: it has no place for rows", w.table.sheet.Name, ErrDamaged)
	case w.growth.now >= MaxRows:
		return fmt.Errorf("sheet %q: %w: it ends at row %d", w.table.sheet.Name, ErrFull, MaxRows)
	case len(cells) > MaxColumns:
		return fmt.Errorf("sheet %q: %w: a row of %d cells", w.table.sheet.Name, ErrFull, len(cells))
	}
	for col, text := range cells {
		if len(text) > MaxChars && longText(text) {
			return fmt.Errorf("sheet %q, column %s: %w: a text of more than %d characters", w.table.sheet.Name, appendColumn(nil, col+1), ErrFull, MaxChars)
		}
	}
	w.growth.now++
	w.result.Appended++
	w.appendRow(f, cells)
	if len(w.own.raw) < w.table.book.opt.BlockSize {
		return nil
	}
	return w.flush()
}

// flush has the new rows compressed, while others come.
func (w *Writer) flush() error {
	if err := w.land(); err != nil || len(w.own.raw) == 0 {
		return err
	}
	c, done := w.own, make(chan error, 1)
	w.own, w.empty = w.empty, nil
	if w.own == nil {
		w.own = w.NewChunk()
	}
	w.sealed, w.coming = c, done
	go func() { done <- c.Seal() }()
	return nil
}

// land takes the new rows that are being compressed.
func (w *Writer) land() error {
	if w.sealed == nil {
		return w.err
	}
	c := w.sealed
	w.sealed = nil
	if err := <-w.coming; err != nil {
		w.err = err
		return err
	}
	if err := w.put(c); err != nil {
		return err
	}
	c.Reset()
	w.empty = c
	return nil
}

func (w *Writer) appendRow(f *facts, cells []string) {
	prefix := []byte(nil)
	if p := f.head.names.prefixes[0]; p != "" {
		prefix = []byte(p + ":")
	}
	raw := w.own.raw
	raw = append(append(append(raw, '<'), prefix...), `row r="`...)
	raw = appendInt(raw, w.growth.now)
	raw = append(raw, `">`...)
	width := 0
	for col, text := range cells {
		if text == "" {
			continue
		}
		width = col + 1
		style := f.head.style(col + 1)
		if col < len(f.styles) && f.styles[col] >= 0 {
			style = int(f.styles[col])
		}
		if serial, ok := w.table.book.style.serial(text, style); ok {
			raw = append(append(append(raw, '<'), prefix...), `c r="`...)
			raw = append(appendCell(raw, w.growth.now, col+1), `" s="`...)
			raw = append(appendInt(raw, style), `"><`...)
			raw = append(append(append(raw, prefix...), `v>`...), serial...)
			raw = append(append(append(raw, `</`...), prefix...), `v></`...)
			raw = append(append(raw, prefix...), `c>`...)
			continue
		}
		if looksTyped(text) {
			as := w.table.book.style.asText(style)
			w.own.fx.twins = w.own.fx.twins || as != style
			style = as
		}
		raw = appendTextCell(raw, prefix, w.growth.now, col+1, style, text)
	}
	raw = append(append(append(raw, "</"...), prefix...), "row>"...)
	w.own.raw = raw
	if width > 0 {
		w.own.fx.cells = w.own.fx.cells.union(rect{w.growth.now, 1, w.growth.now, width})
	}
}

// Close writes the workbook and says what became of it. If the writer has failed, or rows are missing, nothing is
// written and the error says so. It must be called once, also after an error.
func (w *Writer) Close() (res Result, err error) {
	defer func() {
		if w.sealed != nil { // after another error
			err = errors.Join(err, <-w.coming)
		}
		err = errors.Join(err, w.body.close())
		w.err = errClosed
	}()
	if w.err != nil {
		return Result{}, w.err
	}
	f, err := w.table.learnt(w.ctx)
	if err != nil {
		return Result{}, err
	}
	if w.at < 0 {
		w.at = f.head.end
	}
	if w.at != f.end {
		return Result{}, fmt.Errorf("%w: some are missing at the end", ErrOrder)
	}
	if err := errors.Join(w.flush(), w.land()); err != nil {
		return Result{}, err
	}
	w.result.Formulas = w.fx.formulas
	changes, err := w.changes(f)
	if err != nil {
		return Result{}, err
	}
	defer func() {
		for _, c := range changes {
			err = errors.Join(err, c.close())
		}
	}()
	if err := w.assemble(changes); err != nil {
		return Result{}, err
	}
	return w.result, nil
}

// assemble writes the parts in their order, changed or as they are stored.
func (w *Writer) assemble(changes map[string]*change) error {
	z := zip.NewWriter(w.out)
	for _, f := range w.table.book.pack.zip.File {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		c := changes[key(f.Name)]
		var err error
		switch {
		case c == nil:
			err = z.Copy(f)
		case c.drop:
		default:
			err = c.write(z, f)
		}
		if err != nil {
			return fmt.Errorf("write part %s: %w", f.Name, err)
		}
	}
	return z.Close()
}
