package dialect

import (
	"bytes"
	"slices"
)

// maxRows bounds the rows of the sample that are weighed.
const maxRows = 2000

// delimiters are the bytes that are tried, in the order of preference. The colon is not among them: times and
// addresses are full of it.
var delimiters = []byte{',', ';', '\t', '|'}

// Detect finds out the dialect of a sample, which begins where the table begins, after a byte order mark.
func Detect(sample []byte, opt Options) Guess {
	g := Guess{}
	g.Quote = '"'
	body, sep := cutSep(sample)
	lines := 1
	if sep != 0 {
		g.Sep = true
		lines = 2
		if opt.Delimiter == 0 {
			opt.Delimiter = sep
		}
	}
	g.LineEnd, g.LineEndScore = lineEnd(sample)
	best := weigh(&g, body, opt)
	if w, ok := unwrapped(body, best, opt); ok {
		best, g.Wrapped = w, true
		g.DelimiterScore, g.EscapeScore, g.Other = w.score, 0, nil
	}
	for i := range best.rows {
		best.rows[i].line += lines - 1
	}
	g.Delimiter, g.Escape, g.BareCR = best.delim, best.escape, best.bareCR
	g.QuoteAll = quoteAll(best.rows)
	header(&g, best, opt)
	return g
}

// cutSep recognises the line "sep=;" with which Excel is told the delimiter.
func cutSep(s []byte) (rest []byte, sep byte) {
	line, _, _ := bytes.Cut(s, []byte("\n"))
	n := len(line)
	line = bytes.Trim(bytes.TrimRight(line, "\r "), `"`)
	if len(line) != 5 || !bytes.EqualFold(line[:4], []byte("sep=")) {
		return s, 0
	}
	return s[min(n+1, len(s)):], line[4]
}

// lineEnd gives the prevailing line end and its share.
func lineEnd(s []byte) (string, float64) {
	crcrlf := bytes.Count(s, []byte("\r\r\n"))
	crlf := bytes.Count(s, []byte("\r\n")) - crcrlf
	lf := bytes.Count(s, []byte("\n")) - crlf - crcrlf
	cr := bytes.Count(s, []byte("\r")) - crlf - 2*crcrlf
	total := crcrlf + crlf + lf + cr
	if total == 0 {
		return "\n", 0.5
	}
	end, most := "\n", lf
	if crlf >= most && crlf > 0 {
		end, most = "\r\n", crlf
	}
	if crcrlf > most {
		end, most = "\r\r\n", crcrlf
	}
	if cr > most && cr > 0 && lf+crlf+crcrlf == 0 {
		end, most = "\r", cr
	}
	return end, float64(most) / float64(total)
}

// attempt is one way to read the sample.
type attempt struct {
	delim  byte
	escape byte
	bareCR bool
	rows   []row
	fit
}

// weigh tries the delimiters and the variants of each, and gives the best.
func weigh(g *Guess, sample []byte, opt Options) attempt {
	tried := delimiters
	if opt.Delimiter != 0 {
		tried = []byte{opt.Delimiter}
	}
	onlyCR := bytes.IndexByte(sample, '\n') < 0 && bytes.IndexByte(sample[:max(len(sample)-1, 0)], '\r') >= 0
	body := bytes.TrimRight(sample, "\r") // The sample may end between CR and LF.
	hasCR := bytes.Count(body, []byte("\r")) > bytes.Count(body, []byte("\r\n"))
	hasEscape := bytes.Contains(sample, []byte(`\"`))
	var all []attempt
	headed := false
	for _, d := range tried {
		a := try(sample, d, 0, onlyCR, opt)
		if hasCR && !onlyCR {
			// Carriage returns inside cells are likelier than line ends of two kinds.
			if b := try(sample, d, 0, true, opt); b.score > a.score+0.05 || b.score >= a.score && reversed(body) {
				a = b
			}
		}
		if hasEscape {
			if b := try(sample, d, '\\', a.bareCR, opt); b.score > a.score {
				g.EscapeScore = min(1, 0.5+b.score-a.score)
				a = b
			}
		}
		all, headed = append(all, a), headed || a.headed
	}
	var best attempt
	for _, a := range all {
		if headed && a.bare {
			a.score *= 0.6 // What every text holds is no delimiter if the header does without it and has another one.
		}
		g.Other = append(g.Other, Candidate{Delimiter: a.delim, Width: a.width, Score: a.score})
		if best.rows == nil || a.score > best.score {
			best = a
		}
	}
	if best.escape == 0 {
		g.EscapeScore = 0
	}
	g.DelimiterScore = best.score
	if opt.Delimiter != 0 {
		g.DelimiterScore = 1
	} else if best.width < 2 {
		best = oneColumn(g, sample, onlyCR, opt)
	}
	g.Other = slices.DeleteFunc(g.Other, func(c Candidate) bool { return c.Delimiter == best.delim || c.Width < 2 })
	return best
}

// reversed says whether most carriage returns that stand alone come right after a line feed: lines end with the two the
// wrong way round, and no cell begins with one.
func reversed(s []byte) bool {
	lone := bytes.Count(s, []byte("\r")) - bytes.Count(s, []byte("\r\n"))
	return bytes.Count(s, []byte("\n\r"))*10 >= lone*9 && !bytes.Contains(s, []byte("\r\n"))
}

// oneColumn reads the sample as a table of a single column: its delimiter is one that does not occur.
func oneColumn(g *Guess, sample []byte, onlyCR bool, opt Options) attempt {
	g.DelimiterScore = 0.6
	delim := byte('\t')
	for _, d := range delimiters {
		if bytes.IndexByte(sample, d) < 0 {
			delim, g.DelimiterScore = d, 0.8
			break
		}
	}
	return try(sample, delim, 0, onlyCR, opt)
}

func try(sample []byte, delim, escape byte, bareCR bool, opt Options) attempt {
	a := attempt{delim: delim, escape: escape, bareCR: bareCR}
	a.rows = rows(sample, delim, escape, bareCR, opt.Whole, maxRows)
	a.fit = measure(a.rows)
	return a
}

func quoteAll(rows []row) bool {
	filled, quoted := 0, 0
	for i := range rows {
		quoted += rows[i].quoted
		for _, c := range rows[i].cells {
			if len(c) > 0 {
				filled++
			}
		}
	}
	return filled > 0 && quoted*100 >= filled*95
}
