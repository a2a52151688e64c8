package pipeline

import (
	"cmp"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/run"
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/io/csvfile"
)

// expect makes room for what becomes of the corrections. Until a record answers, none has their cell.
func (k *sink) expect() {
	if k.Asks == nil {
		return
	}
	k.answers = make([]outcome, len(k.Asks.list))
	for i := range k.answers {
		q := &k.Asks.list[i]
		k.answers[i] = outcome{line: int32(i), kind: q.Kind, code: cmp.Or(q.wrong, CodeCorrectionUnknown)}
	}
}

// hear takes outcomes over. Where several records answer to one correction, that it was applied counts most, then the first.
func (k *sink) hear(list []outcome) {
	for _, o := range list {
		if is := &k.answers[o.line]; is.row == 0 || o.code == "" && (is.code != "" || is.past && !o.past) {
			*is = o
		}
	}
}

// answer counts what became of the corrections, and lists those that were not applied: in a table, and in the journal where
// they are about a record of the run.
func (k *sink) answer() error {
	if k.Asks == nil {
		return nil
	}
	sum := &summary.Corrections{Given: int64(len(k.answers)), Kinds: map[string]int64{}, Reasons: map[string]int64{}}
	k.answered = sum
	var out rows
	for i := range k.answers {
		o := &k.answers[i]
		switch {
		case o.past:
			sum.Before++
			continue
		case o.code == "":
			sum.Applied++
			sum.Kinds[o.kind.String()]++
			continue
		}
		sum.Left++
		sum.Reasons[o.code]++
		if o.row > 0 {
			if err := k.flagged(o); err != nil {
				return err
			}
		}
		if k.folder != nil {
			out.buf = csvfile.AppendRow(out.buf, k.unanswered(o), k.reviews)
			out.end()
		}
	}
	if len(out.ends) == 0 {
		return nil
	}
	table := k.folder.Table("review/corrections", run.Spec{BOM: []byte(bom), Single: true, Header: csvfile.AppendRow(nil, unansweredHeader(), k.reviews)})
	if err := table.Append(out.buf, out.ends); err != nil {
		return err
	}
	return table.Close()
}

// flagged says in the journal that a correction was not applied.
func (k *sink) flagged(o *outcome) error {
	k.totals.codes.add(o.code, 1)
	if k.folder == nil {
		return nil
	}
	q := &k.Asks.list[o.line]
	e := journal.Event{Act: journal.Flag, File: o.file, Row: o.row, Key: q.Key, Who: q.Who, Column: q.Line.Column, Old: o.now, Codes: []string{o.code}}
	k.sampler.Add(&e)
	k.events++
	_, err := k.journal.Write(e.Append(nil))
	return err
}

// unansweredHeader names the columns of review/corrections.csv: those of a list that is handed in, and why it was not applied.
func unansweredHeader() []string {
	return []string{"file", "row", "key", "who", "column", "value", "correction", "code", "why", "now", "from", "from_row"}
}

// unanswered gives the row of a correction that was not applied.
func (k *sink) unanswered(o *outcome) []string {
	q := &k.Asks.list[o.line]
	_, why := k.why([]string{o.code})
	if o.more != "" {
		_, more := k.why([]string{o.more})
		why += " " + more
	}
	row := ""
	if q.Row > 0 {
		row = itoa(q.Row)
	}
	cells := []string{q.File, row, q.Key, q.Who, q.Line.Column, q.Value, q.Text, o.code, why, o.now, q.From, itoa(q.At)}
	for i := range cells {
		cells[i] = Harmless(cells[i])
	}
	return cells
}
