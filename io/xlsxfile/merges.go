package xlsxfile

import (
	"errors"
	"sort"
)

// merges knows the merged cells of a sheet, or the cells that its array formulas fill.
type merges struct {
	ranges []rect // by their top
	reach  []int  // the lowest bottom of the ranges up to each
}

// covers says that a cell lies in a merged range and is not the one that shows.
func (m *merges) covers(row, col int) bool {
	if m == nil {
		return false
	}
	for i := sort.Search(len(m.ranges), func(i int) bool { return m.ranges[i].top > row }) - 1; i >= 0 && m.reach[i] >= row; i-- {
		if r := m.ranges[i]; r.has(row, col) {
			return row != r.top || col != r.left
		}
	}
	return false
}

// readTail reads what follows the rows: merged cells. inside says that the rows are still open.
func readTail(s []byte, n *names, inside bool) (*merges, error) {
	var ranges []rect
	depth := 1 // the root
	if inside {
		depth = 2
	}
	for pos := 0; depth > 0; {
		t, err := nextTag(s, pos)
		if errors.Is(err, errShort) {
			if pos == 0 && !inside {
				break // the head was the whole part
			}
			return nil, damaged("it breaks off behind its rows")
		}
		if err != nil {
			return nil, err
		}
		pos = t.end
		switch t.kind {
		case closing:
			depth--
		case opening:
			depth++
		case alone:
		}
		if t.kind != closing && string(n.local(s, t)) == "mergeCell" {
			if r, ok := parseRect(attr(s, t, "ref")); ok && (r.top != r.bottom || r.left != r.right) {
				ranges = append(ranges, r)
			}
		}
	}
	return newMerges(ranges), nil
}

// newMerges sorts the ranges, which are its own then.
func newMerges(ranges []rect) *merges {
	m := &merges{ranges: ranges}
	sort.Slice(ranges, func(i, j int) bool { return ranges[i].top < ranges[j].top })
	reach := 0
	for _, r := range ranges {
		reach = max(reach, r.bottom)
		m.reach = append(m.reach, reach)
	}
	return m
}

// Merged says that a cell lies under another one of a merged range, so that what it held would not be seen. It is
// known once a pass over the sheet has come to its end, false before. col counts from 0 as in a record.
func (t *Table) Merged(line, col int) bool {
	f := t.known()
	return f != nil && f.merged.covers(line, col+1)
}

// filled says that an array formula in another cell fills a cell: a spreadsheet that opens the file puts there again what
// the formula gives. It is known when [Table.Merged] is.
func (t *Table) filled(line, col int) bool {
	f := t.known()
	return f != nil && f.arrays.covers(line, col+1)
}

// maxArrays bounds how many ranges of array formulas are kept apart.
const maxArrays = 1 << 16

// array takes note of an array formula that fills more cells than its own. Beyond the bound the last range grows around
// what comes: cells too many are left, and none is written that would not last.
func (r *rows) array(raw []byte, f tag) {
	if string(attr(raw, f, "t")) != "array" {
		return
	}
	at, ok := parseRect(attr(raw, f, "ref"))
	switch n := len(r.arrays); {
	case !ok || at.top == at.bottom && at.left == at.right:
	case n < maxArrays:
		r.arrays = append(r.arrays, at)
	default:
		last := &r.arrays[n-1]
		*last = rect{min(last.top, at.top), min(last.left, at.left), max(last.bottom, at.bottom), max(last.right, at.right)}
	}
}
