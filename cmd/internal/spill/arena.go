package spill

import "encoding/binary"

// itemBytes is the size of an item in memory.
const itemBytes = 24

// item is where a record lies in the arena: the first eight bytes of its key, by which most records can be told apart; chunk and
// start of the key, which the value follows; and the lengths of both. It holds no pointer, so the collector does not walk
// millions of them.
type item [3]uint64

func newItem(key []byte, chunk, start, nvalue int) item {
	return item{prefix(key), uint64(chunk)<<32 | uint64(start), uint64(len(key))<<32 | uint64(nvalue)}
}

// place grows in the order of adding.
func (it *item) place() uint64 { return it[1] }

func (it *item) chunk() int  { return int(it[1] >> 32) }
func (it *item) start() int  { return int(uint32(it[1])) }
func (it *item) nkey() int   { return int(it[2] >> 32) }
func (it *item) nvalue() int { return int(uint32(it[2])) }

// arena holds the bytes of records in chunks, which never move: a single buffer would be copied whenever it grows.
type arena struct {
	chunk  int // usual size of a chunk
	chunks [][]byte
	n      int // chunks in use
	size   int // bytes of all chunks in use
}

func (a *arena) add(key, value []byte) item {
	// An empty record takes a byte too: its place is also its rank among equal keys.
	need := max(1, len(key)+len(value))
	if a.n == 0 || cap(a.chunks[a.n-1])-len(a.chunks[a.n-1]) < need {
		a.next(need)
	}
	c := &a.chunks[a.n-1]
	it := newItem(key, a.n-1, len(*c), len(value))
	*c = append(append(*c, key...), value...)
	if len(key)+len(value) == 0 {
		*c = append(*c, 0)
	}
	return it
}

// next begins a chunk with room for need bytes, an old one where it is large enough.
func (a *arena) next(need int) {
	if a.n == len(a.chunks) {
		a.chunks = append(a.chunks, nil)
	}
	if c := a.chunks[a.n]; cap(c) < need || cap(c) < a.chunk {
		a.chunks[a.n] = make([]byte, 0, max(need, a.chunk))
	}
	a.size += cap(a.chunks[a.n])
	a.n++
}

// reset empties the arena. Chunks of the usual size are used again, oversized ones are let go.
func (a *arena) reset() {
	for i, c := range a.chunks {
		if cap(c) > a.chunk {
			c = nil
		}
		a.chunks[i] = c[:0]
	}
	a.n, a.size = 0, 0
}

func (a *arena) key(it item) []byte {
	end := it.start() + it.nkey()
	return a.chunks[it.chunk()][it.start():end:end]
}

func (a *arena) value(it item) []byte {
	start := it.start() + it.nkey()
	end := start + it.nvalue()
	return a.chunks[it.chunk()][start:end:end]
}

// prefix gives the first eight bytes of a key as a number that sorts as they do. Shorter keys are filled up with zeros;
// equal prefixes are no proof of anything.
func prefix(key []byte) uint64 {
	if len(key) >= 8 {
		return binary.BigEndian.Uint64(key)
	}
	var b [8]byte
	copy(b[:], key)
	return binary.BigEndian.Uint64(b[:])
}
