package pipeline

import (
	"context"
	"slices"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/when"
	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/csvfile"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/io/xlsxfile"
	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/phone"
)

// settler is what settling needs beyond reading; it is shared by all workers and not changed while they run.
type settler struct {
	*Pass
	opt       *Options
	lay       *layout
	books     []*xlsxfile.Writer // by input its corrected copy in the making, nil for none; empty where there are none at all
	workbooks bool               // import files are workbooks
	imports   csvfile.Format
	reviews   csvfile.Format
	why       func(codes []string) (code, text string)
	people    *peopleColumns // who somebody is
	seeks     bool           // records of one person are looked for
	beside    beside         // numbers that records of other files have
	lacks     []Lack         // by demand what the first pass has shown
	created   when.Clock     // of the column with the day a record was made
	modified  when.Clock     // and of that with its last change
}

// scene is one contact while it is settled, with the scratch space of its worker.
type scene struct {
	*settler
	in       *Input
	before   int              // rows of the inputs before this one
	book     *xlsxfile.Writer // the corrected copy of this one, nil for none
	r        *reader
	b        *record.Batch
	i        int
	rec      *record.Record
	c        *normalize.Contact
	out      *chunk
	texts    [][]byte   // the cells of the rules' fields, as text
	created  when.Clock // of the column with the day a record was made
	modified when.Clock // and of that with its last change
	named    bool       // key and who are those of the contact
	stopped  bool       // a mandatory field of the contact is blank, so that an update of it is refused, or may be
	key      string
	who      string
	event    journal.Event
	cells    []string // a row in the making
	olds     []string // and the one that takes it back
	changed  []record.Edit
	moved    []record.Edit // the same at the places of the input's columns
	asks     normalize.Finder
	all      normalize.Finder    // [Pass.find]
	others   [2]normalize.Finder // the same under the other policies
	lone     bool                // no other record has a number of the contact
	made     *normalize.Plan     // what became of the contact, nil where nothing was decided
	person   dedupe.Person
	packed   []byte // the same, packed
}

// settle reads the inputs once more and hands each batch's output over in the order of the input.
func (s *settler) settle(ctx context.Context, take func(*chunk) error) error {
	return pass(ctx, s.Pass, "settle", look{raw: s.opt.Whole}, func(r *reader, b *record.Batch, out *chunk) error {
		sc := scene{settler: s, created: s.created, modified: s.modified, in: &s.inputs[r.file], before: s.starts[r.file], r: r, b: b, out: out, texts: make([][]byte, len(s.Columns))}
		if len(s.books) > 0 {
			sc.book = s.books[r.file]
		}
		sc.all = s.find
		for i, w := range s.Others {
			if w != nil {
				sc.others[i] = w.finder(sc.all)
			}
		}
		out.reset(r.file, sc.book)
		out.piloted = s.opt.Pilot > 0
		for i := range b.Records {
			sc.i, sc.rec = i, &b.Records[i]
			if err := sc.record(); err != nil {
				return err
			}
			if out.piloted {
				out.tried()
			}
		}
		return out.seal()
	}, take)
}

// row gives which row of its file the record is.
func (s *scene) row() int { return s.rec.Row - s.before }

// placed gives edits at the places of the input's columns.
func (s *scene) placed(edits []record.Edit) []record.Edit {
	edits = s.in.placed(edits, s.moved)
	if s.in.Places != nil {
		s.moved = edits
	}
	return edits
}

// record settles one record of any kind.
func (s *scene) record() error {
	switch s.rec.Kind {
	case record.Data:
		s.out.totals.rows++
		return s.data()
	case record.Bad:
		if !s.rec.More { // else counted already
			s.out.totals.rows++
			s.out.totals.bad++
		}
		s.bad()
		// A ragged record harms none beside it. One that is broken might swallow those behind it.
		if s.rec.Fault == record.FaultTooFew || s.rec.Fault == record.FaultTooMany {
			s.copyOut()
			s.out.totals.ragged++
		}
	case record.Footer:
		// A footer stands behind the new contacts: the corrected file gets it at its end.
		s.out.footer = append(s.out.footer, s.b.Raw(s.i)...)
		s.out.totals.footers++
	case record.Repeat:
		s.out.totals.repeats++
		s.copyOut()
	case record.Again:
		s.out.totals.rows++
		s.out.totals.contacts.Repeated++
		return s.again()
	case record.Blank, record.Preamble:
		s.copyOut()
	}
	return nil
}

