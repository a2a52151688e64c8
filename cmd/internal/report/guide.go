package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/callready/callready/cmd/internal/report/words"
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/io/profile"
)

// Guide writes IMPORT.md: what to do with the files of a run in the CRM that they go into, step by step. p is its profile; it may be nil, and parts of its
// guide may be empty; general advice stands in for them. files are the outputs of the run, in the order in which they
// are to be imported. A run that wrote nothing to import (a dry run, a check) has no guide: nothing is written.
func Guide(w io.Writer, s *summary.Summary, p *profile.Profile, files []summary.Output, lang string) error {
	if s.Mode != modeWrite {
		return nil
	}
	if p == nil {
		p = &profile.Profile{}
	}
	g := &guide{Voice: voice(lang, s), s: s, p: p, files: files, w: bufio.NewWriter(w)}
	g.crm = markdown(crmTitle(g.Voice, s))
	g.whole = g.find("import/corrected")
	switch {
	case s.Form != nil:
		g.writeForm()
	case len(g.whole) > 0:
		g.writeWhole()
	default:
		g.write()
	}
	if err := g.w.Flush(); err != nil {
		return fmt.Errorf("write the import guide: %w", err)
	}
	return nil
}

// guide writes one IMPORT.md. Errors stay in the buffered writer until it is flushed.
type guide struct {
	words.Voice
	s     *summary.Summary
	p     *profile.Profile
	files []summary.Output
	w     *bufio.Writer
	crm   string
	whole []summary.Output
	steps int
	left  int   // the step that lists the options to leave off
	tried []int // the steps that import the pilot
}

func (g *guide) write() {
	g.heading(1, g.Say("guide.title", "crm", g.crm))
	g.para(g.Say("guide.intro", "file", g.input(), "n", g.s.Contacts.Read))
	g.unread()
	g.pilot()
	imports := g.imports()
	if len(imports) == 0 {
		g.para(g.Say("guide.nothing"))
	} else {
		g.order(imports)
		g.fires()
		g.refusals(len(g.find("import/creates"))+len(g.find("import/pilot/creates"))+len(g.find("held/")) > 0)
		g.backup()
		g.fillFirst(imports)
		for _, i := range imports {
			g.importStep(i)
		}
	}
	g.clear()
	g.held()
	if len(imports) > 0 {
		g.check()
	}
	g.merge()
	g.needs()
	g.required()
	g.twice()
	g.lines()
	g.undo()
	g.others()
}

// writeWhole is the short variant for a corrected file.
func (g *guide) writeWhole() {
	g.heading(1, g.Say("guide.title", "crm", g.crm))
	intro, created, title, do, undo := "guide.introwhole", "guide.introcreated", "guide.whole", "guide.wholedo", "guide.undowhole"
	if len(g.s.Inputs) > 1 {
		intro, created, title, do, undo = "guide.introwholes", "guide.introcreateds", "guide.wholes", "guide.wholesdo", "guide.undowholes"
	}
	intro = g.Say(intro, "file", g.input(), "n", g.s.Contacts.Read, "changed", g.s.Contacts.Changed)
	if n := g.s.Contacts.Created; n > 0 {
		intro += " " + g.Say(created, "n", n)
	}
	g.para(intro)
	g.unread()
	g.pilot()
	whole := importing{files: g.whole, title: title, report: "guide.reportwhole", own: g.p.Guide.Whole, mind: true, general: []string{g.Say(do), g.Say("guide.mapping")}}
	if g.knowsKey() {
		whole.general = []string{g.Say("guide.wholekey", "key", code(g.s.Profile.Key))}
		whole.notes = g.blanks()
	}
	imports := []importing{whole}
	if m := g.mergeImports(); len(m.files) > 0 {
		imports = append(imports, m)
	}
	g.order(imports)
	g.fires()
	g.refusals(g.s.Contacts.Created+g.s.Contacts.Held > 0)
	g.backup()
	g.fillFirst(imports)
	for _, i := range imports {
		g.importStep(i)
	}
	g.clear()
	g.held()
	g.check()
	g.merge()
	g.needs()
	g.required()
	g.twice()
	g.lines()
	g.heading(2, g.Say("guide.undo"))
	var own []string
	if len(g.p.Guide.Whole) > 0 { // The profile knows of no other import, so its steps are about the whole file.
		own = g.texts(g.p.Guide.Undo)
	}
	switch {
	case len(own) == 0:
	case len(g.s.Inputs) > 1:
		undo = "guide.undowholesown"
	default:
		undo = "guide.undowholeown"
	}
	g.para(g.Say(undo, "crm", g.crm))
	g.originals()
	if files := g.find("undo/to-clear"); len(files) > 0 {
		g.para(g.Say("guide.entry", "file", paths(files), "what", g.Say("guide.undoclear", "n", rows(files))))
	}
	if files := g.find("undo/created"); len(files) > 0 {
		g.para(g.Say("guide.entry", "file", paths(files), "what", g.created("guide.undocreated", rows(files))))
	}
	for _, u := range undoMerges {
		if files := g.find(u.path); len(files) > 0 {
			g.para(g.Say("guide.entry", "file", paths(files), "what", g.Say(u.says, "n", rows(files))))
		}
	}
	if len(own) > 0 {
		g.numbered(own)
	}
	g.native()
	g.others()
}

