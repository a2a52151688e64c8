package pipeline

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"slices"
	"strings"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/run"
	"github.com/callready/callready/cmd/internal/spill"
	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/dedupe/similar"
	"github.com/callready/callready/io/csvfile"
)

// twinWriter writes records that may stand twice, those that an integration made first, then in the order of the input.
type twinWriter struct {
	*people
	sink   *sink
	rows   *spill.Sorter // rows of the table, with their lines of the journal, in the order in which they are written
	seq    uint32
	cells  []string
	value  []byte
	event  journal.Event
	merges *mergeWriter  // nil where no merge is prepared
	rules  []dedupe.Rule // of the columns that are compared; empty where none is a consent
	wanted bool          // somebody has the owner whose records should stay
	listed rowSet        // records of groups and pairs
	single rowSet        // records made by telephony of which a unit made nothing
}

// unit writes the groups of records that hang together.
func (w *twinWriter) unit(ctx context.Context, u *unit) (err error) {
	members, closed := u.members, &u.closed
	if len(members) < 2 {
		return w.alone(members)
	}
	defer func() {
		if err == nil {
			err = w.alone(members)
		}
	}()
	of := make(map[*dedupe.Person]*twin, len(members))
	for _, t := range members {
		of[t.Person] = t
	}
	if closed.Near {
		w.counts.Crowds++
	}
	for i := range closed.Groups {
		g := &closed.Groups[i]
		list := make([]*twin, 0, len(g.Members))
		for _, q := range g.Members {
			list = append(list, of[q])
		}
		if err := w.group(ctx, g.ID, g.Match, g.Reasons, list); err != nil {
			return err
		}
	}
	for i := range closed.Loose {
		pair := &closed.Loose[i]
		id := dedupe.GroupID(dedupe.Possible, pair.A.Key, pair.B.Key)
		if err := w.group(ctx, id, dedupe.Possible, pair.Reasons, []*twin{of[pair.A], of[pair.B]}); err != nil {
			return err
		}
	}
	w.counts.Contradictions += int64(len(closed.Contradictions))
	return nil
}

// group writes one group, or a pair that is only possible.
func (w *twinWriter) group(ctx context.Context, id string, m dedupe.Match, why dedupe.Reasons, list []*twin) error {
	if !slices.ContainsFunc(list, func(t *twin) bool { return !t.passed }) {
		return nil
	}
	slices.SortFunc(list, func(a, b *twin) int { return cmp.Compare(a.row, b.row) })
	first := list[0].row
	members := make([]dedupe.Member, 0, len(list))
	made := 0
	for _, t := range list {
		members = append(members, t.member)
		if t.made {
			made++
		}
	}
	if m >= dedupe.Likely {
		w.wanted = w.wanted || slices.ContainsFunc(members, func(m dedupe.Member) bool { return m.Wanted })
		stays := dedupe.Survivor(members, w.order())
		stay := list[stays]
		list = slices.Insert(slices.Delete(list, stays, stays+1), 0, stay)
		w.counts.Groups++
		if m == dedupe.Exact {
			w.counts.Exact += int64(len(list) - 1)
		} else {
			w.counts.Likely += int64(len(list) - 1)
		}
	} else {
		w.counts.Possible++
	}
	if made < len(list) {
		w.counts.Matched += int64(made)
	}
	w.seq++
	var key [17]byte // made first; first row, and second of pairs; a group's own; member
	if made == 0 {
		key[0] = other
	}
	binary.BigEndian.PutUint32(key[1:], uint32(first))
	binary.BigEndian.PutUint32(key[5:], uint32(list[len(list)-1].row))
	binary.BigEndian.PutUint32(key[9:], w.seq)
	differ := w.columnsThatDiffer(list)
	for i, t := range list {
		if err := ctx.Err(); err != nil {
			return err
		}
		w.listed.add(uint32(t.row))
		binary.BigEndian.PutUint32(key[13:], uint32(i))
		w.lay(id, m, why, list, t, i, differ)
		if w.sink.folder == nil {
			continue
		}
		if err := w.rows.Add(key[:], w.value); err != nil {
			return err
		}
	}
	if w.merges == nil || m < dedupe.Likely {
		return nil
	}
	return w.merges.group(ctx, id, m, why, list, key[:13])
}

// order gives the criteria for the record that stays; what the user's leave open, the usual ones decide.
func (p *people) order() []dedupe.Order {
	order := slices.Clone(p.opt.Duplicates.Order)
	for _, o := range [...]dedupe.Order{dedupe.MostComplete, dedupe.Oldest} {
		if !slices.Contains(order, o) && !(o == dedupe.Oldest && slices.Contains(order, dedupe.Newest)) {
			order = append(order, o)
		}
	}
	return order
}

// reasons gives what speaks for and against a member being one with the first of the group; what holds the group together,
// where it is by a third record that the two belong together.
func reasons(why dedupe.Reasons, m dedupe.Match, first, t *twin) dedupe.Reasons {
	if m < dedupe.Likely {
		return why
	}
	if v := dedupe.Judge(first.Person, t.Person); v.Match >= dedupe.Likely {
		return v.Reasons | why.Group()
	}
	return why
}

