package pipeline

import (
	"bytes"
	"context"
	"io"
	"slices"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/io/csvfile"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/phone"
)

// settler is what settling needs beyond reading; it is shared by all workers and not changed while they run.
type settler struct {
	*Pass
	opt      *Options
	lay      *layout
	other    [2]*normalize.Rules // the same rules under the policies one and readable, for the counts
	required []int               // columns without which the CRM refuses a new contact
	name     string              // of the input, as the journal has it
	source   csvfile.Format      // of the input, for the corrected file
	encode   csvfile.Encoder
	wide     func(io.Writer) io.WriteCloser
	imports  csvfile.Format
	reviews  csvfile.Format
	why      func(codes []string) (code, text string)
}

// scene is one contact while it is settled, with the scratch space of its worker.
type scene struct {
	*settler
	r     *reader
	b     *record.Batch
	i     int
	rec   *record.Record
	c     *normalize.Contact
	out   *chunk
	texts [][]byte // the cells of the rules' fields, as text
	key   string
	who   string
	event journal.Event
	cells []string // a row in the making
}

// settle reads the table once more and hands each batch's output over in the order of the input.
func (s *settler) settle(ctx context.Context, take func(*chunk) error) error {
	return pass(ctx, s.Pass, "settle", func(r *reader, b *record.Batch, out *chunk) error {
		out.reset()
		sc := scene{settler: s, r: r, b: b, out: out, texts: make([][]byte, len(s.Columns))}
		for i := range b.Records {
			sc.i, sc.rec = i, &b.Records[i]
			if err := sc.record(); err != nil {
				return err
			}
		}
		return nil
	}, take)
}

// record settles one record of any kind.
func (s *scene) record() error {
	switch s.rec.Kind {
	case record.Data:
		s.out.totals.rows++
		return s.data()
	case record.Bad:
		s.out.totals.rows++
		s.out.totals.bad++
		s.bad()
	case record.Footer:
		// A footer stands behind the new contacts: the corrected file gets it at its end.
		s.out.footer = append(s.out.footer, s.b.Raw(s.i)...)
		s.out.totals.footers++
	case record.Repeat:
		s.out.totals.repeats++
		s.copyOut()
	case record.Blank, record.Preamble:
		s.copyOut()
	}
	return nil
}

func (s *scene) copyOut() {
	if s.opt.Whole {
		s.out.corrected = append(s.out.corrected, s.b.Raw(s.i)...)
	}
}

// data settles one contact.
func (s *scene) data() error {
	s.c = s.r.read(s.b, s.i, rowOf(s.rec))
	t := &s.out.totals
	t.contacts.Read++
	filled := s.load()
	if !filled && !s.opt.Whole {
		return nil
	}
	if !filled || s.passedOver() {
		s.copyOut()
		return nil
	}
	t.numbers(s.c)
	bd := s.Binding
	s.key = s.r.text(s.b, s.i, bd.Key)
	s.who = s.display()
	s.c.Engaged = s.engaged()
	s.c.Bare = s.bare()
	s.c.Ext = s.r.text(s.b, s.i, s.lay.ext)

	plan := s.Rules.Settle(s.c, s.find)
	s.compare(&plan)
	t.steps(&plan)
	before, after := classes(s.Rules, s.c, s.texts, &plan, bd.Profile.Accepts)
	if before != noPhone {
		t.contacts.Phones++
		count(before, &t.match.Before)
		count(after, &t.match.After)
	}
	s.journal(&plan)
	s.shared()
	for _, l := range plan.ToClear {
		s.leaving(l)
	}
	for i := range plan.Children {
		s.child(&plan.Children[i])
	}
	return s.changes(&plan)
}

// load takes the phone cells' texts and counts them; it reports whether one is filled.
func (s *scene) load() bool {
	filled := false
	for f, col := range s.Columns {
		s.texts[f] = s.b.Value(s.i, col, &s.r.scratch)
		if s.c.Readings[f].Verdict == phone.Empty {
			continue
		}
		filled = true
		s.out.totals.cells.Filled++
		if s.c.Readings[f].Verdict == phone.Exact {
			s.out.totals.cells.Exact++
		}
	}
	return filled
}

// passedOver tells whether the user left this contact out with --where or --skip.
func (s *scene) passedOver() bool {
	for _, w := range s.opt.Where {
		if string(s.r.value(s.b, s.i, w.col)) != w.Value {
			return true
		}
	}
	return len(s.opt.Skip) > 0 && s.opt.Skip[s.r.text(s.b, s.i, s.Binding.Key)]
}

func (s *scene) display() string {
	bd := s.Binding
	if full := s.r.text(s.b, s.i, bd.Full); full != "" {
		return full
	}
	return string(bytes.TrimSpace([]byte(s.r.text(s.b, s.i, bd.First) + " " + s.r.text(s.b, s.i, bd.Last))))
}

// engaged tells whether the contact has deals or tickets.
func (s *scene) engaged() bool {
	return slices.ContainsFunc(s.Binding.Engaged, func(col int) bool {
		v := s.r.value(s.b, s.i, col)
		return len(v) > 0 && string(v) != "0" && string(v) != "0.0"
	})
}

// bare tells whether the contact lacks what a new one must have.
func (s *scene) bare() bool {
	if s.who == "" {
		return true
	}
	return slices.ContainsFunc(s.required, func(col int) bool { return len(s.r.value(s.b, s.i, col)) == 0 })
}

// compare counts the contacts that the policies one and readable would make of this contact.
func (s *scene) compare(plan *normalize.Plan) {
	t := &s.out.totals
	if !s.splittable() {
		return
	}
	for i, n := range [2]*int64{&t.one, &t.readable} {
		if s.other[i] == s.Rules {
			*n += int64(len(plan.Children))
			continue
		}
		p := s.other[i].Settle(s.c, s.find)
		*n += int64(len(p.Children))
	}
}

// splittable is a quick look whether any policy could make a child: most contacts have one number in one field.
func (s *scene) splittable() bool {
	n, unread := 0, false
	for f := range s.c.Readings {
		if s.Rules.Fields[f].Owner == normalize.Own && len(s.c.Readings[f].Numbers) > 0 {
			n += len(s.c.Readings[f].Numbers)
			unread = unread || !s.Rules.Fields[f].Read
		}
	}
	return n > 1 || unread
}

// requiredColumns are the columns of an export without which the CRM refuses a new contact, the phone left out. -1 stands
// for one that the export lacks: no contact has a value there.
func requiredColumns(b *profile.Binding) []int {
	var cols []int
	for _, c := range b.Profile.Columns {
		if c.Required && c.Role != profile.Phone && c.Role != profile.ID {
			cols = append(cols, slices.IndexFunc(b.Columns, func(bound profile.Bound) bool { return bound.Role == c.Role }))
		}
	}
	return cols
}
