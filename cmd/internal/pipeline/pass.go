package pipeline

import (
	"context"

	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/phone"
	"github.com/callready/callready/normalize/required"
)

// Table is what a pass reads: one table that can be read from the start any number of times.
type Table interface {
	Reader(ctx context.Context) (record.Reader, error)
}

// Progress hears of the bytes and rows that a pass has gone through.
type Progress interface {
	Stage(name string, total int64)
	Add(n int64)
	Rows(n int64)
}

// Pass holds what the passes over the files of a run hand to each other.
type Pass struct {
	Parts
	Workers  int
	Progress Progress
	Temp     string // folder for temporary files

	inputs   []Input
	starts   []int // by input the rows before it
	rows     int   // of all inputs
	census   *phone.Census
	company  *companies
	twice    map[uint64]bool // record ids that several rows have which differ
	again    repeats
	fillers  frequentKeys
	distinct int  // numbers, about
	surveyed bool // the six above, starts and rows are known
	index    *dedupe.Index
	doubles  rowSet              // every row with a number that another row has too
	samples  [][]required.Sample // of the mandatory columns, by worker and demand
	kept     *keeper             // what the first pass keeps for the others; nil if there are none
	splice   bool                // whoever wants a workbook's own bytes gets its rows' XML
}

// pass runs one pass over the files, or what was kept of them.
func pass[T any](ctx context.Context, p *Pass, stage string, what look, work func(*reader, *record.Batch, *T) error, take func(*T) error) error {
	workers := make([]*reader, p.Workers)
	for i := range workers {
		workers[i] = newReader(p)
	}
	return scan(ctx, p.source(ctx, stage, what), workers, func(r *reader, s *section, out *T) error {
		if err := s.load(); err != nil {
			return err
		}
		p.again.mark(&s.Batch)
		r.notes, r.file, r.before = &s.notes, s.file, s.before
		if p.surveyed {
			r.before = p.starts[s.file]
		}
		if what.only == nil {
			p.Progress.Rows(dataRows(&s.Batch))
		}
		return work(r, &s.Batch, out)
	}, take)
}

// dataRows counts the rows of a batch that are contacts.
func dataRows(b *record.Batch) (n int64) {
	for i := range b.Records {
		if b.Records[i].Kind == record.Data {
			n++
		}
	}
	return n
}

// source begins to read what was kept of the files, or the files themselves.
func (p *Pass) source(ctx context.Context, stage string, what look) source[section] {
	kept := p.kept
	if !p.surveyed {
		kept = nil
	}
	if kept != nil && !what.raw {
		p.Progress.Stage(stage, kept.blocks.Size())
		return &keptReader{k: kept, look: what, add: p.Progress.Add}
	}
	bytes := int64(0)
	for i := range p.inputs {
		bytes += p.inputs[i].Bytes
	}
	p.Progress.Stage(stage, bytes)
	if kept != nil && kept.sheets && p.splice {
		return &sheetReader{keptReader: keptReader{k: kept, look: what, add: func(int64) {}}, ctx: ctx, inputs: p.inputs, hears: p.Progress.Add}
	}
	n := &noted{source: &queue{ctx: ctx, p: p, splice: p.splice, keep: p.kept != nil && p.kept.sheets && !p.surveyed}}
	if kept != nil {
		n.kept = &keptReader{k: kept, add: func(int64) {}}
	}
	return n
}

// metered tells the progress how far a table has been read, by the table's own count: a batch holds the texts of a
// workbook, not its bytes.
type metered struct {
	record.Reader
	consumed func() int64
	add      func(n int64)
	last     int64
}

func (c *metered) Read(b *record.Batch) error {
	err := c.Reader.Read(b)
	now := c.consumed()
	c.add(now - c.last)
	c.last = now
	return err
}

// held is one number of one contact on its way into the index.
type held struct {
	key    uint64
	holder dedupe.Holder
}

// build reads all cells once and makes the index of who has which number.
func (p *Pass) build(ctx context.Context) error {
	p.index = dedupe.NewIndex(p.distinct)
	return pass(ctx, p, "index", look{lean: p.telling()}, func(r *reader, b *record.Batch, hs *[]held) error {
		*hs = (*hs)[:0]
		for i := range b.Records {
			if b.Records[i].Kind != record.Data || r.continues(b, i) {
				continue
			}
			if row := rowOf(&b.Records[i]); b.Records[i].N < 0 {
				*hs = r.marked(*hs, r.notes.of(i), row)
			} else {
				c, _ := r.holder(b, i, row)
				*hs = r.holdings(*hs, c)
			}
		}
		return nil
	}, func(hs *[]held) error {
		for _, h := range *hs {
			if other := p.index.Add(h.key, h.holder); other != 0 {
				p.doubles.add(other)
				p.doubles.add(h.holder.Row)
			}
		}
		return nil
	})
}

// telling tells whether notes alone say who has what: they do, but for labels, for rows that go on with the one above them, and
// for fillers.
func (p *Pass) telling() bool {
	return len(p.fillers) == 0 && p.Binding.Profile.Lines == "" && labelColumns(p.Binding, p.Columns) == nil
}

// every tells whether something holds for all numbers of record i of the batch at hand, as far as its note knows them all.
func (r *reader) every(i int, row uint32, holds func(key uint64) bool) bool {
	note := r.notes.of(i)
	if note == nil || note[noteHead]&noteAll == 0 {
		return false
	}
	r.held = r.marked(r.held[:0], note, row)
	for _, h := range r.held {
		if !holds(h.key) {
			return false
		}
	}
	return true
}

// holdings appends the numbers that a contact holds, fax numbers left out.
func (r *reader) holdings(hs []held, c *normalize.Contact) []held {
	for f := range c.Readings {
		for i := range c.Readings[f].Numbers {
			if key, ok := r.holds(f, i); ok {
				hs = append(hs, held{key, dedupe.Holder{Row: c.Row, Person: c.Person, Mail: c.Mail}})
			}
		}
	}
	return hs
}

// holds gives the key of the i-th number in a field of the contact at hand, if it is one that the index has.
func (r *reader) holds(f, i int) (key uint64, ok bool) {
	n := &r.contact.Readings[f].Numbers[i]
	if r.contact.Fields[f].Owner == normalize.Fax || n.Confidence < phone.Likely || n.Kind == "fax" {
		return 0, false
	}
	return dedupe.Key(n.E164)
}

// alone is what the index says of a number that only the contact at hand holds.
func (r *reader) alone(string) normalize.Holding {
	c := &r.contact
	return normalize.Holding{Row: c.Row, Person: c.Person, Mail: c.Mail}
}

// find asks the index on behalf of settling.
func (p *Pass) find(e164 string) normalize.Holding {
	key, ok := dedupe.Key(e164)
	if !ok {
		return normalize.Holding{}
	}
	e, ok := p.index.Find(key)
	if !ok {
		return normalize.Holding{}
	}
	return normalize.Holding{Row: e.Row, Person: e.Person, Mail: e.Mail, Claims: e.Claim > dedupe.Holds, Shared: e.Shared}
}

func rowOf(r *record.Record) uint32 {
	return uint32(r.Row) // A run with four thousand million rows is refused before.
}
