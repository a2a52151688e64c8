package revise

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/summary"
)

// Refresh makes the files of the run again for what the CRM holds by now: without records that were edited, merged or deleted
// since, with new contacts that waited and need not wait any more. IMPORT.md, report.html and summary.json are left to
// the caller, which gets the counts of the new run with the result.
func (j *Job) Refresh(ctx context.Context) (*Result, error) {
	w, err := j.begin(ctx, "review/left-out.csv")
	if err != nil {
		return nil, err
	}
	f := &refreshing{work: w, out: map[*contact]bool{}, apart: map[string]bool{}, fate: map[*made]string{}, leaning: map[leaning]bool{}}
	for _, step := range []func(context.Context) error{f.judge, f.groups, f.children, f.files, f.journal} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return w.end()
}

// refreshing is one refresh.
type refreshing struct {
	*work
	out     map[*contact]bool // records that are left out
	apart   map[string]bool   // records that stay whose group is not merged any more
	leaning map[leaning]bool  // numbers that a record lets go of because another one has them
	fate    map[*made]string  // of new contacts: "import", "release", "wait", "there"; "" for left out
}

// judge decides which records are left out.
func (r *refreshing) judge(context.Context) error {
	for _, l := range r.leans {
		r.leaning[leaning{key: l.key, number: l.number}] = true
	}
	for _, c := range r.order {
		switch s := c.standing(); s {
		case gone, moved:
			r.out[c] = true
			if len(c.cells) == 0 || s == gone && c.goes != nil {
				continue // It is only the parent of a new contact, has a value to clear, or was to be merged away.
			}
			if err := r.away(c, s); err != nil {
				return err
			}
		case same:
		case after:
			r.count(ofUpdates, "there")
		default:
			if n := r.loses(c); n != "" {
				if err := r.dropped(c, n); err != nil {
					return err
				}
				continue
			}
			r.count(ofUpdates, "kept")
		}
	}
	for i := range r.leans {
		l := &r.leans[i]
		c := r.contacts[l.key]
		if s := c.standing(); l.held || r.out[c] || s == after || s == same {
			continue
		}
		// Another record was to keep the number, and does not have it any more: taken from this one it would be lost.
		r.counts[ofUpdates]["kept"]--
		if err := r.dropped(c, l.number); err != nil {
			return err
		}
	}
	return nil
}

// dropped leaves out a record whose update would lose a number.
func (r *refreshing) dropped(c *contact, number string) error {
	r.out[c] = true
	r.open++
	r.count(ofUpdates, "number-gone")
	return r.note(ofUpdates, "number-gone", c, "", number, "", "", r.Say("why.numbergone", "number", number))
}

// loses gives a number that the update of a record would take out of its cell and that would stand in no other one of it, in
// no new contact, and was not to stand in another record; "" for none.
func (r *refreshing) loses(c *contact) string {
	then := slices.Clone(c.rest)
	for i := range c.cells {
		held := c.cells[i].new
		switch {
		case c.cells[i].shadow:
			continue
		case c.cells[i].carried():
			held = c.cells[i].now
		}
		then = append(onlyDigits(then, held), '|')
	}
	for _, n := range c.numbers {
		d := onlyDigits(nil, n)
		if r.byNumber[n] == nil && !bytes.Contains(then, d[max(0, len(d)-suffix):]) && !r.leaning[leaning{key: r.same(c.key), number: n}] {
			return n
		}
	}
	return ""
}

// children decides what becomes of the new contacts.
func (r *refreshing) children(context.Context) error {
	for _, m := range r.created {
		parent, what := r.contact(m.parent), ofCreates
		if m.held {
			what = ofHeld
		}
		var leave string
		switch {
		case len(m.found) > 0:
			r.fate[m] = "there"
			r.count(what, "there")
			continue
		case !parent.seen:
			leave = "parentgone"
		case m.held && (m.read || !parent.left()):
			r.fate[m] = "wait"
			r.count(what, "waiting")
			continue
		case m.held:
			r.fate[m] = "release"
			r.count(what, "released")
			continue
		case r.out[parent]:
			leave = "parentedited"
		default:
			r.fate[m] = "import"
			r.count(what, "kept")
			continue
		}
		r.open++
		r.count(what, "left-out")
		p := *parent
		p.who = m.who
		if err := r.note(what, "left-out", &p, r.Summary.Profile.Primary, "", m.number, "", r.Say("why."+leave)); err != nil {
			return err
		}
	}
	return nil
}

