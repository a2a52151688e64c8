package normalize

import (
	"cmp"
	"slices"

	"github.com/callready/callready/normalize/phone"
)

// slot finds an empty read field for a number: one of its kind, else the first by field order.
func (d *decision) slot(n *phone.Number) int {
	first := -1
	for f, fd := range d.fields {
		if fd.Owner != Own || !fd.Read || d.cells[f].state != blank || d.taken[f] {
			continue
		}
		if slices.Contains(wanted(n), fd.Kind) {
			return f
		}
		// Home is a statement about a person: it is the last choice for a number that nobody called private.
		if first < 0 || d.fields[first].Kind == "home" && fd.Kind != "home" {
			first = f
		}
	}
	return first
}

// wanted gives the kinds of field that suit a number.
func wanted(n *phone.Number) []string {
	switch {
	case n.Kind == "home":
		return []string{"home"}
	case n.Kind == "mobile" || n.Kind == "" && n.Type == "mobile":
		return []string{"mobile"}
	default:
		return []string{"work", "main"}
	}
}

// leave finds out whether a number may leave the contact, and where to.
func (d *decision) leave(p *piece) {
	if i := slices.Index(d.children, p.E164); i >= 0 {
		p.fate, p.child = child, i+1
		return
	}
	h := d.holding(p)
	switch {
	case d.inLocked(p.E164):
		p.fate, p.why = stuck, append(p.why, CodeSame)
	case p.Kind == "assistant":
		p.fate, p.why = stuck, append(p.why, CodeAssistant)
	case h.Shared, h.Row != 0 && h.Row != d.c.Row && !d.same(h):
		d.unsplit = cmp.Or(d.unsplit, CodeShared)
		p.fate, p.holder, p.why = stuck, h.Row, append(p.why, CodeShared)
	case h.Row != 0 && h.Row != d.c.Row && !h.Claims:
		// Another record of the person has it in a cell that nobody can settle: here at least it can be found.
		d.unsplit = cmp.Or(d.unsplit, CodeTwice)
		p.fate, p.holder, p.why = stuck, h.Row, append(p.why, CodeTwice)
	case d.evidence():
		d.unsplit = CodeEvidence
		p.fate, p.why = stuck, append(p.why, CodeEvidence)
	case h.Row != 0 && h.Row != d.c.Row:
		p.fate, p.holder, p.why = elsewhere, h.Row, append(p.why, CodeFamily)
	case slices.Contains(d.c.Issued, p.E164):
		d.unsplit = CodeIssued
		p.fate, p.why = stuck, append(p.why, CodeIssued)
	default:
		if why := d.forbidden(); why != "" {
			d.unsplit = why
			p.fate, p.why = stuck, append(p.why, why)
			return
		}
		d.children = append(d.children, p.E164)
		p.fate, p.child = child, len(d.children)
	}
}

// evidence tells whether the contact's numbers must stay together. They are of several countries, nothing else says where the
// contact is, and a cell that is left for a person is read by what they say: were one of them to leave, the cell could be read
// otherwise the next time.
func (d *decision) evidence() bool {
	if !d.c.Adrift {
		return false
	}
	waits, region, several := false, "", false
	for f := range d.cells {
		rd := &d.c.Readings[f]
		waits = waits || d.cells[f].state == locked && (rd.Verdict == phone.Undecided || !certain(rd))
		for i := range rd.Numbers {
			if n := &rd.Numbers[i]; n.Confidence >= phone.Likely && n.Region != region {
				several = several || region != ""
				region = n.Region
			}
		}
	}
	return waits && several
}

// certain tells whether all numbers of a cell are.
func certain(rd *phone.Reading) bool {
	return !slices.ContainsFunc(rd.Numbers, func(n phone.Number) bool { return n.Confidence < phone.Certain })
}

// same tells whether the contact that answers for a number is the same person as this one.
func (d *decision) same(h Holding) bool {
	return h.Person == d.c.Person && (h.Mail == 0 || d.c.Mail == 0 || h.Mail == d.c.Mail)
}

// forbidden says why no child may be made of this contact, or "".
func (d *decision) forbidden() string {
	if why := d.barred(); why == CodeObject {
		return why
	}
	if p := d.primary(); p >= 0 && d.cells[p].state == locked {
		return CodePrimary
	}
	return d.barred()
}

// barred says why no child may be made of this contact, whatever its cells hold, or "".
func (d *decision) barred() string {
	switch {
	case !d.Whole, d.c.Firm:
		return CodeObject
	case d.c.Engaged && !d.SplitEngaged:
		return CodeEngaged
	case d.c.Bare:
		return CodeBare
	default:
		return d.c.Barred
	}
}
