package pipeline

import (
	"encoding/binary"

	"github.com/callready/callready/dedupe"
)

// text is what a holder is made of: bytes of the batch on its way to the sorter, parts of one string when it comes out.
type text interface{ string | []byte }

// holding is one contact that holds a shared number, as it waits in the sorter.
type holding[T text] struct {
	Row       int64 // of the run
	At        int64 // its line in its file
	Key       T
	Who       T
	Column    int // index of the column
	Company   T
	CompanyID T
	Modified  T
	Person    T // who it is, as judging wants it; packed
	Primary   bool
	Line      dedupe.Line // of the number
}

// person is a holding that came out of the sorter.
type person = holding[string]

// texts gives the texts in the order in which they are packed.
func (p *holding[T]) texts() [6]*T {
	return [...]*T{&p.Key, &p.Who, &p.Company, &p.CompanyID, &p.Modified, &p.Person}
}

// packedPrimary is the bit of the byte that a packed holding begins with that says so; the bits above it are the line.
const packedPrimary = 1

// packedMost is what a packed holding takes besides its texts, in bytes.
const packedMost = 1 + (3+6)*binary.MaxVarintLen64

// pack appends the holding to dst.
func (p *holding[T]) pack(dst []byte) []byte {
	flags := byte(p.Line) << 1
	if p.Primary {
		flags |= packedPrimary
	}
	dst = append(dst, flags)
	for _, n := range [...]uint64{uint64(p.Row), uint64(p.At), uint64(p.Column)} {
		dst = binary.AppendUvarint(dst, n)
	}
	for _, t := range p.texts() {
		dst = append(binary.AppendUvarint(dst, uint64(len(*t))), *t...)
	}
	return dst
}

// unpack takes apart what pack made; its texts are parts of s. It reports whether s is whole.
func unpack(s string) (p person, ok bool) {
	if s == "" {
		return p, false
	}
	flags := s[0]
	p.Primary, p.Line = flags&packedPrimary != 0, dedupe.Line(flags>>1)
	s = s[1:]
	var n [3]uint64
	for i := range n {
		if n[i], s, ok = cutUvarint(s); !ok {
			return p, false
		}
	}
	p.Row, p.At, p.Column = int64(n[0]), int64(n[1]), int(n[2])
	for _, t := range p.texts() {
		var size uint64
		if size, s, ok = cutUvarint(s); !ok || size > uint64(len(s)) {
			return p, false
		}
		*t, s = s[:size], s[size:]
	}
	return p, s == ""
}

// cutUvarint is binary.Uvarint for a string.
func cutUvarint(s string) (n uint64, rest string, ok bool) {
	for i, shift := 0, 0; i < min(len(s), binary.MaxVarintLen64); i, shift = i+1, shift+7 {
		n |= uint64(s[i]&0x7f) << shift
		if s[i] < 0x80 {
			return n, s[i+1:], true
		}
	}
	return 0, "", false
}
