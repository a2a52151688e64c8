package report

import (
	"cmp"
	"maps"
	"slices"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/report/words"
	"github.com/callready/callready/cmd/internal/summary"
)

// Bounds of the page.
const (
	maxExamples = 150 << 10 // bytes that examples may take
	maxNeeds    = 25        // examples of cells left for a person
	maxValue    = 80        // characters of a value
	maxCounts   = 10        // rows of a table of counts
)

// group is one reason with its examples.
type group struct {
	Code, Count, Says, Todo string
	Severity                *severity
	Open                    bool
	Samples                 []example
	n                       int64
	rank                    int
	of                      []int // positions of its samples
}

// counts is a small table of what the numbers are.
type counts struct {
	Title string
	Rows  []countRow
}

type countRow struct{ Name, N string }

// needs shows some of the cells that were left for a person, as different ones as the samples have.
func (p *page) needs(s *summary.Summary, samples []journal.Event, texts Texts, b *budget) {
	if s.Cells.Kept == 0 {
		return
	}
	for i := range samples {
		if samples[i].Act != journal.Keep || len(p.Needs) == maxNeeds {
			continue
		}
		e := newExample(p.Voice, &samples[i], len(s.Inputs) > 1)
		if len(samples[i].Codes) > 0 {
			e.Why = says(p.Voice, texts, samples[i].Codes[0])
		}
		if b.spend(&e) {
			p.Needs = append(p.Needs, e)
		}
	}
	p.NeedsSub = p.Say("html.needssub", "n", s.Cells.Kept)
	p.NeedsFile = p.Say("html.needsfile", "file", "review/needs-you.csv")
}

func says(v words.Voice, texts Texts, code string) string {
	return cmp.Or(texts.Says(code, v.Lang), code)
}

// groups gives every code that occurred, the worst and most frequent first, with examples as far as the budget goes:
// first one for each code, then a second one for each, and so on.
func groups(v words.Voice, s *summary.Summary, samples []journal.Event, texts Texts, b *budget) []group {
	total := map[string]int64{}
	maps.Copy(total, s.Codes)
	of := map[string][]int{}
	for i := range samples {
		codes := samples[i].Codes
		if len(codes) == 0 {
			codes = []string{""}
		}
		for j, code := range codes {
			if slices.Contains(codes[:j], code) {
				continue
			}
			of[code] = append(of[code], i)
			if _, ok := total[code]; !ok {
				total[code] = 0
			}
		}
	}
	list := make([]group, 0, len(total))
	for code, n := range total {
		g := group{Code: code, n: n, Says: shown(says(v, texts, code)), Todo: texts.Todo(code, v.Lang), of: of[code]}
		name := texts.Severity(code)
		g.Severity, g.rank = severityOf(v, name), rank(name)
		if n > 0 {
			g.Count = v.Number(n)
		}
		if code == "" {
			g.Says = v.Say("html.other")
		}
		list = append(list, g)
	}
	slices.SortFunc(list, func(x, y group) int {
		return cmp.Or(cmp.Compare(x.rank, y.rank), cmp.Compare(y.n, x.n), cmp.Compare(x.Code, y.Code))
	})
	for round := range DefaultPerCode {
		for i := range list {
			if g := &list[i]; round < len(g.of) {
				if e := newExample(v, &samples[g.of[round]], len(s.Inputs) > 1); b.spend(&e) {
					g.Samples = append(g.Samples, e)
				}
			}
		}
	}
	for i := range min(3, len(list)) {
		list[i].Open = true
	}
	return list
}

// numberCounts gives the tables of what the numbers are.
func numberCounts(v words.Voice, s *summary.Summary) []counts {
	var out []counts
	for _, t := range []struct {
		title, prefix string
		of            map[string]int64
	}{{"html.regions", "", s.Regions}, {"html.types", "type.", s.Types}, {"html.sources", "from.", s.From}} {
		if c := topCounts(v, t.prefix, t.of); len(c) > 0 {
			out = append(out, counts{Title: v.Say(t.title), Rows: c})
		}
	}
	return out
}

// topCounts gives the largest counts, and the sum of the others.
func topCounts(v words.Voice, prefix string, of map[string]int64) []countRow {
	names := make([]string, 0, len(of))
	for name := range of {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(of[b], of[a]), cmp.Compare(a, b)) })
	var rows []countRow
	var rest int64
	for i, name := range names {
		if i >= maxCounts {
			rest += of[name]
			continue
		}
		rows = append(rows, countRow{Name: named(v, prefix, name), N: v.Number(of[name])})
	}
	if rest > 0 {
		rows = append(rows, countRow{Name: v.Say("html.rest"), N: v.Number(rest)})
	}
	return rows
}

// named gives the words for a value of the journal, or the value itself where there are none.
func named(v words.Voice, prefix, value string) string {
	if prefix != "" && v.Has(prefix+value) {
		return v.Say(prefix + value)
	}
	return shown(words.Plain(value))
}
