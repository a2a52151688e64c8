package report

import (
	"fmt"
	"strings"

	"github.com/callready/callready/cmd/internal/report/words"
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/io/profile"
)

func (g *guide) line(s string) {
	g.w.WriteString(s)
	g.w.WriteByte('\n')
}

func (g *guide) para(s string) {
	g.line(s)
	g.line("")
}

func (g *guide) heading(level int, s string) { g.para(strings.Repeat("#", level) + " " + s) }

// step is a numbered heading.
func (g *guide) step(title string) {
	g.steps++
	g.heading(2, g.Say("guide.step", "n", g.steps, "title", title))
}

func (g *guide) bullets(list []string) {
	for _, s := range list {
		g.line("- " + indented(s, 2))
	}
	g.line("")
}

func (g *guide) numbered(list []string) {
	for i, s := range list {
		lead := fmt.Sprintf("%d. ", i+1)
		g.line(lead + indented(s, len(lead)))
	}
	g.line("")
}

// indented keeps the further lines of an entry inside it.
func indented(s string, n int) string {
	return strings.ReplaceAll(strings.TrimSpace(s), "\n", "\n"+strings.Repeat(" ", n))
}

// text gives a text of the profile in the language of the guide, or in English.
func (g *guide) text(t profile.Text) string {
	if g.Lang == words.French && t.French != "" {
		return g.fitting(strings.TrimSpace(t.French))
	}
	return g.fitting(strings.TrimSpace(t.English))
}

// texts gives the entries that have a text.
func (g *guide) texts(list []profile.Text) []string {
	var out []string
	for _, t := range list {
		if s := g.text(t); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// find gives the files whose path starts so.
func (g *guide) find(prefix string) []summary.Output {
	var out []summary.Output
	for _, f := range g.files {
		if strings.HasPrefix(f.Path, prefix) {
			out = append(out, f)
		}
	}
	return out
}

func rows(files []summary.Output) int64 {
	var n int64
	for _, f := range files {
		n += f.Rows
	}
	return n
}

func paths(files []summary.Output) string {
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = code(f.Path)
	}
	return strings.Join(names, ", ")
}

// code makes a Markdown code span of any text, a name of a file or a column that a stranger may have chosen.
func code(s string) string {
	s = strings.ReplaceAll(words.Plain(s), "|", "¦") // a bar would end the cell of a table, in code too
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") || strings.TrimSpace(s) == "" {
		s = " " + s + " "
	}
	return fence + s + fence
}

// markdown escapes what Markdown and HTML would take for their own.
func markdown(s string) string {
	var b strings.Builder
	for _, r := range words.Plain(s) {
		if strings.ContainsRune("\\`*_{}[]<>#|&!", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
