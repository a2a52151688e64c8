package report

import (
	"strings"

	"github.com/callready/callready/cmd/internal/report/words"
	"github.com/callready/callready/cmd/internal/summary"
)

// twicePath is the file that shows records of one person side by side.
const twicePath = "review/duplicates.csv"

// linesPath lists numbers of several people.
const linesPath = "review/shared-numbers.csv"

// twice says how many contacts stand several times; nothing where none does.
func twice(v words.Voice, d *summary.Duplicates) []string {
	if d == nil {
		return nil
	}
	var out []string
	if n := d.Exact + d.Likely; n > 0 {
		out = append(out, v.Say("twice.groups", "n", n, "groups", d.Groups))
	}
	if d.Matched > 0 {
		out = append(out, v.Say("twice.made", "n", d.Matched))
	}
	if d.Unmatched > 0 {
		out = append(out, v.Say("twice.alone", "n", d.Unmatched))
	}
	if d.Possible > 0 {
		out = append(out, v.Say("twice.possible", "n", d.Possible))
	}
	return append(out, merges(v, d.Merge)...)
}

// twice says the same on a screen, in one line.
func (t *terminal) twice(s *summary.Summary) (n int64, remark string) {
	d := s.Duplicates
	if d == nil {
		return 0, ""
	}
	n = d.Exact + d.Likely
	if n == 0 {
		return d.Possible, ""
	}
	return n, t.list(part{"twice.partmade", d.Matched}, part{"twice.partalone", d.Unmatched}, part{"twice.partpossible", d.Possible})
}

// lines says in the guide what to do about numbers of several people.
func (g *guide) lines() {
	l := g.s.Lines
	if l == nil || l.Shared() == 0 {
		return
	}
	g.heading(2, g.Say("lines"))
	g.para(g.Say("lines.count", "n", l.Shared(), "list", kindsOf(g.Voice, l), "file", code(linesPath)))
	g.para(g.Say("lines.done"))
	own := g.text(g.p.Guide.Shared)
	if own == "" {
		own = g.Say("lines.do")
	}
	if len(g.find("import/company-phones")) > 0 {
		own += " " + g.Say("lines.company")
	}
	g.para(own)
}

// kindsOf counts shared lines by what they are, in words.
func kindsOf(v words.Voice, l *summary.Lines) string {
	var list []string
	for _, k := range []part{{"lines.switchboard", l.Switchboard}, {"lines.household", l.Household}, {"lines.reused", l.Reused}, {"lines.unclear", l.Unclear}} {
		if k.n > 0 {
			list = append(list, v.Say(k.name, "n", k.n))
		}
	}
	return strings.Join(list, ", ")
}

// twice says the same in the guide, and why it matters.
func (g *guide) twice() {
	list := twice(g.Voice, g.s.Duplicates)
	if len(list) == 0 {
		return
	}
	g.heading(2, g.Say("twice"))
	g.para(strings.Join(list, " ") + " " + g.Say("twice.do", "file", code(twicePath)))
	if own := g.text(g.p.Billed); own != "" && g.s.Duplicates.Made > 0 {
		g.para(g.Say("twice.billed", "n", g.s.Duplicates.Made) + " " + own)
	}
}
