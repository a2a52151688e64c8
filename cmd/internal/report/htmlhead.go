package report

import (
	"fmt"
	"strings"

	"github.com/callready/callready/cmd/internal/report/words"
	"github.com/callready/callready/cmd/internal/summary"
)

// bar is the three classes of one moment as a bar; lengths are in per cent.
type bar struct {
	When, Label string
	Parts       []barPart
}

type barPart struct{ Class, X, Width string }

type classRow struct{ Class, Name, Before, BeforeShare, After, AfterShare string }

type card struct{ N, Text, Remark string }

// importRow is a step of what is to be imported.
type importRow struct {
	Order, What, Rows string
	Link              string // of a single file
	Files             string
}

// task is something that a person has to do.
type task struct {
	N, Text, Do string
	Link        string
}

func (p *page) headline(s *summary.Summary) {
	list := classes(s)
	if list[0].beforeOf == 0 {
		p.Lead = p.Say("html.nophones")
		return
	}
	p.Today = p.Share(list[0].before+list[1].before, list[0].beforeOf)
	p.Then = p.Share(list[0].after+list[1].after, list[0].afterOf)
	p.Lead = p.Say("html.headline", "integration", shown(integration(p.Voice, s)), "before", p.Today, "after", p.Then)
	p.Effort = p.effort(s)
	var before, after [3]int64
	for i, c := range list {
		before[i], after[i] = c.before, c.after
		p.Classes = append(p.Classes, classRow{
			Class: fmt.Sprintf("c%d", i), Name: p.Say(c.name),
			Before: p.Number(c.before), BeforeShare: p.Share(c.before, c.beforeOf),
			After: p.Number(c.after), AfterShare: p.Share(c.after, c.afterOf),
		})
	}
	p.Bars = []bar{p.bar("before", before), p.bar("after", after)}
}

func (p *page) bar(when string, n [3]int64) bar {
	total := n[0] + n[1] + n[2]
	b := bar{When: p.Say(when), Label: p.Say("html.barlabel", "when", p.Say(when),
		"e164", p.Share(n[0], total), "accepted", p.Share(n[1], total), "unmatched", p.Share(n[2], total))}
	x := int64(0)
	for i, c := range n {
		end := int64(0)
		if total > 0 {
			end = int64(float64(c) / float64(total) * 1000)
		}
		if i == len(n)-1 && c > 0 {
			end = 1000 - x // what rounding left
		}
		if c > 0 {
			b.Parts = append(b.Parts, barPart{Class: fmt.Sprintf("c%d", i), X: percent(x), Width: percent(end)})
		}
		x += end
	}
	return b
}

// percent writes tenths of a per cent as SVG wants them.
func percent(tenths int64) string { return fmt.Sprintf("%d.%d%%", tenths/10, tenths%10) }

// effort says in one sentence what happens in the CRM.
func (p *page) effort(s *summary.Summary) string {
	changed, created := s.Contacts.Changed, s.Contacts.Created
	switch {
	case s.Form != nil:
		return ""
	case changed == 0 && created == 0:
		return p.Say("html.effortnone")
	case created == 0:
		return p.Say("html.effortchanged", "changed", changed)
	case changed == 0:
		return p.Say("html.effortcreated", "created", created)
	}
	return p.Say("html.effort", "changed", changed, "created", created)
}

// cards are the figures of what happens in the CRM.
func (p *page) cards(s *summary.Summary) {
	add := func(n int64, name, remark string) {
		if n > 0 {
			p.Cards = append(p.Cards, card{N: p.Number(n), Text: p.Say(name, "n", n), Remark: remark})
		}
	}
	if s.Form != nil {
		p.Cards = append(p.Cards, card{N: p.Number(s.Form.Contacts), Text: p.Say("formed", "n", s.Form.Contacts, "crm", formTitle(s.Form))})
	}
	add(s.Contacts.Changed, "changed", "")
	add(s.Cells.Rewritten, "html.card.rewritten", "")
	add(s.Cells.Moved, "html.card.moved", "")
	other := ""
	switch made := s.Contacts.Created + s.Contacts.Held; {
	case s.Split.Policy == "readable" && s.Split.One > made:
		other = p.Say("html.card.one", "n", s.Split.One)
	case s.Split.Policy == "one" && s.Split.Readable < made:
		other = p.Say("html.card.readable", "n", s.Split.Readable)
	}
	add(s.Contacts.Created, "created", other)
	add(s.Contacts.Held, "held", "")
	engaged := ""
	if s.Contacts.Engaged > 0 {
		engaged = p.Say("engaged", "n", s.Contacts.Engaged)
	}
	add(s.Contacts.Unsplit, "unsplit", engaged)
	add(s.Cells.Exact, "html.card.exact", "")
}

