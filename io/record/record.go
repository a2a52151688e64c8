// Package record is the contract between the readers of tables and everything that works on rows.
//
// A [Reader] fills a [Batch]. A batch owns one buffer with the input's own bytes; records and fields are
// offsets into it, so that an untouched record can be copied out exactly as it came in and no string is made
// for a cell that nobody looks at. A batch and every slice taken from it are valid until the batch is reset
// or filled again; whoever keeps a value longer copies it.
//
// The package knows tables and nothing of phones.
package record

import "strings"

// Kind says what a record of the input is.
type Kind uint8

// The kinds of record. Only Data records are contacts.
const (
	Data     Kind = iota // one row of the table
	Blank                // an empty line
	Preamble             // the sep= line, text before the header, and the header itself
	Repeat               // the header row once more, further down
	Footer               // text after the last row
	Bad                  // a row that could not be read; Fault says why
	Again                // a row that stands in the input once more, cell for cell; readers do not know of it
)

// Fault codes of Bad records: stable words, explained by the finding catalogue.
const (
	FaultTooFew   = "row-too-short"  // fewer cells than the header has
	FaultTooMany  = "row-too-long"   // more filled cells than the header has
	FaultUnclosed = "quote-unclosed" // a quoted cell that never ends
	FaultStray    = "quote-stray"    // text after a closing quote, or a quote inside a plain cell that splits it
	FaultOversize = "row-oversize"   // longer than the reader's limit for one record
)

// Span is a half-open range of byte offsets into the buffer of a batch.
type Span struct{ Start, End uint32 }

// Len gives the number of bytes in the span.
func (s Span) Len() int { return int(s.End - s.Start) }

// Field is one stored cell: the bytes between the delimiters, or between the quotes of a quoted cell.
type Field struct {
	Span
	Quoted  bool // the cell stood in quotes; the span leaves them out
	Escaped bool // the span holds doubled quotes or backslash escapes that Value undoes
}

// Record is one record of the input with its place.
type Record struct {
	Raw   Span   // all its bytes, line end included
	Kind  Kind   //
	Fault string // of a Bad record: a Fault constant
	First int32  // its fields are Batch.Fields[First : First+N]
	N     int32  // -1: they were not read
	Row   int    // n-th data record of the file, from 1, bad ones counted; 0 for the other kinds
	// Wrapped: the whole record stands in quotes as if it were one cell, as spreadsheets save a row that they took for
	// one. Its fields are those inside, whose stored bytes have every quote doubled once more.
	Wrapped bool
	More    bool  // a further piece of the record before it, which is over the reader's limit and comes in pieces
	Line    int   // physical line on which it starts, from 1; the sheet row in a workbook
	Offset  int64 // byte offset at which it starts, in the table's own (decompressed) bytes
}

// Decoder turns stored bytes into UTF-8. Implementations are safe for concurrent use.
type Decoder interface {
	// Append appends the text of src to dst. It never fails: a byte without meaning in the encoding becomes
	// the character that Windows-1252 or, failing that, U+FFFD gives it.
	Append(dst, src []byte) []byte
}

// Batch is a run of consecutive records.
type Batch struct {
	Buf     []byte
	Source  []byte // what the records' raw bytes are part of; nil: Buf
	Records []Record
	Fields  []Field
	Text    Decoder // nil: the stored bytes are valid UTF-8 already
	Escape  byte    // '\\' where the dialect escapes with a backslash, else 0
	Quote   byte    // the quote character, '"' by default
	Guards  string  // signs before which whoever wrote the table put an apostrophe, which is no part of the value; "" for none
	// Kept tells where in a record the cell of each column is, -1 for columns that were not kept; nil: all are there,
	// in their order.
	Kept []int32
}

// Reset empties the batch and keeps its memory.
func (b *Batch) Reset() {
	b.Buf, b.Source, b.Records, b.Fields, b.Guards = b.Buf[:0], nil, b.Records[:0], b.Fields[:0], ""
}

