package audit

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/callready/callready/cmd/internal/audit/source"
	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/normalize/phone"
)

func itoa(n int) string { return strconv.Itoa(n) }

// contact reads one contact.
func (c *contacts) contact(r *source.Row) {
	blank := true
	for f := range c.fields {
		c.texts[f] = r.Stored(c.fields[f].col)
		blank = blank && len(bytes.TrimSpace(c.texts[f])) == 0
	}
	if blank && c.binding.Continues(func(col int) bool { return len(r.Cell(col)) == 0 }) {
		return
	}
	c.counts.contacts++
	if blank {
		return
	}
	c.cellsOf(r)
	c.label(r)
	c.found, c.rooms = c.found[:0], c.room(r)
	malformed, stuck := false, false
	for f := range c.fields {
		m, s := c.cell(f)
		malformed, stuck = malformed || m, stuck || s
	}
	if malformed {
		c.counts.malformed++
	}
	if stuck {
		c.counts.stuck++
	}
	worst := class(0)
	for f := range c.fields {
		worst = max(worst, c.seen(f))
	}
	if worst > 0 {
		c.counts.withPhone++
	}
	switch worst {
	case 0:
	case inE164:
		c.counts.e164++
	case accepted:
		c.counts.accepted++
	default:
		c.counts.unmatched++
	}
	if c.binding.Profile.FillPrimary && c.bare() {
		c.counts.bare++
		if !c.fillable() {
			c.counts.bareStuck++
		}
	}
	c.settle(r)
}

// filled tells whether a field holds something that may be a number.
func (c *contacts) filled(f int) bool {
	rd := &c.readings[f]
	return rd.Verdict != phone.Empty && (len(rd.Numbers) > 0 || bytes.ContainsAny(c.texts[f], "0123456789")) // other scripts have digits too
}

// spelled gives the class of a field by its form alone.
func (c *contacts) spelled(f int) class {
	rd := &c.readings[f]
	switch {
	case rd.Verdict == phone.Exact:
		return inE164
	case rd.Verdict == phone.Read && c.binding.Profile.Accepts == "spaced" && c.fields[f].read && len(rd.Numbers) == 1 && spaced(c.texts[f]):
		return accepted
	}
	return form
}

// seen gives how the integration sees a cell of the contact's own, as a clean counts it; 0 where it holds no number.
func (c *contacts) seen(f int) class {
	if !c.fields[f].own || !c.filled(f) {
		return 0
	}
	is := c.spelled(f)
	if is != inE164 || c.fields[f].read {
		return is
	}
	for g := range c.fields { // in a field that is not read, and in one that is
		if c.fields[g].read && c.readings[g].Verdict == phone.Exact && c.readings[g].Numbers[0].E164 == c.readings[f].Numbers[0].E164 {
			return inE164
		}
	}
	return unread
}

// cell notes the numbers of a field. It tells whether the field is the contact's own and holds a form that is not matched, and
// whether a clean leaves that to a person.
func (c *contacts) cell(f int) (malformed, stuck bool) {
	rd, field, text := &c.readings[f], &c.fields[f], c.texts[f]
	if !c.filled(f) {
		return false, false
	}
	col := &c.counts.columns[f]
	col.filled++
	is := c.spelled(f)
	malformed = field.own && is == form
	if malformed {
		col.malformed++
	}
	several := field.own && (rd.Verdict == phone.Read || rd.Verdict == phone.Undecided) && len(rd.Numbers) > 1
	if several {
		c.counts.several++
	}
	if rd.Verdict == phone.Undecided {
		c.candidates(f)
		if field.read { // Not a number by the plan, but the integration compares what is written.
			c.note(string(text), inE164, f, false)
		}
		if several {
			c.counts.severalStuck++
		}
		return malformed, malformed
	}
	at := is
	if !field.read {
		at = unread
	}
	more := len(rd.Numbers) // numbers that need another place; of a cell that is read the first one stays
	if field.read {
		more--
	}
	fix := field.own && !c.machine[f] && writable(rd) && c.place(more)
	for i := range rd.Numbers {
		c.note(rd.Numbers[i].E164, at, f, fix)
	}
	// A cell with one number is written where it stands, whether it is read or not.
	stuck = malformed && !fix && (len(rd.Numbers) != 1 || !writable(rd) || c.machine[f])
	if several && stuck {
		c.counts.severalStuck++
	}
	return malformed, stuck
}

