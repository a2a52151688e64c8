package report

import (
	"slices"

	"github.com/callready/callready/cmd/internal/report/words"
	"github.com/callready/callready/cmd/internal/summary"
)

// writeForm is the variant for contacts that go to another program, in its import form.
func (g *guide) writeForm() {
	f := g.s.Form
	g.crm = markdown(formTitle(f))
	g.heading(1, g.Say("guide.title", "crm", g.crm))
	g.para(g.Say("guide.introform", "file", g.input(), "n", g.s.Contacts.Read, "contacts", f.Contacts, "numbers", f.Numbers, "crm", g.crm))
	files, trial := g.find("import/"), g.find("import/pilot/")
	files = slices.DeleteFunc(files, func(f summary.Output) bool { return slices.Contains(trial, f) })
	g.pilot()
	if len(files)+len(trial) == 0 {
		g.para(g.Say("guide.nothing"))
	} else {
		form := importing{
			trial: trial, files: files, title: "guide.form", report: "guide.reportform", own: g.p.Guide.Creates, mind: true,
			general: []string{g.Say("guide.formdo"), g.Say("guide.mapping")},
		}
		if f.Rows > f.Contacts {
			form.notes = []string{g.Say("guide.formfurther", "n", f.Rows-f.Contacts)}
		}
		imports := g.piloted([]importing{form})
		g.order(imports)
		g.fires()
		g.backup()
		for _, i := range imports {
			g.importStep(i)
		}
	}
	g.needs()
	g.twice()
	if f.Left > 0 {
		g.para(g.Say("guide.formleft", "n", f.Left, "file", code("review/needs-you.csv")))
	}
	if len(files)+len(trial) > 0 {
		g.heading(2, g.Say("guide.undo"))
		g.para(g.Say("guide.undoform", "crm", g.crm))
		g.native()
	}
	g.others()
}

// formTitle names the other program.
func formTitle(f *summary.Form) string {
	if f.Title != "" {
		return words.Plain(f.Title)
	}
	return words.Plain(f.Name)
}
