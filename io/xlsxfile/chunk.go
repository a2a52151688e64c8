package xlsxfile

import (
	"bytes"
	"fmt"

	"github.com/klauspost/compress/flate"

	"github.com/callready/callready/io/record"
)

// Chunk is a run of rows of a corrected workbook in the making, usually those of one batch. It is filled and sealed by
// one goroutine, which does the expensive part, and handed to [Writer.Write] in order. Reset makes it ready for the
// next run.
type Chunk struct {
	w        *Writer
	raw      []byte
	packed   bytes.Buffer
	deflater *flate.Writer
	fx       effects
	rows     int
	from, to int64 // of the sheet's XML as it was read
	any      bool
	edited   bool
	sealed   bool
}

// NewChunk gives an empty chunk.
func (w *Writer) NewChunk() *Chunk { return &Chunk{w: w} }

// Reset empties the chunk and keeps its memory.
func (c *Chunk) Reset() {
	c.raw, c.rows, c.any, c.edited, c.sealed = c.raw[:0], 0, false, false, false
	c.fx.released, c.fx.formulas, c.fx.cells, c.fx.twins = c.fx.released[:0], 0, rect{}, false
	c.packed.Reset()
}

// Keep takes record i of b over as it is.
func (c *Chunk) Keep(b *record.Batch, i int) error {
	if err := c.follow(&b.Records[i]); err != nil {
		return err
	}
	c.raw = append(c.raw, b.Raw(i)...)
	return nil
}

// Splice takes record i of b over with some cells changed, as [Table.AppendSplice] does. After an error the record can
// be taken over in another way.
func (c *Chunk) Splice(b *record.Batch, i int, edits []record.Edit) error {
	if len(edits) == 0 {
		return c.Keep(b, i)
	}
	had, from, to, rows := c.any, c.from, c.to, c.rows
	if err := c.follow(&b.Records[i]); err != nil {
		return err
	}
	raw, err := c.w.table.splice(c.raw, b, i, edits, &c.fx)
	if err != nil {
		c.any, c.from, c.to, c.rows = had, from, to, rows
		return err
	}
	c.raw = raw
	c.edited = true
	return nil
}

// follow checks that no row is left out or taken twice.
func (c *Chunk) follow(rec *record.Record) error {
	if c.sealed || c.any && rec.Offset != c.to {
		return fmt.Errorf("row %d: %w", rec.Line, ErrOrder)
	}
	if !c.any {
		c.any, c.from, c.to = true, rec.Offset, rec.Offset
	}
	c.to += int64(rec.Raw.Len())
	c.rows++
	return nil
}

// Seal compresses the chunk. It needs nothing but the chunk, so that several can be sealed at a time.
func (c *Chunk) Seal() error {
	if c.sealed {
		return nil
	}
	c.sealed = true
	if len(c.raw) == 0 {
		return nil
	}
	var err error
	c.deflater, err = deflate(&c.packed, c.deflater, c.raw, c.w.opt.Level)
	return err
}

// deflate appends raw, compressed on its own and up to a whole byte, so that such blocks can be put one behind another.
func deflate(dst *bytes.Buffer, z *flate.Writer, raw []byte, level int) (*flate.Writer, error) {
	if z == nil {
		var err error
		if z, err = flate.NewWriter(dst, level); err != nil {
			return nil, err
		}
	} else {
		z.Reset(dst)
	}
	if _, err := z.Write(raw); err != nil {
		return z, err
	}
	return z, z.Flush()
}

// lastBlock ends a deflated stream that was flushed: an empty final block.
const lastBlock = "\x03\x00"
