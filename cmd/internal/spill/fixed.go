package spill

import (
	"encoding/binary"
	"fmt"
	"iter"
	"math"
	"os"
	"slices"
)

// Words is a record of fixed size: the first word is its key, the others are its value.
type Words interface {
	~[1]uint64 | ~[2]uint64 | ~[3]uint64 | ~[4]uint64
}

// Fixed puts records of fixed size in the order of their keys; records with equal keys come out in the order in which
// they were added. It is a [Sorter] for records that need no more than a few words each, many times as fast, since it compares
// nothing: it sorts by the bits of the keys. Like a Sorter it writes sorted runs to one temporary file where its memory
// limit does not suffice.
type Fixed[R Words] struct {
	dir     string
	limit   int // bytes
	recs    []R
	scratch []R // of the same length while sorting, nil or free otherwise
	buf     []byte
	file    *os.File
	size    int64 // bytes in file
	runs    []extent
	sorted  bool
	err     error
}

// NewFixed makes a sorter that puts its file into dir and holds at most about memory bytes in memory, [DefaultMemory] if 0,
// but one record at least.
func NewFixed[R Words](dir string, memory int) *Fixed[R] {
	if memory <= 0 {
		memory = DefaultMemory
	}
	return &Fixed[R]{dir: dir, limit: memory}
}

// Add adds a record. The error is that of the temporary file.
func (s *Fixed[R]) Add(r R) error {
	// After an error and after Sorted there is no room either, so that this is the only question.
	if len(s.recs) == cap(s.recs) {
		if err := s.room(); err != nil {
			return err
		}
	}
	s.recs = append(s.recs, r)
	return nil
}

// room makes room for a record at least.
func (s *Fixed[R]) room() error {
	const least = 256 // records that are made room for at first
	switch most := s.most(); {
	case s.err != nil:
		return s.err
	case s.sorted:
		return errSorted
	case len(s.recs) >= most:
		s.err = s.spill()
		return s.err
	default:
		n := min(max(2*len(s.recs), least), most)
		if 2*n > most {
			n = most // or the next step would copy nearly all for little more room
		}
		recs := make([]R, len(s.recs), n)
		copy(recs, s.recs)
		s.recs = recs
		return nil
	}
}

// most gives how many records are held in memory at most: sorting them takes the same again.
func (s *Fixed[R]) most() int {
	return min(max(s.limit/(2*s.width()), 1), math.MaxInt32)
}

// width gives the bytes of a record.
func (s *Fixed[R]) width() int {
	var r R
	return 8 * len(r)
}

// Sorted gives the records in order. It may be ranged over several times, one after the other. The last pair holds the
// error, if there is one. Nothing can be added any more.
func (s *Fixed[R]) Sorted() iter.Seq2[R, error] {
	s.end()
	return all(s.Cursor)
}

// Cursor gives the records in order, from the first one, as Sorted does, to whoever asks for one after the other.
func (s *Fixed[R]) Cursor() *FixedCursor[R] {
	s.end()
	return &FixedCursor[R]{s: s}
}

// end sorts what is in memory, once.
func (s *Fixed[R]) end() {
	if !s.sorted && s.err == nil {
		s.sort()
		s.scratch, s.buf = nil, nil
		s.recs = slices.Clip(s.recs)
		s.sorted = true
	}
}

// Close removes the temporary file. It may be called more than once.
func (s *Fixed[R]) Close() error {
	if s.err == nil {
		s.err = ErrClosed
	}
	s.recs, s.scratch, s.buf = nil, nil, nil
	f := s.file
	s.file = nil
	return remove(f)
}

func (s *Fixed[R]) sort() {
	if cap(s.scratch) < len(s.recs) {
		s.scratch = make([]R, len(s.recs))
	}
	s.recs, s.scratch = radix(s.recs, s.scratch[:len(s.recs)])
}

// spill writes what is in memory as one sorted run and empties the memory.
func (s *Fixed[R]) spill() error {
	if s.file == nil {
		f, err := os.CreateTemp(s.dir, "sort-*.tmp")
		if err != nil {
			s.recs = nil
			return fmt.Errorf("temporary file for sorting: %w", err)
		}
		s.file = f
	}
	s.sort()
	if s.buf == nil {
		s.buf = make([]byte, 0, min(max(s.limit/8, 4<<10), 128<<10))
	}
	start, width := s.size, s.width()
	for i := 0; i < len(s.recs); {
		n := min(len(s.recs)-i, cap(s.buf)/width)
		s.buf = s.buf[:0]
		for _, r := range s.recs[i : i+n] {
			for w := range len(r) {
				s.buf = binary.LittleEndian.AppendUint64(s.buf, r[w])
			}
		}
		i += n
		written, err := s.file.Write(s.buf)
		s.size += int64(written)
		if err != nil {
			s.recs = nil
			return fmt.Errorf("temporary file for sorting: %w", err)
		}
	}
	s.runs = append(s.runs, extent{start, s.size})
	s.recs = s.recs[:0]
	return nil
}
