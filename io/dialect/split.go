package dialect

import "bytes"

// row is one record of the sample.
type row struct {
	cells  [][]byte // stored bytes without quotes
	quoted int      // cells in quotes
	stray  bool     // text after a closing quote
	loose  int      // quotes inside plain cells
	line   int      // physical line on which it starts
	end    string   // its line end, "" at the end of the sample
	open   bool     // a quoted cell ran to the end of the sample
}

// Limits of a quoted cell in the sample; beyond them its opening quote is taken for a stray one.
const (
	maxCellLines = 200
	maxCellBytes = 64 << 10
)

// splitter cuts a sample into rows. It is the plain twin of the reader in io/csvfile, made for small input.
type splitter struct {
	s      []byte
	delim  byte
	escape byte
	bareCR bool
	whole  bool // the sample is the whole file
	line   int
}

// next cuts the first row off the sample. literal takes quotes for plain characters.
func (p *splitter) next(literal bool) row {
	r := row{line: p.line}
	start := p.s
	for {
		cell, rest, ended := p.cell(&r, literal)
		r.cells = append(r.cells, cell)
		p.s = rest
		if ended {
			break
		}
	}
	unclosed := r.open && (p.whole || len(start) > maxCellBytes) || p.line-r.line > maxCellLines || r.stray && p.line-r.line > 1
	if r.open && !p.whole && !p.rowsFollow(start) {
		return r // A long text that the sample cuts off.
	}
	if unclosed && !literal {
		// The quote never ends, or ends where another one begins: the row is its first line.
		p.s, p.line = start, r.line
		return p.next(true)
	}
	return r
}

// rowsFollow says whether the second line of s has as many delimiters as the first, and some.
func (p *splitter) rowsFollow(s []byte) bool {
	first, rest, _ := bytes.Cut(s, []byte("\n"))
	second, _, _ := bytes.Cut(rest, []byte("\n"))
	n := bytes.Count(first, []byte{p.delim})
	return n > 0 && n == bytes.Count(second, []byte{p.delim})
}

// cell reads one cell; ended says that it was the last of its row.
func (p *splitter) cell(r *row, literal bool) (cell, rest []byte, ended bool) {
	s := p.s
	open := 0
	for open < len(s) && s[open] == ' ' && p.delim != ' ' {
		open++
	}
	if !literal && open < len(s) && s[open] == '"' {
		if cell, rest, ended, ok := p.quotedCell(r, s, open); ok {
			return cell, rest, ended
		}
	}
	for i := range s {
		switch c := s[i]; {
		case c == p.delim:
			return s[:i], s[i+1:], false
		case c == '"':
			r.loose++
		case c == '\n' || c == '\r':
			n := p.lineEnd(s[i:])
			p.line++
			if n == 0 {
				continue
			}
			r.end = string(s[i : i+n])
			return s[:i], s[i+n:], true
		}
	}
	return s, nil, true
}

// lineEnd gives the length of the line end at the start of s, 0 for a carriage return that is none.
func (p *splitter) lineEnd(s []byte) int {
	switch {
	case s[0] == '\n':
		return 1
	case bytes.HasPrefix(s, []byte("\r\n")):
		return 2
	case bytes.HasPrefix(s, []byte("\r\r\n")):
		return 3
	case p.bareCR:
		return 1
	}
	return 0
}

func (p *splitter) quotedCell(r *row, s []byte, open int) (cell, rest []byte, ended, ok bool) {
	lines := 0
	i := open + 1
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\n' || c == '\r' && (i+1 == len(s) || s[i+1] != '\n'):
			lines++
		case p.escape != 0 && c == p.escape && i+1 < len(s) && (s[i+1] == '"' || s[i+1] == p.escape):
			i++
		case c == '"' && i+1 < len(s) && s[i+1] == '"':
			i++
		case c == '"':
			end := i + 1
			for end < len(s) && s[end] == ' ' && p.delim != ' ' {
				end++
			}
			switch {
			case end == len(s):
				p.line += lines
				r.quoted++
				return s[open+1 : i], nil, true, true
			case s[end] == p.delim:
				p.line += lines
				r.quoted++
				return s[open+1 : i], s[end+1:], false, true
			case s[end] == '\n' || s[end] == '\r' && p.lineEnd(s[end:]) > 0:
				n := p.lineEnd(s[end:])
				p.line += lines + 1
				r.quoted++
				r.end = string(s[end : end+n])
				return s[open+1 : i], s[end+n:], true, true
			}
			if open > 0 {
				return nil, nil, false, false // Spaces, then a word in quotes, then more: a plain cell.
			}
			r.stray = true
			return p.afterStray(r, s, i, lines)
		}
	}
	r.open = true
	p.line += lines
	return s[open+1:], nil, true, true
}

// afterStray goes on behind a closing quote that text follows, up to the end of the cell.
func (p *splitter) afterStray(r *row, s []byte, from, lines int) (cell, rest []byte, ended, ok bool) {
	p.line += lines
	q := splitter{s: s[from+1:], delim: p.delim, bareCR: p.bareCR, line: p.line}
	tail, rest, ended := q.cell(r, true)
	p.line = q.line
	return s[:from+1+len(tail)], rest, ended, true
}

// rows cuts the sample into at most limit rows. A last row that the sample may have cut off is left out.
func rows(sample []byte, delim, escape byte, bareCR, whole bool, limit int) []row {
	p := splitter{s: sample, delim: delim, escape: escape, bareCR: bareCR, whole: whole, line: 1}
	var out []row
	for len(p.s) > 0 && len(out) < limit {
		r := p.next(false)
		if len(p.s) == 0 && r.end == "" && !whole && len(out) > 0 {
			break
		}
		out = append(out, r)
	}
	return out
}

func (r *row) blank() bool {
	for _, c := range r.cells {
		if len(bytes.Trim(c, " \t\x00\x1a")) > 0 {
			return false
		}
	}
	return true
}
