package revise

// standing is how a record of the fresh export compares with what the run writes into it.
type standing uint8

const (
	same   standing = iota // the run writes nothing into it, or only what it holds anyway
	before                 // all as before the import
	after                  // all as behind it
	partly                 // some cells as before, the others as behind it
	moved                  // somebody changed a cell since, or the export has the record twice
	gone                   // it is not there any more
)

// state is how one cell compares.
func (c *cell) state() standing {
	switch {
	case c.carried():
		return same
	case c.now == c.new:
		return after
	case c.now == c.old:
		return before
	case equal(c.now, c.new), c.new != "" && number(c.now) == c.new:
		return after
	case equal(c.now, c.old):
		return before
	}
	return moved
}

// cleared tells whether a cell that was to be cleared by hand is blank by now.
func (k *contact) cleared(c *cell) bool {
	if tidy(c.now) != "" {
		return false
	}
	for i := range k.clear {
		if k.clear[i].col == c.col {
			return true
		}
	}
	return false
}

// standing is how the record as a whole compares. A cell that a person had to clear and did counts as behind the
// import.
func (k *contact) standing() standing {
	switch {
	case !k.seen:
		return gone
	case k.twice:
		return moved
	}
	olds, news := false, false
	for i := range k.cells {
		switch s := k.cells[i].state(); {
		case s == moved && k.cleared(&k.cells[i]), s == after:
			news = true
		case s == before:
			olds = true
		case s == moved:
			return moved
		}
	}
	switch {
	case olds && news:
		return partly
	case olds:
		return before
	case news:
		return after
	}
	return same
}

// clearing is what became of a value that was to be cleared by hand.
type clearing uint8

const (
	stands  clearing = iota // as it is listed, or as it was before the import
	blank                   // cleared
	changed                 // something else stands there
)

// became tells what became of a value to clear.
func (k *contact) became(x *cell) clearing {
	if tidy(x.now) == "" {
		return blank
	}
	if equal(x.now, x.new) || number(x.now) != "" && number(x.now) == number(x.new) {
		return stands
	}
	for i := range k.cells {
		if c := &k.cells[i]; c.col == x.col && equal(c.old, x.now) {
			return stands
		}
	}
	return changed
}

// left tells whether one of the values that were to be cleared has left the record.
func (k *contact) left() bool {
	for i := range k.clear {
		if k.became(&k.clear[i]) != stands {
			return true
		}
	}
	return false
}
