package pipeline

import (
	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/report"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/io/xlsxfile"
)

// kind names a file of the run folder that gets rows.
type kind uint8

const (
	updates kind = iota
	creates
	heldCreates
	undoUpdates
	undoCreated
	undoClear
	needsYou
	toClear
	clearIDs
	badRows
	requiredFields
	forms
	kinds
)

// file names a table of the run folder: updates come in one file a set of changed columns where a blank cell clears,
// lists of ids in one a column.
type file struct {
	kind  kind
	set   uint64
	pilot bool // of the contacts that are imported first
}

// rows are encoded rows of one table with the end of each.
type rows struct {
	buf   []byte
	ends  []int
	tried int // how many of them are of contacts that ended
}

func (r *rows) end() { r.ends = append(r.ends, len(r.buf)) }

// sharer is one contact that holds a number of several people, on its way to the sorter.
type sharer struct{ key, value []byte }

// chunk is what the work on one batch adds to a run.
type chunk struct {
	input     int // that the batch is of
	journal   []byte
	lines     int64
	corrected []byte
	book      *xlsxfile.Chunk  // the same for a workbook
	of        *xlsxfile.Writer // what the book is a part of
	fault     error            // of the book
	footer    []byte
	appended  rows // new contacts at the end of the corrected file
	badRaw    []byte
	tables    map[file]*rows
	latest    [kinds]latest // of the tables
	sharers   []sharer
	answers   []outcome      // of corrections
	sampler   report.Sampler // goes on from batch to batch
	totals    totals
	issued    []string // ids of new contacts in import/
	withheld  []Withheld
	present   []string // callready_ids of the export
	piloted   bool     // trials are wanted
	trials    []trial  // contacts that the import files have, with --pilot
	why       []string // acts and codes of the contact at hand, with --pilot
}

// reset empties the chunk for a batch of an input; book is the corrected workbook that it is for, nil for none.
func (c *chunk) reset(input int, book *xlsxfile.Writer) {
	c.input = input
	switch {
	case book == nil:
		c.book = nil
	case c.of != book:
		c.book = book.NewChunk()
	default:
		c.book.Reset()
	}
	c.of = book
	if c.tables == nil {
		c.tables = map[file]*rows{}
	}
	c.journal, c.corrected, c.footer, c.badRaw = c.journal[:0], c.corrected[:0], c.footer[:0], c.badRaw[:0]
	c.appended.buf, c.appended.ends = c.appended.buf[:0], c.appended.ends[:0]
	c.lines = 0
	clear(c.latest[:]) // the pilot takes tables out
	for _, t := range c.tables {
		t.buf, t.ends, t.tried = t.buf[:0], t.ends[:0], 0
	}
	c.trials, c.why = c.trials[:0], c.why[:0]
	c.sharers, c.answers = c.sharers[:0], c.answers[:0]
	c.issued, c.withheld = c.issued[:0], c.withheld[:0]
	c.present = c.present[:0]
	c.totals.reset()
}

// latest is the table of a kind that got a row last.
type latest struct {
	set  uint64
	rows *rows
}

// table gives the rows of a file.
func (c *chunk) table(k kind, set uint64) *rows {
	if l := &c.latest[k]; l.rows != nil && l.set == set {
		return l.rows
	}
	f := file{kind: k, set: set}
	t, ok := c.tables[f]
	if !ok {
		t = new(rows)
		c.tables[f] = t
	}
	c.latest[k] = latest{set, t}
	return t
}

// keep takes a row of a workbook over as it is.
func (c *chunk) keep(b *record.Batch, i int) {
	if err := c.book.Keep(b, i); err != nil && c.fault == nil {
		c.fault = err
	}
}

// seal ends the work on the chunk.
func (c *chunk) seal() error {
	if c.book == nil || c.fault != nil {
		return c.fault
	}
	return c.book.Seal()
}

// event writes a line of the journal.
func (c *chunk) event(e *journal.Event) {
	start := len(c.journal)
	c.journal = e.Append(c.journal)
	c.lines++
	for _, code := range e.Codes {
		c.totals.codes.add(code, 1)
	}
	c.sampler.AddLine(e, c.journal[start:])
	if c.piloted {
		c.because(e)
	}
}
