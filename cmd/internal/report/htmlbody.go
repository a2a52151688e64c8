package report

import (
	"bytes"
	"cmp"
	"html/template"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/report/words"
	"github.com/callready/callready/cmd/internal/summary"
)

// Bounds of the page.
const (
	maxFamilies = 2_300_000 // bytes that families may take
	maxValue    = 80        // characters of a value
	maxLeft     = 12        // reasons for which cells were left
	perGroup    = 5         // families that each reason gets before others get more
)

// section is the reasons of some severities.
type section struct {
	ID, Title, Sub string
	Groups         []*group
}

// group is one reason with families.
type group struct {
	Code, Anchor      string
	Count, Says, Todo string
	Name              string // the code, where it is one
	Severity          *severity
	Families          []template.HTML
	See               []*group // where its families stand, if none stands here
	n                 int64
	rank              int
	of                []int // its families in the sample
}

// leftRow is one reason for which cells were left.
type leftRow struct {
	Count, Says, Todo, Anchor string
	Example                   *value
}

// says gives what a code means, or the code.
func says(v words.Voice, texts Texts, code string) string {
	return cmp.Or(texts.Says(code, v.Lang), code)
}

// reason gives the words for a reason, a code or an act.
func (t *teller) reason(name string) string {
	if act, ok := strings.CutPrefix(name, plain); ok {
		return named(t.Voice, "plain.", act)
	}
	return shown(says(t.Voice, t.texts, name))
}

// anchor gives what a reason is called in the page's own links.
func anchor(reason string) string { return "r-" + each([]string{reason}) }

// left lists why cells were left, the most frequent reasons first, each with a cell as an example.
func (p *page) left(t *teller, s *summary.Summary, sample *Sample) {
	if s.Cells.Kept == 0 {
		return
	}
	example := map[string]*value{}
	for i := range sample.Families {
		for j := range sample.Families[i].Events {
			e := &sample.Families[i].Events[j]
			if e.Act != journal.Keep {
				continue
			}
			for _, code := range reasonsOf(e) {
				if example[code] == nil && e.Old != "" {
					v := newValue(p.Voice, e.Old)
					example[code] = &v
				}
			}
		}
	}
	type why struct {
		code string
		n    int64
	}
	var list []why
	for kind, n := range sample.Lines {
		if kind.Act == journal.Keep && kind.Code != "" && rank(t.texts.Severity(kind.Code)) != ranks["info"] {
			list = append(list, why{kind.Code, n})
		}
	}
	slices.SortFunc(list, func(a, b why) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.code, b.code)) })
	for i, w := range list {
		if i == maxLeft {
			p.LeftMore = p.Say("html.moreleft", "n", len(list)-i)
			break
		}
		p.Left = append(p.Left, leftRow{
			Count: p.Number(w.n), Says: t.reason(w.code), Todo: t.texts.Todo(w.code, p.Lang), Anchor: anchor(w.code), Example: example[w.code],
		})
	}
}

// groups files the families under their reasons, so that each stands on the page once and each reason has some, as far
// as the bytes go.
func (p *page) groups(t *teller, s *summary.Summary, sample *Sample) error {
	byName := map[string]*group{}
	get := func(name string) *group {
		g := byName[name]
		if g == nil {
			g = &group{Code: each([]string{name}), Anchor: anchor(name), Says: t.reason(name), n: s.Codes[name]}
			if act, ok := strings.CutPrefix(name, plain); ok {
				g.n, g.rank = sample.Lines[Kind{Act: act}], ranks["info"]
			} else {
				severity := t.texts.Severity(name)
				g.Name, g.Todo, g.Severity, g.rank = shown(name), t.texts.Todo(name, p.Lang), severityOf(p.Voice, severity), rank(severity)
			}
			if g.n > 0 {
				g.Count = p.Number(g.n)
			}
			byName[name] = g
		}
		return g
	}
	for code := range s.Codes {
		get(code)
	}
	for kind := range sample.Lines {
		if kind.Code == "" {
			get(plain + kind.Act)
		}
	}
	names := make([][]string, len(sample.Families))
	for i := range sample.Families {
		for j := range sample.Families[i].Events {
			names[i] = append(names[i], reasonsOf(&sample.Families[i].Events[j])...)
		}
		slices.Sort(names[i])
		names[i] = slices.Compact(names[i])
		for _, name := range names[i] {
			g := get(name)
			g.of = append(g.of, i)
		}
	}
	list := slices.SortedFunc(maps.Values(byName), func(x, y *group) int {
		return cmp.Or(cmp.Compare(x.rank, y.rank), cmp.Compare(y.n, x.n), cmp.Compare(x.Code, y.Code))
	})
	under := file(list)
	if err := p.fill(t, s, sample, list, under, byName, names); err != nil {
		return err
	}
	for _, g := range list {
		if len(g.Families) > 0 {
			continue
		}
		for _, i := range g.of {
			if h := under[i]; h != nil && !slices.Contains(g.See, h) && len(g.See) < perGroup {
				g.See = append(g.See, h)
			}
		}
	}
	for _, part := range []section{
		{ID: "look", Title: p.Say("html.tolook"), Sub: p.Say("html.tolooksub")},
		{ID: "done", Title: p.Say("html.done"), Sub: p.Say("html.donesub")},
	} {
		for _, g := range list {
			if (g.rank < ranks["info"]) == (part.ID == "look") {
				part.Groups = append(part.Groups, g)
			}
		}
		if len(part.Groups) > 0 {
			p.Parts = append(p.Parts, part)
		}
	}
	p.filters(t, sample, list, under, names)
	return nil
}

