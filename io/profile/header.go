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
	if plain(header) {
		return header
	}
	var b strings.Builder
	b.Grow(len(header))
	space := false
	for _, r := range norm.NFKD.String(header) {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r), unicode.IsControl(r):
			continue
		case r == '’', r == '‘', r == 'ʼ', r == '´', r == '`', r == '′':
			r = '\''
		case r == '–', r == '—', r == '‐', r == '‑', r == '−':
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

// plain tells whether a header folds to itself, for sure.
func plain(header string) bool {
	for i := range len(header) {
		switch c := header[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '_', c == '.', c == '-', c == '\'', c == '/':
		case c == ' ' && i > 0 && i < len(header)-1 && header[i+1] != ' ':
		default:
			return false
		}
	}
	return true
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
		if s := string(cur); s != "" {
			if n := len(list); n > 0 && s == "app" && list[n-1] == "whats" { // The one brand whose capitals part a word.
				list[n-1], s = "whatsapp", ""
			}
			if s != "" {
				list = append(list, s)
			}
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
