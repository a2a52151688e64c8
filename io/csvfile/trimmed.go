package csvfile

import (
	"bytes"

	"github.com/callready/callready/io/dialect"
	"github.com/callready/callready/io/record"
)

// Excel saves a sheet as text sixteen rows at a time, and writes of each sixteen the columns that any of them fills: where
// the last columns are empty in all of them, their separators are missing in these rows and stand again in the next.
// Such rows are contacts. A row that a stray line end cut in two is short as well, and must never be read as one.
//
// What tells them apart: the pieces of a row of n cells have n-1 separators together. So several short rows one after the
// other that all have k cells, between rows that are whole, are no pieces unless n-1 is a multiple of k-1. And pieces do
// not go with their columns: where the id should be stands the end of an address.

// trims is what the reader knows of rows whose last separators are missing. What it decides of a record depends on the
// records before it and on the next ones up to two blocks, so that the borders of batches make no difference.
type trims struct {
	shape dialect.Shape
	whole bool         // the record before is one of the table, read as such
	run   int          // cells of the short rows that are being read, 0 if none are
	habit map[int]bool // numbers of cells that several short rows in a row had before

	seen  int      // records so far
	cells [][]byte // scratch
}

const (
	// excelBlock is the number of rows for which Excel decides at once.
	excelBlock = 16
	// leastTrimmed is the number of short rows one after the other that are more than an accident.
	leastTrimmed = 4
)

// trim makes data of the short records before index upto whose last separators are missing. Those from upto on are only
// looked at; eof says that nothing comes after them. It gives upto, or the index of the first record that cannot be
// decided about before more is read; from there on nothing was done.
func (r *Reader) trim(b *record.Batch, upto int, eof bool) int {
	if r.opt.Dialect.ShortRows {
		if r.opt.Shape == nil {
			return upto
		}
		return r.tear(b, upto, eof)
	}
	t := &r.trims
	for i := range upto {
		rec := &b.Records[i]
		switch {
		case isShort(rec) && t.whole:
			if !eof && t.run != int(rec.N) && undecided(b, i) {
				return i
			}
			r.trimOne(b, i, eof)
		case isShort(rec):
		case rec.Kind == record.Data:
			if !t.shape.Full() {
				t.shape.Learn(r.cellsOf(b, rec))
			}
			t.whole, t.run = true, 0
		case rec.Kind == record.Blank && t.run > 0 && int(rec.N) == t.run:
			// A row of the block that has nothing in it.
		default:
			t.whole, t.run = rec.Kind == record.Repeat || rec.Kind == record.Preamble, 0
		}
		t.seen++
	}
	return upto
}

// trimOne decides about the short record i, which comes after one that is whole or was read as such.
func (r *Reader) trimOne(b *record.Batch, i int, eof bool) {
	t := &r.trims
	rec := &b.Records[i]
	k := int(rec.N)
	n := r.equals(b, i)
	divides := k < 2 || (r.header.least-1)%(k-1) == 0 || (r.header.width-1)%(k-1) == 0
	if k < 2 || t.run != k && !r.startsRun(b, i, n, divides) || n < excelBlock && !r.endsWell(b, i+n, eof) {
		t.whole, t.run = false, 0
		return
	}
	t.run = k
	wrong := dialect.Strange
	if divides {
		wrong |= dialect.Odd
	}
	fit := r.fit(b, i)
	switch {
	case fit&wrong != 0 || divides && fit&dialect.Sure == 0:
		return // This row alone is not what it should be.
	case n > 1 && isShort(&b.Records[i+1]) && r.fit(b, i+1)&wrong != 0:
		return // It may have its end in the next one.
	case eof && i+1 == len(b.Records) && !endsLine(b.Raw(i)):
		return // It may be cut off.
	}
	rec.Kind, rec.Fault = record.Data, ""
}

// startsRun says whether n short records from i on, which have as many cells each, are a run that can be read.
func (r *Reader) startsRun(b *record.Batch, i, n int, divides bool) bool {
	t := &r.trims
	k := int(b.Records[i].N)
	if divides {
		filled, sure := r.sure(b, i, i+n, dialect.Strange|dialect.Odd)
		return n == excelBlock && sure == filled
	}
	filled, sure := r.sure(b, i, i+n, dialect.Strange)
	switch {
	case n >= leastTrimmed:
		if sure*4 < filled*3 {
			return false
		}
	case sure < filled:
		return false
	case t.habit[k] || t.seen%excelBlock == 0 && i+n == len(b.Records):
		return true // The last block may have but a few rows.
	case !r.among(b, i):
		return false
	}
	if t.habit == nil {
		t.habit = map[int]bool{}
	}
	t.habit[k] = true
	return true
}

