package xlsxfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
)

// scratch keeps bytes until they are asked for: few in memory, many in a private temporary file.
type scratch struct {
	dir  string
	mem  []byte
	file *os.File
	n    int64
}

// inMemory is how much a scratch keeps in memory.
const inMemory = 1 << 20

// Write implements io.Writer.
func (s *scratch) Write(p []byte) (int, error) {
	if len(s.mem)+len(p) > inMemory {
		if err := s.flush(); err != nil {
			return 0, err
		}
	}
	if cap(s.mem) < inMemory && len(s.mem)+len(p) > 64<<10 {
		s.mem = append(make([]byte, 0, inMemory), s.mem...) // Once, not by doubling.
	}
	s.mem = append(s.mem, p...)
	s.n += int64(len(p))
	return len(p), nil
}

func (s *scratch) flush() error {
	if s.file == nil {
		f, err := os.CreateTemp(s.dir, ".callready-xlsx-*")
		if err != nil {
			return fmt.Errorf("keep a part of the workbook: %w", err)
		}
		_ = os.Remove(f.Name()) // Where an open file cannot be removed, close does it.
		s.file = f
	}
	_, err := s.file.Write(s.mem)
	s.mem = s.mem[:0]
	if err != nil {
		return fmt.Errorf("keep a part of the workbook: %w", err)
	}
	return nil
}

// done gives up the memory that no more is written to: a run may have hundreds of workbooks, and each has scratches.
func (s *scratch) done() error {
	if s.file == nil {
		s.mem = bytes.Clone(s.mem) // without what it could have held
		return nil
	}
	err := s.flush()
	s.mem = nil
	return err
}

// reader gives all that was written, from the start. Nothing may be written meanwhile.
func (s *scratch) reader() io.Reader {
	mem := bytes.NewReader(s.mem)
	if s.file == nil {
		return mem
	}
	return io.MultiReader(io.NewSectionReader(s.file, 0, s.n-int64(len(s.mem))), mem)
}

func (s *scratch) close() error {
	s.mem = nil
	if s.file == nil {
		return nil
	}
	f := s.file
	s.file = nil
	return discard(f)
}

// errClosed is the error of what comes too late.
var errClosed = errors.New("the workbook has been closed")
