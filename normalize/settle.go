package normalize

import (
	"slices"
	"strings"

	"github.com/callready/callready/normalize/phone"
)

type fate uint8

const (
	open      fate = iota
	stays          // remains in its cell
	moves          // goes to an empty field of the contact
	same           // stands in another field already
	child          // becomes a contact
	elsewhere      // a contact of the same person has it already
	stuck          // can go nowhere
)

// piece is one number of a cell on its way.
type piece struct {
	*phone.Number // of the reading; not changed
	fate          fate
	to            int // field for moves and same
	copyTo        int // field that gets it as well; -1
	child         int // 1…n
	held          bool
	holder        uint32
	why           []string // codes of the way out
	note          []string // codes of the number that stays
	known         bool     // the index was asked
	index         Holding  // and said this
}

type state uint8

const (
	blank  state = iota
	opened       // its numbers can be settled
	locked       // left as it was
	aside        // a fax column that is left alone
)

type cell struct {
	state  state
	exact  bool
	codes  []string // why it is locked, or what was done to it as a whole
	pieces []piece
}

// Settler settles contacts one after the other by the same rules, for one goroutine, in memory that it uses again.
type Settler struct {
	d       decision
	pieces  []piece
	numbers []phone.Number
	made    []bool
	result  Plan
	outcome Outcome
}

// Settler makes a settler of the rules.
func (r *Rules) Settler() *Settler {
	s := &Settler{}
	s.d = decision{Rules: r, s: s}
	return s
}

// decision is one attempt to settle a contact. When a cell turns out to be unable to let its numbers go, it is locked
// and the attempt starts afresh, so that no other cell relies on it.
type decision struct {
	*Rules
	s        *Settler
	c        *Contact
	fields   []Field // the contact's, else those of the rules
	find     Finder
	cells    []cell
	lock     map[int][]string // cells locked by an earlier attempt, with the codes
	taken    []bool           // empty fields that get a number in this attempt
	placed   []spot           // numbers that stand in a read field after this attempt
	children []string         // numbers of the children
	unsplit  string
}

// spot is a number that stands in a field.
type spot struct {
	e164  string
	field int
}

// Settle decides what becomes of a contact. The plan is valid until the next call; it holds parts of the contact's readings.
func (s *Settler) Settle(c *Contact, find Finder) *Plan {
	d := &s.d
	d.begin(c, find)
	if d.idle() {
		d.cells, d.children, d.unsplit = d.cells[:0], d.children[:0], ""
		return d.plan()
	}
	for !d.attempt() {
	}
	return d.plan()
}

// Children gives how many children [Settler.Settle] would make of a contact.
func (s *Settler) Children(c *Contact, find Finder) int {
	d := &s.d
	d.begin(c, find)
	if n, ok := d.plainChildren(); ok {
		return n
	}
	for !d.attempt() {
	}
	return len(d.children)
}

// begin starts on a contact.
func (d *decision) begin(c *Contact, find Finder) {
	d.c, d.fields, d.find = c, d.Fields, find
	if c.Fields != nil {
		d.fields = c.Fields
	}
	clear(d.lock)
}

// Settle decides what becomes of a contact. A [Settler] settles many contacts faster.
func (r *Rules) Settle(c *Contact, find Finder) Plan { return *r.Settler().Settle(c, find) }

// Outcome is what a contact does with the numbers that it can settle.
type Outcome struct {
	Has    []string // they stand in a cell of their own that the integration reads, and stay there
	Keeps  []string // they will stand in a cell of their own that the integration reads
	Splits []string // they become contacts
}

// Outcome settles the contact and gives what it does with its numbers. The lists are good until the next call.
func (s *Settler) Outcome(c *Contact, find Finder) *Outcome {
	o := &s.outcome
	o.Has, o.Keeps, o.Splits = o.Has[:0], o.Keeps[:0], o.Splits[:0]
	p := s.Settle(c, find)
	for _, ch := range p.Children {
		o.Splits = append(o.Splits, ch.Number.E164)
	}
	found := func(f int) bool { return s.d.fields[f].Read && s.d.fields[f].Owner != Fax }
	for f := range c.Readings {
		written := slices.ContainsFunc(p.Writes, func(w Write) bool { return w.Field == f })
		if rd := &c.Readings[f]; rd.Verdict == phone.Exact && !written && found(f) && !slices.Contains(o.Splits, rd.Numbers[0].E164) {
			o.Has = append(o.Has, rd.Numbers[0].E164)
		}
	}
	for _, w := range p.Writes {
		if !w.Clear && found(w.Field) && !slices.Contains(o.Splits, w.Value) {
			o.Keeps = append(o.Keeps, w.Value)
		}
	}
	return o
}

// attempt settles all cells; it reports false when it locked one more cell.
func (d *decision) attempt() bool {
	d.cells = slices.Grow(d.cells[:0], len(d.fields))[:len(d.fields)]
	d.taken = slices.Grow(d.taken[:0], len(d.fields))[:len(d.fields)]
	clear(d.taken)
	d.placed, d.children, d.unsplit = d.placed[:0], d.children[:0], ""
	d.s.pieces = d.s.pieces[:0]
	for f := range d.fields {
		d.cells[f] = d.open(f)
	}
	for f := range d.fields {
		if d.fields[f].Owner != Own && d.cells[f].state == opened && !d.settleOther(f) {
			return false
		}
	}
	ok := true
	switch d.Policy {
	case Off:
		ok = d.settleOff()
	case Readable:
		ok = d.settleReadable()
	case One:
		ok = d.settleOne()
	}
	return ok && d.settleExtensions()
}

