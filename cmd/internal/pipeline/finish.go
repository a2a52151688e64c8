package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"github.com/callready/callready/cmd/internal/run"
	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/csvfile"
)

// holdersMost bounds the holders of one number that are looked at together; the rest are listed without being weighed.
const holdersMost = 10_000

// close removes temporary files.
func (k *sink) close() {
	if k.sorter != nil {
		_ = k.sorter.Close()
	}
	if k.appended != nil {
		_ = k.appended.Close()
	}
	if k.book != nil { // The run has failed: nothing is written.
		_, _ = k.book.Close()
	}
}

// finish writes what can only be written when the whole table has been seen.
func (k *sink) finish(ctx context.Context) error {
	if k.folder == nil {
		return nil
	}
	if err := k.badRaw.Close(); err != nil {
		return err
	}
	switch {
	case k.book != nil:
		if err := k.finishBook(); err != nil {
			return err
		}
	case k.corrected != nil:
		if err := k.finishCorrected(); err != nil {
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
	return k.finishShared(ctx)
}

// finishCorrected appends the new contacts, and behind them the footer of the input.
func (k *sink) finishCorrected() error {
	if k.appended.Len() > 0 && !k.endsLine {
		if _, err := k.corrected.Write([]byte(k.source.LineEnd)); err != nil {
			return err
		}
	}
	for row, err := range k.appended.All() {
		if err != nil {
			return err
		}
		if _, err := k.corrected.Write(row); err != nil {
			return err
		}
	}
	if _, err := k.corrected.Write(k.footer); err != nil {
		return err
	}
	return k.corrected.Close()
}

// finishShared writes the shared numbers with their holders, and the switchboards as company phones.
func (k *sink) finishShared(ctx context.Context) error {
	w := &sharedWriter{sink: k, wrote: map[string]bool{}}
	w.shared = k.folder.Table("review/shared-numbers", run.Spec{BOM: []byte(bom), Single: true, Header: csvfile.AppendRow(nil,
		[]string{"number", "class", "holders", "file", "row", "line", "key", "who", "column", "primary", "company", "catches_calls"}, k.reviews)})
	if k.opt.Mode == Write && k.Binding.CompanyID >= 0 && !k.opt.Whole && k.opt.Form == nil {
		w.company = k.folder.Table("import/company-phones", k.importSpec("Companies", k.companyHeader()))
	}
	var l line
	for rec, err := range k.sorter.Sorted() {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if number := string(rec.Key); number != l.E164 {
			if err := w.write(&l); err != nil {
				return err
			}
			l = line{E164: number}
		}
		var p person
		if err := json.Unmarshal(rec.Value, &p); err != nil {
			return errors.New("a temporary file is damaged")
		}
		if len(l.Holders) == holdersMost {
			// What kind of line it is has shown by now; the rest is only listed.
			if err := w.list(&l); err != nil {
				return err
			}
			l.Holders = l.Holders[:1]
			l.listed = true
		}
		l.Holders = append(l.Holders, p)
	}
	if err := w.write(&l); err != nil || w.company == nil {
		return err
	}
	return w.company.Close()
}

// companyHeader names the columns of company phones as an import of companies has them. The name is there for people, where
// the export has it.
func (k *sink) companyHeader() []string {
	key := k.Binding.Profile.CompanyKey
	if key == "" {
		key = k.Binding.Columns[k.Binding.CompanyID].Header
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
	wrote   map[string]bool // companies that have a phone already: one company, one switchboard
	buf     []byte
}

func (w *sharedWriter) write(l *line) error {
	if len(l.Holders) == 0 {
		return nil
	}
	if err := w.list(l); err != nil {
		return err
	}
	return w.switchboard(l)
}

// list writes the holders of a number that were not listed yet.
func (w *sharedWriter) list(l *line) error {
	all := int64(0)
	if key, ok := dedupe.Key(l.E164); ok {
		e, _ := w.index.Find(key)
		all = int64(e.Holders)
	}
	if l.kind == "" {
		l.kind = l.class()
	}
	catches := l.catches(w.Binding.Profile)
	start := 0
	if l.listed {
		start = 1
	}
	for i := start; i < len(l.Holders); i++ {
		p := &l.Holders[i]
		cells := []string{l.E164, l.kind, itoa(all), w.name, itoa(p.Row), itoa(p.Line), p.Key, p.Who, p.Column, yes(p.Primary), p.Company, yes(p.Row == catches)}
		for c := range cells {
			cells[c] = Harmless(cells[c])
		}
		if err := w.append(w.shared, csvfile.AppendRow(w.buf[:0], cells, w.reviews)); err != nil {
			return err
		}
	}
	return nil
}

// switchboard writes the number as the phone of the company that it belongs to: not where only one person was seen with
// it, and one number for each company.
func (w *sharedWriter) switchboard(l *line) error {
	if w.company == nil || l.kind != "switchboard" || l.people() < 2 {
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
	return w.append(w.company, w.importCells(w.buf[:0], cells))
}

func (w *sharedWriter) append(t *run.Table, row []byte) error {
	w.buf = row
	return t.Append(row, []int{len(row)})
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}
