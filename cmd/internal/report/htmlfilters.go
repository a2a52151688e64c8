package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/callready/callready/cmd/internal/report/words"
)

// filter is a list to choose from; the script shows the families that have what is chosen.
type filter struct {
	ID, Label, All string
	Options        []option
}

type option struct {
	Value, Text string
	n           int
}

// filters lists what the families of the page can be chosen by, with how many of them each choice has.
func (p *page) filters(t *teller, sample *Sample, list []*group, under map[int]*group, names [][]string) {
	reasons, acts, regions, sure, columns := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	count := func(of map[string]int, values string) {
		for v := range strings.FieldsSeq(values) {
			of[v]++
		}
	}
	for i := range under {
		var a, r, s, c []string
		for j := range sample.Families[i].Events {
			e := &sample.Families[i].Events[j]
			a, r, s = append(a, e.Act), append(r, e.Region...), append(s, e.Confidence...)
			if e.Column != "" {
				c = append(c, strconv.Itoa(t.column(e.Column)))
			}
		}
		count(reasons, each(names[i]))
		count(acts, each(a))
		count(regions, each(r))
		count(sure, each(s))
		count(columns, each(c))
	}
	add := func(id string, of map[string]int, name func(string) string, byName bool) {
		f := filter{ID: id, Label: p.Say("html.filter." + id), All: p.Say("html.all." + id)}
		for value, n := range of {
			f.Options = append(f.Options, option{value, name(value), n})
		}
		slices.SortFunc(f.Options, func(a, b option) int {
			if byName {
				return cmp.Or(cmp.Compare(a.Text, b.Text), cmp.Compare(a.Value, b.Value))
			}
			return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.Value, b.Value))
		})
		for i := range f.Options {
			o := &f.Options[i]
			o.Text = p.Say("html.option", "text", cutTo(o.Text, maxValue), "n", o.n)
		}
		p.Filters = append(p.Filters, f)
	}
	texts := map[string]string{}
	for _, g := range list {
		texts[g.Code] = g.Says
	}
	add("reason", reasons, func(s string) string { return texts[s] }, false)
	add("act", acts, func(s string) string { return named(p.Voice, "act.", s) }, false)
	add("country", regions, func(s string) string { return country(p.Voice, s) }, true)
	add("sure", sure, func(s string) string { return named(p.Voice, "confidence.", s) }, false)
	add("column", columns, func(s string) string {
		n, _ := strconv.Atoi(s)
		return words.Plain(t.heads[n])
	}, false)
	p.seen(len(under), sample.Of)
}

// seen says how much of the run stands on the page.
func (p *page) seen(n int, of int64) {
	if n == 0 {
		return
	}
	if int64(n) >= of {
		p.Shown, p.Seen = p.Say("html.showsall"), p.Say("html.seesall", "n", n)
		return
	}
	p.Shown = p.Say("html.shows", "n", n, "of", of)
	p.Seen = p.Say("html.sees", "n", n, "of", of)
	p.Nobody = p.Say("html.elsewhere")
}

// cutTo cuts a text to that many characters.
func cutTo(s string, most int) string {
	head, cut := words.Clip(s, most)
	if cut > 0 {
		head += "…"
	}
	return head
}