// fillable tells whether a clean has a number for the primary field.
func (c *contacts) fillable() bool {
	for f := range c.fields {
		rd := &c.readings[f]
		if c.fields[f].read && (rd.Verdict == phone.Exact || rd.Verdict == phone.Read) && writable(rd) && !c.machine[f] {
			return true
		}
	}
	return false
}

// candidates notes what an undecided cell may hold.
func (c *contacts) candidates(f int) {
	rd := &c.readings[f]
	for i := range rd.Numbers {
		c.note(rd.Numbers[i].E164, unsure, f, false)
	}
	for _, list := range rd.Candidates {
		for one := range strings.SplitSeq(list, "; ") {
			n, _, _ := strings.Cut(one, " x")
			c.note(n, unsure, f, false)
		}
	}
}

// note keeps a number of the contact, by the best class that it is in.
func (c *contacts) note(e164 string, is class, f int, fix bool) {
	key, ok := dedupe.Key(e164)
	if !ok {
		return
	}
	for i := range c.found {
		if n := &c.found[i]; n.key == key {
			if is < n.class {
				*n = number{key, is, f, fix || n.fix}
			}
			return
		}
	}
	c.found = append(c.found, number{key, is, f, fix})
}

// bare tells whether the primary field is blank while another read field is filled.
func (c *contacts) bare() bool {
	primary, other := false, false
	for f := range c.fields {
		filled := c.readings[f].Verdict != phone.Empty
		if c.fields[f].primary {
			primary = primary || filled
		} else if c.fields[f].read {
			other = other || filled
		}
	}
	return other && !primary
}

// settle adds the numbers of the contact to what is known of all.
func (c *contacts) settle(r *source.Row) {
	for i := range c.found {
		n := &c.found[i]
		if n.class == unread && c.fields[n.field].own {
			c.strays = append(c.strays, stray{key: n.key, row: c.row, field: int32(n.field), fix: n.fix})
		}
		if n.class != unsure && c.fields[n.field].own {
			c.hold(n.key)
		}
		if h := c.wanted[n.key]; h != nil {
			c.ring(h, n, r)
		}
	}
}

// hold notes that the contact has a number.
func (c *contacts) hold(key uint64) {
	if c.index.Add(key, dedupe.Holder{Row: c.row, Person: c.row}) == 0 {
		return
	}
	switch e, _ := c.index.Find(key); {
	case e.Holders == 2:
		c.counts.shared++
		c.counts.sharedContacts += 2
	case e.Holders > 2:
		c.counts.sharedContacts++
	}
}

// ring notes that the contact holds a number that calls have.
func (c *contacts) ring(h *held, n *number, r *source.Row) {
	h.holders[n.class]++
	if n.fix {
		h.fixable = true
	}
	key := c.name(r)
	if n.class <= accepted {
		when := c.modified(r)
		switch {
		case h.winner == "" || when > h.modified:
			h.winner, h.modified, h.tie = key, when, false
		case when == h.modified:
			h.tie = true
		}
	}
	if h.best == 0 || n.class < h.best || n.class == h.best && key < h.key {
		h.best, h.key, h.column, h.cell = n.class, key, c.binding.Columns[c.fields[n.field].col].Header, ""
		if n.class > inE164 {
			h.cell = string(c.texts[n.field])
		}
	}
}

// spaced tells whether a cell holds digits and spaces only, after a leading plus at most.
func spaced(text []byte) bool {
	text = bytes.TrimPrefix(text, []byte("+"))
	for _, b := range text {
		if b != ' ' && (b < '0' || b > '9') {
			return false
		}
	}
	return len(text) > 0
}
