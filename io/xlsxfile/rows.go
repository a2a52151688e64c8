package xlsxfile

import (
	"bytes"
	"errors"

	"github.com/callready/callready/io/record"
)

// rows cuts rows from the XML of a sheet.
type rows struct {
	names   names
	fast    bool // the names have no prefix
	styles  *styles
	texts   *arena
	header  int
	maxText int

	offset int64    // of the block in the XML
	done   bool     // the rows are closed
	line   int      // of the latest row
	last   int      // highest row number
	row    int      // data rows so far
	cells  rect     // that holds all cells
	refs   []uint32 // uses of each shared string; nil where they are known
	sample []int32  // styles of the first data row
	arrays []rect   // what array formulas fill
	seen   []uint64 // one bit for each row number
	repeat [][]byte // texts of the header row

	// of the row being cut
	first  int     // its first field
	col    int     // the latest column, 1-based
	filled bool    // one of its cells has a text
	filler []int32 // styles of its cells
	uses   []uint32
	text   []byte
}

// next cuts the row at or behind pos and gives its end, errShort if raw does not hold all of it. With done set the
// rows are over and pos is where the rest begins.
func (r *rows) next(b *record.Batch, raw []byte, pos int) (int, error) {
	at := pos
	for {
		t, err := nextTag(raw, at)
		if err != nil {
			return 0, err
		}
		switch local := r.names.local(raw, t); {
		case string(local) == "row" && t.kind != closing:
			return r.cut(b, raw, pos, t)
		case string(local) == "sheetData" && t.kind == closing:
			r.done = true
			return pos, nil
		case t.kind == closing:
			return 0, damaged("<%.40s> stands between its rows", raw[t.name-1:t.stop])
		default:
			if at, err = skipElement(raw, t); err != nil {
				return 0, err
			}
		}
	}
}

// cut cuts the row that begins with t; what stands between pos and it belongs to it.
func (r *rows) cut(b *record.Batch, raw []byte, pos int, t tag) (end int, err error) {
	fields, buf := len(b.Fields), len(b.Buf)
	r.first, r.col, r.filled = fields, 0, false
	r.uses, r.filler = r.uses[:0], r.filler[:0]
	if !tidy(raw, t) {
		return 0, damaged("the tag of a row makes no sense: %.60s", raw[t.start:t.end])
	}
	line := r.line + 1
	if v := attr(raw, t, "r"); v != nil {
		var ok bool
		if line, ok = atoi(bytes.Trim(v, xmlSpace)); !ok || line < 1 || line > MaxRows {
			return 0, damaged("a row has the number %.20q", v)
		}
	} else if line > MaxRows {
		return 0, damaged("it has more than %d rows", MaxRows)
	}
	end = t.end
	if t.kind == opening {
		if end, err = r.cutCells(b, raw, t.end); err != nil {
			b.Fields, b.Buf = b.Fields[:fields], b.Buf[:buf]
			if !errors.Is(err, errShort) {
				err = inRow(line, err)
			}
			return 0, err
		}
	}
	if r.seen == nil {
		r.seen = make([]uint64, MaxRows/64+1)
	}
	if r.seen[line/64]&(1<<(line%64)) != 0 {
		return 0, damaged("it holds row %d twice", line)
	}
	r.seen[line/64] |= 1 << (line % 64)
	if r.refs != nil {
		for _, i := range r.uses {
			r.refs[i]++
		}
	}
	r.emit(b, pos, end, line)
	return end, nil
}

func (r *rows) emit(b *record.Batch, pos, end, line int) {
	rec := record.Record{
		Raw:   record.Span{Start: uint32(pos), End: uint32(end)},
		First: int32(r.first), N: int32(len(b.Fields) - r.first), Line: line, Offset: r.offset + int64(pos),
	}
	r.line, r.last = line, max(r.last, line)
	if rec.N > 0 {
		r.cells = r.cells.union(rect{line, r.leftmost(b), line, int(rec.N)})
	}
	switch {
	case line <= r.header:
		rec.Kind = record.Preamble
		if line == r.header {
			r.repeat = r.repeat[:0]
			for _, f := range b.Fields[r.first:] {
				r.repeat = append(r.repeat, bytes.Clone(b.Buf[f.Start:f.End]))
			}
		}
	case !r.filled:
		rec.Kind = record.Blank
	case r.repeats(b):
		rec.Kind = record.Repeat
	default:
		r.row++
		rec.Row = r.row
		if r.sample == nil {
			r.sample = append(make([]int32, 0, len(r.filler)), r.filler...)
		}
	}
	b.Records = append(b.Records, rec)
}

// leftmost gives the first column that has a cell.
func (r *rows) leftmost(b *record.Batch) int {
	for i, f := range b.Fields[r.first:] {
		if f.Start > 0 {
			return i + 1
		}
	}
	return 1
}

// repeats says that a row holds the header's texts.
func (r *rows) repeats(b *record.Batch) bool {
	if len(r.repeat) == 0 {
		return false
	}
	some := false
	for i := range max(len(r.repeat), len(b.Fields)-r.first) {
		var head, cell []byte
		if i < len(r.repeat) {
			head = r.repeat[i]
		}
		if i < len(b.Fields)-r.first {
			f := b.Fields[r.first+i]
			cell = b.Buf[f.Start:f.End]
		}
		if !bytes.Equal(head, cell) {
			return false
		}
		some = some || len(head) > 0
	}
	return some
}

// cutCells cuts cells up to the end of the row, which it gives.
func (r *rows) cutCells(b *record.Batch, raw []byte, p int) (int, error) {
	for {
		if r.fast && p+6 < len(raw) && raw[p] == '<' {
			var err error
			if raw[p+1] == 'c' && raw[p+2] == ' ' {
				if p, err = r.cell(b, raw, p); err != nil {
					return 0, err
				}
				continue
			}
			if string(raw[p:p+6]) == "</row>" {
				return p + 6, nil
			}
		}
		t, err := nextTag(raw, p)
		if err != nil {
			return 0, err
		}
		switch local := r.names.local(raw, t); {
		case string(local) == "row" && t.kind == closing:
			return t.end, nil
		case t.kind == closing:
			return 0, damaged("<%.40s> closes nothing", raw[t.name-1:t.stop])
		case string(local) == "c":
			p, err = r.oddCell(b, raw, t)
		default:
			p, err = skipElement(raw, t)
		}
		if err != nil {
			return 0, err
		}
	}
}

func inRow(line int, err error) error {
	if _, ok := errors.AsType[*rowError](err); ok {
		return err
	}
	return &rowError{line: line, err: err}
}
