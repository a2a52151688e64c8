package profile

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// vocabulary are the words of data/words.toml.
type vocabulary struct {
	Phone       []string `toml:"phone"`
	Mobile      []string `toml:"mobile"`
	MobileMaybe []string `toml:"mobile_maybe"`
	Maybe       []string `toml:"maybe"`
	Fax         []string `toml:"fax"`
	Hint        []string `toml:"hint"`
	Work        []string `toml:"work"`
	Home        []string `toml:"home"`
	Else        []string `toml:"else"`
	Assistant   []string `toml:"assistant"`
	Company     []string `toml:"company"`
	Other       []string `toml:"other"`
	Never       []string `toml:"never"`
	None        []string `toml:"none"`
	Flag        []string `toml:"flag"`
	Said        []string `toml:"said"`
	Not         []string `toml:"not"`
	With        []string `toml:"with"`
}

var vocab = sync.OnceValues(func() (*vocabulary, error) {
	text, err := files.ReadFile("data/words.toml")
	if err != nil {
		return nil, err
	}
	var v vocabulary
	if err := decode(text, &v); err != nil {
		return nil, fmt.Errorf("words.toml: %w", err)
	}
	return &v, nil
})

// hit tells whether one of the words is one of the patterns.
func hit(words, patterns []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return slices.ContainsFunc(patterns, func(p string) bool { return match(w, p) })
	})
}

func match(word, pattern string) bool {
	tail, open := strings.CutPrefix(pattern, "*")
	head, shut := strings.CutSuffix(tail, "*")
	switch {
	case open && shut:
		return strings.Contains(word, head)
	case open:
		return strings.HasSuffix(word, tail)
	case shut:
		return strings.HasPrefix(word, head)
	}
	return word == pattern
}

// claim is what the words of a header say of it.
type claim uint8

const (
	nothing   claim = iota // no word of it speaks of phones
	hint                   // it may hold phones
	maybe                  // it holds phones unless its cells say otherwise
	phoneName              // it holds phones
	faxName                // it holds fax numbers
	notPhone               // it holds something else, whatever its cells look like
)

func (v *vocabulary) claim(ws []string) claim {
	if i := slices.IndexFunc(ws, func(s string) bool { return slices.Contains(v.With, s) }); i > 0 {
		ws = ws[:i] // "Phone (with country code)"
	}
	switch {
	case hit(ws, v.Never), hit(ws, v.None):
		return notPhone
	case hit(ws, v.Fax):
		return faxName
	case (hit(ws, v.Phone) || hit(ws, v.Mobile)) && hit(ws, v.Flag):
		return maybe
	case hit(ws, v.Phone), hit(ws, v.Mobile):
		return phoneName
	case hit(ws, v.MobileMaybe), hit(ws, v.Maybe):
		return maybe
	case hit(ws, v.Not):
		return notPhone
	case hit(ws, v.Hint):
		return hint
	}
	return nothing
}

// phone describes a phone column by the words of its header.
func (v *vocabulary) phone(ws []string) Column {
	c := Column{Role: Phone, Kind: Main}
	switch {
	case hit(ws, v.Mobile), hit(ws, v.MobileMaybe):
		c.Kind = Mobile
	case hit(ws, v.Home):
		c.Kind = Home
	case hit(ws, v.Work):
		c.Kind = Work
	case hit(ws, v.Else):
		c.Kind = Else
	}
	switch {
	case hit(ws, v.Assistant):
		c.Person = "assistant"
	case hit(ws, v.Other):
		c.Person = "other"
	case hit(ws, v.Company):
		c.Person = "company"
	}
	return c
}
