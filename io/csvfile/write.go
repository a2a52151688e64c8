package csvfile

import (
	"errors"
	"fmt"
	"strings"

	"github.com/callready/callready/io/charset"
)

// Format says how to write a table.
type Format struct {
	Delimiter byte   // 0: a comma
	Quote     byte   // 0: '"'
	Escape    byte   // '\\' to escape quotes with a backslash, 0 to double them
	LineEnd   string // "": "\n"
	QuoteAll  bool   // quotes around every cell, not only where they are needed
	BOM       bool   // the table begins with a byte order mark
	Wrapped   bool   // records of the table may be wrapped: see [record.Record]
	Encoding  string // canonical name; "": utf-8
	Width     int    // cells of a whole row: a record that gets cells behind its last one gets all of them; 0: those it needs
}

// Encoder turns the UTF-8 text of a new cell into stored bytes. A [charset.Encoding] is one.
type Encoder interface {
	// Encode appends the stored bytes of s to dst. An error names characters that the encoding lacks; dst then holds
	// a question mark for each.
	Encode(dst []byte, s string) ([]byte, error)
}

func (f Format) withDefaults() Format {
	if f.Delimiter == 0 {
		f.Delimiter = ','
	}
	if f.Quote == 0 {
		f.Quote = '"'
	}
	if f.LineEnd == "" {
		f.LineEnd = "\n"
	}
	return f
}

// AppendRow appends a record with the given cells, in UTF-8, and its line end. A cell gets quotes where it holds the
// delimiter, a quote, a line end, or space at its ends, and everywhere with QuoteAll.
func AppendRow(dst []byte, cells []string, f Format) []byte {
	dst, _ = AppendRowEncoded(dst, cells, f, nil) // Without encoder there is no error.
	return dst
}

// AppendRowEncoded is [AppendRow] in another encoding; enc nil means UTF-8. On an error, which names the cell and the
// characters that the encoding lacks, the record is complete, with question marks.
func AppendRowEncoded(dst []byte, cells []string, f Format, enc Encoder) ([]byte, error) {
	f = f.withDefaults()
	var errs []error
	for i, cell := range cells {
		if i > 0 {
			dst = append(dst, f.Delimiter)
		}
		// A row of one empty cell would be a blank line.
		quoted := f.QuoteAll || f.needsQuotes(cell) || len(cells) == 1 && cell == ""
		var err error
		if dst, err = f.appendCell(dst, cell, quoted, enc); err != nil {
			errs = append(errs, fmt.Errorf("cell %d: %w", i+1, err))
		}
	}
	return append(dst, f.LineEnd...), errors.Join(errs...)
}

// needsQuotes looks at eight bytes at a time, of the last ones at some twice, for what may need quotes, and looks closer only
// if there is something.
func (f *Format) needsQuotes(cell string) bool {
	n := len(cell)
	if n == 0 {
		return false
	}
	if edge(cell[0]) || edge(cell[n-1]) {
		return true
	}
	if n < 4 {
		return f.quotable(cell)
	}
	delims, quotes, escapes := ones*uint64(f.Delimiter), ones*uint64(f.Quote), ones*uint64(f.Escape)
	if f.Escape == 0 {
		escapes = quotes
	}
	var found uint64 // the high bits of what is one of them, or less than lows
	look := func(w uint64) {
		d, q, e := w^delims, w^quotes, w^escapes
		found |= ((d-ones)&^d | (q-ones)&^q | (e-ones)&^e | (w-lows)&^w) & highs
	}
	if n < 8 {
		look(uint64(four(cell)) | uint64(four(cell[n-4:]))<<32)
	} else {
		for i := 0; i < n-8; i += 8 {
			look(eight(cell[i:]))
		}
		look(eight(cell[n-8:]))
	}
	return found != 0 && f.quotable(cell)
}

// quotable tells whether a cell holds the delimiter, a quote, a line end or an escape character.
func (f *Format) quotable(cell string) bool {
	for i := range len(cell) {
		if c := cell[i]; c == f.Delimiter || c == f.Quote || c == '\n' || c == '\r' || c == f.Escape && c != 0 {
			return true
		}
	}
	return false
}

// eight gives the first eight bytes as a number, four the first four.
func eight(s string) uint64 { return uint64(four(s)) | uint64(four(s[4:]))<<32 }

func four(s string) uint32 {
	_ = s[3]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// edge reports bytes that readers drop at the ends of a cell without quotes.
func edge(c byte) bool { return c == ' ' || c == '\t' || c == 0x1A || c == 0 }

func (f *Format) appendCell(dst []byte, cell string, quoted bool, enc Encoder) ([]byte, error) {
	if !quoted {
		return encode(dst, cell, enc)
	}
	dst = append(dst, f.Quote)
	if strings.IndexByte(cell, f.Quote) >= 0 || f.Escape != 0 && strings.IndexByte(cell, f.Escape) >= 0 {
		cell = f.escaped(cell)
	}
	dst, err := encode(dst, cell, enc)
	return append(dst, f.Quote), err
}

func (f *Format) escaped(cell string) string {
	var b strings.Builder
	b.Grow(len(cell) + 8) // for a few quotes
	for i := range len(cell) {
		switch c := cell[i]; {
		case c == f.Quote && f.Escape == 0:
			b.WriteByte(c)
		case c == f.Quote || c == f.Escape && c != 0:
			b.WriteByte(f.Escape)
		}
		b.WriteByte(cell[i])
	}
	return b.String()
}

func encode(dst []byte, s string, enc Encoder) ([]byte, error) {
	if enc == nil {
		return append(dst, s...), nil
	}
	return enc.Encode(dst, s)
}

var _ Encoder = (*charset.Encoding)(nil)
