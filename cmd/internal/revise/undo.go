package revise

import (
	"bytes"
	"context"
	"slices"
	"strings"
)

// Undo writes the files that take the run back. With a fresh export they hold only records that still have what the run
// wrote, and say what is to be done with each new contact.
func (j *Job) Undo(ctx context.Context) (*Result, error) {
	w, err := j.begin(ctx, "review/left-out.csv")
	if err != nil {
		return nil, err
	}
	w.back = true
	u := &undoing{work: w, last: map[*contact]bool{}}
	for _, step := range []func(context.Context) error{u.judge, u.deleted, u.restore, u.lists, u.recleared, u.companies, u.children} {
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
			if s == gone && c.goes != nil {
				continue // It was merged into another one, and is made again.
			}
			if u.last[c] {
				u.open++
				u.count(ofUpdates, "edited")
				if err := u.cells("edited", u.Say("why.lastplace"), c, after); err != nil {
					return err
				}
				continue
			}
			if err := u.away(c, s); err != nil {
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
	s := c.standing()
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

// then gives the digits of the numbers that a record has with its old values, those of the records that were to be merged into it
// too, with a bar behind each.
func (u *undoing) then(c *contact) []byte {
	then := slices.Clone(c.rest)
	for i := range c.cells {
		held := c.cells[i].old
		switch {
		case c.cells[i].shadow:
			continue
		case c.cells[i].carried():
			held = c.cells[i].now
		}
		then = append(onlyDigits(then, held), '|')
	}
	for i := range c.clear {
		if c.became(&c.clear[i]) == blank {
			then = append(onlyDigits(then, c.clear[i].new), '|')
		}
	}
	for _, d := range u.twins[u.same(c.key)] {
		then = u.holds(then, d)
	}
	return then
}

// has tells whether a number is among the digits that [undoing.then] gives.
func has(then []byte, number string) bool {
	d := onlyDigits(nil, number)
	return bytes.Contains(then, d[max(0, len(d)-suffix):])
}

// loses tells whether a number that the run put into a blank cell of a record would be nowhere in it with its old values.
func (u *undoing) loses(c *contact) bool {
	then := u.then(c)
	for i := range c.cells {
		x := &c.cells[i]
		if x.old == "" && x.state() == after && number(x.new) != "" && !has(then, x.new) {
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
			cells = u.current(c, strings.Contains(f.Path, "/merge-"), header, cells)
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
	return slices.ContainsFunc(c.cells, func(x cell) bool { return x.col == col && x.carried() && !x.shadow })
}
