package pipeline

import (
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/phone"
	"github.com/callready/callready/normalize/required"
)

// totals are the counts of a batch, and by adding up those of a run.
type totals struct {
	rows     int64 // data records, bad ones counted
	bad      int64
	repeats  int64 // headers that come again
	ragged   int64 // of the bad ones, those that a corrected file has as they are
	footers  int64 // lines of a footer
	lines    int64 // rows that go on with the record above them
	skips    int64 // contacts left out by their key
	contacts summary.Contacts
	cells    summary.Cells
	match    summary.Match
	form     summary.Form
	lacking  int64  // contacts that lack a mandatory value
	blank    int64  // of these, contacts whose next update is refused, or may be
	stopped  int64  // of these, contacts that the run changes
	refused  int64  // contacts that are not split, since the CRM would refuse a new one
	lacks    []Lack // by mandatory field that the export has
	one      int64
	readable int64
	codes    tally
	regions  tally
	types    tally
	from     tally
}

// reset empties the counts and keeps the memory.
func (t *totals) reset() {
	clear(t.lacks)
	*t = totals{lacks: t.lacks, codes: t.codes[:0], regions: t.regions[:0], types: t.types[:0], from: t.from[:0]}
}

func (t *totals) add(u *totals) {
	t.rows += u.rows
	t.bad += u.bad
	t.repeats += u.repeats
	t.footers += u.footers
	t.lines += u.lines
	t.ragged += u.ragged
	t.skips += u.skips
	t.lacking += u.lacking
	t.blank += u.blank
	t.stopped += u.stopped
	t.refused += u.refused
	if len(t.lacks) < len(u.lacks) {
		t.lacks = append(t.lacks, make([]Lack, len(u.lacks)-len(t.lacks))...)
	}
	for k := range u.lacks {
		t.lacks[k].Blank += u.lacks[k].Blank
		t.lacks[k].Filler += u.lacks[k].Filler
	}
	t.one += u.one
	t.readable += u.readable
	addContacts(&t.contacts, &u.contacts)
	addForm(&t.form, &u.form)
	addCells(&t.cells, &u.cells)
	addClasses(&t.match.Before, &u.match.Before)
	addClasses(&t.match.After, &u.match.After)
	t.codes.addAll(u.codes)
	t.regions.addAll(u.regions)
	t.types.addAll(u.types)
	t.from.addAll(u.from)
}

func addClasses(t, u *summary.Classes) {
	t.E164 += u.E164
	t.Accepted += u.Accepted
	t.Unmatched += u.Unmatched
}

func addContacts(t, u *summary.Contacts) {
	t.Read += u.Read
	t.Phones += u.Phones
	t.Skipped += u.Skipped
	t.Repeated += u.Repeated
	t.Changed += u.Changed
	t.Created += u.Created
	t.Held += u.Held
	t.Unsplit += u.Unsplit
	t.Engaged += u.Engaged
	t.NeedsYou += u.NeedsYou
	t.ToClear += u.ToClear
}

func addCells(t, u *summary.Cells) {
	t.Filled += u.Filled
	t.Exact += u.Exact
	t.Rewritten += u.Rewritten
	t.Copied += u.Copied
	t.Moved += u.Moved
	t.Split += u.Split
	t.Kept += u.Kept
	t.Flagged += u.Flagged
	t.ToClear += u.ToClear
}

// numbers counts the numbers of a contact by region, line type and evidence.
func (t *totals) numbers(c *normalize.Contact) {
	for f := range c.Readings {
		for i := range c.Readings[f].Numbers {
			n := &c.Readings[f].Numbers[i]
			if n.Confidence < phone.Likely {
				continue
			}
			t.regions.add(n.Region, 1)
			t.types.add(n.Type, 1)
			t.from.add(string(n.From), 1)
		}
	}
}

// steps counts what became of the cells of a contact.
func (t *totals) steps(p *normalize.Plan) {
	kept := false
	for i := range p.Steps {
		s := &p.Steps[i]
		switch s.Act {
		case normalize.Rewrite, normalize.Upgrade:
			t.cells.Rewritten++
		case normalize.Copy:
			t.cells.Copied++
		case normalize.Move:
			t.cells.Moved++
		case normalize.Split:
			t.cells.Split++
		case normalize.Keep:
			t.cells.Kept++
			kept = true
		case normalize.Flag:
			t.cells.Flagged++
		}
	}
	if kept {
		t.contacts.NeedsYou++
	}
	for _, c := range p.Children {
		if c.Held {
			t.contacts.Held++
		} else {
			t.contacts.Created++
		}
	}
	if len(p.ToClear) > 0 {
		t.contacts.ToClear++
		t.cells.ToClear += int64(len(p.ToClear))
	}
	if p.Unsplit != "" {
		t.contacts.Unsplit++
		switch p.Unsplit {
		case normalize.CodeEngaged:
			t.contacts.Engaged++
		case required.CodeRefused:
			t.refused++
		}
	}
}