// again writes a row that stands there once more into its corrected file, with the cells that the row which it repeats gets.
// All else that is to be said and done was said and done there.
func (s *scene) again() error {
	if !s.opt.Whole {
		return nil
	}
	notes := s.r.notes
	s.r.notes = nil // They say who the row itself is.
	defer func() { s.r.notes = notes }()
	if s.c = s.r.read(s.b, s.i, s.Pass.again.of(rowOf(s.rec))); !s.load() || s.r.passedOver {
		s.copyOut()
		return nil
	}
	s.named = false
	s.ask()
	plan, edits, err := s.decide()
	switch {
	case err != nil:
		return err
	case s.c.Refused == CodeNotWritable: // What can be written there cannot be written here.
		s.whose()
		s.journal(plan)
		s.copyOut()
	case len(edits) == 0:
		s.copyOut()
	case s.book == nil:
		s.whose()
		return s.splice(edits)
	}
	return nil
}

// ask settles whom to ask who holds a number.
func (s *scene) ask() {
	if s.asks, s.lone = s.r.own, s.alone(); !s.lone {
		s.asks = s.all
	}
}

func (s *scene) copyOut() {
	switch {
	case s.book != nil:
		s.out.keep(s.b, s.i)
	case s.opt.Whole:
		s.out.corrected = append(s.out.corrected, s.b.Raw(s.i)...)
	}
}

// data settles one contact.
func (s *scene) data() error {
	if s.r.continues(s.b, s.i) {
		s.out.totals.lines++
		s.copyOut()
		return nil
	}
	s.c, s.made = s.r.read(s.b, s.i, rowOf(s.rec)), nil
	if len(s.r.lines) > 0 {
		defer s.answer()
	}
	s.arrived()
	t := &s.out.totals
	t.contacts.Read++
	if s.r.passedOver {
		t.contacts.Skipped++
		if len(s.Skip) > 0 && s.Skip[s.r.text(s.b, s.i, s.Binding.Key)] {
			t.skips++
		}
	}
	s.named = false
	if len(s.Demands) > 0 && !s.r.passedOver {
		s.listLacks()
	}
	if !s.load() {
		s.copyOut()
		return nil
	}
	s.ask()
	if !s.lone {
		s.whose()
		s.shared()
	}
	if s.r.passedOver {
		s.copyOut()
		return nil
	}
	s.tally()
	t.numbers(s.c)

	plan, edits, err := s.decide()
	if err != nil {
		return err
	}
	t.steps(plan)
	s.made = plan
	s.withheld(plan)
	before, after := classes(s.c, s.texts, plan, s.Binding.Profile.Accepts)
	before = s.vacated(before)
	if before != noPhone {
		t.contacts.Phones++
		count(before, &t.match.Before)
		count(after, &t.match.After)
	}
	if len(plan.Steps)+len(plan.Children)+len(plan.ToClear)+len(edits) > 0 || s.lay.form != nil {
		s.whose()
	}
	s.journal(plan)
	if s.lay.form != nil {
		s.form(plan.Gathered)
		return nil
	}
	s.compare(plan)
	for _, l := range plan.ToClear {
		s.leaving(l)
	}
	for i := range plan.Children {
		s.child(&plan.Children[i])
	}
	return s.changes(edits)
}

// decide settles the contact and gives the cells of its record that change. In a corrected workbook they are written here: a
// row with a cell that cannot be written, since other cells compute with its formula or a merged cell covers it, stays
// as it is, and its cells are left to a person. Only then does the journal say what became of them.
func (s *scene) decide() (*normalize.Plan, []record.Edit, error) {
	plan := s.plan()
	if s.lay.form != nil {
		return plan, nil, nil
	}
	edits := s.edits(plan)
	if len(edits) == 0 || s.book == nil && s.spliceable(edits) {
		return plan, edits, nil
	}
	if s.book != nil {
		if err := s.out.book.Splice(s.b, s.i, s.placed(edits)); !unwritable(err) {
			return plan, edits, err
		}
		s.c.Refused = CodeNotWritable
	}
	s.r.withdraw(CodeNotWritable)
	s.r.cellsOf(s.b, s.i, s.r.all)
	plan = s.plan()
	return plan, s.edits(plan), nil
}

