package dedupe

import (
	"iter"
	"slices"
)

// shardBits is the number of hash bits that choose a shard. With 256 shards, the one that grows is a small part of the
// whole, and so is the copy that growing needs.
const shardBits = 8

// fewNumbers is how many numbers of one row are found by a walk.
const fewNumbers = 32

// Index knows for each number which contacts hold it, in a fixed number of bytes a number (see [Index.Bytes]).
//
// It is filled by one goroutine and then asked by any number of them: Add must not run beside Add, Find, Len or Bytes.
// Rows are added in ascending order, all numbers of a row one after the other. That lets the index notice a number that
// occurs twice in the same row without remembering rows for each number.
type Index struct {
	shards [1 << shardBits]shard
	n      int
	row    uint32              // the row that is being added
	seen   []uint64            // the first keys it has added
	more   map[uint64]struct{} // the keys it has added beyond fewNumbers
}

// NewIndex makes an index. The hint is the number of distinct numbers expected, 0 if unknown; a good one saves growing, a
// bad one costs memory (if too high) or nothing (if too low).
func NewIndex(hint int) *Index {
	x := &Index{}
	if hint <= 0 {
		return x
	}
	each := hint/len(x.shards) + 1
	each += each / 32 // shards do not fill up evenly
	for i := range x.shards {
		x.shards[i].init(each*loadDen/loadNum + 1)
	}
	return x
}

// Add says that a contact holds the number with this key. The same row adding a number twice is one holder; the second
// may still have a stronger claim. Key 0 is no number and is ignored. It gives the row that answered for the number before,
// 0 if it is new.
func (x *Index) Add(key uint64, h Holder) (before uint32) {
	if key == 0 {
		return 0
	}
	hash := mix(key)
	s := &x.shards[hash>>(64-shardBits)]
	i, found := s.find(key, hash)
	if !found {
		if s.full() {
			s.grow()
			i, _ = s.find(key, hash)
		}
		s.keys[i] = key
		s.vals[i] = value{row: h.Row, person: h.Person, mail: h.Mail, meta: oneHolder | uint32(h.Claim)}
		s.n++
		x.n++
		x.again(key, h.Row)
		return 0
	}
	v := &s.vals[i]
	before = v.row
	if !x.again(key, h.Row) {
		v.count()
		if v.other(h) {
			v.meta |= sharedBit
		}
	}
	if v.mail == 0 {
		v.mail = h.Mail
	}
	v.answer(h)
	return before
}

// Find gives what is known of a number.
func (x *Index) Find(key uint64) (Entry, bool) {
	if key == 0 {
		return Entry{}, false
	}
	hash := mix(key)
	s := &x.shards[hash>>(64-shardBits)]
	i, found := s.find(key, hash)
	if !found {
		return Entry{}, false
	}
	return s.vals[i].entry(), true
}

// Claim says what a contact does with a number that it holds and that was added before. It must not run beside Find.
func (x *Index) Claim(key uint64, h Holder) {
	hash := mix(key)
	s := &x.shards[hash>>(64-shardBits)]
	if i, found := s.find(key, hash); found {
		s.vals[i].answer(h)
	}
}

// Twice tells whether one person has a number on several records.
func (x *Index) Twice() bool {
	for i := range x.shards {
		for _, v := range x.shards[i].vals {
			if v.meta >= 2*oneHolder && v.meta&sharedBit == 0 {
				return true
			}
		}
	}
	return false
}

// Shared gives how many numbers several people hold.
func (x *Index) Shared() int64 {
	n := int64(0)
	for i := range x.shards {
		s := &x.shards[i]
		for slot, key := range s.keys {
			if key != 0 && s.vals[slot].meta&sharedBit != 0 {
				n++
			}
		}
	}
	return n
}

// Contested gives the numbers that one person has on several records and of which the answerable record says what it will do,
// in no particular order.
func (x *Index) Contested() iter.Seq2[uint64, Entry] {
	return func(yield func(uint64, Entry) bool) {
		for i := range x.shards {
			s := &x.shards[i]
			for slot, key := range s.keys {
				if key == 0 {
					continue
				}
				if e := s.vals[slot].entry(); (e.Claim == Splits || e.Claim == Keeps) && e.Holders > 1 && !e.Shared && !yield(key, e) {
					return
				}
			}
		}
	}
}

// Disclaim takes back the claim of the record that answers for a number: it merely holds it. It must not run beside Find.
func (x *Index) Disclaim(key uint64) {
	hash := mix(key)
	s := &x.shards[hash>>(64-shardBits)]
	if i, found := s.find(key, hash); found {
		s.vals[i].meta &^= claimBits
	}
}

// Len gives how many distinct numbers there are.
func (x *Index) Len() int { return x.n }

// Bytes gives the memory of the tables: between 28 and 36 bytes for each distinct number once there are many.
func (x *Index) Bytes() int64 {
	var n int64
	for i := range x.shards {
		n += int64(len(x.shards[i].keys)) * slotBytes
	}
	return n
}

// again tells whether the row has added the key before, and remembers that it has now. A row holds a handful of numbers,
// so the search is a walk; the numbers of a row with very many go into a set.
func (x *Index) again(key uint64, row uint32) bool {
	if row != x.row {
		x.row, x.seen, x.more = row, x.seen[:0], nil
	}
	if slices.Contains(x.seen, key) {
		return true
	}
	if len(x.seen) < fewNumbers {
		x.seen = append(x.seen, key)
		return false
	}
	if _, found := x.more[key]; found {
		return true
	}
	if x.more == nil {
		x.more = make(map[uint64]struct{})
	}
	x.more[key] = struct{}{}
	return false
}

// mix is Fibonacci hashing: numbers of one exchange differ in their last digits only and end up far apart. The upper bits
// of the product are the good ones.
func mix(key uint64) uint64 { return (key ^ key>>32) * 0x9e3779b97f4a7c15 }
