package audit

import (
	"slices"

	"github.com/callready/callready/cmd/internal/audit/source"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/normalize/phone"
)

// label finds out which fields of the contact at hand are labelled as a fax, or as no telephone: a clean leaves these.
func (c *contacts) label(r *source.Row) {
	for f, col := range c.labels {
		c.machine[f] = false
		if text := r.Cell(col); len(text) > 0 {
			is := profile.SenseOf(string(text))
			c.machine[f] = is.Fax || is.None
		}
	}
}

// writable tells whether a clean writes the numbers of a cell without being asked further: one with an extension, a note or a
// fax is left to a person.
func writable(rd *phone.Reading) bool {
	return len(rd.Notes) == 0 && !slices.ContainsFunc(rd.Numbers, func(n phone.Number) bool { return n.Ext != "" || n.Kind == "fax" })
}

// room gives how many numbers that cannot stay in their cells a clean finds a place for: in read fields that are blank, or, -1,
// in contacts of their own, which people with deals or tickets and records that are no persons do not get.
func (c *contacts) room(r *source.Row) int {
	blank := 0
	for f := range c.fields {
		if c.fields[f].read && c.readings[f].Verdict == phone.Empty {
			blank++
		}
	}
	if c.binding.Profile.Object != "contact" || slices.ContainsFunc(c.binding.Engaged, func(col int) bool {
		v := r.Cell(col)
		return len(v) > 0 && string(v) != "0" && string(v) != "0.0"
	}) {
		return blank
	}
	return -1
}

// place takes places for n numbers; for all of them or, where there are not so many, for none.
func (c *contacts) place(n int) bool {
	if c.rooms < 0 {
		return true
	}
	if n > c.rooms {
		return false
	}
	c.rooms -= n
	return true
}
