package xlsxfile

import (
	"errors"
	"io"
)

// window is the part of a stream that is being looked at. It grows where one element needs it to, up to a limit. While it is
// looked at, the next block of the stream is read.
type window struct {
	src   io.Reader
	buf   []byte
	max   int
	block int // bytes to read at a time
	eof   bool

	ahead  []byte
	coming chan error // says that ahead was read; nil if nothing is on its way
}

// more drops the first n bytes and reads on. At the end of the stream it sets eof.
func (w *window) more(n int) error {
	w.buf = w.buf[:copy(w.buf, w.buf[n:])]
	if len(w.buf) >= w.max {
		return tooBig("one of its elements has more than %d bytes", w.max)
	}
	if w.coming == nil {
		w.fetch()
	}
	err := w.settle()
	w.buf = append(w.buf, w.ahead...)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		w.eof = true
		return nil
	}
	if err == nil {
		w.fetch()
	}
	return err
}

// fetch starts to read the next block; a larger one behind a long element, which is not to be looked at again for every block
// of it.
func (w *window) fetch() {
	size := w.block
	if len(w.buf) > 2*size {
		size = max(size, min(len(w.buf), w.max-len(w.buf)))
	}
	if cap(w.ahead) < size {
		w.ahead = make([]byte, size)
	}
	w.ahead = w.ahead[:size]
	done := make(chan error, 1)
	w.coming = done
	go func() {
		m, err := io.ReadFull(w.src, w.ahead)
		w.ahead = w.ahead[:m]
		done <- err
	}()
}

// settle waits for the block that is on its way.
func (w *window) settle() error {
	if w.coming == nil {
		return nil
	}
	err := <-w.coming
	w.coming = nil
	return err
}
