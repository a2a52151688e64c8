package similar

import "strings"

// role is the place of a word in a name.
type role uint8

const (
	given role = iota
	family
)

// compareWords compares two folded words.
func compareWords(a, b string, as role) (Grade, Reason) {
	if a == b {
		return Same, 0
	}
	if a == "" || b == "" {
		return Unknown, 0
	}
	var x, y runes
	x.set(a)
	y.set(b)
	if x.n == 1 || y.n == 1 {
		if x.r[0] == y.r[0] {
			return Compatible, Initial
		}
		return Different, 0
	}
	if transcribed(a, b) {
		return Same, Transcribed
	}
	if as == given && nicknames(a, b) {
		return Near, Nickname
	}
	longest := max(x.n, y.n)
	most := slips(longest)
	both := overlap(&x, &y)
	d := most + 2
	if longest-both <= most+1 {
		d = distance(&x, &y, most+1)
	}
	if d <= most && !(known(a, as) && known(b, as)) {
		// In a short word a changed first letter makes another word: Mark, Park.
		if x.r[0] != y.r[0] && longest < 6 && !turned(&x, &y) {
			return Alike, Typo
		}
		if x.n == y.n && !turned(&x, &y) {
			return Near, Typo | Changed
		}
		return Near, Typo
	}
	if longest == 3 && d == 1 && turned(&x, &y) && !(known(a, as) && known(b, as)) {
		return Near, Typo
	}
	if d <= most+1 && (longest > 3 || longest == 3 && !(known(a, as) && known(b, as))) || 10*both*(x.n+y.n) >= 14*x.n*y.n && looks(&x, &y) {
		return Alike, apart(a, b, as)
	}
	return Different, apart(a, b, as)
}

// apart tells whether two given names are both in use.
func apart(a, b string, as role) Reason {
	if as == given && known(a, as) && known(b, as) {
		return Apart
	}
	return 0
}

// turned tells whether two words differ in two neighbours that changed places.
func turned(a, b *runes) bool {
	if a.n != b.n {
		return false
	}
	i := 0
	for i < a.n && a.r[i] == b.r[i] {
		i++
	}
	if i+1 >= a.n || a.r[i] != b.r[i+1] || a.r[i+1] != b.r[i] {
		return false
	}
	for i += 2; i < a.n; i++ {
		if a.r[i] != b.r[i] {
			return false
		}
	}
	return true
}

// transcribed tells whether two words are the same where ae, oe and ue stand for ä, ö and ü, and aa for å.
func transcribed(a, b string) bool {
	if len(a) == len(b) {
		return false // a letter for two on one side only
	}
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		if a[i] != b[j] {
			return false
		}
		c := a[i]
		i++
		j++
		long, short := pair(a, i, c), pair(b, j, c)
		if long == short {
			continue
		}
		if long {
			i++
		} else {
			j++
		}
	}
	return i == len(a) && j == len(b)
}

// pair tells whether the letter before i and the one at i stand for one letter.
func pair(s string, i int, c byte) bool {
	if i >= len(s) {
		return false
	}
	switch c {
	case 'a':
		return s[i] == 'e' || s[i] == 'a'
	case 'o', 'u':
		return s[i] == 'e'
	default:
		return false
	}
}

// initials tells whether a word is made of the first letters of others: JP for Jean Pierre.
func initials(word string, of []string) bool {
	if len(of) < 2 || len(word) != len(of) {
		return false
	}
	for i, w := range of {
		if w[0] != word[i] {
			return false
		}
	}
	return true
}

// spaced tells whether two lists of words are the same but for the spaces.
func spaced(a, b []string) bool {
	return len(a) != len(b) && strings.Join(a, "") == strings.Join(b, "")
}
