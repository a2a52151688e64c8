package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/callready/callready/io/charset"
	"github.com/callready/callready/io/csvfile"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/io/xlsxfile"
	"github.com/callready/callready/normalize"
)

func itoa[T ~int | ~int64](n T) string { return strconv.FormatInt(int64(n), 10) }

// importRow adds a row to a table that is imported: its cells stand as they are.
func (s *scene) importRow(k kind, set uint64, cells ...string) {
	t := s.out.table(k, set)
	t.buf = s.importCells(t.buf, cells)
	t.end()
}

// importCells appends a row as the import files have it.
func (s *settler) importCells(dst []byte, cells []string) []byte {
	if s.workbooks {
		return xlsxfile.AppendCells(dst, cells)
	}
	return csvfile.AppendRow(dst, cells, s.imports)
}

// plain adds a row to a table for people whose cells must stay as they are.
func (s *scene) plain(k kind, cells ...string) {
	t := s.out.table(k, 0)
	t.buf = csvfile.AppendRow(t.buf, cells, s.reviews)
	t.end()
}

// review adds a row to a table for people: a cell that a spreadsheet would take for a formula gets an apostrophe.
func (s *scene) review(k kind, cells ...string) {
	for i, c := range cells {
		cells[i] = Harmless(c)
	}
	t := s.out.table(k, 0)
	t.buf = csvfile.AppendRow(t.buf, cells, s.reviews)
	t.end()
}

// Harmless makes a text safe to open in a spreadsheet: one that starts like a formula gets an apostrophe. Numbers in
// E.164, with extensions and one after the other as a correction has them, are left alone.
func Harmless(s string) string {
	if s == "" {
		return s
	}
	switch r, _ := utf8.DecodeRuneInString(s); r {
	case '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠':
	default:
		return s
	}
	if s[0] == '+' && numbersOnly(s) {
		return s
	}
	return "'" + s
}

// numbersOnly tells whether a text is nothing but numbers as a person would hand them back.
func numbersOnly(s string) bool {
	for choice := range strings.SplitSeq(s, " | ") {
		for number := range strings.SplitSeq(choice, "; ") {
			number, ext, extended := strings.Cut(number, " x")
			if len(number) < 2 || number[0] != '+' || strings.Trim(number[1:], "0123456789") != "" || extended && (ext == "" || strings.Trim(ext, "0123456789") != "") {
				return false
			}
		}
	}
	return true
}

// changes writes the new texts of a contact's cells: as an update with its undo, or into the corrected file.
func (s *scene) changes(edits []record.Edit) error {
	if len(edits) > 0 {
		s.out.totals.contacts.Changed++
		if s.stopped {
			s.out.totals.stopped++
		}
	}
	if s.Once {
		s.filled(edits)
	}
	switch {
	case s.opt.Whole && len(edits) == 0:
		s.copyOut()
	case s.opt.Whole && s.in.Sheet == nil:
		return s.splice(edits)
	case !s.opt.Whole && len(edits) > 0:
		s.update(edits)
	}
	return nil
}

// filled lists the blank cells of a corrected file that get a number: where a blank empties nothing, the original file does not
// take it back.
func (s *scene) filled(edits []record.Edit) {
	if s.lay.clear != "" || s.lay.blanks {
		return
	}
	for _, e := range edits {
		if len(s.r.value(s.b, s.i, e.Col)) == 0 {
			s.plain(undoClear, s.in.Name, itoa(s.row()), s.key, s.who, s.Binding.Columns[e.Col].Header, e.Value)
		}
	}
}

