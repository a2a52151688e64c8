package charset

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxWords bounds the words that are weighed, so that a guess costs little on a large sample.
const maxWords = 5_000

// detectSingle weighs the single-byte encodings by how well the words with bytes above 0x7F read as names.
func detectSingle(sample []byte) Guess {
	words := highWords(sample)
	sets := alphabetSets()
	used := usedBytes(sample)
	sums := make([]float64, len(candidates))
	pages := make([]*Encoding, len(candidates))
	best := 0
	for i, name := range candidates {
		e, err := Lookup(name)
		if err != nil {
			continue // Impossible: the list is checked by a test.
		}
		pages[i] = e
		for _, w := range words {
			sums[i] += plausibility(e, w, sets)
		}
		if sums[i] > sums[best]+max(0.4, 0.02*float64(len(words))) {
			best = i
		}
	}
	n := float64(len(words))
	g := Guess{Name: candidates[best], Why: "words read well"}
	share := func(i int) float64 { return min(1, max(0, sums[i]/max(n, 1))) }
	g.Score = 0.35 + 0.6*share(best)*n/(n+2)
	for i, name := range candidates {
		if i == best {
			continue
		}
		g.Other = append(g.Other, Alternative{Name: name, Score: 0.35 + 0.6*share(i)*n/(n+2)})
		// A rival that reads as well but differently makes the guess unsure.
		if sums[best]-sums[i] < 0.05*n && !controls(pages[i], used) && differ(pages[best], pages[i], used) {
			limit := 0.55
			if best == 0 {
				limit = 0.7 // By far the commonest where the letters do not decide.
			}
			g.Score = min(g.Score, limit)
			g.Why = "the commonest of several that read equally well"
		}
	}
	slices.SortStableFunc(g.Other, func(a, b Alternative) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		return 0
	})
	return g
}

// highWords gives the runs of letters and high bytes that hold a high byte.
func highWords(s []byte) [][]byte {
	var words [][]byte
	for i := 0; i < len(s) && len(words) < maxWords; {
		if !wordByte(s[i]) {
			i++
			continue
		}
		start, high := i, false
		for i < len(s) && wordByte(s[i]) {
			high = high || s[i] >= utf8.RuneSelf
			i++
		}
		if high {
			words = append(words, s[start:i])
		}
	}
	return words
}

func wordByte(c byte) bool {
	return c >= utf8.RuneSelf || c|0x20 >= 'a' && c|0x20 <= 'z'
}

func usedBytes(s []byte) (used [256]bool) {
	for _, c := range s {
		used[c] = true
	}
	return used
}

func differ(a, b *Encoding, used [256]bool) bool {
	for c := utf8.RuneSelf; c < 256; c++ {
		if used[c] && a.table[c] != b.table[c] {
			return true
		}
	}
	return false
}

// controls says whether one of the used bytes is a control character, which no text holds.
func controls(e *Encoding, used [256]bool) bool {
	for c := utf8.RuneSelf; c < 256; c++ {
		if used[c] && unicode.IsControl(e.page.DecodeByte(byte(c))) {
			return true
		}
	}
	return false
}

// latinEnd is the first character after the Latin letters that the single-byte encodings hold.
const latinEnd = 0x250

// The Cyrillic letters.
const cyrillic, cyrillicEnd = 0x400, 0x530

// plausibility says how well a word reads in the encoding: from about -2 to 1.
func plausibility(e *Encoding, word []byte, sets map[rune]uint32) float64 {
	fits := ^uint32(0)
	letters, accented := 0, 0
	penalty := 0.0
	prev := rune(' ')
	foreign := 0                  // letters of another script than Latin
	usual := 0                    // of them, those that are common
	greek, accent := false, false // a Greek word in lower case but for its first letter, and whether it has its accent
	for i, c := range word {
		r, next := e.page.DecodeByte(c), ' '
		if i+1 < len(word) {
			next = e.page.DecodeByte(word[i+1])
		}
		switch {
		case c < utf8.RuneSelf:
			letters++
		case unicode.IsLetter(r):
			letters++
			accented++
			fits &= sets[lower(r)]
			if r >= latinEnd {
				foreign++
				if r < cyrillic || r >= cyrillicEnd || strings.ContainsRune(common, unicode.ToLower(r)) {
					usual++
				}
				if next != ' ' && strings.ContainsRune(finals, r) {
					penalty += 0.7
				}
				accent = accent || strings.ContainsRune(tonos, r)
				greek = greek && r < cyrillic && unicode.IsLower(r) || foreign == 1 && r < cyrillic
			}
		case r == '’' || r == '‘' || r == '·' || r == '\u00A0' || r == '\u00AD':
			// Apostrophes, middle dots and joiners stand inside words.
		case r == utf8.RuneError || unicode.IsControl(r):
			penalty += 1.5
		case unicode.IsLetter(prev) && next != ' ':
			penalty += 1.5 // A sign in the middle of a word.
		case !plainSign(r):
			penalty += 0.7
		case i == 0 && next != ' ' && !strings.ContainsRune("«“„‚¿¡´", r):
			penalty += 0.3 // A sign that is no quotation mark before a word.
		}
		if c >= utf8.RuneSelf && unicode.IsUpper(r) && unicode.IsLower(prev) && unicode.IsLower(next) {
			penalty++ // An upper-case letter between lower-case ones.
		}
		if c >= utf8.RuneSelf && unicode.IsLower(r) && unicode.IsUpper(prev) && unicode.IsUpper(next) {
			penalty++ // The other way round.
		}
		if i == 1 && foreign == 2 && unicode.IsLower(prev) && unicode.IsUpper(r) {
			penalty++ // A word that begins with a lower-case letter and goes on with capitals.
		}
		prev = r
	}
	if greek && !accent && letters > 3 {
		penalty += 0.4
	}
	score := 0.0
	switch {
	case accented == 0:
		score = 0.2 // Signs alone say little.
	case fits == 0:
		score = -0.8
	default:
		for ; fits != 0; fits &= fits - 1 {
			if i := bits.TrailingZeros32(fits); i < len(alphabets) {
				score = max(score, alphabets[i].weight)
			}
		}
		if foreign > 0 {
			score *= min(1, 0.3+float64(usual)/float64(foreign))
		}
		switch {
		case foreign > 0 && foreign < letters:
			score = -0.8 // Two scripts in one word.
		case foreign == 0 && accented > 2 && accented*10 > letters*6:
			score = -0.5 // Hardly a plain letter: no Latin-script name looks so.
		}
	}
	return score - penalty
}

// lower gives the lower case of a letter, and the capital I with a dot, of which that would be plain, as it is.
func lower(r rune) rune {
	if l := unicode.ToLower(r); l >= utf8.RuneSelf {
		return l
	}
	return r
}

// plainSign reports whether a character other than a letter is usual in contact lists.
func plainSign(r rune) bool {
	switch r {
	case '€', '£', '°', '«', '»', '“', '”', '„', '‚', '–', '—', '…', '®', '™', '©', '§', '²', '³', '½', '¼', '¿', '¡', '´', '¨', '•', 'º', 'ª', '№':
		return true
	}
	return false
}
