package xlsxfile

import "bytes"

// find looks for the row's cells and sets the places of the targets. The row's end is known only where one of them is not found.
func (s *splicer) find() error {
	for pos := 0; ; {
		t, err := nextTag(s.raw, pos)
		if err != nil {
			return err
		}
		if string(s.head.names.local(s.raw, t)) == "row" {
			s.row = t
			break
		}
		if pos, err = skipElement(s.raw, t); err != nil {
			return err
		}
	}
	if s.row.kind == alone {
		return nil
	}
	fast := s.head.names.plain()
	for col, pos := 0, s.row.end; ; {
		if fast {
			if c, end, ok := plainCell(s.raw, pos); ok {
				if s.meet(c, pos, end) {
					return nil
				}
				col, pos = c, end
				continue
			}
		}
		t, err := nextTag(s.raw, pos)
		if err != nil {
			return err
		}
		local := s.head.names.local(s.raw, t)
		if t.kind == closing {
			s.end = t
			return nil
		}
		if pos, err = skipElement(s.raw, t); err != nil {
			return err
		}
		if string(local) == "c" {
			h, err := readCellHead(s.raw, t, col+1)
			if err != nil {
				return err
			}
			if s.meet(h.col, t.start, pos) {
				return nil
			}
			col = h.col
		}
	}
}

// plainCell passes over a cell at pos of the usual form, which names its place first.
func plainCell(raw []byte, pos int) (col, end int, ok bool) {
	s := raw[pos:]
	const open = `<c r="`
	if len(s) < len(open)+4 || string(s[:len(open)]) != open {
		return 0, 0, false
	}
	q := bytes.IndexByte(s[len(open):], '"')
	if q < 0 {
		return 0, 0, false
	}
	if col, ok = columnOf(s[len(open) : len(open)+q]); !ok {
		return 0, 0, false
	}
	i := len(open) + q + 1
	shut := bytes.IndexByte(s[i:], '>')
	if shut < 0 || bytes.IndexByte(s[i:i+shut], '\'') >= 0 || bytes.Count(s[i:i+shut], []byte{'"'})%2 != 0 {
		return 0, 0, false // A quoted value may hold a '>'.
	}
	i += shut + 1
	if s[i-2] == '/' {
		return col, pos + i, true
	}
	n := bytes.Index(s[i:], []byte("</c>"))
	if n < 0 || bytes.IndexByte(s[i:i+n], '!') >= 0 {
		return 0, 0, false // It may stand in a comment.
	}
	return col, pos + i + n + len("</c>"), true
}

// meet takes note of a cell; it reports whether all targets are found. The cells of a row may stand in any order, so that one
// which is not found may come as the last.
func (s *splicer) meet(col, start, end int) (all bool) {
	all = true
	for i := range s.fx.targets {
		t := &s.fx.targets[i]
		switch {
		case t.col == col:
			t.found, t.at, t.stop = true, start, end
		case col > t.col && !t.found && t.at < 0:
			t.at = start
		}
		all = all && t.found
	}
	return all
}