// splice writes a record of the corrected file with its new cells. A note that the record's odd quoting or the file's
// encoding cannot take is left to a person; numbers never are the reason.
func (s *scene) splice(edits []record.Edit) error {
	out, err := csvfile.AppendSplice(s.out.corrected, s.b, s.i, s.placed(edits), s.in.Format, s.in.Encoder)
	var lack *charset.LackError
	if !errors.Is(err, csvfile.ErrPlace) && !errors.As(err, &lack) {
		s.out.corrected = out
		return err
	}
	code, why := s.why([]string{CodeNotWritable})
	rest := slices.DeleteFunc(slices.Clone(edits), func(e record.Edit) bool { return e.Col == s.lay.note })
	if len(rest) == len(edits) {
		return err
	}
	s.review(needsYou, s.in.Name, itoa(s.row()), itoa(s.rec.Line), s.key, s.who, s.Binding.Columns[s.lay.note].Header,
		s.b.String(s.i, s.lay.note), code, why, edits[slices.IndexFunc(edits, func(e record.Edit) bool { return e.Col == s.lay.note })].Value, "")
	out, err = csvfile.AppendSplice(s.out.corrected, s.b, s.i, s.placed(rest), s.in.Format, s.in.Encoder)
	s.out.corrected = out
	return err
}

// edits gives the cells that change, in the order of the columns.
func (s *scene) edits(plan *normalize.Plan) []record.Edit {
	es := s.changed[:0]
	for _, w := range plan.Writes {
		if w.Value == string(s.texts[w.Field]) {
			continue
		}
		es = append(es, record.Edit{Col: s.Columns[w.Field], Value: w.Value})
	}
	es = s.tags(es, plan)
	if plan.Ext != "" && plan.Ext != s.c.Ext {
		es = append(es, record.Edit{Col: s.lay.ext, Value: plan.Ext})
	}
	if len(plan.Notes) > 0 {
		old := s.r.text(s.b, s.i, s.lay.note)
		if note := withNotes(old, plan.Notes); note != old {
			es = append(es, record.Edit{Col: s.lay.note, Value: note})
		}
	}
	es = s.moves(es)
	slices.SortFunc(es, func(a, b record.Edit) int { return a.Col - b.Col })
	s.changed = es
	return es
}

// withNotes adds to a note what it does not say yet.
func withNotes(old string, notes []string) string {
	for _, n := range notes {
		if strings.Contains(old, n) {
			continue
		}
		if old != "" {
			old += "; "
		}
		old += n
	}
	return old
}

// update writes the row that changes a contact, and the one that changes it back.
func (s *scene) update(edits []record.Edit) {
	var set uint64
	if s.lay.bySet {
		for _, e := range edits {
			set |= s.lay.bit(e.Col)
		}
	}
	news, olds, undo := s.cells[:0], s.olds[:0], s.lay.blanks
	for _, col := range s.lay.order {
		switch {
		case col == s.lay.key:
			news, olds = append(news, s.key), append(olds, s.key)
			continue
		case slices.Contains(s.lay.carry, col):
			same := s.r.keep(s.b.Value(s.i, col, &s.r.scratch))
			news, olds = append(news, same), append(olds, same)
			continue
		case !s.lay.shows(set, col):
			continue
		}
		i := slices.IndexFunc(edits, func(e record.Edit) bool { return e.Col == col })
		if i < 0 {
			same := ""
			if s.lay.refill {
				same = s.r.keep(s.b.Value(s.i, col, &s.r.scratch))
			}
			news, olds, undo = append(news, same), append(olds, same), undo || same != ""
			continue
		}
		news = append(news, s.orClear(edits[i].Value))
		old := s.r.keep(s.b.Value(s.i, col, &s.r.scratch))
		if old == "" && s.lay.clear == "" && !s.lay.blanks {
			s.plain(undoClear, s.in.Name, itoa(s.row()), s.key, s.who, s.Binding.Columns[col].Header, edits[i].Value)
		}
		olds = append(olds, s.orClear(old))
		undo = undo || olds[len(olds)-1] != ""
	}
	s.importRow(updates, set, news...)
	if undo {
		s.importRow(undoUpdates, set, olds...)
	}
	s.cells, s.olds = news, olds
}

// orClear gives what an import file says for a value: the CRM's token for an empty one.
func (s *scene) orClear(v string) string {
	if v == "" {
		return s.lay.clear
	}
	return v
}

