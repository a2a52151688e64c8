package pipeline

import (
	"context"
	"encoding/binary"
	"slices"
	"strings"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/run"
	"github.com/callready/callready/cmd/internal/spill"
	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/csvfile"
)

// mergeWriter writes the prepared merges, in the order in which the duplicates are listed.
type mergeWriter struct {
	*twinWriter
	rows  *spill.Sorter
	used  []bool // columns that some record gets a value in
	value []byte
}

// The kinds of prepared rows.
const (
	staying byte = iota // lines of the journal; key, file, row, who, the cells that are filled, and those that it will have
	going               // the row of the list, and the cells that the record has
)

// group prepares the merge of a group, whose first record stays; at is its place among the groups.
func (w *mergeWriter) group(ctx context.Context, id string, m dedupe.Match, why dedupe.Reasons, list []*twin, at []byte) error {
	plan, err := w.planMerge(ctx, list)
	if err != nil {
		return err
	}
	c := w.counts.Merge
	if plan == nil {
		c.Left++
		return nil
	}
	c.Groups++
	c.Goes += int64(len(plan.goes))
	c.Cells += int64(len(plan.fills))
	if len(plan.fills) > 0 {
		c.Updates++
	}
	for i := range plan.goes {
		for _, code := range plan.codes[i] {
			switch code {
			case CodeMergeEngaged:
				c.Engaged++
			case CodeMergeLost:
				c.Lost++
			}
			w.sink.totals.codes.add(code, 1)
		}
	}
	if w.sink.folder == nil {
		return nil
	}
	var key [18]byte
	copy(key[:], at)
	if len(plan.fills) > 0 {
		w.stays(id, m, plan)
		key[17] = staying
		if err := w.rows.Add(key[:], w.value); err != nil {
			return err
		}
	}
	for i := range plan.goes {
		if err := ctx.Err(); err != nil {
			return err
		}
		w.goes(id, m, why, plan, i)
		binary.BigEndian.PutUint32(key[13:], uint32(i)+1)
		key[17] = going
		if err := w.rows.Add(key[:], w.value); err != nil {
			return err
		}
	}
	return nil
}

// stays packs what the record that stays gets.
func (w *mergeWriter) stays(id string, m dedupe.Match, plan *mergePlan) {
	t := plan.stays
	file, own := w.locate(int(t.row))
	slices.SortFunc(plan.fills, func(a, b filling) int { return a.col - b.col })
	var lines []byte
	for _, f := range plan.fills {
		w.used[f.col] = true
		from, its := w.locate(int(f.from.row))
		e := journal.Event{
			Act: journal.Merge, File: w.inputs[file].Name, Row: int64(own), Line: t.line, Key: t.key, Who: t.who,
			Column: w.Binding.Columns[f.col].Header, Col: w.inputs[file].place(f.col) + 1, Old: f.old, New: f.new,
			Holder: int64(its), Group: id, Match: m.String(),
		}
		if from != file {
			e.HolderFile = w.inputs[from].Name
		}
		lines = e.Append(lines)
		w.sink.sampler.Add(&e)
	}
	w.value = appendText(w.value[:0], lines)
	w.value = binary.AppendUvarint(w.value, uint64(len(plan.fills)))
	for _, text := range []string{t.key, w.inputs[file].Name, itoa(own), t.who} {
		w.value = appendText(w.value, []byte(text))
	}
	for _, f := range plan.fills {
		w.value = binary.AppendUvarint(w.value, uint64(f.col))
		w.value = appendText(appendText(w.value, []byte(f.new)), []byte(f.old))
	}
	for _, v := range t.later.now {
		w.value = appendText(w.value, []byte(v))
	}
}

// goes packs the row of a record that is to go.
func (w *mergeWriter) goes(id string, m dedupe.Match, why dedupe.Reasons, plan *mergePlan, i int) {
	t := plan.goes[i]
	file, own := w.locate(int(t.row))
	says := func(codes []string) string {
		var texts []string
		for _, code := range codes {
			_, text := w.why([]string{code})
			texts = append(texts, text)
		}
		return strings.Join(texts, " ")
	}
	cells := []string{
		id, m.String(), w.inputs[file].Name, itoa(own), t.key, t.who, plan.stays.key, plan.stays.who,
		says(slices.Collect(reasons(why, m, plan.stays, t).Codes())), strings.Join(plan.lost[i], " | "), strings.Join(plan.differs[i], " | "),
		says(plan.codes[i]), says([]string{CodeMergeFinal}),
	}
	for k, c := range cells {
		cells[k] = Harmless(c)
	}
	w.value = appendText(w.value[:0], csvfile.AppendRow(nil, cells, w.reviews))
	w.value = appendText(w.value, w.importCells(nil, t.later.old))
}

