package report

import (
	"github.com/callready/callready/cmd/internal/summary"
)

// said shows the findings about the file, as many as fit into room lines with a heading; the last line says how many
// are missing.
func (t *terminal) said(s *summary.Summary, room int) []string {
	list := remarks(t.Voice, s, t.explain)
	if len(list) == 0 {
		return nil
	}
	lines := []string{"", t.paint.bold(t.Say("text.said"))}
	if room -= len(lines); room < 1 {
		return []string{"  " + t.more(s, len(list))}
	}
	used := 0
	for i, r := range list {
		text := t.noted(r.Severity, r.Says)
		need := len(text)
		if i < len(list)-1 {
			need++ // for the line that says what is missing
		}
		if used+need > room {
			return append(lines, "  "+t.more(s, len(list)-i))
		}
		lines = append(lines, text...)
		used += len(text)
	}
	return lines
}

// noted lays a finding out behind the sign of its severity, in at most three lines; the page has the rest.
func (t *terminal) noted(severity, says string) []string {
	text := wrap(says, t.width-4, "")
	if len(text) > 3 {
		text = append(text[:2], clipTo(text[2]+" …", t.width-4))
	}
	for i := range text {
		lead := "    "
		if i == 0 {
			lead = "  " + t.sign(severity) + " "
		}
		text[i] = lead + text[i]
	}
	return text
}

func (t *terminal) more(s *summary.Summary, n int) string {
	if s.Mode == modeCheck {
		return t.Say("text.morecheck", "n", n)
	}
	return t.Say("text.more", "n", n, "where", "report.html")
}

func (t *terminal) sign(severity string) string {
	switch severity {
	case "error":
		return t.paint.by(red, "!")
	case "warning":
		return t.paint.by(yellow, "!")
	}
	return "-"
}
