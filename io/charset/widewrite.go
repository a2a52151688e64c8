package charset

import (
	"encoding/binary"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// NewWriter gives a writer of UTF-8 text that stores it on w in the encoding e, where e is wide; for the others the
// bytes pass as they are. Close writes what is left of a cut-off character; it does not close w.
func (e *Encoding) NewWriter(w io.Writer) io.WriteCloser {
	if !e.Wide() {
		return passWriter{w}
	}
	return &wideWriter{e: e, dst: w}
}

type passWriter struct{ io.Writer }

func (passWriter) Close() error { return nil }

type wideWriter struct {
	e    *Encoding
	dst  io.Writer
	rest []byte // the beginning of a character
	out  []byte
}

func (w *wideWriter) Write(p []byte) (int, error) {
	src := p
	if len(w.rest) > 0 {
		w.rest = append(w.rest, p...)
		src = w.rest
	}
	out, used := w.e.appendWide(w.out[:0], src)
	w.out = out
	w.rest = append(w.rest[:0], src[used:]...)
	if _, err := w.dst.Write(out); err != nil {
		return 0, fmt.Errorf("write %s: %w", w.e.name, err)
	}
	return len(p), nil
}

func (w *wideWriter) Close() error {
	if len(w.rest) == 0 {
		return nil
	}
	out := w.e.appendUnits(w.out[:0], utf8.RuneError)
	w.rest = w.rest[:0]
	if _, err := w.dst.Write(out); err != nil {
		return fmt.Errorf("write %s: %w", w.e.name, err)
	}
	return nil
}

// appendWide appends the stored form of narrowed text to dst and says how many bytes of src it used: all but a
// cut-off character at the end.
func (e *Encoding) appendWide(dst, src []byte) ([]byte, int) {
	i := 0
	for i < len(src) {
		n, r, raw := piece(src[i:])
		switch {
		case n == 0:
			return dst, i
		case raw:
			dst = append(dst, byte(r))
		default:
			dst = e.appendUnits(dst, r)
		}
		i += n
	}
	return dst, i
}

func (e *Encoding) appendUnits(dst []byte, r rune) []byte {
	if e.unit == 4 {
		if e.big {
			return binary.BigEndian.AppendUint32(dst, uint32(r))
		}
		return binary.LittleEndian.AppendUint32(dst, uint32(r))
	}
	if r > 0xFFFF {
		high, low := utf16.EncodeRune(r)
		return e.appendUnits(e.appendUnits(dst, high), low)
	}
	if e.big {
		return binary.BigEndian.AppendUint16(dst, uint16(r))
	}
	return binary.LittleEndian.AppendUint16(dst, uint16(r))
}