// mergeHeader names the columns of review/merge-deletes.csv.
func mergeHeader() []string {
	return []string{"group", "match", "file", "row", "key", "who", "into_key", "into_who", "reasons", "not_carried", "differs", "look", "note"}
}

// mergeTables are the files of the prepared merges.
type mergeTables struct {
	updates, undo, clear, deletes, deleted *run.Table // nil where the mode does not write them
	order                                  []int      // columns of the updates
}

// open begins the files.
func (w *mergeWriter) open() *mergeTables {
	t := &mergeTables{order: []int{w.people.lay.key}}
	for col, used := range w.used {
		if used || slices.Contains(w.people.lay.carry, col) {
			t.order = append(t.order, col)
		}
	}
	if len(w.people.lay.carry) > 0 {
		slices.Sort(t.order)
	}
	heads := func(cols []int) (head []string) {
		for _, col := range cols {
			head = append(head, w.Binding.Columns[col].Header)
		}
		return head
	}
	list := func(stem string, head []string) *run.Table {
		return w.sink.folder.Table(stem, run.Spec{BOM: []byte(bom), Single: true, Header: csvfile.AppendRow(nil, head, w.reviews)})
	}
	t.deletes = list("review/merge-deletes", mergeHeader())
	if w.opt.Mode != Write {
		return t
	}
	all := make([]int, len(w.Binding.Columns))
	for i := range all {
		all[i] = i
	}
	t.updates = w.sink.folder.Table("import/merge-updates", w.sink.importSpec("Contacts", heads(t.order)))
	t.undo = w.sink.folder.Table("undo/merge-updates", w.sink.importSpec("Contacts", heads(t.order)))
	t.clear = list("undo/merge-to-clear", w.sink.header(file{kind: undoClear}))
	t.deleted = w.sink.folder.Table("undo/merge-deleted", w.sink.importSpec("Contacts", heads(all)))
	return t
}

// flush writes the files.
func (w *mergeWriter) flush(ctx context.Context) error {
	t := w.open()
	for rec, err := range until(ctx, w.rows.Sorted()) {
		if err != nil {
			return err
		}
		c := cursor{buf: rec.Value}
		if rec.Key[len(rec.Key)-1] == staying {
			err = w.staying(t, &c)
		} else {
			err = w.going(t, &c)
		}
		if err == nil && c.bad {
			err = errKept
		}
		if err != nil {
			return err
		}
	}
	for _, table := range []*run.Table{t.updates, t.undo, t.clear, t.deletes, t.deleted} {
		if table != nil {
			if err := table.Close(); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *mergeWriter) going(t *mergeTables, c *cursor) error {
	for _, table := range []*run.Table{t.deletes, t.deleted} {
		row := c.text()
		if table == nil || c.bad {
			continue
		}
		if err := put(table, c.buf[row.Start:row.End]); err != nil {
			return err
		}
	}
	return nil
}

// staying writes the row of a record that stays, and the one that takes it back.
func (w *mergeWriter) staying(t *mergeTables, c *cursor) error {
	text := func() string { s := c.text(); return string(c.buf[s.Start:s.End]) }
	lines := text()
	if _, err := w.sink.journal.Write([]byte(lines)); err != nil {
		return err
	}
	n := int(c.number())
	w.sink.events += int64(n)
	key, file, row, who := text(), text(), text(), text()
	news, olds := map[int]string{}, map[int]string{}
	for range n {
		col := int(c.number())
		news[col], olds[col] = text(), text()
	}
	var now []string
	for range w.Binding.Columns {
		now = append(now, text())
	}
	if t.updates == nil || c.bad {
		return nil
	}
	refill := w.people.lay.bySet || w.people.lay.refill
	var cells, back []string
	undo := w.people.lay.blanks
	for _, col := range t.order {
		value, filled := news[col]
		switch {
		case col == w.people.lay.key:
			cells, back = append(cells, key), append(back, key)
		case !filled && (refill || slices.Contains(w.people.lay.carry, col)):
			cells, back = append(cells, now[col]), append(back, now[col])
		case !filled:
			cells, back = append(cells, ""), append(back, "")
		default:
			old := olds[col]
			if old == "" && w.people.lay.clear == "" && !w.people.lay.blanks {
				note := []string{file, row, key, who, w.Binding.Columns[col].Header, value}
				if err := put(t.clear, csvfile.AppendRow(nil, note, w.reviews)); err != nil {
					return err
				}
			}
			if old == "" {
				old = w.people.lay.clear
			}
			undo = undo || old != ""
			cells, back = append(cells, value), append(back, old)
		}
	}
	if err := put(t.updates, w.importCells(nil, cells)); err != nil || !undo {
		return err
	}
	return put(t.undo, w.importCells(nil, back))
}

func put(t *run.Table, row []byte) error { return t.Append(row, []int{len(row)}) }
