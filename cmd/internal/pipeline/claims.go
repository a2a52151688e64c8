package pipeline

import (
	"context"
	"sync"

	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/normalize"
)

// claims asks the records that share a number with another record of the same person what they will do with it. They
// are settled with the knowledge of which numbers are shared lines, but not of each other: the strongest claim answers for
// the number, and only where one keeps it or makes a contact of it may the others let go of it.
func (p *Pass) claims(ctx context.Context) error {
	if !p.index.Twice() {
		return nil
	}
	// The workers ask who holds a number and whether it is a shared line, which no claim changes; but the index keeps that
	// beside what the claims do change.
	var index sync.RWMutex
	return pass(ctx, p, "claims", look{only: p.doubles.has}, func(r *reader, b *record.Batch, hs *[]held) error {
		*hs = (*hs)[:0]
		for i := range b.Records {
			if b.Records[i].Kind != record.Data || !p.doubles.has(rowOf(&b.Records[i])) || r.continues(b, i) {
				continue
			}
			c := r.read(b, i, rowOf(&b.Records[i]))
			if !r.passedOver { // else it is not touched: it neither keeps a number nor makes a contact of it
				index.RLock()
				*hs = p.claim(*hs, r, c)
				index.RUnlock()
			}
		}
		return nil
	}, func(hs *[]held) error {
		index.Lock()
		defer index.Unlock()
		for _, h := range *hs {
			p.index.Claim(h.key, h.holder)
		}
		return nil
	})
}

// claim appends the claims of a contact to numbers that another record of the same person has too.
func (p *Pass) claim(hs []held, r *reader, c *normalize.Contact) []held {
	twice := false
	for f := range c.Readings {
		for i := range c.Readings[f].Numbers {
			if key, ok := dedupe.Key(c.Readings[f].Numbers[i].E164); ok {
				e, _ := p.index.Find(key)
				twice = twice || e.Holders > 1 && !e.Shared
			}
		}
	}
	if !twice {
		return hs
	}
	o := r.settle.Outcome(c, func(e164 string) normalize.Holding { return normalize.Holding{Shared: p.find(e164).Shared} })
	for _, list := range []struct {
		claim   dedupe.Claim
		numbers []string
	}{{dedupe.Has, o.Has}, {dedupe.Keeps, o.Keeps}, {dedupe.Splits, o.Splits}} {
		for _, e164 := range list.numbers {
			if key, ok := dedupe.Key(e164); ok {
				hs = append(hs, held{key, dedupe.Holder{Row: c.Row, Person: c.Person, Mail: c.Mail, Claim: list.claim}})
			}
		}
	}
	return hs
}
