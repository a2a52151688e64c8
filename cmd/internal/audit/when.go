package audit

import (
	"strconv"
	"strings"
	"time"
)

// order says how a date with slashes is written.
type order bool

// The orders.
const (
	dayFirst   order = false
	monthFirst order = true
)

// layouts are the ways in which exports write a moment; those that end in a zone come first.
var layouts = []string{
	time.RFC3339, "2006-01-02T15:04:05.000Z0700", "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 MST", "2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04:05", "2006-01-02T15:04:05", "2006-01-02 15:04", "2006-01-02T15:04", "2006-01-02 3:04 PM", "2006-01-02 3:04:05 PM", "2006-01-02",
	"2006/01/02 15:04:05", "2006/01/02 15:04", "2006/01/02", "Jan 2, 2006 3:04 PM", "Jan 2, 2006, 3:04 PM", "Jan 2, 2006", "2 Jan 2006 15:04", "2 Jan 2006", "02-Jan-2006 15:04",
	"02.01.2006 15:04:05", "02.01.2006 15:04", "02.01.2006", "02-01-2006 15:04:05", "02-01-2006 15:04", "02-01-2006",
}

var slashed = map[order][]string{
	dayFirst:   {"2/1/2006 15:04:05", "2/1/2006 15:04", "2/1/2006 3:04:05 PM", "2/1/2006 3:04 PM", "2/1/2006, 15:04", "2/1/2006, 15:04:05", "2/1/2006", "2/1/06 15:04", "2/1/06"},
	monthFirst: {"1/2/2006 15:04:05", "1/2/2006 15:04", "1/2/2006 3:04:05 PM", "1/2/2006 3:04 PM", "1/2/2006, 3:04 PM", "1/2/2006, 3:04:05 PM", "1/2/2006", "1/2/06 3:04 PM", "1/2/06 15:04", "1/2/06"},
}

// clock reads the moments of one column, which are mostly written in one way.
type clock struct {
	order order
	last  string // the layout that fitted last
}

// newClock makes the clock of a column by its first cells.
func newClock(sample [][]string, col int) *clock {
	var dates []string
	for _, row := range sample {
		if col >= 0 && col < len(row) {
			dates = append(dates, row[col])
		}
	}
	return &clock{order: orderOf(dates)}
}

// parse reads a moment: text, or seconds or milliseconds since 1970. One without a zone is taken as UTC.
func (c *clock) parse(s string) (time.Time, bool) {
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
		list = slashed[c.order]
	}
	for _, l := range list {
		if t, err := time.Parse(l, s); err == nil {
			c.last = l
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

// dayOnly tells whether a text names a day without a clock.
func dayOnly(s string) bool {
	return s != "" && !strings.Contains(s, ":") && len(s) <= 12 && strings.ContainsAny(s, "-/. ")
}

// orderOf finds out how the dates of a column are written: one whose second part is no month says so.
func orderOf(sample []string) order {
	for _, s := range sample {
		a, rest, ok := strings.Cut(s, "/")
		b, _, ok2 := strings.Cut(rest, "/")
		if !ok || !ok2 {
			continue
		}
		if n, err := strconv.Atoi(strings.TrimSpace(a)); err == nil && n > 12 {
			return dayFirst
		}
		if n, err := strconv.Atoi(b); err == nil && n > 12 {
			return monthFirst
		}
		if up := strings.ToUpper(rest); strings.Contains(up, "PM") || strings.Contains(up, "AM") {
			return monthFirst
		}
	}
	return dayFirst
}
