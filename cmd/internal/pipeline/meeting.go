package pipeline

import (
	"iter"
	"sync"

	"github.com/callready/callready/dedupe"
)

// meeting finds the records of parts of the blocks that have somebody to be compared with; each worker has its own. What it finds
// is handed over in any order, since nothing hangs on it: a record's blocks are put in order where they are looked at.
type meeting struct {
	*people
	taking  *sync.Mutex // of what all workers share
	in      []inBlock
	found   []membership
	crowds  []uint32 // records of blocks that too many have
	tooMany []dedupe.Block
	nothing int64 // blocks that too many have, in whose place nothing stands
}

// inBlock is a record of a block.
type inBlock struct {
	row    uint32
	sketch dedupe.Sketch
}

// membersMost is how many memberships are handed over together.
const membersMost = 4096

// part looks at the blocks of one part.
func (m *meeting) part(sorted iter.Seq2[blocked, error]) error {
	var block uint64
	m.in = m.in[:0]
	for b, err := range sorted {
		if err != nil {
			return err
		}
		if b[0] != block {
			if err := m.meet(dedupe.Block(block)); err != nil {
				return err
			}
			block, m.in = b[0], m.in[:0]
		}
		m.in = append(m.in, inBlock{uint32(b[1]), dedupe.Sketch(b[2])})
	}
	return m.meet(dedupe.Block(block))
}

// apart is how many records of a block meet pair by pair. Two who have several blocks in common meet once then; but the pairs of
// a large block are too many.
const apart = 20

// meet takes note of the records of a block, in their order, that have somebody to be compared with.
func (m *meeting) meet(block dedupe.Block) error {
	kind, in := block.Kind(), m.in
	switch {
	case len(in) < 2:
		return nil
	case len(in) > kind.Limit() && kind == dedupe.ByAddress:
		m.nothing++
		return nil
	case len(in) > kind.Limit():
		m.tooMany = append(m.tooMany, block)
		for i := range in {
			m.crowds = append(m.crowds, in[i].row)
		}
	case len(in) > apart:
		for i := range in {
			m.member(in[i].row, in[0].row, block)
		}
	default:
		for i := range in {
			for j := i + 1; j < len(in); j++ {
				if kind.ByName() && !in[i].sketch.Fits(in[j].sketch) {
					continue
				}
				pair := dedupe.PairBlock(in[j].row)
				m.member(in[i].row, in[i].row, pair)
				m.member(in[j].row, in[i].row, pair)
			}
		}
	}
	if len(m.found)+len(m.crowds) < membersMost {
		return nil
	}
	return m.hand()
}

// member puts a record into a block that begins with a record.
func (m *meeting) member(row, first uint32, block dedupe.Block) {
	m.found = append(m.found, membership{uint64(row), uint64(first), uint64(block)})
}

// hand hands over what was found.
func (m *meeting) hand() error {
	m.taking.Lock()
	defer m.taking.Unlock()
	for _, f := range m.found {
		m.rows.add(uint32(f[0]))
		if err := m.members.Add(f); err != nil {
			return err
		}
	}
	for _, row := range m.crowds {
		m.rows.add(row)
		m.crowd.add(row)
	}
	for _, block := range m.tooMany {
		m.crowded[block] = struct{}{}
	}
	m.counts.Crowds += m.nothing
	m.found, m.crowds, m.tooMany, m.nothing = m.found[:0], m.crowds[:0], m.tooMany[:0], 0
	return nil
}
