// Package tablefile opens the table in a file by what the file holds, whatever its name says: it undoes compression,
// finds the encoding, the dialect and the header, and refuses what is no table in words that say what it is.
//
// A [File] is read any number of times from the start. Standard input and compressed files are copied to a private
// temporary file first, so that this holds for them too.
package tablefile

import (
	"context"
	"fmt"

	"github.com/callready/callready/io/charset"
	"github.com/callready/callready/io/csvfile"
	"github.com/callready/callready/io/dialect"
	"github.com/callready/callready/io/record"
)

// Table is an opened table, whatever its file format.
type Table interface {
	// Name gives the name under which the table was opened; "-" for standard input.
	Name() string
	// Header gives the texts of the header row by position, white space at their ends cut off. Blank and repeated
	// ones are kept. The caller must not change it.
	Header() []string
	// Detected gives what was found out about the file.
	Detected() Detected
	// Reader starts a new pass. Only one pass at a time counts for Consumed.
	Reader(ctx context.Context) (record.Reader, error)
	// Format says how to write a table in the same way.
	Format() csvfile.Format
	// Bytes gives the size of the table, decompressed and as it is stored.
	Bytes() int64
	// Consumed gives the number of bytes that the latest pass has read. It is safe for concurrent use.
	Consumed() int64
	// SHA256 gives the hash of the input as it came, still compressed, in lower-case hexadecimal.
	SHA256(ctx context.Context) (string, error)
	// Unguard says before which signs the program that wrote the table put an apostrophe, so that a spreadsheet takes no
	// value for a formula. In passes that begin later it is no part of the value. Workbooks need no such guard and have none.
	Unguard(signs string)
	// Changed gives an error if the file is no longer the one that was opened.
	Changed() error
	// Close closes the file and removes its copy, if there is one.
	Close() error
}

// Options says how to open a table. The zero value finds everything out.
type Options struct {
	Delimiter byte   // 0: find out
	Encoding  string // "": find out
	HeaderRow int    // physical line of the header, from 1; 0: find out; negative: the table has none
	Sheet     string // of a workbook; "": the one that Choose names, else the first with rows
	Password  string // of a protected workbook
	// Choose chooses among the sheets of a workbook that has several, by position.
	Choose   func([]Sheet) int
	SpoolDir string // for copies of standard input and compressed files; "": the system's temporary folder

	SampleBytes  int   // bytes looked at to find out encoding and dialect; default 1 MiB
	MaxInflated  int64 // bytes that a compressed file may decompress to; default 64 GiB
	MaxInflation int64 // and how many times its compressed size; default 400
	BlockSize    int   // bytes of one batch; default that of csvfile
}

// Detected is what was found out about a file.
type Detected struct {
	Compression   string // "gzip", "zstd", or ""
	Encoding      string // canonical name
	EncodingScore float64
	EncodingWhy   string
	EncodingMixed bool // UTF-8 with some cells that are not
	ASCII         bool // no byte above 0x7F in what was looked at
	BOM           bool
	OtherEncoding []charset.Alternative
	Dialect       dialect.Guess
	Sheet         string   // of a workbook
	Sheets        []string // all that were looked at
	SampleBytes   int64    // how much was looked at
	Whole         bool     // that was the whole table
}

// RefusedError says that a file is no table that can be read, what it is, and what to do.
type RefusedError struct {
	Name string // as the file was given
	What string // "is a PDF document"
	Hint string // what to do, a clause without a full stop; may be empty
	Err  error  // the cause, if there is one
}

// Error gives one sentence fragment.
func (e *RefusedError) Error() string {
	s := fmt.Sprintf("%s %s", e.Name, e.What)
	if e.Hint != "" {
		s += ": " + e.Hint
	}
	return s
}

// Unwrap gives the cause.
func (e *RefusedError) Unwrap() error { return e.Err }

func (o Options) withDefaults() Options {
	if o.SampleBytes <= 0 {
		o.SampleBytes = 1 << 20
	}
	if o.MaxInflated <= 0 {
		o.MaxInflated = 64 << 30
	}
	if o.MaxInflation <= 0 {
		o.MaxInflation = 400
	}
	return o
}
