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
	telling := p.telling()
	single := func(key uint64) bool { e, _ := p.index.Find(key); return e.Holders < 2 || e.Shared }
	return pass(ctx, p, "claims", look{only: p.doubles.has}, func(r *reader, b *record.Batch, out *claimed) error {
		out.own = out.own[:0]
		for k := range out.others {
			out.others[k] = out.others[k][:0]
		}
		for i := range b.Records {
			if b.Records[i].Kind != record.Data || !p.doubles.has(rowOf(&b.Records[i])) || r.continues(b, i) {
				continue
			}
			index.RLock()
			if row := rowOf(&b.Records[i]); !telling || !r.every(i, row, single) {
				p.claim(out, r, r.read(b, i, row))
			}
			index.RUnlock()
		}
		return nil
	}, func(out *claimed) error {
		index.Lock()
		defer index.Unlock()
		for _, h := range out.own {
			p.index.Claim(h.key, h.holder)
		}
		for k, list := range out.others {
			for _, h := range list {
				p.Others[k].claim(h)
			}
		}
		return nil
	})
}

// claimed is what the records of one batch claim, under the policy of the run and under the others.
type claimed struct {
	own    []held
	others [2][]held
	twice  []uint64 // the numbers of the record at hand that another one of the same person has
	claims []held   // its claims under another policy
}

// claim appends the claims of a contact to numbers that another record of the same person has too.
func (p *Pass) claim(out *claimed, r *reader, c *normalize.Contact) {
	twice := out.twice[:0]
	for f := range c.Readings {
		for i := range c.Readings[f].Numbers {
			if key, ok := r.holds(f, i); ok {
				if e, _ := p.index.Find(key); e.Holders > 1 && !e.Shared {
					twice = append(twice, key)
				}
			}
		}
	}
	if out.twice = twice; len(twice) == 0 {
		return
	}
	asks := func(e164 string) normalize.Holding { return normalize.Holding{Shared: p.find(e164).Shared} }
	if !r.passedOver { // else it is not touched: it neither keeps a number nor makes a contact of it
		out.own = appendClaims(out.own, c, r.settle.Outcome(c, asks))
	}
	for k, w := range p.Others {
		if w == nil {
			continue
		}
		hs := out.claims[:0]
		if !r.passedOver {
			hs = appendClaims(hs, c, r.others[k].Outcome(c, asks))
		}
		out.claims = hs
		for _, key := range twice {
			out.others[k] = append(out.others[k], held{key, dedupe.Holder{Row: c.Row, Person: c.Person, Mail: c.Mail}})
			for _, h := range hs {
				if h.key == key {
					out.others[k] = append(out.others[k], h)
				}
			}
		}
	}
}

// appendClaims appends the claims of a contact to its numbers.
func appendClaims(hs []held, c *normalize.Contact, o *normalize.Outcome) []held {
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