// originals names the files that were read, by their content: with a corrected file they are the way back.
func (g *guide) originals() {
	var list []string
	for i := range g.s.Inputs {
		in := &g.s.Inputs[i]
		name := "guide.original"
		if in.Name == "-" {
			name = "guide.originalpiped"
		}
		list = append(list, g.Say(name, "file", code(in.Name), "sum", code(in.SHA256)))
	}
	g.bullets(list)
}

// knowsKey tells whether the CRM finds the records of a corrected file by a key.
func (g *guide) knowsKey() bool {
	return g.s.Profile.Key != "" && g.p.Name != profile.Generic && g.p.Extends != profile.Generic
}

// pilot says that some contacts stand in files of their own.
func (g *guide) pilot() {
	p := g.s.Pilot
	if p == nil || p.Contacts == 0 {
		return
	}
	if p.Missing > 0 {
		g.para(g.Say("guide.pilotsome", "n", p.Contacts, "some", p.Reasons, "all", p.Missing+p.Reasons))
		return
	}
	g.para(g.Say("guide.pilot", "n", p.Contacts))
}

// piloted puts the files of the pilot before those of all others.
func (g *guide) piloted(imports []importing) []importing {
	var out []importing
	for i := range imports {
		if len(imports[i].trial) > 0 {
			first := imports[i]
			first.files, first.title = first.trial, "guide.pilotfirst"
			out = append(out, first)
			imports[i].like = len(out)
		}
	}
	if len(out) > 0 {
		out[len(out)-1].look = true
	}
	return append(out, slices.DeleteFunc(imports, func(i importing) bool { return len(i.files) == 0 })...)
}

// importing is one kind of import file and what to do with it.
type importing struct {
	files   []summary.Output
	title   string           // names of sentences
	report  string           //
	own     []profile.Text   // the profile's steps
	general []string         // the steps where the profile has none
	notes   []string         // said in any case
	mind    bool             // the profile's options to leave off are in its way
	trial   []summary.Output // those that a pilot has
	like    int              // the file of the pilot that went in the same way, counted from 1; 0 for none
	look    bool             // behind it the result is to be looked at
}

// imports gives the kinds of import files that there are, in the order in which they go in.
func (g *guide) imports() []importing {
	updates := importing{
		trial: g.find("import/pilot/updates"), files: g.find("import/updates"), title: "guide.updates", report: "guide.reportupdates", own: g.p.Guide.Updates, mind: true,
		general: []string{g.Say("guide.updatesdo")},
	}
	if key := g.s.Profile.Key; key != "" {
		updates.general = append(updates.general, g.Say("guide.updateskey", "key", code(key)))
	}
	updates.general = append(updates.general, g.Say("guide.mapping"))
	updates.notes = g.blanks()

	creates := importing{
		trial: g.find("import/pilot/creates"), files: g.find("import/creates"), title: "guide.creates", report: "guide.reportcreates", own: g.p.Guide.Creates, mind: true,
		general: []string{g.Say("guide.createsdo"), g.Say("guide.mapping")},
	}
	if g.linked() && !slices.ContainsFunc(g.p.Guide.Creates, func(t profile.Text) bool { return strings.Contains(t.English, "callready_") }) {
		creates.notes = append(creates.notes, g.Say("guide.createslink"))
	}
	company := importing{
		files: g.find("import/company-phones"), title: "guide.company", report: "guide.reportcompanies", own: g.p.Guide.Company,
		general: []string{g.Say("guide.companydo"), g.Say("guide.mapping")},
	}

	merged := g.mergeImports()
	order := []importing{updates, creates, merged, company}
	if g.p.CreateFirst || g.s.Profile.CreateFirst {
		if len(updates.files) > 0 {
			creates.notes = append(creates.notes, g.Say("guide.createsfirst"))
		}
		order = []importing{creates, updates, merged, company}
	}
	return g.piloted(order)
}

