package source

import (
	"strings"
	"unicode"

	"github.com/callready/callready/io/profile"
)

// found is what a file has of a kind.
type found struct {
	columns Columns
	score   int
	missing []string // names of columns that the kind is no use without
}

// match lays a kind over a file: columns by their names, then by what they hold.
func match(l *listing, header []string, sample [][]string) found {
	names := make([]string, len(header))
	for i, h := range header {
		names[i] = loose(h)
	}
	f := found{columns: Columns{}}
	taken := make([]bool, len(header))
	for _, c := range l.Columns {
		if at := best(&c, names, taken); at >= 0 {
			f.columns[c.Name], taken[at] = at, true
			f.score += c.Sign
		}
	}
	for _, c := range l.Columns {
		if c.Is == "" || f.columns.Has(c.Name) && holds(sample, f.columns[c.Name], c.Is) >= some {
			continue
		}
		for i := range header {
			free := !taken[i] || f.columns.At(c.Name) == i || names[i] == ""
			if free && holds(sample, i, c.Is) >= most {
				f.columns[c.Name], taken[i] = i, true
				break
			}
		}
	}
	if !f.columns.Has("name") { // In a list without column names, what is no address and no number is the name.
		for i := range header {
			if !taken[i] && names[i] == "" && filled(sample, i) {
				f.columns["name"] = i
				break
			}
		}
	}
	for _, c := range l.Columns {
		if c.Must && !f.columns.Has(c.Name) {
			f.missing = append(f.missing, c.Name)
		}
	}
	return f
}

// best gives the free column with the best name, -1 if there is none.
func best(c *column, names []string, taken []bool) int {
	for _, want := range c.Names {
		for i, have := range names {
			if have == want && !taken[i] {
				return i
			}
		}
	}
	return -1
}

// holds gives in per cent how many of the filled cells of a column look like something. Of a column with nothing in it, it is
// all.
func holds(sample [][]string, col int, is string) int {
	all, yes := 0, 0
	for _, row := range sample {
		if col >= len(row) || strings.TrimSpace(row[col]) == "" {
			continue
		}
		all++
		if is == "mail" && isMail(strings.TrimSpace(row[col])) || is == "number" && isNumber(strings.TrimSpace(row[col])) {
			yes++
		}
	}
	if all == 0 {
		return 0
	}
	return yes * 100 / all
}

func filled(sample [][]string, col int) bool {
	for _, row := range sample {
		if col < len(row) && strings.TrimSpace(row[col]) != "" {
			return true
		}
	}
	return false
}

// loose gives the words of a header in lower case, without accents, parted by single spaces.
func loose(header string) string {
	var b strings.Builder
	var last rune
	for _, r := range header {
		if unicode.IsUpper(r) && unicode.IsLower(last) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last = r
	}
	return strings.Join(strings.FieldsFunc(profile.Fold(b.String()), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}
