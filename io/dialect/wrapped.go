package dialect

import "bytes"

// A spreadsheet that reads a table as a single column saves a row that holds quotes, or the delimiter it knows, as one
// quoted cell: a,b,"c" becomes "a,b,""c""", perhaps with more delimiters behind it. Such rows are said to be wrapped.

// unwrapped reads the sample as if such rows were what is in them. It is ok if that makes a better table of it, from
// the first row on.
func unwrapped(sample []byte, best attempt, opt Options) (attempt, bool) {
	body, found := unwrap(sample)
	if !found {
		return attempt{}, false
	}
	tried := delimiters
	if opt.Delimiter != 0 {
		tried = []byte{opt.Delimiter}
	}
	var w attempt
	for _, d := range tried {
		if a := try(body, d, 0, best.bareCR, opt); w.rows == nil || a.score > w.score {
			w = a
		}
	}
	if w.width < 2 || w.share < 0.9 || best.width >= 2 && w.score < best.score+0.01 && !hollow(best.rows) {
		return attempt{}, false
	}
	for i := range w.rows {
		if !w.rows[i].blank() {
			return w, len(w.rows[i].cells) >= w.width
		}
	}
	return attempt{}, false
}

// hollow says whether only the first cells of nearly all rows are filled.
func hollow(rows []row) bool {
	n := 0
	for i := range rows {
		cells := rows[i].cells
		if len(cells) < 2 || (&row{cells: cells[1:]}).blank() {
			n++
		}
	}
	return n*10 >= len(rows)*9
}

// unwrap replaces the wrapped records of the sample by what is in them.
func unwrap(s []byte) (out []byte, found bool) {
	if !bytes.HasPrefix(s, []byte{'"'}) && !bytes.Contains(s, []byte("\n\"")) && !bytes.Contains(s, []byte("\r\"")) {
		return nil, false
	}
	out = make([]byte, 0, len(s))
	for len(s) > 0 {
		if n, inner := wrappedRecord(s); n > 0 {
			out = append(out, bytes.ReplaceAll(inner, []byte(`""`), []byte{'"'})...)
			s = s[n:]
			found = true
		}
		n := bytes.IndexAny(s, "\r\n") + 1
		if n == 0 {
			n = len(s)
		}
		out = append(out, s[:n]...)
		s = s[n:]
	}
	return out, found
}

// wrappedRecord gives what is inside the quotes with which s begins if nothing but delimiters follows them on their
// line, and something besides text is inside; n is the length up to the line end.
func wrappedRecord(s []byte) (n int, inner []byte) {
	if s[0] != '"' {
		return 0, nil
	}
	end := 1
	for {
		q := bytes.IndexByte(s[end:], '"')
		if q < 0 || end+q > maxCellBytes {
			return 0, nil
		}
		end += q
		if end+1 == len(s) || s[end+1] != '"' {
			break
		}
		end += 2
	}
	inner = s[1:end]
	for n = end + 1; n < len(s) && s[n] != '\n' && s[n] != '\r'; n++ {
		if bytes.IndexByte(wrapTail, s[n]) < 0 {
			return 0, nil
		}
	}
	if !bytes.ContainsAny(inner, ",;\t|") {
		return 0, nil
	}
	return n, inner
}

// wrapTail are the bytes that may stand behind a wrapped record on its line: the delimiters of empty cells.
var wrapTail = []byte(",;\t ")
