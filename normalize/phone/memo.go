package phone

import (
	"hash/maphash"
	"sync"
)

// The memo's bounds: shards * generation * 2 answers, about 200 bytes each.
const (
	memoShards     = 16
	memoGeneration = 512
)

// memo remembers the library's answers, since one costs some 20 µs. It is bounded: each shard holds two generations,
// and when the younger is full the older is dropped. It changes how fast an answer comes, never which.
type memo[T any] struct {
	seed   maphash.Seed
	shards [memoShards]memoShard[T]
}

type memoShard[T any] struct {
	mu         sync.Mutex
	young, old map[memoKey]T
}

type memoKey struct {
	region string
	digits string
}

func newMemo[T any]() *memo[T] {
	m := &memo[T]{seed: maphash.MakeSeed()}
	for i := range m.shards {
		m.shards[i].young = make(map[memoKey]T)
	}
	return m
}

// lookup gives the remembered answer, or asks and remembers.
func (m *memo[T]) lookup(digits, region string, ask func() T) T {
	s := &m.shards[maphash.String(m.seed, digits)%memoShards]
	k := memoKey{region, digits}
	s.mu.Lock()
	a, ok := s.young[k]
	if !ok {
		if a, ok = s.old[k]; ok {
			s.put(k, a)
		}
	}
	s.mu.Unlock()
	if ok {
		return a
	}
	a = ask() // Outside the lock: two workers may ask the same, and get the same.
	s.mu.Lock()
	s.put(k, a)
	s.mu.Unlock()
	return a
}

func (s *memoShard[T]) put(k memoKey, a T) {
	if len(s.young) >= memoGeneration {
		s.old, s.young = s.young, make(map[memoKey]T, memoGeneration)
	}
	s.young[k] = a
}
