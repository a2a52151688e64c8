package report

import (
	"github.com/callready/callready/cmd/internal/report/words"
	"github.com/callready/callready/cmd/internal/summary"
)

// mergePath is the list of records to merge into others.
const mergePath = "review/merge-deletes.csv"

// merges says what was prepared to merge records; nothing where nobody asked for it, or there is nothing.
func merges(v words.Voice, m *summary.Merge) []string {
	if m == nil || m.Groups == 0 {
		return nil
	}
	out := []string{v.Say("merge.prepared", "groups", m.Groups, "n", m.Goes, "updates", m.Updates, "cells", m.Cells)}
	if m.Engaged > 0 {
		out = append(out, v.Say("merge.engaged", "n", m.Engaged))
	}
	if m.Lost > 0 {
		out = append(out, v.Say("merge.lost", "n", m.Lost))
	}
	return append(out, v.Say("merge.where", "file", mergePath))
}

// goes counts the records that are to be merged into others.
func goes(s *summary.Summary) int64 {
	if s.Duplicates == nil || s.Duplicates.Merge == nil {
		return 0
	}
	return s.Duplicates.Merge.Goes
}

// mergeImports gives the files that fill the blanks of the records that stay.
func (g *guide) mergeImports() importing {
	return importing{
		files: g.find("import/merge-updates"), title: "guide.merges", report: "guide.reportmerges", own: g.p.Guide.Updates, mind: true,
		general: []string{g.Say("guide.mapping")}, notes: []string{g.Say("guide.mergesdo")},
	}
}

// merge says how to merge records, and that there is no way back.
func (g *guide) merge() {
	n := goes(g.s)
	if n == 0 {
		return
	}
	g.step(g.Say("guide.merge", "n", n))
	g.para(g.Say("guide.mergefinal", "crm", g.crm, "file", paths(g.find("undo/merge-deleted"))))
	g.para(g.Say("guide.mergedo", "file", code(mergePath)))
	if g.s.Duplicates.Merge.Lost > 0 {
		g.para(g.Say("guide.mergelost"))
	}
	g.para(g.Say("guide.mergeanswer", "file", code(twicePath)))
}
