package similar

import "unicode/utf8"

// wordMost is the longest word, in runes, in which slips of typing are looked for; a longer one is cut there.
const wordMost = 40

// runes are the letters of a word, in place.
type runes struct {
	r [wordMost]rune
	n int
}

func (w *runes) set(s string) {
	w.n = 0
	for i := 0; i < len(s) && w.n < wordMost; w.n++ {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		w.r[w.n] = r
		i += n
	}
}

// distance gives the edits between two words (a letter put in, left out, changed, or two neighbours swapped, which counts
// one), or most+1 if there are more than most. It is the restricted Damerau–Levenshtein distance within a band.
func distance(a, b *runes, most int) int {
	if a.n > b.n {
		a, b = b, a
	}
	if b.n-a.n > most {
		return most + 1
	}
	var rows [3][wordMost + 1]uint8
	two, one, cur := &rows[0], &rows[1], &rows[2]
	for j := 0; j <= b.n; j++ {
		one[j] = uint8(j)
	}
	over := uint8(most + 1)
	for i := 1; i <= a.n; i++ {
		from, to := max(1, i-most), min(b.n, i+most)
		cur[0] = uint8(i)
		if from > 1 {
			cur[from-1] = over
		}
		best := over
		for j := from; j <= to; j++ {
			d := one[j-1]
			if a.r[i-1] != b.r[j-1] {
				d++
			}
			d = min(d, cur[j-1]+1)
			if j < i+most {
				d = min(d, one[j]+1)
			}
			if i > 1 && j > 1 && a.r[i-1] == b.r[j-2] && a.r[i-2] == b.r[j-1] {
				d = min(d, two[j-2]+1)
			}
			cur[j] = d
			best = min(best, d)
		}
		if to < b.n {
			cur[to+1] = over
		}
		if best >= over {
			return most + 1
		}
		two, one, cur = one, cur, two
	}
	return min(int(one[b.n]), most+1)
}

// overlap gives a bound of how many letters two words have in common: no measure finds more.
func overlap(a, b *runes) int {
	var x, y uint64
	for i := range a.n {
		x |= 1 << (uint32(a.r[i]) & 63)
	}
	for i := range b.n {
		y |= 1 << (uint32(b.r[i]) & 63)
	}
	m, n := 0, 0
	for i := range a.n {
		m += int(y >> (uint32(a.r[i]) & 63) & 1)
	}
	for i := range b.n {
		n += int(x >> (uint32(b.r[i]) & 63) & 1)
	}
	return min(m, n)
}

// slips is how many edits count as a slip of typing between words, by the runes of the longer one.
func slips(longest int) int {
	switch {
	case longest < 4:
		return 0
	case longest < 12:
		return 1
	default:
		return 2
	}
}

// looks tells whether two words look much alike: the measure of Jaro and Winkler, at least 88 of 100.
func looks(a, b *runes) bool {
	if a.n == 0 || b.n == 0 {
		return false
	}
	window := max(a.n, b.n)/2 - 1
	window = max(window, 0)
	var hitA, hitB [wordMost]bool
	m := 0
	for i := range a.n {
		for j := max(0, i-window); j < min(b.n, i+window+1); j++ {
			if !hitB[j] && a.r[i] == b.r[j] {
				hitA[i], hitB[j] = true, true
				m++
				break
			}
		}
	}
	if m == 0 {
		return false
	}
	t, j := 0, 0
	for i := range a.n {
		if !hitA[i] {
			continue
		}
		for !hitB[j] {
			j++
		}
		if a.r[i] != b.r[j] {
			t++
		}
		j++
	}
	prefix := 0
	for prefix < min(4, a.n, b.n) && a.r[prefix] == b.r[prefix] {
		prefix++
	}
	// In thousandths; the three shares of Jaro, then Winkler's bonus for a common start.
	jaro := (1000*m/a.n + 1000*m/b.n + 1000*(m-t/2)/m) / 3
	return jaro+prefix*(1000-jaro)/10 >= 880
}
