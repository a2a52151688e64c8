package phone

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/unicode/norm"
)

//go:embed data/words.toml
var wordData []byte

// word is what a vocabulary knows of a word.
type word struct {
	label      bool
	kind       string // of a label: "mobile", …; "" says only that a number follows
	ext        bool
	close      bool // of an extension word: means one right behind a number only
	join       bool
	span       bool // "to": a range follows
	filler     bool // "NC": there is no second number
	numbering  bool // "Nr.": after a number, something else is counted
	identifier bool
}

// words are the vocabularies of phone cells, by folded word or phrase.
type words struct {
	known   map[string]word
	nothing map[string]bool // cells that say that there is no number
	longest int             // words in the longest phrase
}

func loadWords() (*words, error) {
	var file struct {
		Label     map[string][]string `toml:"label"`
		Extension struct {
			list
			Close []string `toml:"close"`
		} `toml:"extension"`
		Join       list `toml:"join"`
		Range      list `toml:"range"`
		Nothing    list `toml:"nothing"`
		Filler     list `toml:"filler"`
		Numbering  list `toml:"numbering"`
		Identifier list `toml:"identifier"`
	}
	if err := toml.Unmarshal(wordData, &file); err != nil {
		return nil, fmt.Errorf("embedded vocabulary: %w", err)
	}
	v := &words{known: make(map[string]word), nothing: make(map[string]bool)}
	seen := make(map[string]string)
	for _, name := range slices.Sorted(maps.Keys(file.Label)) {
		kind := name
		if kind == "plain" {
			kind = ""
		}
		for _, s := range file.Label[name] {
			if other, ok := seen[fold(s)]; ok && other != name {
				return nil, fmt.Errorf("embedded vocabulary: %q is a label of kind %s and of kind %s", s, other, name)
			}
			seen[fold(s)] = name
			v.set(s, func(w *word) { w.label, w.kind = true, kind })
		}
	}
	for _, s := range file.Extension.Words {
		v.set(s, func(w *word) { w.ext = true })
	}
	for _, s := range file.Extension.Close {
		v.set(s, func(w *word) { w.ext, w.close = true, true })
	}
	for _, s := range file.Join.Words {
		v.set(s, func(w *word) { w.join = true })
	}
	for _, s := range file.Range.Words {
		v.set(s, func(w *word) { w.span = true })
	}
	for _, s := range file.Identifier.Words {
		v.set(s, func(w *word) { w.identifier = true })
	}
	for _, s := range file.Filler.Words {
		v.set(s, func(w *word) { w.filler = true })
	}
	for _, s := range file.Numbering.Words {
		v.set(s, func(w *word) { w.numbering = true })
	}
	for _, s := range file.Nothing.Words {
		v.nothing[fold(s)] = true
	}
	return v, nil
}

type list struct {
	Words []string `toml:"words"`
}

func (v *words) set(s string, change func(*word)) {
	k := fold(s)
	w := v.known[k]
	change(&w)
	v.known[k] = w
	v.longest = max(v.longest, strings.Count(k, " ")+1)
}

// spoken tells whether a text has a word of the vocabularies.
func (v *words) spoken(s string) bool {
	for w := range strings.FieldsSeq(s) {
		if _, ok := v.known[fold(w)]; ok {
			return true
		}
	}
	return false
}

// fold brings a word or phrase to the form of the vocabularies: lower case, no accents, inner punctuation as one space.
func fold(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsSymbol(r) && r > 0x2000:
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			if r == 'ß' {
				b.WriteString("ss")
				continue
			}
			b.WriteRune(unicode.ToLower(r))
		default:
			gap = true
		}
	}
	return b.String()
}
