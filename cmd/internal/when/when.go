// Package when reads the moments that exports write in many ways, each column mostly in one.
package when

import (
	"strconv"
	"strings"
	"time"
)

// Order says how a date with slashes is written.
type Order bool

// The orders.
const (
	DayFirst   Order = false
	MonthFirst Order = true
)

// layouts are the ways in which exports write a moment; those that end in a zone come first.
var layouts = []string{
	time.RFC3339, "2006-01-02T15:04:05.000Z0700", "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 MST", "2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04:05", "2006-01-02T15:04:05", "2006-01-02 15:04", "2006-01-02T15:04", "2006-01-02 3:04 PM", "2006-01-02 3:04:05 PM", "2006-01-02",
	"2006/01/02 15:04:05", "2006/01/02 15:04", "2006/01/02", "Jan 2, 2006 3:04 PM", "Jan 2, 2006, 3:04 PM", "Jan 2, 2006", "2 Jan 2006 15:04", "2 Jan 2006", "02-Jan-2006 15:04",
	"02.01.2006 15:04:05", "02.01.2006 15:04", "02.01.2006", "02-01-2006 15:04:05", "02-01-2006 15:04", "02-01-2006",
}

var slashed = map[Order][]string{
	DayFirst:   {"2/1/2006 15:04:05", "2/1/2006 15:04", "2/1/2006 3:04:05 PM", "2/1/2006 3:04 PM", "2/1/2006, 15:04", "2/1/2006, 15:04:05", "2/1/2006", "2/1/06 15:04", "2/1/06"},
	MonthFirst: {"1/2/2006 15:04:05", "1/2/2006 15:04", "1/2/2006 3:04:05 PM", "1/2/2006 3:04 PM", "1/2/2006, 3:04 PM", "1/2/2006, 3:04:05 PM", "1/2/2006", "1/2/06 3:04 PM", "1/2/06 15:04", "1/2/06"},
}

// Clock reads the moments of one column. It is not safe for concurrent use; a copy is another clock.
type Clock struct {
	Order Order
	last  string // the layout that fitted last
}

// NewClock makes the clock of a column by its first cells; a negative col is none.
func NewClock(sample [][]string, col int) *Clock {
	var dates []string
	for _, row := range sample {
		if col >= 0 && col < len(row) {
			dates = append(dates, row[col])
		}
	}
	return &Clock{Order: OrderOf(dates)}
}

// Parse reads a moment: text, or seconds or milliseconds since 1970. One without a zone is taken as UTC.
func (c *Clock) Parse(s string) (time.Time, bool) {
	if s == "" {
		return time.Time{}, false
	}
	if n, err := strconv.ParseFloat(s, 64); err == nil && len(s) <= 20 {
		switch {
		case n > 1e8 && n < 1e11:
			return time.Unix(int64(n), 0).UTC(), true
		case n >= 1e11 && n < 1e14:
			return time.UnixMilli(int64(n)).UTC(), true
		case n > 20_000 && n < 80_000: // days since 1900, as spreadsheets store a date
			return time.Unix(int64((n-25569)*86400+0.5), 0).UTC(), true
		}
		return time.Time{}, false
	}
	if c.last != "" {
		if t, err := time.Parse(c.last, s); err == nil {
			return t.UTC(), true
		}
	}
	s = strings.ToUpper(strings.Join(strings.Fields(strings.ReplaceAll(s, "\u202f", " ")), " "))
	list := layouts
	if i := strings.IndexByte(s, '/'); i > 0 && i < 3 {
		list = slashed[c.Order]
	}
	for _, l := range list {
		if t, err := time.Parse(l, s); err == nil {
			c.last = l
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

// DayOnly tells whether a text names a day without a clock.
func DayOnly(s string) bool {
	return s != "" && !strings.Contains(s, ":") && len(s) <= 12 && strings.ContainsAny(s, "-/. ")
}

// OrderOf finds out how the dates of a column are written: one whose second part is no month says so.
func OrderOf(sample []string) Order {
	for _, s := range sample {
		a, rest, ok := strings.Cut(s, "/")
		b, _, ok2 := strings.Cut(rest, "/")
		if !ok || !ok2 {
			continue
		}
		if n, err := strconv.Atoi(strings.TrimSpace(a)); err == nil && n > 12 {
			return DayFirst
		}
		if n, err := strconv.Atoi(b); err == nil && n > 12 {
			return MonthFirst
		}
		if up := strings.ToUpper(rest); strings.Contains(up, "PM") || strings.Contains(up, "AM") {
			return MonthFirst
		}
	}
	return DayFirst
}

// Sortable gives a moment as a text that sorts by time among those of its column, "" for one that is not understood: what cannot
// be compared says nothing. One that sorts already, without a zone of its own, is given as it is.
func (c *Clock) Sortable(s string) string {
	if sorts(s) {
		return s
	}
	t, ok := c.Parse(strings.TrimSpace(s))
	if !ok {
		return ""
	}
	return t.Format("2006-01-02T15:04:05")
}

// sorts tells whether a moment begins with year, month and day, and has no zone that others may not have.
func sorts(s string) bool {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' || len(s) > 10 && (s[10] != ' ' && s[10] != 'T' || strings.ContainsAny(s[10:], "+-APM")) {
		return false
	}
	for i := range 10 {
		if i != 4 && i != 7 && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return s[5] <= '1' && s[8] <= '3'
}
