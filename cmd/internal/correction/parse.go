package correction

import (
	"slices"
	"strings"

	"github.com/callready/callready/normalize/country"
)

// Kind is what a correction asks for.
type Kind uint8

// The kinds.
const (
	Unknown Kind = iota // nothing that is understood
	Number              // the cell holds this number, or these
	Country             // the cell's numbers are of this country
	Keep                // the cell is right as it is
	Clear               // the cell is to be empty
	Column              // the value belongs into another column
)

// String gives the word by which counts name the kind.
func (k Kind) String() string {
	return [...]string{"unknown", "number", "country", "keep", "clear", "column"}[k]
}

// Answer is a correction understood.
type Answer struct {
	Kind   Kind
	Number string // of a Number: as written
	Region string // of a Country: ISO 3166 alpha-2
	Slip   bool   // the country was read with a typing slip
	Column string // of a Column: its header, or #3 for the third
}

// The words that people use, in English and French.
var (
	keepWords  = []string{"keep", "leave", "ok as is", "garder", "conserver", "laisser"}
	clearWords = []string{"clear", "empty", "erase", "vider", "effacer"}
	prefixes   = []struct {
		words []string
		kind  Kind
	}{
		{[]string{"column", "field", "colonne", "champ"}, Column},
		{[]string{"country", "pays"}, Country},
		{[]string{"number", "phone", "numéro", "numero", "téléphone", "telephone"}, Number},
	}
	// notCountries are codes of countries that people write for no, not available and non communiqué.
	notCountries = []string{"NO", "NA", "NC"}
)

// Parse says what a text asks for. A column's name counts before a country that is only nearly written so; isColumn tells
// whether the export has a column of a name. Two letters are a country in capitals alone, and not those that also mean no.
func Parse(text string, isColumn func(name string) bool) Answer {
	text = trim(text)
	word := strings.ToLower(strings.TrimRight(text, ".! "))
	switch {
	case text == "":
		return Answer{}
	case slices.Contains(keepWords, word):
		return Answer{Kind: Keep}
	case slices.Contains(clearWords, word):
		return Answer{Kind: Clear}
	}
	if head, rest, ok := strings.Cut(text, ":"); ok {
		head, rest = strings.ToLower(trim(head)), trim(rest)
		for _, p := range prefixes {
			if slices.Contains(p.words, head) {
				return named(p.kind, rest)
			}
		}
	}
	m, ok := country.Find(text)
	switch short := len(text) <= 2; {
	case !ok, short && (text != strings.ToUpper(text) || m.Slip || slices.Contains(notCountries, text)):
		m = country.Match{}
	}
	switch digits := strings.ContainsAny(text, "0123456789"); {
	case m.Region != "" && !m.Slip:
		return Answer{Kind: Country, Region: m.Region}
	case isColumn(text):
		return Answer{Kind: Column, Column: text}
	case digits:
		return Answer{Kind: Number, Number: text}
	case m.Region != "":
		return Answer{Kind: Country, Region: m.Region, Slip: true}
	}
	if strings.ContainsFunc(text, func(r rune) bool { return r > '9' && isDigit(r) }) {
		return Answer{Kind: Number, Number: text}
	}
	return Answer{}
}

// named is an answer whose kind the person named.
func named(k Kind, rest string) Answer {
	switch {
	case rest == "":
		return Answer{}
	case k == Column:
		return Answer{Kind: k, Column: rest}
	case k == Number:
		return Answer{Kind: k, Number: rest}
	}
	m, ok := country.Find(rest)
	if !ok || m.Region == "" {
		return Answer{}
	}
	return Answer{Kind: Country, Region: m.Region, Slip: m.Slip}
}

// isDigit tells whether a character is a digit of another script or a wide one.
func isDigit(r rune) bool {
	for _, zero := range [...]rune{'０', '٠', '۰'} {
		if r >= zero && r <= zero+9 {
			return true
		}
	}
	return false
}
