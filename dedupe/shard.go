package dedupe

import (
	"math"
	"math/bits"
)

// A shard is full at 17/20 of its slots. It then grows by a quarter rather than by doubling: a table of any size is at
// least two thirds full, and moving some thousand entries within the processor's cache four times costs less than the
// memory that doubling would waste.
const (
	loadNum   = 17
	loadDen   = 20
	firstSize = 8
	slotBytes = 8 + 16
)

// shard is an open-addressing table with linear probing. Key 0 marks a free slot; nothing is ever removed. Keys stand
// apart from values so that probing reads nothing else. Neither holds pointers, so the collector does not scan them.
type shard struct {
	keys []uint64
	vals []value
	n    int
}

// value is what is kept of a number: 16 bytes.
type value struct {
	row    uint32
	person uint32
	mail   uint32
	meta   uint32 // the claim in claimBits, sharedBit and, from oneHolder upwards, the number of holders
}

const (
	claimBits uint32 = 3
	sharedBit uint32 = 4
	oneHolder uint32 = 8
)

func (s *shard) init(size int) {
	s.keys = make([]uint64, size)
	s.vals = make([]value, size)
	s.n = 0
}

// full tells whether one more number would be too many. A shard keeps a free slot, which ends every search.
func (s *shard) full() bool { return (s.n+1)*loadDen > len(s.keys)*loadNum }

// find gives the slot of the key, or the free slot where it belongs. There is always a free slot, but for a shard
// without any, where the slot means nothing.
func (s *shard) find(key, hash uint64) (int, bool) {
	size := len(s.keys)
	if size == 0 {
		return 0, false
	}
	// The bits below those that chose the shard, scaled to the size: sizes need not be powers of two.
	slot, _ := bits.Mul64(hash<<shardBits, uint64(size))
	for i := int(slot); ; {
		switch s.keys[i] {
		case key:
			return i, true
		case 0:
			return i, false
		}
		if i++; i == size {
			i = 0
		}
	}
}

func (s *shard) grow() {
	old := *s
	s.init(max(firstSize, len(old.keys)+len(old.keys)/4))
	for i, key := range old.keys {
		if key == 0 {
			continue
		}
		slot, _ := s.find(key, mix(key))
		s.keys[slot], s.vals[slot] = key, old.vals[i]
	}
	s.n = old.n
}

// count counts one more holder; it stays at the highest number it can hold.
func (v *value) count() {
	if v.meta <= math.MaxUint32-oneHolder {
		v.meta += oneHolder
	}
}

// answer lets the holder answer for the number if it has the better claim; of two with the same claim the lower row. It makes
// no difference whether the number stands in a cell of its own or will: the next run must not find another answer.
func (v *value) answer(h Holder) {
	has, claims := min(Claim(v.meta&claimBits), Keeps), min(h.Claim, Keeps)
	if claims < has || claims == has && h.Row > v.row {
		return
	}
	if h.Row == v.row && h.Claim < Claim(v.meta&claimBits) {
		return
	}
	v.row, v.person = h.Row, h.Person
	v.meta = v.meta&^claimBits | uint32(h.Claim)
}

// other tells whether a holder is somebody else than the one who answers for the number so far.
func (v *value) other(h Holder) bool {
	return v.person != h.Person || v.mail != 0 && h.Mail != 0 && v.mail != h.Mail
}

func (v *value) entry() Entry {
	mail := v.mail
	if v.meta&sharedBit != 0 {
		mail = 0
	}
	return Entry{
		Row:     v.row,
		Person:  v.person,
		Mail:    mail,
		Claim:   Claim(v.meta & claimBits),
		Holders: v.meta / oneHolder,
		Shared:  v.meta&sharedBit != 0,
	}
}
