package audit

import (
	"bytes"
	"slices"
	"strings"

	"github.com/callready/callready/cmd/internal/audit/source"
	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/normalize/country"
	"github.com/callready/callready/normalize/phone"
)

// cellsOf reads the phone cells of a contact with what its country is known by, as a clean does.
func (c *contacts) cellsOf(r *source.Row) {
	at, said := c.home(r)
	c.ctx = phone.Context{Country: at.Region, Uncertain: at.Slip, Unread: said && at.Region == "", Census: &c.census}
	c.hints = c.hints[:0]
	if at.Region == "" {
		c.gather(r)
	}
	for f := range c.fields {
		c.cells.Read(&c.readings[f], c.texts[f], &c.ctx)
	}
	for at.Region == "" { // Numbers that are sure by now are evidence for the others.
		before, undecided := len(c.hints), false
		for f := range c.readings {
			rd := &c.readings[f]
			undecided = undecided || rd.Verdict == phone.Undecided
			if rd.Verdict == phone.Read || rd.Verdict == phone.Exact {
				for _, n := range rd.Numbers {
					c.hint(n.Region, phone.FromSibling)
				}
			}
		}
		if !undecided || len(c.hints) == before {
			return
		}
		c.ctx.Hints = c.hints
		for f := range c.readings {
			if c.readings[f].Verdict == phone.Undecided {
				c.cells.Read(&c.readings[f], c.texts[f], &c.ctx)
			}
		}
	}
}

// gather collects what the contact and its company say of its country.
func (c *contacts) gather(r *source.Row) {
	for f := range c.fields {
		if !bytes.ContainsAny(c.texts[f], "+0123456789") {
			continue
		}
		c.cells.Read(&c.sign, c.texts[f], &phone.Context{Census: &c.census})
		for _, n := range c.sign.Numbers {
			if n.Confidence == phone.Certain && (n.From == phone.FromPlus || n.From == phone.FromIDD) || n.From == phone.FromCode && c.sign.Verdict == phone.Read {
				c.hint(n.Region, phone.FromSibling)
			}
		}
	}
	for _, col := range c.binding.Email {
		if _, domain, ok := bytes.Cut(r.Cell(col), []byte("@")); ok {
			if region, ok := country.MailRegion(strings.ToLower(string(domain))); ok {
				c.hint(region, phone.FromMail)
			}
		}
	}
	if firm := r.Cell(c.binding.Company); len(firm) > 0 {
		c.hint(c.firms[dedupe.Hash64(bytes.ToLower(firm))], phone.FromCompany)
	}
	c.ctx.Hints = c.hints
}

// hint notes a region that speaks for the contact, once for each source; the contact's own numbers come first.
func (c *contacts) hint(region string, from phone.Source) {
	if region == "" || region == "001" || slices.Contains(c.hints, phone.Hint{Region: region, From: from}) {
		return
	}
	at := len(c.hints)
	if from == phone.FromSibling {
		for at > 0 && c.hints[at-1].From != phone.FromSibling {
			at--
		}
	}
	c.hints = slices.Insert(c.hints, at, phone.Hint{Region: region, From: from})
}
