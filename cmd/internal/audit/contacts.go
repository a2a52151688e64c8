package audit

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/callready/callready/cmd/internal/audit/source"
	"github.com/callready/callready/cmd/internal/report/words"
	"github.com/callready/callready/cmd/internal/when"
	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/normalize/country"
	"github.com/callready/callready/normalize/phone"
)

// class says how an integration sees a number in a cell, the better ones first.
type class uint8

const (
	inE164   class = iota + 1
	accepted       // not E.164, but this integration finds it today
	form           // in a field that is read, in a form that is not matched
	unread         // in a field that is not read
	unsure         // the cell may hold the number, and nobody can be sure
)

// held is what the contacts do with a number that rings.
type held struct {
	calls    uint32
	holders  [unsure + 1]uint32 // contacts by the best class that they have the number in
	fixable  bool               // cleaning brings it into a field that is read
	key      string             // record id, else row, of the contact that stands for the class
	column   string
	cell     string // as it is, where it is not matched
	best     class  // of that contact
	modified int64  // of the winner
	winner   string // who would get the call where several could; "" unknown
	tie      bool
}

// matched is how many contacts the integration would find.
func (h *held) matched() uint32 { return h.holders[inE164] + h.holders[accepted] }

// contactCounts is what the contacts look like as a whole.
type contactCounts struct {
	contacts, withPhone       int64
	e164, accepted, unmatched int64 // contacts by their worst cell, as a clean counts them
	malformed                 int64 // contacts with a number of their own whose form is not matched
	stuck                     int64 // of these, contacts with one that a clean leaves to a person
	several                   int64 // cells with several numbers
	severalStuck              int64 // of these, cells that a clean leaves to a person
	outside                   int64 // contacts with a number that stands in no read field of any contact
	outsideStuck              int64 // of these, contacts with one that a clean does not bring into one
	bare                      int64 // contacts whose primary field is blank while another one is filled
	bareStuck                 int64 // of these, contacts of which a clean has no number for it
	shared                    int64 // numbers on several contacts
	sharedContacts            int64
	columns                   []columnCount
}

// columnCount is what a phone column holds.
type columnCount struct {
	header    string
	read      bool
	own       bool
	filled    int64
	malformed int64 // cells whose form is not matched
	outside   int64 // numbers that stand in no read field of any contact
}

// contacts reads an export of contacts.
type contacts struct {
	files   []*source.File // with the columns of the first
	binding *profile.Binding
	cells   *phone.Worker
	wanted  map[uint64]*held // by the key of the number; nil where no calls were given
	index   *dedupe.Index
	census  phone.Census
	firms   map[uint64]string // company → country, "" where its contacts differ
	counts  contactCounts

	readings []phone.Reading
	fields   []contactField
	texts    [][]byte
	found    []number // of the contact at hand
	ctx      phone.Context
	hints    []phone.Hint
	sign     phone.Reading
	regions  map[string]country.Match
	row      uint32
	at       int            // the file at hand
	ids      map[uint64]int // record id → the first file that has it; nil for one file
	repeats  int64          // contacts that an earlier file has
	twice    rowsAgain      // of rows that stand there once more
	strays   []stray        // numbers in fields that are not read
	voice    words.Voice
	rooms    int         // places for numbers of the contact at hand that cannot stay in their cells; -1 for any number
	labels   []int       // the label column of each field, -1
	machine  []bool      // the field of the contact at hand is labelled as a fax
	clock    *when.Clock // of the column with the last change
}

// contactField is one phone column of the contact's own, or of another.
type contactField struct {
	col     int
	own     bool
	read    bool
	primary bool
}

// number is a number of the contact at hand.
type number struct {
	key   uint64
	class class
	field int
	fix   bool
}

// stray is a number of a contact that stands in none of its read fields.
type stray struct {
	key   uint64
	row   uint32
	field int32
	fix   bool // a clean brings it into one, or makes a contact of it
}

