package revise

import (
	"context"
	"slices"
)

// lists writes the values that a person has to clear, and the record ids of each column.
func (u *undoing) lists(ctx context.Context) error {
	all := u.table("review/to-clear.csv", []string{"file", "row", "key", "who", "column", "value"})
	ids := map[string]*writer{}
	return u.each(ctx, []string{"undo/to-clear", "undo/merge-to-clear"}, func(_ string, header, cells []string) error {
		c, column := u.contact(at(header, cells, "key")), at(header, cells, "column")
		if u.Fresh != nil {
			col := slices.Index(u.columns, column)
			if !u.restores(c) || !slices.ContainsFunc(c.cells, func(x cell) bool { return x.col == col && x.state() == after }) {
				return nil
			}
		}
		u.count(ofClears, "to-clear")
		if ids[column] == nil {
			ids[column] = newWriter(u.Folder, "review/to-clear-"+slug(column)+".csv", []string{u.Summary.Profile.Key}, u.imports)
			u.tables = append(u.tables, ids[column])
		}
		if err := ids[column].row(c.key); err != nil {
			return err
		}
		for i := range cells {
			cells[i] = u.Safe(cells[i])
		}
		return all.row(cells...)
	})
}

// recleared puts back what a person cleared because the run asked for it: a file for each column.
func (u *undoing) recleared(context.Context) error {
	files := map[string]*writer{}
	for _, c := range u.order {
		if u.Fresh == nil || !c.seen || c.twice {
			continue
		}
		for i := range c.clear {
			x := &c.clear[i]
			if tidy(x.now) != "" || slices.ContainsFunc(c.cells, func(y cell) bool { return y.col == x.col && y.old != y.new }) {
				continue
			}
			column := u.columns[x.col]
			if files[column] == nil {
				files[column] = u.table("import/cleared-"+slug(column)+".csv", []string{u.Summary.Profile.Key, column})
			}
			u.count(ofClears, "put-back")
			if err := files[column].row(c.key, x.new); err != nil {
				return err
			}
		}
	}
	return nil
}

// companies copies what takes the phones of companies back: an export of contacts does not show them.
func (u *undoing) companies(ctx context.Context) error {
	for _, f := range u.files("undo/company-phones") {
		to := "import/" + base(f.Path)
		if forPeople(f.Path) {
			to = "review/" + base(f.Path)
		}
		for range f.Rows {
			u.count(ofFirms, "to-empty")
		}
		if err := u.copyFile(ctx, f, to); err != nil {
			return err
		}
	}
	return nil
}

// deleted writes the records that a merge has taken away, to be made again.
func (u *undoing) deleted(ctx context.Context) error {
	for _, f := range u.files("undo/merge-deleted") {
		var t *writer
		err := u.read(ctx, f.Path, func(header, cells []string) error {
			at, err := u.keyAt(f.Path, header)
			if err != nil {
				return err
			}
			if t == nil {
				t = u.table("import/"+base(f.Path), header)
			}
			if u.Fresh != nil && u.contact(cells[at]).seen {
				return nil
			}
			u.count(ofMerged, "to-make-again")
			return t.row(cells...)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