// sure counts the short records from i to end, and those that go with their columns.
func (r *Reader) sure(b *record.Batch, i, end int, wrong dialect.Fit) (filled, sure int) {
	for ; i < end; i++ {
		if !isShort(&b.Records[i]) {
			continue
		}
		filled++
		if r.fit(b, i)&(wrong|dialect.Sure) == dialect.Sure {
			sure++
		}
	}
	return filled, sure
}

// among says whether of the block of records from i on, enough have as many cells as record i and all others are whole:
// somebody filled in some of what Excel had cut.
func (r *Reader) among(b *record.Batch, i int) bool {
	equal := 0
	for j := i; j < min(i+excelBlock, len(b.Records)); j++ {
		switch rec := &b.Records[j]; {
		case isShort(rec) && rec.N == b.Records[i].N:
			if r.fit(b, j)&(dialect.Strange|dialect.Sure) != dialect.Sure {
				return false
			}
			equal++
		case rec.Kind != record.Data:
			return equal >= leastTrimmed
		}
	}
	return equal >= leastTrimmed
}

// equals counts the records from i on that have as many cells as record i, short or blank ones, up to a block.
func (r *Reader) equals(b *record.Batch, i int) int {
	n := 0
	for n < excelBlock && i+n < len(b.Records) {
		rec := &b.Records[i+n]
		if rec.N != b.Records[i].N || !isShort(rec) && rec.Kind != record.Blank {
			break
		}
		n++
	}
	return n
}

// endsWell says whether what comes after a run, from record i on, speaks for it: a whole row, the end, or a whole block of
// rows that are short in another way.
func (r *Reader) endsWell(b *record.Batch, i int, eof bool) bool {
	if eof && len(b.Records)-i <= excelBlock && blankToEnd(b, i) {
		return true
	}
	if i == len(b.Records) {
		return eof
	}
	switch rec := &b.Records[i]; {
	case rec.Kind == record.Data || rec.Kind == record.Repeat:
		return true
	case !isShort(rec) || rec.N < 2:
		return false
	}
	n := r.equals(b, i)
	if n < excelBlock && (!eof || i+n < len(b.Records) || n < leastTrimmed) {
		return false
	}
	for j := i; j < i+n; j++ {
		if isShort(&b.Records[j]) && r.fit(b, j)&(dialect.Sure|dialect.Strange) != dialect.Sure {
			return false
		}
	}
	return true
}

func blankToEnd(b *record.Batch, i int) bool {
	for i < len(b.Records) && b.Records[i].Kind == record.Blank {
		i++
	}
	return i == len(b.Records)
}

// fit holds a record against the columns. A quote inside a plain cell may be what is left of a pair.
func (r *Reader) fit(b *record.Batch, i int) dialect.Fit {
	rec := &b.Records[i]
	for _, c := range b.Fields[rec.First : rec.First+rec.N] {
		if !c.Quoted && bytes.IndexByte(b.Buf[c.Start:c.End], r.scan.quote) >= 0 {
			return dialect.Strange
		}
	}
	return r.trims.shape.Fit(r.cellsOf(b, rec))
}

// cellsOf gives the stored cells of a record, good until the next call.
func (r *Reader) cellsOf(b *record.Batch, rec *record.Record) [][]byte {
	t := &r.trims
	t.cells = t.cells[:0]
	for _, c := range b.Fields[rec.First : rec.First+rec.N] {
		t.cells = append(t.cells, b.Buf[c.Start:c.End])
	}
	return t.cells
}

// undecided says whether a block of rows from record i on may go on in what was not read yet. Only what can be read again
// comes after it then.
func undecided(b *record.Batch, i int) bool {
	if i+excelBlock <= len(b.Records) {
		return false
	}
	for ; i < len(b.Records); i++ {
		if rec := &b.Records[i]; rec.Kind != record.Data && !mayBeFooter(rec) {
			return false
		}
	}
	return true
}

// mayWait says whether all records of the batch may have to wait for more.
func (r *Reader) mayWait(b *record.Batch) bool {
	if r.opt.Dialect.ShortRows {
		return len(b.Records) < 2
	}
	for i := max(0, len(b.Records)-excelBlock); i < len(b.Records); i++ {
		if isShort(&b.Records[i]) {
			return len(b.Records) <= 2*maxHeld
		}
	}
	return false
}

func isShort(rec *record.Record) bool {
	return rec.Kind == record.Bad && rec.Fault == record.FaultTooFew
}

func endsLine(raw []byte) bool {
	raw = bytes.TrimRight(raw, "\x00\x1a")
	return len(raw) > 0 && (raw[len(raw)-1] == '\n' || raw[len(raw)-1] == '\r')
}
