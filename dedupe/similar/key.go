package similar

// Skeleton appends what is left of a folded word when slips of typing and ways to spell are taken out: the first sound, then
// the consonants that sound apart, without vowels and doubled ones. Words that sound alike mostly have the same; many others
// have it too.
func Skeleton[T ~string | ~[]byte](dst []byte, word T) []byte {
	start, last := len(dst), byte(0)
	for i := range len(word) {
		c := word[i]
		next := byte(0)
		if i+1 < len(word) {
			next = word[i+1]
		}
		switch c {
		case 'a', 'e', 'i', 'o', 'u', 'y', 'j':
			if len(dst) > start || i > 0 {
				continue
			}
			c = 'a'
		case 'h', 'w':
			if i > 0 && c == 'h' {
				continue
			}
			if c == 'w' {
				c = 'v'
			}
		case 'p':
			if next == 'h' {
				c = 'f'
			}
		case 'f':
		case 'c':
			switch {
			case next == 'e' || next == 'i' || next == 'y' || next == 'z':
				c = 's'
			default:
				c = 'k'
			}
		case 'q', 'g', 'x':
			c = 'k'
		case 'z':
			c = 's'
		case 'd':
			c = 't'
		case 'b':
		case 'm':
			c = 'n'
		case ' ':
			continue
		}
		if c == 'f' {
			c = 'v'
		}
		if c == last {
			continue
		}
		last = c
		dst = append(dst, c)
	}
	return dst
}
