// Package csvfile reads and writes delimited text without losing a byte.
//
// [Reader] cuts the raw bytes of a table into records and cells where they lie: no cell is copied or decoded until
// its value is asked for, and the raw bytes of all records, put together, are the input. [AppendSplice] writes a
// record back with some cells replaced and everything else as it was; [AppendRow] writes a new one.
package csvfile

import (
	"github.com/callready/callready/io/charset"
	"github.com/callready/callready/io/dialect"
)

// Options says how a table is written and sets the limits of the reader. In the zero value the delimiter is a comma,
// the encoding UTF-8, and the table has no header; usually a [dialect.Guess] fills the dialect.
type Options struct {
	Dialect  dialect.Dialect
	Encoding *charset.Encoding // nil: UTF-8. A wide encoding must have been read through its NewReader.
	Shape    *dialect.Shape    // what the columns hold, where short rows prevail; nil: not known
	BOM      int               // length of a byte order mark other than that of UTF-8, which is recognised
	Guards   string            // see [record.Batch]

	BlockSize    int // bytes read at a time; default 256 KiB
	MaxRecord    int // bytes of one record; default [MaxRecord]. A longer one is bad and comes in pieces.
	MaxCellBytes int // a quoted cell that is longer is taken for an unclosed quote if that makes sense of its first line; default 1 MiB
}

// MaxRecord bounds a record unless an option says otherwise, in bytes.
const MaxRecord = 16 << 20

// maxFields bounds the cells of one record that are kept; cells beyond make the record too long.
const maxFields = 1 << 16

// maxHeld is the number of short or blank records at the end of a table that may be its footer. It is more than the two
// blocks of rows that are looked at to decide about a short one.
const maxHeld = 64

func (o Options) withDefaults() Options {
	if o.Dialect.Delimiter == 0 {
		o.Dialect.Delimiter = ','
	}
	if o.Dialect.Quote == 0 {
		o.Dialect.Quote = '"'
	}
	setDefault(&o.BlockSize, 256<<10)
	setDefault(&o.MaxRecord, MaxRecord)
	setDefault(&o.MaxCellBytes, 1<<20)
	return o
}

func setDefault(v *int, value int) {
	if *v <= 0 {
		*v = value
	}
}
