package pipeline

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/callready/callready/cmd/internal/run"
	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/csvfile"
	"github.com/callready/callready/io/profile"
)

// close removes temporary files.
func (k *sink) close() {
	if k.sorter != nil {
		_ = k.sorter.Close()
	}
	if k.corrected != nil {
		k.corrected.close()
	}
	for _, b := range k.books {
		if b != nil { // The run has failed: nothing is written.
			_, _ = b.Close()
		}
	}
}

// finish writes what can only be written when all files have been seen.
func (k *sink) finish(ctx context.Context) error {
	if err := k.answer(); err != nil {
		return err
	}
	if k.folder == nil {
		return k.finishShared(ctx)
	}
	if err := k.turn(len(k.inputs)); err != nil {
		return err
	}
	if k.pilot != nil {
		if err := k.pilot.write(k.add); err != nil {
			return err
		}
	}
	for _, t := range k.tables {
		if t == nil {
			continue
		}
		if err := t.Close(); err != nil {
			return err
		}
	}
	if err := k.dropWhole(); err != nil {
		return err
	}
	return k.finishShared(ctx)
}

// dropWhole removes the corrected files where nothing was corrected: a copy of the input would have somebody import all of it
// for nothing.
func (k *sink) dropWhole() error {
	if k.totals.contacts.Changed+k.totals.contacts.Created > 0 {
		return nil
	}
	for _, f := range k.wholes {
		if err := f.Drop(); err != nil {
			return err
		}
	}
	return nil
}

// finishShared says what kind of line each shared number is, and writes it with its holders where there is a folder, the
// switchboards as company phones too.
func (k *sink) finishShared(ctx context.Context) error {
	w := &sharedWriter{sink: k, wrote: map[string]bool{}}
	if k.folder != nil {
		w.open()
	}
	if err := k.strangers(ctx); err != nil {
		return err
	}
	if err := w.lines(ctx); err != nil {
		return err
	}
	return w.close()
}

// open begins the files.
func (w *sharedWriter) open() {
	k := w.sink
	w.shared = k.folder.Table("review/shared-numbers", run.Spec{BOM: []byte(bom), Single: true, Header: csvfile.AppendRow(nil,
		[]string{"number", "class", "holders", "file", "row", "line", "key", "who", "column", "primary", "company", "catches_calls"}, k.reviews)})
	if k.opt.Mode == Write && k.Binding.CompanyID >= 0 && !k.opt.Whole && k.opt.Form == nil {
		w.company = k.folder.Table("import/company-phones", k.importSpec("Companies", k.companyHeader()))
		w.undo = k.companyUndo()
	}
}

// close ends the files.
func (w *sharedWriter) close() error {
	if err := w.flush(); err != nil || w.company == nil {
		return err
	}
	if err := w.undo.Close(); err != nil {
		return err
	}
	return w.company.Close()
}

// companyUndo gives the table that takes company phones back: an import file where the CRM lets one empty a field, else a list
// for people. What a company had before is not in an export of contacts.
func (k *sink) companyUndo() *run.Table {
	if k.empties() {
		return k.folder.Table("undo/company-phones", k.importSpec("Companies", k.companyHeader()))
	}
	return k.folder.Table("undo/company-phones", run.Spec{BOM: []byte(bom), Single: true, Header: csvfile.AppendRow(nil, k.companyHeader(), k.reviews)})
}

// empties tells whether an import can empty a field.
func (k *sink) empties() bool {
	return k.lay.clear != "" || k.Binding.Profile.Blank == profile.BlankClears
}

// companyHeader names the columns of company phones as an import of companies has them. The name is there for people, where
// the export has it.
func (k *sink) companyHeader() []string {
	pr := k.Binding.Profile
	key := pr.CompanyKey
	switch at := slices.IndexFunc(pr.Columns, func(c profile.Column) bool { return c.Role == profile.ID && slices.Contains(c.Names, key) }); {
	case key == "":
		key = k.Binding.Columns[k.Binding.CompanyID].Header
	case at >= 0 && k.Binding.Key >= 0 && pr.Columns[at].French == k.Binding.Columns[k.Binding.Key].Header:
		key = pr.Columns[at].French // The CRM speaks French.
	}
	if k.Binding.Company < 0 {
		return []string{key, k.lay.primary}
	}
	return []string{key, k.Binding.Columns[k.Binding.Company].Header, k.lay.primary}
}

