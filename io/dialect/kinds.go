package dialect

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
)

// cellKind is what a cell looks like.
type cellKind uint8

const (
	kindBlank  cellKind = iota
	kindText            // words
	kindLong            // too long for a name
	kindNumber          // digits with number signs, also telephone numbers
	kindEmail
	kindURL
	kindDate
	kindCode // letters and digits mixed as in ids
)

// value reports whether cells of the kind are values that never stand in a header.
func (k cellKind) value() bool { return k >= kindLong && k != kindCode }

var datePattern = regexp.MustCompile(`^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ].*)?$`)

func kindOf(c []byte) cellKind {
	c = bytes.TrimSpace(c)
	switch {
	case len(c) == 0:
		return kindBlank
	case len(c) > 120:
		return kindLong
	case bytes.Contains(c, []byte("://")):
		return kindURL
	case email(c):
		return kindEmail
	case datePattern.Match(c):
		return kindDate
	}
	digits, letters, other := 0, 0, 0
	for _, b := range c {
		switch {
		case b >= '0' && b <= '9':
			digits++
		case b|0x20 >= 'a' && b|0x20 <= 'z' || b >= 0x80:
			letters++
		case strings.IndexByte(" +-./(),:*#%$'\u00a0", b) < 0:
			other++
		}
	}
	switch {
	case digits > 0 && letters+other == 0:
		return kindNumber
	case digits >= 6 && letters <= 4 && digits > letters:
		return kindNumber // "+33 1 99 00 12 34 ext 5"
	case digits*2 > len(c):
		return kindCode
	case letters == 0 && other > 0 && digits > 0:
		return kindCode
	}
	return kindText
}

// email reports whether the cell is an address: one @ between words without spaces, with a dot after it.
func email(c []byte) bool {
	user, host, ok := bytes.Cut(c, []byte("@"))
	return ok && len(user) > 0 && bytes.IndexByte(host, '.') > 0 && !bytes.ContainsAny(c, " \t")
}

// column sums up the cells of one column below a row.
type column struct {
	rows, filled int
	kind         cellKind // of most filled cells
	seen         map[string]int
}

func (c *column) has(cell []byte) bool {
	return c.seen[string(bytes.TrimSpace(cell))] > 0
}

// again says whether a row is the header once more, perhaps behind what ends one file and begins the next.
func again(cells, head [][]byte) bool {
	if len(cells) != len(head) || len(cells) == 0 || !slices.EqualFunc(cells[1:], head[1:], bytes.Equal) {
		return false
	}
	first := bytes.TrimPrefix(bytes.TrimLeft(cells[0], "\x1A\x00"), []byte("\uFEFF"))
	return bytes.Equal(bytes.Trim(first, `"`), head[0])
}

// columns looks at the first rows below a header; the header again further down is passed over.
func columns(rows []row, head [][]byte) []column {
	const limit = 200
	out := make([]column, len(head))
	kinds := make([][kindCode + 1]int, len(head))
	for i := range out {
		out[i].seen = map[string]int{}
	}
	n := 0
	for i := range rows {
		r := &rows[i]
		if r.blank() || again(r.cells, head) {
			continue
		}
		if n++; n > limit {
			break
		}
		for col := range out {
			out[col].rows++
			if col >= len(r.cells) {
				continue
			}
			k := kindOf(r.cells[col])
			if k == kindBlank {
				continue
			}
			out[col].filled++
			kinds[col][k]++
			out[col].seen[string(bytes.TrimSpace(r.cells[col]))]++
		}
	}
	for col := range out {
		for k, n := range kinds[col] {
			if n*2 > out[col].filled {
				out[col].kind = cellKind(k)
			}
		}
	}
	return out
}