// plan decides what becomes of the contact.
func (s *scene) plan() *normalize.Plan {
	if s.lay.form != nil {
		return s.r.settle.Gather(s.c)
	}
	plan := s.r.settle.Settle(s.c, s.asks)
	if len(s.r.lines) > 0 {
		plan = s.corrected(plan)
	}
	return plan
}

// whose takes over which record it is.
func (s *scene) whose() {
	if !s.named {
		s.key, s.who, s.named = s.r.text(s.b, s.i, s.Binding.Key), s.r.display(s.b, s.i), true
	}
}

// alone tells whether no other record has a number of the contact, and the index all of them: it need not be asked then.
func (s *scene) alone() bool {
	if s.doubles.has(s.c.Row) {
		return false
	}
	for f := range s.c.Readings {
		for i := range s.c.Readings[f].Numbers {
			if _, ok := s.r.holds(f, i); !ok {
				return false
			}
		}
	}
	return true
}

// load takes the phone cells' texts; it reports whether one is filled.
func (s *scene) load() bool {
	filled := false
	for f, col := range s.Columns {
		s.texts[f] = s.b.Value(s.i, col, &s.r.scratch)
		filled = filled || s.c.Readings[f].Verdict != phone.Empty || s.r.amended(f)
	}
	return filled
}

// tally counts the phone cells.
func (s *scene) tally() {
	for f := range s.c.Readings {
		switch s.c.Readings[f].Verdict {
		case phone.Empty:
			if !s.r.amended(f) {
				continue
			}
		case phone.Exact:
			s.out.totals.cells.Exact++
		case phone.Read, phone.Undecided:
		}
		s.out.totals.cells.Filled++
	}
}

func (s *scene) display() string { return s.r.display(s.b, s.i) }

// display gives the name of record i as people read it.
func (r *reader) display(b *record.Batch, i int) string {
	bd := r.Binding
	if full := r.text(b, i, bd.Full); full != "" {
		return full
	}
	first, last := r.value(b, i, bd.First), r.value(b, i, bd.Last)
	switch {
	case len(first) == 0 && len(last) > 0:
		return r.keep(last)
	case len(first) > 0 && len(last) == 0:
		return r.keep(first)
	case len(first) > 0:
		r.full = append(append(append(r.full[:0], first...), ' '), last...)
		return r.keep(r.full)
	}
	return r.text(b, i, bd.Company) // a company's record, or a contact that is nothing but one
}

// compare counts the contacts that the policies one and readable would make of this contact.
func (s *scene) compare(plan *normalize.Plan) {
	t := &s.out.totals
	if !s.splittable() {
		return
	}
	for i, n := range [2]*int64{&t.one, &t.readable} {
		w := s.Others[i]
		switch {
		case w == nil:
			*n += int64(len(plan.Children))
		case s.lone:
			*n += int64(s.r.others[i].Children(s.c, s.asks))
		default:
			*n += int64(s.r.others[i].Children(s.c, s.others[i]))
		}
	}
}

// splittable is a quick look whether any policy could make a child: most contacts have one number in one field.
func (s *scene) splittable() bool {
	n, unread := 0, false
	for f := range s.c.Readings {
		if s.c.Fields[f].Owner == normalize.Own && len(s.c.Readings[f].Numbers) > 0 {
			n += len(s.c.Readings[f].Numbers)
			unread = unread || !s.c.Fields[f].Read
		}
	}
	return n > 1 || unread
}

// requiredColumns are the columns of an export without which the CRM refuses a new contact, the phone left out. -1 stands
// for one that the export lacks, or that no child carries: no new contact has a value there.
func requiredColumns(b *profile.Binding) []int {
	var cols []int
	for _, c := range b.Profile.Columns {
		if c.Required && c.Role != profile.Phone && c.Role != profile.ID {
			cols = append(cols, slices.IndexFunc(b.Columns, func(bound profile.Bound) bool { return bound.Role == c.Role && carried(&bound) }))
		}
	}
	return cols
}
