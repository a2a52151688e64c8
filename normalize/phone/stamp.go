package phone

import (
	"regexp"
	"strconv"
	"strings"
)

// Dates and times of day inside a cell: "040 331245 le 07/05/2021", "030 331245 15:00".
var (
	dayStamp  = regexp.MustCompile(`^(\d{1,2})([-/.])(\d{1,2})([-/.])(\d{4})`)
	yearStamp = regexp.MustCompile(`^(\d{4})([-/.])(\d{1,2})([-/.])(\d{1,2})`)
	afterDay  = regexp.MustCompile(`^(?:T|,? (?:à |at |um )?)\d{1,2}[:hH]\d{2}(?::\d{2})?(?:\.\d+)?Z?`)
	hourStamp = regexp.MustCompile(`^\d{1,2}:\d{2}(?::\d{2})?`)
)

// stamp gives the end of a date, with its time if it has one, or of a time of day after other text, that stands by
// itself at i; i if there is none.
func (l *lexer) stamp(i int) int {
	rest := l.s[i:]
	if len(rest) < 4 || !stampSigns(rest) || !l.standsAlone(i) {
		return i
	}
	rest = rest[:min(len(rest), 64)]
	end := 0
	if m := dayStamp.FindStringSubmatch(rest); m != nil && m[2] == m[4] && day(m[1], m[3]) && century(m[5]) {
		end = len(m[0])
	} else if m := yearStamp.FindStringSubmatch(rest); m != nil && m[2] == m[4] && day(m[3], m[5]) && century(m[1]) {
		end = len(m[0])
	}
	if end > 0 {
		end += len(afterDay.FindString(rest[end:]))
	} else if p := l.prev(); p != nil && (p.kind == itemText || l.hasGroup()) {
		if t := hourStamp.FindString(rest); t != "" && hour(t) {
			end = len(t)
		}
	}
	if end == 0 || end < len(rest) && (isLetter(rest[end]) || strings.IndexByte("0123456789:", rest[end]) >= 0 || joins(rest[end:])) {
		return i
	}
	return i + end
}

// stampSigns tells whether a text has the sign of a date or of a time of day where its first part ends. Few cells have, and
// the others need no look at a pattern.
func stampSigns(s string) bool {
	for _, i := range [...]int{1, 2, 4} {
		if i < len(s) && strings.IndexByte("-/.:", s[i]) >= 0 {
			return true
		}
	}
	return false
}

// standsAlone tells whether no digits are joined to what begins at i.
func (l *lexer) standsAlone(i int) bool {
	if i == 0 {
		return true
	}
	if p := l.prev(); p != nil && p.kind == itemText && l.last >= i-1 && l.s[i-1] == '-' {
		return true // "15:00-18:00"
	}
	return strings.IndexByte(" \n\t([{,;|\"'/", l.s[i-1]) >= 0
}

// joins tells whether s begins with light punctuation and then a digit: more of a number, not the end of a date.
func joins(s string) bool {
	return len(s) > 1 && strings.IndexByte("./", s[0]) >= 0 && s[1] >= '0' && s[1] <= '9'
}

// day tells whether two numbers are a day and a month, in either order.
func day(a, b string) bool {
	x, y := small(a), small(b)
	return x >= 1 && y >= 1 && min(x, y) <= 12 && max(x, y) <= 31
}

// century tells whether four digits are a year that people write in a CRM.
func century(y string) bool { return len(y) == 4 && (y[:2] == "19" || y[:2] == "20" && y[2] <= '3') }

func hour(t string) bool {
	h, m, _ := strings.Cut(t, ":")
	return small(h) <= 24 && small(m[:2]) < 60
}

// small reads one or two digits; more are no part of a date.
func small(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || len(s) > 2 {
		return 99
	}
	return n
}
