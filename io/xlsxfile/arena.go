package xlsxfile

import "encoding/binary"

// arena holds the shared strings of a workbook: their bytes one behind another in chunks of equal size, each with its
// length before it, and where each begins. It grows without copying, so that it never takes twice its size.
type arena struct {
	chunks [][]byte   // a text that needs more takes the places of several
	starts [][]uint32 // offsets in units of align, in blocks of startBlock
	n      int
	free   int    // offset of what is free, in bytes
	part   string // "" if the workbook has no shared strings
}

const (
	chunkSize  = 1 << 20
	startBlock = 1 << 16
	align      = 2       // so that 32 bits reach over 8 GiB
	maxArena   = 7 << 30 // bytes
)

// add appends a text.
func (a *arena) add(text []byte) {
	need := len(text) + binary.MaxVarintLen32
	if a.free+need > len(a.chunks)*chunkSize {
		a.free = len(a.chunks) * chunkSize
		places := (need + chunkSize - 1) / chunkSize
		a.chunks = append(a.chunks, make([]byte, places*chunkSize))
		for range places - 1 {
			a.chunks = append(a.chunks, nil)
		}
	}
	if a.n%startBlock == 0 {
		a.starts = append(a.starts, make([]uint32, startBlock))
	}
	a.starts[a.n/startBlock][a.n%startBlock] = uint32(a.free / align)
	at, chunk := a.free%chunkSize, a.free/chunkSize
	for a.chunks[chunk] == nil { // inside a long text's places
		chunk--
		at += chunkSize
	}
	w := binary.PutUvarint(a.chunks[chunk][at:], uint64(len(text)))
	copy(a.chunks[chunk][at+w:], text)
	a.free += (w + len(text) + align - 1) / align * align
	a.n++
}

// get gives the text at an index. It must not be changed.
func (a *arena) get(i int) ([]byte, bool) {
	if i < 0 || i >= a.n {
		return nil, false
	}
	off := int(a.starts[i/startBlock][i%startBlock]) * align
	at, chunk := off%chunkSize, off/chunkSize
	for a.chunks[chunk] == nil {
		chunk--
		at += chunkSize
	}
	s := a.chunks[chunk][at:]
	if s[0] < 0x80 {
		return s[1 : 1+s[0] : 1+s[0]], true
	}
	n, w := binary.Uvarint(s)
	return s[w : w+int(n) : w+int(n)], true
}

// bytes gives what the arena takes.
func (a *arena) bytes() int64 { return int64(a.free) + 4*int64(a.n) }
