package pipeline

import (
	"context"
	"encoding/binary"
	"slices"

	"github.com/callready/callready/cmd/internal/spill"
	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/record"
)

// gathered is what one batch has of records that are compared.
type gathered struct {
	rows   []uint32
	ends   []int // of the packed persons
	pack   []byte
	finer  []blocked // blocks in the place of crowded ones, with the position of the record
	person dedupe.Person
	buf    []dedupe.Block
	parts  []dedupe.Block
}

// gather puts the persons of each block together. Blocks come in the order of their first records, so that those of one
// person stand near to each other.
func (p *people) gather(ctx context.Context, herds *spill.Sorter) error {
	members := p.members.Cursor()
	var mine []membership
	m, more, err := members.Next()
	if err != nil {
		return err
	}
	return pass(ctx, p.Pass, "gather", look{only: p.rows.has}, func(r *reader, b *record.Batch, out *gathered) error {
		out.rows, out.ends, out.pack, out.finer = out.rows[:0], out.ends[:0], out.pack[:0], out.finer[:0]
		for i := range b.Records {
			if !r.someone(b, i) {
				continue
			}
			row := rowOf(&b.Records[i])
			r.somebody(b, i, row, p.cols, &out.person)
			if p.crowd.has(row) {
				p.cut(out)
			}
			out.pack = dedupe.AppendPerson(out.pack, &out.person)
			out.rows, out.ends = append(out.rows, row), append(out.ends, len(out.pack))
		}
		return nil
	}, func(out *gathered) error {
		var key [herdKey]byte
		put := func(i int, first, block uint64) error {
			start := 0
			if i > 0 {
				start = out.ends[i-1]
			}
			binary.BigEndian.PutUint32(key[:], uint32(first))
			binary.BigEndian.PutUint64(key[4:], block)
			p.herded += int64(out.ends[i] - start)
			return herds.Add(key[:], out.pack[start:out.ends[i]])
		}
		for i, row := range out.rows {
			mine = mine[:0]
			for more && m[0] <= uint64(row) {
				if m[0] == uint64(row) {
					mine = append(mine, m)
				}
				if m, more, err = members.Next(); err != nil {
					return err
				}
			}
			// Two may meet for several things that they have in common, and other records of theirs in between.
			slices.SortFunc(mine, func(a, b membership) int { return slices.Compare(a[:], b[:]) })
			for _, m := range slices.Compact(mine) {
				if err := put(i, m[1], m[2]); err != nil {
					return err
				}
			}
		}
		for _, b := range out.finer {
			if err := put(int(b[1]), 0, b[0]); err != nil {
				return err
			}
		}
		return nil
	})
}

// cut gives the record at hand the finer blocks that stand in the place of crowded ones.
func (p *people) cut(out *gathered) {
	out.buf, out.parts = dedupe.Blocks(&out.person, out.buf[:0]), out.parts[:0]
	for _, block := range out.buf {
		if _, ok := p.crowded[block]; ok {
			out.parts = dedupe.Finer(&out.person, block, out.parts)
		}
	}
	for _, block := range out.parts {
		out.finer = append(out.finer, blocked{uint64(block), uint64(len(out.rows))})
	}
}
