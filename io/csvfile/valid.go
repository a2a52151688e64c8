package csvfile

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// validUTF8 is utf8.Valid for text that is nearly all ASCII: it skips eight such bytes at a time all the way.
func validUTF8(s []byte) bool {
	for i := 0; ; {
		for i+8 <= len(s) {
			if m := binary.LittleEndian.Uint64(s[i:]) & highs; m != 0 {
				i += bits.TrailingZeros64(m) >> 3
				break
			}
			i += 8
		}
		if i >= len(s) {
			return true
		}
		if s[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(s[i:])
		if r == utf8.RuneError && n == 1 {
			return false
		}
		i += n
	}
}
