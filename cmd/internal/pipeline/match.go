package pipeline

import (
	"bytes"

	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/phone"
)

// class says how an integration sees a cell; the worst cell of a contact counts.
type class uint8

const (
	noPhone class = iota
	inE164
	accepted
	unmatched
)

// classes gives how the integration sees a contact before and after the plan. texts are the filled cells as they are,
// one for each field.
func classes(c *normalize.Contact, texts [][]byte, p *normalize.Plan, accepts string) (before, after class) {
	fields := c.Fields
	for f := range fields {
		rd := &c.Readings[f]
		if fields[f].Owner != normalize.Own || rd.Verdict == phone.Empty || len(rd.Numbers) == 0 && !digit(texts[f]) { // other scripts have digits too
			continue
		}
		spelled := unmatched
		if accepts == "spaced" && fields[f].Read && rd.Verdict == phone.Read && len(rd.Numbers) == 1 && spaced(texts[f]) {
			spelled = accepted
		}
		b, a := spelled, spelled
		if rd.Verdict == phone.Exact && (fields[f].Read || found(c, rd.Numbers[0].E164)) {
			b = inE164
		}
		if (b == inE164 || findable(c, p, rd)) && !left(p, f) {
			a = inE164
		}
		before, after = max(before, b), max(after, a)
	}
	return before, after
}

// found tells whether the integration finds the contact by a number.
func found(c *normalize.Contact, e164 string) bool {
	for f := range c.Fields {
		if rd := &c.Readings[f]; c.Fields[f].Read && rd.Verdict == phone.Exact && rd.Numbers[0].E164 == e164 {
			return true
		}
	}
	return false
}

// findable tells whether the plan makes the integration find all numbers of a cell, be it by another contact.
func findable(c *normalize.Contact, p *normalize.Plan, rd *phone.Reading) bool {
	if rd.Verdict != phone.Exact && rd.Verdict != phone.Read {
		return false
	}
	for i := range rd.Numbers {
		if e164 := rd.Numbers[i].E164; !written(c, p, e164) && !leaves(p, e164) && !found(c, e164) {
			return false
		}
	}
	return true
}

// written tells whether the plan writes a number into a cell that the integration reads.
func written(c *normalize.Contact, p *normalize.Plan, e164 string) bool {
	for i := range p.Writes {
		if w := &p.Writes[i]; w.Value == e164 && !w.Clear && c.Fields[w.Field].Read {
			return true
		}
	}
	return false
}

// leaves tells whether a number is on another contact after the plan: a new one, or one of the same person that has it.
func leaves(p *normalize.Plan, e164 string) bool {
	for i := range p.Children {
		if p.Children[i].Number.E164 == e164 && !p.Children[i].Held {
			return true
		}
	}
	for i := range p.Gathered {
		if p.Gathered[i].Number.E164 == e164 {
			return true
		}
	}
	for i := range p.Steps {
		if st := &p.Steps[i]; st.New == e164 && st.Act == normalize.Split && st.Child == 0 {
			return true
		}
	}
	return false
}

// left tells whether the plan leaves a field to a person.
func left(p *normalize.Plan, f int) bool {
	for i := range p.Steps {
		if p.Steps[i].Field == f && p.Steps[i].Act == normalize.Keep {
			return true
		}
	}
	return false
}

// digit tells whether a text has one.
func digit(text []byte) bool {
	for _, c := range text {
		if c >= '0' && c <= '9' {
			return true
		}
	}
	return false
}

// spaced tells whether a cell holds digits and spaces only, after a leading plus at most.
func spaced(text []byte) bool {
	text = bytes.TrimPrefix(text, []byte("+"))
	for _, c := range text {
		if c != ' ' && (c < '0' || c > '9') {
			return false
		}
	}
	return len(text) > 0
}

func count(c class, s *summary.Classes) {
	switch c {
	case inE164:
		s.E164++
	case accepted:
		s.Accepted++
	case unmatched:
		s.Unmatched++
	case noPhone:
	}
}
