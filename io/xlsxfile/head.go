package xlsxfile

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
)

// head is a sheet up to its first row.
type head struct {
	bytes []byte // from the start to behind the tag that opens the rows, in UTF-8
	open  bool   // there is such a tag
	rest  []byte // what closes the rows of a sheet whose tag did so itself; nil where rows may follow
	end   int64  // where the rows begin in the XML
	names names
	dim   rect      // what the sheet says of its size, empty if it says nothing
	dimAt attribute // where, in bytes
	cols  []colRun
}

// colRun is what a sheet says of a run of columns.
type colRun struct {
	from, to, style int
	hidden          bool
}

// style gives the style of a column's cells, 0 for none of its own.
func (h *head) style(col int) int {
	for _, c := range h.cols {
		if col >= c.from && col <= c.to {
			return c.style
		}
	}
	return 0
}

// readHead reads up to the rows.
func (r *reader) readHead() error {
	buf := make([]byte, 0, r.table.book.opt.BlockSize)
	for {
		h, end, err := parseHead(buf, r.eof)
		if err == nil {
			if r.part.wide {
				h.utf8()
			}
			r.head, r.tail, r.rows.names = h, append(r.tail[:0], buf[end:]...), h.names
			r.rows.fast = h.names.plain()
			r.rows.done = !h.open || h.rest != nil
			r.offset = int64(end)
			h.end = r.offset
			r.table.head.CompareAndSwap(nil, h)
			return nil
		}
		switch {
		case !errors.Is(err, errShort):
			return err
		case r.eof:
			return damaged("it breaks off before its rows")
		case len(buf) > r.table.book.opt.MaxPart:
			return tooBig("more than %d bytes stand before its rows", r.table.book.opt.MaxPart)
		}
		if err := r.inflate()(); err != nil {
			return err
		}
		buf = append(buf, r.ahead...)
		r.ahead = r.ahead[:0]
	}
}

// parseHead reads the start of a sheet and gives where its rows begin. A sheet may have none.
func parseHead(s []byte, whole bool) (*head, int, error) {
	h := &head{}
	depth := 0
	for pos := 0; ; {
		t, err := nextTag(s, pos)
		if err != nil {
			if errors.Is(err, errShort) && whole && depth == 0 && h.names.prefixes != nil {
				h.bytes = bytes.Clone(s)
				return h, len(s), nil // no rows at all
			}
			return nil, 0, err
		}
		pos = t.end
		if t.kind == closing {
			depth--
			continue
		}
		if h.names.prefixes == nil {
			if h.names = rootNames(s, t); string(h.names.local(s, t)) != "worksheet" && string(h.names.local(s, t)) != "macrosheet" {
				return nil, 0, damaged("it is no sheet but <%.40s>", s[t.name:t.stop])
			}
		}
		depth++
		switch local := h.names.local(s, t); {
		case depth == 2 && string(local) == "dimension":
			if a, ok := findAttr(s, t, "ref"); ok {
				if h.dim, ok = parseRect(s[a.value:a.end]); ok {
					h.dimAt = a
				}
			}
		case depth == 3 && string(local) == "col":
			h.addCols(s, t)
		case depth == 2 && string(local) == "sheetData":
			if t.kind == alone {
				// New rows need a place: <sheetData></sheetData> says the same.
				h.bytes = append(bytes.Clone(s[:t.end-2]), '>')
				h.open, h.rest = true, slices.Concat([]byte("</"), s[t.name:t.stop], []byte(">"))
				return h, t.end, nil
			}
			h.bytes, h.open = bytes.Clone(s[:t.end]), true
			return h, t.end, nil
		}
		if t.kind == alone {
			depth--
		}
	}
}

func (h *head) addCols(s []byte, t tag) {
	from, err1 := strconv.Atoi(string(attr(s, t, "min")))
	to, err2 := strconv.Atoi(string(attr(s, t, "max")))
	if err1 != nil || err2 != nil || len(h.cols) > MaxColumns {
		return
	}
	style, err := strconv.Atoi(string(attr(s, t, "style")))
	if err != nil {
		style = 0
	}
	h.cols = append(h.cols, colRun{from: from, to: to, style: style, hidden: yes(attr(s, t, "hidden"))})
}

// utf8 makes a declaration true that named the encoding in which the sheet was stored.
func (h *head) utf8() {
	if m := declared.FindSubmatchIndex(h.bytes); m != nil {
		h.bytes = slices.Concat(h.bytes[:m[2]], []byte("UTF-8"), h.bytes[m[3]:])
		if d := len("UTF-8") - (m[3] - m[2]); h.dimAt.end > 0 {
			h.dimAt.value += d
			h.dimAt.end += d
		}
	}
}
