package spill

import (
	"fmt"
	"os"
)

// blocksMemory is what [Blocks] hold in memory before they make a file, in bytes.
const blocksMemory = 1 << 20

// Blocks keeps large records in the order in which they are added, to be read from the start any number of times. Beside
// its file it has sixteen bytes of memory a block.
type Blocks struct {
	dir    string
	limit  int
	buf    []byte // all blocks, as long as they fit into the limit
	file   *os.File
	extent []extent
	size   int64
	err    error
}

// NewBlocks makes an empty one that puts its file, if it needs one, into dir.
func NewBlocks(dir string) *Blocks { return &Blocks{dir: dir, limit: blocksMemory} }

// Add adds a block; it is copied. The error is that of the temporary file.
func (b *Blocks) Add(block []byte) error {
	if b.err != nil {
		return b.err
	}
	b.extent = append(b.extent, extent{b.size, b.size + int64(len(block))})
	b.size += int64(len(block))
	if b.file == nil {
		if len(b.buf)+len(block) <= b.limit {
			b.buf = append(b.buf, block...)
			return nil
		}
		if b.err = b.open(); b.err != nil {
			return b.err
		}
	}
	if _, err := b.file.Write(block); err != nil {
		b.err = fmt.Errorf("temporary file: %w", err)
	}
	return b.err
}

// open makes the file and moves what is in memory there.
func (b *Blocks) open() error {
	f, err := os.CreateTemp(b.dir, "blocks-*.tmp")
	if err != nil {
		return fmt.Errorf("temporary file: %w", err)
	}
	b.file = f
	if _, err := f.Write(b.buf); err != nil {
		return fmt.Errorf("temporary file: %w", err)
	}
	b.buf = nil
	return nil
}

// Len gives the number of blocks.
func (b *Blocks) Len() int { return len(b.extent) }

// Size gives the number of bytes of all blocks.
func (b *Blocks) Size() int64 { return b.size }

// Append appends block i, from 0, to dst. It may be called by several goroutines at a time, but not beside Add.
func (b *Blocks) Append(dst []byte, i int) ([]byte, error) {
	if b.err != nil {
		return dst, b.err
	}
	e := b.extent[i]
	if b.file == nil {
		return append(dst, b.buf[e.start:e.end]...), nil
	}
	at, n := len(dst), int(e.end-e.start)
	if cap(dst)-at < n {
		dst = append(make([]byte, 0, at+n+n/8), dst...)
	}
	dst = dst[:at+n]
	if _, err := b.file.ReadAt(dst[at:], e.start); err != nil {
		return dst[:at], fmt.Errorf("temporary file: %w", cut(err))
	}
	return dst, nil
}

// Close removes the temporary file. It may be called more than once.
func (b *Blocks) Close() error {
	if b.err == nil {
		b.err = ErrClosed
	}
	f := b.file
	b.file, b.buf = nil, nil
	return remove(f)
}
