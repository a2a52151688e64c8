package spill

import (
	"encoding/binary"
	"fmt"
	"iter"
	"math/bits"
	"os"
)

// Parted deals records of fixed size out to parts by a hash of their keys: all records with one key are in one part, and each
// part can be sorted by itself. Where records need only come together that have a key in common, that is many times as fast as to
// sort them all, and several goroutines can do it.
type Parted[R Words] struct {
	dir   string
	limit int // records of a part that are sorted in memory
	parts []parted[R]
	each  int // records that a part holds in memory
	buf   []byte
	file  *os.File
	size  int64
	err   error
}

// parted is one part: what lies in the file, piece by piece, and what came last.
type parted[R Words] struct {
	pieces []int64 // where they begin; all have the same length
	recs   []R
}

// partRecords is how many records a part has, about, where their number is known.
const partRecords = 1 << 15

// NewParted makes one for about n records, which puts its file into dir and holds at most about memory bytes in memory,
// [DefaultMemory] if 0: half of it until all are added, and then a part for each goroutine.
func NewParted[R Words](dir string, memory, n int) *Parted[R] {
	if memory <= 0 {
		memory = DefaultMemory
	}
	var r R
	width := 8 * len(r)
	count := min(max(n/partRecords, 1), max(memory/2/(16*width), 1), 1<<11)
	s := &Parted[R]{dir: dir, limit: max(memory/4/(2*width), 1), parts: make([]parted[R], count)}
	s.each = max(memory/2/width/count, 1)
	return s
}

// Add adds a record. The error is that of the temporary file.
func (s *Parted[R]) Add(r R) error {
	if s.err != nil {
		return s.err
	}
	at, _ := bits.Mul64(r[0]*0x9e3779b97f4a7c15, uint64(len(s.parts)))
	p := &s.parts[at]
	if len(p.recs) == s.each {
		if s.err = s.spill(p); s.err != nil {
			return s.err
		}
	}
	p.recs = append(p.recs, r)
	return nil
}

// spill writes what a part holds as a piece.
func (s *Parted[R]) spill(p *parted[R]) error {
	if s.file == nil {
		f, err := os.CreateTemp(s.dir, "parts-*.tmp")
		if err != nil {
			return fmt.Errorf("temporary file for sorting: %w", err)
		}
		s.file = f
	}
	s.buf = s.buf[:0]
	for _, r := range p.recs {
		for w := range len(r) {
			s.buf = binary.LittleEndian.AppendUint64(s.buf, r[w])
		}
	}
	if _, err := s.file.Write(s.buf); err != nil {
		return fmt.Errorf("temporary file for sorting: %w", err)
	}
	p.pieces = append(p.pieces, s.size)
	s.size += int64(len(s.buf))
	p.recs = p.recs[:0]
	return nil
}

// Len gives the number of parts.
func (s *Parted[R]) Len() int { return len(s.parts) }

// PartBuffer is the memory in which a goroutine sorts parts, one after the other.
type PartBuffer[R Words] struct {
	recs, scratch []R
	buf           []byte
}

// Part gives the records of part i in the order of their keys; records with equal keys come out in the order in which they were
// added. The last pair holds the error, if there is one. Several goroutines may ask for parts at a time, each with its own buffer, once
// all records are added.
func (s *Parted[R]) Part(i int, b *PartBuffer[R]) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		if err := s.part(i, b, yield); err != nil {
			var none R
			yield(none, err)
		}
	}
}

func (s *Parted[R]) part(i int, b *PartBuffer[R], yield func(R, error) bool) error {
	if s.err != nil {
		return s.err
	}
	p := &s.parts[i]
	n := len(p.pieces)*s.each + len(p.recs)
	if n > s.limit { // one key has very many records: hashes of different ones do not lie so close together
		return s.large(p, b, yield)
	}
	b.recs = b.recs[:0]
	if err := s.read(p, b, func(r R) error {
		b.recs = append(b.recs, r)
		return nil
	}); err != nil {
		return err
	}
	if cap(b.scratch) < n {
		b.scratch = make([]R, n)
	}
	b.recs, b.scratch = radix(b.recs, b.scratch[:n])
	for _, r := range b.recs {
		if !yield(r, nil) {
			return nil
		}
	}
	return nil
}

// large gives the records of a part that is too large to be sorted in memory.
func (s *Parted[R]) large(p *parted[R], b *PartBuffer[R], yield func(R, error) bool) (err error) {
	var r R
	sorter := NewFixed[R](s.dir, s.limit*2*8*len(r))
	defer func() {
		if closing := sorter.Close(); err == nil {
			err = closing
		}
	}()
	if err := s.read(p, b, sorter.Add); err != nil {
		return err
	}
	for r, err := range sorter.Sorted() {
		if err != nil {
			return err
		}
		if !yield(r, nil) {
			return nil
		}
	}
	return nil
}

// read gives the records of a part in the order in which they were added.
func (s *Parted[R]) read(p *parted[R], b *PartBuffer[R], do func(R) error) error {
	var r R
	if size := s.each * 8 * len(r); cap(b.buf) < size && len(p.pieces) > 0 {
		b.buf = make([]byte, size)
	}
	for _, at := range p.pieces {
		buf := b.buf[:s.each*8*len(r)]
		if n, err := s.file.ReadAt(buf, at); n < len(buf) {
			return fmt.Errorf("temporary file for sorting: %w", cut(err))
		}
		for len(buf) > 0 {
			for w := range len(r) {
				r[w] = binary.LittleEndian.Uint64(buf[8*w:])
			}
			buf = buf[8*len(r):]
			if err := do(r); err != nil {
				return err
			}
		}
	}
	for _, r := range p.recs {
		if err := do(r); err != nil {
			return err
		}
	}
	return nil
}

// Close removes the temporary file. It may be called more than once.
func (s *Parted[R]) Close() error {
	if s.err == nil {
		s.err = ErrClosed
	}
	s.parts = nil
	f := s.file
	s.file = nil
	return remove(f)
}
