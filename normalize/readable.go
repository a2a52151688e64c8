package normalize

// settleReadable keeps numbers in fields that the integration reads: each cell keeps one number, a further one goes to
// an empty read field, and only what no read field can hold leaves the contact.
func (d *decision) settleReadable() bool {
	for f, k := range d.own {
		k.pieces[d.stay(k)].fate = stays
		if d.Fields[f].Read {
			d.place(k.pieces[d.stay(k)].E164, f)
		}
	}
	d.fillPrimary()
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
	for f, k := range d.own {
		if !d.Fields[f].Read {
			d.serveUnread(&k.pieces[d.stay(k)])
		}
	}
	return true
}

// stay gives the piece that keeps the cell: the first that is not a shared line, else the first.
func (d *decision) stay(k *cell) int {
	for i := range k.pieces {
		if !d.find(k.pieces[i].E164).Shared && k.pieces[i].Kind != "fax" {
			return i
		}
	}
	return 0
}

func (d *decision) place(e164 string, f int) {
	if _, ok := d.placed[e164]; !ok {
		d.placed[e164] = f
	}
}

// keepNear finds another field of the contact for a number that must leave its cell.
func (d *decision) keepNear(p *piece) bool {
	if f, ok := d.placed[p.E164]; ok {
		p.fate, p.to, p.why = same, f, append(p.why, CodeSame)
		return true
	}
	if f := d.slot(&p.Number); f >= 0 {
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
	if _, ok := d.placed[p.E164]; ok {
		return
	}
	if p.Kind == "fax" {
		return
	}
	if f := d.slot(&p.Number); f >= 0 {
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

// fillPrimary copies the kept number into an empty primary field, where the integration looks at the other read fields
// only if that one is filled.
func (d *decision) fillPrimary() {
	p := d.primary()
	if !d.FillPrimary || p < 0 || d.cells[p].state != blank {
		return
	}
	d.promote(p, d.kept())
}

// kept gives the number that the contact keeps in its primary field: of the opened cells, a person's own number before a
// shared line.
func (d *decision) kept() *piece {
	for pass := range 2 {
		for _, k := range d.own {
			for i := range k.pieces {
				p := &k.pieces[i]
				if pass == 1 || p.Kind != "fax" && p.Kind != "assistant" && !d.find(p.E164).Shared {
					return p
				}
			}
		}
	}
	return nil
}

// promote copies a number into the empty primary field.
func (d *decision) promote(primary int, p *piece) {
	if p == nil {
		return
	}
	p.copyTo = primary
	p.why = append(p.why, CodeFilled)
	d.taken[primary] = true
	d.place(p.E164, primary)
}
