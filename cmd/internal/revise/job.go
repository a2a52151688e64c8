package revise

import (
	"context"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/report/words"
	"github.com/callready/callready/cmd/internal/run"
	"github.com/callready/callready/cmd/internal/summary"
)

// Job says what is to be done with a run.
type Job struct {
	Run    *Run
	Fresh  *Fresh // an export made since; nil only for Undo
	Folder *run.Folder
	Lang   string               // en or fr
	Safe   func(string) string  // keeps a spreadsheet from taking a text for a formula
	Event  func(*journal.Event) // of Refresh: hears of each line of the new journal; may be nil
}

// Result counts records, new contacts and values by what they are and what became of them.
type Result struct {
	Counts map[string]map[string]int64
	Open   int64 // of these, those that a person has to look at
}

// The things that are counted.
const (
	ofUpdates = "updates"   // records that the run changes
	ofCreates = "creates"   // new contacts
	ofHeld    = "held"      // new contacts that wait
	ofClears  = "clears"    // values to clear by hand
	ofMerged  = "merged"    // records that were to be merged into another
	ofFirms   = "companies" // companies that get a phone
)

// work is a job on its way.
type work struct {
	*Job
	*plan
	words.Voice
	counts map[string]map[string]int64
	open   int64
	back   bool    // old values go in: of a cell that another file empties the old one is carried along
	list   *writer // what is not as it should be
	tables []*writer
}

// begin reads the run and the fresh export. list is the file with what a person should look at.
func (j *Job) begin(ctx context.Context, list string) (*work, error) {
	book, err := texts()
	if err != nil {
		return nil, err
	}
	p, err := j.Run.load(ctx)
	if err != nil {
		return nil, err
	}
	w := &work{Job: j, plan: p, Voice: book.In(j.Lang), counts: map[string]map[string]int64{}}
	w.list = w.table(list, []string{"what", "state", "file", "row", "key", "who", "column", "before", "wanted", "found", "why"})
	if j.Fresh == nil {
		return w, nil
	}
	return w, p.compare(ctx, j.Fresh)
}

// table begins a file of the new folder.
func (w *work) table(path string, header []string) *writer {
	format := w.reviews
	if hasAny(path, "import/", "undo/", "held/") {
		format = w.format(path)
	}
	t := newWriter(w.Folder, path, header, format)
	w.tables = append(w.tables, t)
	return t
}

// end closes the files and gives the counts.
func (w *work) end() (*Result, error) {
	for _, t := range w.tables {
		if err := t.close(); err != nil {
			return nil, err
		}
	}
	return &Result{Counts: w.counts, Open: w.open}, nil
}

// count counts a thing.
func (w *work) count(what, state string) {
	if w.counts[what] == nil {
		w.counts[what] = map[string]int64{}
	}
	w.counts[what][state]++
}

// note lists one thing that a person should look at.
func (w *work) note(what, state string, c *contact, column, before, wanted, now, why string) error {
	row := ""
	if c.row > 0 {
		row = words.Plain(strconv.FormatInt(c.row, 10))
	}
	cells := []string{what, state, c.file, row, c.key, c.who, column, before, wanted, now, why}
	for i := range cells {
		cells[i] = w.Safe(cells[i])
	}
	return w.list.row(cells...)
}

// cells lists the cells of a record that are in one of some states.
func (w *work) cells(state, why string, c *contact, in ...standing) error {
	for i := range c.cells {
		cell := &c.cells[i]
		if !slices.Contains(in, cell.state()) {
			continue
		}
		if err := w.note(ofUpdates, state, c, w.columns[cell.col], cell.old, cell.new, cell.now, why); err != nil {
			return err
		}
	}
	return nil
}

// away lists a record that is left out: because it is gone, or was changed.
func (w *work) away(c *contact, s standing) error {
	w.open++
	switch {
	case s == gone && c.into != "":
		w.count(ofUpdates, "gone")
		return w.note(ofUpdates, "gone", c, "", "", "", "", w.Say("why.merged", "key", c.into))
	case s == gone:
		w.count(ofUpdates, "gone")
		return w.note(ofUpdates, "gone", c, "", "", "", "", w.Say("why.gone"))
	case c.twice:
		w.count(ofUpdates, "edited")
		return w.note(ofUpdates, "edited", c, "", "", "", "", w.Say("why.twice"))
	}
	w.count(ofUpdates, "edited")
	return w.cells("edited", w.Say("why.edited"), c, moved)
}

// current gives the row of an import file as it is to be imported now: cells that are only carried along hold what the record has.
// merge tells that the file is one of prepared merges.
func (w *work) current(c *contact, merge bool, header, cells []string) []string {
	if w.Fresh == nil || !c.seen {
		return cells
	}
	out := slices.Clone(cells)
	for i, h := range header {
		col := slices.Index(w.columns, h)
		for k := range c.cells {
			switch x := &c.cells[k]; {
			case x.col != col || x.merge != merge:
			case x.carried() && !(x.shadow && (w.back || merge)): // What the updates write stands before the merges go in.
				out[i] = x.now
			case !w.back && x.state() == moved && c.cleared(x):
				out[i] = "" // A person cleared it, as the run asked: it is not filled again.
			}
		}
	}
	return out
}

// copyFile copies a file of the run as it is.
func (w *work) copyFile(ctx context.Context, out summary.Output, to string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	src, err := os.Open(w.path(out.Path))
	if err != nil {
		return err
	}
	defer src.Close() //nolint:errcheck // it was only read
	dst, err := w.Folder.File(to)
	if err != nil {
		return err
	}
	dst.AddRows(int(out.Rows))
	if _, err := io.Copy(dst, src); err != nil {
		return err
	}
	return dst.Close()
}

// slug makes a part of a file's name of a header.
func slug(header string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(header), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), "-")
}
