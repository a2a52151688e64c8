package revise

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/callready/callready/cmd/internal/report/words"
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/io/profile"
)

// guide writes what is to be done with the files of a folder. Errors stay in the buffered writer until it is flushed.
type guide struct {
	words.Voice
	*Job
	files []summary.Output
	w     *bufio.Writer
	crm   string
	steps int
}

func (j *Job) guide(w io.Writer, files []summary.Output) (*guide, error) {
	book, err := texts()
	if err != nil {
		return nil, err
	}
	g := &guide{Voice: book.In(j.Lang), Job: j, files: files, w: bufio.NewWriter(w), crm: words.Plain(j.Run.Summary.Profile.Title)}
	if j.Run.Profile.Name == profile.Generic {
		g.crm = map[string]string{"en": "your CRM", "fr": "votre CRM"}[g.Voice.Lang]
	}
	return g, nil
}

func (g *guide) para(s string)    { g.w.WriteString(s + "\n\n") }
func (g *guide) heading(s string) { g.para("## " + s) }

func (g *guide) step(name string) {
	g.steps++
	g.heading(g.Say("guide.step", "n", g.steps, "title", g.Say(name)))
}

func (g *guide) own(t profile.Text) string {
	if g.Voice.Lang == words.French && t.French != "" {
		return strings.TrimSpace(t.French)
	}
	return strings.TrimSpace(t.English)
}

// steps of a profile, else a general one.
func (g *guide) either(list []profile.Text, general string) {
	n := 0
	for _, t := range list {
		if s := g.own(t); s != "" {
			n++
			g.w.WriteString(fmt.Sprintf("%d. %s\n", n, strings.ReplaceAll(s, "\n", "\n   ")))
		}
	}
	if n > 0 {
		g.w.WriteString("\n")
		return
	}
	g.para(general)
}

// find gives the files whose paths begin in a certain way, in words; "" for none.
func (g *guide) find(prefixes ...string) string {
	var list []string
	for _, f := range g.files {
		if hasAny(f.Path, prefixes...) {
			list = append(list, "`"+f.Path+"`")
		}
	}
	return strings.Join(list, ", ")
}

func (g *guide) inputs() string {
	var list []string
	for _, in := range g.Run.Summary.Inputs {
		list = append(list, "`"+in.Name+"`")
	}
	return strings.Join(list, ", ")
}

func (g *guide) fresh() string {
	var list []string
	for _, l := range g.Fresh.Labels {
		list = append(list, "`"+l+"`")
	}
	return strings.Join(list, ", ")
}

// UndoGuide writes the instructions of an undo.
func (j *Job) UndoGuide(w io.Writer, files []summary.Output) error {
	g, err := j.guide(w, files)
	if err != nil {
		return err
	}
	p := j.Run.Profile
	g.para("# " + g.Say("guide.undo", "crm", g.crm))
	g.para(g.Say("guide.undointro", "file", g.inputs()))
	if j.Fresh == nil {
		g.para(g.Say("guide.blind"))
	} else {
		g.para(g.Say("guide.seen", "fresh", g.fresh()))
	}
	if s := g.own(profile.Text(p.Undo)); s != "" {
		g.heading(g.Say("guide.native", "crm", g.crm))
		g.para(s)
	}
	g.undoFiles()
	g.undoHand()
	g.undoChildren()
	if f := g.find("review/left-out"); f != "" {
		g.heading(g.Say("guide.leftout"))
		g.para(g.Say("guide.leftoutdo", "files", f))
	}
	g.step("guide.check")
	g.para(g.Say("guide.checkdo"))
	g.para(g.Say("guide.private"))
	return g.w.Flush()
}