// lay lays out a member's row, and its line of the journal where it is not the record that stays.
func (w *twinWriter) lay(id string, m dedupe.Match, why dedupe.Reasons, list []*twin, t *twin, i int, differ []bool) {
	role := ""
	switch {
	case m < dedupe.Likely:
	case i == 0:
		role = "survivor"
	default:
		role = "duplicate"
	}
	w.event = journal.Event{Act: journal.Duplicate, Codes: w.event.Codes[:0]}
	says := ""
	if i > 0 {
		tell := func(code string) {
			w.event.Codes = append(w.event.Codes, code)
			if says != "" {
				says += " "
			}
			_, text := w.why([]string{code})
			says += text
			w.sink.totals.codes.add(code, 1)
		}
		for code := range reasons(why, m, list[0], t).Codes() {
			tell(code)
		}
		if role == "duplicate" {
			if _, unclear := w.stricter([]*twin{list[0], t}); unclear {
				tell(dedupe.CodeConsentUnclear)
			}
		}
	}
	if w.sink.folder == nil {
		return
	}
	file, own := w.locate(int(t.row))
	w.value = w.value[:0]
	if i > 0 {
		e := &w.event
		e.File, e.Row, e.Line, e.Key, e.Who = w.inputs[file].Name, int64(own), t.line, t.key, t.who
		e.Group, e.Match = id, m.String()
		with, its := w.locate(int(list[0].row))
		if e.Holder = int64(its); with != file {
			e.HolderFile = w.inputs[with].Name
		}
		w.value = e.Append(w.value)
		w.sink.sampler.Add(e)
	}
	line := len(w.value)
	w.cells = append(w.cells[:0], id, m.String(), role, Harmless(w.inputs[file].Name), Harmless(t.Key), itoa(own), Harmless(t.who), says, "", Harmless(w.differs(differ, t)))
	strict := ""
	if role == "survivor" {
		strict, _ = w.stricter(list)
	}
	w.cells = append(w.cells, Harmless(strict))
	for _, v := range t.member.Values {
		w.cells = append(w.cells, Harmless(v))
	}
	w.value = csvfile.AppendRow(w.value, w.cells, w.reviews)
	w.value = binary.LittleEndian.AppendUint32(w.value, uint32(line))
}

// columnsThatDiffer tells of each column that is compared whether records of a group say different things in it, which blanks do
// not, nor other ways to write one. Each record is looked at once.
func (w *twinWriter) columnsThatDiffer(list []*twin) []bool {
	differ := make([]bool, len(w.cols.compared))
	var first, folded []byte
	for i := range differ {
		first = first[:0]
		for _, t := range list {
			if folded = similar.Fold(folded[:0], t.member.Values[i]); len(folded) == 0 {
				continue
			}
			if len(first) == 0 {
				first = append(first, folded...)
			} else if !bytes.Equal(first, folded) {
				differ[i] = true
				break
			}
		}
	}
	return differ
}

// differs names the columns in which a record has something else than another of its group: where several things stand, whatever
// says something differs from one of them.
func (w *twinWriter) differs(differ []bool, t *twin) string {
	var heads []string
	for i, col := range w.cols.compared {
		if differ[i] && len(similar.Fold(nil, t.member.Values[i])) > 0 {
			heads = append(heads, w.Binding.Columns[col].Header)
		}
	}
	return strings.Join(heads, " | ")
}

// header names the columns of review/duplicates.csv.
func (w *twinWriter) header() []string {
	head := []string{"group", "match", "role", "file", "key", "row", "who", "reasons", "decision", "differs", "stricter"}
	for _, col := range w.cols.compared {
		head = append(head, w.Binding.Columns[col].Header)
	}
	return head
}

// flush writes the table and the journal.
func (w *twinWriter) flush(ctx context.Context) error {
	table := w.sink.folder.Table("review/duplicates", run.Spec{BOM: []byte(bom), Single: true, Header: csvfile.AppendRow(nil, w.header(), w.reviews)})
	var out rows
	put := func() error {
		if len(out.ends) == 0 {
			return nil
		}
		err := table.Append(out.buf, out.ends)
		out.buf, out.ends = out.buf[:0], out.ends[:0]
		return err
	}
	for rec, err := range until(ctx, w.rows.Sorted()) {
		if err != nil {
			return err
		}
		at := len(rec.Value) - 4
		if at < 0 {
			return errKept
		}
		if rec.Key[0] == lone && w.listed.has(binary.BigEndian.Uint32(rec.Key[1:])) {
			continue
		}
		line := int(binary.LittleEndian.Uint32(rec.Value[at:]))
		if line > at {
			return errKept
		}
		if line > 0 {
			if _, err := w.sink.journal.Write(rec.Value[:line]); err != nil {
				return err
			}
			w.sink.events++
		}
		out.buf = append(out.buf, rec.Value[line:at]...)
		out.end()
		if len(out.buf) >= sharedBuffer {
			if err := put(); err != nil {
				return err
			}
		}
	}
	if err := put(); err != nil {
		return err
	}
	return table.Close()
}
