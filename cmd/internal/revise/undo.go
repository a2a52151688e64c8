package revise

import (
	"bytes"
	"context"
	"os"
	"slices"
	"strconv"
	"strings"
)

func itoa[T ~int | ~int64](n T) string { return strconv.FormatInt(int64(n), 10) }

func openFile(name string) (*os.File, error) { return os.Open(name) }

// Undo writes the files that take the run back. With a fresh export they hold only records that still have what the run
// wrote, and say what is to be done with each new contact.
func (j *Job) Undo(ctx context.Context) (*Result, error) {
	w, err := j.begin(ctx, "review/left-out.csv")
	if err != nil {
		return nil, err
	}
	u := &undoing{work: w, last: map[*contact]bool{}}
	for _, step := range []func(context.Context) error{u.judge, u.restore, u.lists, u.recleared, u.companies, u.deleted, u.children} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return w.end()
}

// undoing is one undo.
type undoing struct {
	*work
	last map[*contact]bool // records whose old values would leave a number nowhere
}

// judge counts the records and lists those that are left out.
func (u *undoing) judge(context.Context) error {
	for _, c := range u.order {
		if len(c.cells) == 0 {
			continue
		}
		if u.Fresh == nil {
			u.count(ofUpdates, "restored")
			continue
		}
		switch s := u.standing(c); s {
		case gone, moved:
			if u.last[c] {
				u.open++
				u.count(ofUpdates, "edited")
				if err := u.cells(ofUpdates, "edited", u.Say("why.lastplace"), c, after); err != nil {
					return err
				}
				continue
			}
			if err := u.away(ofUpdates, c, s); err != nil {
				return err
			}
		case before:
			u.count(ofUpdates, "as-before")
		case same:
		default:
			u.count(ofUpdates, "restored")
		}
	}
	return nil
}

// standing is how a record compares. One whose old values would leave a number nowhere counts as changed: somebody took it out of
// the cell where it stood before.
func (u *undoing) standing(c *contact) standing {
	s := c.standing(true)
	if s != after && s != partly {
		return s
	}
	if lost, known := u.last[c]; known && lost || !known && u.loses(c) {
		u.last[c] = true
		return moved
	}
	u.last[c] = false
	return s
}

// loses tells whether a number that the run put into a blank cell of a record would be nowhere in it with its old values.
func (u *undoing) loses(c *contact) bool {
	then := slices.Clone(c.rest)
	for i := range c.cells {
		held := c.cells[i].old
		if held == c.cells[i].new {
			held = c.cells[i].now // only carried along
		}
		then = append(onlyDigits(then, held), '|')
	}
	for i := range c.clear {
		if c.became(&c.clear[i]) == blank {
			then = append(onlyDigits(then, c.clear[i].new), '|')
		}
	}
	for i := range c.cells {
		x := &c.cells[i]
		if d := onlyDigits(nil, x.new); x.old == "" && x.state() == after && number(x.new) != "" && !bytes.Contains(then, d[max(0, len(d)-suffix):]) {
			return true
		}
	}
	return false
}

// restores tells whether the old values of a record are put back.
func (u *undoing) restores(c *contact) bool {
	if u.Fresh == nil {
		return true
	}
	s := u.standing(c)
	return s == after || s == partly
}