// file says for some families under which reason they stand: the rarest reasons take theirs first.
func file(list []*group) map[int]*group {
	under := map[int]*group{}
	rarest := slices.Clone(list)
	slices.SortStableFunc(rarest, func(x, y *group) int { return len(x.of) - len(y.of) })
	for _, g := range rarest {
		got := 0
		for _, i := range g.of {
			if got == perGroup {
				break
			}
			if under[i] == nil {
				under[i] = g
				got++
			}
		}
	}
	return under
}

// renderFamilies gives the families as the page has them, in as many goroutines as there are cores.
func (p *page) renderFamilies(t *teller, sample *Sample, at []int) ([]template.HTML, error) {
	told := make([]*shownFamily, len(sample.Families))
	for i := range told {
		told[i] = t.family(&sample.Families[i], at[i]) // numbers the columns as it meets them
	}
	texts := make([]template.HTML, len(told))
	var g errgroup.Group
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		g.Go(func() (err error) {
			var buf bytes.Buffer
			for i := int(next.Add(1)) - 1; i < len(told) && err == nil; i = int(next.Add(1)) - 1 {
				texts[i], err = render(&buf, "family", told[i])
			}
			return err
		})
	}
	return texts, g.Wait()
}

// fill renders the families: first those that each reason needs, then all others under the worst of their reasons, of equal
// ones the rarest.
func (p *page) fill(t *teller, s *summary.Summary, sample *Sample, list []*group, under map[int]*group, byName map[string]*group, names [][]string) error {
	at := order(s, sample)
	left := maxFamilies
	rendered, err := p.renderFamilies(t, sample, at)
	if err != nil {
		return err
	}
	texts := map[int]template.HTML{}
	put := func(i int) {
		if len(rendered[i]) > left {
			delete(under, i)
			return
		}
		left -= len(rendered[i])
		texts[i] = rendered[i]
	}
	for round := range perGroup {
		for _, g := range list {
			n := 0
			for _, i := range g.of {
				if under[i] != g {
					continue
				}
				if n == round {
					put(i)
					break
				}
				n++
			}
		}
	}
	for i := range sample.Families {
		if under[i] != nil {
			continue
		}
		for _, name := range names[i] {
			if g, h := byName[name], under[i]; h == nil || g.rank < h.rank || g.rank == h.rank && len(g.of) < len(h.of) {
				under[i] = g
			}
		}
		put(i)
	}
	byOrder := slices.SortedFunc(maps.Keys(texts), func(a, b int) int { return at[a] - at[b] })
	for _, i := range byOrder {
		under[i].Families = append(under[i].Families, texts[i])
	}
	maps.DeleteFunc(under, func(i int, _ *group) bool { return texts[i] == "" })
	return nil
}

// order gives the place of each family in the order of the inputs and rows.
func order(s *summary.Summary, sample *Sample) []int {
	file := map[string]int{}
	for i := range s.Inputs {
		file[s.Inputs[i].Name] = i
	}
	at := make([]int, len(sample.Families))
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(a, b int) int {
		x, y := &sample.Families[a].Events[0], &sample.Families[b].Events[0]
		return cmp.Or(cmp.Compare(file[x.File], file[y.File]), cmp.Compare(x.Row, y.Row), cmp.Compare(x.Group, y.Group))
	})
	order := make([]int, len(at))
	for n, i := range at {
		order[i] = n
	}
	return order
}

// named gives the words for a value of the journal, or the value itself where there are none.
func named(v words.Voice, prefix, value string) string {
	if prefix != "" && v.Has(prefix+value) {
		return v.Say(prefix + value)
	}
	return shown(words.Plain(value))
}
