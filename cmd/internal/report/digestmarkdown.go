package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/summary"
)

// Markdown writes the digest of a run for a ticket or a page of a wiki: the match rate, counts by kind and reason, and examples
// as tables.
func Markdown(w io.Writer, s *summary.Summary, opt Options) error {
	d := opt.Digest
	if d == nil {
		d = &Digest{}
	}
	t := &terminal{Voice: voice(opt.Lang, s), width: 80, wide: widest, explain: orUnexplained(opt.Texts)}
	x := &examples{terminal: t, rower: newRower(s, &RowOptions{Lang: t.Lang, Texts: t.explain}), several: len(s.Inputs) > 1, full: d.Whole, width: t.wide}
	m := &mdWriter{Writer: bufio.NewWriter(w)}
	list := d.list(t.explain)
	title := "# " + markdown(strings.Join(t.title(s), " "))
	if opt.Masked {
		title += "\n\n" + t.Say("diff.masked")
	}
	if d.Whole {
		m.para(title)
		if len(d.families) == 0 {
			m.para(t.Say("diff.norow"))
		}
		m.families(x, d.families)
		return m.end()
	}
	m.para(title)
	m.row(t.Say("match", "integration", markdown(integration(t.Voice, s))), t.Say("before"), t.Say("after"))
	m.rule(3)
	for _, c := range classes(s) {
		m.row(t.Say(c.name), t.Number(c.before)+" ("+t.Share(c.before, c.beforeOf)+")", t.Number(c.after)+" ("+t.Share(c.after, c.afterOf)+")")
	}
	m.para("")
	for _, line := range append(t.changes(s), t.hand(s)...) {
		line = squeezed(line)
		if line == t.Say("text.hand") || line == "" {
			continue
		}
		if line[0] >= '0' && line[0] <= '9' {
			line = "- " + line
		}
		m.line(markdown(line))
	}
	m.para("")
	if len(list) == 0 {
		m.para(t.nothing(d))
		return m.end()
	}
	m.para("## " + t.Say("diff.kinds"))
	for _, act := range journal.Acts() {
		if n := d.acts[act]; n > 0 {
			m.line("- " + t.Number(n) + " " + t.Say("act."+act))
		}
	}
	m.para("")
	m.para("## " + t.Say("diff.reasons"))
	m.row(t.Say("rows.col.codes"), t.Say("diff.lines"), t.Say("rows.col.why"))
	m.rule(3)
	for _, g := range list {
		code, text := x.title(g)
		m.row("`"+code+"`", t.Number(g.n), markdown(text))
	}
	m.para("")
	if codes := d.silenced(); len(codes) > 0 {
		m.para(t.Say("diff.silenced", "codes", strings.Join(codes, ", ")))
	}
	shown := d.shown(list, t.explain)
	for _, g := range shown {
		code, _ := x.title(g)
		m.para("### " + code)
		m.families(x, g.families)
		if n := g.of - int64(len(g.families)); n > 0 {
			m.para(t.Say("diff.more", "n", n))
		}
	}
	if n := len(list) - len(shown); n > 0 {
		m.para(t.Say("diff.morereasons", "n", n))
	}
	return m.end()
}

// squeezed takes out the spaces that lines are laid out with.
func squeezed(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' }), " ")
}

// mdWriter writes Markdown. The first error is kept for end.
type mdWriter struct{ *bufio.Writer }

func (m *mdWriter) line(s string) { fmt.Fprintln(m, s) } //nolint:errcheck // a buffered writer keeps its first error

func (m *mdWriter) para(s string) {
	if s != "" {
		m.line(s)
	}
	m.line("")
}

func (m *mdWriter) row(cells ...string) { m.line("| " + strings.Join(cells, " | ") + " |") }

func (m *mdWriter) rule(n int) { m.line("|" + strings.Repeat("---|", n)) }

// families writes families as a table, a row for each line.
func (m *mdWriter) families(x *examples, list []*family) {
	m.row(x.Say("rows.col.row"), x.Say("rows.col.key"), x.Say("rows.col.who"), x.Say("rows.col.field"), x.Say("rows.col.before"), x.Say("rows.col.what"), x.Say("rows.col.after"), x.Say("rows.col.evidence"))
	m.rule(8)
	for _, f := range list {
		for i := range f.lines {
			e := &f.lines[i]
			what := x.outcome(e)
			if e.Act == journal.Duplicate {
				what = x.rower.to(e)
			}
			cells := []string{count(e.Row), e.Key, e.Who, e.Column, e.Old, what, e.New, x.rower.proof(e)}
			for k := range cells {
				cells[k] = mdCell(cells[k])
			}
			m.row(cells...)
		}
		if f.more > 0 {
			m.row(x.Say("diff.more", "n", f.more), "", "", "", "", "", "", "")
		}
	}
	m.para("")
}

// mdCell makes a value safe in a table.
func mdCell(s string) string { return strings.ReplaceAll(markdown(clipTo(s, 80)), "\n", " ") }

func (m *mdWriter) end() error {
	if err := m.Flush(); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}