// sharedWriter writes shared numbers.
type sharedWriter struct {
	*sink
	shared  *run.Table
	company *run.Table      // nil where the export has no company ids, or nothing is imported
	undo    *run.Table      // of company
	wrote   map[string]bool // companies that have a phone already: one company, one switchboard
	last    dedupe.Shared   // the kind of the number that was written last
	rows    rows            // of shared, not written yet
	digits  []byte
	buf     []byte
}

// sharedBuffer is how many bytes of rows are written together.
const sharedBuffer = 64 << 10

func (w *sharedWriter) write(l *line) error {
	if l.follows {
		l.shared = w.last
		return w.list(l)
	}
	w.last = l.shared
	if err := w.list(l); err != nil {
		return err
	}
	switch l.shared.Class {
	case dedupe.Switchboard:
		w.lineKinds.Switchboard++
	case dedupe.Household:
		w.lineKinds.Household++
	case dedupe.Reused:
		w.lineKinds.Reused++
	case dedupe.OnePerson:
		w.lineKinds.OnePerson++
	case dedupe.Unclear:
		w.lineKinds.Unclear++
	}
	return w.switchboard(l)
}

// list writes the holders of a number; not those of a number whose holders are one person, who stand among the duplicates.
func (w *sharedWriter) list(l *line) error {
	if w.shared == nil || l.shared.Class == dedupe.OnePerson {
		return nil
	}
	all := int64(0)
	if key, ok := dedupe.Key(l.E164); ok {
		e, _ := w.index.Find(key)
		all = int64(e.Holders)
	}
	catches := l.catches(w.Binding.Profile, int64(w.settler.rows))
	number, kind, holders := Harmless(l.E164), l.shared.Class.String(), itoa(all)
	for i := range l.Holders {
		p := &l.Holders[i]
		name, row, line := w.places(p)
		w.rows.buf = csvfile.AppendRow(w.rows.buf, []string{
			number, kind, holders, Harmless(name), row, line, Harmless(p.Key), Harmless(p.Who),
			Harmless(w.bindingOf(p).Columns[p.Column].Header), yes(p.Primary), Harmless(p.Company), yes(p.Row == catches),
		}, w.reviews)
		w.rows.end()
	}
	if len(w.rows.buf) < sharedBuffer {
		return nil
	}
	return w.flush()
}

// places gives the file of a holder, and its row and line there as text.
func (w *sharedWriter) places(p *person) (name, row, line string) {
	name, own := w.origin(int(p.Row))
	w.digits = strconv.AppendInt(w.digits[:0], int64(own), 10)
	n := len(w.digits)
	w.digits = strconv.AppendInt(w.digits, p.At, 10)
	both := string(w.digits)
	return name, both[:n], both[n:]
}

// flush writes the rows that wait.
func (w *sharedWriter) flush() error {
	if len(w.rows.ends) == 0 {
		return nil
	}
	err := w.shared.Append(w.rows.buf, w.rows.ends)
	w.rows.buf, w.rows.ends = w.rows.buf[:0], w.rows.ends[:0]
	return err
}

// switchboard writes the number as the phone of the company that it belongs to: no mobile, which is somebody's, and one number
// for each company.
func (w *sharedWriter) switchboard(l *line) error {
	if w.company == nil || l.shared.Class != dedupe.Switchboard || l.Holders[0].Line == dedupe.Mobile || w.held(l) {
		return nil
	}
	id, name := l.company()
	if id == "" || w.wrote[id] || strings.Contains(id, ";") {
		return nil
	}
	w.wrote[id] = true
	cells := []string{id, name, l.E164}
	if w.Binding.Company < 0 {
		cells = []string{id, l.E164}
	}
	w.buf = w.importCells(w.buf[:0], cells)
	if err := w.company.Append(w.buf, []int{len(w.buf)}); err != nil {
		return err
	}
	if w.empties() {
		cells[len(cells)-1] = w.lay.clear
		w.buf = w.importCells(w.buf[:0], cells)
	} else {
		for i := range cells {
			cells[i] = Harmless(cells[i])
		}
		w.buf = csvfile.AppendRow(w.buf[:0], cells, w.reviews)
	}
	return w.undo.Append(w.buf, []int{len(w.buf)})
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}
