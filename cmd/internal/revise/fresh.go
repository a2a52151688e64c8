package revise

import (
	"context"
	"slices"
	"strings"

	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/io/tablefile"
)

// Fresh is an export that was made after the run.
type Fresh struct {
	Files   []tablefile.Table
	Places  [][]int32 // by file where the columns of the first one stand; nil where they stand as there
	Labels  []string  // names of the files as reports have them
	Binding *profile.Binding
}

// suffix is how many digits at its end make a number known inside a cell, however it is written.
const suffix = 7

// view is one pass over a fresh export.
type view struct {
	*plan
	f      *Fresh
	header []string
	cols   []int            // by column of the plan where the export has it, -1
	phones []int            // those of the contact, then those of others
	worked []int            // columns that show calls, notes, deals
	said   []int            // columns that a person fills
	made   map[string]*made // by callready_id
	ends   map[string][]end
	merged []int
	met    int
	digits []byte
}

// end is a number looked for by its last digits, and what is to be told of it.
type end struct {
	m    *made
	lean int // -1 for none
}

// compare reads a fresh export and notes what became of each record.
func (p *plan) compare(ctx context.Context, f *Fresh) error {
	v := &view{plan: p, f: f, header: f.Files[0].Header(), made: map[string]*made{}, ends: map[string][]end{}}
	if err := v.bind(); err != nil {
		return err
	}
	for i, file := range f.Files {
		places := []int32(nil)
		if i < len(f.Places) {
			places = f.Places[i]
		}
		err := records(ctx, file, func(b *record.Batch, k int) error {
			v.row(func(col int) string {
				if places != nil {
					col = int(places[col])
				}
				return b.String(k, col)
			})
			return nil
		})
		if err != nil {
			return err
		}
	}
	expected := 0
	for _, c := range p.order {
		if c.goes == nil {
			expected++
		}
	}
	if v.met == 0 && expected > 0 {
		return refuse(profile.Text{English: "none of the %d records of the run is in this export: it is another one's", French: "aucune des %d fiches de l'exécution ne se trouve dans cet export : c'est celui d'autre chose"},
			profile.Text{English: "export the contacts that the run was about again, with the same columns", French: "exportez à nouveau les contacts dont il s'agissait, avec les mêmes colonnes"}, expected)
	}
	return nil
}

// bind lays the columns of the run over those of the export.
func (v *view) bind() error {
	b := v.f.Binding
	for _, name := range v.columns {
		at := -1
		for i, h := range v.header {
			switch {
			case h != name:
			case at >= 0:
				return refuse(profile.Text{English: "the export has two columns called %q, which the run writes", French: "l'export a deux colonnes appelées %q, que l'exécution écrit"}, sameColumns(), name)
			default:
				at = i
			}
		}
		if at < 0 {
			return refuse(profile.Text{English: "the export has no column %q, which the run writes", French: "l'export n'a pas la colonne %q, que l'exécution écrit"}, sameColumns(), name)
		}
		v.cols = append(v.cols, at)
	}
	v.phones = slices.Concat(b.Phones, b.Others)
	for i := range b.Columns {
		c := &b.Columns[i]
		switch c.Role {
		case profile.Activity, profile.Engaged:
			v.worked = append(v.worked, i)
		case profile.First, profile.Last, profile.Full, profile.Title, profile.Email, profile.Company, profile.Address, profile.Phone, profile.Fax, profile.Note:
			v.said = append(v.said, i)
		default:
			if lists(c.Header) {
				v.merged = append(v.merged, i)
			}
		}
	}
	for _, m := range v.created {
		if m.id != "" {
			v.made[m.id] = m
		}
		v.look(m.number, end{m: m, lean: -1})
	}
	for i := range v.leans {
		v.look(v.leans[i].number, end{lean: i})
	}
	return nil
}

func sameColumns() profile.Text {
	return profile.Text{English: "export again with the same columns as before", French: "exportez à nouveau avec les mêmes colonnes qu'avant"}
}

// look has a number looked for in all phone cells.
func (v *view) look(number string, e end) {
	if d := onlyDigits(nil, number); len(d) >= suffix {
		s := string(d[len(d)-suffix:])
		v.ends[s] = append(v.ends[s], e)
	}
}

// row takes one record of the export.
func (v *view) row(cell func(int) string) {
	key := strings.TrimSpace(cell(v.f.Binding.Key))
	if key == "" {
		return
	}
	k := v.same(key)
	for _, col := range v.merged {
		for old := range strings.FieldsFuncSeq(cell(col), func(r rune) bool { return r == ';' || r == ',' || r == ' ' || r == '|' }) {
			if c := v.contacts[v.same(old)]; c != nil && v.same(old) != k {
				c.into = key
			}
		}
	}
	if c := v.contacts[k]; c != nil {
		v.meet(c, cell)
	}
	v.numbers(k, cell)
	v.child(key, cell)
}

// meet notes what a record holds now.
func (v *view) meet(c *contact, cell func(int) string) {
	note := func(list []cellNow) bool {
		other := false
		for _, n := range list {
			now := cell(v.cols[n.col])
			other = other || c.seen && *n.now != now
			*n.now = now
		}
		return other
	}
	var list []cellNow
	for i := range c.cells {
		list = append(list, cellNow{c.cells[i].col, &c.cells[i].now})
	}
	for i := range c.clear {
		list = append(list, cellNow{c.clear[i].col, &c.clear[i].now})
	}
	if note(list) {
		c.twice = true
	}
	if c.goes != nil {
		v.edits(c, cell)
	}
	for _, col := range slices.Concat(v.phones, v.f.Binding.Faxes) {
		if !v.writes(c, col) {
			c.rest = append(onlyDigits(c.rest, cell(col)), '|')
		}
	}
	if !c.seen {
		v.met++
	}
	c.seen = true
}

// writes tells whether the run writes a cell of a record.
func (v *view) writes(c *contact, col int) bool {
	for i := range c.cells {
		if v.cols[c.cells[i].col] == col {
			return true
		}
	}
	return false
}

type cellNow struct {
	col int
	now *string
}

// numbers notes who has the numbers that were looked for.
func (v *view) numbers(key string, cell func(int) string) {
	if len(v.ends) == 0 {
		return
	}
	b := v.f.Binding
	for k, col := range v.phones {
		v.digits = onlyDigits(v.digits[:0], cell(col))
		for i := 0; i+suffix <= len(v.digits); i++ {
			for _, e := range v.ends[string(v.digits[i:i+suffix])] {
				switch {
				case e.lean >= 0 && v.leans[e.lean].key != key:
					v.leans[e.lean].held = true
				case e.lean >= 0:
				case k < len(b.Phones) && v.same(e.m.parent) == key:
					e.m.atHome = true
					e.m.read = e.m.read || b.Columns[col].Read || !b.Readable || col == b.Primary
				}
			}
		}
	}
}

// lists tells whether a column lists the records that were merged into one.
func lists(header string) bool {
	switch fold(header) {
	case "merged object ids", "merged contact ids", "merged record ids", "hs_merged_object_ids", "merged vids", "merged ids":
		return true
	}
	return false
}
