package normalize

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/callready/callready/normalize/phone"
)

// plan writes down what the last attempt decided.
func (d *decision) plan() *Plan {
	p := &d.s.result
	*p = Plan{Steps: p.Steps[:0], Writes: p.Writes[:0], Children: p.Children[:0], ToClear: p.ToClear[:0], Notes: p.Notes[:0], Gathered: p.Gathered[:0], Unsplit: d.unsplit}
	d.s.numbers = d.s.numbers[:0]
	made := append(d.s.made[:0], make([]bool, len(d.children)+1)...)
	d.s.made = made
	for f := range d.cells {
		k := &d.cells[f]
		switch k.state {
		case blank:
		case locked:
			p.Steps = append(p.Steps, Step{Act: Keep, Field: f, Numbers: d.numbers(k.pieces), To: -1, Codes: k.codes})
			// What bars every child also locks the primary cell, which then forbids the others theirs.
			if why := d.barred(); why != "" && slices.Contains(k.codes, why) {
				p.Unsplit = why
			} else if why := d.forbidden(); why != "" && slices.Contains(k.codes, why) {
				p.Unsplit = cmp.Or(p.Unsplit, why)
			} else if slices.Contains(k.codes, CodeShared) {
				p.Unsplit = cmp.Or(p.Unsplit, CodeShared)
			}
		case aside:
			if !k.exact {
				p.Steps = append(p.Steps, Step{Act: Flag, Field: f, Numbers: d.numbers(k.pieces), To: -1, Codes: k.codes})
			}
		case opened:
			d.write(p, f, k, made)
			p.Notes = append(p.Notes, d.homed(f)...)
		}
	}
	label(p.Children)
	return p
}

// homed gives the notes of a cell that go to the note column.
func (d *decision) homed(f int) []string {
	if !d.NoteHome {
		return nil
	}
	return d.c.Readings[f].Notes
}

// write adds the steps and the new text of one opened cell.
func (d *decision) write(p *Plan, f int, k *cell, made []bool) {
	text, wrote := "", false
	for i := range k.pieces {
		n := &k.pieces[i]
		codes := n.Codes
		if i == 0 {
			codes = join(k.codes, codes...)
		}
		s := Step{Field: f, Numbers: d.numbers(k.pieces[i : i+1]), New: n.E164, To: -1, Codes: join(codes, n.note...)}
		if n.fate == stays || n.held {
			text, wrote = n.E164, true
			d.stayStep(p, s, k, n)
		}
		s.Codes = join(codes, n.why...)
		switch n.fate {
		case moves, same:
			s.Act, s.To = Move, n.to
			p.Steps = append(p.Steps, s)
			if n.fate == moves {
				p.Writes = append(p.Writes, Write{Field: n.to, Value: n.E164})
			}
		case elsewhere:
			s.Act, s.Holder = Split, n.holder
			p.Steps = append(p.Steps, s)
			if n.held {
				p.ToClear = append(p.ToClear, Leaving{Field: f, E164: n.E164, Known: true})
			}
		default:
		}
		if n.child > 0 {
			d.childStep(p, s, n, made)
		}
		if n.copyTo >= 0 {
			s.Act, s.To, s.Child = Copy, n.copyTo, 0
			p.Steps = append(p.Steps, s)
			p.Writes = append(p.Writes, Write{Field: n.copyTo, Value: n.E164})
		}
		if d.ExtHome && n.Ext != "" && (n.fate == stays || n.fate == moves || n.fate == same) {
			p.Ext = n.Ext
		}
	}
	switch {
	case !wrote:
		p.Writes = append(p.Writes, Write{Field: f, Clear: true})
	case !(k.exact && len(k.pieces) == 1):
		p.Writes = append(p.Writes, Write{Field: f, Value: text})
	}
}

// stayStep adds the line about the number that keeps its cell: none where the cell is fine as it is.
func (d *decision) stayStep(p *Plan, s Step, k *cell, n *piece) {
	switch {
	case k.exact && len(s.Codes) == 0:
		return
	case k.exact:
		s.Act = Flag
	case upgraded(n.Number):
		s.Act = Upgrade
	default:
		s.Act = Rewrite
	}
	p.Steps = append(p.Steps, s)
}

// childStep adds the line about a number that leaves for a child, and the child unless an earlier cell made it.
func (d *decision) childStep(p *Plan, s Step, n *piece, made []bool) {
	s.Act, s.Child, s.Held = Split, n.child, n.held
	if n.held {
		s.Codes = join(s.Codes, CodeHeld)
		p.ToClear = append(p.ToClear, Leaving{Field: s.Field, E164: n.E164})
	}
	p.Steps = append(p.Steps, s)
	if made[n.child] {
		// Two cells hold the number: the child waits as long as one of them cannot let it go.
		i := slices.IndexFunc(p.Children, func(c Child) bool { return c.Number.E164 == n.E164 })
		p.Children[i].Held = p.Children[i].Held || n.held
		return
	}
	made[n.child] = true
	p.Children = append(p.Children, Child{Number: *n.Number, Field: s.Field, Label: kindOf(n.Number, &d.fields[s.Field]), Held: n.held})
}

// numbers gives the numbers of pieces.
func (d *decision) numbers(ps []piece) []phone.Number {
	start := len(d.s.numbers)
	for i := range ps {
		d.s.numbers = append(d.s.numbers, *ps[i].Number)
	}
	return d.s.numbers[start:len(d.s.numbers):len(d.s.numbers)]
}

// kindOf gives the word for a number in its child's name: what its label says, else its line type, else its field.
func kindOf(n *phone.Number, f *Field) string {
	switch {
	case n.Kind != "":
		return n.Kind
	case n.Type == "mobile":
		return "mobile"
	case f.Kind == "mobile" || f.Kind == "main" || f.Kind == "" || f.Kind == "other":
		if n.Type == "fixed" {
			return "landline"
		}
		return "other"
	default:
		return f.Kind
	}
}

// label makes the labels of a family's children differ.
func label(cs []Child) {
	if len(cs) < 2 {
		return
	}
	seen := map[string]int{}
	for i := range cs {
		l := cs[i].Label
		seen[l]++
		if n := seen[l]; n > 1 {
			cs[i].Label = l + " " + strconv.Itoa(n)
		}
	}
}
