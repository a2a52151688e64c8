package required

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// fillers is the form of data/fillers.toml. All words are folded.
type fillers struct {
	Tokens []string            `toml:"tokens"` // what programs write for no value; exact, in any type of field
	Short  []string            `toml:"short"`  // letters of abbreviations, which count only with points or slashes
	Names  []string            `toml:"names"`  // words that are no name either
	Emails []string            `toml:"emails"` // what stands before or after the @ of invented addresses
	Words  map[string][]string `toml:"words"`  // by language

	all, names, tokens map[string]bool // Names and Words; Names; Tokens
}

var fillerWords = sync.OnceValues(func() (*fillers, error) {
	text, err := dataFiles.ReadFile("data/fillers.toml")
	if err != nil {
		return nil, err
	}
	f := &fillers{all: map[string]bool{}, names: map[string]bool{}, tokens: map[string]bool{}}
	if err := strictTOML(text, f); err != nil {
		return nil, fmt.Errorf("fillers.toml: %w", err)
	}
	for _, list := range f.Words {
		for _, w := range list {
			f.all[w] = true
		}
	}
	for _, w := range f.Names {
		f.all[w], f.names[w] = true, true
	}
	for _, w := range f.Tokens {
		f.tokens[w] = true
	}
	return f, nil
})

// longest is how many bytes a filler may have: longer values are real.
const longest = 64

// Filler tells whether a value of a mandatory field means nothing, with CodeBlank for nothing but white space and
// invisible characters, and with CodeFiller for what people and programs write where they have nothing to write: N/A, -,
// NULL, "inconnu", "k.A.", and by type 0, 1234567890, 01/01/1900 or none@none.com. Short real values stay real: "Na" and
// "Xi" are names, 0 is a number, and a choice may have any name, so that only blanks and the tokens of programs count there.
func Filler(value []byte, as Type) (code string, is bool) {
	if len(value) > longest {
		if blank(string(value)) {
			return CodeBlank, true
		}
		return "", false
	}
	words, err := fillerWords()
	if err != nil {
		return "", false
	}
	if means, sure := words.plain(value, as); sure {
		if means {
			return "", false
		}
		return CodeFiller, true
	}
	text := string(value)
	if blank(text) {
		return CodeBlank, true
	}
	if words.means(strings.TrimSpace(text), as) {
		return "", false
	}
	return CodeFiller, true
}

// Filler is the function Filler for a value of this field: a value that is one of the field's choices is real, and where the
// choices are known, one that is none of them and would be a filler as a text is a filler.
func (f *Field) Filler(value []byte) (code string, is bool) {
	code, is = Filler(value, f.Type)
	if len(f.Options) == 0 || code == CodeBlank {
		return code, is
	}
	if slices.Contains(f.Options, strings.TrimSpace(string(value))) {
		return "", false
	}
	if !is && f.Type == TypePick {
		return Filler(value, TypeText)
	}
	return code, is
}

// blank tells whether nothing can be seen of a text.
func blank(text string) bool {
	for _, r := range text {
		if !unicode.IsSpace(r) && !unicode.IsControl(r) && !unicode.Is(unicode.Cf, r) && r != '\u3164' && r != '\u115f' && r != '\u2800' {
			return false
		}
	}
	return true
}

// plain is a short cut of means for most cells, without an allocation: letters and digits of ASCII, at least one letter,
// single blanks between words. It is not sure of anything else, and of types whose values have a form.
func (f *fillers) plain(value []byte, as Type) (means, sure bool) {
	if as == TypeEmail || as == TypeDate {
		return false, false
	}
	value = bytes.TrimSpace(value)
	var folded [longest]byte
	letters := 0
	for i, c := range value {
		switch {
		case 'a' <= c && c <= 'z':
			letters++
		case 'A' <= c && c <= 'Z':
			letters++
			c += 'a' - 'A'
		case '0' <= c && c <= '9':
		case c == ' ' && value[i-1] != ' ':
		default:
			return false, false
		}
		folded[i] = c
	}
	word := folded[:len(value)]
	switch {
	case letters == 0:
		return false, false
	case f.tokens[string(value)]:
		return false, true
	case as == TypePick || as == TypeBool:
		return true, true
	case len(bytes.Trim(word, "x")) == 0:
		return false, true
	case as == TypeName:
		return !f.names[string(word)], true
	}
	return !f.all[string(word)], true
}

