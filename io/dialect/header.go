package dialect

import (
	"bytes"
	"fmt"
)

// maxPreamble bounds the lines before a header.
const maxPreamble = 60

// header finds the header among the rows of the best attempt.
func header(g *Guess, a attempt, opt Options) {
	g.Width = a.width
	if opt.HeaderRow < 0 {
		g.HeaderScore, g.HeaderWhy = 1, "said to have none"
		g.Rows, g.ShortRows, g.Shape = dataRows(a.rows, -1, a.width)
		return
	}
	at := -1
	if opt.HeaderRow > 0 {
		for i := range a.rows {
			if a.rows[i].line <= opt.HeaderRow {
				at = i
			}
		}
		g.HeaderRow, g.HeaderScore, g.HeaderWhy = opt.HeaderRow, 1, "as told"
	} else {
		at = findHeader(g, a)
	}
	if at >= 0 {
		g.Width = len(a.rows[at].cells)
		if opt.HeaderRow == 0 {
			g.HeaderRow = a.rows[at].line
		}
	}
	g.Rows, g.ShortRows, g.Shape = dataRows(a.rows, at, named(a.rows, at, g.Width))
}

// named gives the number of header cells up to the last one that is filled.
func named(rows []row, at, width int) int {
	if at < 0 {
		return width
	}
	cells := rows[at].cells
	n := len(cells)
	for n > 1 && len(bytes.TrimSpace(cells[n-1])) == 0 {
		n--
	}
	return n
}

// dataRows counts the filled rows below the header, says whether at least half of them are too short without being pieces of
// others, and what the columns hold.
func dataRows(rows []row, at, width int) (n int, short bool, s *Shape) {
	fewer := 0
	for i := at + 1; i < len(rows); i++ {
		if rows[i].blank() {
			continue
		}
		n++
		if len(rows[i].cells) < width {
			fewer++
		}
	}
	// Two rows are too few to speak of a habit.
	short = n > 2 && fewer*2 >= n && !torn(rows, at, width)
	return n, short, shapeBelow(rows, at, width, short)
}

// findHeader gives the index of the first row that has the table's width and looks like names, passing over titles
// padded to the width; else of the first row that has the width; -1 when all rows are blank.
func findHeader(g *Guess, a attempt) int {
	first, firstScore, firstWhy := -1, 0.0, ""
	for i := range a.rows[:min(len(a.rows), maxPreamble)] {
		r := &a.rows[i]
		if r.blank() || !wideEnough(a, r) {
			continue
		}
		score, why, sparse := headerScore(a.rows, i)
		if first < 0 {
			first, firstScore, firstWhy = i, score, why
		}
		if score >= 0.5 {
			if under := underGroups(a, i); under > i {
				i = under
				score, why, _ = headerScore(a.rows, i)
			}
			g.HeaderScore, g.HeaderWhy = score, why
			return i
		}
		if !sparse || i > first+8 {
			break
		}
	}
	if first < 0 {
		for i := range a.rows {
			if !a.rows[i].blank() {
				g.HeaderScore, g.HeaderWhy = 0.2, "no row has the width of the table"
				return i
			}
		}
		g.HeaderScore, g.HeaderWhy = 0, "no filled row"
		return -1
	}
	g.HeaderScore, g.HeaderWhy = firstScore, firstWhy
	return first
}

// underGroups gives the header below row i where that one only names groups of columns, as a merged "Phones" over two of
// them does; else i. Row i lacks names then, and the next one lacks none, holds no value, and stands over columns of values.
func underGroups(a attempt, i int) int {
	j := i + 1
	for j < len(a.rows) && a.rows[j].blank() {
		j++
	}
	if j == len(a.rows) || !wideEnough(a, &a.rows[j]) {
		return i
	}
	groups, names := a.rows[i].cells, a.rows[j].cells
	lacks, support := 0, 0
	for col, b := range columns(a.rows[j+1:], names) {
		k := kindOf(names[col])
		switch {
		case k.value(), k == kindBlank && b.filled > 0, b.has(names[col]):
			return i
		case k != kindBlank && b.kind.value():
			support++
		}
		if k != kindBlank && (col >= len(groups) || kindOf(groups[col]) == kindBlank) {
			lacks++
		}
	}
	if lacks == 0 || support < 2 { // Of one column of values a contact may hold a word.
		return i
	}
	return j
}

// wideEnough accepts rows of the table's width; a trailing delimiter more or less on the header is tolerated.
func wideEnough(a attempt, r *row) bool {
	n := len(r.cells)
	return n == a.width || !a.short && (n == a.width-1 && a.width > 2 || n == a.width+1)
}

// headerScore says how much row i looks like a header of the rows below it. A sparse row lacks most names.
func headerScore(rows []row, i int) (score float64, why string, sparse bool) {
	cells := rows[i].cells
	names, values, blanks := 0, 0, 0
	for _, c := range cells {
		switch k := kindOf(c); {
		case k == kindBlank:
			blanks++
		case k.value():
			values++
		default:
			names++
		}
	}
	if names == 0 && values > 0 {
		return 0.1, "the cells are values, not names", false
	}
	below := columns(rows[i+1:], cells)
	support, against, repeated, valued := 0, 0, 0, 0
	missing := 0 // blank here, filled below
	for col, c := range cells {
		k, b := kindOf(c), below[col]
		switch {
		case k == kindBlank && b.filled*2 > b.rows && b.rows > 0:
			missing++
		case k == kindBlank || b.filled == 0:
		case b.has(c):
			repeated++
		case k.value() && k == b.kind:
			against++
		case !k.value() && b.kind.value():
			support++
		}
		if b.kind.value() {
			valued++
		}
	}
	score = 0.6 + 0.4*float64(support)/float64(max(valued, 1))
	if valued == 0 {
		score = 0.65
	}
	why = fmt.Sprintf("%d names over columns of values", support)
	if support == 0 {
		why = "the first row with the table's width"
	}
	n := float64(max(len(cells)-blanks, 1))
	if values > 0 {
		score -= 1.2 * float64(values) / n
		why = fmt.Sprintf("%d of %d cells are values, not names", values, len(cells)-blanks)
	}
	if against > 0 {
		score -= 0.25
	}
	if repeated > 0 {
		score -= min(0.35, 0.2*float64(repeated))
		why = fmt.Sprintf("%d cells come again in their columns", repeated)
	}
	if missing > 0 {
		score -= 0.6 * float64(missing) / float64(len(cells))
		if missing*2 > len(cells) {
			score -= 0.3
			why, sparse = "more than half of the names are missing", true
		}
	}
	if dup := duplicates(cells); dup > 0 && dup*3 > len(cells) {
		score -= 0.2
	}
	return max(0, min(1, score)), why, sparse
}

func duplicates(cells [][]byte) int {
	seen := map[string]bool{}
	n := 0
	for _, c := range cells {
		if len(c) == 0 {
			continue
		}
		if seen[string(c)] {
			n++
		}
		seen[string(c)] = true
	}
	return n
}
