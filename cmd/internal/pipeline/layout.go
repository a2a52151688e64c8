package pipeline

import (
	"slices"

	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/normalize"
)

// Fields lays the rules' fields over the columns of an export: the contact's own phone columns in field order, then
// those of other people, then the fax columns.
func Fields(b *profile.Binding) (fields []normalize.Field, columns []int) {
	add := func(cols []int, owner normalize.Owner) {
		for _, col := range cols {
			c := &b.Columns[col]
			fields = append(fields, normalize.Field{
				Owner:   owner,
				Kind:    string(c.Kind),
				Read:    c.Read || !b.Readable,
				Primary: col == b.Primary,
			})
			columns = append(columns, col)
		}
	}
	add(b.Phones, normalize.Own)
	add(b.Others, normalize.Another)
	add(b.Faxes, normalize.Fax)
	return fields, columns
}

// mostBySet is how many columns may change for the updates to come in sets: more of them would make more files than anybody
// imports.
const mostBySet = 4

// layout is where things go in the files of a run.
type layout struct {
	key     int     // column of the record id, -1
	columns []int   // columns that updates may change, in header order; a mask's bit i stands for columns[i]
	order   []int   // columns of an update: the key, those that it carries, those that it may change
	carry   []int   // columns that an update carries unchanged, in header order
	ext     int     // extension column, -1
	note    int     // note column, -1
	bySet   bool    // a blank cell clears: one file a set of changed columns
	refill  bool    // the same with many columns: one file, unchanged cells filled with the value that they have
	clear   string  // the token that empties a cell
	blanks  bool    // a blank cell empties it
	child   []int   // columns that a child carries, in header order
	childAt int     // of these, the position of the last name (or the full name) in child; -1
	primary string  // header of the primary field
	label   int     // the column with its label, -1
	link    bool    // write the link columns
	form    *former // nil where nothing is written for another program
}

func newLayout(b *profile.Binding, columns []int, opt *Options, ext, note int, more ...int) *layout {
	l := &layout{key: b.Key, ext: ext, note: note, clear: b.Profile.Clear, link: !opt.NoLink, form: newFormer(opt), childAt: -1, label: -1}
	for _, c := range columns {
		if opt.Fax || b.Columns[c].Role != profile.Fax {
			l.columns = append(l.columns, c)
		}
	}
	for _, c := range b.Phones {
		if label := b.LabelOf(c); label >= 0 {
			l.columns = append(l.columns, label)
		}
	}
	for _, c := range []int{ext, note} {
		if c >= 0 {
			l.columns = append(l.columns, c)
		}
	}
	l.columns = append(l.columns, more...)
	slices.Sort(l.columns)
	l.columns = slices.Compact(l.columns)
	l.orderUpdates(b)
	l.bySet = b.Profile.Blank != profile.BlankKeeps && len(l.columns) <= mostBySet
	l.refill = b.Profile.Blank != profile.BlankKeeps && !l.bySet
	l.blanks = b.Profile.Blank == profile.BlankClears
	if b.Missing == "" {
		l.label = b.LabelOf(b.Primary)
	}
	for i := range b.Columns {
		if carried(&b.Columns[i]) && i != l.label {
			if i == b.Last || b.Last < 0 && i == b.Full {
				l.childAt = len(l.child)
			}
			l.child = append(l.child, i)
		}
	}
	l.primary = primaryHeader(b)
	return l
}

// carried tells whether a child carries a column.
func carried(c *profile.Bound) bool {
	return c.Child && !c.Unique && !c.Fixed && c.Role != profile.Email && c.Role != profile.ID
}

// orderUpdates lays out the columns of an update: the key and what changes; where the CRM wants to see other columns too, all
// of them as in the export.
func (l *layout) orderUpdates(b *profile.Binding) {
	l.carry = slices.DeleteFunc(slices.Clone(b.Carry), func(c int) bool { return c == l.key || slices.Contains(l.columns, c) })
	l.order = append([]int{l.key}, l.columns...)
	if len(l.carry) > 0 {
		l.order = append(l.order, l.carry...)
		slices.Sort(l.order)
	}
}

// shows tells whether an update of a set of changed columns has the column, one of those that may change.
func (l *layout) shows(set uint64, col int) bool { return !l.bySet || set&l.bit(col) != 0 }

// updateHeader gives the header of the updates of a set of changed columns.
func (l *layout) updateHeader(b *profile.Binding, set uint64) []string {
	var head []string
	for _, col := range l.order {
		if col == l.key || slices.Contains(l.carry, col) || l.shows(set, col) {
			head = append(head, b.Columns[col].Header)
		}
	}
	return head
}

// primaryHeader gives the header under which new contacts get their number.
func primaryHeader(b *profile.Binding) string {
	switch {
	case b.Missing != "":
		return b.Missing
	case b.Primary >= 0:
		return b.Columns[b.Primary].Header
	default:
		return "Phone"
	}
}

// bit gives the bit of a column in a set.
func (l *layout) bit(col int) uint64 {
	return 1 << slices.Index(l.columns, col)
}
