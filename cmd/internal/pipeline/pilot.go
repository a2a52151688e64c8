package pipeline

import (
	"maps"
	"slices"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/summary"
)

// imported tells whether the rows of a file may go into a pilot: they are what is imported for a contact.
func (f file) imported() bool { return f.kind == updates || f.kind == creates || f.kind == forms }

// trial is what the import files have of one contact, while it is not settled whether it is of the pilot.
type trial struct {
	why  []string // acts and codes of its journal lines, sorted
	rows []trialRows
}

// trialRows are rows of one file. Before the trial is taken they are those from index first to before last in the chunk.
type trialRows struct {
	file        file
	first, last int
	rows
}

// tried ends a contact: what was written for it since the last one is a trial.
func (c *chunk) tried() {
	var t trial
	for f, r := range c.tables {
		if f.imported() && len(r.ends) > r.tried {
			t.rows = append(t.rows, trialRows{file: f, first: r.tried, last: len(r.ends)})
			r.tried = len(r.ends)
		}
	}
	if len(t.rows) > 0 {
		slices.SortFunc(t.rows, func(a, b trialRows) int { return compareFiles(a.file, b.file) })
		slices.Sort(c.why)
		t.why = slices.Clone(slices.Compact(c.why))
		c.trials = append(c.trials, t)
	}
	c.why = c.why[:0]
}

// because remembers why a contact is in the files.
func (c *chunk) because(e *journal.Event) {
	c.why = append(append(c.why, e.Act), e.Codes...)
}

// pilot chooses the contacts that an admin imports before all others: one for every act and code of the journal, and then
// the first ones. It holds no more contacts than it may choose: one with something new pushes out the latest of those that
// had nothing new.
type pilot struct {
	most   int
	seen   map[string]bool
	chosen []trial
	fills  int // how many of the chosen, at the end, had nothing new
	lacks  int // acts and codes that no contact of the pilot shows, since it is full
}

func newPilot(most int) *pilot { return &pilot{most: most, seen: map[string]bool{}} }

// offer takes a trial, or gives one back that is not of the pilot: this one or an earlier one.
func (p *pilot) offer(t trial) (back trial, all bool) {
	fresh := 0
	for _, why := range t.why {
		if !p.seen[why] {
			fresh++
		}
	}
	switch {
	case fresh == 0 && len(p.chosen) == p.most:
		return t, false
	case fresh == 0:
		p.chosen = append(p.chosen, t)
		p.fills++
		return trial{}, true
	case len(p.chosen)-p.fills == p.most:
		for _, why := range t.why {
			if !p.seen[why] {
				p.seen[why] = true
				p.lacks++
			}
		}
		return t, false
	}
	for _, why := range t.why {
		p.seen[why] = true
	}
	all = true
	if len(p.chosen) == p.most {
		last := len(p.chosen) - 1
		back, p.chosen, all = p.chosen[last], p.chosen[:last], false
		p.fills--
	}
	p.chosen = slices.Insert(p.chosen, len(p.chosen)-p.fills, t)
	return back, all
}

// sift offers the trials of a chunk to the pilot, takes the rows of the chosen out of the chunk and puts those of contacts that
// are pushed out into it.
func (p *pilot) sift(c *chunk) {
	if len(c.trials) == 0 {
		return
	}
	left := map[file]*rows{}
	for _, t := range c.trials {
		for i := range t.rows {
			t.rows[i].rows = c.tables[t.rows[i].file].part(t.rows[i].first, t.rows[i].last)
		}
		back, all := p.offer(t)
		if all {
			continue
		}
		for _, r := range back.rows {
			into := left[r.file]
			if into == nil {
				into = new(rows)
				left[r.file] = into
			}
			into.add(r.rows)
		}
	}
	// Rows of these files are written for contacts alone, so that what no trial brought back has been chosen.
	for f := range c.tables {
		if f.imported() {
			delete(c.tables, f)
		}
	}
	maps.Copy(c.tables, left)
}

// write hands the rows of the chosen over, those who show something new first.
func (p *pilot) write(add func(file, *rows) error) error {
	for _, t := range p.chosen {
		for i := range t.rows {
			r := &t.rows[i]
			r.file.pilot = true
			if err := add(r.file, &r.rows); err != nil {
				return err
			}
		}
	}
	return nil
}

// count is what the summary says of the pilot.
func (p *pilot) count() *summary.Pilot {
	if p == nil {
		return nil
	}
	return &summary.Pilot{Contacts: int64(len(p.chosen)), Reasons: int64(len(p.seen) - p.lacks), Missing: int64(p.lacks)}
}

// part copies the rows from index first to before last.
func (r *rows) part(first, last int) rows {
	from := 0
	if first > 0 {
		from = r.ends[first-1]
	}
	out := rows{buf: slices.Clone(r.buf[from:r.ends[last-1]])}
	for _, end := range r.ends[first:last] {
		out.ends = append(out.ends, end-from)
	}
	return out
}

// add appends rows.
func (r *rows) add(other rows) {
	from := len(r.buf)
	r.buf = append(r.buf, other.buf...)
	for _, end := range other.ends {
		r.ends = append(r.ends, from+end)
	}
}
