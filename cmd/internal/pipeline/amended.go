package pipeline

import (
	"bytes"
	"slices"

	"github.com/callready/callready/cmd/internal/correction"
	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/io/csvfile"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/phone"
)

// corrected adds to a plan what settling knows nothing of: cells that a person wants empty, kept, or moved to a column without
// phone numbers. A value that would not come to rest in the column that it was to go to stays where it is.
func (s *scene) corrected(plan *normalize.Plan) *normalize.Plan {
	for {
		at := slices.IndexFunc(plan.Steps, func(st normalize.Step) bool { return st.Act == normalize.Keep && s.r.filled(st.Field) })
		if at < 0 {
			break
		}
		s.r.drop(plan.Steps[at].Field, CodeCorrectionTarget, plan.Steps[at].Codes[0])
		s.r.cellsOf(s.b, s.i, s.r.all)
		plan = s.r.settle.Settle(s.c, s.asks)
	}
	for i := range plan.Steps {
		st := &plan.Steps[i]
		switch {
		case st.Act == normalize.Keep && s.r.amends[st.Field].act == actKeep:
			st.Act, st.Codes = normalize.Flag, []string{CodeCorrectionKeep}
		case st.Act == normalize.Rewrite && s.r.filled(st.Field):
			if st.Act = normalize.Move; !s.Rules.CanClear {
				st.Act = normalize.Copy // The old cell still has it until somebody clears it.
			}
		}
	}
	for f := range s.r.amends {
		if s.r.amends[f].act == actVacate {
			s.vacate(plan, f)
		}
	}
	return plan
}

// vacate empties the cell of a field in a plan; where the import cannot, somebody has to.
func (s *scene) vacate(plan *normalize.Plan, f int) {
	q := &s.r.Asks.list[s.r.amends[f].lines[0]]
	code := CodeCorrectionClear
	if q.Kind == correction.Column {
		code = CodeCorrectionColumn
	}
	st := normalize.Step{Act: normalize.Rewrite, Field: f, To: -1, Codes: []string{code}}
	if !slices.ContainsFunc(plan.Writes, func(w normalize.Write) bool { return w.Field == f }) {
		if s.Rules.CanClear {
			plan.Writes = append(plan.Writes, normalize.Write{Field: f, Clear: true})
		} else {
			st.Act = normalize.Flag
			plan.ToClear = append(plan.ToClear, normalize.Leaving{Field: f, E164: string(s.texts[f]), Code: code})
		}
	}
	switch {
	case q.Kind != correction.Column:
	case q.field >= 0:
		return // The number's own step says where it went.
	default:
		if st.Act != normalize.Flag {
			st.Act = normalize.Move
		} else {
			st.Act = normalize.Copy
		}
		st.New = string(bytes.TrimSpace(s.texts[f]))
	}
	plan.Steps = append(plan.Steps, st)
}

// destined names the column that a correction moves a value to, on its line of the journal.
func (s *scene) destined(e *journal.Event, f int) {
	switch {
	case len(s.r.lines) == 0:
	case s.r.filled(f):
		e.ToColumn = s.Binding.Columns[s.Columns[f]].Header
	case s.r.amends[f].act == actVacate && (e.Act == journal.Move || e.Act == journal.Copy):
		e.ToColumn = s.Binding.Columns[s.r.Asks.list[s.r.amends[f].lines[0]].col].Header
	}
}

// moves adds the values that corrections move to columns without phone numbers.
func (s *scene) moves(es []record.Edit) []record.Edit {
	if len(s.r.lines) == 0 {
		return es
	}
	for f := range s.r.amends {
		a := &s.r.amends[f]
		if a.act != actVacate {
			continue
		}
		q := &s.r.Asks.list[a.lines[0]]
		if q.Kind != correction.Column || q.field >= 0 {
			continue
		}
		value := string(bytes.TrimSpace(s.texts[f]))
		old := s.r.text(s.b, s.i, q.col)
		at := slices.IndexFunc(es, func(e record.Edit) bool { return e.Col == q.col })
		is := old
		if at >= 0 {
			is = es[at].Value
		}
		if s.notes(q.col) {
			value = withNotes(is, []string{value})
		}
		switch {
		case at >= 0:
			es[at].Value = value
		case value != old:
			es = append(es, record.Edit{Col: q.col, Value: value})
		}
	}
	return es
}

// notes tells whether a column takes several texts one behind the other.
func (s *scene) notes(col int) bool {
	return col == s.lay.note || s.Binding.Columns[col].Role == profile.Note
}

