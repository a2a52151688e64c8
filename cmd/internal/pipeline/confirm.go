package pipeline

import (
	"context"
	"slices"

	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/record"
)

// confirm looks once more at the records that answer for a number of one person's several records and said, knowing nobody
// else's plans, that they put it into a cell of its own or make a contact of it. One that will not, because another number of the
// cell is somebody else's, takes its word back: the other records would let go of the number for nothing. Numbers that
// stand in a cell of their own already need no such look.
func (p *Pass) confirm(ctx context.Context) error {
	rows := map[uint32][]uint64{}
	for key, e := range p.index.Contested() {
		rows[e.Row] = append(rows[e.Row], key)
	}
	if len(rows) == 0 {
		return nil
	}
	var taken []uint64
	err := pass(ctx, p, "confirm", look{only: func(row uint32) bool { return rows[row] != nil }}, func(r *reader, b *record.Batch, out *[]uint64) error {
		*out = (*out)[:0]
		for i := range b.Records {
			rec := &b.Records[i]
			if rec.Kind != record.Data || rows[rowOf(rec)] == nil {
				continue
			}
			o := r.settle.Outcome(r.read(b, i, rowOf(rec)), p.find)
			sure := map[uint64]bool{}
			for _, e164 := range slices.Concat(o.Has, o.Keeps, o.Splits) {
				if key, ok := dedupe.Key(e164); ok {
					sure[key] = true
				}
			}
			for _, key := range rows[rowOf(rec)] {
				if !sure[key] {
					*out = append(*out, key)
				}
			}
		}
		return nil
	}, func(keys *[]uint64) error {
		taken = append(taken, *keys...)
		return nil
	})
	for _, key := range taken {
		p.index.Disclaim(key)
	}
	return err
}
