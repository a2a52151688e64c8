package xlsxfile

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"github.com/callready/callready/io/record"
)

// effects is what changing cells does to the rest of a workbook.
type effects struct {
	released []uint32 // shared strings that one cell less uses
	formulas int      // formulas that are gone
	cells    rect     // that holds all new cells
	twins    bool     // a cell has a style that the workbook lacked
	targets  []target // scratch
}

// AppendSplice appends the XML of record i of b with the edited cells replaced and all other bytes as they are. A cell
// becomes text, stored in place, whatever it was; it keeps its style, but for the number format where somebody who edits
// the text would turn it into a number: see [Writer]. One that the row lacks is put in at its column, in the style of the row or column. An empty value leaves an
// empty cell. Two edits of a column and a column beyond the format's last are wrong usage; [ErrMerged] and
// [ErrFormula] say that a cell must not be changed, ErrFull that a text is too long. On an error dst is as it was.
//
// To write a corrected workbook use a [Chunk], which also keeps account of what the edits leave behind.
func (t *Table) AppendSplice(dst []byte, b *record.Batch, i int, edits []record.Edit) ([]byte, error) {
	var fx effects
	return t.splice(dst, b, i, edits, &fx)
}

func (t *Table) splice(dst []byte, b *record.Batch, i int, edits []record.Edit, fx *effects) ([]byte, error) {
	h := t.head.Load()
	if h == nil {
		return dst, fmt.Errorf("%w: no row has been read", ErrOrder)
	}
	rec := &b.Records[i]
	s := splicer{raw: b.Raw(i), line: rec.Line, head: h, styles: t.book.style, fx: fx, dst: dst}
	before, released, formulas, cells := len(dst), len(fx.released), fx.formulas, fx.cells
	err := s.aim(edits, t)
	if err == nil {
		err = s.find()
	}
	if err == nil {
		err = s.write()
	}
	if err != nil {
		fx.released, fx.formulas, fx.cells = fx.released[:released], formulas, cells
		return dst[:before], inRow(rec.Line, err)
	}
	return s.dst, nil
}

// splicer changes cells of one row.
type splicer struct {
	raw    []byte
	line   int
	head   *head
	styles *styles
	fx     *effects
	dst    []byte
	row    tag
	end    tag // that closes the row
}

// target is an edit with the place in the row where it belongs.
type target struct {
	col   int // 1-based
	value string
	found bool
	at    int // where a new cell goes
	stop  int // end of the cell
}

// aim checks the edits and sorts them by column.
func (s *splicer) aim(edits []record.Edit, t *Table) error {
	s.fx.targets = s.fx.targets[:0]
	for _, e := range edits {
		switch {
		case e.Col < 0 || e.Col >= MaxColumns:
			return fmt.Errorf("an edit of column %d", e.Col+1)
		case len(e.Value) > MaxChars && longText(e.Value):
			return fmt.Errorf("column %s: %w: a text of more than %d characters", appendColumn(nil, e.Col+1), ErrFull, MaxChars)
		case e.Value != "" && t.Merged(s.line, e.Col):
			return fmt.Errorf("column %s: %w", appendColumn(nil, e.Col+1), ErrMerged)
		case t.filled(s.line, e.Col):
			return fmt.Errorf("column %s: %w", appendColumn(nil, e.Col+1), ErrFormula)
		}
		s.fx.targets = append(s.fx.targets, target{col: e.Col + 1, value: e.Value, at: -1})
	}
	slices.SortFunc(s.fx.targets, func(a, b target) int { return a.col - b.col })
	for i := 1; i < len(s.fx.targets); i++ {
		if s.fx.targets[i].col == s.fx.targets[i-1].col {
			return fmt.Errorf("two edits of column %s", appendColumn(nil, s.fx.targets[i].col))
		}
	}
	return nil
}

// longText says that a text has more UTF-16 units than a cell holds.
func longText(s string) bool {
	n := 0
	for _, r := range s {
		if n++; r >= 0x10000 {
			n++
		}
	}
	return n > MaxChars
}

// write writes the row with its targets.
func (s *splicer) write() error {
	targets := s.fx.targets
	targets = slices.DeleteFunc(targets, func(t target) bool { return !t.found && t.value == "" })
	for i := range targets {
		if t := &targets[i]; t.at < 0 {
			if t.at = len(s.raw); s.row.kind != alone {
				t.at = s.end.start
			}
		}
	}
	// By place; cells that go in at the same place stay in the order of their columns.
	slices.SortStableFunc(targets, func(a, b target) int { return a.at - b.at })
	s.openRow(targets)
	pos := s.row.end
	for i := range targets {
		t := &targets[i]
		if !t.found {
			if s.row.kind != alone {
				s.dst = append(s.dst, s.raw[pos:t.at]...)
				pos = t.at
			}
			s.insert(t)
			continue
		}
		s.dst = append(s.dst, s.raw[pos:t.at]...)
		if err := s.replace(t); err != nil {
			return fmt.Errorf("column %s: %w", appendColumn(nil, t.col), err)
		}
		pos = t.stop
	}
	if s.row.kind == alone && len(targets) > 0 {
		s.dst = append(append(append(s.dst, "</"...), s.raw[s.row.name:s.row.stop]...), '>')
	}
	s.dst = append(s.dst, s.raw[pos:]...)
	return nil
}

// openRow writes what comes up to and with the row's tag, whose spans grow where cells are put in beyond them.
func (s *splicer) openRow(targets []target) {
	low, high := MaxColumns, 0
	for i := range targets {
		if t := &targets[i]; !t.found {
			low, high = min(low, t.col), max(high, t.col)
		}
	}
	end := s.row.end
	if s.row.kind == alone && len(targets) > 0 {
		end = bytes.LastIndexByte(s.raw[:end], '/')
	}
	pos := 0
	if a, ok := findAttr(s.raw, s.row, "spans"); ok && high > 0 {
		if from, to, ok := parseSpans(s.raw[a.value:a.end]); ok && (low < from || high > to) {
			s.dst = append(s.dst, s.raw[:a.value]...)
			s.dst = strconv.AppendInt(s.dst, int64(min(from, low)), 10)
			s.dst = strconv.AppendInt(append(s.dst, ':'), int64(max(to, high)), 10)
			pos = a.end
		}
	}
	s.dst = append(s.dst, s.raw[pos:end]...)
	if end != s.row.end {
		s.dst = append(bytes.TrimRight(s.dst, xmlSpace), '>')
	}
}

// parseSpans reads the columns that a row says it takes: 1:5, or several of these.
func parseSpans(v []byte) (from, to int, ok bool) {
	from = MaxColumns
	for span := range bytes.FieldsSeq(v) {
		a, b, _ := bytes.Cut(span, []byte(":"))
		low, ok1 := atoi(a)
		high, ok2 := atoi(b)
		if !ok1 || !ok2 {
			return 0, 0, false
		}
		from, to = min(from, low), max(to, high)
	}
	return from, to, to > 0
}
