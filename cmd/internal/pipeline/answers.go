package pipeline

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/callready/callready/dedupe"
)

// answers is which record answers for which numbers, by row once sorted: a list, since a map of lists takes five times the memory.
type answers []answer

type answer struct {
	key uint64
	row uint32
}

func (a *answers) add(row uint32, key uint64) { *a = append(*a, answer{key, row}) }

// sort makes of and has work.
func (a answers) sort() {
	slices.SortFunc(a, func(x, y answer) int { return cmp.Or(cmp.Compare(x.row, y.row), cmp.Compare(x.key, y.key)) })
}

// of gives the numbers that a record answers for.
func (a answers) of(row uint32) []answer {
	from, found := a.search(row)
	if !found {
		return nil
	}
	to := from + 1
	for to < len(a) && a[to].row == row {
		to++
	}
	return a[from:to]
}

func (a answers) has(row uint32) bool {
	_, found := a.search(row)
	return found
}

func (a answers) search(row uint32) (int, bool) {
	return slices.BinarySearchFunc(a, row, func(x answer, row uint32) int { return cmp.Compare(x.row, row) })
}

// replies holds for numbers which record answers for each, in 16 bytes a slot of which seven in eight may be taken: a map takes
// twice that. A key leaves its two uppermost bits free, since a number has 15 digits at most; they hold the claim.
type replies struct {
	slots []reply
	n     int
}

// reply is who answers for a number; zero for a free slot.
type reply struct {
	both        uint64 // claim and key
	row, person uint32
}

const claimShift = 62

func (r reply) key() uint64         { return r.both &^ (3 << claimShift) }
func (r reply) claim() dedupe.Claim { return dedupe.Claim(r.both >> claimShift) }

// find gives the slot of a number, the free one where it belongs if it is not there. There are slots.
func (t *replies) find(key uint64) *reply {
	at, _ := bits.Mul64(key*0x9e3779b97f4a7c15, uint64(len(t.slots)))
	for ; ; at++ {
		if at >= uint64(len(t.slots)) {
			at = 0
		}
		if r := &t.slots[at]; r.both == 0 || r.key() == key {
			return r
		}
	}
}

// get gives who answers for a number.
func (t *replies) get(key uint64) (reply, bool) {
	if t.n == 0 {
		return reply{}, false
	}
	r := *t.find(key)
	return r, r.both != 0
}

// put says who answers for a number that is not 0.
func (t *replies) put(key uint64, row, person uint32, claim dedupe.Claim) {
	if t.n >= len(t.slots)/8*7 {
		old := t.slots
		t.slots = make([]reply, max(1024, len(old)+len(old)/2))
		for _, r := range old {
			if r.both != 0 {
				*t.find(r.key()) = r
			}
		}
	}
	r := t.find(key)
	if r.both == 0 {
		t.n++
	}
	*r = reply{key | uint64(claim)<<claimShift, row, person}
}
