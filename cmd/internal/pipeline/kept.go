package pipeline

import (
	"encoding/binary"
	"errors"
	"io"
	"slices"

	"github.com/callready/callready/cmd/internal/spill"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/record"
)

// The first pass keeps what the later ones want to see of a table: of each contact the cells of some columns, as text, and
// a note; of a record that could not be read all its bytes. Reading that again costs a fifth of reading the table.
//
// What is kept of a batch is one block. It begins with the batch's file as a varint. Then each record of the table has four
// bytes with the length of what follows: its row in the run and its line as varints, its kind as a byte, of a workbook that is
// written anew the length of the row's XML as a varint, and behind them of a contact its note and for each kept column a varint
// with the length of the text and the text; of a bad record its fault, its offset and its bytes, of a footer its bytes, with
// lengths likewise.

// keptColumns gives the columns that any pass over a table asks for, ascending.
func keptColumns(s *settler) []int {
	b := s.Binding
	all := s.lay.form != nil || b.Profile.Lines != "" || s.seeks && s.opt.Duplicates.Merge
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
	for i := range s.Demands {
		cols = append(cols, s.Demands[i].Column)
	}
	cols = s.people.appendColumns(cols, s.seeks)
	slices.Sort(cols)
	return slices.DeleteFunc(slices.Compact(cols), func(col int) bool { return col < 0 })
}

// keeper keeps what the first pass saw of a table.
type keeper struct {
	blocks  *spill.Blocks
	columns []int   // kept ones
	places  []int32 // by column its place among them; -1 for one that is not kept
	sheets  bool    // the lengths of the rows' XML are kept
	xml     []xmlBlock
}

func newKeeper(dir string, columns []int, width int) *keeper {
	k := &keeper{blocks: spill.NewBlocks(dir), columns: columns, places: make([]int32, width)}
	for i := range k.places {
		k.places[i] = -1
	}
	for i, col := range columns {
		k.places[col] = int32(i)
	}
	return k
}

// keptHead is the length in front of a record.
const keptHead = 4

// keptMore marks the kind of a further piece of a record that is too long.
const keptMore = 0x80

// appendHead keeps where a record stands and what it is; of a contact a note and its cells must follow, and then endRecord.
func (k *keeper) appendHead(dst []byte, b *record.Batch, i int) []byte {
	rec := &b.Records[i]
	start := len(dst)
	dst = append(dst, 0, 0, 0, 0)
	dst = binary.AppendUvarint(dst, uint64(rec.Row))
	dst = binary.AppendUvarint(dst, uint64(rec.Line))
	kind := byte(rec.Kind)
	if rec.More {
		kind |= keptMore
	}
	dst = append(dst, kind)
	if k.sheets {
		dst = binary.AppendUvarint(dst, uint64(rec.Raw.Len()))
	}
	switch rec.Kind {
	case record.Bad:
		dst = appendText(dst, []byte(rec.Fault))
		dst = binary.AppendUvarint(dst, uint64(rec.Offset))
		dst = appendText(dst, b.Raw(i))
	case record.Footer:
		dst = appendText(dst, b.Raw(i))
	case record.Data:
		return dst
	case record.Blank, record.Preamble, record.Repeat, record.Again:
	}
	endRecord(dst, start)
	return dst
}

// endRecord fills in the length of the record that began at start.
func endRecord(dst []byte, start int) {
	binary.LittleEndian.PutUint32(dst[start:], uint32(len(dst)-start-keptHead))
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

// look says what a pass wants to see.
type look struct {
	raw  bool                  // the records' own bytes; nothing else counts then
	only func(row uint32) bool // these rows and no other record; nil: all
	lean bool                  // of a contact whose note says all about its phone cells no cells
}

// keptReader reads back what was kept.
type keptReader struct {
	k    *keeper
	look look
	next int           // block
	add  func(n int64) // hears of the bytes that were read
}

// errKept says that a temporary file is not what was written.
var errKept = errors.New("a temporary file is damaged")

// Read names the next block; whoever works on it loads it.
func (r *keptReader) Read(s *section) error {
	if r.next == r.k.blocks.Len() {
		return io.EOF
	}
	s.kept, s.block = r, r.next
	r.next++
	return nil
}

// load reads the block of a section that was named.
func (s *section) load() error {
	if s.kept == nil {
		return nil
	}
	r := s.kept
	s.Reset()
	s.Text, s.Escape, s.Kept, s.Source = nil, 0, r.k.places, s.xml
	s.notes.at = s.notes.at[:0]
	var err error
	if s.Buf, err = r.k.blocks.Append(s.Buf, s.block); err != nil {
		return err
	}
	r.add(int64(len(s.Buf)))
	s.notes.buf = s.Buf
	c := cursor{buf: s.Buf}
	s.file = int(c.number())
	row := record.Span{}
	for c.at < len(c.buf) && !c.bad {
		end := c.length()
		rec := record.Record{Row: int(c.number()), Line: int(c.number()), First: int32(len(s.Fields))}
		kind := c.byte()
		rec.Kind, rec.More = record.Kind(kind&^keptMore), kind&keptMore != 0
		if r.k.sheets {
			row = record.Span{Start: row.End, End: row.End + uint32(c.number())}
			if s.xml != nil {
				rec.Raw, rec.Offset = row, s.from+int64(row.Start)
			}
		}
		if c.bad || r.look.only != nil && (rec.Kind != record.Data || !r.look.only(rowOf(&rec))) {
			c.at = end
			continue
		}
		note := int32(-1)
		switch rec.Kind {
		case record.Data:
			note = int32(c.at)
			if c.skipNote() && r.look.lean {
				rec.N, c.at = -1, end
				break
			}
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
		case record.Blank, record.Preamble, record.Repeat, record.Again:
		}
		c.bad = c.bad || c.at != end
		s.Records = append(s.Records, rec)
		s.notes.at = append(s.notes.at, note)
	}
	if c.bad || s.xml != nil && int(row.End) != len(s.xml) {
		return errKept
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

// length reads the length of a record and gives where it ends.
func (c *cursor) length() (end int) {
	if len(c.buf)-c.at < keptHead {
		c.at, c.bad = len(c.buf), true
		return c.at
	}
	n := uint64(binary.LittleEndian.Uint32(c.buf[c.at:]))
	c.at += keptHead
	if n > uint64(len(c.buf)-c.at) {
		c.bad = true
		return len(c.buf)
	}
	return c.at + int(n)
}

// skipNote tells whether the note that it skips says all about the contact's phone cells.
func (c *cursor) skipNote() (all bool) {
	if len(c.buf)-c.at < noteHead {
		c.skip(noteHead)
		return false
	}
	n := uint64(binary.LittleEndian.Uint16(c.buf[c.at:]))
	all = n > noteHead && uint64(len(c.buf)-c.at) >= n && c.buf[c.at+noteHead]&noteAll != 0
	c.skip(n)
	return all
}

func (c *cursor) skip(n uint64) {
	if n > uint64(len(c.buf)-c.at) {
		c.at, c.bad = len(c.buf), true
		return
	}
	c.at += int(n)
}
