package country

import (
	"bytes"
	"strings"
)

// longest is the length in bytes of the longest cell that is looked at; no country's name comes near it.
const longest = 160

// scratch holds a folded cell: a letter can fold to three bytes where it was two, and a flag gains separators.
type scratch [2 * longest]byte

func find[T string | []byte](cell T) (Match, bool) {
	if len(cell) == 0 || len(cell) > longest {
		return Match{}, false
	}
	var raw [longest]byte
	var folded, joined scratch
	words := fold(folded[:0], append(raw[:0], cell...))
	t := data()
	if m, ok := t.look(joined[:0], words); ok {
		return m, true
	}
	if bytes.IndexByte(words, hard) >= 0 {
		if m, ok := t.parts(joined[:0], words); ok {
			return m, true
		}
	}
	if len(cell) == 1 {
		if m, ok := plate(words); ok {
			return m, true
		}
	}
	return t.slip(join(joined[:0], words))
}

// plate reads a single letter as on a vehicle, the way it is used before postcodes too: D, F, A, CH. One letter is
// little, so it counts as a slip.
func plate(words []byte) (Match, bool) {
	if len(words) != 1 {
		return Match{}, false
	}
	i := strings.IndexByte("dfabilespnhj", words[0])
	if i < 0 {
		return Match{}, false
	}
	return Match{Region: [...]string{"DE", "FR", "AT", "BE", "IT", "LU", "ES", "SE", "PT", "NO", "HU", "JP"}[i], Slip: true}, true
}

// look reads folded words as one name or code: as they stand, then without a leading article.
func (t *table) look(buf, words []byte) (Match, bool) {
	key := join(buf, words)
	if t.not[string(key)] {
		return Match{}, false
	}
	if r, ok := t.codes[string(key)]; ok {
		// A code has nothing, dots or spaces between its letters: N/A is not Namibia.
		return Match{Region: r}, bytes.IndexByte(words, hard) < 0
	}
	if r, ok := t.names[string(key)]; ok {
		return Match{Region: r}, r != ""
	}
	if n := article(words); n > 0 {
		key = join(buf, words[n:])
		if r, ok := t.names[string(key)]; ok && len(key) > 3 {
			return Match{Region: r}, r != ""
		}
	}
	return Match{}, false
}

// parts reads cells such as "FR - France" and "Deutschland / Germany": every part names a country, and all of them
// the same one. "Atlanta, Georgia" has a part that names none.
func (t *table) parts(buf, words []byte) (Match, bool) {
	var found Match
	for len(words) > 0 {
		part := words
		if i := bytes.IndexByte(words, hard); i >= 0 {
			part, words = words[:i], words[i+1:]
		} else {
			words = nil
		}
		if len(part) == 0 {
			continue
		}
		m, ok := t.look(buf, part)
		if !ok || found.Region != "" && m != found {
			return Match{}, false
		}
		found = m
	}
	return found, found.Region != ""
}
