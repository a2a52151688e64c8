package report

import (
	"slices"
	"strings"

	"github.com/callready/callready/cmd/internal/report/words"
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/normalize/required"
)

// requiredPath is the file that lists contacts without a mandatory value.
const requiredPath = "review/required.csv"

// demandsMost is how many mandatory fields the page and the guide show; summary.json has all.
const demandsMost = 40

// demand is a mandatory field in words.
type demand struct {
	Field    string // with its kind of record
	Severity string
	Effect   string // what it does to an integration, and how many contacts lack it
	Fix      string // who changes the setting, and where; "" if not known
	Where    string // where in a file it stands
}

// demands gives the mandatory fields in words, in the order of the summary, as many of them as are shown anywhere and one more: a
// schema may have hundreds of thousands.
func demands(v words.Voice, r *summary.Required, texts Texts) []demand {
	if r == nil {
		return nil
	}
	n := min(len(r.Fields), demandsMost+1)
	list := make([]demand, 0, n)
	for i := range n {
		f := &r.Fields[i]
		d := demand{Severity: texts.Severity(f.Code), Effect: effect(v, f), Where: words.Plain(f.Source), Field: fieldName(v, f)}
		if fact, ok := required.Lookup(f.Rule); ok {
			if d.Fix = fact.FixEn; v.Lang == words.French {
				d.Fix = fact.FixFr
			}
		}
		list = append(list, d)
	}
	return list
}

// fieldName names a field for people: its kind of record, its label, and the name that the API uses.
func fieldName(v words.Voice, f *summary.RequiredField) string {
	name := words.Plain(f.Name)
	if f.Label != "" && f.Label != f.Name {
		name = words.Plain(f.Label) + " (" + name + ")"
	}
	object := words.Plain(f.ObjectName)
	if key := "required.object." + f.Object; f.Object != "" && v.Has(key) {
		object = v.Say(key)
	} else if f.Own && f.Object == "" {
		object = v.Say("required.object.contact")
	}
	if object == "" {
		return name
	}
	return v.Say("required.field", "object", object, "field", name)
}

// effect says what a mandatory field stops, and how many contacts lack it.
func effect(v words.Voice, f *summary.RequiredField) string {
	key := "required.effect." + strings.TrimPrefix(f.Code, "required-field-")
	if f.Code == required.CodeEnforced && !slices.Contains(f.Blocks, "update") {
		key = "required.effect.create"
	}
	text := f.Code
	if v.Has(key) {
		text = v.Say(key, "since", words.Plain(f.Since), "when", words.Plain(f.When))
	}
	parts := []string{text}
	switch n := f.Blank + f.Filler; {
	case f.ColumnCode == required.CodeMissing:
		parts = append(parts, v.Say("required.missing"))
	case f.ColumnCode == required.CodeDoubt:
		parts = append(parts, v.Say("required.doubt"))
	case n > 0 && f.Filler > 0:
		parts = append(parts, v.Say("required.lackfiller", "n", n, "filler", f.Filler))
	case n > 0:
		parts = append(parts, v.Say("required.lack", "n", n))
	}
	if f.ColumnCode == required.CodeIDLike {
		parts = append(parts, v.Say("required.idlike"))
	}
	for _, more := range parts[1:] {
		text = v.Say("required.and", "text", text, "more", more)
	}
	return text
}

// required shows the mandatory fields on a screen, a line for each, and how many contacts lack one.
func (t *terminal) required(s *summary.Summary) []string {
	list := demands(t.Voice, s.Required, t.explain)
	if len(list) == 0 {
		return nil
	}
	lines := []string{"", t.paint.bold(t.Say("required"))}
	if n := s.Required.Lacking; n > 0 {
		path := requiredPath
		if s.Mode == modeCheck {
			path = ""
		}
		lines = append(lines, t.item(n, "required.contacts", "", path, true)...)
	}
	room := MaxRequired - len(lines)
	for i, d := range list {
		text := t.noted(d.Severity, t.Say("required.line", "field", d.Field, "effect", d.Effect))
		need := len(text)
		if i < len(list)-1 {
			need++
		}
		if need > room {
			return append(lines, "  "+t.moreFields(s, len(s.Required.Fields)-i))
		}
		lines = append(lines, text...)
		room -= len(text)
	}
	return lines
}

func (t *terminal) moreFields(s *summary.Summary, n int) string {
	if s.Mode == modeCheck {
		return t.Say("required.morecheck", "n", n)
	}
	return t.Say("required.more", "n", n, "where", "report.html")
}

// refusals says for what reasons this CRM is known to refuse new contacts, and which setting is changed and put back.
func (g *guide) refusals(creates bool) {
	if !creates || len(g.p.Refusals) == 0 {
		return
	}
	g.heading(2, g.Say("guide.refusals"))
	for _, r := range g.p.Refusals {
		g.para(g.text(r.Says))
		g.bullets([]string{
			g.Say("guide.refusalbefore", "do", g.text(r.Change)),
			g.Say("guide.refusalafter", "do", g.text(r.Restore)),
		})
	}
}

