package country

// shortest is the length of the shortest name that is looked for under a typing slip: one letter of six is too much
// of a word, and too many short words are one letter away from a country.
const shortest = 7

// part is how many letters at one end of a name a single slip leaves alone: in a name of seven letters or more, the
// first three or the last three are untouched.
const part = 3

// slips finds the names that may be one slip away: by their first letters, and by their last.
type slips struct {
	head, tail map[string][]string
	names      map[string]string
	not        map[string]bool
}

func index(names map[string]string, not map[string]bool) slips {
	s := slips{map[string][]string{}, map[string][]string{}, names, not}
	for n := range names {
		if len(n) >= shortest && latin(n) {
			s.head[n[:part]] = append(s.head[n[:part]], n)
			s.tail[n[len(n)-part:]] = append(s.tail[n[len(n)-part:]], n)
		}
	}
	return s
}

// slip finds the one country that a cell names but for one letter left out, added, changed or swapped with the next.
func (t *table) slip(key []byte) (Match, bool) {
	if len(key) < shortest || len(key) > 64 || !latin(key) || t.not[string(key)] {
		return Match{}, false
	}
	var found string
	for _, list := range [][]string{t.slips.head[string(key[:part])], t.slips.tail[string(key[len(key)-part:])]} {
		for _, n := range list {
			if !near(n, key) {
				continue
			}
			r := t.names[n]
			if r == "" || found != "" && found != r {
				return Match{}, false
			}
			found = r
		}
	}
	return Match{Region: found, Slip: true}, found != ""
}

func latin[T string | []byte](s T) bool {
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return true
}

// near tells whether a and b are one slip apart.
func near(a string, b []byte) bool {
	n := min(len(a), len(b))
	i := 0
	for i < n && a[i] == b[i] {
		i++
	}
	j := 0
	for j < n-i && a[len(a)-1-j] == b[len(b)-1-j] {
		j++
	}
	switch len(a) - len(b) {
	case 1, -1:
		return i+j == n
	case 0:
		rest := n - i - j
		return rest == 1 || rest == 2 && a[i] == b[i+1] && a[i+1] == b[i]
	}
	return false
}
