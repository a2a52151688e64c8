package dialect

// fit says how well rows hang together as a table.
type fit struct {
	width int     // cells of most rows
	share float64 // of the filled rows that have this width, or fewer where short rows prevail
	short bool    // short rows prevail
	// headed: the first filled row has a name for each of three cells or more, and nearly all rows stay within them. bare: it is a single cell.
	headed, bare bool
	score        float64
}

// measure counts the widths of the rows.
func measure(rows []row) fit {
	widths := map[int]int{}
	filled, stray, loose, quoted, widest := 0, 0, 0, 0, 0
	for i := range rows {
		r := &rows[i]
		if r.blank() {
			continue
		}
		filled++
		w := len(r.cells)
		widths[w]++
		widest = max(widest, w)
		loose += r.loose
		quoted += r.quoted
		if r.stray || r.open {
			stray++
		}
	}
	if filled == 0 {
		return fit{width: 1}
	}
	f := fit{width: 1, bare: len(rows[firstFilled(rows)].cells) == 1}
	first := 0
	for i := range rows {
		if !rows[i].blank() {
			first = len(rows[i].cells)
			break
		}
	}
	for w := 1; w <= widest; w++ {
		// Of two widths that occur as often the larger one is the table's, for the smaller one is a title's; but a first
		// row of several cells is a header, and a longer row behind it has cells too many.
		if n := widths[w]; n > widths[f.width] || n > 0 && n == widths[f.width] && (f.width < 2 || f.width != first) {
			f.width = w
		}
	}
	f.share = float64(widths[f.width]) / float64(filled)
	value := f.share * f.share
	if w, share := headerCovers(rows, filled, f.width); w > f.width && share > 0.9 && (f.share < 0.9 || overhangs(rows)) {
		f.width, f.share, f.short = w, share, true
		value = share * 0.6
	}
	if w, share := headerCovers(rows, filled, 0); w == f.width && w > 2 && startsWithNames(rows, w) {
		value = max(value, share*0.6) // A header in this delimiter counts, however many rows lack their last cells.
		f.headed = share > 0.9
	}
	if f.width < 2 {
		return f
	}
	f.score = value * (1 - 0.5/float64(f.width))
	if quoted+loose > 0 {
		f.score *= 0.4 + 0.6*float64(quoted)/float64(quoted+loose)
	}
	f.score *= 1 - 0.5*float64(stray)/float64(filled)
	return f
}

// overhangs says whether the first filled row has a name for every cell, all different, and the second one is shorter and
// plainly no header: the last columns are blank in all rows, and were dropped.
func overhangs(rows []row) bool {
	i := firstFilled(rows)
	if i+2 >= len(rows) || len(rows[i+1].cells) < 2 || len(rows[i+1].cells) >= len(rows[i].cells) || !allNames(rows[i].cells) {
		return false
	}
	score, _, _ := headerScore(rows, i+1)
	return score < 0.3
}

// startsWithNames says whether the first filled row has so many cells, all of them different names.
func startsWithNames(rows []row, width int) bool {
	i := firstFilled(rows)
	return i < len(rows) && len(rows[i].cells) == width && allNames(rows[i].cells)
}

func firstFilled(rows []row) int {
	i := 0
	for i < len(rows) && rows[i].blank() {
		i++
	}
	return i
}

func allNames(cells [][]byte) bool {
	for _, c := range cells {
		if kindOf(c) != kindText {
			return false
		}
	}
	return duplicates(cells) == 0
}

// headerCovers looks for files whose exporter drops blank cells at the end of rows: the widest of the first rows is
// the header, and nearly all rows have at least two cells and at most as many as it. A row of the usual width before it
// speaks against that: it is the header then, and the wide row has cells too many.
func headerCovers(rows []row, filled, usual int) (width int, share float64) {
	for i := range rows[:min(len(rows), 12)] {
		n := len(rows[i].cells)
		if width == usual && usual > 1 {
			break
		}
		width = max(width, n)
	}
	within := 0
	for i := range rows {
		if n := len(rows[i].cells); n >= 2 && n <= width && !rows[i].blank() {
			within++
		}
	}
	return width, float64(within) / float64(filled)
}
