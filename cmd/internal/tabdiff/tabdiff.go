// Package tabdiff writes how one table becomes another in the tabular diff format, version 0.8, which the program daff
// shows, and applies to the first table to make the second.
//
// The two tables have the same columns and the same rows in the same order but for new rows at the end of the second, as a
// corrected export has beside the export. So the rows need no matching, and both tables stream: of a row that changed the
// diff has all cells, old and new, of its neighbours too, since daff finds its place by what the rows hold, and a row of
// dots for those left out.
package tabdiff

import (
	"encoding/csv"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"slices"
	"strings"
)

// Rows gives the next row of a table, one text a column, and io.EOF after the last. The slice holds until the next call.
type Rows func() ([]string, error)

// Counts is what a diff says.
type Counts struct {
	Rows    int64 // of the first table
	Changed int64 // rows
	Added   int64 // rows
	// Alike counts changed rows that stand cell for cell in the first table more than once. A diff shows them; but which of
	// them changed cannot be told by what they hold, so it cannot be applied.
	Alike int64
}

// Marks of the format.
const (
	markHeader = "@@"
	markAdded  = "+++"
	markGap    = "..."
	arrow      = "->"
)

// ErrShorter tells that the second table has fewer rows than the first.
var ErrShorter = errors.New("the second table has fewer rows than the first")

// ColumnError tells of a column that the format cannot name, since columns are told apart by their names.
type ColumnError struct {
	Name string
	Col  int // from 1
}

func (e *ColumnError) Error() string {
	if e.Name == markGap {
		return fmt.Sprintf("column %d is called %q, which marks left-out columns in a tabular diff", e.Col, e.Name)
	}
	return fmt.Sprintf("column %d is called %q as one before it is; a tabular diff tells columns apart by their names", e.Col, e.Name)
}

// Write writes to w how the table before becomes the table after.
func Write(w io.Writer, header []string, before, after Rows) (Counts, error) {
	for i, name := range header {
		if name == markGap || slices.Contains(header[:i], name) {
			return Counts{}, &ColumnError{Name: name, Col: i + 1}
		}
	}
	d := &diff{out: csv.NewWriter(w), line: make([]string, 0, len(header)+1), width: len(header), seed: maphash.MakeSeed(), seen: map[uint64]seen{}}
	d.put(markHeader, header)
	for {
		old, err := before()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return d.counts, err
		}
		now, err := after()
		if errors.Is(err, io.EOF) {
			return d.counts, fmt.Errorf("after %d rows: %w", d.counts.Rows, ErrShorter)
		}
		if err != nil {
			return d.counts, err
		}
		d.row(old, now)
	}
	for {
		now, err := after()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return d.counts, err
		}
		d.lead()
		d.put(markAdded, escaped(now))
		d.counts.Added++
	}
	d.gap()
	d.counts.Alike = d.alike()
	d.out.Flush()
	return d.counts, d.out.Error()
}

// diff is a diff while it is written.
type diff struct {
	out    *csv.Writer
	width  int
	line   []string
	counts Counts

	prev    []string // the row before, where it did not change and is not written
	skipped bool     // rows before prev were left out
	follow  bool     // the next row is a neighbour of one that changed

	seed maphash.Seed
	seen map[uint64]seen // by the hash of a row
	last uint64          // the hash of the row that was seen last
}

// seen is how often rows stand in the first table.
type seen struct{ rows, changed int32 }

// count remembers a row of the first table.
func (d *diff) count(row []string, changed bool) {
	var h maphash.Hash
	h.SetSeed(d.seed)
	for _, cell := range row {
		_, _ = h.WriteString(cell)
		_ = h.WriteByte(0)
	}
	d.last = h.Sum64()
	s := d.seen[d.last]
	s.rows++
	if changed {
		s.changed++
	}
	d.seen[d.last] = s
}

// alike counts the changed rows that are not alone. New rows follow the last one, which has to be found for them.
func (d *diff) alike() (n int64) {
	for h, s := range d.seen {
		switch {
		case s.rows < 2:
		case s.changed > 0:
			n += int64(s.changed)
		case d.counts.Added > 0 && h == d.last:
			n++
		}
	}
	return n
}

func (d *diff) row(old, now []string) {
	d.counts.Rows++
	d.count(old, !slices.Equal(old, now))
	if !slices.Equal(old, now) {
		d.lead()
		mark := sign(old, now)
		d.put(mark, changed(old, now, mark))
		d.counts.Changed++
		d.follow = true
		return
	}
	if d.follow {
		d.put("", old)
		d.follow = false
		return
	}
	d.skipped = d.skipped || d.prev != nil
	d.prev = append(d.prev[:0], old...)
	if d.prev == nil {
		d.prev = []string{}
	}
}

// lead writes the neighbour above a change.
func (d *diff) lead() {
	if d.prev == nil {
		return
	}
	if d.skipped {
		d.dots()
	}
	d.put("", d.prev)
	d.prev, d.skipped = nil, false
}

// gap ends a diff whose last rows were left out.
func (d *diff) gap() {
	if d.prev != nil {
		d.dots()
	}
}

func (d *diff) dots() {
	d.put(markGap, slices.Repeat([]string{markGap}, d.width))
}

// put writes one line; an error sticks to the writer.
func (d *diff) put(mark string, cells []string) {
	d.line = append(append(d.line[:0], mark), cells...)
	_ = d.out.Write(d.line)
}

// sign gives the arrow of a row: one that no cell of it holds.
func sign(old, now []string) string {
	mark := arrow
	holds := func(cell string) bool { return strings.Contains(cell, mark) }
	for slices.ContainsFunc(old, holds) || slices.ContainsFunc(now, holds) {
		mark = "-" + mark
	}
	return mark
}

// changed gives the cells of a row, old and new where they differ.
func changed(old, now []string, mark string) []string {
	out := make([]string, len(old))
	for i, cell := range old {
		if cell != now[i] {
			cell += mark + escape(now[i])
		}
		out[i] = cell
	}
	return out
}

func escaped(cells []string) []string {
	out := make([]string, len(cells))
	for i, cell := range cells {
		out[i] = escape(cell)
	}
	return out
}

// escape guards a text against being read as no value at all: the format writes that as NULL, and the text NULL with an
// underscore before it, which a blank cell that was filled by a spreadsheet never has.
func escape(cell string) string {
	if strings.HasPrefix(cell, "_") && strings.TrimLeft(cell, "_") == "NULL" {
		return "_" + cell
	}
	return cell
}
