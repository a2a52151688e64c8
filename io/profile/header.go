package profile

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold gives the form in which headers are compared: lower case, without accents, a byte-order mark or invisible
// characters, with plain apostrophes and single plain spaces. Two headers that a person would read as the same fold to the
// same text; underscores and dots are kept, since API names and labels differ by them.
func Fold(header string) string {
	var b strings.Builder
	b.Grow(len(header))
	space := false
	for _, r := range norm.NFKD.String(header) {
		switch {
		case unicode.IsSpace(r), r == 0x200B:
			space = b.Len() > 0
			continue
		case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r), unicode.IsControl(r):
			continue
		case r == '’', r == '‘', r == 'ʼ', r == '´', r == '`', r == '′':
			r = '\''
		case r == '–', r == '—', r == '‑', r == '−':
			r = '-'
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// words cuts a header into folded words: at anything that is no letter, between letters and digits, and before the
// capitals of camelCase. "Phone 1 - Value", "phone_1_value" and "Phone1Value" have the same words.
func words(header string) []string {
	header = strings.TrimSpace(header)
	for _, custom := range []string{"__c", "__C", "__pc"} { // Salesforce ends the names of custom fields in this.
		header = strings.TrimSuffix(header, custom)
	}
	var list []string
	var cur []rune
	flush := func() {
		if len(cur) > 0 {
			list = append(list, string(cur))
			cur = cur[:0]
		}
	}
	var last rune
	for _, r := range norm.NFKD.String(header) {
		switch {
		case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r):
			continue
		case unicode.IsLetter(r):
			if unicode.IsUpper(r) && unicode.IsLower(last) || unicode.IsDigit(last) {
				flush()
			}
			cur = append(cur, unicode.ToLower(r))
			switch r {
			case 'ß':
				cur = append(cur[:len(cur)-1], 's', 's')
			case 'ł', 'Ł':
				cur[len(cur)-1] = 'l'
			case 'ø', 'Ø':
				cur[len(cur)-1] = 'o'
			}
		case unicode.IsDigit(r):
			if unicode.IsLetter(last) {
				flush()
			}
			cur = append(cur, r)
		default:
			flush()
		}
		last = r
	}
	flush()
	return list
}

// loose is the words of a header joined: what the rules for unknown exports compare.
func loose(header string) string { return strings.Join(words(header), " ") }
