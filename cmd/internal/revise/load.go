package revise

import (
	"context"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/io/profile"
)

// cell is one cell that an import file of the run writes.
type cell struct {
	col      int    // position in plan.columns
	old, new string // what the record held, and what it holds behind the import; equal where the cell is only carried along
	now      string // in the fresh export
	merge    bool   // a file of prepared merges writes it
	shadow   bool   // only carried along here, and changed by another file of the run
}

// carried tells whether a cell stands in the files only because others of its record do.
func (c *cell) carried() bool { return c.old == c.new }

// contact is a record of the CRM that the run has to do with.
type contact struct {
	key   string
	who   string
	file  string
	row   int64
	cells []cell
	clear []cell // values to clear by hand: new is the value
	// numbers are those that the run writes, moves or lets go of.
	numbers []string

	seen  bool   // the fresh export has it
	twice bool   // more than once, with other cells
	into  string // the record that it was merged into, where the fresh export says so
	goes  *going // the run merges it into another one
	rest  []byte // digits of the phone cells that the run does not write, with a bar behind each
}

// made is a new contact of the run.
type made struct {
	id, parent, who, number string
	held                    bool
	header, cells           []string // as its file has them

	found  []found
	atHome bool // the parent still holds the number in a phone cell
	read   bool // in one that calls are matched on
}

// found is a record of the fresh export that may be a new contact.
type found struct {
	key   string
	sure  bool // by its callready_id, or its number and callready_parent
	why   fate
	what  []string // columns that say so
	holds bool     // it still has the number
}

// fate is what happened to a new contact since.
type fate uint8

const (
	untouched fate = iota
	worked         // calls, notes, deals
	edited
)

// leaning is a number that a record lets go of because another record has it.
type leaning struct {
	key, number string
	held        bool // a record other than that one has it in the fresh export
}

// plan is all that a run writes, by record.
type plan struct {
	*Run
	columns  []string
	contacts map[string]*contact
	order    []*contact // in the order in which they came up
	created  []*made
	byNumber map[string]*made
	leans    []leaning
	twins    map[string][]*contact // by record that stays, those that are to be merged into it
}

// column gives the position of a column, which is made known.
func (p *plan) column(header string) int {
	at := slices.Index(p.columns, header)
	if at < 0 {
		at = len(p.columns)
		p.columns = append(p.columns, header)
	}
	return at
}

// same gives a key as it is compared: without the check characters of a long Salesforce id, an address in small letters.
func (r *Run) same(key string) string {
	key = strings.TrimSpace(key)
	if len(key) == 18 && strings.HasPrefix(r.Profile.Name+r.Profile.Extends, "salesforce") {
		return key[:15]
	}
	if strings.Contains(key, "@") {
		return strings.ToLower(key)
	}
	return key
}

// contact gives the record with a key.
func (p *plan) contact(key string) *contact {
	k := p.same(key)
	c := p.contacts[k]
	if c == nil {
		c = &contact{key: key}
		p.contacts[k] = c
		p.order = append(p.order, c)
	}
	return c
}

// load reads what the run writes.
func (r *Run) load(ctx context.Context) (*plan, error) {
	p := &plan{Run: r, contacts: map[string]*contact{}, byNumber: map[string]*made{}, twins: map[string][]*contact{}}
	if err := p.updates(ctx, false, "undo/updates", "undo/to-clear", "import/pilot/updates", "import/updates"); err != nil {
		return nil, err
	}
	if err := p.updates(ctx, true, "undo/merge-updates", "undo/merge-to-clear", "import/merge-updates"); err != nil {
		return nil, err
	}
	if err := p.creations(ctx); err != nil {
		return nil, err
	}
	if err := p.clears(ctx); err != nil {
		return nil, err
	}
	if err := p.merges(ctx); err != nil {
		return nil, err
	}
	return p, p.journal(ctx)
}

// each reads all files of some kinds.
func (r *Run) each(ctx context.Context, kinds []string, use func(file string, header, cells []string) error) error {
	for _, kind := range kinds {
		for _, f := range r.files(kind) {
			if err := r.read(ctx, f.Path, func(header, cells []string) error { return use(f.Path, header, cells) }); err != nil {
				return err
			}
		}
	}
	return nil
}

// keyAt gives where the record id stands in a file to import.
func (r *Run) keyAt(file string, header []string) (int, error) {
	at := slices.Index(header, r.Summary.Profile.Key)
	if at < 0 {
		return 0, fmt.Errorf("%s has no column %q", file, r.Summary.Profile.Key)
	}
	return at, nil
}

