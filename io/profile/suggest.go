package profile

// suggest gives the header that comes nearest to a name that is not there, "" if none is near.
func suggest(name string, headers []string) string {
	want := loose(name)
	best, at := "", len([]rune(want))/3+1
	for _, h := range headers {
		if d := distance([]rune(want), []rune(loose(h))); d < at {
			best, at = h, d
		}
	}
	return best
}

// distance is the number of letters to insert, delete or change that lead from a to b.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diag := row[0]
		row[0] = i + 1
		for j := range b {
			cost := diag
			if a[i] != b[j] {
				cost++
			}
			diag = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}
