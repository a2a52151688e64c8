package xlsxfile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/callready/callready/io/record"
)

// TableOptions says what to take from a sheet.
type TableOptions struct {
	// HeaderRow is the sheet row of the header; that row and those before it are of kind Preamble, and rows that repeat
	// its cells of kind Repeat. 0: the table has no header.
	HeaderRow int
}

// Table is one sheet of a workbook as a table. Its methods are safe for concurrent use.
type Table struct {
	book  *Book
	sheet Sheet
	opt   TableOptions

	consumed atomic.Int64
	head     atomic.Pointer[head] // once a pass has begun

	mu    sync.Mutex
	facts *facts   // nil until a pass has come to the end
	texts *scratch // of all rows; nil until a pass has kept them
	rows  *scratch // all rows as XML, likewise
}

// facts is what is known of a sheet once a pass over it has come to its end.
type facts struct {
	head   *head
	tail   []byte   // from behind the last row to the end
	cells  rect     // that holds all cells
	last   int      // last row, 0 for none
	refs   []uint32 // how often each shared string is used
	styles []int32  // of the cells of the first data row, -1 where it has none; nil if there is no data row
	merged *merges
	arrays *merges
	end    int64 // where the rows end in the XML
}

// Table gives the sheet with the name; case means nothing, as in a spreadsheet.
func (b *Book) Table(sheet string, opt TableOptions) (*Table, error) {
	for _, s := range b.sheets {
		if strings.EqualFold(s.Name, sheet) {
			return &Table{book: b, sheet: s, opt: opt}, nil
		}
	}
	have := make([]string, 0, len(b.sheets))
	for _, s := range b.sheets {
		have = append(have, s.Name)
	}
	return nil, fmt.Errorf("%w: %q; it has %q", ErrNoSheet, sheet, have)
}

// Sheet describes the sheet.
func (t *Table) Sheet() Sheet { return t.sheet }

// Hidden says that the sheet does not show a column. It is known once a pass has begun, false before. col counts from 0
// as in a record.
func (t *Table) Hidden(col int) bool {
	h := t.head.Load()
	if h == nil {
		return false
	}
	for _, c := range h.cols {
		if col+1 >= c.from && col+1 <= c.to && c.hidden {
			return true
		}
	}
	return false
}

// Bytes gives the size of the sheet's XML by what the archive says of it.
func (t *Table) Bytes() int64 {
	f := t.book.pack.parts[key(t.sheet.part)]
	return int64(min(f.UncompressedSize64, 1<<62))
}

// Consumed gives the bytes of XML that the latest pass has handed out.
func (t *Table) Consumed() int64 { return t.consumed.Load() }

// Reader starts a pass over the rows of the sheet. A record is one row: Raw is its XML, with what stands between it and
// the row before, so that the raw bytes of all records are the sheet's rows; a field is the text of a cell, by column, and
// a column without a cell is empty. Line is the row's number in the sheet, Offset counts in the sheet's XML. Kinds
// are Data, Preamble, Repeat, and Blank for a row without text. Batches hold about Options.BlockSize bytes of XML. The
// error of ctx ends the pass.
func (t *Table) Reader(ctx context.Context) (record.Reader, error) {
	return t.reader(ctx)
}

func (t *Table) reader(ctx context.Context) (*reader, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	texts, err := t.book.shared(ctx)
	if err != nil {
		return nil, err
	}
	part, err := t.book.pack.open(ctx, t.sheet.part)
	if err != nil {
		return nil, err
	}
	t.consumed.Store(0)
	r := &reader{table: t, part: part, ahead: make([]byte, 0, t.book.opt.BlockSize)}
	r.rows = rows{
		styles: t.book.style, texts: texts, header: t.opt.HeaderRow, maxText: t.book.opt.MaxText,
	}
	if t.known() == nil {
		r.rows.refs = make([]uint32, texts.n)
	}
	return r, nil
}

// Row is a row of a sheet as texts.
type Row struct {
	Line  int // number in the sheet, from 1
	Cells []string
}

// Sample gives the first n rows that hold a text, for finding the header. It reads no more of the sheet than it needs.
func (t *Table) Sample(ctx context.Context, n int) ([]Row, error) {
	free := Table{book: t.book, sheet: t.sheet}
	r, err := free.reader(ctx)
	if err != nil {
		return nil, err
	}
	defer r.close()
	var found []Row
	var b record.Batch
	for len(found) < n {
		err := r.Read(&b)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		for i := range b.Records {
			rec := &b.Records[i]
			if rec.Kind != record.Data || len(found) == n {
				continue
			}
			row := Row{Line: rec.Line, Cells: make([]string, rec.N)}
			for col := range row.Cells {
				row.Cells[col] = b.String(i, col)
			}
			found = append(found, row)
		}
	}
	return found, nil
}

// known gives what a whole pass found out, nil if none has been made.
func (t *Table) known() *facts {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.facts
}

// learnt gives what a whole pass found out, and makes one if none has been made.
func (t *Table) learnt(ctx context.Context) (*facts, error) {
	if f := t.known(); f != nil {
		return f, nil
	}
	r, err := t.reader(ctx)
	if err != nil {
		return nil, err
	}
	var b record.Batch
	for err == nil {
		err = r.Read(&b)
	}
	if !errors.Is(err, io.EOF) {
		return nil, err
	}
	return t.known(), nil
}

func (t *Table) learn(f *facts) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.facts == nil {
		t.facts = f
	}
}