// tasks lists what only a person can do, each with the file that has all of it.
func (p *page) tasks(s *summary.Summary) {
	add := func(n int64, text, do, path string) {
		if n > 0 {
			p.Tasks = append(p.Tasks, task{N: p.Number(n), Text: text, Do: do, Link: outputNamed(s, path)})
		}
	}
	add(s.Cells.Kept, p.Say("needs", "n", s.Cells.Kept), p.Say("html.do.needs", "n", s.Cells.Kept), "review/needs-you")
	add(s.Cells.ToClear, p.Say("clear", "n", s.Cells.ToClear), p.Say("html.do.clear"), "review/to-clear")
	add(s.Contacts.Held, p.Say("held", "n", s.Contacts.Held), p.Say("html.do.held", "n", s.Contacts.Held), "held/")
	if d := s.Duplicates; d != nil {
		if n := d.Exact + d.Likely; n > 0 {
			add(n, p.Say("doubles", "n", n), p.Say("html.do.twice"), twicePath)
		} else {
			add(d.Possible, p.Say("doubtful", "n", d.Possible), p.Say("html.do.twice"), twicePath)
		}
	}
	if l := s.Lines; l != nil && l.Shared() > 0 {
		add(l.Shared(), p.Say("lines.item", "n", l.Shared()), p.Say("html.do.lines", "list", kindsOf(p.Voice, l), "do", p.Say("lines.do")), linesPath)
	}
	add(goes(s), p.Say("merge.item", "n", goes(s)), p.Say("html.do.merge"), mergePath)
	if r := s.Required; r != nil {
		add(r.Lacking, p.Say("required.contacts", "n", r.Lacking), p.Say("html.do.required"), requiredPath)
	}
	add(badRows(s), p.Say("bad", "n", badRows(s)), p.Say("html.do.bad", "n", badRows(s)), "review/bad-rows.csv")
}

// outputNamed gives the path of the first output that starts so, "" if there is none.
func outputNamed(s *summary.Summary, prefix string) string {
	for i := range s.Outputs {
		if strings.HasPrefix(s.Outputs[i].Path, prefix) {
			return s.Outputs[i].Path
		}
	}
	return ""
}

// imports lists the files to import in their order, the files of a kind as one entry, and those that wait.
func (p *page) imports(s *summary.Summary) {
	v := p.Voice
	kinds := []string{"updates", "creates", "merge-updates", "company-phones", "corrected"}
	if s.Profile.CreateFirst {
		kinds[0], kinds[1] = kinds[1], kinds[0]
	}
	var out []importRow
	add := func(what string, belongs func(path string) bool) {
		if row, ok := importKind(v, s, belongs); ok {
			row.Order, row.What = v.Number(int64(len(out)+1)), what
			out = append(out, row)
		}
	}
	if s.Form != nil {
		what := v.Say("html.step.form", "crm", formTitle(s.Form))
		add(v.Say("html.step.pilot", "what", what), under(pilotPath))
		add(what, func(path string) bool { return under("import/")(path) && !under(pilotPath)(path) })
		kinds = nil
	}
	for _, kind := range kinds {
		add(v.Say("html.step.pilot", "what", p.step(s, kind)), under(pilotPath+kind))
	}
	for _, kind := range kinds {
		add(p.step(s, kind), under("import/"+kind))
	}
	if p.OrderNote = v.Say("html.noorder"); len(out) > 0 {
		p.OrderNote = v.Say("html.orderguide")
	}
	if row, ok := importKind(v, s, under("held/")); ok {
		row.What = v.Say("html.step.held")
		out = append(out, row)
	}
	p.Imports = out
}

// pilotPath is the folder of the files to try first.
const pilotPath = "import/pilot/"

// under tells of paths whether they begin so.
func under(prefix string) func(path string) bool {
	return func(path string) bool { return strings.HasPrefix(path, prefix) }
}

// step names a kind of import.
func (p *page) step(s *summary.Summary, kind string) string {
	if kind == "corrected" && len(s.Inputs) > 1 {
		return p.Say("html.step.correcteds")
	}
	return p.Say("html.step." + kind)
}

// importKind sums up the files that belong to a kind.
func importKind(v words.Voice, s *summary.Summary, belongs func(path string) bool) (importRow, bool) {
	var first, last string
	var files, rows int64
	for i := range s.Outputs {
		if o := &s.Outputs[i]; belongs(o.Path) {
			if files == 0 {
				first = o.Path
			}
			last = o.Path
			files++
			rows += o.Rows
		}
	}
	row := importRow{Link: first, Rows: v.Say("html.rows", "n", rows)}
	if files > 1 {
		row.Link, row.Files = "", v.Say("html.to", "n", files, "first", first, "last", last)
	}
	return row, files > 0
}
