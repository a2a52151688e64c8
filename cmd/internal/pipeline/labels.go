package pipeline

import (
	"slices"

	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/normalize"
)

// labelColumns gives the column with the label of each field's numbers, -1 for a field without one; nil where no field has
// one.
func labelColumns(b *profile.Binding, columns []int) []int {
	labels := make([]int, len(columns))
	for f, col := range columns {
		labels[f] = b.LabelOf(col)
	}
	if len(labels) == 0 || slices.Max(labels) < 0 {
		return nil
	}
	return labels
}

// label lays the labels beside the phone cells of record i over the fields of the rules: a number labelled a fax or a pager
// is treated as in a fax column, an assistant's as another person's, and any other has the kind that its label says.
func (r *reader) label(b *record.Batch, i int) {
	c := &r.contact
	if r.labels == nil {
		c.Fields = r.Rules.Fields
		return
	}
	c.Fields = append(r.fields[:0], r.Rules.Fields...)
	r.fields = c.Fields
	for f, col := range r.labels {
		text := r.value(b, i, col)
		if len(text) == 0 || len(r.value(b, i, r.Columns[f])) == 0 {
			continue // A label without a number is nobody's.
		}
		relabel(&c.Fields[f], r.senses.get(text, profile.SenseOf))
	}
}

func relabel(f *normalize.Field, s profile.Sense) {
	if f.Owner != normalize.Own {
		return
	}
	switch {
	case s.Fax, s.None:
		f.Owner, f.Primary = normalize.Fax, false
	case s.Person != "":
		f.Owner, f.Primary = normalize.Another, false
	case s.Kind != profile.Main && s.Kind != "":
		f.Kind = string(s.Kind)
	}
}

// tag gives the label beside the number of a field, "" if it has none.
func (s *scene) tag(field int) string {
	if s.r.labels == nil {
		return ""
	}
	return s.r.text(s.b, s.i, s.r.labels[field])
}

// tags adds the labels that go with the numbers: a number that came to a cell brings its label, and with the last number
// of a cell its label goes.
func (s *scene) tags(es []record.Edit, plan *normalize.Plan) []record.Edit {
	for _, w := range plan.Writes {
		if s.r.labels == nil || s.r.labels[w.Field] < 0 {
			continue
		}
		is, label := s.tag(w.Field), ""
		if !w.Clear {
			from := s.cameFrom(plan, w)
			if from < 0 || s.r.labels[from] < 0 {
				continue
			}
			label = s.tag(from)
		}
		if col := s.r.labels[w.Field]; label != is && col != s.lay.ext && col != s.lay.note {
			es = append(es, record.Edit{Col: col, Value: label})
		}
	}
	return es
}

// cameFrom gives the field that the number of a write came from, -1 where it was in the cell already: numbers only go to
// blank cells.
func (s *scene) cameFrom(plan *normalize.Plan, w normalize.Write) int {
	for i := range plan.Steps {
		st := &plan.Steps[i]
		if (st.Act == normalize.Move || st.Act == normalize.Copy) && st.To == w.Field && st.New == w.Value && st.Field != w.Field && len(s.texts[w.Field]) == 0 {
			return st.Field
		}
	}
	return -1
}
