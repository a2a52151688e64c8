package dialect

import "bytes"

// Shape is what the columns of a table hold, learnt from complete rows, so that a row of doubtful origin can be held
// against them. The zero value has learnt nothing.
type Shape struct {
	rows  int
	cols  []columnShape
	known bool // the classes of the columns are those of the rows learnt so far
}

// Fit says how a row's cells go with their columns.
type Fit uint8

// The findings of [Shape.Fit].
const (
	Sure    Fit = 1 << iota // a cell is what nearly all of its column are: an id, an address, a date, a number
	Strange                 // a cell is not, in a column where that should not be, or an id is missing
	Odd                     // a value stands where nearly all cells are words
)

// Bounds of what is learnt: rows, and the first columns of each.
const (
	learnRows    = 256
	learnColumns = 128
)

// least is the number of filled cells below which nothing is said of a column.
const least = 8

// class is what nearly all filled cells of a column are.
type class uint8

const (
	anything   class = iota
	emails           //
	urls             //
	dates            //
	ids              // digits alone, in every row
	fixedIDs         // of one length, without spaces and with a digit, in every row
	telephones       // number signs
	words            //
)

// columnShape counts the filled cells of a column by what they are.
type columnShape struct {
	filled                   int
	digits, fixed            int // digits alone; as long as the first one, without spaces and with a digit
	email, url, date, number int
	text                     int
	class                    class
	size                     int // of the first one, in bytes
	low, high                int // fewest and most digits of those that are digits alone
}

// Full says that more rows need not be learnt.
func (s *Shape) Full() bool { return s.rows >= learnRows }

// Learn takes the cells of one more complete row.
func (s *Shape) Learn(cells [][]byte) {
	s.rows++
	s.known = false
	cells = cells[:min(len(cells), learnColumns)]
	for len(s.cols) < len(cells) {
		s.cols = append(s.cols, columnShape{})
	}
	for i, c := range cells {
		s.cols[i].learn(bytes.TrimSpace(c))
	}
}

func (c *columnShape) learn(cell []byte) {
	if len(cell) == 0 {
		return
	}
	if c.filled++; c.filled == 1 {
		c.size = len(cell)
	}
	if onlyDigits(cell) {
		if c.digits++; c.digits == 1 {
			c.low, c.high = len(cell), len(cell)
		}
		c.low, c.high = min(c.low, len(cell)), max(c.high, len(cell))
	}
	if c.isFixed(cell) {
		c.fixed++
	}
	switch kindOf(cell) {
	case kindEmail:
		c.email++
	case kindURL:
		c.url++
	case kindDate:
		c.date++
	case kindNumber:
		c.number++
	case kindText, kindLong:
		c.text++
	case kindBlank, kindCode:
	}
}

// isFixed tells ids such as 0035g00000AbCdE: all have one length.
func (c *columnShape) isFixed(cell []byte) bool {
	return len(cell) == c.size && c.size >= 6 && bytes.IndexByte(cell, ' ') < 0 && bytes.ContainsAny(cell, "0123456789")
}

// Fit holds the cells of a row against the columns. Cells that the row lacks are not looked at.
func (s *Shape) Fit(cells [][]byte) Fit {
	if !s.known {
		s.classify()
	}
	var f Fit
	for i := range min(len(cells), len(s.cols)) {
		if c := &s.cols[i]; c.class != anything {
			f |= c.fit(bytes.TrimSpace(cells[i]))
		}
	}
	return f
}

// classify says what each column holds. Where nothing is learnt behind it, several goroutines may ask for a fit.
func (s *Shape) classify() {
	for i := range s.cols {
		s.cols[i].classify(s.rows)
	}
	s.known = true
}

// classify says what the column holds. A telephone number may be written in any way, and most columns of them have gaps;
// the id of a record has neither.
func (c *columnShape) classify(rows int) {
	always := c.filled*20 >= rows*19
	switch {
	case c.filled < least:
		c.class = anything
	case c.most(c.email):
		c.class = emails
	case c.most(c.url):
		c.class = urls
	case c.most(c.date):
		c.class = dates
	case c.most(c.digits) && always:
		c.class = ids
	case c.most(c.fixed) && always:
		c.class = fixedIDs
	case c.most(c.number):
		c.class = telephones
	case c.most(c.text):
		c.class = words
	default:
		c.class = anything
	}
}

func (c *columnShape) fit(cell []byte) Fit {
	if len(cell) == 0 {
		if c.class == ids || c.class == fixedIDs {
			return Strange
		}
		return 0
	}
	switch c.class {
	case emails:
		return sureIf(email(cell))
	case urls:
		return sureIf(bytes.Contains(cell, []byte("://")))
	case dates:
		return sureIf(datePattern.Match(cell))
	case ids:
		return sureIf(onlyDigits(cell) && len(cell) >= c.low && len(cell) <= c.high+2)
	case fixedIDs:
		return sureIf(c.isFixed(cell))
	case telephones:
		if countDigits(cell) >= 7 && kindOf(cell) == kindNumber {
			return Sure
		}
	case anything:
	case words:
		if kind := kindOf(cell); kind.value() && kind != kindLong {
			return Odd
		}
	}
	return 0
}

// most says that n are nearly all of the filled cells: there may be a few pieces of other rows among them.
func (c *columnShape) most(n int) bool { return n*20 >= c.filled*17 }

func sureIf(ok bool) Fit {
	if ok {
		return Sure
	}
	return Strange
}

func onlyDigits(s []byte) bool { return len(s) > 0 && countDigits(s) == len(s) }

func countDigits(s []byte) int {
	n := 0
	for _, c := range s {
		if c >= '0' && c <= '9' {
			n++
		}
	}
	return n
}
