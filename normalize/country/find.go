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
	if m, ok := t.look(joined[:0], words, len(cell) > 8 || !marked(cell)); ok {
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
// iso tells whether two letters may be an ISO code.
func (t *table) look(buf, words []byte, iso bool) (Match, bool) {
	key := join(buf, words)
	if t.not[string(key)] || t.not[string(words)] {
		return Match{}, false
	}
	if r, ok := t.codes[string(key)]; ok && (iso || len(key) > 2) {
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
// the same one, or one that is a part of it. "Atlanta, Georgia" has a part that names none. An article that was put last
// is no part: "Gambia, The".
func (t *table) parts(buf, words []byte) (Match, bool) {
	var found Match
	department := ""
	for len(words) > 0 {
		part, m, ok := t.first(buf, words)
		words = words[min(len(part)+1, len(words)):]
		if len(part) == 0 || string(part) == "the" || string(part) == "les" {
			continue
		}
		if d := departments[string(part)]; d != "" {
			department = d
			continue
		}
		switch {
		case !ok:
			return Match{}, false
		case found.Region == "" || within[m.Region] == found.Region:
			found = m
		case m != found && within[found.Region] != m.Region:
			return Match{}, false
		}
	}
	return found, found.Region != "" && (department == "" || department == found.Region)
}

// first gives the longest run of parts at the start of words that names a country: a hyphen stands between two spellings
// or inside a name. Without one, it gives the first part.
func (t *table) first(buf, words []byte) (part []byte, m Match, ok bool) {
	for end := len(words); end > 0; {
		if m, ok = t.look(buf, words[:end], true); ok {
			return words[:end], m, true
		}
		i := bytes.LastIndexByte(words[:end], hard)
		if i < 0 {
			return words[:end], Match{}, false
		}
		end = i
	}
	return nil, Match{}, false
}

// within gives the country of a territory with a region code of its own: "Jersey (UK)" is Jersey.
var within = map[string]string{
	"RE": "FR", "GP": "FR", "MQ": "FR", "GF": "FR", "YT": "FR", "BL": "FR", "MF": "FR", "PM": "FR", "NC": "FR", "PF": "FR", "WF": "FR",
	"JE": "GB", "GG": "GB", "IM": "GB", "GI": "GB", "BM": "GB", "KY": "GB", "VG": "GB", "TC": "GB", "MS": "GB", "AI": "GB", "FK": "GB", "SH": "GB",
	"HK": "CN", "MO": "CN", "TW": "CN", "PR": "US", "VI": "US", "GU": "US", "AS": "US", "MP": "US",
	"AW": "NL", "CW": "NL", "SX": "NL", "BQ": "NL", "GL": "DK", "FO": "DK", "AX": "FI", "SJ": "NO", "CX": "AU", "CC": "AU", "NF": "AU", "CK": "NZ", "NU": "NZ", "TK": "NZ",
}

// departments are the numbers that the French put behind the names of their departments overseas.
var departments = map[string]string{"971": "GP", "972": "MQ", "973": "GF", "974": "RE", "975": "PM", "976": "YT", "977": "BL", "978": "MF", "987": "PF", "988": "NC"}
