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
		text := wrap(r.Says, t.width-4, "")
		if len(text) > 3 { // the page has the rest
			text = append(text[:2], clipTo(text[2]+" …", t.width-4))
		}
		need := len(text)
		if i < len(list)-1 {
			need++ // for the line that says what is missing
		}
		if used+need > room {
			return append(lines, "  "+t.more(s, len(list)-i))
		}
		for j, line := range text {
			lead := "    "
			if j == 0 {
				lead = "  " + t.sign(r.Severity) + " "
			}
			lines = append(lines, lead+line)
		}
		used += len(text)
	}
	return lines
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
