package xlsxfile

import (
	"bytes"
	"strconv"
)

// rect is a range of cells: 1-based rows and columns, both ends included. The zero value is no cell.
type rect struct{ top, left, bottom, right int }

// parseRect reads A1, A1:F7, $A$1:$F$7. Whole columns and rows are not read.
func parseRect(s []byte) (rect, bool) {
	from, to, two := bytes.Cut(s, []byte(":"))
	var r rect
	var ok bool
	if r.top, r.left, ok = parseCell(from); !ok {
		return rect{}, false
	}
	r.bottom, r.right = r.top, r.left
	if two {
		if r.bottom, r.right, ok = parseCell(to); !ok || r.bottom < r.top || r.right < r.left {
			return rect{}, false
		}
	}
	return r, true
}

// parseCell reads a reference to one cell.
func parseCell(s []byte) (row, col int, ok bool) {
	i := 0
	for ; i < len(s); i++ {
		c := s[i]
		if c == '$' && i == 0 {
			continue
		}
		if c |= 0x20; c < 'a' || c > 'z' {
			break
		}
		if col = col*26 + int(c-'a') + 1; col > MaxColumns {
			return 0, 0, false
		}
	}
	if i < len(s) && s[i] == '$' {
		i++
	}
	for ; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, 0, false
		}
		if row = row*10 + int(s[i]-'0'); row > MaxRows {
			return 0, 0, false
		}
	}
	return row, col, row > 0 && col > 0
}

// appendCell appends the reference of a 1-based row and column, such as B2.
func appendCell(dst []byte, row, col int) []byte {
	return strconv.AppendInt(appendColumn(dst, col), int64(row), 10)
}

func appendColumn(dst []byte, col int) []byte {
	if col > 26 {
		dst = appendColumn(dst, (col-1)/26)
	}
	return append(dst, byte('A'+(col-1)%26))
}

func (r rect) String() string {
	b := appendCell(nil, r.top, r.left)
	if r.bottom != r.top || r.right != r.left {
		b = appendCell(append(b, ':'), r.bottom, r.right)
	}
	return string(b)
}

// absolute gives the range as defined names write it.
func (r rect) absolute() string {
	b := append(appendColumn([]byte("$"), r.left), '$')
	b = append(appendInt(b, r.top), ":$"...)
	b = append(appendColumn(b, r.right), '$')
	return string(appendInt(b, r.bottom))
}

func (r rect) empty() bool { return r.top == 0 }

// union gives the smallest range that holds both.
func (r rect) union(o rect) rect {
	switch {
	case r.empty():
		return o
	case o.empty():
		return r
	}
	return rect{min(r.top, o.top), min(r.left, o.left), max(r.bottom, o.bottom), max(r.right, o.right)}
}

func (r rect) has(row, col int) bool {
	return row >= r.top && row <= r.bottom && col >= r.left && col <= r.right
}