// openContacts finds out what an export of contacts is; name is a profile of the user's choice, "" to find it out.
func openContacts(files []*source.File, name string) (*contacts, error) {
	f := files[0]
	sample := f.Sample()
	for _, g := range files[1:] {
		sample = append(slices.Clip(sample), g.Sample()...)
	}
	var p *profile.Profile
	if name != "" && name != "auto" {
		var err error
		load := profile.Find
		if strings.ContainsAny(name, `/\.`) {
			load = profile.Load
		}
		if p, err = load(name); err != nil {
			return nil, err
		}
	} else if g := profile.Detect(f.Header(), sample); len(g) > 0 {
		p = g[0].Profile
	}
	b, err := p.Bind(f.Header(), sample, profile.Options{})
	if _, ok := errors.AsType[*profile.MissingKeyError](err); ok {
		err = nil // Nothing is imported back.
	}
	if _, ok := errors.AsType[*profile.NoPhoneError](err); ok {
		return nil, &source.WrongKindError{Name: f.Name, Wanted: source.Contacts, Is: f.LooksLike(), Missing: []string{"phone"}, Header: f.Header()}
	}
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		f.Unguard(p.File.Guards)
	}
	person := b.First >= 0 || b.Last >= 0 || len(b.Email) > 0
	if is := f.LooksLike(); is == source.Calls || is != "" && !person {
		return nil, &source.WrongKindError{Name: f.Name, Wanted: source.Contacts, Is: is}
	}
	c := &contacts{files: files, binding: b, clock: when.NewClock(sample, b.Modified), firms: map[uint64]string{}, regions: map[string]country.Match{}}
	add := func(cols []int, own bool) {
		for _, col := range cols {
			bound := &b.Columns[col]
			c.fields = append(c.fields, contactField{col: col, own: own, read: own && (bound.Read || !b.Readable), primary: col == b.Primary})
			c.counts.columns = append(c.counts.columns, columnCount{header: bound.Header, own: own, read: own && (bound.Read || !b.Readable)})
		}
	}
	add(b.Phones, true)
	add(b.Others, false)
	add(b.Faxes, false)
	c.readings = make([]phone.Reading, len(c.fields))
	c.texts, c.machine = make([][]byte, len(c.fields)), make([]bool, len(c.fields))
	for _, f := range c.fields {
		c.labels = append(c.labels, b.LabelOf(f.col))
	}
	return c, nil
}

// read reads the export twice: for the countries that it shows, and for its numbers. It gives the rows of each file.
func (c *contacts) read(ctx context.Context, r *phone.Reader) (rows []int64, err error) {
	c.cells, c.index = r.Worker(), dedupe.NewIndex(0)
	if err := c.survey(ctx); err != nil {
		return nil, err
	}
	rows = make([]int64, len(c.files))
	all := int64(0)
	if len(c.files) > 1 {
		c.ids = map[uint64]int{}
	}
	for at, f := range c.files {
		c.at = at
		err = f.Each(ctx, func(r *source.Row) error {
			rows[at]++
			if all++; all > 1<<32-2 {
				return fmt.Errorf("%s has too many rows", f.Name)
			}
			c.row = uint32(all)
			if !c.again(r) && !c.twice.again(c, r) {
				c.contact(r)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	c.outside()
	return rows, nil
}

// again tells whether a contact stood in an earlier file, by its record id: exports overlap, and a number of one contact is on one
// contact.
func (c *contacts) again(r *source.Row) bool {
	id := r.Cell(c.binding.Key)
	if c.ids == nil || len(id) == 0 {
		return false
	}
	key := dedupe.Hash64(id)
	first, seen := c.ids[key]
	switch {
	case !seen:
		c.ids[key] = c.at
		return false
	case first == c.at:
		return false
	}
	c.repeats++
	return true
}

// modified gives when a contact was changed last, as seconds; 0 if that is not known.
func (c *contacts) modified(r *source.Row) int64 {
	if c.binding.Modified < 0 {
		return 0
	}
	t, ok := c.clock.Parse(r.Text(c.binding.Modified))
	if !ok {
		return 0
	}
	return t.Unix()
}

// name gives what names a contact: its record id, else its row.
func (c *contacts) name(r *source.Row) string {
	if k := r.Text(c.binding.Key); k != "" {
		return k
	}
	if len(c.files) > 1 {
		return c.voice.Say("row.of", "n", itoa(r.N), "file", filepath.Base(c.files[c.at].Name))
	}
	return c.voice.Say("row", "n", itoa(r.N))
}
