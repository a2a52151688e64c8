package similar

import (
	_ "embed" // the vocabularies are files
	"slices"
	"strings"
	"sync"
)

var (
	//go:embed data/nicknames.txt
	nicknameData string
	//go:embed data/given.txt
	givenData string
	//go:embed data/family.txt
	familyData string
)

// vocabulary is what is known of names.
type vocabulary struct {
	lines  map[string][]uint16 // given name to the lines of nicknames it stands in
	given  map[string]struct{} // given names in use
	family map[string]struct{} // family names in use
}

// names gives the vocabulary. It is made when it is first needed and never changes.
var names = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{lines: map[string][]uint16{}, given: map[string]struct{}{}, family: map[string]struct{}{}}
	n := uint16(0)
	for words := range entries(nicknameData) {
		for _, w := range words {
			v.lines[w] = append(v.lines[w], n)
			v.given[w] = struct{}{}
		}
		n++
	}
	for words := range entries(givenData) {
		for _, w := range words {
			v.given[w] = struct{}{}
		}
	}
	for words := range entries(familyData) {
		for _, w := range words {
			v.family[w] = struct{}{}
		}
	}
	return v
})

// entries gives the words of each line of a data file but for comments.
func entries(data string) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(data) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			words := strings.Fields(string(Fold(nil, line)))
			if len(words) > 0 && !yield(words) {
				return
			}
		}
	}
}

// known tells whether a word is a name in use.
func known(word string, as role) bool {
	v := names()
	if as == family {
		_, ok := v.family[word]
		return ok
	}
	_, ok := v.given[word]
	return ok
}

// IsGiven tells whether a folded word is a given name in use.
func IsGiven(word string) bool { return known(word, given) }

// NicknameSet gives in which families of nicknames folded words are, as bits: names of one family have a bit in common, and so
// may others, as there are only n.
func NicknameSet(words []string, n uint16) uint64 {
	v, set := names(), uint64(0)
	for _, w := range words {
		for _, line := range v.lines[w] {
			set |= 1 << (line % n)
		}
	}
	return set
}

// nicknames tells whether two given names stand in one line.
func nicknames(a, b string) bool {
	v := names()
	x := v.lines[a]
	if len(x) == 0 {
		return false
	}
	for _, m := range v.lines[b] {
		if slices.Contains(x, m) {
			return true
		}
	}
	return false
}
