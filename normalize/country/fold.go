package country

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// In folded text, words are parted by soft separators; hard ones stand where the cell had a bracket, a slash, a
// hyphen, a comma or the like, which may part two spellings of a country.
const (
	soft = ' '
	hard = '|'
)

// fold appends the words of a cell to dst, in lower case, without accents. It never appends a separator first, last,
// or twice.
func fold(dst, cell []byte) []byte {
	start := len(dst)
	sep := byte(0)
	flag, tags := 0, 0
	put := func(r rune) {
		if sep != 0 && len(dst) > start {
			dst = append(dst, sep)
		}
		sep = 0
		dst = utf8.AppendRune(dst, r)
	}
	for len(cell) > 0 {
		if c := cell[0]; c < utf8.RuneSelf {
			cell = cell[1:]
			switch {
			case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
				put(rune(c))
			case 'A' <= c && c <= 'Z':
				put(rune(c) + 'a' - 'A')
			default:
				sep = max(sep, separator(rune(c)))
			}
			continue
		}
		r, size := utf8.DecodeRune(cell)
		one := cell[:size]
		cell = cell[size:]
		if 0x1F1E6 <= r && r <= 0x1F1FF { // A flag is two of these: its region's code.
			if flag++; flag%2 == 1 {
				sep = hard
			}
			put('a' + r - 0x1F1E6)
			if flag%2 == 0 {
				sep = hard
			}
			continue
		}
		if 0xE0061 <= r && r <= 0xE007A { // The flag of England is a black one and the letters gbeng.
			if tags++; tags <= 2 {
				put('a' + r - 0xE0061)
			}
			if tags >= 2 {
				sep = hard
			}
			continue
		}
		if d := norm.NFKD.Properties(one).Decomposition(); d != nil {
			one = d
		}
		for len(one) > 0 {
			r, size := utf8.DecodeRune(one)
			one = one[size:]
			switch r = unicode.ToLower(r); {
			case dropped(r):
			case plain[r] != "":
				for _, r := range plain[r] {
					put(r)
				}
			case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsDigit(r):
				put(r)
			default:
				sep = max(sep, separator(r))
			}
		}
	}
	return dst
}

// plain are letters that have no decomposition and are written without their stroke or ligature on other keyboards.
var plain = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'ħ': "h", 'ŧ': "t", 'ə': "e", 'ς': "σ",
}

// dropped tells marks and invisible characters that one writer sets and the next leaves out.
func dropped(r rune) bool {
	switch {
	case 0x300 <= r && r <= 0x36F: // Accents of Latin, Greek and Cyrillic.
	case 0x591 <= r && r <= 0x5C7: // Hebrew points.
	case 0x64B <= r && r <= 0x65F, r == 0x640, r == 0x670: // Arabic vowels, hamza, tatweel.
	case r == 'ʻ', r == 'ʼ': // Letters in some languages, left out in others.
	case unicode.Is(unicode.Cf, r):
	default:
		return false
	}
	return true
}

func separator(r rune) byte {
	switch r {
	case '(', ')', '[', ']', '/', '\\', '|', ',', ';', ':', '-', '–', '—', '_', '=', '>', '→', '、':
		return hard
	}
	return soft
}

// join appends words to dst without what parts them and without words that one writer sets and the next leaves out:
// "Trinidad & Tobago" and "Trinidad and Tobago" are one key, and so are "St. Lucia" and "Saint Lucia", "Czech Rep." and
// "Czech Republic".
func join(dst, words []byte) []byte {
	before := 0 // length of the word before
	for len(words) > 0 {
		i := 0
		for i < len(words) && words[i] != soft && words[i] != hard {
			i++
		}
		word := words[:i]
		last := i == len(words)
		words = words[min(i+1, len(words)):]
		switch {
		case before > 1 && !last && and(string(word)): // Of one letter alone, U.A.E. has three.
		case last && before == 0: // ST is a country.
			dst = append(dst, word...)
		case string(word) == "st":
			dst = append(dst, "saint"...)
		case string(word) == "ste":
			dst = append(dst, "sainte"...)
		case republic(string(word)):
			dst = append(dst, "rep"...)
		case democratic(string(word)):
			dst = append(dst, "dem"...)
		case federal(string(word)):
			dst = append(dst, "fed"...)
		default:
			dst = append(dst, word...)
		}
		before = i
	}
	return dst
}

func republic(word string) bool {
	switch word {
	case "republic", "republique", "republik", "republica", "repubblica", "republiek", "republika":
		return true
	}
	return false
}

func democratic(word string) bool {
	switch word {
	case "democratic", "democratique", "demokratische", "democratica":
		return true
	}
	return false
}

func federal(word string) bool {
	switch word {
	case "federal", "federation", "federale", "federated", "foderation", "federacion", "federazione", "federacao":
		return true
	}
	return false
}

func and(word string) bool {
	switch word {
	case "and", "et", "und", "y", "e", "i", "en", "og", "och", "ja", "in", "a":
		return true
	}
	return false
}

// article gives the length of a leading article with its separator, 0 if there is none.
func article(words []byte) int {
	i := 0
	for i < len(words) && words[i] != soft && words[i] != hard {
		i++
	}
	if i == len(words) {
		return 0
	}
	switch string(words[:i]) {
	case "the", "la", "le", "les", "l", "die", "der", "das", "el", "los", "las", "il", "lo", "gli", "o", "a", "os", "as", "de", "het":
		return i + 1
	}
	return 0
}

// marked tells whether a letter of a cell carries an accent: then two letters are no ISO code, and "ČR" is not Costa Rica.
func marked[T string | []byte](cell T) bool {
	for _, r := range string(cell) {
		if r >= utf8.RuneSelf && r < 0x2000 && unicode.IsLetter(r) {
			return true
		}
	}
	return false
}
