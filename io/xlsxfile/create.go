package xlsxfile

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/flate"
)

// SheetWriter writes a new workbook of one sheet, row by row. All cells are texts, in a style that keeps them so when
// somebody edits them: no plus sign, no leading zero and no long number is lost. The same rows give the same bytes.
type SheetWriter struct {
	zip      *zip.Writer
	out      *countingWriter
	entry    io.Writer
	head     *zip.FileHeader
	raw      []byte // rows that have not been compressed
	packed   bytes.Buffer
	deflater *flate.Writer
	rows     int
	err      error // sticky
}

// newBlock is how many bytes of XML are compressed at a time. What waits counts in full for Size.
const newBlock = 64 << 10

// dosEpoch is the time of all parts, the first that a zip archive can have.
const dosEpoch = 1<<5 | 1

// NewWriter begins a workbook on w with a header row. The sheet's name is made fit for one: [SheetName]. Close the
// writer in the end; that does not close w.
func NewWriter(w io.Writer, sheet string, header []string) (*SheetWriter, error) {
	out := &countingWriter{w: w}
	s := &SheetWriter{out: out, zip: zip.NewWriter(out)}
	for _, p := range newParts(SheetName(sheet)) {
		var z bytes.Buffer
		if _, err := deflate(&z, nil, []byte(p.content), 5); err != nil {
			return nil, err
		}
		z.WriteString(lastBlock)
		f, err := s.zip.CreateRaw(&zip.FileHeader{
			Name: p.name, Method: zip.Deflate, ReaderVersion: 20, ModifiedDate: dosEpoch, CRC32: crc32.ChecksumIEEE([]byte(p.content)),
			CompressedSize64: uint64(z.Len()), UncompressedSize64: uint64(len(p.content)),
		})
		if err == nil {
			_, err = f.Write(z.Bytes())
		}
		if err != nil {
			return nil, fmt.Errorf("write the workbook: %w", err)
		}
	}
	// The sheet's sizes are not known yet and follow it.
	s.head = &zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Deflate, Flags: 8, ReaderVersion: 20, ModifiedDate: dosEpoch}
	var err error
	if s.entry, err = s.zip.CreateRaw(s.head); err != nil {
		return nil, fmt.Errorf("write the workbook: %w", err)
	}
	s.raw = append(s.raw, newSheetHead...)
	if n := len(header); n > 0 {
		s.raw = fmt.Appendf(s.raw, `<cols><col min="1" max="%d" width="20" style="%d" customWidth="1"/></cols>`, min(n, MaxColumns), textStyle)
	}
	s.raw = append(s.raw, "<sheetData>"...)
	if err := s.row(header, headerStyle); err != nil {
		return nil, err
	}
	return s, s.spill()
}

// Append adds a row. A row, cell or text beyond what a sheet holds is [ErrFull], and nothing is added.
func (s *SheetWriter) Append(cells []string) error {
	if s.err != nil {
		return s.err
	}
	if err := s.row(cells, textStyle); err != nil {
		return err
	}
	if len(s.raw) >= newBlock {
		return s.spill()
	}
	return nil
}

// Rows gives the rows so far, without the header.
func (s *SheetWriter) Rows() int { return s.rows - 1 }

// Size gives the bytes that the file would have at most if the writer were closed now.
func (s *SheetWriter) Size() int64 {
	const rest = 1 << 10 // the end of the sheet and the directory of the archive
	return s.out.n + int64(len(s.raw)) + rest
}

// Close ends the workbook.
func (s *SheetWriter) Close() error {
	if s.err != nil {
		return s.err
	}
	s.raw = append(s.raw, "</sheetData></worksheet>"...)
	if err := s.spill(); err != nil {
		return err
	}
	if s.err = s.write([]byte(lastBlock)); s.err != nil {
		return s.err
	}
	s.head.CompressedSize = uint32(min(s.head.CompressedSize64, 1<<32-1))
	s.head.UncompressedSize = uint32(min(s.head.UncompressedSize64, 1<<32-1))
	if err := s.zip.Close(); err != nil {
		s.err = fmt.Errorf("write the workbook: %w", err)
		return s.err
	}
	s.err = errClosed
	return nil
}

func (s *SheetWriter) row(cells []string, style int) error {
	if s.rows >= MaxRows {
		return fmt.Errorf("%w: it ends at row %d", ErrFull, MaxRows)
	}
	if len(cells) > MaxColumns {
		return fmt.Errorf("%w: a row of %d cells", ErrFull, len(cells))
	}
	for col, text := range cells {
		if len(text) > MaxChars && longText(text) {
			return fmt.Errorf("column %s: %w: a text of more than %d characters", appendColumn(nil, col+1), ErrFull, MaxChars)
		}
	}
	s.rows++
	s.raw = appendInt(append(s.raw, `<row r="`...), s.rows)
	s.raw = append(s.raw, `">`...)
	for col, text := range cells {
		if text != "" {
			s.raw = appendTextCell(s.raw, nil, s.rows, col+1, style, text)
		}
	}
	s.raw = append(s.raw, "</row>"...)
	return nil
}

// spill compresses and writes what has gathered.
func (s *SheetWriter) spill() error {
	s.packed.Reset()
	if s.deflater, s.err = deflate(&s.packed, s.deflater, s.raw, 5); s.err != nil {
		return s.err
	}
	s.head.CRC32 = crc32.Update(s.head.CRC32, crc32.IEEETable, s.raw)
	s.head.UncompressedSize64 += uint64(len(s.raw))
	s.raw = s.raw[:0]
	s.err = s.write(s.packed.Bytes())
	return s.err
}

func (s *SheetWriter) write(p []byte) error {
	s.head.CompressedSize64 += uint64(len(p))
	if _, err := s.entry.Write(p); err != nil {
		return fmt.Errorf("write the workbook: %w", err)
	}
	if err := s.zip.Flush(); err != nil {
		return fmt.Errorf("write the workbook: %w", err)
	}
	return nil
}

// SheetName makes a name for a sheet of a text: of 1 to 31 characters, without those that a name may not have.
func SheetName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == utf8.RuneError || strings.ContainsRune(`[]:*?/\`, r) {
			return '-'
		}
		return r
	}, s)
	n := 0
	for i, r := range s {
		if r >= 0x10000 {
			n++
		}
		if n++; n > 31 {
			s = s[:i]
			break
		}
	}
	s = strings.Trim(s, "' ")
	if s == "" || strings.EqualFold(s, "history") {
		return "Sheet1"
	}
	return s
}

type countingWriter struct {
	w io.Writer
	n int64
}

func (c *countingWriter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}
