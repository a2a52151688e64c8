package report

import (
	"cmp"
	"slices"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/summary"
)

// maxBars is how many rows a chart has before the rest is summed up.
const maxBars = 8

// chart is a table of counts with bars.
type chart struct {
	ID, Title, Note string
	Key             []keyEntry
	Rows            []chartRow
	Wide            bool
}

type keyEntry struct{ Class, Text string }

type chartRow struct {
	Name, Anchor string
	Parts        []barPart
	N, Share     string
}

// counted is one thing and how often it occurs; of these, left were left for a person.
type counted struct {
	name, text, anchor string
	n, left            int64
}

// charts draw what was wrong in the file, where its numbers belong and what they are.
func (p *page) charts(t *teller, s *summary.Summary, sample *Sample) {
	p.dirt(t, sample)
	for _, c := range []struct {
		id, title string
		of        map[string]int64
		name      func(string) string
	}{
		{"countries", "html.regions", s.Regions, func(r string) string { return country(p.Voice, r) }},
		{"types", "html.types", s.Types, func(v string) string { return named(p.Voice, "type.", v) }},
		{"sources", "html.sources", s.From, func(v string) string { return named(p.Voice, "from.", v) }},
	} {
		list := make([]counted, 0, len(c.of))
		total := int64(0)
		for name, n := range c.of {
			list = append(list, counted{name: name, text: c.name(name), n: n})
			total += n
		}
		p.chart(chart{ID: c.id, Title: p.Say(c.title)}, list, total, maxBars)
	}
}

// dirt draws what was found in phone cells, by how many lines of the journal name it, and how many of these are left for a person.
func (p *page) dirt(t *teller, sample *Sample) {
	of := map[string]*counted{}
	for kind, n := range sample.Lines {
		name := kind.Code
		switch {
		case kind.Act == journal.Duplicate, kind.Act == journal.Merge, kind.Act == journal.Shared, kind.Act == journal.Required, kind.Act == journal.Quarantine:
			continue
		case name == "" && kind.Act != journal.Rewrite:
			continue // where a number goes says nothing of how it was written
		case name == "":
			name = plain + kind.Act
		}
		c := of[name]
		if c == nil {
			c = &counted{name: name, text: t.reason(name), anchor: anchor(name)}
			of[name] = c
		}
		c.n += n
		if kind.Act == journal.Keep {
			c.left += n
		}
	}
	list := make([]counted, 0, len(of))
	for _, c := range of {
		list = append(list, *c)
	}
	p.chart(chart{
		ID: "dirt", Title: p.Say("html.dirt"), Note: p.Say("html.dirtsub"), Wide: true,
		Key: []keyEntry{{"c0", p.Say("html.settled")}, {"c1", p.Say("html.left")}},
	}, list, 0, 12)
}

// chart adds a chart of the largest counts; total is what shares are of, 0 for none.
func (p *page) chart(c chart, list []counted, total int64, most int) {
	if len(list) == 0 {
		return
	}
	slices.SortFunc(list, func(a, b counted) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.name, b.name)) })
	if len(list) > most+1 {
		rest := counted{text: p.Say("html.rest")}
		for _, x := range list[most:] {
			rest.n += x.n
			rest.left += x.left
		}
		if total == 0 { // a line may have several reasons: their sum would say nothing
			list = list[:most]
		} else {
			list = append(list[:most:most], rest)
		}
	}
	longest := slices.MaxFunc(list, func(a, b counted) int { return cmp.Compare(a.n, b.n) }).n
	for _, x := range list {
		row := chartRow{Name: x.text, Anchor: x.anchor, N: p.Number(x.n), Parts: scaled(longest, [2]string{"c0", "c1"}, x.n-x.left, x.left)}
		if total > 0 {
			row.Parts, row.Share = scaled(longest, [2]string{"c3"}, x.n), p.Share(x.n, total)
		}
		c.Rows = append(c.Rows, row)
	}
	p.Charts = append(p.Charts, c)
}

// scaled gives the pieces of a bar, of which the longest one fills the width.
func scaled(longest int64, classes [2]string, pieces ...int64) []barPart {
	var parts []barPart
	x := int64(0)
	for i, n := range pieces {
		if n <= 0 || longest <= 0 {
			continue
		}
		wide := max(int64(float64(n)/float64(longest)*1000), 4)
		wide = min(wide, 1000-x)
		parts = append(parts, barPart{Class: classes[i], X: percent(x), Width: percent(wide)})
		x += wide
	}
	return parts
}
