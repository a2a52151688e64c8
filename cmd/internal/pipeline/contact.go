package pipeline

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/country"
	"github.com/callready/callready/normalize/phone"
	"github.com/callready/callready/normalize/required"
)

// Parts are the readers that a pass needs; they are shared by all workers.
type Parts struct {
	Binding *profile.Binding
	Phone   *phone.Reader
	Rules   *normalize.Rules
	Columns []int // the column of each field of the rules
	Name    *nameTemplate
	Ext     int   // the extension column, -1
	Must    []int // columns without which the CRM refuses a new contact; -1 for one that the export lacks
	Where   []Where
	Skip    map[string]bool
	Issued  *Issued    // new contacts of earlier runs; nil for none
	ByKey   bool       // changes are imported by record id
	Once    bool       // a corrected file goes in by record id: none may come twice
	Whole   bool       // corrected files are written
	Others  [2]*whatIf // the policies one and readable, for the counts; nil where it is the run's own, or nobody counts
	Form    bool       // contacts are written in the form of another program
	Keys    *keyForm   // what a record id of this CRM looks like; nil if that is not known
	Asks    *asks      // corrections; nil for none

	Demands  []Demand // mandatory fields
	present  []int    // of these, the ones that the export has a column for
	needs    []int    // of these, the ones of which a new contact has its parent's value and must have one
	hopeless bool     // no new contact can have all mandatory values
}

// reader reads one contact after the other; every worker has its own.
type reader struct {
	*Parts
	census  *phone.Census
	company *companies
	twice   map[uint64]bool // hashes of the record ids that several rows have; nil before they are known
	fillers frequentKeys
	notes   *notes   // of the batch at hand; nil for none
	file    int      // the input that the batch at hand is of
	before  int      // rows of the inputs before that one
	starts  []int    // by input the rows before it, once they are known
	marks   []uint64 // numbers of the record that was noted last, by field; 0 for a cell that must be read
	unread  []int    // fields that a note says nothing of
	all     []int    // fields
	scratch []byte
	regions memo[country.Match] // country cells
	mails   memo[string]        // e-mail domains
	senses  memo[profile.Sense] // labels of numbers
	firms   memo[bool]          // cells that say whether a record is a company
	labels  []int               // the label column of each field, -1; nil where no field has one
	fields  []normalize.Field   // as the labels of the contact at hand have them
	blank   func(col int) bool  // of the record that continues asks about
	keys    []uint64            // of the numbers of the contact that is surveyed
	held    []held              // by a record, as its note has it
	settle  *normalize.Settler
	others  [2]*normalize.Settler // by the policies one and readable, for the counts; nil where there is none
	who     *identity
	self    self            // the contact that was identified last
	kept    strings.Builder // texts that were handed out
	mail    []byte          // of the contact at hand, in lower case
	lower   []byte          // a key in lower case
	contact normalize.Contact
	hints   []phone.Hint
	own     normalize.Finder // [reader.alone]
	cells   *phone.Worker
	ctx     phone.Context // of the contact at hand
	sign    phone.Reading // a cell read for its country alone
	full    []byte        // a name in the making

	lines  []int32 // corrections that may be about the contact at hand
	fits   []fit   // of these, the ones whose cell holds what they say
	amends []amend // by field; empty without corrections

	asked struct { // the record that continues asks about
		b *record.Batch
		i int
	}
	samples    []required.Sample // by demand, in the first pass
	passedOver bool              // the contact that was read last is left out with --where or --skip
}

// memo is a bounded map from a text to what was found for it.
type memo[T any] map[string]T

const memoMost = 4096

func (m memo[T]) get(key []byte, find func(string) T) T {
	if v, ok := m[string(key)]; ok {
		return v
	}
	if len(m) >= memoMost {
		clear(m)
	}
	k := string(key)
	v := find(k)
	m[k] = v
	return v
}

func newReader(p *Pass) *reader {
	r := &reader{
		Parts: &p.Parts, census: p.census, company: p.company, twice: p.twice, fillers: p.fillers,
		senses: memo[profile.Sense]{}, firms: memo[bool]{}, labels: labelColumns(p.Binding, p.Columns),
		regions: memo[country.Match]{}, mails: memo[string]{},
		samples: p.samplers(),
		contact: normalize.Contact{Readings: make([]phone.Reading, len(p.Columns))}, cells: p.Phone.Worker(), who: newIdentity(p.Name), settle: p.Rules.Settler(),
	}
	if p.Asks != nil {
		r.amends, r.starts = make([]amend, len(p.Columns)), p.starts
	}
	for f := range p.Columns {
		r.all = append(r.all, f)
	}
	for k, w := range p.Others {
		if w != nil {
			r.others[k] = w.rules.Settler()
		}
	}
	r.own, r.marks = r.alone, make([]uint64, len(p.Columns))
	r.blank = func(col int) bool { return len(r.value(r.asked.b, r.asked.i, col)) == 0 }
	return r
}

// continues tells whether record i goes on with the one above it, and is no contact.
func (r *reader) continues(b *record.Batch, i int) bool {
	if r.Binding.Profile.Lines == "" {
		return false
	}
	r.scratch = r.scratch[:0]
	r.asked.b, r.asked.i = b, i
	return r.Binding.Continues(r.blank)
}

// isFirm tells whether record i is a company among persons.
func (r *reader) isFirm(b *record.Batch, i int) bool {
	v := r.value(b, i, r.Binding.Firm)
	return len(v) > 0 && r.firms.get(v, profile.IsFirm)
}

