package revise

import "context"

// Verify says what of the run arrived in the CRM.
func (j *Job) Verify(ctx context.Context) (*Result, error) {
	w, err := j.begin(ctx, "review/verify.csv")
	if err != nil {
		return nil, err
	}
	for _, c := range w.order {
		if err := w.arrived(c); err != nil {
			return nil, err
		}
	}
	for _, c := range w.order {
		if err := w.merged(c); err != nil {
			return nil, err
		}
	}
	for _, m := range w.created {
		if err := w.child(m); err != nil {
			return nil, err
		}
	}
	for _, c := range w.order {
		if err := w.stillToClear(c); err != nil {
			return nil, err
		}
	}
	return w.end()
}

// arrived says what became of the update of a record.
func (w *work) arrived(c *contact) error {
	s := c.standing()
	if len(c.cells) == 0 || s == same {
		return nil
	}
	switch s {
	case after:
		w.count(ofUpdates, "arrived")
		return nil
	case gone:
		if c.goes != nil {
			return nil // It was merged, as it was to be.
		}
		return w.away(c, s)
	case moved:
		if !c.twice {
			w.open++
			w.count(ofUpdates, "overwritten")
			if err := w.cells("overwritten", w.Say("why.overwritten"), c, moved); err != nil {
				return err
			}
			return w.cells("refused", w.Say("why.refused"), c, before)
		}
		return w.away(c, s)
	default:
		w.open++
		w.count(ofUpdates, "refused")
		return w.cells("refused", w.Say("why.refused"), c, before)
	}
}

// child says what became of a new contact.
func (w *work) child(m *made) error {
	what := ofCreates
	if m.held {
		what = ofHeld
	}
	state, now := "arrived", ""
	switch {
	case len(m.found) == 0 && m.held:
		state = "waiting"
	case len(m.found) == 0:
		state = "missing"
	case len(m.found) > 1:
		state = "several"
	case !m.found[0].holds:
		state = "overwritten"
	}
	w.count(what, state)
	if state == "arrived" {
		return nil
	}
	if state != "waiting" {
		w.open++
	}
	parent := *w.contact(m.parent)
	parent.who = m.who
	if len(m.found) > 0 {
		now = m.found[0].key
	}
	return w.note(what, state, &parent, w.Summary.Profile.Primary, "", m.number, now, w.Say("why.child"+state))
}

// stillToClear says which values still stand that a person was to clear.
func (w *work) stillToClear(c *contact) error {
	for i := range c.clear {
		x := &c.clear[i]
		if !c.seen {
			w.count(ofClears, "gone")
			continue
		}
		switch c.became(x) {
		case blank:
			w.count(ofClears, "cleared")
		case stands:
			w.count(ofClears, "to-clear")
			if err := w.note(ofClears, "to-clear", c, w.columns[x.col], x.new, "", x.now, w.Say("why.toclear")); err != nil {
				return err
			}
		default:
			w.count(ofClears, "changed")
			if err := w.note(ofClears, "changed", c, w.columns[x.col], x.new, "", x.now, w.Say("why.clearchanged")); err != nil {
				return err
			}
		}
	}
	return nil
}
