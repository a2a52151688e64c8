package dialect

// A line end without quotes in a cell tears its row apart. The pieces of a row of n cells have n-1 delimiters together, and
// those behind the first one begin with the rest of some cell.

// pieces gives for each row below the header whether it is a further piece of the row before it, as far as delimiters
// tell: short rows one after the other that have as many together as one whole row.
func pieces(rows []row, at, width int) []bool {
	out := make([]bool, len(rows))
	for i := at + 1; i < len(rows); i++ {
		sum, end := 0, i
		for end < len(rows) && sum < width-1 && len(rows[end].cells) < width && !rows[end].blank() {
			sum += len(rows[end].cells) - 1
			end++
		}
		if sum != width-1 || end-i < 2 {
			continue
		}
		for j := i + 1; j < end; j++ {
			out[j] = true
		}
		i = end - 1
	}
	return out
}

// shapeBelow learns what the columns hold from the rows below the header: from whole ones, or where short rows prevail
// from all that are no further pieces.
func shapeBelow(rows []row, at, width int, short bool) *Shape {
	s := &Shape{}
	further := pieces(rows, at, width)
	for i := at + 1; i < len(rows) && !s.Full(); i++ {
		if r := &rows[i]; !r.blank() && !further[i] && (short || len(r.cells) >= width) && !(at >= 0 && again(r.cells, rows[at].cells)) {
			s.Learn(r.cells)
		}
	}
	s.classify()
	return s
}

// torn says whether the short rows are pieces: nearly all of them belong together by their delimiters, and further ones do
// not go with the columns while first ones do. Short rows of another making may fit together too, but each is like the
// others.
func torn(rows []row, at, width int) bool {
	s := shapeBelow(rows, at, width, true)
	further := pieces(rows, at, width)
	short, together, firsts, fit, alike := 0, 0, 0, 0, 0
	for i := at + 1; i < len(rows); i++ {
		if rows[i].blank() || len(rows[i].cells) >= width {
			continue
		}
		short++
		switch {
		case further[i]:
			together++
			if s.Fit(rows[i].cells)&(Sure|Strange) == Sure {
				alike++
			}
		case i+1 < len(rows) && further[i+1]:
			together++
			firsts++
			if s.Fit(rows[i].cells)&Sure != 0 {
				fit++
			}
		}
	}
	return together*10 >= short*9 && firsts > 2 && fit*2 > firsts && alike*4 < together-firsts
}
