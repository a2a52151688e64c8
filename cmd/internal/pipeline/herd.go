package pipeline

import (
	"context"
	"encoding/binary"
	"io"

	"github.com/callready/callready/cmd/internal/spill"
	"github.com/callready/callready/dedupe"
)

// herdBytes is about how many bytes of persons are judged together.
const herdBytes = 256 << 10

// herdKey is the length of a key: the first record of a block, and the block.
const herdKey = 12

// herds are persons of some blocks, each block whole.
type herds struct {
	buf    []byte
	ends   []int // of the persons
	blocks []int // how many persons have come at the end of each block
	kinds  []dedupe.Kind
}

// herder reads persons block by block.
type herder struct {
	from *spill.Cursor
	key  [herdKey]byte
	held []byte // the first person of the next block
	more bool
	add  func(n int64)
}

// Read reads some whole blocks.
func (h *herder) Read(out *herds) error {
	out.buf, out.ends, out.blocks, out.kinds = out.buf[:0], out.ends[:0], out.blocks[:0], out.kinds[:0]
	begun := h.more
	if h.more {
		out.put(h.held)
		h.more = false
	}
	for {
		rec, ok, err := h.from.Next()
		if err != nil {
			return err
		}
		if !ok {
			if !begun && len(out.ends) == 0 {
				return io.EOF
			}
			break
		}
		key := [herdKey]byte(rec.Key)
		if len(out.ends) > 0 && key != h.key {
			out.end(h.key)
			if len(out.buf) >= herdBytes {
				h.key, h.held, h.more = key, append(h.held[:0], rec.Value...), true
				h.add(int64(len(out.buf)))
				return nil
			}
		}
		h.key = key
		out.put(rec.Value)
	}
	out.end(h.key)
	h.add(int64(len(out.buf)))
	return nil
}

// end says that the block of a key is whole.
func (h *herds) end(key [herdKey]byte) {
	h.blocks = append(h.blocks, len(h.ends))
	h.kinds = append(h.kinds, dedupe.Block(binary.BigEndian.Uint64(key[4:])).Kind())
}

func (h *herds) put(person []byte) {
	h.buf = append(h.buf, person...)
	h.ends = append(h.ends, len(h.buf))
}

// judged is what judging some blocks came to.
type judged struct {
	likely, possible [][2]uint32
	crowds           int64
}

// judge judges the pairs of each block.
func (p *people) judge(ctx context.Context, sorter *spill.Sorter) error {
	p.Progress.Stage("judge", p.herded)
	for keys := range p.opt.Duplicates.Decisions.Same() {
		last := uint32(0)
		for _, key := range keys {
			row := p.keyed[key]
			if row != 0 && last != 0 {
				p.join(last, row)
			}
			last = max(last, row) // which of them does not matter, and most are not there
		}
	}
	h := &herder{from: sorter.Cursor(), add: p.Progress.Add}
	possible := spill.NewFixed[[1]uint64](p.Temp, pairsMemory)
	defer possible.Close() //nolint:errcheck // its temporary file goes with the folder it lies in
	err := scan(ctx, h, make([]struct{}, p.Workers), func(_ struct{}, in *herds, out *judged) error {
		return p.pairs(ctx, in, out)
	}, func(out *judged) error {
		p.counts.Crowds += out.crowds
		for _, pair := range out.likely {
			p.join(pair[0], pair[1])
		}
		for _, pair := range out.possible {
			if err := possible.Add([1]uint64{uint64(min(pair[0], pair[1]))<<32 | uint64(max(pair[0], pair[1]))}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return p.leftOver(ctx, possible)
}

// pairs judges the persons of some blocks.
func (p *people) pairs(ctx context.Context, in *herds, out *judged) error {
	out.likely, out.possible, out.crowds = out.likely[:0], out.possible[:0], 0
	var persons []*dedupe.Person
	known := map[string]*dedupe.Person{} // by the packed person: blocks beside each other mostly are of the same
	start, at := 0, 0
	for i, end := range in.blocks {
		if end-start < 2 { // of a block that only looked as if it had several
			if end > start {
				at = in.ends[end-1]
			}
			start = end
			continue
		}
		persons = persons[:0]
		for _, to := range in.ends[start:end] {
			q, ok := known[string(in.buf[at:to])]
			if !ok {
				var err error
				if q, err = dedupe.ParsePerson(in.buf[at:to]); err != nil {
					return err
				}
				q.Prepare()
				known[string(in.buf[at:to])] = q
			}
			persons = append(persons, q)
			at = to
		}
		start = end
		crowd, err := dedupe.Pairs(ctx, in.kinds[i], persons, 0, p.opt.Duplicates.Decisions, func(pair dedupe.Pair) {
			at := [2]uint32{pair.A.Ref, pair.B.Ref}
			if pair.Match >= dedupe.Likely {
				out.likely = append(out.likely, at)
			} else {
				out.possible = append(out.possible, at)
			}
		})
		if err != nil {
			return err
		}
		if crowd {
			out.crowds++
		}
	}
	return nil
}

// join says that two records hang together.
func (p *people) join(a, b uint32) {
	p.hang.Join(a, b)
	p.rows.add(a)
	p.rows.add(b)
}

// leftOver takes over the pairs that are only possible and whose records do not hang together otherwise.
func (p *people) leftOver(ctx context.Context, possible *spill.Fixed[[1]uint64]) error {
	last := uint64(0)
	for pair, err := range until(ctx, possible.Sorted()) {
		if err != nil {
			return err
		}
		if pair[0] == last {
			continue
		}
		last = pair[0]
		a, b := uint32(last>>32), uint32(last)
		rootA, okA := p.hang.Of(a)
		rootB, okB := p.hang.Of(b)
		if okA && okB && rootA == rootB {
			continue
		}
		for _, row := range [2]uint32{a, b} {
			p.rows.add(row)
			if err := p.loose.Add([2]uint64{uint64(row), last}); err != nil {
				return err
			}
		}
	}
	return nil
}
