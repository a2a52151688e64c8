package profile

import (
	"slices"
	"strconv"
	"strings"
)

// flags lays the user's words over what was found.
func (w *binder) flags(opt Options) error {
	if opt.Key != "" {
		i, err := w.column("--key", opt.Key)
		if err != nil {
			return err
		}
		for j := range w.b.Columns {
			if w.b.Columns[j].Role == ID {
				w.b.Columns[j].Column = second(w.b.Columns[j].Column)
			}
		}
		w.bind(i, Column{Role: ID, Names: []string{w.b.Columns[i].Header}, Unique: true}, "flag")
	}
	if opt.Country != "" {
		i, err := w.column("--country-column", opt.Country)
		if err != nil {
			return err
		}
		for j := range w.b.Columns {
			if w.b.Columns[j].Role == Country && j != i {
				w.b.Columns[j].Role = Address
			}
		}
		w.bind(i, Column{Role: Country, Child: true}, "flag")
	}
	if err := w.phoneFlags(opt); err != nil {
		return err
	}
	for _, name := range opt.Child {
		i, err := w.column("--child-copy", name)
		if err != nil {
			return err
		}
		c := &w.b.Columns[i]
		if slices.Contains(never, c.Role) || c.Unique {
			return &NeverCopiedError{Name: c.Header, Role: c.Role}
		}
		c.Child = true
	}
	return nil
}

// phoneFlags makes the columns of --phone-columns the only phone columns, and that of --primary the primary one.
func (w *binder) phoneFlags(opt Options) error {
	var list []int
	for _, name := range opt.Phones {
		i, err := w.column("--phone-columns", name)
		if err != nil {
			return err
		}
		if !slices.Contains(list, i) {
			list = append(list, i)
		}
	}
	if len(list) > 0 {
		for j := range w.b.Columns {
			if c := &w.b.Columns[j]; c.Role == Phone && !slices.Contains(list, j) {
				c.Column, c.By = Column{}, "flag"
			}
		}
	}
	for _, i := range list {
		w.phone(i)
	}
	if opt.Primary == "" || w.absentPrimary(opt.Primary) {
		return nil
	}
	i, err := w.column("--primary", opt.Primary)
	if err != nil {
		return err
	}
	w.phone(i)
	for j := range w.b.Columns {
		w.b.Columns[j].Primary = j == i
	}
	w.b.Columns[i].Person = ""
	return nil
}

// phone makes column i a phone column by the user's word, and keeps what is known of it.
func (w *binder) phone(i int) {
	c := w.b.Columns[i].Column
	if c.Role != Phone {
		c = w.v.phone(w.words[i])
		c.Person = ""
	}
	w.bind(i, c, "flag")
}

// absentPrimary tells whether a name is that of the profile's primary field, which the export lacks.
func (w *binder) absentPrimary(name string) bool {
	c := w.p.primary()
	return c != nil && contains(c.Names, name) && !slices.ContainsFunc(w.folded, func(h string) bool { return h == Fold(name) })
}

// column finds the column that a flag names: by header, or by position as "#3".
func (w *binder) column(flag, name string) (int, error) {
	if s, ok := strings.CutPrefix(strings.TrimSpace(name), "#"); ok {
		if n, err := strconv.Atoi(s); err == nil && n >= 1 && n <= len(w.folded) {
			return n - 1, nil
		}
	}
	for _, same := range []func(i int) bool{
		func(i int) bool { return w.b.Columns[i].Header == name },
		func(i int) bool { return w.folded[i] == Fold(name) },
		func(i int) bool { return strings.Join(w.words[i], " ") == loose(name) && loose(name) != "" },
	} {
		var found []int
		for i := range w.folded {
			if same(i) {
				found = append(found, i)
			}
		}
		if len(found) == 1 {
			return found[0], nil
		}
		if len(found) > 1 {
			return -1, &AmbiguousColumnError{Flag: flag, Name: name, Positions: found}
		}
	}
	headers := make([]string, len(w.b.Columns))
	for i, c := range w.b.Columns {
		headers[i] = c.Header
	}
	return -1, &UnknownColumnError{Flag: flag, Name: name, Suggest: suggest(name, headers), Columns: headers}
}
