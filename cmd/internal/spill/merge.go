package spill

import (
	"bufio"
	"bytes"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// Cursor goes through the records of a [Sorter].
type Cursor struct {
	s     *Sorter
	at    int     // in memory, where there are no runs
	runs  runHeap // those that are not over, with their next records
	begun bool
}

// Next gives the next record, which is good until Next is called again; ok is false behind the last one.
func (c *Cursor) Next() (rec Record, ok bool, err error) {
	s := c.s
	if s.err != nil {
		return rec, false, s.err
	}
	if len(s.runs) == 0 {
		if c.at == len(s.items) {
			return rec, false, nil
		}
		it := s.items[c.at]
		c.at++
		return Record{Key: s.arena.key(it), Value: s.arena.value(it)}, true, nil
	}
	if c.begun {
		err = c.advance()
	} else {
		c.begun = true
		err = c.begin()
	}
	if err != nil {
		s.err = fmt.Errorf("temporary file for sorting: %w", err)
		return rec, false, s.err
	}
	if len(c.runs) == 0 {
		return rec, false, nil
	}
	return c.runs[0].rec, true, nil
}

// begin reads the first record of each run in the file, and of the last one, which is still in memory.
func (c *Cursor) begin() error {
	s := c.s
	// All runs are read at once, so their buffers share the memory.
	size := min(max(s.limit/len(s.runs), 4<<10), 256<<10)
	for i, e := range s.runs {
		c.runs = append(c.runs, &runReader{n: i, r: bufio.NewReaderSize(io.NewSectionReader(s.file, e.start, e.end-e.start), size)})
	}
	if len(s.items) > 0 {
		c.runs = append(c.runs, &runReader{n: len(s.runs), arena: &s.arena, items: s.items})
	}
	for _, r := range c.runs {
		if err := r.next(); err != nil {
			return err
		}
	}
	heap.Init(&c.runs)
	return nil
}

// advance goes on behind the record that was given last.
func (c *Cursor) advance() error {
	if len(c.runs) == 0 {
		return nil
	}
	switch err := c.runs[0].next(); {
	case err == nil:
		heap.Fix(&c.runs, 0)
	case errors.Is(err, io.EOF):
		heap.Pop(&c.runs)
	default:
		return err
	}
	return nil
}

// runReader reads one run, from the file or from memory.
type runReader struct {
	n     int // number of the run: earlier runs hold earlier records
	rec   Record
	r     *bufio.Reader
	buf   []byte
	arena *arena
	items []item
}

// next reads the next record into rec. It gives io.EOF after the last one and another error for a file that was cut.
func (r *runReader) next() error {
	if r.r == nil {
		if len(r.items) == 0 {
			return io.EOF
		}
		r.rec = Record{Key: r.arena.key(r.items[0]), Value: r.arena.value(r.items[0])}
		r.items = r.items[1:]
		return nil
	}
	nkey, err := binary.ReadUvarint(r.r)
	if err != nil {
		return err // io.EOF only where no byte of a length was read
	}
	nvalue, err := binary.ReadUvarint(r.r)
	if err != nil {
		return cut(err)
	}
	if nkey > math.MaxInt32 || nvalue > math.MaxInt32-nkey {
		return ErrTooLong // not a length that was written
	}
	need := int(nkey + nvalue)
	if cap(r.buf) < need {
		r.buf = make([]byte, need)
	}
	r.buf = r.buf[:need]
	if _, err := io.ReadFull(r.r, r.buf); err != nil {
		return cut(err)
	}
	r.rec = Record{Key: r.buf[:nkey:nkey], Value: r.buf[nkey:]}
	return nil
}

// cut makes an end of file in the middle of a record an error.
func cut(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// runHeap orders the runs by their next records.
type runHeap []*runReader

func (h runHeap) Len() int { return len(h) }

func (h runHeap) Less(i, j int) bool {
	if c := bytes.Compare(h[i].rec.Key, h[j].rec.Key); c != 0 {
		return c < 0
	}
	return h[i].n < h[j].n
}

func (h runHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }

func (h *runHeap) Push(x any) { *h = append(*h, x.(*runReader)) }

func (h *runHeap) Pop() any {
	old := *h
	last := old[len(old)-1]
	*h = old[:len(old)-1]
	return last
}
