package pipeline

import (
	"fmt"

	"github.com/callready/callready/io/record"
)

// HeaderError says that a header stands among the contacts whose columns are in another order: two exports were put
// together, and what follows would be read, and written, in the wrong fields.
type HeaderError struct {
	File string
	Line int // in a workbook the row of the sheet
}

// Error says where it stands.
func (e *HeaderError) Error() string {
	return fmt.Sprintf("%s has another header in line %d, with the columns in another order", e.File, e.Line)
}

// strayLeast is how many columns a record must name to be taken for a header.
const strayLeast = 3

// stray finds other headers among the records of the inputs.
type stray struct {
	headers map[string]bool
	begins  [256]bool // first bytes of these: hardly any number begins like the name of a column
	phones  []int
}

func (p *Pass) stray() *stray {
	s := &stray{headers: map[string]bool{}, phones: p.Binding.Phones}
	for _, c := range p.Binding.Columns {
		if c.Header != "" {
			s.headers[c.Header], s.begins[c.Header[0]] = true, true
		}
	}
	return s
}

// at tells whether record i is such a header: most of its cells name columns, and one of them not its own. Where each names
// its own, as in the second of two header rows, what follows is in its place.
func (s *stray) at(r *reader, b *record.Batch, i int) bool {
	for _, col := range s.phones {
		if v := r.value(b, i, col); len(v) > 0 && s.begins[v[0]] && s.headers[string(v)] {
			return s.names(r, b, i)
		}
	}
	return false
}

func (s *stray) names(r *reader, b *record.Batch, i int) bool {
	named, filled, moved := 0, 0, false
	for col := range r.Binding.Columns {
		v := r.value(b, i, col)
		if len(v) == 0 {
			continue
		}
		filled++
		if s.headers[string(v)] {
			named++
			moved = moved || string(v) != r.Binding.Columns[col].Header
		}
	}
	return moved && named >= strayLeast && named*2 > filled
}
