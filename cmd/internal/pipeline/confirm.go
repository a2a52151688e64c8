package pipeline

import (
	"context"

	"github.com/callready/callready/io/record"
	"github.com/callready/callready/normalize"
)

// confirm looks once more at the records that answer for a number of one person's several records and said, knowing nobody
// else's plans, that they put it into a cell of its own or make a contact of it. One that will not, because another number of the
// cell is somebody else's, takes its word back: the other records would let go of the number for nothing. Numbers that
// stand in a cell of their own already need no such look, nor does a record that answers for all its numbers: it was settled
// as if it did.
func (p *Pass) confirm(ctx context.Context) error {
	var rows answers
	for key, e := range p.index.Contested() {
		rows.add(e.Row, key)
	}
	rows.sort()
	var others [2]answers
	for k, w := range p.Others {
		if w != nil {
			others[k] = w.contested()
		}
	}
	if len(rows)+len(others[0])+len(others[1]) == 0 {
		return nil
	}
	var wanted rowSet
	for _, list := range []answers{rows, others[0], others[1]} {
		for _, a := range list {
			wanted.add(a.row)
		}
	}
	telling := p.telling()
	find := normalize.Finder(p.find)
	var finders [2]normalize.Finder
	for k, w := range p.Others {
		if w != nil {
			finders[k] = w.finder(find)
		}
	}
	type taken struct {
		own    []uint64
		others [2][]uint64
	}
	var all taken
	err := pass(ctx, p, "confirm", look{only: wanted.has}, func(r *reader, b *record.Batch, out *taken) error {
		*out = taken{}
		for i := range b.Records {
			rec := &b.Records[i]
			if rec.Kind != record.Data || !wanted.has(rowOf(rec)) {
				continue
			}
			if row := rowOf(rec); telling && r.every(i, row, func(key uint64) bool { return p.answersFor(row, key) }) {
				continue
			}
			c := r.read(b, i, rowOf(rec))
			if keys := rows.of(c.Row); len(keys) > 0 {
				out.own = append(out.own, unkept(keys, r.settle.Outcome(c, find))...)
			}
			for k := range others {
				if keys := others[k].of(c.Row); len(keys) > 0 {
					out.others[k] = append(out.others[k], unkept(keys, r.others[k].Outcome(c, finders[k]))...)
				}
			}
		}
		return nil
	}, func(out *taken) error {
		all.own = append(all.own, out.own...)
		for k := range out.others {
			all.others[k] = append(all.others[k], out.others[k]...)
		}
		return nil
	})
	for _, key := range all.own {
		p.index.Disclaim(key)
	}
	for k, keys := range all.others {
		for _, key := range keys {
			p.Others[k].disclaim(key)
		}
	}
	return err
}

// answersFor tells whether no other record answers for a number under any policy, or whether it is a shared line, for which nobody
// does.
func (p *Pass) answersFor(row uint32, key uint64) bool {
	e, _ := p.index.Find(key)
	if e.Holders < 2 || e.Shared {
		return true
	}
	for _, w := range p.Others {
		if w == nil {
			continue
		}
		if a, ok := w.answers.get(key); ok && a.row != row {
			return false
		}
	}
	return e.Row == row
}