// child writes a new contact, and what has to be removed to undo it.
func (s *scene) child(ch *normalize.Child) {
	id := childID(parentID(s.key, s.who, s.r.email(s.b, s.i)), ch.Number.E164)
	known, from := id, "import"
	if s.opt.Whole && s.Binding.Child < 0 || !s.opt.Whole && !s.lay.link {
		known = "" // the new contact has no field for it
	}
	if ch.Held {
		from = "held"
	} else if s.Issued != nil {
		s.out.issued = append(s.out.issued, id)
	}
	s.plain(undoCreated, known, s.key, s.who, ch.Number.E164, from)
	if s.opt.Whole && !ch.Held {
		// Every text comes from the file itself, so its encoding has all the characters.
		t := &s.out.appended
		if s.book != nil {
			t.buf = xlsxfile.AppendCells(t.buf, s.wholeChild(ch, id))
			t.end()
			return
		}
		t.buf, _ = csvfile.AppendRowEncoded(t.buf, s.wholeChild(ch, id), s.in.Format, s.in.Encoder)
		t.end()
		return
	}
	cells := append(s.cells[:0], ch.Number.E164)
	if s.lay.label >= 0 {
		cells = append(cells, s.tag(ch.Field))
	}
	for at, col := range s.lay.child {
		cells = append(cells, s.childCell(at, col, ch))
	}
	if s.lay.ext >= 0 {
		cells = append(cells, ch.Number.Ext)
	}
	if s.lay.link {
		cells = append(cells, id, s.key)
	}
	s.cells = cells
	k := creates
	if ch.Held {
		k = heldCreates
	}
	s.importRow(k, 0, cells...)
}

// childCell gives what a new contact takes over from a column of its parent.
func (s *scene) childCell(at, col int, ch *normalize.Child) string {
	v := s.r.text(s.b, s.i, col)
	if at == s.lay.childAt && v != "" {
		return s.Name.make(v, ch.Label)
	}
	return v
}

// wholeChild gives a new contact as a row of the corrected file: the columns that a child carries, its number in the
// primary field, everything else blank.
func (s *scene) wholeChild(ch *normalize.Child, id string) []string {
	cells := make([]string, len(s.Binding.Columns))
	for at, col := range s.lay.child {
		cells[col] = s.childCell(at, col, ch)
	}
	cells[s.Binding.Primary] = ch.Number.E164
	if s.lay.label >= 0 {
		cells[s.lay.label] = s.tag(ch.Field)
	}
	if s.lay.ext >= 0 {
		cells[s.lay.ext] = ch.Number.Ext
	}
	if s.Binding.Child >= 0 {
		cells[s.Binding.Child] = id
	}
	if s.Binding.Parent >= 0 {
		cells[s.Binding.Parent] = s.key
	}
	return s.in.arranged(cells)
}

// parentID gives what a child's id is made of: the record id, else who the contact is.
func parentID(key, who, mail string) string {
	if key != "" {
		return key
	}
	return strings.Join(strings.Fields(fold(who)), " ") + "\x00" + mail
}

// childPrefix is what every such id begins with.
const childPrefix = "cr-"

// childID gives the stable id by which a CRM recognises a second import of the same child.
func childID(parent, e164 string) string {
	h := sha256.Sum256([]byte("callready\x00" + parent + "\x00" + e164))
	return childPrefix + hex.EncodeToString(h[:10])
}

// createHeader gives the header of new contacts.
func (l *layout) createHeader(b *profile.Binding) []string {
	head := []string{l.primary}
	if l.label >= 0 {
		head = append(head, b.Columns[l.label].Header)
	}
	for _, col := range l.child {
		head = append(head, b.Columns[col].Header)
	}
	if l.ext >= 0 {
		head = append(head, b.Columns[l.ext].Header)
	}
	if l.link {
		head = append(head, string(profile.LinkID), string(profile.LinkParent))
	}
	return head
}
