package normalize

import "slices"

// settleReadable keeps numbers in fields that the integration reads: each cell keeps one number, a further one goes to
// an empty read field, and only what no read field can hold leaves the contact.
func (d *decision) settleReadable() bool {
	for f, k := range d.own {
		k.pieces[d.stay(k)].fate = stays
		if d.fields[f].Read {
			d.place(k.pieces[d.stay(k)].E164, f)
		}
	}
	for f, k := range d.own {
		for i := range k.pieces {
			p := &k.pieces[i]
			if p.fate != open {
				continue
			}
			if !d.keepNear(p) {
				d.leave(p)
			}
			if p.fate == stuck {
				return d.shut(f, p.why...)
			}
		}
	}
	d.fillPrimary()
	for f, k := range d.own {
		if !d.fields[f].Read {
			d.serveUnread(&k.pieces[d.stay(k)])
		}
	}
	return true
}

// stay gives the piece that keeps the cell: the first that is not a shared line, else the first.
func (d *decision) stay(k *cell) int {
	for i := range k.pieces {
		if !d.holding(&k.pieces[i]).Shared {
			return i
		}
	}
	return 0
}

func (d *decision) place(e164 string, f int) {
	if d.spotOf(e164) < 0 {
		d.placed = append(d.placed, spot{e164, f})
	}
}

// spotOf gives the field in which a number stands, -1 for none.
func (d *decision) spotOf(e164 string) int {
	for i := range d.placed {
		if d.placed[i].e164 == e164 {
			return d.placed[i].field
		}
	}
	return -1
}

// keepNear finds another field of the contact for a number that must leave its cell.
func (d *decision) keepNear(p *piece) bool {
	if f := d.spotOf(p.E164); f >= 0 {
		p.fate, p.to, p.why = same, f, append(p.why, CodeSame)
		return true
	}
	if d.inLocked(p.E164) {
		return false
	}
	if f := d.slot(p.Number); f >= 0 {
		p.fate, p.to = moves, f
		d.taken[f] = true
		d.place(p.E164, f)
		return true
	}
	return false
}

// serveUnread sees to it that a number in a field that the integration does not read can be found all the same: in an
// empty read field, else in a contact of its own. The cell keeps it in any case.
func (d *decision) serveUnread(p *piece) {
	if d.spotOf(p.E164) >= 0 || d.inLocked(p.E164) {
		return
	}
	if f := d.slot(p.Number); f >= 0 {
		p.copyTo = f
		d.taken[f] = true
		d.place(p.E164, f)
		return
	}
	d.leaveACopy(p)
}

// leaveACopy makes a child of a number that also stays where it is.
func (d *decision) leaveACopy(p *piece) {
	d.leave(p)
	if p.fate == stuck {
		p.note = append(p.why, CodeUnread)
	}
	p.fate = stays
}

// fillPrimary copies a number that the contact keeps into an empty primary field, where the integration looks at the other
// read fields only if that one is filled: a person's own number, by field order, or a shared line where there is none. What also
// stands in a cell that is left for a person is passed over.
func (d *decision) fillPrimary() {
	primary := d.primary()
	if !d.FillPrimary || primary < 0 || d.cells[primary].state != blank || d.taken[primary] {
		return
	}
	for pass := range 2 {
		if pass == 1 && d.waits() {
			return
		}
		for _, k := range d.own {
			for i := range k.pieces {
				p := &k.pieces[i]
				if p.fate != stays && p.fate != moves || pass == 0 && (p.Kind == "assistant" || d.holding(p).Shared) || d.inLocked(p.E164) {
					continue
				}
				d.promote(primary, p)
				return
			}
		}
	}
}

// waits tells whether a cell that is left for a person has a number that nobody else has: the primary field is for that one then.
func (d *decision) waits() bool {
	for f := range d.cells {
		if d.fields[f].Owner != Own || d.cells[f].state != locked {
			continue
		}
		for i := range d.c.Readings[f].Numbers {
			if n := &d.c.Readings[f].Numbers[i]; n.Kind != "assistant" && n.Kind != "fax" && !d.find(n.E164).Shared {
				return true
			}
		}
	}
	return false
}

// inLocked tells whether a number also stands in a cell that is left for a person. It is not copied elsewhere then: the
// person's answer decides where it goes.
func (d *decision) inLocked(e164 string) bool {
	for f := range d.cells {
		if d.fields[f].Owner == Own && d.cells[f].state == locked &&
			slices.ContainsFunc(d.cells[f].pieces, func(p piece) bool { return p.E164 == e164 }) {
			return true
		}
	}
	return false
}

// kept gives the number that the contact keeps in its primary field: a person's own number before a shared line, by field
// order. A cell that was locked because its numbers cannot leave still counts, so that the choice is the same in every
// attempt; free says whether the number is free to be copied.
func (d *decision) kept() (p *piece, free bool) {
	for pass := range 2 {
		for f := range d.fields {
			k := &d.cells[f]
			if _, tried := d.lock[f]; d.fields[f].Owner != Own || k.state != opened && !tried {
				continue
			}
			for i := range k.pieces {
				p := &k.pieces[i]
				if pass == 1 || p.Kind != "assistant" && !d.holding(p).Shared {
					return p, k.state == opened
				}
			}
		}
	}
	return nil, false
}

// promote copies a number into the empty primary field.
func (d *decision) promote(primary int, p *piece) {
	p.copyTo = primary
	p.why = append(p.why, CodeFilled)
	d.taken[primary] = true
	d.place(p.E164, primary)
}
