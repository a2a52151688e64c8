package profile

import (
	"cmp"
	"slices"
	"strings"
)

// place notes where the columns of each role stand.
func (w *binder) place() {
	b := w.b
	b.Key, b.First, b.Last, b.Full = w.best(ID), w.best(First), w.best(Last), w.best(Full)
	b.Company, b.CompanyID, b.Modified = w.best(Company), w.best(CompanyID), w.best(Modified)
	b.Child, b.Parent, b.Firm = w.best(LinkID), w.best(LinkParent), w.best(Firm)
	b.Email, b.Country, b.Engaged, b.Faxes = w.all(Email), w.all(Country), w.all(Engaged), w.all(Fax)
	b.Readable = w.p.ReadFields
	for i, c := range b.Columns {
		if c.Carry {
			b.Carry = append(b.Carry, i)
		}
	}
	w.keyByEmail()
	if b.First >= 0 && b.Last >= 0 && b.Full >= 0 && strings.Contains(w.p.ChildName, "{label}") {
		b.Columns[b.Full].Child = false // The whole name would go in without the label that tells the two apart.
	}
	if w.p.anyCRM() && b.First < 0 && b.Last < 0 && b.Full < 0 && b.Company >= 0 {
		p := *w.p // A list of companies: rewritten, never split.
		p.Object = "company"
		b.Profile = &p
	}
}

// keyByEmail makes the e-mail address the key where the CRM finds records by it, and the export has no ids, or few of them
// and more addresses. A key that the user named stays.
func (w *binder) keyByEmail() {
	b := w.b
	if !w.p.KeyEmail || len(b.Email) == 0 || b.Columns[b.Email[0]].By != "profile" {
		return
	}
	if b.Key >= 0 && (b.Columns[b.Key].By == "flag" || w.filled(b.Key)*10 >= len(w.sample)*9 || w.filled(b.Key) >= w.filled(b.Email[0])) {
		return
	}
	b.Key = b.Email[0]
}

// filled counts the rows of the sample with something in column i.
func (w *binder) filled(i int) int {
	n := 0
	for _, row := range w.sample {
		if i < len(row) && strings.TrimSpace(row[i]) != "" {
			n++
		}
	}
	return n
}

// all gives the columns of a role in the order of the profile, those that it does not list behind, in header order.
func (w *binder) all(r Role) []int {
	var list []int
	for i, c := range w.b.Columns {
		if c.Role == r {
			list = append(list, i)
		}
	}
	slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(w.rank(a), w.rank(b)) })
	return list
}

func (w *binder) best(r Role) int {
	if list := w.all(r); len(list) > 0 {
		return list[0]
	}
	return -1
}

// rank gives the place of column i in the profile: a column named by a flag first, then by column and by name.
func (w *binder) rank(i int) int {
	c := w.b.Columns[i]
	switch c.By {
	case "flag":
		if c.Role != Phone {
			return -1
		}
	case "content":
		return last
	}
	if rank, ok := w.named.folded[w.folded[i]]; ok {
		return rank
	}
	if rank, ok := w.named.stems[stem(w.words[i])]; ok && c.By == "name" {
		return rank
	}
	return last
}

// order sorts the phone columns into the contact's own, primary first, and those of others.
func (w *binder) order(opt Options) {
	b := w.b
	for i, c := range b.Columns {
		switch {
		case c.Role != Phone:
		case !c.Primary && (c.Person != "" || w.p.Apart && c.By != "flag"):
			b.Others = append(b.Others, i)
		default:
			b.Phones = append(b.Phones, i)
			if !b.Readable {
				b.Columns[i].Read = true
			}
		}
	}
	given := func(i int) int { // place in --phone-columns, which is in field order
		for n, name := range opt.Phones {
			if at, err := w.column("", name); err == nil && at == i {
				return n
			}
		}
		return len(opt.Phones)
	}
	slices.SortStableFunc(b.Phones, func(x, y int) int {
		cx, cy := b.Columns[x], b.Columns[y]
		return cmp.Or(
			before(cx.Primary, cy.Primary),
			cmp.Compare(given(x), given(y)),
			before(cx.Read, cy.Read),
			w.byRead(x, y),
		)
	})
	b.Primary = -1
	if len(b.Phones) > 0 {
		b.Primary = b.Phones[0]
	}
	c := w.p.primary()
	switch {
	case b.Primary >= 0 && b.Columns[b.Primary].Primary:
	case c != nil && !w.present(c):
		b.Missing = w.name(c)
	case b.Primary >= 0: // The profile knows none, or the flags leave it out.
		b.Columns[b.Primary].Primary = true
	}
}

// present tells whether the export has a column of the names of c, whatever became of it.
func (w *binder) present(c *Column) bool {
	return slices.ContainsFunc(w.folded, func(h string) bool { return contains(c.Names, h) })
}

// byRead compares read fields by their place in the profile; where no read fields are known, the header's order stands.
func (w *binder) byRead(x, y int) int {
	if !w.b.Readable || !w.b.Columns[x].Read {
		return 0
	}
	return cmp.Compare(w.rank(x), w.rank(y))
}

func before(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// name gives a column's header in the language of this export: that of the set of headers which most of it is in.
func (w *binder) name(c *Column) string {
	french, api, first, label := 0, 0, 0, 0
	for i, b := range w.b.Columns {
		if b.By != "profile" || len(b.Names) == 0 {
			continue
		}
		switch h := w.folded[i]; h {
		case Fold(b.Names[0]):
			first++
		case Fold(b.French):
			french++
		case Fold(b.API):
			api++
		default:
			label++
		}
	}
	switch {
	case c.French != "" && french > max(api, first, label):
		return c.French
	case c.API != "" && api > max(french, first, label):
		return c.API
	case c.Label != "" && label > max(french, api, first):
		return c.Label
	}
	return c.Names[0]
}

// verdict gives the error of a binding that cannot be worked with.
func (w *binder) verdict() error {
	b := w.b
	if len(b.Phones)+len(b.Others) == 0 {
		e := &NoPhoneError{}
		for _, c := range b.Columns {
			e.Columns = append(e.Columns, c.Header)
		}
		return e
	}
	if b.Key < 0 && w.p.KeyRequired {
		k := w.p.key()
		e := &MissingKeyError{Profile: w.p.Name, Title: w.p.Title, Help: w.p.KeyHelp}
		if k == nil {
			k = w.p.first(func(c *Column) bool { return c.Role == Email })
		}
		if k != nil {
			e.Column = w.name(k)
		}
		return e
	}
	return nil
}
