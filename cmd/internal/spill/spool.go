package spill

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"os"
)

// spoolBuffer is what a spool holds in memory, in bytes; a smaller spool makes no file.
const spoolBuffer = 64 << 10

// Spool keeps records in the order in which they are added, such as rows that belong at the end of a file.
type Spool struct {
	dir   string
	buf   []byte // what is not in the file yet
	limit int
	file  *os.File
	size  int64 // bytes in file
	n     int
	err   error
}

// NewSpool makes an empty spool that puts its file, if it needs one, into dir.
func NewSpool(dir string) *Spool { return &Spool{dir: dir, limit: spoolBuffer} }

// Add adds a record, which may be empty; it is copied. The error is that of the temporary file.
func (s *Spool) Add(rec []byte) error {
	if s.err != nil {
		return s.err
	}
	if len(rec) > math.MaxInt32 {
		return ErrTooLong
	}
	s.buf = binary.AppendUvarint(s.buf, uint64(len(rec)))
	s.buf = append(s.buf, rec...)
	s.n++
	if len(s.buf) >= s.limit {
		s.err = s.flush()
	}
	return s.err
}

// Len gives the number of records.
func (s *Spool) Len() int { return s.n }

// All gives the records from the first to the last. It may be ranged over several times, and more may be added after
// that. A record is valid until the next one is asked for. The last pair holds the error, if there is one.
func (s *Spool) All() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		if s.err != nil {
			yield(nil, s.err)
			return
		}
		if err := s.read(yield); err != nil {
			s.err = fmt.Errorf("temporary file: %w", err)
			yield(nil, s.err)
		}
	}
}

// Close removes the temporary file. It may be called more than once.
func (s *Spool) Close() error {
	if s.err == nil {
		s.err = ErrClosed
	}
	f := s.file
	s.file, s.buf = nil, nil
	return remove(f)
}

func (s *Spool) flush() error {
	if s.file == nil {
		f, err := os.CreateTemp(s.dir, "spool-*.tmp")
		if err != nil {
			return fmt.Errorf("temporary file: %w", err)
		}
		s.file = f
	}
	n, err := s.file.Write(s.buf)
	s.size += int64(n)
	if err != nil {
		return fmt.Errorf("temporary file: %w", err)
	}
	s.buf = s.buf[:0]
	return nil
}

func (s *Spool) read(yield func([]byte, error) bool) error {
	var src io.Reader = bytes.NewReader(s.buf)
	if s.file != nil {
		src = io.MultiReader(io.NewSectionReader(s.file, 0, s.size), src)
	}
	r := bufio.NewReaderSize(src, spoolBuffer)
	var rec []byte
	for {
		n, err := binary.ReadUvarint(r)
		if errors.Is(err, io.EOF) { // before the first byte of a length
			return nil
		}
		if err != nil {
			return err
		}
		if n > math.MaxInt32 {
			return ErrTooLong // not a length that was written
		}
		if uint64(cap(rec)) < n {
			rec = make([]byte, n)
		}
		rec = rec[:n]
		if _, err := io.ReadFull(r, rec); err != nil {
			return cut(err)
		}
		if !yield(rec, nil) {
			return nil
		}
	}
}
