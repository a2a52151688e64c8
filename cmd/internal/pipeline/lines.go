package pipeline

import (
	"strings"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/phone"
)

// place starts a line of the journal about this record.
func (s *scene) place(act string) *journal.Event {
	e := &s.event
	*e = journal.Event{
		Act: act, File: s.in.Name, Row: int64(s.row()), Line: int64(s.rec.Line), Key: s.key, Who: s.who,
		Numbers: e.Numbers[:0], Ext: e.Ext[:0], Labels: e.Labels[:0], Region: e.Region[:0], Type: e.Type[:0],
		From: e.From[:0], Confidence: e.Confidence[:0], Codes: e.Codes[:0],
	}
	return e
}

// numbered adds numbers to a line of the journal.
func numbered(e *journal.Event, ns []phone.Number) {
	for i := range ns {
		n := &ns[i]
		e.Numbers = append(e.Numbers, n.E164)
		e.Ext = append(e.Ext, n.Ext)
		e.Labels = append(e.Labels, strings.Join(n.Labels, ", "))
		e.Region = append(e.Region, n.Region)
		e.Type = append(e.Type, n.Type)
		e.From = append(e.From, string(n.From))
		e.Confidence = append(e.Confidence, n.Confidence.String())
	}
}

// source names the cell of a field on a line of the journal.
func (s *scene) source(e *journal.Event, field int) {
	if s.r.filled(field) { // by a correction, from another column
		field = s.r.amends[field].from
	}
	col := s.Columns[field]
	e.Column, e.Col, e.Old = s.Binding.Columns[col].Header, s.in.place(col)+1, s.r.keep(s.texts[field])
}

// journal writes the plan's steps, and the cells for a person.
func (s *scene) journal(plan *normalize.Plan) {
	for i := range plan.Steps {
		st := &plan.Steps[i]
		e := s.place(string(st.Act))
		s.source(e, st.Field)
		numbered(e, st.Numbers)
		e.Codes = append(e.Codes, st.Codes...)
		e.New, e.Child, e.Held = st.New, st.Child, st.Held
		s.holder(e, int(st.Holder))
		switch {
		case st.Act == normalize.Keep || st.Act == normalize.Flag:
			e.New = ""
		case st.Child > 0:
			e.ToColumn, e.Parent = s.lay.primary, s.key
		case st.To >= 0:
			e.ToColumn = s.Binding.Columns[s.Columns[st.To]].Header
		default:
			s.destined(e, st.Field)
		}
		s.out.event(e)
		if st.Act == normalize.Keep {
			s.needsYou(st)
		}
	}
}

// holder names the record that has a number already, by its row in the run; 0 is none.
func (s *scene) holder(e *journal.Event, row int) {
	if row == 0 {
		return
	}
	file, own := s.locate(row)
	e.Holder = int64(own)
	if file != s.r.file {
		e.HolderFile = s.inputs[file].Name
	}
}

// needsYou writes the row that a person fills in for a cell that was left as it was.
func (s *scene) needsYou(st *normalize.Step) {
	rd := &s.c.Readings[st.Field]
	candidates := strings.Join(rd.Candidates, " | ")
	if len(rd.Candidates) == 0 {
		candidates = ready(st.Numbers)
	}
	code, why := s.why(st.Codes)
	why = s.about(code, why, st.Numbers)
	s.review(needsYou, s.in.Name, itoa(s.row()), itoa(s.rec.Line), s.key, s.who,
		s.Binding.Columns[s.Columns[st.Field]].Header, string(s.texts[st.Field]), code, why, candidates, "")
}

// ready writes numbers as a person would hand them back.
func ready(ns []phone.Number) string {
	var b strings.Builder
	for i := range ns {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(ns[i].E164)
		if ns[i].Ext != "" {
			b.WriteString(" x" + ns[i].Ext)
		}
	}
	return b.String()
}

// shared writes the numbers of the contact that several people hold, and hands them to the sorter.
func (s *scene) shared() {
	for f := range s.c.Readings {
		if s.c.Fields[f].Owner == normalize.Fax {
			continue
		}
		for i := range s.c.Readings[f].Numbers {
			n := &s.c.Readings[f].Numbers[i]
			if n.Confidence < phone.Likely {
				continue
			}
			s.elsewhereRow(f, i)
			if !s.find(n.E164).Shared {
				continue
			}
			e := s.place(journal.Shared)
			s.source(e, f)
			numbered(e, s.c.Readings[f].Numbers[i:i+1])
			e.Codes = append(e.Codes, normalize.CodeShared)
			s.out.event(e)
			s.out.sharers = append(s.out.sharers, s.sharer(n, f))
		}
	}
}

// leaving writes a value that somebody has to clear by hand.
func (s *scene) leaving(l normalize.Leaving) {
	col := s.Columns[l.Field]
	code := normalize.CodeHeld
	if l.Known {
		code = normalize.CodeFamily
	}
	if l.Code != "" {
		code = l.Code
	}
	_, why := s.why([]string{code})
	s.review(toClear, s.in.Name, itoa(s.row()), itoa(s.rec.Line), s.key, s.who, s.Binding.Columns[col].Header, l.E164, code, why)
	if s.key != "" {
		s.importRow(clearIDs, uint64(col)+1, s.key)
	}
}

// bad keeps a record that could not be read, byte for byte.
func (s *scene) bad() {
	s.key, s.who = "", ""
	raw := s.b.Raw(s.i)
	e := s.place(journal.Quarantine)
	e.Codes = append(e.Codes, s.rec.Fault)
	s.out.event(e)
	s.out.badRaw = append(s.out.badRaw, raw...)
	_, why := s.why([]string{s.rec.Fault})
	s.review(badRows, s.in.Name, itoa(s.row()), itoa(s.rec.Line), itoa(s.rec.Offset), itoa(s.in.Stored(raw)), s.rec.Fault, why)
}
