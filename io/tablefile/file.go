package tablefile

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"sync/atomic"

	"github.com/callready/callready/io/charset"
	"github.com/callready/callready/io/csvfile"
	"github.com/callready/callready/io/record"
)

// File is a table in delimited text. It implements [Table].
type File struct {
	name     string
	opt      Options
	source   *source
	encoding *charset.Encoding
	mark     int // length of the byte order mark as stored
	detected Detected
	header   []string
	consumed atomic.Int64
	mixed    atomic.Int64
	guards   string
}

var _ Table = (*File)(nil)

// Name gives the name under which the file was opened; "-" for standard input.
func (f *File) Name() string { return f.name }

// Header gives the texts of the header row by position, white space at their ends cut off. Blank and repeated ones
// are kept. A table without a header has blank ones.
func (f *File) Header() []string { return f.header }

// Detected gives what was found out about the file.
func (f *File) Detected() Detected { return f.detected }

// Bytes gives the size of the table, decompressed.
func (f *File) Bytes() int64 { return f.source.size }

// Consumed gives the number of bytes that the latest pass has read. It is safe for concurrent use.
func (f *File) Consumed() int64 { return f.consumed.Load() }

// Mixed gives the line of the first record, seen by any pass so far, that is not in the table's encoding, UTF-8; 0 for
// none. Its cells that are not UTF-8 are read as Windows-1252. It is safe for concurrent use.
func (f *File) Mixed() int { return int(f.mixed.Load()) }

// Unguard says before which signs the program that wrote the file put an apostrophe: see [Table].
func (f *File) Unguard(signs string) { f.guards = signs }

// Changed gives an error if the named file is no longer the one that was opened: by size, time of the last change, or
// identity. Standard input never changes.
func (f *File) Changed() error { return f.source.changed() }

// Close closes the file and removes its copy, if there is one. Passes must be over.
func (f *File) Close() error { return f.source.close() }

// Encoder gives the encoder for new cells. Of a wide encoding it is that of UTF-8: see [File.Writer].
func (f *File) Encoder() *charset.Encoding { return f.encoding }

// Writer gives a writer that stores what is written, records as the reader gave them and new cells of Encoder, on w in
// the file's encoding. Close it in the end; that does not close w.
func (f *File) Writer(w io.Writer) io.WriteCloser { return f.encoding.NewWriter(w) }

// Format says how to write a table in the same way.
func (f *File) Format() csvfile.Format {
	d := f.detected.Dialect
	return csvfile.Format{
		Delimiter: d.Delimiter, Quote: d.Quote, Escape: d.Escape, LineEnd: d.LineEnd, QuoteAll: d.QuoteAll, Wrapped: d.Wrapped,
		BOM: f.detected.BOM, Encoding: f.detected.Encoding, Width: d.Width,
	}
}

// SHA256 gives the hash of the input as it came, in lower-case hexadecimal.
func (f *File) SHA256(ctx context.Context) (string, error) { return f.source.hash(ctx) }

// hash gives the hash of the input as it came; it reads it where nobody has done so from the start to the end.
func (s *source) hash(ctx context.Context) (string, error) {
	if known := s.sum.Load(); known != nil {
		return *known, ctx.Err()
	}
	sum := sha256.New()
	in := io.NewSectionReader(s.file, 0, s.size)
	buf := make([]byte, 256<<10)
	for {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		n, err := in.Read(buf)
		sum.Write(buf[:n])
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", fmt.Errorf("read %s: %w", s.path, err)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// Reader starts a new pass over the records. Its Read gives the error of ctx when that is done.
func (f *File) Reader(ctx context.Context) (record.Reader, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f.consumed.Store(0)
	in := &countingReader{r: f.source.reader(), n: &f.consumed}
	r := csvfile.NewReader(f.encoding.NewReader(in), f.readerOptions())
	return readerFunc(func(b *record.Batch) error {
		if err := ctx.Err(); err != nil {
			b.Reset()
			return err
		}
		err := r.Read(b)
		if line := r.Mixed(); line > 0 {
			f.mixed.CompareAndSwap(0, int64(line))
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("%s: %w", f.title(), err)
		}
		return err
	}), nil
}

func (f *File) readerOptions() csvfile.Options {
	return csvfile.Options{
		Shape:   f.detected.Dialect.Shape,
		Dialect: f.detected.Dialect.Dialect, Encoding: f.encoding, BOM: f.mark, Guards: f.guards, BlockSize: f.opt.BlockSize,
	}
}

// title is the name for messages.
func (f *File) title() string {
	if f.name == "-" {
		return "standard input"
	}
	return f.name
}

type readerFunc func(b *record.Batch) error

func (f readerFunc) Read(b *record.Batch) error { return f(b) }

// reader reads the input from the start. Whoever is the first to come to its end leaves the hash.
func (s *source) reader() io.Reader {
	in := io.NewSectionReader(s.file, 0, s.size)
	if s.sum.Load() != nil {
		return in
	}
	return &hashingReader{in: in, left: s.size, hash: sha256.New(), done: &s.sum}
}

type hashingReader struct {
	in   io.Reader
	left int64
	hash hash.Hash
	done *atomic.Pointer[string]
}

func (h *hashingReader) Read(p []byte) (int, error) {
	n, err := h.in.Read(p)
	h.hash.Write(p[:n])
	if h.left -= int64(n); h.left == 0 && n > 0 {
		sum := hex.EncodeToString(h.hash.Sum(nil))
		h.done.Store(&sum)
	}
	return n, err
}

type countingReader struct {
	r io.Reader
	n *atomic.Int64
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n.Add(int64(n))
	return n, err
}
