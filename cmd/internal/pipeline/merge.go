package pipeline

import (
	"encoding/binary"
	"slices"
	"strings"

	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/phone"
)

// Codes of what a person must know before records are merged.
const (
	CodeMergeEngaged = "merge-engaged"     // deals or tickets hang on a record that is to go
	CodeMergeLost    = "merge-not-carried" // a record that is to go has something that the one that stays does not get
	CodeMergeDiffers = "merge-differs"     // the two say different things; that of the record that stays is kept
	CodeMergeRefusal = "merge-refusal"     // a refusal to be contacted that an import cannot set
	CodeMergeGroups  = "merge-groups-left" // groups for which no merge could be prepared
	CodeMergeFinal   = "merge-no-way-back" // no import brings a merged or deleted record back
)

// fate says what a merge does with a column.
type fate uint8

const (
	stands fate = iota // nothing, and nothing is said of it: ids, dates that the CRM sets, what it computes
	lists              // nothing, but what would get lost is said
	fills              // blanks are filled
	dials              // the same, with sure numbers alone
	tags               // the label of a number: goes along with it
)

// merger is what preparing merges needs to know of the columns.
type merger struct {
	fates    []fate
	rules    []dedupe.Rule
	together []uint8
	own      []int // phone columns of the contact itself, in field order
	fields   []int // by column its field, -1
}

// newMerger says what a merge does with each column of an export.
func newMerger(b *profile.Binding, columns []int) *merger {
	n := len(b.Columns)
	m := &merger{fates: make([]fate, n), rules: make([]dedupe.Rule, n), together: make([]uint8, n), own: b.Phones, fields: make([]int, n)}
	for i := range b.Columns {
		c := &b.Columns[i]
		m.fields[i], m.rules[i] = -1, dedupe.Leave
		switch c.Role {
		case profile.First, profile.Last, profile.Full, profile.Salutation, profile.Title, profile.Email, profile.Company, profile.Address,
			profile.Country, profile.Language, profile.Owner, profile.Note:
			// Two records may not hold a unique value at a time, and both are there when this is imported.
			m.fates[i] = lists
			if !c.Fixed && !c.Unique && i != b.Key {
				m.fates[i], m.rules[i] = fills, dedupe.Fill
			}
		case profile.Refusal:
			m.fates[i], m.rules[i] = lists, dedupe.OptOut
		case profile.Consent:
			m.fates[i], m.rules[i] = lists, dedupe.Consent
		case profile.Phone, profile.Fax:
			m.fates[i] = dials
		case profile.Label:
			m.fates[i] = tags
		case profile.Other, profile.CompanyID:
			m.fates[i] = lists
		case profile.ID, profile.Created, profile.Modified, profile.Engaged, profile.Activity, profile.Firm, profile.LinkID, profile.LinkParent:
			m.fates[i] = stands
		}
		switch c.Role {
		case profile.Refusal, profile.Consent:
			if !c.Fixed {
				m.fates[i] = fills
			}
		case profile.Address, profile.Country:
			m.together[i] = 1
		case profile.Company, profile.Title:
			m.together[i] = 2
		default:
		}
		if c.Fixed && c.Role != profile.Refusal && c.Role != profile.Email {
			m.fates[i] = stands
		}
	}
	for f, col := range columns {
		m.fields[col], m.fates[col] = f, dials
	}
	return m
}

// later is what a record will be when this run's other files have been imported.
type later struct {
	usable  bool     // an import can name it, and nobody has left it out
	engaged bool     // it has deals or tickets
	old     []string // its cells as they are, by column
	now     []string // as they will be
	edited  []bool   // cells that the run's other files write
	sure    []bool   // phone cells that hold nothing but numbers that are sure
	numbers []string // those that it will have in E.164; in a cell that was left they are not
	called  []string // of these, those by which an integration finds it
	parted  []string // those that become contacts of their own
	leaves  []edited // numbers that stand in a column until somebody clears it by hand
}

// lacks tells whether a record that stays would not have a number of a column of one that goes, or not where a call finds it though
// one finds it there. What becomes a contact of its own is lacking nowhere.
func (p *people) lacks(stays, goes *later, col int, number string) bool {
	switch {
	case slices.Contains(stays.parted, number), slices.Contains(goes.parted, number):
		return false
	case p.calls(col):
		return !slices.Contains(stays.called, number)
	default:
		return !slices.Contains(stays.numbers, number)
	}
}

