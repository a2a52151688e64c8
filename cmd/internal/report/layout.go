package report

import (
	"strings"

	"github.com/mattn/go-runewidth"
)

// colour is a foreground colour of a terminal.
type colour string

const (
	red    colour = "31"
	green  colour = "32"
	yellow colour = "33"
)

// paint adds ANSI colours, or nothing.
type paint bool

func (p paint) by(c colour, s string) string {
	if !p {
		return s
	}
	return "\x1b[" + string(c) + "m" + s + "\x1b[0m"
}

func (p paint) bold(s string) string { return p.by("1", s) }

// width is how many columns a text takes, the same in every locale.
func width(s string) int {
	c := runewidth.Condition{StrictEmojiNeutral: true}
	return c.StringWidth(s)
}

func padRight(s string, n int) string { return s + strings.Repeat(" ", max(0, n-width(s))) }
func padLeft(s string, n int) string  { return strings.Repeat(" ", max(0, n-width(s))) + s }

// clipTo cuts a text to n columns, with an ellipsis.
func clipTo(s string, n int) string {
	c := runewidth.Condition{StrictEmojiNeutral: true}
	return c.Truncate(s, n, "…")
}

// wrap breaks a text at spaces into lines of at most n columns; lines after the first start with indent. A word that
// is longer than a line is cut.
func wrap(s string, n int, indent string) []string {
	var lines []string
	line, used := "", 0
	for word := range strings.SplitSeq(s, " ") {
		w := width(word)
		switch {
		case line == "" && len(lines) == 0:
			line, used = word, w
		case used+1+w <= n:
			line, used = line+" "+word, used+1+w
		default:
			lines = append(lines, line)
			line, used = indent+word, width(indent)+w
		}
		if used > n {
			line, used = clipTo(line, n), n
		}
	}
	return append(lines, line)
}