// updates pairs the rows that change records with those that change them back.
func (p *plan) updates(ctx context.Context, merge bool, undo, blanked string, news ...string) error {
	type olds struct{ header, cells []string }
	back := map[string]olds{}
	err := p.each(ctx, []string{undo}, func(file string, header, cells []string) error {
		at, err := p.keyAt(file, header)
		if err == nil {
			back[p.same(cells[at])] = olds{header, cells}
		}
		return err
	})
	if err != nil {
		return err
	}
	filled, err := p.filled(ctx, blanked)
	if err != nil {
		return err
	}
	return p.each(ctx, news, func(file string, header, cells []string) error {
		at, err := p.keyAt(file, header)
		if err != nil {
			return err
		}
		c, was := p.contact(cells[at]), back[p.same(cells[at])]
		for i, v := range cells {
			if i == at || v == "" && p.keeps() {
				continue
			}
			old, blanks := "", filled[p.same(cells[at])]
			switch j := slices.Index(was.header, header[i]); {
			case j >= 0:
				old = was.cells[j]
			case was.header == nil && len(blanks) > 0 && !slices.Contains(blanks, header[i]):
				old = v // All that the row changes was blank, so this cell is carried along.
			}
			c.add(cell{col: p.column(header[i]), old: p.plain(old), new: p.plain(v), merge: merge})
		}
		return nil
	})
}

// filled gives by record the columns that were blank before and that no import empties again.
func (p *plan) filled(ctx context.Context, list string) (map[string][]string, error) {
	columns := map[string][]string{}
	err := p.each(ctx, []string{list}, func(_ string, header, cells []string) error {
		key := p.same(bare(at(header, cells, "key")))
		columns[key] = append(columns[key], bare(at(header, cells, "column")))
		return nil
	})
	return columns, err
}

// add adds a cell that a file writes. One may stand in two files, as long as only one of them changes it.
func (c *contact) add(x cell) {
	for i := range c.cells {
		if y := &c.cells[i]; y.col == x.col {
			y.shadow = y.carried() && !x.carried()
			x.shadow = x.shadow || x.carried() && !y.carried()
		}
	}
	c.cells = append(c.cells, x)
}

// keeps tells whether a blank cell of an import file says nothing.
func (r *Run) keeps() bool { return r.Profile.Blank == profile.BlankKeeps }

// plain gives what a record holds where an import file has a cell: nothing for the token that empties.
func (r *Run) plain(v string) string {
	if v == r.Profile.Clear {
		return ""
	}
	return v
}

// creations reads the new contacts.
func (p *plan) creations(ctx context.Context) error {
	err := p.each(ctx, []string{"undo/created"}, func(_ string, header, cells []string) error {
		m := &made{
			id: at(header, cells, "callready_id"), parent: at(header, cells, "callready_parent"), who: at(header, cells, "who"),
			number: at(header, cells, "number"), held: at(header, cells, "from") == "held",
		}
		p.created = append(p.created, m)
		p.byNumber[m.number] = m
		c := p.contact(m.parent)
		if c.who == "" {
			c.who = m.who
		}
		return nil
	})
	if err != nil {
		return err
	}
	return p.each(ctx, []string{"import/creates", "import/pilot/creates", "held/creates"}, func(_ string, header, cells []string) error {
		if m := p.byNumber[cells[0]]; m != nil {
			m.header, m.cells = header, cells
		}
		return nil
	})
}

// clears reads what is to be cleared by hand.
func (p *plan) clears(ctx context.Context) error {
	return p.each(ctx, []string{"review/to-clear.csv"}, func(_ string, header, cells []string) error {
		c := p.contact(at(header, cells, "key"))
		c.clear = append(c.clear, cell{col: p.column(at(header, cells, "column")), new: bare(at(header, cells, "value"))})
		return nil
	})
}

// journal finds out who the records are and where they stand, and which numbers one lets go of because another has them.
func (p *plan) journal(ctx context.Context) error {
	f, err := os.Open(p.path("changes.jsonl"))
	if os.IsNotExist(err) {
		return nil // Nothing happened.
	}
	if err != nil {
		return fmt.Errorf("read the journal: %w", err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	for e, err := range journal.Read(f) {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		c := p.contacts[p.same(e.Key)]
		if e.Key == "" || c == nil {
			continue
		}
		if c.row == 0 {
			c.file, c.row = p.name(e.File), e.Row
		}
		if c.who == "" {
			c.who = strings.Clone(e.Who)
		}
		switch e.Act {
		case journal.Rewrite, journal.Copy, journal.Move, journal.Split, journal.Upgrade:
			if len(c.cells) > 0 {
				for _, n := range e.Numbers {
					c.numbers = append(c.numbers, strings.Clone(n))
				}
			}
		}
		if e.Act == journal.Split && e.Holder > 0 {
			for _, n := range e.Numbers {
				p.leans = append(p.leans, leaning{key: p.same(e.Key), number: strings.Clone(n)})
			}
		}
	}
	return nil
}

// name gives the name of an input, which the run knows: a text of the journal would keep its whole line in memory.
func (p *plan) name(file string) string {
	for _, in := range p.Summary.Inputs {
		if in.Name == file {
			return in.Name
		}
	}
	return strings.Clone(file)
}

// at gives the cell of a column, "" if there is none.
func at(header, cells []string, name string) string {
	if i := slices.Index(header, name); i >= 0 && i < len(cells) {
		return cells[i]
	}
	return ""
}

// bare takes off the apostrophe that keeps a spreadsheet from taking a text for a formula.
func bare(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && rest != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(rest)[0]) {
		return rest
	}
	return s
}

// base gives the last part of a path in the run.
func base(p string) string { return path.Base(p) }
