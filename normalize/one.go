package normalize

// settleOne leaves one number on the contact, in its primary field; each further number leaves it.
func (d *decision) settleOne() bool {
	primary := d.primary()
	kept, free := d.kept()
	if kept == nil {
		return true
	}
	number := kept.E164
	if primary >= 0 && d.cells[primary].state == blank && free && !d.inLocked(number) && !(d.holding(kept).Shared && d.waits()) {
		d.promote(primary, kept)
	}
	for f, k := range d.own {
		left := d.sendOff(k, number)
		switch {
		case left > 1:
			return d.shut(f, stuckWhy(k)...)
		case left == 0 && !d.mayEmpty(f):
			d.hold(f, k)
		}
	}
	return true
}

// sendOff lets every number but the kept one leave a cell; it gives the count of those that stay.
func (d *decision) sendOff(k *cell, kept string) (left int) {
	for i := range k.pieces {
		p := &k.pieces[i]
		if p.E164 == kept {
			p.fate = stays
		} else {
			d.leave(p)
		}
		if p.fate == stays || p.fate == stuck {
			left++
		}
	}
	if left == 1 {
		for i := range k.pieces {
			if k.pieces[i].fate == stuck {
				k.pieces[i].fate, k.pieces[i].note = stays, k.pieces[i].why
			}
		}
	}
	return left
}

// mayEmpty tells whether a cell whose numbers have all left can be emptied, and should be: a field that nobody reads
// does no harm and keeps its number.
func (d *decision) mayEmpty(f int) bool {
	return d.CanClear && d.fields[f].Read
}

// hold leaves the first number in a cell that cannot be emptied. In a field that the integration reads, its child has
// to wait until somebody has cleared it; else two contacts would hold the number.
func (d *decision) hold(f int, k *cell) {
	p := &k.pieces[0]
	p.held = d.fields[f].Read
	if !p.held {
		p.fate = stays // Where p.child is set, a contact is made of it as well.
	}
}

func stuckWhy(k *cell) []string {
	var why []string
	for i := range k.pieces {
		if k.pieces[i].fate == stuck {
			why = append(why, k.pieces[i].why...)
		}
	}
	return why
}