// value gives the trimmed text of a column; -1 and columns that the record lacks are empty.
func (r *reader) value(b *record.Batch, i, col int) []byte {
	if col < 0 {
		return nil
	}
	return bytes.TrimSpace(b.Value(i, col, &r.scratch))
}

// lower appends a text in lower case.
func lower(dst, s []byte) []byte {
	for len(s) >= 8 {
		w := binary.LittleEndian.Uint64(s)
		if w&highBits != 0 {
			break
		}
		// Of bytes below 0x80, those from 'A' on get a high bit from the first sum, those beyond 'Z' from the second.
		upper := ((w + lowBits*(0x80-'A')) ^ (w + lowBits*(0x7f-'Z'))) & highBits
		dst = binary.LittleEndian.AppendUint64(dst, w|upper>>2)
		s = s[8:]
	}
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRune(s[i:])
			dst = utf8.AppendRune(dst, unicode.ToLower(r))
			i += size
			continue
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		dst = append(dst, c)
		i++
	}
	return dst
}

const (
	lowBits  = 0x0101010101010101
	highBits = lowBits << 7
)

// text is value as a string.
func (r *reader) text(b *record.Batch, i, col int) string { return r.keep(r.value(b, i, col)) }

// textChunk is how much text is set aside at once, in bytes; a longer text gets memory of its own.
const textChunk = 4096

// keep gives a text that lives on. It is cut from a larger piece, so that it costs no allocation of its own.
func (r *reader) keep(text []byte) string {
	switch {
	case len(text) == 0:
		return ""
	case len(text) > textChunk/8:
		return string(text)
	case r.kept.Cap()-r.kept.Len() < len(text):
		r.kept = strings.Builder{}
		r.kept.Grow(textChunk)
	}
	at := r.kept.Len()
	r.kept.Write(text)
	return r.kept.String()[at:]
}

// read reads record i. The contact is valid until the next call.
func (r *reader) read(b *record.Batch, i int, row uint32) *normalize.Contact {
	c, named := r.holder(b, i, row)
	c.Firm = r.isFirm(b, i)
	c.Engaged, c.Bare, c.Ext = r.engaged(b, i), !named || r.lacking(b, i), r.text(b, i, r.Ext)
	c.Barred = ""
	if len(r.Demands) > 0 && r.refusable(b, i) {
		c.Barred = required.CodeRefused
	}
	r.passedOver = r.skips(b, i)
	r.issued(b, i)
	c.Refused = r.refused(r.value(b, i, r.Binding.Key))
	return c
}

// holder reads the phone cells of record i, and who it is; named as of [identity.person].
func (r *reader) holder(b *record.Batch, i int, row uint32) (c *normalize.Contact, named bool) {
	r.scratch = r.scratch[:0]
	c = &r.contact
	c.Row = row
	r.amend(b, i, row)
	r.label(b, i)
	if r.notes != nil {
		if note := r.notes.of(i); note != nil {
			named, all := r.recall(note)
			if !all {
				r.cellsOf(b, i, r.unread)
			}
			return c, named
		}
	}
	r.cellsOf(b, i, r.all)
	return c, r.identify(b, i, row)
}

// identify finds out who record i is; named as of [identity.person].
func (r *reader) identify(b *record.Batch, i int, row uint32) (named bool) {
	bd := r.Binding
	r.mail = r.mail[:0]
	if len(bd.Email) > 0 {
		r.mail = lower(r.mail, r.value(b, i, bd.Email[0]))
	}
	r.self = r.who.person(r.value(b, i, bd.First), r.value(b, i, bd.Last), r.value(b, i, bd.Full), r.value(b, i, bd.Company), r.mail, row)
	r.contact.Person, r.contact.Mail = r.self.person, mailHash(r.mail)
	return r.self.named
}

// cellsOf reads phone cells of record i; those of the other fields are known. Corrections that turn out to be none are as if
// nobody had written them.
func (r *reader) cellsOf(b *record.Batch, i int, fields []int) {
	for r.readCells(b, i, fields); r.retract(); r.readCells(b, i, fields) {
	}
}

func (r *reader) readCells(b *record.Batch, i int, fields []int) {
	r.locate(b, i)
	r.contact.Adrift = r.ctx.Country == ""
	if r.contact.Adrift {
		r.ctx.Hints = r.gather(b, i)
	}
	for _, f := range fields {
		r.cell(b, i, f)
	}
	if r.ctx.Country == "" {
		r.again(b, i)
	}
}

// cell reads the phone cell of a field.
func (r *reader) cell(b *record.Batch, i, f int) {
	if r.amended(f) {
		r.reread(&r.contact.Readings[f], b, i, f, &r.ctx)
		return
	}
	r.cells.Read(&r.contact.Readings[f], b.Value(i, r.Columns[f], &r.scratch), &r.ctx)
}

// engaged tells whether the contact has deals or tickets.
func (r *reader) engaged(b *record.Batch, i int) bool {
	return slices.ContainsFunc(r.Binding.Engaged, func(col int) bool {
		v := r.value(b, i, col)
		return len(v) > 0 && string(v) != "0" && string(v) != "0.0"
	})
}

// lacking tells whether the contact lacks a value without which the CRM refuses a new one.
func (r *reader) lacking(b *record.Batch, i int) bool {
	return slices.ContainsFunc(r.Must, func(col int) bool { return len(r.value(b, i, col)) == 0 })
}

// skips tells whether the user left this contact out with --where or --skip.
func (r *reader) skips(b *record.Batch, i int) bool {
	for _, w := range r.Where {
		if string(r.value(b, i, w.col)) != w.Value {
			return true
		}
	}
	return len(r.Skip) > 0 && r.Skip[string(r.value(b, i, r.Binding.Key))]
}
