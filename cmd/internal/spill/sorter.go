package spill

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"os"
	"slices"
)

// ErrClosed is the error of every call after Close.
var ErrClosed = errors.New("the temporary file is closed")

// ErrTooLong is the error for a record of 2 GiB or more.
var ErrTooLong = errors.New("a record is longer than 2 GiB")

// errSorted is the error of Add after Sorted.
var errSorted = errors.New("nothing can be added to records that are sorted")

// DefaultMemory is the memory of a sorter made with memory 0, in bytes.
const DefaultMemory = 64 << 20

// Record is one record. Key and Value belong to the sorter and are valid until the next record is asked for.
type Record struct {
	Key, Value []byte
}

// Sorter puts records in the order of their keys, byte by byte; records with equal keys come out in the order in which
// they were added. It holds up to its memory limit in memory and writes sorted runs to one temporary file beyond that.
type Sorter struct {
	dir    string
	limit  int
	arena  arena
	items  []item
	free   []item // memory to sort in
	file   *os.File
	size   int64 // bytes in file
	runs   []extent
	sorted bool
	err    error
}

// extent is where a run lies in the file.
type extent struct{ start, end int64 }

// New makes a sorter that puts its file into dir and holds about memory bytes in memory, [DefaultMemory] if 0. A record
// larger than the limit is held all the same, alone.
func New(dir string, memory int) *Sorter {
	if memory <= 0 {
		memory = DefaultMemory
	}
	return &Sorter{dir: dir, limit: memory, arena: arena{chunk: min(max(memory/8, 64), 1<<20)}}
}

// Add adds a record. Key and value may be empty; they are copied. The error is that of the temporary file.
func (s *Sorter) Add(key, value []byte) error {
	if s.err != nil {
		return s.err
	}
	if s.sorted {
		return errSorted
	}
	if len(key) > math.MaxInt32 || len(value) > math.MaxInt32-len(key) {
		return ErrTooLong
	}
	if len(s.items) > 0 && s.used()+len(key)+len(value)+itemBytes > s.limit {
		if s.err = s.spill(); s.err != nil {
			return s.err
		}
	}
	s.items = append(s.items, s.arena.add(key, value))
	return nil
}

// Sorted gives the records in order. It may be ranged over several times, one after the other. The last pair holds the
// error, if there is one. Nothing can be added any more.
func (s *Sorter) Sorted() iter.Seq2[Record, error] {
	s.end()
	return all(s.Cursor)
}

// Cursor gives the records in order, from the first one, as Sorted does, to whoever asks for one after the other.
func (s *Sorter) Cursor() *Cursor {
	s.end()
	return &Cursor{s: s}
}

// end sorts what is in memory, once.
func (s *Sorter) end() {
	if !s.sorted && s.err == nil {
		s.sort()
		s.free = nil
		s.sorted = true
	}
}

// all ranges over the records of a cursor.
func all[R any, C interface{ Next() (R, bool, error) }](begin func() C) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		c := begin()
		for {
			r, ok, err := c.Next()
			if err != nil {
				yield(r, err)
				return
			}
			if !ok || !yield(r, nil) {
				return
			}
		}
	}
}

// Close removes the temporary file. It may be called more than once.
func (s *Sorter) Close() error {
	if s.err == nil {
		s.err = ErrClosed
	}
	s.arena, s.items, s.free = arena{}, nil, nil
	f := s.file
	s.file = nil
	return remove(f)
}

// used gives the bytes held in memory. The slice of items is counted twice: growing and sorting copy it.
func (s *Sorter) used() int { return s.arena.size + 2*itemBytes*len(s.items) }

// sort sorts by the first bytes of the keys, and those that have the same by the whole keys.
func (s *Sorter) sort() {
	if cap(s.free) < len(s.items) {
		s.free = make([]item, len(s.items))
	}
	s.items, s.free = radix(s.items, s.free[:len(s.items)])
	alike(s.items, 0, func(from, to int) {
		slices.SortFunc(s.items[from:to], func(a, b item) int {
			if c := bytes.Compare(s.arena.key(a), s.arena.key(b)); c != 0 {
				return c
			}
			return cmp.Compare(a.place(), b.place()) // which makes the sort stable
		})
	})
}

// spill writes what is in memory as one sorted run and empties the memory.
func (s *Sorter) spill() error {
	if s.file == nil {
		f, err := os.CreateTemp(s.dir, "sort-*.tmp")
		if err != nil {
			return fmt.Errorf("temporary file for sorting: %w", err)
		}
		s.file = f
	}
	s.sort()
	w := &counter{w: s.file}
	buf := bufio.NewWriterSize(w, min(max(s.limit/4, 4<<10), 256<<10))
	var head []byte
	for _, it := range s.items {
		key, value := s.arena.key(it), s.arena.value(it)
		head = binary.AppendUvarint(head[:0], uint64(len(key)))
		head = binary.AppendUvarint(head, uint64(len(value)))
		buf.Write(head) // bufio keeps the first error and gives it at Flush
		buf.Write(key)
		buf.Write(value)
	}
	if err := buf.Flush(); err != nil {
		return fmt.Errorf("temporary file for sorting: %w", err)
	}
	s.runs = append(s.runs, extent{s.size, s.size + w.n})
	s.size += w.n
	s.items = s.items[:0]
	s.arena.reset()
	return nil
}

// counter counts the bytes that reach w.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

// remove closes and removes a temporary file; nil is none.
func remove(f *os.File) error {
	if f == nil {
		return nil
	}
	err := f.Close()
	if rm := os.Remove(f.Name()); rm != nil && !errors.Is(rm, os.ErrNotExist) {
		err = errors.Join(err, rm)
	}
	return err
}
