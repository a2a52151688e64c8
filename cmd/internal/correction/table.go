package correction

import (
	"errors"
	"unsafe"
)

// MostBytes bounds what a [Table] keeps, in bytes: 64 MiB, some 300,000 corrections.
const MostBytes = 64 << 20

// longest bounds a cell of a list, in bytes. What is longer is no phone cell and no answer.
const longest = 4096

// ErrTooMany says that there are more corrections than are kept.
var ErrTooMany = errors.New("more corrections than fit into 64 MiB: hand them in over several runs")

// ErrTooLong says that a cell of a list is longer than any that a person fills in.
var ErrTooLong = errors.New("a cell of it has more than 4096 bytes")

// Table keeps corrections in the order in which they were handed in. The zero value is empty.
type Table struct {
	Lines []Line
	bytes int
}

// Add keeps a line.
func (t *Table) Add(l *Line) error {
	size := int(unsafe.Sizeof(*l))
	for _, s := range [...]string{l.From, l.File, l.Key, l.Who, l.Column, l.Value, l.Text} {
		if len(s) > longest {
			return ErrTooLong
		}
		size += len(s)
	}
	// A slice that grows stands twice for a moment, and what finds a line takes as much again.
	if t.bytes += size + 2*int(unsafe.Sizeof(*l)); t.bytes > MostBytes {
		return ErrTooMany
	}
	t.Lines = append(t.Lines, *l)
	return nil
}