// Raw gives the bytes of record i as they came in, line end included.
func (b *Batch) Raw(i int) []byte {
	r := &b.Records[i]
	if b.Source != nil {
		return b.Source[r.Raw.Start:r.Raw.End]
	}
	return b.Buf[r.Raw.Start:r.Raw.End]
}

// Stored gives the bytes of a cell as they are in the input, without the surrounding quotes. A column that the
// record does not have is empty.
func (b *Batch) Stored(i, col int) []byte {
	f, ok := b.field(i, col)
	if !ok {
		return nil
	}
	return b.Buf[f.Start:f.End]
}

// Value gives the text of a cell in UTF-8, escapes undone, without a guard. The result is a slice of the batch where nothing had
// to be undone; else it is appended to *scratch, which grows. Reset *scratch to length 0 when the values are no
// longer needed.
func (b *Batch) Value(i, col int, scratch *[]byte) []byte {
	f, ok := b.field(i, col)
	if !ok || f.Start == f.End {
		return nil
	}
	s := b.Buf[f.Start:f.End]
	if b.Guards != "" {
		s = b.unguarded(s)
	}
	if !f.Escaped && b.Text == nil {
		return s
	}
	if f.Escaped {
		s = b.unescaped(s, scratch)
		if f.Quoted && b.Records[i].Wrapped {
			s = b.unescaped(s, scratch)
		}
	}
	if b.Text != nil && !ascii(s) {
		start := len(*scratch)
		*scratch = b.Text.Append(*scratch, s)
		s = (*scratch)[start:len(*scratch):len(*scratch)]
	}
	return s
}

// String gives the text of a cell as a string of its own.
func (b *Batch) String(i, col int) string {
	var scratch []byte
	return string(b.Value(i, col, &scratch))
}

func (b *Batch) field(i, col int) (f *Field, ok bool) {
	r := &b.Records[i]
	if b.Kept != nil && col >= 0 && col < len(b.Kept) {
		if col = int(b.Kept[col]); col < 0 {
			panic("record: a cell is asked for that was not kept") //nolint:forbidigo // A mistake in the program; blank it would look like an empty cell.
		}
	}
	if col < 0 || col >= int(r.N) {
		if r.N < 0 {
			panic("record: a cell is asked for of a record whose cells were not read") //nolint:forbidigo // Likewise.
		}
		return nil, false
	}
	return &b.Fields[int(r.First)+col], true
}

// unguarded cuts off the apostrophe that keeps a spreadsheet from taking a value for a formula.
func (b *Batch) unguarded(s []byte) []byte {
	if Guarded(s, b.Guards) {
		return s[1:]
	}
	return s
}

// Guarded tells whether an apostrophe stands before one of the signs at the beginning of a value.
func Guarded[T []byte | string](value T, signs string) bool {
	return len(value) > 1 && value[0] == '\'' && strings.IndexByte(signs, value[1]) >= 0
}

// unescaped appends s without escapes to *scratch and gives that part of it.
func (b *Batch) unescaped(s []byte, scratch *[]byte) []byte {
	start := len(*scratch)
	*scratch = b.unescape(*scratch, s)
	return (*scratch)[start:len(*scratch):len(*scratch)]
}

func (b *Batch) unescape(dst, s []byte) []byte {
	q := b.Quote
	if q == 0 {
		q = '"'
	}
	for i := 0; i < len(s); i++ {
		if i+1 < len(s) && ((s[i] == q && s[i+1] == q) || (b.Escape != 0 && s[i] == b.Escape && (s[i+1] == q || s[i+1] == b.Escape))) {
			i++
		}
		dst = append(dst, s[i])
	}
	return dst
}

func ascii(s []byte) bool {
	for _, c := range s {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// Reader hands out the records of one table from the start, in order.
type Reader interface {
	// Read resets the batch and fills it with at least one record. At the end it returns io.EOF and an empty batch.
	// Records that are not data (blank lines, the header, a footer) come too, so that the raw bytes of all batches,
	// put together, are the table's bytes. An error is sticky.
	Read(b *Batch) error
}

// Edit is a new text for one cell of a record.
type Edit struct {
	Col   int    // 0-based position
	Value string // UTF-8
}
