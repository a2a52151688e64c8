package pipeline

import (
	"slices"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/normalize/required"
)

// Demand is a field that is mandatory on the contacts of the export.
type Demand struct {
	Field  required.Field
	Column int  // where it stands, -1 if the export has no such column
	List   bool // contacts that lack it are counted and listed
	Copy   bool // a new contact takes its parent's value over
	Needs  bool // a new contact without it would be refused, or may be
}

// Lack is what the contacts hold in the column of a [Demand].
type Lack struct {
	Blank  int64 // nothing
	Filler int64 // a value that means nothing
	Copied bool  // new contacts have their parent's value
	IDLike bool  // nearly all values differ: they are not copied
}

// Lacks is what the contacts hold in all mandatory fields.
type Lacks struct {
	Contacts int64  // lack at least one of them
	Blank    int64  // of these, contacts with a field that is blank, so that their next update is refused, or may be
	Stopped  int64  // of these, contacts that the run changes
	Refused  int64  // stay as they are, since a contact split off from them would be refused
	Fields   []Lack // by demand
}

// presentDemands gives those that the export has a column for: only these are looked at in each contact, since a schema may
// have hundreds of thousands of fields.
func presentDemands(list []Demand) (present []int) {
	for k := range list {
		if list[k].Column >= 0 {
			present = append(present, k)
		}
	}
	return present
}

// sampled looks at the mandatory cells of a contact in the first pass.
func (r *reader) sampled(b *record.Batch, i int) {
	for at := range r.samples {
		r.samples[at].Add(r.value(b, i, r.Demands[r.present[at]].Column))
	}
}

// samplers gives a reader of the first pass its samples, and keeps hold of them.
func (p *Pass) samplers() []required.Sample {
	if p.surveyed || len(p.present) == 0 {
		return nil
	}
	s := make([]required.Sample, len(p.present))
	p.samples = append(p.samples, s)
	return s
}

// demands decides, when all contacts have been seen once, which mandatory columns a new contact takes over: not those
// whose values are nearly all different, which belong to one record. It also gives columns that nobody described a type.
func (s *settler) demands() {
	s.lacks = make([]Lack, len(s.Demands))
	for at, k := range s.present {
		d := &s.Demands[k]
		var all required.Sample
		for _, part := range s.samples {
			all.Merge(&part[at])
		}
		if d.Field.Type == required.TypeUnknown {
			d.Field.Type = all.Type()
		}
		l, carried := &s.lacks[k], slices.Contains(s.lay.child, d.Column)
		l.IDLike = d.Copy && !carried && all.IDLike()
		l.Copied = carried || d.Copy && !l.IDLike && copyable(&s.Binding.Columns[d.Column])
		if l.Copied {
			s.lay.takeOver(d.Column, s.Binding)
		}
	}
	s.samples = nil
	for k := range s.Demands {
		d := &s.Demands[k]
		given := s.lacks[k].Copied || d.Column >= 0 && d.Column == s.Binding.Primary // that is where its number goes
		s.hopeless = s.hopeless || d.Needs && !given
		if d.Needs && s.lacks[k].Copied {
			s.needs = append(s.needs, k)
		}
	}
}

// copyable tells whether the CRM may take a column's value in a second record, and whether it is the contact's to give.
func copyable(c *profile.Bound) bool {
	switch c.Role {
	case profile.ID, profile.Email, profile.Phone, profile.Fax, profile.Label, profile.Consent, profile.Engaged, profile.Activity, profile.Created,
		profile.Modified, profile.LinkID, profile.LinkParent:
		return false
	default:
		return !c.Unique && !c.Fixed
	}
}

// takeOver adds a column to those that a new contact carries.
func (l *layout) takeOver(col int, b *profile.Binding) {
	at, found := slices.BinarySearch(l.child, col)
	if found || col == l.label {
		return
	}
	l.child = slices.Insert(l.child, at, col)
	if l.childAt >= at {
		l.childAt++
	}
	if col == b.Last || b.Last < 0 && col == b.Full {
		l.childAt = at
	}
}

// refusable tells whether the CRM would refuse a contact that is split off from record i, since it lacks a mandatory value.
func (r *reader) refusable(b *record.Batch, i int) bool {
	if r.hopeless {
		return true
	}
	for _, k := range r.needs {
		d := &r.Demands[k]
		switch code, _ := d.Field.Filler(r.value(b, i, d.Column)); {
		case code == required.CodeBlank:
			return true
		case code == required.CodeFiller && verified(d.Field.Type):
			return true
		}
	}
	return false
}

// verified tells whether a CRM checks values of a type, so that what means nothing is refused. A text is taken as it is, as
// it was in the parent.
func verified(t required.Type) bool {
	switch t {
	case required.TypeUnknown, required.TypeText, required.TypeName:
		return false
	default:
		return true
	}
}

// listLacks lists the mandatory fields that the contact lacks, and writes a line of the journal for each. A filler stops no
// update: the CRM has it already.
func (s *scene) listLacks() {
	t := &s.out.totals
	if len(t.lacks) < len(s.present) {
		t.lacks = append(t.lacks, make([]Lack, len(s.present)-len(t.lacks))...)
	}
	lacks := false
	s.stopped = false
	for at, k := range s.present {
		d := &s.Demands[k]
		if !d.List {
			continue
		}
		code, void := d.Field.Filler(s.r.value(s.b, s.i, d.Column))
		if !void {
			continue
		}
		lacks = true
		if code == required.CodeBlank {
			t.lacks[at].Blank++
			s.stopped = s.stopped || d.Field.MayStop(required.Update)
		} else {
			t.lacks[at].Filler++
		}
		s.whose()
		header, text := s.Binding.Columns[d.Column].Header, s.r.text(s.b, s.i, d.Column)
		_, why := s.why([]string{code})
		s.review(requiredFields, s.in.Name, itoa(s.row()), itoa(s.rec.Line), s.key, s.who, header, text, code, why)
		e := s.place(journal.Required)
		e.Column, e.Col, e.Old = header, s.in.place(d.Column)+1, text
		e.Codes = append(e.Codes, code)
		s.out.event(e)
	}
	if lacks {
		t.lacking++
	}
	if s.stopped {
		t.blank++
	}
}

// result gives what the contacts hold in the mandatory fields.
func (s *settler) result(t *totals) *Lacks {
	if len(s.Demands) == 0 {
		return nil
	}
	l := &Lacks{Contacts: t.lacking, Blank: t.blank, Stopped: t.stopped, Refused: t.refused, Fields: slices.Clone(s.lacks)}
	for at := range t.lacks {
		f := &l.Fields[s.present[at]]
		f.Blank, f.Filler = t.lacks[at].Blank, t.lacks[at].Filler
	}
	return l
}
