package report

import (
	"regexp"
	"slices"
	"strings"

	"github.com/callready/callready/io/profile"
)

// emphasised finds what a guide sets off: names of columns, of buttons, of menus.
var emphasised = regexp.MustCompile("\\*\\*[^*`]+\\*\\*|\\*[^*`]+\\*|`[^`]+`")

// sentences cuts a text behind each of its sentences.
var sentences = regexp.MustCompile(`[^.]*(?:\.[^\s][^.]*)*(?:\.\s+|\.?$)`)

// fitting makes a text of the profile speak of the files of this run: a column is called what the export calls it, in whatever
// language the guide is, and nothing is said of link columns where there are none.
func (g *guide) fitting(text string) string {
	if g.s.Form != nil { // The profile is that of another program than the export's.
		return text
	}
	if !g.linked() && strings.Contains(text, "callready_") {
		var b strings.Builder
		for _, s := range sentences.FindAllString(text, -1) {
			if !strings.Contains(s, "callready_") {
				b.WriteString(s)
			}
		}
		text = strings.TrimSpace(b.String())
	}
	return emphasised.ReplaceAllStringFunc(text, func(span string) string {
		name := strings.Trim(span, "*`")
		if here := g.called(name); here != "" {
			return strings.Replace(span, name, here, 1)
		}
		return span
	})
}

// linked tells whether new contacts have link columns.
func (g *guide) linked() bool { return g.s.Options["link-columns"] != "off" }

// called gives the name that the export has for a column of the profile, "" where it has that very name, or none.
func (g *guide) called(name string) string {
	var header []string
	for i := range g.s.Inputs {
		header = g.s.Inputs[i].Header
		break // All have the same columns.
	}
	if slices.Contains(header, name) {
		return ""
	}
	for i := range g.p.Columns {
		names := namesOf(&g.p.Columns[i])
		if !slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) }) {
			continue
		}
		for _, h := range header {
			if slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, strings.TrimSpace(h)) }) {
				return markdown(h)
			}
		}
	}
	return ""
}

// namesOf gives the headers that a column is known by.
func namesOf(c *profile.Column) []string {
	return append(slices.Clone(c.Names), c.French, c.API, c.Label)
}