// means tells whether a text that is not blank means something as a value of a type.
func (f *fillers) means(text string, as Type) bool {
	if f.tokens[text] {
		return false
	}
	if as == TypePick || as == TypeBool {
		return true
	}
	marks, digits, letters := 0, 0, 0
	for _, r := range text {
		switch {
		case unicode.IsLetter(r):
			letters++
		case unicode.IsDigit(r):
			digits++
		case unicode.Is(unicode.So, r): // An emoji may be meant.
			return true
		default:
			marks++
		}
	}
	if letters == 0 && digits == 0 {
		return false
	}
	folded := fold(text)
	core := strings.Trim(folded, " -_.,;:()[]<>{}*\"'?!#/\\")
	switch {
	case as == TypeName:
		return !f.names[core] && !crosses(core) && folded != "n/a"
	case f.all[core], crosses(core), marks > 0 && f.short(folded):
		return false
	}
	switch as {
	case TypePhone:
		return letters > 0 || !phoneFiller(onlyDigits(text))
	case TypeEmail:
		return !f.email(folded)
	case TypeDate:
		return !dateFiller(onlyDigits(text))
	case TypeNumber:
		return true
	case TypeUnknown, TypeText, TypeRef, TypeName, TypePick, TypeBool:
		return letters > 0 || marks > 0 || !run(text)
	}
	return true
}

// crosses tells whether a word is x, xx, xxx and so on.
func crosses(word string) bool { return word != "" && strings.Trim(word, "x") == "" }

// short tells whether a text is an abbreviation with points or slashes: n/a, N.C., k. A., s/d.
func (f *fillers) short(folded string) bool {
	bare := strings.Map(func(r rune) rune {
		if strings.ContainsRune("./\\# ", r) {
			return -1
		}
		return r
	}, folded)
	return utf8.RuneCountInString(folded) > len(bare) && strings.ContainsAny(folded, "./\\") && slices.Contains(f.Short, bare)
}

// run tells whether digits were typed to fill a field of any kind: zeros, or the keys from one to nine.
func run(digits string) bool {
	return strings.Trim(digits, "0") == "" || slices.Contains([]string{"123456", "1234567", "12345678", "123456789", "1234567890", "0123456789", "987654321", "9876543210"}, digits)
}

// phoneFiller tells whether the digits of a phone field are no number: one digit over and over, keys in their order, a
// prefix and nothing but zeros.
func phoneFiller(d string) bool {
	if len(d) < 5 {
		return strings.Trim(d, "0") == ""
	}
	zeros := len(d) - len(strings.TrimRight(d, "0"))
	return strings.Trim(d, d[:1]) == "" || strings.Trim(d[1:], d[1:2]) == "" && len(d) >= 7 || zeros >= 7 ||
		strings.Contains("01234567890123456789", d) || strings.Contains("98765432109876543210", d) ||
		strings.HasSuffix(d, "5551234567") || strings.HasSuffix(d, "0123456789")
}

// dateFiller tells whether the digits of a date are one that programs put for none.
func dateFiller(d string) bool {
	if len(d) > 8 {
		d = d[:8] // A time follows.
	}
	return strings.Trim(d, "0") == "" || slices.Contains([]string{"19000101", "01011900", "19700101", "01011970", "99991231", "31129999", "12319999", "00010101"}, d)
}

// email tells whether an address is invented to say that there is none.
func (f *fillers) email(folded string) bool {
	local, domain, ok := strings.Cut(folded, "@")
	if !ok {
		return false
	}
	host, _, _ := strings.Cut(domain, ".")
	bare := strings.NewReplacer(".", "", "-", "", "_", "").Replace(local)
	return slices.Contains(f.Emails, bare) || slices.Contains(f.Emails, host) || crosses(bare) || crosses(host) || bare == "test" && host == "test"
}

func onlyDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
}