// files writes all files of the run again.
func (r *refreshing) files(ctx context.Context) error {
	for _, f := range r.Summary.Outputs {
		var err error
		switch p := f.Path; {
		case !strings.Contains(p, "/"), p == "review/left-out.csv":
		case hasAny(p, "import/updates", "import/pilot/updates", "import/merge-updates", "undo/updates", "undo/merge-updates"):
			err = r.filter(ctx, p, p, func(header, cells []string) ([]string, bool) {
				c := r.contact(at(header, cells, r.Summary.Profile.Key))
				row := r.current(c, strings.Contains(p, "/merge-"), header, cells)
				return row, !r.out[c] && !(strings.Contains(p, "/merge-") && r.apart[r.same(c.key)]) && (says(row) || !says(cells))
			})
		case hasAny(p, "undo/to-clear", "undo/merge-to-clear"):
			err = r.filter(ctx, p, p, func(header, cells []string) ([]string, bool) {
				c := r.contact(at(header, cells, "key"))
				return cells, !r.out[c] && !(strings.Contains(p, "/merge-") && r.apart[r.same(c.key)])
			})
		case hasAny(p, "undo/merge-deleted"):
			err = r.filter(ctx, p, p, func(header, cells []string) ([]string, bool) {
				return cells, !r.ended(r.contact(at(header, cells, r.Summary.Profile.Key)))
			})
		case hasAny(p, "review/merge-deletes"):
			err = r.filter(ctx, p, p, func(header, cells []string) ([]string, bool) {
				c := r.contacts[r.same(bare(at(header, cells, "key")))]
				return cells, c != nil && c.goes != nil && c.seen && !r.ended(c)
			})
		case hasAny(p, "import/creates", "import/pilot/creates"):
			err = r.filter(ctx, p, p, func(_, cells []string) ([]string, bool) { return cells, r.fate[r.byNumber[cells[0]]] == "import" })
		case hasAny(p, "held/creates"):
			err = r.held(ctx, p)
		case hasAny(p, "undo/created"):
			err = r.filter(ctx, p, p, r.undoCreated)
		case p == "review/to-clear.csv":
			err = r.filter(ctx, p, p, func(header, cells []string) ([]string, bool) {
				return cells, r.stands(r.contact(at(header, cells, "key")), at(header, cells, "column"))
			})
		case hasAny(p, "review/to-clear-"):
			err = r.filter(ctx, p, p, func(_, cells []string) ([]string, bool) { return cells, r.standsIn(r.contact(cells[0]), p) })
		default:
			err = r.copyFile(ctx, f, p)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// says tells whether a row holds more than its record id.
func says(row []string) bool {
	return len(row)-len(slices.DeleteFunc(slices.Clone(row), func(v string) bool { return v != "" })) > 1
}

func hasAny(p string, prefixes ...string) bool {
	return slices.ContainsFunc(prefixes, func(s string) bool { return strings.HasPrefix(p, s) })
}

// filter writes the rows of a file of the run that are kept.
func (r *refreshing) filter(ctx context.Context, from, to string, keep func(header, cells []string) ([]string, bool)) error {
	var t *writer
	return r.read(ctx, from, func(header, cells []string) error {
		if t == nil {
			t = newWriter(r.Folder, to, header, r.format(from))
			r.tables = append(r.tables, t)
		}
		if cells, ok := keep(header, cells); ok {
			return t.row(cells...)
		}
		return nil
	})
}

// held writes the new contacts that wait on, and those that need not.
func (r *refreshing) held(ctx context.Context, p string) error {
	of := func(cells []string) string { return r.fate[r.byNumber[cells[0]]] }
	if err := r.filter(ctx, p, p, func(_, cells []string) ([]string, bool) { return cells, of(cells) == "wait" }); err != nil {
		return err
	}
	to := "import/" + strings.Replace(path.Base(p), "creates", "creates-released", 1)
	return r.filter(ctx, p, to, func(_, cells []string) ([]string, bool) { return cells, of(cells) == "release" })
}

// undoCreated gives the row of a new contact in the list of what has to be removed again.
func (r *refreshing) undoCreated(header, cells []string) ([]string, bool) {
	m := r.byNumber[at(header, cells, "number")]
	if i := slices.Index(header, "from"); i >= 0 && r.fate[m] == "release" {
		cells[i] = "import"
	}
	return cells, r.fate[m] != ""
}

// stands tells whether a value that is to be cleared still stands in its record.
func (r *refreshing) stands(c *contact, column string) bool {
	col := slices.Index(r.columns, column)
	return c.seen && slices.ContainsFunc(c.clear, func(x cell) bool { return x.col == col && c.became(&x) == stands })
}

// standsIn is stands for the column that a list of record ids is about, which its name says.
func (r *refreshing) standsIn(c *contact, p string) bool {
	for i := range c.clear {
		if name := "review/to-clear-" + slug(r.columns[c.clear[i].col]); strings.HasPrefix(p, name+".") || strings.HasPrefix(p, name+"-") {
			if r.stands(c, r.columns[c.clear[i].col]) {
				return true
			}
		}
	}
	return false
}

// journal writes the journal without what is not done any more.
func (r *refreshing) journal(ctx context.Context) error {
	src, err := os.Open(r.path("changes.jsonl"))
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the journal: %w", err)
	}
	defer src.Close() //nolint:errcheck // it was only read
	dst, err := r.Folder.File("changes.jsonl")
	if err != nil {
		return err
	}
	done := []string{journal.Rewrite, journal.Copy, journal.Move, journal.Split, journal.Upgrade, journal.Merge}
	var line []byte
	for e, err := range journal.Read(src) {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if c := r.contacts[r.same(e.Key)]; c != nil && slices.Contains(done, e.Act) && (r.out[c] || e.Act == journal.Merge && r.apart[r.same(e.Key)]) {
			continue
		}
		if c := r.contacts[r.same(e.Parent)]; e.Parent != "" && c != nil && r.out[c] {
			continue
		}
		if r.Event != nil {
			r.Event(&e)
		}
		line = e.Append(line[:0])
		if _, err := dst.Write(line); err != nil {
			return err
		}
	}
	return dst.Close()
}

// Totals puts the counts of the files of a refreshed run into its summary: what its instructions speak of.
func Totals(s *summary.Summary, files []summary.Output) {
	rows := func(prefixes ...string) (n int64) {
		for _, f := range files {
			if hasAny(f.Path, prefixes...) {
				n += f.Rows
			}
		}
		return n
	}
	s.Outputs = files
	s.Contacts.Changed = rows("import/updates", "import/pilot/updates")
	s.Contacts.Created = rows("import/creates", "import/pilot/creates")
	s.Contacts.Held = rows("held/creates")
	s.Cells.ToClear = rows("review/to-clear.csv")
	if s.Duplicates != nil && s.Duplicates.Merge != nil {
		twice := *s.Duplicates
		m := *twice.Merge
		m.Updates, m.Goes = rows("import/merge-updates"), rows("review/merge-deletes")
		twice.Merge, s.Duplicates = &m, &twice
	}
}