// undoFiles says what goes in, in which order and how.
func (g *guide) undoFiles() {
	p := g.Run.Profile
	kinds := []struct{ path, does string }{
		{"import/merge-deleted", "deleted"},
		{"import/merge-updates", "merge"},
		{"import/merge-clear", "mergeclear"},
		{"import/updates", "restore"},
		{"import/clear-", "clear"},
		{"import/cleared-", "cleared"},
		{"import/company-phones", "company"},
	}
	if g.find("import/") == "" {
		g.para(g.Say("guide.nofiles"))
		return
	}
	g.heading(g.Say("guide.order"))
	g.w.WriteString(g.Say("guide.orderhead") + "\n|--:|---|--:|---|\n")
	n := 0
	for _, k := range kinds {
		for _, f := range g.files {
			if strings.HasPrefix(f.Path, k.path) && (k.does != "clear" || !strings.HasPrefix(f.Path, "import/cleared-")) {
				n++
				g.w.WriteString(fmt.Sprintf("| %d | `%s` | %s | %s |\n", n, f.Path, g.Number(f.Rows), g.Say("guide.do."+k.does, "token", p.Clear)))
			}
		}
	}
	g.w.WriteString("\n")
	g.para(g.Say("guide.spreadsheet"))
	g.step("guide.backup")
	backup := g.own(p.Guide.Backup)
	if backup == "" {
		backup = g.Say("guide.backupdo", "crm", g.crm)
	}
	g.para(backup)
	g.step("guide.import")
	if f := g.find("import/merge-deleted"); f != "" {
		s := g.Say("guide.deleted", "files", f, "key", g.Run.Summary.Profile.Key)
		if g.Fresh == nil {
			s += " " + g.Say("guide.deletedblind")
		}
		g.para(s)
	}
	g.para(g.Say("guide."+string(p.Blank), "crm", g.crm))
	g.either(p.Guide.Updates, g.Say("guide.importdo", "key", g.Run.Summary.Profile.Key))
	if g.find("import/clear-", "import/merge-clear") != "" {
		g.para(g.Say("guide.token", "token", p.Clear))
		g.either(p.Guide.Clear, g.Say("guide.clearby"))
	}
	if g.find("import/company-phones") != "" {
		g.either(p.Guide.Company, "")
		g.para(g.Say("guide.companies"))
	}
}

// undoHand says what is to be cleared by hand.
func (g *guide) undoHand() {
	values, firms := g.find("review/to-clear"), g.find("review/company-phones")
	if values+firms == "" {
		return
	}
	g.step("guide.toclear")
	if values != "" {
		g.para(g.Say("guide.tocleardo", "files", values))
		general := g.own(g.Run.Profile.ClearBy)
		if general == "" {
			general = g.Say("guide.clearby")
		}
		g.either(g.Run.Profile.Guide.Clear, general)
	}
	if firms != "" {
		g.para(g.Say("guide.firmsdo", "files", firms))
	}
}

// undoChildren says what is to be done with the contacts that were made.
func (g *guide) undoChildren() {
	lists := []string{"created", "delete", "merge", "decide"}
	if !slices.ContainsFunc(lists, func(l string) bool { return g.find("review/"+l+".csv") != "" }) {
		return
	}
	g.step("guide.children")
	for _, l := range lists {
		if f := g.find("review/" + l + ".csv"); f != "" {
			g.w.WriteString("- " + g.Say("guide."+l, "files", f) + "\n")
		}
	}
	g.w.WriteString("\n")
	if g.Fresh != nil && !slices.ContainsFunc(g.Fresh.Binding.Columns, func(c profile.Bound) bool { return c.Role == profile.Activity || c.Role == profile.Engaged }) {
		g.para(g.Say("guide.activity"))
	}
}

