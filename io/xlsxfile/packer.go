package xlsxfile

import (
	"bytes"
	"context"
	"hash/crc32"
	"io"
	"runtime"

	"github.com/klauspost/compress/flate"
	"golang.org/x/sync/errgroup"
)

// packer compresses a stream in blocks, several at a time, and writes them in their order.
type packer struct {
	g     *errgroup.Group
	ctx   context.Context //nolint:containedctx // It ends with the stream.
	block int
	cur   *packed
	todo  chan *packed
	order chan *packed
	free  chan *packed
	sum   uint32
	size  int64
}

// packed is one block on its way.
type packed struct {
	raw  []byte
	out  bytes.Buffer
	done chan struct{}
}

func newPacker(ctx context.Context, w io.Writer, level, block int) *packer {
	workers := min(runtime.GOMAXPROCS(0), 8)
	p := &packer{block: block, todo: make(chan *packed), order: make(chan *packed, workers+2), free: make(chan *packed, workers+2)}
	p.g, p.ctx = errgroup.WithContext(ctx)
	for range cap(p.free) {
		p.free <- &packed{raw: make([]byte, 0, block)}
	}
	for range workers {
		p.g.Go(func() error {
			var z *flate.Writer
			for b := range p.todo {
				var err error
				if z, err = deflate(&b.out, z, b.raw, level); err != nil {
					return err
				}
				close(b.done)
			}
			return nil
		})
	}
	p.g.Go(func() error {
		for b := range p.order {
			select {
			case <-b.done:
			case <-p.ctx.Done():
				return p.ctx.Err()
			}
			p.sum = crc32.Update(p.sum, crc32.IEEETable, b.raw)
			p.size += int64(len(b.raw))
			if _, err := w.Write(b.out.Bytes()); err != nil {
				return err
			}
			b.out.Reset()
			b.raw = b.raw[:0]
			p.free <- b
		}
		return nil
	})
	return p
}

// write adds bytes. After an error it does nothing.
func (p *packer) write(s []byte) {
	for len(s) > 0 {
		if p.cur == nil {
			select {
			case p.cur = <-p.free:
			case <-p.ctx.Done():
				return
			}
		}
		n := min(len(s), p.block-len(p.cur.raw))
		p.cur.raw = append(p.cur.raw, s[:n]...)
		s = s[n:]
		if len(p.cur.raw) == p.block {
			p.send()
		}
	}
}

func (p *packer) send() {
	b := p.cur
	p.cur = nil
	if b == nil || len(b.raw) == 0 {
		return
	}
	b.done = make(chan struct{})
	p.order <- b // There is room for every block.
	select {
	case p.todo <- b:
	case <-p.ctx.Done():
	}
}

// close ends the stream and gives its checksum and length.
func (p *packer) close() (sum uint32, size int64, err error) {
	p.send()
	err = p.stop()
	return p.sum, p.size, err
}

// stop ends the workers.
func (p *packer) stop() error {
	close(p.todo)
	close(p.order)
	return p.g.Wait()
}
