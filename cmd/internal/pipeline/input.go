package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"sort"

	"github.com/callready/callready/io/csvfile"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/io/xlsxfile"
)

// Input is one file of a run. All files of a run have the same columns.
type Input struct {
	Table   Table
	Name    string          // as the journal has it; no two inputs of a run have the same
	Stem    string          // names the corrected file, where there are several
	Bytes   int64           // size of the table, for the progress
	Format  csvfile.Format  // how it is written
	Encoder csvfile.Encoder // nil for UTF-8
	Stored  func(raw []byte) int
	Wide    func(io.Writer) io.WriteCloser // encodes the corrected file where the table's encoding is no superset of ASCII
	Sheet   *xlsxfile.Table                // the sheet that the table is, nil for delimited text
	// Places tells where in this file the columns of the binding stand; nil where they stand as there.
	Places []int32
}

// place gives the position of a column of the binding in this file.
func (in *Input) place(col int) int {
	if in.Places == nil {
		return col
	}
	return int(in.Places[col])
}

// placed gives edits with the columns of this file, in the memory of spare where they differ.
func (in *Input) placed(edits, spare []record.Edit) []record.Edit {
	if in.Places == nil {
		return edits
	}
	spare = append(spare[:0], edits...)
	for i := range spare {
		spare[i].Col = in.place(spare[i].Col)
	}
	return spare
}

// arranged gives the cells of a row in the order of this file's columns.
func (in *Input) arranged(cells []string) []string {
	if in.Places == nil {
		return cells
	}
	out := make([]string, len(cells))
	for col, c := range cells {
		out[in.place(col)] = c
	}
	return out
}

// begin starts a pass over the file: raw says that the records' own bytes are wanted, room how many of a workbook's may be kept,
// nil that none are to be.
func (in *Input) begin(ctx context.Context, raw bool, room *int64) (record.Reader, error) {
	switch {
	case in.Sheet == nil:
		return in.Table.Reader(ctx)
	case room != nil:
		return in.Sheet.KeepRows(ctx, room)
	case raw:
		return in.Sheet.Reader(ctx) // with the rows' own XML
	default:
		return in.Table.Reader(ctx)
	}
}

// withDefaults fills in what an input leaves open.
func (in Input) withDefaults() Input {
	if in.Wide == nil {
		in.Wide = func(w io.Writer) io.WriteCloser { return plainWriter{w} }
	}
	if in.Stored == nil {
		in.Stored = func(raw []byte) int { return len(raw) }
	}
	return in
}

// plainWriter writes what it gets; closing it does not close what is below.
type plainWriter struct{ io.Writer }

func (plainWriter) Close() error { return nil }

// queue reads the files of a run one after the other. A batch belongs to one of them; its rows go on counting from file to
// file, so that a row names one contact of the run.
type queue struct {
	ctx    context.Context //nolint:containedctx // A reader has no other way to be stopped.
	p      *Pass
	splice bool  // the rows of a workbook bring their XML
	keep   bool  // which is to be kept
	room   int64 // for it, of all files
	table  record.Reader
	at     int
	before int // rows of the files before this one
	rows   int // rows up to here
}

// Read reads the next batch of the file at hand, or of the one behind it.
func (q *queue) Read(s *section) error {
	for q.at < len(q.p.inputs) {
		if q.table == nil {
			if err := q.open(); err != nil {
				return err
			}
		}
		err := q.table.Read(&s.Batch)
		if errors.Is(err, io.EOF) {
			q.table, q.before = nil, q.rows
			q.at++
			continue
		}
		if err != nil {
			return err
		}
		s.file, s.before, s.Kept = q.at, q.before, q.p.inputs[q.at].Places
		return q.number(s)
	}
	s.Reset()
	return io.EOF
}

// open begins to read the file at hand.
func (q *queue) open() error {
	in := &q.p.inputs[q.at]
	var room *int64
	if q.keep {
		if room = &q.room; q.at == 0 {
			q.room = keepMost(q.p.Temp)
		}
	}
	table, err := in.begin(q.ctx, q.splice, room)
	if err != nil {
		return err
	}
	if c, ok := in.Table.(interface{ Consumed() int64 }); ok {
		table = &metered{Reader: table, consumed: c.Consumed, add: q.p.Progress.Add}
	}
	q.table = table
	if !q.p.surveyed {
		q.p.starts = append(q.p.starts, q.before)
	}
	return nil
}

// number lets the rows of a batch count from the start of the run.
func (q *queue) number(s *section) error {
	for _, rec := range slices.Backward(s.Records) {
		if rec.Row > 0 {
			q.rows = q.before + rec.Row
			break
		}
	}
	if !q.p.surveyed {
		q.p.rows = q.rows
	}
	if uint64(q.rows) > math.MaxUint32 {
		return fmt.Errorf("there are more than %d rows", uint32(math.MaxUint32))
	}
	if q.before == 0 {
		return nil
	}
	for i := range s.Records {
		if s.Records[i].Row > 0 {
			s.Records[i].Row += q.before
		}
	}
	return nil
}

// locate gives the file of a row of the run, and which row of that file it is.
func (p *Pass) locate(row int) (file, own int) {
	file = sort.SearchInts(p.starts, row) - 1
	return file, row - p.starts[file]
}
