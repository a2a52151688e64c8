package xlsxfile

import (
	"errors"
	"sort"
)

// merges knows the merged cells of a sheet.
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
	m := &merges{}
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
				m.ranges = append(m.ranges, r)
			}
		}
	}
	sort.Slice(m.ranges, func(i, j int) bool { return m.ranges[i].top < m.ranges[j].top })
	reach := 0
	for _, r := range m.ranges {
		reach = max(reach, r.bottom)
		m.reach = append(m.reach, reach)
	}
	return m, nil
}

// Merged says that a cell lies under another one of a merged range, so that what it held would not be seen. It is
// known once a pass over the sheet has come to its end, false before. col counts from 0 as in a record.
func (t *Table) Merged(line, col int) bool {
	f := t.known()
	return f != nil && f.merged.covers(line, col+1)
}
