package charset

import (
	"encoding/binary"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// A wide table is held as UTF-8 with two extensions, so that every sequence of bytes comes back as it was: an
// unpaired surrogate has its three-byte form, and a byte that is part of no unit is escape, 0x80 plus its high half,
// 0x80 plus its low half.
const escape = 0xFD

// NewReader gives the bytes of r, which are in the wide encoding e, as UTF-8, the byte order mark included. Reading
// it to the end and writing all of it to [Encoding.NewWriter] gives the very bytes of r, valid or not. For other
// encodings it gives r itself.
func (e *Encoding) NewReader(r io.Reader) io.Reader {
	if !e.Wide() {
		return r
	}
	return &wideReader{e: e, src: r, in: make([]byte, 0, 32<<10)}
}

type wideReader struct {
	e   *Encoding
	src io.Reader
	in  []byte // stored bytes not yet transcoded
	out []byte // text not yet handed out
	err error
}

func (w *wideReader) Read(p []byte) (int, error) {
	for len(w.out) == 0 {
		if w.err != nil {
			return 0, w.err
		}
		n, err := w.src.Read(w.in[len(w.in):cap(w.in)])
		w.in = w.in[:len(w.in)+n]
		w.err = err
		var used int
		w.out, used = w.e.appendNarrow(w.out[:0], w.in, err != nil)
		w.in = w.in[:copy(w.in, w.in[used:])]
	}
	n := copy(p, w.out)
	w.out = w.out[n:]
	return n, nil
}

// appendNarrow appends the text of the units in src to dst and says how many bytes it used. Without last it leaves
// an incomplete unit or pair alone.
func (e *Encoding) appendNarrow(dst, src []byte, last bool) ([]byte, int) {
	i := 0
	for i+e.unit <= len(src) {
		u := e.unitAt(src[i:])
		switch {
		case e.unit == 2 && u >= 0xD800 && u < 0xDC00:
			if i+4 > len(src) {
				if !last {
					return dst, i
				}
				dst = appendSurrogate(dst, u)
				i += 2
				continue
			}
			if r := utf16.DecodeRune(rune(u), rune(e.unitAt(src[i+2:]))); r != utf8.RuneError {
				dst = utf8.AppendRune(dst, r)
				i += 4
				continue
			}
			dst = appendSurrogate(dst, u)
		case u >= 0xD800 && u < 0xE000:
			dst = appendSurrogate(dst, u)
		case u > utf8.MaxRune:
			dst = appendEscaped(dst, src[i:i+e.unit])
		default:
			dst = utf8.AppendRune(dst, rune(u))
		}
		i += e.unit
	}
	if last {
		dst = appendEscaped(dst, src[i:])
		i = len(src)
	}
	return dst, i
}

func (e *Encoding) unitAt(b []byte) uint32 {
	switch {
	case e.unit == 2 && e.big:
		return uint32(binary.BigEndian.Uint16(b))
	case e.unit == 2:
		return uint32(binary.LittleEndian.Uint16(b))
	case e.big:
		return binary.BigEndian.Uint32(b)
	}
	return binary.LittleEndian.Uint32(b)
}

func appendSurrogate(dst []byte, u uint32) []byte {
	return append(dst, 0xE0|byte(u>>12), 0x80|byte(u>>6)&0x3F, 0x80|byte(u)&0x3F)
}

func appendEscaped(dst, stored []byte) []byte {
	for _, c := range stored {
		dst = append(dst, escape, 0x80|c>>4, 0x80|c&0x0F)
	}
	return dst
}

// piece describes the first character of narrowed text: its length in bytes (0 if it is cut off), the character, and
// whether it is an escaped byte.
func piece(s []byte) (n int, r rune, raw bool) {
	c := s[0]
	switch {
	case c < utf8.RuneSelf:
		return 1, rune(c), false
	case c == escape:
		if len(s) < 3 {
			return 0, 0, false
		}
		return 3, rune(s[1]&0x0F)<<4 | rune(s[2]&0x0F), true
	case c == 0xED:
		if len(s) < 3 {
			return 0, 0, false
		}
		if s[1] >= 0xA0 {
			return 3, rune(c&0x0F)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), false
		}
	}
	if !utf8.FullRune(s) {
		return 0, 0, false
	}
	r, n = utf8.DecodeRune(s)
	return n, r, false
}

// appendReplaced appends narrowed text as valid UTF-8.
func appendReplaced(dst, src []byte) []byte {
	if utf8.Valid(src) {
		return append(dst, src...)
	}
	for len(src) > 0 {
		n, r, raw := piece(src)
		if n == 0 {
			return append(dst, "\uFFFD"...)
		}
		if raw {
			r = utf8.RuneError
		}
		dst = utf8.AppendRune(dst, r) // A surrogate becomes U+FFFD here.
		src = src[n:]
	}
	return dst
}

// StoredLen gives the number of bytes that text, a piece of the table as it is in memory, takes up in the stored
// table.
func (e *Encoding) StoredLen(text []byte) int {
	if !e.Wide() {
		return len(text)
	}
	total := 0
	for _, c := range text {
		switch {
		case c == escape:
			total++
		case c >= 0xF0 && e.unit == 2:
			total += 4
		case c < utf8.RuneSelf || c >= 0xC0:
			total += e.unit
		}
	}
	return total
}
