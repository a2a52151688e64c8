// Package dialect finds out how a delimited text file is written: its delimiter, quoting, line ends, and the line
// on which its header stands.
//
// It looks at a sample of raw bytes in which the structural characters are ASCII, and gives a score from 0 to 1 with
// every finding, so that a person can be shown what was assumed and why.
package dialect

// Dialect is the way in which a delimited text file is written.
type Dialect struct {
	Delimiter byte
	Quote     byte   // '"'
	Escape    byte   // '\\' where quotes in quoted cells are escaped with a backslash, else 0
	LineEnd   string // the prevailing one: "\n", "\r\n", "\r" or "\r\r\n"
	BareCR    bool   // a carriage return alone ends a record; otherwise it is a character like others
	Wrapped   bool   // records stand in quotes as a whole, as if each were one cell
	Sep       bool   // the first line is a sep= line, as Excel writes it
	QuoteAll  bool   // every filled cell stands in quotes
	HeaderRow int    // physical line on which the header starts, from 1; 0 where the file has no header
	Width     int    // cells of the header, or of most rows without one
	ShortRows bool   // at least half of the rows have fewer cells than the header: trailing blanks are dropped
}

// Guess is a dialect with how sure each part of it is, from 0 to 1.
type Guess struct {
	Dialect
	DelimiterScore float64
	LineEndScore   float64
	EscapeScore    float64
	HeaderScore    float64 // below 0.5 the header row is more likely data; below 0.3 plainly so
	HeaderWhy      string  // in a few words, for people
	Rows           int     // data rows of the sample
	Shape          *Shape  // what their columns hold
	Other          []Candidate
}

// Candidate is a delimiter that was weighed.
type Candidate struct {
	Delimiter byte
	Width     int
	Score     float64
}

// Options says what is known beforehand. The zero value is fine.
type Options struct {
	Delimiter byte // 0: find out
	HeaderRow int  // physical line, from 1; 0: find out; negative: there is none
	Whole     bool // the sample is the whole file, so that its last line is complete
}

// Name gives a delimiter a name for people.
func Name(delimiter byte) string {
	switch delimiter {
	case ',':
		return "comma"
	case ';':
		return "semicolon"
	case '\t':
		return "tab"
	case '|':
		return "bar"
	case ' ':
		return "space"
	}
	return "\"" + string(rune(delimiter)) + "\""
}
