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

type card struct {
	N, Text, Remark, Link string
	Look                  bool // something for a person to do
}

type importRow struct{ Order, What, Files, Rows string }

func (p *page) headline(s *summary.Summary) {
	list := classes(s)
	if list[0].beforeOf == 0 {
		p.Lead = p.Say("html.nophones")
		return
	}
	p.Lead = p.Say("html.headline", "integration", shown(integration(p.Voice, s)),
		"before", p.Share(list[0].before+list[1].before, list[0].beforeOf),
		"after", p.Share(list[0].after+list[1].after, list[0].afterOf))
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

func (p *page) cards(s *summary.Summary) {
	add := func(n int64, name, remark, link string, look bool) {
		if n == 0 {
			return
		}
		if link != "" {
			link = outputNamed(s, link)
		}
		p.Cards = append(p.Cards, card{N: p.Number(n), Text: p.Say(name, "n", n), Remark: remark, Link: link, Look: look})
	}
	if s.Form != nil {
		p.Cards = append(p.Cards, card{N: p.Number(s.Form.Contacts), Text: p.Say("formed", "n", s.Form.Contacts, "crm", formTitle(s.Form)), Link: outputNamed(s, "import/")})
	}
	add(s.Contacts.Changed, "changed", "", "", false)
	policies := p.Say("policies", "one", s.Split.One, "readable", s.Split.Readable)
	add(s.Contacts.Created, "created", policies, "", false)
	add(s.Contacts.Held, "held", "", "", false)
	engaged := ""
	if s.Contacts.Engaged > 0 {
		engaged = p.Say("engaged", "n", s.Contacts.Engaged)
	}
	add(s.Contacts.Unsplit, "unsplit", engaged, "", false)
	add(s.Cells.Kept, "needs", "", "review/needs-you", true)
	add(s.Cells.ToClear, "clear", "", "review/to-clear", true)
	add(badRows(s), "bad", "", "review/bad-rows.csv", true)
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

// importRows lists the files to import in their order, the files of a kind as one entry, and those that wait.
func importRows(v words.Voice, s *summary.Summary) []importRow {
	kinds := []string{"updates", "creates", "company-phones", "corrected"}
	if s.Profile.CreateFirst {
		kinds[0], kinds[1] = kinds[1], kinds[0]
	}
	var out []importRow
	if s.Form != nil {
		kinds = nil
		if row, ok := importKind(v, s, "import/"); ok {
			row.Order, row.What = v.Number(int64(1)), v.Say("html.step.form", "crm", formTitle(s.Form))
			out = append(out, row)
		}
	}
	for _, kind := range kinds {
		if row, ok := importKind(v, s, "import/"+kind); ok {
			row.Order, row.What = v.Number(int64(len(out)+1)), v.Say("html.step."+kind)
			if kind == "corrected" && len(s.Inputs) > 1 {
				row.What = v.Say("html.step.correcteds")
			}
			out = append(out, row)
		}
	}
	if row, ok := importKind(v, s, "held/"); ok {
		row.What = v.Say("html.step.held")
		out = append(out, row)
	}
	return out
}

// importKind sums up the files whose path starts so.
func importKind(v words.Voice, s *summary.Summary, prefix string) (importRow, bool) {
	var first, last string
	var files, rows int64
	for i := range s.Outputs {
		if o := &s.Outputs[i]; strings.HasPrefix(o.Path, prefix) {
			if files == 0 {
				first = o.Path
			}
			last = o.Path
			files++
			rows += o.Rows
		}
	}
	row := importRow{Files: first, Rows: v.Number(rows)}
	if files > 1 {
		row.Files = v.Say("html.to", "n", files, "first", first, "last", last)
	}
	return row, files > 0
}