// spliceable tells whether the corrected record takes a value that a correction moved to another column, whose text may be
// anything. All other new texts are numbers, or notes that are looked at when they are written.
func (s *scene) spliceable(edits []record.Edit) bool {
	if !s.opt.Whole || s.in.Sheet != nil || len(s.r.lines) == 0 || !slices.ContainsFunc(s.r.amends, func(a amend) bool {
		return a.act == actVacate && s.r.Asks.list[a.lines[0]].col >= 0
	}) {
		return true
	}
	_, err := csvfile.AppendSplice(nil, s.b, s.i, s.placed(edits), s.in.Format, s.in.Encoder)
	return err == nil
}

// vacated is how an integration sees a contact of which a cell was emptied, before that.
func (s *scene) vacated(before class) class {
	if len(s.r.lines) > 0 {
		for f := range s.r.amends {
			if s.r.amends[f].act == actVacate && s.c.Fields[f].Owner == normalize.Own && digit(s.texts[f]) {
				return unmatched
			}
		}
	}
	return before
}

// answer says what became of the corrections of a contact.
func (s *scene) answer() {
	for _, l := range s.r.lines {
		q := &s.r.Asks.list[l]
		o := outcome{line: l, kind: q.Kind, row: int64(s.row()), file: s.in.Name}
		if len(q.fields) > 0 {
			o.now = s.r.text(s.b, s.i, s.Columns[q.fields[0]])
		}
		at := slices.IndexFunc(s.r.fits, func(ft fit) bool { return ft.line == l })
		switch {
		case q.wrong != "":
			o.code = q.wrong
		case at >= 0:
			s.followed(&o, s.r.fits[at].field)
		case s.past(q):
			o.past = true
		default:
			o.code = CodeCorrectionStale
		}
		s.out.answers = append(s.out.answers, o)
	}
}

// followed says whether a correction whose cell holds what it says was applied.
func (s *scene) followed(o *outcome, f int) {
	a := &s.r.amends[f]
	switch {
	case s.r.passedOver:
		o.code = CodeCorrectionOut
	case a.code != "":
		o.code, o.more = a.code, a.more
	case s.c.Refused != "":
		o.code, o.more = CodeCorrectionRefused, s.c.Refused
	case s.made == nil || a.act != actReads:
	default:
		for i := range s.made.Steps {
			if st := &s.made.Steps[i]; st.Field == f && st.Act == normalize.Keep {
				o.code, o.more = CodeCorrectionRefused, st.Codes[0]
				return
			}
		}
	}
}

// past tells whether the contact is as a correction would have it: an earlier run applied it.
func (s *scene) past(q *ask) bool {
	if q.Key == "" && q.Who != "" && !correction.Same(s.display(), q.Who) {
		return false
	}
	var rd phone.Reading
	switch q.Kind {
	case correction.Number, correction.Country:
		s.r.answer(&rd, []byte(q.Value), q, &s.r.ctx)
	case correction.Column:
		if q.field < 0 {
			is := s.r.text(s.b, s.i, q.col)
			return s.gone(q) && (correction.Same(is, q.Value) || s.notes(q.col) && withNotes(is, []string{q.Value}) == is)
		}
		s.r.cells.Read(&rd, []byte(q.Value), &s.r.ctx)
		return s.gone(q) && sure(&rd) && s.has(&rd.Numbers[0])
	case correction.Clear:
		return s.gone(q)
	case correction.Keep, correction.Unknown:
		return false
	}
	if !sure(&rd) {
		return false
	}
	for _, f := range q.fields {
		own := &s.c.Readings[f]
		if own.Verdict == phone.Exact && slices.ContainsFunc(rd.Numbers, func(n phone.Number) bool { return n.E164 == own.Numbers[0].E164 }) {
			return true
		}
	}
	return s.blank(q) && !slices.ContainsFunc(rd.Numbers, func(n phone.Number) bool { return !s.has(&n) })
}

// has tells whether some contact of the run has a number.
func (s *scene) has(n *phone.Number) bool { return s.find(n.E164).Row != 0 }

// gone tells whether the cell of a correction is empty, or was filled since with a number of another cell, as a primary field is.
func (s *scene) gone(q *ask) bool {
	return !slices.ContainsFunc(q.fields, func(f int) bool {
		own := &s.c.Readings[f]
		if len(s.r.value(s.b, s.i, s.Columns[f])) == 0 {
			return false
		}
		return own.Verdict != phone.Exact || !slices.ContainsFunc(s.r.all, func(o int) bool {
			rd := &s.c.Readings[o]
			return o != f && rd.Verdict == phone.Exact && rd.Numbers[0].E164 == own.Numbers[0].E164
		})
	})
}

// blank tells whether the cell of a correction is empty.
func (s *scene) blank(q *ask) bool {
	return !slices.ContainsFunc(q.fields, func(f int) bool { return len(s.r.value(s.b, s.i, s.Columns[f])) > 0 })
}
