package report

import (
	"github.com/callready/callready/cmd/internal/report/words"
)

// seg is a piece of a value: text, or a sign for one character that cannot be seen.
type seg struct {
	words.Part
	Marked bool // it goes, or it is new
}

// value is a text from the file, cut into what can be shown.
type value struct {
	Segs []seg
	More string // "+12" where characters are left out
}

// newValue shows a text without marks.
func newValue(v words.Voice, s string) value { return marked(v, s, nil) }

// marked shows a text whose characters may be marked; marks may be shorter than the text.
func marked(v words.Voice, s string, marks []bool) value {
	head, cut := words.Clip(s, maxValue)
	var out value
	if cut > 0 {
		out.More = "+" + v.Number(int64(cut))
	}
	add := func(s string, mark bool) {
		for _, p := range words.Parts(s) {
			out.Segs = append(out.Segs, seg{p, mark})
		}
	}
	from, i, was := 0, 0, false
	for at := range head {
		mark := i < len(marks) && marks[i]
		if mark != was {
			add(head[from:at], was)
			from, was = at, mark
		}
		i++
	}
	add(head[from:], was)
	return out
}