// required says in the guide which fields are mandatory, who changes that, and where the contacts are that lack them.
func (g *guide) required() {
	r := g.s.Required
	if r == nil {
		return
	}
	list := demands(g.Voice, r, unexplained{})
	if len(list) == 0 {
		return
	}
	g.heading(2, g.Say("required"))
	g.para(g.Say("guide.required"))
	var lines []string
	for i, d := range list {
		if i == demandsMost {
			lines = append(lines, g.Say("html.more", "n", len(r.Fields)-i))
			break
		}
		line := g.Say("required.line", "field", "**"+markdown(d.Field)+"**", "effect", markdown(d.Effect)) + "."
		if d.Fix != "" {
			line += " " + markdown(d.Fix)
		}
		lines = append(lines, line)
	}
	g.bullets(lines)
	if r.Lacking > 0 {
		g.para(lacking(g.Voice, r, code(requiredPath)))
	}
	if r.Refused > 0 {
		g.para(g.Say("guide.requiredrefused", "n", r.Refused, "file", code("review/needs-you.csv")))
	}
	if notes := unseen(g.Voice, r); len(notes) > 0 {
		g.para(g.Say("guide.requiredunseen"))
		for i := range notes {
			notes[i] = markdown(notes[i])
		}
		g.bullets(notes)
	}
}

// lacking says how many contacts lack a mandatory value, blanks apart from fillers: only a blank stops an update.
func lacking(v words.Voice, r *summary.Required, file string) string {
	text := v.Say("guide.requiredcontacts", "n", r.Lacking, "file", file)
	if r.Blank > 0 {
		text += " " + v.Say("guide.requiredblank", "n", r.Blank)
	}
	if r.Lacking > r.Blank {
		text += " " + v.Say("guide.requiredfiller")
	}
	return text
}

// stopped gives how many of the rows of an import the CRM refuses at most while mandatory fields are blank. A row of a corrected
// file is a contact, changed or not; one of a prepared merge may be any.
func (g *guide) stopped(report string, rows int64) int64 {
	r := g.s.Required
	if r == nil {
		return 0
	}
	switch report {
	case "guide.reportupdates":
		return min(r.Stopped, rows)
	case "guide.reportwhole", "guide.reportmerges":
		return min(r.Blank, rows)
	}
	return 0
}

// expected says what the CRM should report of an import.
func (g *guide) expected(report string, rows int64) string {
	text := g.Say(report, "n", rows)
	if n := g.stopped(report, rows); n > 0 {
		text = g.Say("guide.reportless", "text", text, "n", n)
	}
	return text
}

// fillFirst is the step in which blanks of mandatory fields are filled, before the import in which the CRM would refuse the rows
// of their contacts.
func (g *guide) fillFirst(imports []importing) {
	stopped, whole := int64(0), false
	for _, i := range imports {
		stopped = max(stopped, g.stopped(i.report, rows(i.files)+rows(i.trial)))
		whole = whole || i.report == "guide.reportwhole"
	}
	if stopped == 0 {
		return
	}
	g.step(g.Say("guide.fillfirst", "n", stopped))
	g.para(g.Say("guide.fillfirstdo", "n", stopped, "file", code(requiredPath), "code", code(required.CodeBlank)))
	if whole && g.p.Blank != profile.BlankKeeps {
		g.para(g.Say("guide.fillfirstwhole"))
	}
}

// unseen gives what the files about fields cannot show, each note once.
func unseen(v words.Voice, r *summary.Required) []string {
	var list []string
	for i := range r.Files {
		for _, u := range r.Files[i].Unseen {
			text := u.English
			if v.Lang == words.French {
				text = u.French
			}
			if text = words.Plain(text); !slices.Contains(list, text) {
				list = append(list, text)
			}
		}
	}
	return list
}

// shownDemand is a mandatory field on the page.
type shownDemand struct {
	Severity           *severity
	Field, Effect, Fix string
	Where              string
}

// required shows the mandatory fields on the page, and what the files about fields cannot show.
func (p *page) required(s *summary.Summary, texts Texts) {
	list := demands(p.Voice, s.Required, texts)
	for i, d := range list {
		if i == demandsMost {
			p.RequiredMore = append(p.RequiredMore, p.Say("html.more", "n", len(s.Required.Fields)-i))
			break
		}
		p.Required = append(p.Required, shownDemand{
			Severity: severityOf(p.Voice, d.Severity), Field: shown(d.Field), Effect: shown(d.Effect), Fix: shown(d.Fix), Where: shown(d.Where),
		})
	}
	r := s.Required
	if r == nil {
		return
	}
	if r.Lacking > 0 {
		p.RequiredMore = append(p.RequiredMore, lacking(p.Voice, r, requiredPath))
	}
	if r.Refused > 0 {
		p.RequiredMore = append(p.RequiredMore, p.Say("guide.requiredrefused", "n", r.Refused, "file", "review/needs-you.csv"))
	}
	for _, note := range unseen(p.Voice, r) {
		p.RequiredMore = append(p.RequiredMore, shown(note))
	}
}
