// Package charset finds out in which encoding the bytes of a table are, turns stored cells into UTF-8 and new
// cells back into stored bytes.
//
// Nearly all encodings of exports leave the structural characters of a table (delimiter, quote, line end) at their
// ASCII bytes, so a table is cut into cells as it is stored and a cell is decoded only when somebody reads it.
// UTF-16 and UTF-32 do not: [Encoding.Wide] says so, and [Encoding.NewReader] and [Encoding.NewWriter] turn
// them into UTF-8 and back without losing a byte.
package charset

import (
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

type kind uint8

const (
	kindUTF8 kind = iota
	kindSingle
	kindMulti
	kindWide
)

// Encoding is one character encoding. It is a [record.Decoder] for stored cells and encodes new ones. It is safe
// for concurrent use.
//
// [record.Decoder]: https://pkg.go.dev/github.com/callready/callready/io/record#Decoder
type Encoding struct {
	name  string
	kind  kind
	page  *charmap.Charmap // of a single-byte encoding
	multi encoding.Encoding
	pool  *sync.Pool    // decoders of a multi-byte encoding
	table *[256]encoded // of a single-byte encoding
	unit  int           // bytes a unit of a wide encoding: 2 or 4
	big   bool          // the wide encoding stores the high byte first
}

// encoded is the UTF-8 form of one byte.
type encoded struct {
	n     uint8
	bytes [utf8.UTFMax - 1]byte // no single-byte encoding reaches beyond the basic plane
}

// Name gives the canonical name, such as "windows-1252".
func (e *Encoding) Name() string { return e.name }

// Wide says that the encoding does not keep ASCII characters as single bytes: UTF-16 and UTF-32. A table in it is
// read through [Encoding.NewReader] and written through [Encoding.NewWriter]; in between it is UTF-8.
func (e *Encoding) Wide() bool { return e.kind == kindWide }

// UTF8 says that the cells in memory are UTF-8: the encoding is UTF-8 itself or a wide one that has been read
// through [Encoding.NewReader].
func (e *Encoding) UTF8() bool { return e.kind == kindUTF8 || e.kind == kindWide }

// Append appends the text of the stored cell src to dst as valid UTF-8. It never fails. A cell of a UTF-8 file that
// is not valid UTF-8 is read as Windows-1252 as a whole, because that is what it nearly always is. What has no
// meaning in the encoding becomes U+FFFD.
func (e *Encoding) Append(dst, src []byte) []byte {
	switch e.kind {
	case kindUTF8:
		if utf8.Valid(src) {
			return append(dst, src...)
		}
		return appendPage(dst, src, charmap.Windows1252)
	case kindSingle:
		for _, c := range src {
			if c < utf8.RuneSelf {
				dst = append(dst, c)
				continue
			}
			t := &e.table[c]
			dst = append(dst, t.bytes[:t.n]...)
		}
		return dst
	case kindMulti:
		return e.appendMulti(dst, src)
	default:
		return appendReplaced(dst, src)
	}
}

func (e *Encoding) appendMulti(dst, src []byte) []byte {
	dec, _ := e.pool.Get().(*encoding.Decoder)
	if dec == nil {
		dec = e.multi.NewDecoder()
	}
	defer e.pool.Put(dec)
	text, err := dec.Bytes(src)
	if err != nil {
		return appendPage(dst, src, charmap.Windows1252)
	}
	return append(dst, text...)
}

func appendPage(dst, src []byte, page *charmap.Charmap) []byte {
	for _, c := range src {
		dst = utf8.AppendRune(dst, page.DecodeByte(c))
	}
	return dst
}

func newSingle(name string, page *charmap.Charmap) *Encoding {
	e := &Encoding{name: name, kind: kindSingle, page: page, table: new([256]encoded)}
	for c := range e.table {
		r := page.DecodeByte(byte(c))
		if r == utf8.RuneError {
			r = charmap.Windows1252.DecodeByte(byte(c))
		}
		t := &e.table[c]
		t.n = uint8(copy(t.bytes[:], string(r)))
	}
	return e
}