// VerifyGuide writes what is to be done about what did not arrive.
func (j *Job) VerifyGuide(w io.Writer, res *Result, files []summary.Output) error {
	g, err := j.guide(w, files)
	if err != nil {
		return err
	}
	g.para("# " + g.Say("guide.verify", "crm", g.crm))
	g.para(g.Say("guide.verifyintro", "file", g.inputs(), "fresh", g.fresh()))
	for _, line := range g.lines(res) {
		g.w.WriteString("- " + line + "\n")
	}
	g.w.WriteString("\n")
	if res.Open == 0 {
		g.para(g.Say("guide.allarrived"))
	} else {
		g.para(g.Say("guide.notall", "n", res.Open, "files", "`review/verify.csv`"))
	}
	for _, state := range []string{"missing", "refused", "overwritten", "several"} {
		if res.Counts[ofUpdates][state]+res.Counts[ofCreates][state]+res.Counts[ofHeld][state] > 0 {
			g.w.WriteString("- " + g.Say("guide."+state+"do") + "\n")
		}
	}
	if res.Counts[ofHeld]["waiting"]+res.Counts[ofClears]["to-clear"] > 0 {
		g.w.WriteString("- " + g.Say("guide.waitingdo") + "\n")
	}
	if len(j.Run.files("import/company-phones")) > 0 {
		g.w.WriteString("- " + g.Say("guide.unseen", "crm", g.crm) + "\n")
	}
	g.para("\n" + g.Say("guide.private"))
	return g.w.Flush()
}

// states are the things that are counted and what can become of them, in the order in which they are told.
func states() []struct{ what, state string } {
	var out []struct{ what, state string }
	for _, k := range []struct {
		what   string
		states []string
	}{
		{ofUpdates, []string{"restored", "as-before", "kept", "there", "arrived", "refused", "overwritten", "edited", "gone", "number-gone"}},
		{ofCreates, []string{"listed", "kept", "there", "arrived", "missing", "several", "overwritten", "not-there", "delete", "merge", "decide", "left-out"}},
		{ofHeld, []string{"released", "arrived", "there", "several", "overwritten", "waiting", "left-out"}},
		{ofClears, []string{"put-back", "to-clear", "cleared", "changed", "gone"}},
		{ofMerged, []string{"to-make-again", "kept", "merged", "to-merge", "left-out"}},
		{ofFirms, []string{"to-empty"}},
	} {
		for _, s := range k.states {
			out = append(out, struct{ what, state string }{k.what, s})
		}
	}
	return out
}

// lines gives the counts in words.
func (g *guide) lines(res *Result) []string {
	var out []string
	for _, s := range states() {
		if n := res.Counts[s.what][s.state]; n > 0 {
			out = append(out, g.Say("say.line", "n", n, "what", g.Say("count."+s.what+"."+s.state, "n", n)))
		}
	}
	return out
}

// Text writes the counts for a terminal, below a line about the command. look names the files to look at.
func (j *Job) Text(w io.Writer, command, dir string, res *Result, look ...string) error {
	g, err := j.guide(w, nil)
	if err != nil {
		return err
	}
	g.w.WriteString(g.Say("say."+command, "run", j.Run.Dir) + "\n")
	lines := g.lines(res)
	for _, l := range lines {
		g.w.WriteString("  " + l + "\n")
	}
	if len(lines) == 0 {
		g.w.WriteString("  " + g.Say("say.nothing") + "\n")
	} else if command == "verify" && res.Open == 0 {
		g.w.WriteString("  " + g.Say("say.all") + "\n")
	}
	for i, name := range []string{"say.see", "say.list"} {
		if i < len(look) && look[i] != "" {
			g.w.WriteString(g.Say(name, "file", dir+"/"+look[i]) + "\n")
		}
	}
	return g.w.Flush()
}

// WriteSummary writes the summary.json of undo and verify.
func WriteSummary(w io.Writer, s *summary.Revision) error {
	filled := *s
	filled.Schema = summary.RevisionSchema
	filled.Fresh = append([]summary.Fresh{}, s.Fresh...)
	filled.Outputs = append([]summary.Output{}, s.Outputs...)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(&filled); err != nil {
		return fmt.Errorf("write the summary: %w", err)
	}
	return nil
}
