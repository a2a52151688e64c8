package xlsxfile

import (
	"errors"
	"io"
)

// window is the part of a stream that is being looked at. It grows where one element needs it to, up to a limit.
type window struct {
	src io.Reader
	buf []byte
	max int
	eof bool
}

// more drops the first n bytes and reads on. At the end of the stream it sets eof.
func (w *window) more(n int) error {
	w.buf = w.buf[:copy(w.buf, w.buf[n:])]
	if len(w.buf) == cap(w.buf) {
		if len(w.buf) >= w.max {
			return tooBig("one of its elements has more than %d bytes", w.max)
		}
		grown := make([]byte, len(w.buf), min(2*cap(w.buf), w.max))
		copy(grown, w.buf)
		w.buf = grown
	}
	have := len(w.buf)
	m, err := io.ReadFull(w.src, w.buf[have:cap(w.buf)])
	w.buf = w.buf[:have+m]
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		w.eof, err = true, nil
	}
	return err
}
