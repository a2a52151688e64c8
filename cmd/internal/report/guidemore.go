package report

import (
	"strings"

	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/record"
)

// unread tells of records that could not be read, and where they are.
func (g *guide) unread() {
	var bad int64
	for i := range g.s.Inputs {
		bad += g.s.Inputs[i].BadRows
	}
	if len(g.whole) == 0 {
		if bad > 0 {
			g.para(g.Say("guide.unread", "n", bad))
		}
		return
	}
	ragged := g.s.Codes[record.FaultTooFew] + g.s.Codes[record.FaultTooMany]
	if n := bad - ragged; n > 0 {
		g.para(g.Say("guide.unreadlost", "n", n))
	}
	if ragged > 0 {
		g.para(g.Say("guide.unreadragged", "n", ragged))
	}
}

// clear says how to work through the values that the import cannot empty.
func (g *guide) clear() {
	n := g.s.Cells.ToClear
	if n == 0 {
		return
	}
	g.step(g.Say("guide.clear", "n", n))
	if c := g.s.Corrections; c != nil && c.Kinds["clear"]+c.Kinds["column"] > 0 {
		g.para(g.Say("guide.clearwhycorrected", "n", n))
	} else {
		g.para(g.Say("guide.clearwhy", "n", n))
	}
	if files := g.find("review/to-clear"); len(files) > 0 {
		g.para(g.Say("guide.clearlist", "files", paths(files)))
	}
	own := g.texts(g.p.Guide.Clear)
	by := g.text(g.p.ClearBy)
	switch {
	case len(own) > 0:
		g.numbered(own)
	case by != "":
		g.para(by)
	default:
		g.para(g.Say("guide.cleardo"))
	}
}

func (g *guide) held() {
	files := g.find("held/")
	if len(files) == 0 {
		return
	}
	n := rows(files)
	g.step(g.Say("guide.held", "n", n))
	g.para(g.Say("guide.helddo", "files", paths(files), "n", n, "review", code("review/to-clear.csv")))
}

func (g *guide) check() {
	g.step(g.Say("guide.check"))
	g.para(g.Say("guide.checkdo"))
}

// needs says where the cells stand that were left for a person.
func (g *guide) needs() {
	n := g.s.Cells.Kept
	if n == 0 {
		return
	}
	g.heading(2, g.Say("guide.needs", "n", n))
	g.para(g.Say("guide.needsdo", "n", n, "file", code("review/needs-you.csv")))
}

// undoing is a kind of files that take something back: what they are, and how, for CRMs that do not say it themselves.
type undoing struct {
	path, says, do string
	own            []profile.Text
}

// undoMerges are those of prepared merges.
var undoMerges = []undoing{
	{"undo/merge-updates", "guide.undomerges", "", nil},
	{"undo/merge-to-clear", "guide.undomergeclear", "", nil},
	{"undo/merge-deleted", "guide.undodeleted", "", nil},
}

// undo names the files that take a run back, and says how.
func (g *guide) undo() {
	var files, steps []string
	for _, u := range append([]undoing{
		{"undo/updates", "guide.undoupdates", "guide.undodo", g.p.Guide.Undo},
		{"undo/to-clear", "guide.undoclear", "", nil},
		{"undo/created", "guide.undocreated", "guide.undoremove", g.p.Guide.Remove},
		{"undo/company-phones", g.companyUndo(), "", nil},
	}, undoMerges...) {
		found := g.find(u.path)
		if len(found) == 0 {
			continue
		}
		files = append(files, g.Say("guide.entry", "file", paths(found), "what", g.created(u.says, rows(found))))
		if own := g.texts(u.own); len(own) > 0 {
			steps = append(steps, own...)
		} else if u.do != "" {
			steps = append(steps, g.Say(u.do))
		}
	}
	if len(files) == 0 {
		return
	}
	g.heading(2, g.Say("guide.undo"))
	g.bullets(files)
	if len(steps) > 0 {
		g.numbered(steps)
	}
	if len(g.find("undo/company-phones")) > 0 {
		g.para(g.Say("guide.undocompany"))
	}
	g.native()
}

// companyUndo names the sentence that says what the undo of company phones is.
func (g *guide) companyUndo() string {
	if g.p.Clear != "" || g.p.Blank == profile.BlankClears {
		return "guide.undocompanies"
	}
	return "guide.undocompaniesbyhand"
}

// native says what the CRM itself offers to undo an import.
func (g *guide) native() {
	if own := g.text(profile.Text(g.p.Undo)); own != "" {
		g.para(g.Say("guide.undonative", "crm", g.crm) + " " + own)
	}
}

// others lists the files that this guide has not spoken of.
func (g *guide) others() {
	g.heading(2, g.Say("guide.others"))
	var list []string
	for _, o := range []struct{ path, name string }{
		{"report.html", "guide.other.report"},
		{"review/duplicates", "guide.other.duplicates"},
		{"review/merge-deletes", "guide.other.merges"},
		{"review/shared-numbers", "guide.other.shared"},
		{"review/required", "guide.other.required"},
		{"review/bad-rows", "guide.other.bad"},
		{"review/left-out", "guide.other.leftout"},
		{"changes.jsonl", "guide.other.journal"},
		{"summary.json", "guide.other.summary"},
	} {
		files := g.find(o.path)
		switch {
		case o.name == "guide.other.bad" && badRows(g.s) == 0: // the file is there, and empty
		case len(files) > 0:
			list = append(list, g.Say("guide.entry", "file", paths(files), "what", g.Say(o.name)))
		case !strings.Contains(o.path, "/"): // always there, also when this guide is written before them
			list = append(list, g.Say("guide.entry", "file", code(o.path), "what", g.Say(o.name)))
		}
	}
	g.bullets(list)
	g.para(g.Say("guide.private"))
}

// created says what an undo file is for, and of new contacts that some may not be there.
func (g *guide) created(says string, n int64) string {
	if held := g.s.Contacts.Held; says == "guide.undocreated" && held > 0 {
		return g.Say("guide.undocreatedheld", "n", n, "held", held)
	}
	return g.Say(says, "n", n)
}
