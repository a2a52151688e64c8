package normalize

import "github.com/callready/callready/normalize/phone"

// Most contacts are plain: each filled cell is the contact's own and holds one number, nobody else has it, and nothing is said
// beside it. What becomes of those is plain too, and the two functions here give it without deciding cell by cell. They
// give up on everything else; what they give is what an attempt would.

// plainCell tells whether a filled cell is plain.
func (d *decision) plainCell(f int) bool {
	rd := &d.c.Readings[f]
	if rd.Verdict != phone.Exact && rd.Verdict != phone.Read || len(rd.Numbers) != 1 || len(rd.Notes) > 0 || d.fields[f].Owner != Own {
		return false
	}
	n := &rd.Numbers[0]
	if n.Confidence < d.MinConfidence || n.Kind != "" || n.Ext != "" {
		return false
	}
	h := d.find(n.E164)
	return !h.Shared && (h.Row == 0 || h.Row == d.c.Row)
}

// repeats tells whether an earlier cell holds the one number of a cell.
func (d *decision) repeats(f int) bool {
	for e := range f {
		if rd := &d.c.Readings[e]; rd.Verdict != phone.Empty && rd.Numbers[0].E164 == d.c.Readings[f].Numbers[0].E164 {
			return true
		}
	}
	return false
}

// idle tells whether nothing at all becomes of the contact: its cells are plain, in E.164, and where they should be.
func (d *decision) idle() bool {
	if d.c.Refused != "" || d.Policy == Off {
		return false
	}
	distinct, primary := 0, !d.FillPrimary && d.Policy == Readable
	for f := range d.fields {
		rd := &d.c.Readings[f]
		if rd.Verdict == phone.Empty {
			continue
		}
		if rd.Verdict != phone.Exact || len(rd.Codes)+len(rd.Numbers[0].Codes) > 0 || !d.fields[f].Read || !d.plainCell(f) {
			return false
		}
		primary = primary || d.fields[f].Primary
		if !d.repeats(f) {
			distinct++
		}
	}
	return distinct == 0 || primary && (distinct == 1 || d.Policy == Readable)
}

// plainChildren gives how many children a plain contact gets; ok is false for one that is not plain.
func (d *decision) plainChildren() (n int, ok bool) {
	if d.c.Refused != "" || len(d.c.Issued) > 0 {
		return 0, false
	}
	distinct := 0
	for f := range d.fields {
		if d.c.Readings[f].Verdict == phone.Empty {
			continue
		}
		if !d.plainCell(f) || d.Policy == Readable && !d.fields[f].Read {
			return 0, false
		}
		if !d.repeats(f) {
			distinct++
		}
	}
	if d.Policy != One || distinct < 2 || d.barred() != "" {
		return 0, true
	}
	return distinct - 1, true
}
