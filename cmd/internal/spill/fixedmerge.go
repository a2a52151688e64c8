package spill

import (
	"encoding/binary"
	"fmt"
	"io"
	"os"
)

// FixedCursor goes through the records of a [Fixed].
type FixedCursor[R Words] struct {
	s     *Fixed[R]
	at    int      // in memory, where there are no runs
	heads heads[R] // of the runs that are not over
	begun bool
}

// Next gives the next record; ok is false behind the last one.
func (c *FixedCursor[R]) Next() (rec R, ok bool, err error) {
	s := c.s
	if s.err != nil {
		return rec, false, s.err
	}
	if len(s.runs) == 0 {
		if c.at == len(s.recs) {
			return rec, false, nil
		}
		c.at++
		return s.recs[c.at-1], true, nil
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
	if len(c.heads) == 0 {
		return rec, false, nil
	}
	return c.heads[0].rec, true, nil
}

// begin reads the first record of each run in the file, and of the last one, which is still in memory.
func (c *FixedCursor[R]) begin() error {
	// All runs are read at once, so their buffers share the memory that sorting took.
	s := c.s
	width := s.width()
	size := min(max(s.limit/2/len(s.runs), 4<<10), 256<<10) / width * width
	c.heads = make(heads[R], 0, len(s.runs)+1)
	for i, e := range s.runs {
		h := head[R]{n: i, run: &fixedRun[R]{file: s.file, at: e.start, end: e.end, buf: make([]byte, 0, size)}}
		if err := h.next(); err != nil {
			return err
		}
		c.heads = append(c.heads, h)
	}
	if len(s.recs) > 0 {
		c.heads = append(c.heads, head[R]{n: len(s.runs), rec: s.recs[0], run: &fixedRun[R]{recs: s.recs[1:]}})
	}
	for i := len(c.heads)/2 - 1; i >= 0; i-- {
		c.heads.down(i)
	}
	return nil
}

// advance goes on behind the record that was given last.
func (c *FixedCursor[R]) advance() error {
	if len(c.heads) == 0 {
		return nil
	}
	switch err := c.heads[0].next(); err {
	case nil:
	case io.EOF: //nolint:errorlint // it is next's own, never wrapped
		c.heads[0] = c.heads[len(c.heads)-1]
		c.heads = c.heads[:len(c.heads)-1]
	default:
		return err
	}
	c.heads.down(0)
	return nil
}

// fixedRun is what is left of one run, in the file or in memory.
type fixedRun[R Words] struct {
	recs    []R
	file    *os.File
	at, end int64
	buf     []byte // read, not yet decoded; its capacity is a multiple of a record
	from    int
}

// head is the next record of a run.
type head[R Words] struct {
	rec R
	n   int // number of the run: earlier runs hold earlier records
	run *fixedRun[R]
}

// next reads the next record. It gives io.EOF itself after the last one and another error for a file that was cut.
func (h *head[R]) next() error {
	r := h.run
	if r.file == nil {
		if len(r.recs) == 0 {
			return io.EOF
		}
		h.rec, r.recs = r.recs[0], r.recs[1:]
		return nil
	}
	if r.from == len(r.buf) {
		if r.at == r.end {
			return io.EOF
		}
		r.buf = r.buf[:min(int64(cap(r.buf)), r.end-r.at)]
		if n, err := r.file.ReadAt(r.buf, r.at); n < len(r.buf) {
			return cut(err)
		}
		r.at += int64(len(r.buf))
		r.from = 0
	}
	for w := range len(h.rec) {
		h.rec[w] = binary.LittleEndian.Uint64(r.buf[r.from:])
		r.from += 8
	}
	return nil
}

// heads is a heap of runs, the one with the next record first.
type heads[R Words] []head[R]

func (h heads[R]) less(i, j int) bool {
	if h[i].rec[0] != h[j].rec[0] {
		return h[i].rec[0] < h[j].rec[0]
	}
	return h[i].n < h[j].n
}

// down puts the run at i, which may be later than those below it, in its place.
func (h heads[R]) down(i int) {
	for {
		least := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(h); child++ {
			if h.less(child, least) {
				least = child
			}
		}
		if least == i {
			return
		}
		h[i], h[least] = h[least], h[i]
		i = least
	}
}
