package profile

import (
	"fmt"
	"slices"
)

// Form is the import form of a CRM laid over the columns of an export of another: which cells go where when the contacts
// move there.
type Form struct {
	Profile *Profile
	Columns []FormColumn // in the order of the import file
}

// FormColumn is one column of an import file.
type FormColumn struct {
	Column
	Header string
	From   []int // columns of the export whose values go in, joined by a space; none where it has none, and for phone columns
}

// NoFormError says that a profile does not know the import form of its CRM.
type NoFormError struct{ Name, Title string }

// Error names the profile.
func (e *NoFormError) Error() string {
	return fmt.Sprintf("the profile %s does not say what an import file of %s looks like", e.Name, e.Title)
}

// Text gives the error in the languages of the program.
func (e *NoFormError) Text() Text {
	return Text{
		English: e.Error(),
		French:  fmt.Sprintf("le profil %s ne dit pas à quoi ressemble un fichier d'import de %s", e.Name, e.Title),
	}
}

// Form lays the import form of another CRM over the export: each of its columns gets those of the export that mean the same.
// A name in one cell goes to the last name where the form has two, and two go to the one where it has one. Phone columns
// get nothing here: [Form.Place] tells where a contact's numbers go. Ids, owners, consents and the like, which mean nothing
// to another CRM, stay behind even where the form has such a column; a refusal does not.
// It gives a [*NoFormError] for a profile that knows no form.
func (b *Binding) Form(to *Profile) (*Form, error) {
	if len(to.Form) == 0 {
		return nil, &NoFormError{Name: to.Name, Title: to.Title}
	}
	f := &Form{Profile: to}
	for _, h := range to.Form {
		c := FormColumn{Column: *to.column(h), Header: h}
		c.From = b.filling(c.Role, f.has)
		f.Columns = append(f.Columns, c)
	}
	if parts := b.filling(Full, func(Role) bool { return false }); len(parts) == 1 && b.First < 0 && b.Last < 0 {
		for _, r := range []Role{Last, First} { // Only one cell for the whole name, and no certain way to cut it.
			if i := slices.IndexFunc(f.Columns, func(c FormColumn) bool { return c.Role == r }); i >= 0 && !f.has(Full) {
				f.Columns[i].From = parts
				break
			}
		}
	}
	return f, nil
}

// has tells whether the form has a column of a role.
func (f *Form) has(r Role) bool {
	return slices.ContainsFunc(f.Profile.Form, func(h string) bool { return f.Profile.column(h).Role == r })
}

// filling gives the columns of the export that fill one of a role.
func (b *Binding) filling(r Role, has func(Role) bool) []int {
	one := func(i int) []int {
		if i < 0 {
			return nil
		}
		return []int{i}
	}
	switch r {
	case First:
		return one(b.First)
	case Last:
		return one(b.Last)
	case Full:
		if b.Full >= 0 || b.First < 0 && b.Last < 0 {
			return one(b.Full)
		}
		if has(First) && has(Last) {
			return nil // The form asks for the parts.
		}
		return append(one(b.First), one(b.Last)...)
	case Company:
		return one(b.Company)
	case Email:
		if len(b.Email) > 0 {
			return one(b.Email[0])
		}
	case Country:
		if len(b.Country) > 0 {
			return one(b.Country[0])
		}
	case Salutation, Title, Language, Refusal, Note:
		return one(slices.IndexFunc(b.Columns, func(c Bound) bool { return c.Role == r }))
	default:
	}
	return nil
}

// Phones gives the positions of the form's phone columns, the primary one first.
func (f *Form) Phones() []int {
	var list []int
	for i, c := range f.Columns {
		if c.Role == Phone && c.Person == "" {
			list = append(list, i)
		}
	}
	slices.SortStableFunc(list, func(x, y int) int { return before(f.Columns[x].Primary, f.Columns[y].Primary) })
	return list
}

// Place gives each number of a contact a column of the form, by the kinds of the columns that the numbers come from, in
// field order: the first number the primary one, the others one of their kind, else one that is free. -1 is for a number
// that the form has no room for: it needs a row of its own.
func (f *Form) Place(kinds []Kind) []int {
	free := f.Phones()
	at := make([]int, len(kinds))
	take := func(n, slot int) {
		at[n] = free[slot]
		free = slices.Delete(free, slot, slot+1)
	}
	for n := range kinds {
		at[n] = -1
	}
	if len(kinds) > 0 && len(free) > 0 {
		take(0, 0)
	}
	for n, k := range kinds {
		if slot := slices.IndexFunc(free, func(i int) bool { return f.Columns[i].Kind == k }); at[n] < 0 && slot >= 0 {
			take(n, slot)
		}
	}
	for n := range kinds {
		if at[n] < 0 && len(free) > 0 {
			take(n, 0)
		}
	}
	return at
}
