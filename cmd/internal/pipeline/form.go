package pipeline

import (
	"slices"
	"strings"

	"github.com/callready/callready/cmd/internal/run"
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/io/csvfile"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/phone"
)

// Codes of contacts on their way into an import form.
const (
	CodeFormValue = "form-value-missing" // the other program refuses a contact without it
	CodeFormRoom  = "form-no-room"       // a further number that neither a column nor a row of its own can take
)

// former writes contacts in the import form of another program.
type former struct {
	*profile.Form
	format csvfile.Format
	name   *nameTemplate // of the rows that a contact's further numbers get
	one    bool          // each number gets a row of its own
	phones []int         // the form's phone columns, the primary one first
	last   int           // the form's column with the last name, or with the whole one; -1
}

func newFormer(opt *Options) *former {
	if opt.Form == nil {
		return nil
	}
	to := opt.Form.Profile
	template := opt.ChildName
	if template == "" {
		template = to.ChildName
	}
	if template == "" {
		template = "{last}"
	}
	f := &former{Form: opt.Form, format: importFormat(&to.File), name: newNameTemplate(template), one: opt.Policy == normalize.One, phones: opt.Form.Phones()}
	at := func(r profile.Role) int {
		return slices.IndexFunc(f.Columns, func(c profile.FormColumn) bool { return c.Role == r })
	}
	if f.last = at(profile.Last); f.last < 0 {
		f.last = at(profile.Full)
	}
	return f
}

// stem names the files of the form after its program.
func (f *former) stem() string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return '-'
	}, strings.ToLower(f.Profile.Name))
	return "import/" + name
}

func (f *former) header() []string {
	var head []string
	for _, c := range f.Columns {
		head = append(head, c.Header)
	}
	return head
}

// places gives each number of a contact its column in the form; -1 for one that needs a row of its own.
func (f *former) places(kinds []profile.Kind) []int {
	if !f.one {
		return f.Place(kinds)
	}
	at := f.Place(kinds[:1])
	for range kinds[1:] {
		at = append(at, -1)
	}
	return at
}

// kindOf gives the kind of column that suits a number: what its label says, else its line type, else the column that it
// comes from.
func (s *scene) kindOf(g *normalize.Child) profile.Kind {
	kind := profile.Kind(s.c.Fields[g.Field].Kind)
	switch {
	case g.Number.Kind == "mobile", g.Number.Kind == "home", g.Number.Kind == "work":
		return profile.Kind(g.Number.Kind)
	case g.Number.Type == "mobile" && (kind == "" || kind == profile.Main || kind == profile.Else):
		return profile.Mobile
	default:
		return kind
	}
}

// form writes a contact with its numbers in the form, and a row for each number that the form has no column for.
func (s *scene) form(gathered []normalize.Child) {
	if len(gathered) == 0 {
		return
	}
	f := s.lay.form
	cells := s.formCells(gathered)
	if cells == nil {
		return
	}
	kinds := make([]profile.Kind, len(gathered))
	for i := range gathered {
		kinds[i] = s.kindOf(&gathered[i])
	}
	t := &s.out.totals.form
	t.Contacts++
	if key := s.r.value(s.b, s.i, s.Binding.Key); len(s.twice) > 0 && len(key) > 0 && s.twice[s.r.keyHash(key)] {
		t.SameID++
	}
	own := slices.Clone(cells)
	var further []int
	for i, at := range f.places(kinds) {
		if at < 0 {
			further = append(further, i)
			continue
		}
		own[at] = gathered[i].Number.E164
		t.Numbers++
	}
	s.formRow(own)
	for _, i := range further {
		s.further(cells, &gathered[i])
	}
}

// formCells gives what a contact brings into the form besides its numbers, nil where the other program would refuse it.
func (s *scene) formCells(gathered []normalize.Child) []string {
	f := s.lay.form
	cells := make([]string, len(f.Columns))
	for i := range f.Columns {
		var parts []string
		for _, col := range f.Columns[i].From {
			if v := s.r.text(s.b, s.i, col); v != "" {
				parts = append(parts, v)
			}
		}
		cells[i] = strings.Join(parts, " ")
		if f.Profile.NoEmoji {
			cells[i] = profile.WithoutEmoji(cells[i])
		}
		if c := &f.Columns[i]; cells[i] == "" && c.Required && c.Role != profile.Phone {
			for k := range gathered {
				s.unformed(c.Header, "", CodeFormValue, &gathered[k])
			}
			return nil
		}
	}
	return cells
}

// further writes a row of its own for a number. What only one record may have stays with the contact.
func (s *scene) further(cells []string, g *normalize.Child) {
	f := s.lay.form
	row := slices.Clone(cells)
	for i := range f.Columns {
		if c := &f.Columns[i]; c.Unique || c.Role == profile.Email {
			if row[i] = ""; c.Required {
				s.unformed(s.Binding.Columns[s.Columns[g.Field]].Header, string(s.texts[g.Field]), CodeFormRoom, g)
				return
			}
		}
	}
	if f.last >= 0 && row[f.last] != "" {
		row[f.last] = f.name.make(row[f.last], g.Label)
	}
	row[f.phones[0]] = g.Number.E164
	s.out.totals.form.Numbers++
	s.formRow(row)
}

func (s *scene) formRow(cells []string) {
	s.out.totals.form.Rows++
	t := s.out.table(forms, 0)
	t.buf = csvfile.AppendRow(t.buf, cells, s.lay.form.format)
	t.end()
}

// unformed lists a number that the form cannot take, with the column and the value that are in its way.
func (s *scene) unformed(column, value, code string, g *normalize.Child) {
	e := s.place(string(normalize.Keep))
	s.source(e, g.Field)
	numbered(e, []phone.Number{g.Number})
	e.Codes = append(e.Codes, code)
	s.out.event(e)
	s.out.totals.form.Left++
	_, why := s.why([]string{code})
	s.review(needsYou, s.in.Name, itoa(s.row()), itoa(s.rec.Line), s.key, s.who, column, value, code, why, g.Number.E164, "")
}

func addForm(t, u *summary.Form) {
	t.Contacts += u.Contacts
	t.Rows += u.Rows
	t.Numbers += u.Numbers
	t.Left += u.Left
	t.SameID += u.SameID
}

// formSpec says how the files of the form look: as the other program wants them.
func (k *sink) formSpec() run.Spec {
	f := k.lay.form
	sp := run.Spec{Header: csvfile.AppendRow(nil, f.header(), f.format), MaxRows: f.Profile.File.MaxRows, MaxBytes: f.Profile.File.MaxBytes}
	if k.opt.MaxRows > 0 {
		sp.MaxRows = k.opt.MaxRows
	}
	if k.opt.MaxBytes > 0 {
		sp.MaxBytes = k.opt.MaxBytes
	}
	if f.format.BOM {
		sp.BOM = []byte(bom)
	}
	return sp
}