// packLater packs what the record at hand will be.
func (p *people) packLater(dst []byte, sc *scene) []byte {
	r, b, i := sc.r, sc.b, sc.i
	sc.c = r.read(b, i, rowOf(sc.rec))
	sc.load()
	passed := r.passedOver
	var edits []record.Edit
	var children []normalize.Child
	var leaving []normalize.Leaving
	if !passed {
		sc.asks = r.own
		if !sc.alone() {
			sc.asks = sc.find
		}
		plan := sc.plan()
		edits, children, leaving = sc.edits(plan), plan.Children, plan.ToClear
	}
	dst = append(dst, flag(!passed && p.nameable(r, sc.key)), flag(r.engaged(b, i)))
	for col := range p.Binding.Columns {
		dst = appendText(dst, b.Value(i, col, &r.scratch))
	}
	dst = binary.AppendUvarint(dst, uint64(len(children)))
	for k := range children {
		dst = appendText(dst, []byte(children[k].Number.E164))
	}
	dst = binary.AppendUvarint(dst, uint64(len(edits)))
	for _, e := range edits {
		dst = binary.AppendUvarint(dst, uint64(e.Col))
		dst = appendText(dst, []byte(e.Value))
	}
	dst = binary.AppendUvarint(dst, uint64(len(leaving)))
	for _, l := range leaving {
		dst = binary.AppendUvarint(dst, uint64(p.Columns[l.Field]))
		dst = appendText(dst, []byte(l.E164))
	}
	for f := range sc.c.Readings {
		rd := &sc.c.Readings[f]
		dst = append(dst, flag(rd.Verdict == phone.Read || rd.Verdict == phone.Exact))
		n := len(rd.Numbers)
		if sc.c.Fields[f].Owner != normalize.Own {
			n = 0
		}
		dst = binary.AppendUvarint(dst, uint64(n))
		for k := range n {
			dst = appendText(dst, []byte(rd.Numbers[k].E164))
		}
	}
	return dst
}

// nameable tells whether an import can name a record by its key.
func (p *people) nameable(r *reader, key string) bool {
	k := []byte(key)
	switch {
	case key == "", r.Keys != nil && !r.Keys.match(k), r.byMail() && !strings.Contains(key, "@"):
		return false
	default:
		return len(r.twice) == 0 || !r.twice[r.keyHash(k)]
	}
}

func flag(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// unpackLater is the way back from packLater.
func (p *people) unpackLater(c *cursor) *later {
	n := len(p.Binding.Columns)
	text := func() string { s := c.text(); return string(c.buf[s.Start:s.End]) }
	l := &later{usable: c.byte() == 1, engaged: c.byte() == 1, edited: make([]bool, n), sure: make([]bool, n)}
	for range n {
		l.old = append(l.old, text())
	}
	l.now = append(l.now, l.old...)
	for range int(c.number()) {
		l.parted = append(l.parted, text())
	}
	var values []edited
	for range int(c.number()) {
		e := edited{int(c.number()), text()}
		if e.col >= n {
			c.bad = true
			return l
		}
		l.now[e.col], l.edited[e.col] = e.text, true
		values = append(values, e)
	}
	for range int(c.number()) {
		l.leaves = append(l.leaves, edited{int(c.number()), text()})
	}
	for _, e := range values {
		if p.merge.fields[e.col] < 0 {
			continue // A note may name a number that calls are not matched on.
		}
		for _, e164 := range splitNumbers(e.text) {
			p.gets(l, e.col, e164)
		}
	}
	for _, col := range p.Columns {
		l.sure[col] = c.byte() == 1
		for range int(c.number()) {
			if e164 := text(); !l.edited[col] && strings.Contains(l.now[col], e164) {
				p.gets(l, col, e164)
			}
		}
	}
	return l
}

// edited is a text in a column.
type edited struct {
	col  int
	text string
}

// gets notes that a record has a number in a column, unless somebody is asked to clear it there.
func (p *people) gets(l *later, col int, e164 string) {
	if slices.Contains(l.leaves, edited{col, e164}) {
		return
	}
	l.numbers = append(l.numbers, e164)
	if p.calls(col) && p.findable(l.now[col], e164) {
		l.called = append(l.called, e164)
	}
}

// findable tells whether a number is all that a cell holds, or one of several values that the CRM takes apart.
func (p *people) findable(cell, e164 string) bool {
	if pr := p.Binding.Profile; pr.Join != "" && pr.JoinBack {
		for part := range strings.SplitSeq(cell, pr.Join) {
			if strings.TrimSpace(part) == e164 {
				return true
			}
		}
	}
	return strings.TrimSpace(cell) == e164
}

// calls tells whether an integration finds a record by a column, as far as that is known; by a fax or by somebody else's number it
// does not.
func (p *people) calls(col int) bool {
	if p.Binding.Readable {
		return p.Binding.Columns[col].Read
	}
	return slices.Contains(p.merge.own, col)
}
