package pipeline

import (
	"context"

	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/phone"
)

// Table is what a pass reads: one table that can be read from the start any number of times.
type Table interface {
	Reader(ctx context.Context) (record.Reader, error)
}

// Progress hears of the bytes that a pass has gone through.
type Progress interface {
	Stage(name string, total int64)
	Add(n int64)
}

// Pass holds what the passes over a table hand to each other.
type Pass struct {
	Parts
	Table    Table
	Bytes    int64 // size of the table, for the progress
	Workers  int
	Progress Progress
	Temp     string // folder for temporary files

	census  *phone.Census
	company *companies
	twice   map[uint64]bool // record ids that several rows have
	index   *dedupe.Index
	doubles rowSet // every row with a number that another record of the same person has, and some others
}

// pass runs one pass over the table.
func pass[T any](ctx context.Context, p *Pass, stage string, work func(*reader, *record.Batch, *T) error, take func(*T) error) error {
	src, err := p.Table.Reader(ctx)
	if err != nil {
		return err
	}
	workers := make([]*reader, p.Workers)
	for i := range workers {
		workers[i] = newReader(&p.Parts, p.census, p.company, p.twice)
	}
	p.Progress.Stage(stage, p.Bytes)
	if c, ok := p.Table.(interface{ Consumed() int64 }); ok {
		src = &metered{Reader: src, consumed: c.Consumed, add: p.Progress.Add}
	}
	return scan(ctx, src, workers, work, take)
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
	p.index = dedupe.NewIndex(0)
	return pass(ctx, p, "index", func(r *reader, b *record.Batch, hs *[]held) error {
		*hs = (*hs)[:0]
		for i := range b.Records {
			if b.Records[i].Kind == record.Data && !r.continues(b, i) {
				c, _ := r.holder(b, i, rowOf(&b.Records[i]))
				*hs = r.holdings(*hs, c)
			}
		}
		return nil
	}, func(hs *[]held) error {
		for _, h := range *hs {
			if p.index.Add(h.key, h.holder) {
				p.doubles.add(h.holder.Row)
			}
		}
		return nil
	})
}

// holdings appends the numbers that a contact holds, fax numbers left out.
func (r *reader) holdings(hs []held, c *normalize.Contact) []held {
	for f := range c.Readings {
		if c.Fields[f].Owner == normalize.Fax {
			continue
		}
		for _, n := range c.Readings[f].Numbers {
			key, ok := dedupe.Key(n.E164)
			if ok && n.Confidence >= phone.Likely && n.Kind != "fax" {
				hs = append(hs, held{key, dedupe.Holder{Row: c.Row, Person: c.Person, Mail: c.Mail}})
			}
		}
	}
	return hs
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
	return uint32(r.Row) // A file with four thousand million rows is refused before.
}
