package report

import "unicode"

// longestCompared is up to how many characters two texts are compared.
const longestCompared = 120

// compared tells which characters of the old text do not stand in the new one, and which of the new one are not from the old. Of
// an old text with several numbers the one that the new text is taken from counts; all else is gone. Texts that are too long are
// not compared.
func compared(before, after string) (gone, added []bool) {
	a, b := []rune(before), []rune(after)
	if len(a) == 0 || len(b) == 0 || len(a) > longestCompared || len(b) > longestCompared {
		return nil, nil
	}
	gone, added, kept := common(a, b, 0, len(a))
	const better = 3 // characters by which the whole must be more alike: its separators stand inside one number
	best := 0
	for from := 0; from < len(a); {
		to := from
		for to < len(a) && figure(a[to]) {
			to++
		}
		if to == from {
			from++
			continue
		}
		if g, n, k := common(a, b, from, to); k > best && k+better > kept {
			gone, added, best = g, n, k
		}
		from = to
	}
	return gone, added
}

// figure tells whether a character may stand inside one number.
func figure(r rune) bool {
	switch r {
	case '.', '-', '(', ')', '+', ' ', '\u00a0', '\u202f', '\'':
		return true
	}
	return unicode.IsDigit(r) || unicode.Is(unicode.Pd, r) // dashes of any length
}

// common compares a part of a text with another one by a longest common subsequence, the last characters where there is a choice.
func common(a, b []rune, from, to int) (gone, added []bool, n int) {
	gone, added = make([]bool, len(a)), make([]bool, len(b))
	for i := range gone {
		gone[i] = true
	}
	for i := range added {
		added[i] = true
	}
	part := a[from:to]
	width := len(b) + 1
	long := make([]int, (len(part)+1)*width)
	for i, x := range part {
		for j, y := range b {
			at := (i+1)*width + j + 1
			if x == y {
				long[at] = long[at-width-1] + 1
			} else {
				long[at] = max(long[at-1], long[at-width])
			}
		}
	}
	for i, j := len(part), len(b); i > 0 && j > 0; {
		switch {
		case part[i-1] == b[j-1]:
			i, j = i-1, j-1
			gone[from+i], added[j] = false, false
			n++
		case long[(i-1)*width+j] >= long[i*width+j-1]:
			i--
		default:
			j--
		}
	}
	return gone, added, n
}