// restore writes the import files with the old values. What empties a field goes into files of its own: only some ways to import
// understand it.
func (u *undoing) restore(ctx context.Context) error {
	for _, f := range append(u.files("undo/updates"), u.files("undo/merge-updates")...) {
		name := "import/" + base(f.Path)
		apart := u.keeps() && u.Profile.Clear != ""
		var back, empty *writer
		err := u.read(ctx, f.Path, func(header, cells []string) error {
			at, err := u.keyAt(f.Path, header)
			if err != nil {
				return err
			}
			if back == nil {
				back = u.table(name, header)
				empty = u.table(strings.Replace(name, "updates", "clear", 1), header)
			}
			c := u.contact(cells[at])
			if !u.restores(c) {
				return nil
			}
			cells = u.current(c, header, cells)
			if !apart {
				return back.row(cells...)
			}
			texts, tokens := slices.Clone(cells), slices.Clone(cells)
			anyText, anyToken := false, false
			for i, v := range cells {
				switch {
				case i == at || u.carries(c, header[i]):
				case v == u.Profile.Clear:
					texts[i], anyToken = "", true
				default:
					tokens[i], anyText = "", anyText || v != ""
				}
			}
			if anyText {
				if err := back.row(texts...); err != nil {
					return err
				}
			}
			if anyToken {
				return empty.row(tokens...)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// carries tells whether a cell of a record is only carried along.
func (u *undoing) carries(c *contact, header string) bool {
	col := slices.Index(u.columns, header)
	return slices.ContainsFunc(c.cells, func(x cell) bool { return x.col == col && x.old == x.new })
}

// lists writes the values that a person has to clear, and the record ids of each column.
func (u *undoing) lists(ctx context.Context) error {
	all := u.table("review/to-clear.csv", []string{"file", "row", "key", "who", "column", "value"})
	ids := map[string]*writer{}
	return u.each(ctx, []string{"undo/to-clear", "undo/merge-to-clear"}, func(_ string, header, cells []string) error {
		c, column := u.contact(at(header, cells, "key")), at(header, cells, "column")
		if u.Fresh != nil {
			col := slices.Index(u.columns, column)
			i := slices.IndexFunc(c.cells, func(x cell) bool { return x.col == col })
			if !u.restores(c) || i < 0 || c.cells[i].state() != after {
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

// children says what is to be done with each new contact.
func (u *undoing) children(ctx context.Context) error {
	if u.Fresh == nil {
		for range u.created {
			u.count(ofCreates, "listed")
		}
		for _, f := range u.files("undo/created") {
			if err := u.copyFile(ctx, f, "review/created.csv"); err != nil {
				return err
			}
		}
		return nil
	}
	lists := map[string]*writer{}
	for _, name := range []string{"delete", "merge", "decide"} {
		lists[name] = u.table("review/"+name+".csv", []string{u.Summary.Profile.Key, "parent", "who", "number", "callready_id", "columns", "why"})
	}
	for _, m := range u.created {
		if len(m.found) == 0 {
			u.count(ofCreates, "not-there")
			continue
		}
		for i := range m.found {
			f := &m.found[i]
			do, why := u.fate(m, f)
			u.count(ofCreates, do)
			if do == "decide" {
				u.open++
			}
			cells := []string{f.key, m.parent, m.who, m.number, m.id, strings.Join(f.what, ", "), u.Say("why." + why)}
			for k := range cells {
				cells[k] = u.Safe(cells[k])
			}
			if err := lists[do].row(cells...); err != nil {
				return err
			}
		}
	}
	return nil
}

// fate says what is to be done with a record that is a new contact, and why.
func (u *undoing) fate(m *made, f *found) (do, why string) {
	parent := u.contact(m.parent)
	switch s := u.standing(parent); {
	case len(m.found) > 1:
		return "decide", "several"
	case s == gone:
		return "decide", "parentgone"
	case f.why == edited:
		return "decide", "childedited"
	case !f.holds:
		return "decide", "othernumber"
	case s == moved && !m.atHome, s == same && !m.atHome && !u.returns(m, parent):
		return "decide", "parentwithout"
	case f.why == worked:
		return "merge", "worked"
	}
	return "delete", "untouched"
}

// returns tells whether the number of a new contact comes back to its parent with a value that a person cleared.
func (u *undoing) returns(m *made, parent *contact) bool {
	tail := string(onlyDigits(nil, m.number))
	tail = tail[max(0, len(tail)-suffix):]
	return slices.ContainsFunc(parent.clear, func(x cell) bool {
		return tidy(x.now) == "" && strings.Contains(string(onlyDigits(nil, x.new)), tail)
	})
}