// open looks at one cell by itself: is it empty, sure, or left for a person?
func (d *decision) open(f int) cell {
	rd := &d.c.Readings[f]
	if rd.Verdict == phone.Empty {
		return cell{state: blank}
	}
	if d.fields[f].Owner == Fax && !d.Fax {
		return cell{state: aside, exact: rd.Verdict == phone.Exact, codes: append(slices.Clone(rd.Codes), CodeFaxLeft), pieces: d.pieces(rd)}
	}
	k := cell{state: opened, exact: rd.Verdict == phone.Exact, codes: slices.Clone(rd.Codes), pieces: d.pieces(rd)}
	lock := func(code string) cell {
		k.state = locked
		k.codes = append([]string{code}, k.codes...)
		return k
	}
	if rd.Verdict == phone.Undecided || len(rd.Numbers) == 0 {
		k.state = locked
		return k
	}
	if d.c.Refused != "" {
		if k.exact && len(k.pieces) == 1 {
			return cell{state: aside, exact: true, pieces: k.pieces}
		}
		return lock(d.c.Refused)
	}
	if codes, ok := d.lock[f]; ok {
		k.state = locked
		k.codes = append(slices.Clone(codes), k.codes...)
		return k
	}
	for i := range rd.Numbers {
		n := &rd.Numbers[i]
		switch {
		case n.Confidence < d.MinConfidence:
			return lock(CodeConfidence)
		case n.Kind == "fax" && d.fields[f].Owner != Fax:
			// Written as bare E.164 it would lose the word that says it is a fax, and become a phone of the contact.
			return lock(CodeFaxInCell)
		case n.Ext == "" || d.ExtHome:
		case d.DropExtras:
			dropped := *n
			dropped.Codes = join(n.Codes, CodeExtDropped)
			k.pieces[i].Number = &dropped
		default:
			return lock(CodeExtHome)
		}
	}
	if len(rd.Notes) > 0 && !d.NoteHome {
		if !d.DropExtras {
			return lock(CodeNoteHome)
		}
		k.codes = append(k.codes, CodeNoteDropped)
	}
	return k
}

// pieces makes the pieces of a cell. When their store grows, the pieces of earlier cells stay where they are.
func (d *decision) pieces(rd *phone.Reading) []piece {
	start := len(d.s.pieces)
	for i := range rd.Numbers {
		d.s.pieces = append(d.s.pieces, piece{Number: &rd.Numbers[i], to: -1, copyTo: -1})
	}
	return d.s.pieces[start:len(d.s.pieces):len(d.s.pieces)]
}

// holding asks the index for the number of a piece, once in an attempt.
func (d *decision) holding(p *piece) Holding {
	if !p.known {
		p.index, p.known = d.find(p.E164), true
	}
	return p.index
}

// shut locks a cell for the next attempt.
func (d *decision) shut(f int, codes ...string) bool {
	if d.lock == nil {
		d.lock = map[int][]string{}
	}
	d.lock[f] = slices.Compact(codes)
	return false
}

func (d *decision) settleOther(f int) bool {
	k := &d.cells[f]
	if len(k.pieces) > 1 {
		return d.shut(f, CodeOther)
	}
	k.pieces[0].fate = stays
	return true
}

func (d *decision) settleOff() bool {
	for f := range d.fields {
		k := &d.cells[f]
		if d.fields[f].Owner != Own || k.state != opened {
			continue
		}
		if len(k.pieces) > 1 {
			return d.shut(f, CodeSeveral)
		}
		k.pieces[0].fate = stays
	}
	return true
}

// settleExtensions finds out whether the one home for extensions is enough for the numbers that stay.
func (d *decision) settleExtensions() bool {
	if !d.ExtHome {
		return true
	}
	home := d.c.Ext
	for f := range d.cells {
		k := &d.cells[f]
		if k.state != opened {
			continue
		}
		for i := range k.pieces {
			p := &k.pieces[i]
			if p.Ext == "" || p.fate != stays && p.fate != moves && p.fate != same {
				continue
			}
			if home != "" && home != p.Ext {
				return d.shut(f, CodeExtTaken)
			}
			home = p.Ext
		}
	}
	return true
}

// primary gives the position of the primary field, or -1: also where a label beside it says that the cell is another's.
func (d *decision) primary() int {
	return slices.IndexFunc(d.fields, func(f Field) bool { return f.Primary && f.Owner == Own })
}

// own walks the opened cells of the contact's own fields in field order.
func (d *decision) own(yield func(f int, k *cell) bool) {
	for f := range d.fields {
		if d.fields[f].Owner == Own && d.cells[f].state == opened && !yield(f, &d.cells[f]) {
			return
		}
	}
}

// join puts two lists one behind the other; neither is changed, nor what is appended to the outcome written into them.
func join(a []string, b ...string) []string {
	switch {
	case len(b) == 0:
		return slices.Clip(a)
	case len(a) == 0:
		return slices.Clip(b)
	}
	return append(slices.Clone(a), b...)
}

func upgraded(n *phone.Number) bool {
	return slices.ContainsFunc(n.Codes, func(c string) bool { return strings.HasPrefix(c, "upgrade-") })
}
