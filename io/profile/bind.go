package profile

import (
	"cmp"
	"slices"
	"strings"
)

// binder is the work of one Bind.
type binder struct {
	p      *Profile
	sample Sample
	v      *vocabulary
	b      *Binding
	named  *named
	folded []string
	words  [][]string
}

// Bind lays the profile over the header of an export. Columns are recognised by the names of the profile, then by what
// words in their headers mean in eight languages, then, for phone columns, by what their cells look like; the options
// override all that. A generic export without names of persons is taken for one of companies: the binding's profile says so in
// its Object. The binding is complete beside a [*MissingKeyError] and a [*NoPhoneError], so that it can be shown; beside
// other errors it is nil.
//
// Where the profile does not know which fields are read, every phone column of the contact counts as read.
func (p *Profile) Bind(header []string, sample Sample, opt Options) (*Binding, error) {
	v, err := vocab()
	if err != nil {
		return nil, err
	}
	w := &binder{p: p, sample: sample, v: v, named: p.named(), b: &Binding{Profile: p, Columns: make([]Bound, len(header))}}
	for i, h := range header {
		w.b.Columns[i].Header = h
		w.folded = append(w.folded, Fold(h))
		w.words = append(w.words, words(h))
	}
	w.links()
	w.profile()
	if err := w.generic(); err != nil {
		return nil, err
	}
	w.phones()
	w.labels()
	w.names()
	if err := w.flags(opt); err != nil {
		return nil, err
	}
	w.place()
	w.order(opt)
	return w.b, w.verdict()
}

// free tells whether nothing is known of column i so far.
func (w *binder) free(i int) bool { return w.b.Columns[i].By == "" }

func (w *binder) bind(i int, c Column, by string) {
	h := w.b.Columns[i].Header
	w.b.Columns[i] = Bound{Column: c, Header: h, By: by}
}

// links finds the columns that callready itself adds to new contacts.
func (w *binder) links() {
	for i, ws := range w.words {
		switch strings.Join(ws, " ") {
		case "callready id":
			w.bind(i, Column{Role: LinkID, Names: []string{"callready_id"}, Unique: true}, "profile")
		case "callready parent":
			w.bind(i, Column{Role: LinkParent, Names: []string{"callready_parent"}}, "profile")
		}
	}
}

// profile finds the columns that the profile names. A name that comes earlier in the profile is the better one.
func (w *binder) profile() {
	if w.p.Name == Generic {
		return
	}
	type found struct{ rank, at int }
	var list []found
	for i, h := range w.folded {
		if rank, ok := w.named.folded[h]; ok && h != "" && w.free(i) {
			list = append(list, found{rank, i})
		}
	}
	slices.SortStableFunc(list, func(a, b found) int { return cmp.Compare(a.rank, b.rank) })
	w.take(w.p, len(list), func(n int) (int, int) { return list[n].rank, list[n].at }, "profile")
}

// take binds columns in the order of their rank. Of two columns of one meaning, the second is not the field that is read.
func (w *binder) take(p *Profile, n int, get func(int) (rank, at int), by string) {
	taken := map[int]bool{}
	for k := range n {
		rank, at := get(k)
		c := p.Columns[rank/many]
		if taken[rank/many] {
			c = second(c)
		}
		w.bind(at, c, by)
		taken[rank/many] = true
	}
}

// second describes one more column of a meaning that only one column can have.
func second(c Column) Column {
	c.Primary, c.Read, c.Carry = false, false, false
	if c.Role == ID {
		c.Role, c.Unique = Other, true
	}
	return c
}

// anyCRM tells whether the profile is the generic one, or adds to it.
func (p *Profile) anyCRM() bool { return p.Name == Generic || p.Extends == Generic }

// onlyGeneric are the roles that generic names give in the export of a known CRM, where the profile's silence on a column
// means that it is a custom one.
var onlyGeneric = []Role{Email, Country, Refusal, Consent}

// generic finds columns by the names of the generic profile.
func (w *binder) generic() error {
	g, err := Find(Generic)
	if err != nil {
		return err
	}
	if w.p.anyCRM() {
		g = w.p
	}
	type found struct{ rank, at int }
	var list []found
	names := g.named()
	for i, ws := range w.words {
		rank, ok := names.stems[stem(ws)]
		if !ok || !w.free(i) || stem(ws) == "" {
			continue
		}
		c := g.Columns[rank/many]
		switch {
		case !w.p.anyCRM() && !slices.Contains(onlyGeneric, c.Role):
		case c.Role == ID && !w.unique(i):
		case c.Role != ID && !c.Unique && judge(w.sample, i).phones(true):
		default:
			list = append(list, found{rank, i})
		}
	}
	slices.SortStableFunc(list, func(a, b found) int { return cmp.Compare(a.rank, b.rank) })
	w.take(g, len(list), func(n int) (int, int) { return list[n].rank, list[n].at }, "name")
	return nil
}

// unique tells whether the sample shows a filled and distinct value in each row.
func (w *binder) unique(i int) bool {
	seen := map[string]bool{}
	filled, rows := 0, 0
	for _, row := range w.sample {
		rows++
		if i >= len(row) || strings.TrimSpace(row[i]) == "" {
			continue
		}
		filled++
		if seen[row[i]] {
			return false
		}
		seen[row[i]] = true
	}
	return filled*10 >= rows*9
}

// stem joins words without numbers and without the words that only say that the cell is the value.
func stem(ws []string) string {
	var b strings.Builder
	for i, s := range ws {
		if s == "value" || s == "valeur" || s == "wert" || s == "valor" || s == "valore" || strings.Trim(s, "0123456789") == "" {
			continue
		}
		if b.Len() > 0 && !(s == "mail" && i > 0 && ws[i-1] == "e") {
			b.WriteByte(' ')
		}
		b.WriteString(s)
	}
	return b.String()
}
