package pipeline

import (
	"encoding/binary"
	"errors"
	"io"
	"iter"
	"slices"

	"github.com/callready/callready/cmd/internal/spill"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/record"
)

// The first pass keeps what the later ones want to see of a table: of each contact the cells of some columns, as text, and
// a note; of a record that could not be read all its bytes. Reading that again costs a fifth of reading the table.
//
// What is kept of a batch is one record of a spool. It begins with the batch's file as a varint. Then each record of the
// table has its row in the run and its line as varints, its kind as a byte, and behind them a contact its note and for each
// kept column a varint with the length of the text and the text; a bad record its fault, its offset and its bytes, a footer
// its bytes, with lengths likewise.

// keptColumns gives the columns that any pass over a table asks for, ascending.
func keptColumns(s *settler) []int {
	b := s.Binding
	all := s.lay.form != nil || b.Profile.Lines != ""
	wanted := func(col int) bool {
		switch b.Columns[col].Role {
		case profile.Other, profile.Note, profile.Created, profile.Consent:
			return all
		default:
			return true
		}
	}
	var cols []int
	for col := range b.Columns {
		if wanted(col) {
			cols = append(cols, col)
		}
	}
	for _, more := range [][]int{s.Columns, s.lay.columns, s.lay.order, s.lay.child, s.lay.carry, s.Must, {b.Key, s.lay.ext, s.lay.note}} {
		cols = append(cols, more...)
	}
	for i := range s.Where {
		cols = append(cols, s.Where[i].col)
	}
	slices.Sort(cols)
	return slices.DeleteFunc(slices.Compact(cols), func(col int) bool { return col < 0 })
}

// keeper keeps what the first pass saw of a table.
type keeper struct {
	spool   *spill.Spool
	columns []int   // kept ones
	places  []int32 // by column its place among them; -1 for one that is not kept
	bytes   int64
}

func newKeeper(dir string, columns []int, width int) *keeper {
	k := &keeper{spool: spill.NewSpool(dir), columns: columns, places: make([]int32, width)}
	for i := range k.places {
		k.places[i] = -1
	}
	for i, col := range columns {
		k.places[col] = int32(i)
	}
	return k
}

func (k *keeper) add(block []byte) error {
	k.bytes += int64(len(block))
	return k.spool.Add(block)
}

// appendHead keeps where a record stands and what it is; of a contact a note and its cells must follow.
func (k *keeper) appendHead(dst []byte, b *record.Batch, i int) []byte {
	rec := &b.Records[i]
	dst = binary.AppendUvarint(dst, uint64(rec.Row))
	dst = binary.AppendUvarint(dst, uint64(rec.Line))
	dst = append(dst, byte(rec.Kind))
	switch rec.Kind {
	case record.Bad:
		dst = appendText(dst, []byte(rec.Fault))
		dst = binary.AppendUvarint(dst, uint64(rec.Offset))
		dst = appendText(dst, b.Raw(i))
	case record.Footer:
		dst = appendText(dst, b.Raw(i))
	case record.Data, record.Blank, record.Preamble, record.Repeat:
	}
	return dst
}

// appendCells keeps the cells of a contact.
func (k *keeper) appendCells(dst []byte, b *record.Batch, i int, scratch *[]byte) []byte {
	for _, col := range k.columns {
		dst = appendText(dst, b.Value(i, col, scratch))
	}
	return dst
}

func appendText(dst, text []byte) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(text)))
	return append(dst, text...)
}

// keptReader reads back what was kept.
type keptReader struct {
	k    *keeper
	next func() ([]byte, error, bool)
	stop func()
	add  func(n int64) // hears of the bytes that were read
}

// reader begins to read. Close ends it.
func (k *keeper) reader(add func(n int64)) *keptReader {
	r := &keptReader{k: k, add: add}
	r.next, r.stop = iter.Pull2(k.spool.All())
	return r
}

func (r *keptReader) close() { r.stop() }

// errKept says that a temporary file is not what was written.
var errKept = errors.New("a temporary file is damaged")

// Read reads what was kept of the next batch.
func (r *keptReader) Read(s *section) error {
	s.Reset()
	s.notes.buf, s.notes.at = nil, s.notes.at[:0]
	block, err, ok := r.next()
	if err != nil {
		return err
	}
	if !ok {
		return io.EOF
	}
	r.add(int64(len(block)))
	s.Buf = append(s.Buf, block...)
	s.Text, s.Escape, s.Kept = nil, 0, r.k.places
	s.notes.buf = s.Buf
	c := cursor{buf: s.Buf}
	s.file = int(c.number())
	for c.at < len(c.buf) {
		rec := record.Record{Row: int(c.number()), Line: int(c.number()), Kind: record.Kind(c.byte()), First: int32(len(s.Fields))}
		note := int32(-1)
		switch rec.Kind {
		case record.Data:
			note = int32(c.at)
			c.skipNote()
			for range r.k.columns {
				s.Fields = append(s.Fields, record.Field{Span: c.text()})
			}
			rec.N = int32(len(r.k.columns))
		case record.Bad:
			fault := c.text()
			rec.Fault = string(c.buf[fault.Start:fault.End])
			rec.Offset = int64(c.number())
			rec.Raw = c.text()
		case record.Footer:
			rec.Raw = c.text()
		case record.Blank, record.Preamble, record.Repeat:
		}
		if c.bad {
			return errKept
		}
		s.Records = append(s.Records, rec)
		s.notes.at = append(s.notes.at, note)
	}
	return nil
}

// cursor reads a block. Behind its end there are zeros, and bad is set.
type cursor struct {
	buf []byte
	at  int
	bad bool
}

func (c *cursor) number() uint64 {
	if c.at < len(c.buf) && c.buf[c.at] < 0x80 { // most lengths
		c.at++
		return uint64(c.buf[c.at-1])
	}
	n, size := binary.Uvarint(c.buf[c.at:])
	if size <= 0 {
		c.at, c.bad = len(c.buf), true
		return 0
	}
	c.at += size
	return n
}

func (c *cursor) byte() byte {
	if c.at == len(c.buf) {
		c.bad = true
		return 0
	}
	c.at++
	return c.buf[c.at-1]
}

func (c *cursor) text() record.Span {
	n := c.number()
	start := c.at
	c.skip(n)
	return record.Span{Start: uint32(start), End: uint32(c.at)}
}

func (c *cursor) skipNote() {
	if len(c.buf)-c.at < noteHead {
		c.skip(noteHead)
		return
	}
	c.skip(uint64(binary.LittleEndian.Uint16(c.buf[c.at:])))
}

func (c *cursor) skip(n uint64) {
	if n > uint64(len(c.buf)-c.at) {
		c.at, c.bad = len(c.buf), true
		return
	}
	c.at += int(n)
}
