package revise

import (
	"context"
	"errors"
	"io/fs"
	"slices"
)

// going is a record that the run merges into another one.
type going struct {
	into          string // "" where the list of merges does not say any more
	header, cells []string
	changed       []string // columns in which somebody changed it since
}

// merges reads which records are to be merged into which. The rows of those that go are held against their checksum; the list of
// merges is one for people, who may have filled it in or removed it.
func (p *plan) merges(ctx context.Context) error {
	err := p.each(ctx, []string{"undo/merge-deleted"}, func(file string, header, cells []string) error {
		at, err := p.keyAt(file, header)
		if err == nil {
			p.contact(cells[at]).goes = &going{header: header, cells: cells}
		}
		return err
	})
	if err != nil {
		return err
	}
	err = p.each(ctx, []string{"review/merge-deletes"}, func(_ string, header, cells []string) error {
		c, into := p.contacts[p.same(bare(at(header, cells, "key")))], bare(at(header, cells, "into_key"))
		if c != nil && c.goes != nil && into != "" && c.goes.into == "" {
			c.goes.into = into
			p.twins[p.same(into)] = append(p.twins[p.same(into)], c)
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// edits notes in which columns somebody changed a record that is to be merged into another one.
func (v *view) edits(c *contact, now func(int) string) {
	c.goes.changed = nil
	for _, col := range slices.Concat(v.said, v.worked) {
		at := slices.Index(c.goes.header, v.header[col])
		if at < 0 || v.writes(c, col) || slices.ContainsFunc(c.clear, func(x cell) bool { return v.cols[x.col] == col }) {
			continue
		}
		if !equal(c.goes.cells[at], now(col)) {
			c.goes.changed = append(c.goes.changed, v.header[col])
		}
	}
}

// holds adds the digits of the numbers that a record which was to be merged away has behind an undo.
func (u *undoing) holds(dst []byte, c *contact) []byte {
	if !c.seen { // It is made again as it was.
		b := u.Fresh.Binding
		for _, col := range slices.Concat(b.Phones, b.Others, b.Faxes) {
			dst = append(onlyDigits(dst, at(c.goes.header, c.goes.cells, b.Columns[col].Header)), '|')
		}
		return dst
	}
	dst = append(dst, c.rest...)
	back := u.restores(c)
	for i := range c.cells {
		held := c.cells[i].now
		if back {
			held = c.cells[i].old
		}
		dst = append(onlyDigits(dst, held), '|')
	}
	return dst
}

// merged says what became of a record that was to be merged into another one.
func (w *work) merged(c *contact) error {
	switch {
	case c.goes == nil:
		return nil
	case !c.seen:
		w.count(ofMerged, "merged")
		return nil
	}
	w.count(ofMerged, "to-merge")
	return w.note(ofMerged, "to-merge", c, "", "", c.goes.into, "", w.Say("why.tomerge"))
}

// groups decides which prepared merges still hold. One record that was edited, or that is gone while the one that stays lacks what
// it was to get, ends the merge of its group: what was prepared is not what the records are any more.
func (r *refreshing) groups(context.Context) error {
	for into, list := range r.twins {
		stays := r.contacts[into]
		filled := stays != nil && stays.seen && (stays.standing() == after || stays.standing() == same)
		for _, c := range list {
			if stays != nil && r.out[stays] || len(c.goes.changed) > 0 || c.seen && r.out[c] || !c.seen && !filled {
				r.apart[into] = true
			}
		}
	}
	for _, c := range r.order {
		if c.goes == nil {
			continue
		}
		switch {
		case !r.ended(c) && c.seen:
			r.count(ofMerged, "kept")
		case !r.ended(c):
			r.count(ofMerged, "merged")
		default:
			r.open++
			r.count(ofMerged, "left-out")
			why, column := r.Say("why.group"), ""
			switch {
			case !c.seen && c.into != "":
				why = r.Say("why.merged", "key", c.into)
			case !c.seen:
				why = r.Say("why.gone")
			case len(c.goes.changed) > 0:
				why, column = r.Say("why.edited"), c.goes.changed[0]
			}
			if err := r.note(ofMerged, "left-out", c, column, "", c.goes.into, "", why); err != nil {
				return err
			}
		}
	}
	return nil
}

// ended tells whether the merge of a record that was to go does not hold any more. One that is gone, and of which the list does not
// say any more into which it went, was merged.
func (r *refreshing) ended(c *contact) bool {
	return c.goes.into == "" && c.seen || r.apart[r.same(c.goes.into)]
}
