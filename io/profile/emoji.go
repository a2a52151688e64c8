package profile

import (
	"strings"
	"unicode"
)

// emoji are the blocks that hold them and what they are put together from: pictographs, dingbats and symbols that have a
// coloured form, regional indicators, variation selectors, the enclosing keycap and tags.
var emoji = &unicode.RangeTable{
	R16: []unicode.Range16{{0x200D, 0x200D, 1}, {0x20E3, 0x20E3, 1}, {0x231A, 0x231B, 1}, {0x23E9, 0x23FA, 1}, {0x2600, 0x27BF, 1}, {0x2B05, 0x2B07, 1}, {0x2B1B, 0x2B55, 1}, {0xFE0E, 0xFE0F, 1}},
	R32: []unicode.Range32{{0x1F000, 0x1FAFF, 1}, {0xE0020, 0xE007F, 1}},
}

// WithoutEmoji gives a text without emoji, and without the spaces that they leave: what stays of it in a CRM that drops
// them. A text without any comes back as it is.
func WithoutEmoji(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return unicode.Is(emoji, r) && r != 0x200D }) < 0 {
		return s // A joiner alone belongs to a script.
	}
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.Is(emoji, r) {
			return -1
		}
		return r
	}, s)), " ")
}
