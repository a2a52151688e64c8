package cli

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/callready/callready/cmd/internal/pipeline"
	"github.com/callready/callready/normalize/phone"
)

// choice is a flag that takes one of a few words.
type choice struct {
	value string
	words []string
}

func newChoice(first string, more ...string) *choice {
	return &choice{value: first, words: append([]string{first}, more...)}
}

func (c *choice) String() string { return c.value }
func (c *choice) Type() string   { return strings.Join(c.words, "|") }

// Set takes one of the words, in any case.
func (c *choice) Set(s string) error {
	for _, w := range c.words {
		if strings.EqualFold(w, s) {
			c.value = w
			return nil
		}
	}
	return fmt.Errorf("must be %s", orList(c.words))
}

// orList writes words as a person would: a, b or c.
func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

// guard is a limit: a count such as 200, or a share such as 5%.
type guard struct{ pipeline.Guard }

func (g *guard) String() string { return g.Guard.String() }
func (g *guard) Type() string   { return "N|N%" }

// Set takes a count, or a share in percent.
func (g *guard) Set(s string) error {
	if p, ok := strings.CutSuffix(strings.TrimSpace(s), "%"); ok {
		share, err := strconv.ParseFloat(strings.TrimSpace(p), 64)
		if err != nil || share <= 0 || share > 100 {
			return errors.New("must be a count such as 200, or a share such as 5%")
		}
		g.Guard = pipeline.Guard{Set: true, Percent: share}
		return nil
	}
	n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
	if err != nil || n < 0 {
		return errors.New("must be a count such as 200, or a share such as 5%")
	}
	g.Guard = pipeline.Guard{Set: true, Count: n}
	return nil
}

// size is a number of bytes: 800000, 900k, 20M, 1G.
type size int64

func (z *size) String() string { return strconv.FormatInt(int64(*z), 10) }
func (z *size) Type() string   { return "bytes" }

// Set takes a number with an optional k, M or G (powers of 1000).
func (z *size) Set(s string) error {
	t, unit := strings.TrimSpace(s), int64(1)
	for suffix, u := range map[string]int64{"k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9} {
		if cut, ok := strings.CutSuffix(t, suffix); ok {
			t, unit = cut, u
			break
		}
	}
	n, err := strconv.ParseInt(t, 10, 64)
	if err != nil || n < 0 || n > (1<<62)/unit {
		return errors.New("must be a number of bytes such as 900k or 20M")
	}
	*z = size(n * unit)
	return nil
}

// delimiter is a flag for the character between cells: the character itself, or its name.
type delimiter string

func (d *delimiter) String() string { return string(*d) }
func (d *delimiter) Type() string   { return "char" }

// Set takes a comma, semicolon, tab or bar, as the character or by name.
func (d *delimiter) Set(s string) error {
	switch strings.ToLower(s) {
	case ",", "comma":
		*d = ","
	case ";", "semicolon":
		*d = ";"
	case "\t", "tab", `\t`:
		*d = "\t"
	case "|", "bar", "pipe":
		*d = "|"
	case "auto", "":
		*d = ""
	default:
		return errors.New("must be a comma, semicolon, tab or | (or auto)")
	}
	return nil
}

// byte gives the delimiter, 0 for auto.
func (d delimiter) byte() byte {
	if d == "" {
		return 0
	}
	return d[0]
}

// lineTypes is a flag for the line types that are not wanted: words with commas between them, and more of them each time it
// is given.
type lineTypes struct {
	words  []string
	refuse func(lineType, region string) bool
}

func (l *lineTypes) String() string { return strings.Join(l.words, ",") }
func (l *lineTypes) Type() string   { return "TYPE,..." }

// Set adds words; none of them is taken where one is unknown.
func (l *lineTypes) Set(s string) error {
	words := slices.Clone(l.words)
	for w := range strings.SplitSeq(s, ",") {
		if w = strings.ToLower(strings.TrimSpace(w)); !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	refuse, err := phone.ParseRefusal(words...)
	if err != nil {
		return err
	}
	l.words, l.refuse = words, refuse
	return nil
}

// labelled tells whether a name template has its label behind the name and set off from it, so that it can be taken off again.
func labelled(template string) bool {
	_, rest, _ := strings.Cut(template, "{last}")
	between, _, ok := strings.Cut(rest, "{label}")
	return ok && between != ""
}