// blanks says what a blank cell of the updates means in this CRM.
func (g *guide) blanks() []string {
	var notes []string
	switch g.p.Blank {
	case profile.BlankKeeps:
		notes = append(notes, g.Say("guide.blankkeeps", "crm", g.crm))
	case profile.BlankClears:
		notes = append(notes, g.Say("guide.blankclears", "crm", g.crm))
	case profile.BlankUnknown:
		notes = append(notes, g.Say("guide.blankunknown", "crm", g.crm))
	}
	if g.p.Clear != "" {
		notes = append(notes, g.Say("guide.cleartoken", "token", code(g.p.Clear)))
	}
	return notes
}

// order is the table of what goes in when, and what the CRM should say.
func (g *guide) order(imports []importing) {
	g.line(g.Say("guide.orderhead", "crm", g.crm))
	g.line("|--:|---|--:|---|")
	n, books := 0, 0
	for _, i := range imports {
		for _, f := range i.files {
			n++
			if strings.HasSuffix(f.Path, ".xlsx") {
				books++
			}
			g.line(fmt.Sprintf("| %d | %s | %s | %s |", n, code(f.Path), g.Number(f.Rows), g.expected(i.report, f.Rows)))
		}
	}
	g.line("")
	g.para(g.Say("guide.otherwise"))
	if books > 0 && g.p.File.CSVOnly {
		say := "guide.csvonly"
		if len(g.whole) > 0 {
			say = "guide.csvsaved"
		}
		g.para(g.Say(say, "crm", g.crm, "n", books))
	}
	if slices.ContainsFunc(imports, func(i importing) bool {
		return slices.ContainsFunc(i.files, func(f summary.Output) bool { return strings.HasSuffix(f.Path, ".csv") })
	}) {
		g.para(g.Say("guide.spreadsheet"))
	}
}

func (g *guide) fires() {
	if fires := g.texts(g.p.Guide.Fires); len(fires) > 0 {
		g.heading(2, g.Say("guide.fires"))
		g.bullets(fires)
	}
}

func (g *guide) backup() {
	g.step(g.Say("guide.backup"))
	if len(g.find("import/company-phones")) > 0 {
		defer g.para(g.Say("guide.backupcompanies"))
	}
	if own := g.text(g.p.Guide.Backup); own != "" {
		g.para(own)
		return
	}
	general := g.Say("guide.backupdo", "crm", g.crm)
	if len(g.find("undo/")) > 0 {
		general += " " + g.Say("guide.backupundo")
	}
	g.para(general)
}

func (g *guide) importStep(i importing) {
	g.step(g.Say(i.title, "n", rows(i.files)))
	if i.title == "guide.pilotfirst" {
		g.tried = append(g.tried, g.steps)
	}
	if len(i.files) == 1 {
		g.para(g.Say("guide.onefile", "file", code(i.files[0].Path), "n", i.files[0].Rows))
	} else {
		g.para(g.Say("guide.files"))
		names := make([]string, len(i.files))
		for k, f := range i.files {
			names[k] = g.Say("guide.file", "file", code(f.Path), "n", f.Rows)
		}
		g.bullets(names)
	}
	for _, note := range i.notes {
		g.para(note)
	}
	own := g.texts(i.own)
	switch {
	case i.like > 0:
		g.para(g.Say("guide.likepilot", "n", g.tried[i.like-1]))
		return
	case len(own) > 0:
		g.numbered(own)
	default:
		g.numbered(i.general)
	}
	leave := g.texts(g.p.Guide.Leave)
	switch {
	case len(leave) == 0 || !i.mind:
	case g.left > 0:
		g.para(g.Say("guide.leavesame", "n", g.left))
	default:
		g.left = g.steps
		g.para(g.Say("guide.leave"))
		g.bullets(leave)
	}
	if i.look {
		g.step(g.Say("guide.pilotlook"))
		g.para(g.Say("guide.pilotlookdo", "crm", g.crm, "n", g.s.Pilot.Contacts))
	}
}

// maxInputs is how many of the files that were read are named.
const maxInputs = 20

// input names the files that were read.
func (g *guide) input() string {
	var names []string
	for i := range g.s.Inputs {
		if i == maxInputs {
			names = append(names, g.Say("html.more", "n", len(g.s.Inputs)-i))
			break
		}
		if name := g.s.Inputs[i].Name; name == "-" {
			names = append(names, spoken(g.Voice, name))
			continue
		}
		names = append(names, code(g.s.Inputs[i].Name))
	}
	return strings.Join(names, ", ")
}
