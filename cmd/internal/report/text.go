package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/callready/callready/cmd/internal/report/words"
	"github.com/callready/callready/cmd/internal/summary"
)

// MaxLines is how many lines [Text] writes at most, so that the summary fits a screen.
const MaxLines = 24

// MaxRequired is how many lines about mandatory fields [Text] writes at most.
const MaxRequired = 12

// Options set how a summary is shown. The zero value is plain English text, 80 columns wide.
type Options struct {
	Color bool   // ANSI colours
	Width int    // columns; 0 means 80, and never more than 80 are used
	Lang  string // "en" or "fr"; anything else is English
	Texts Texts  // explains the findings about the file; nil shows their codes alone
	// Digest adds what a journal holds, in up to 120 columns; nil for the summary alone.
	Digest *Digest
	Again  bool // the run is rendered again: what to do first has been said
	Masked bool // names and numbers of the digest are hidden, which is said
}

// Text writes the summary of a run for a terminal: what an integration can match before and after, what changes, what
// is left for a person, and what to do first. It is at most [MaxLines] lines long, and has [MaxRequired] lines more where
// somebody asked for mandatory fields.
func Text(w io.Writer, s *summary.Summary, opt Options) error {
	t := &terminal{Voice: voice(opt.Lang, s), paint: paint(opt.Color), width: opt.Width, explain: orUnexplained(opt.Texts)}
	if t.width <= 0 || t.width > 80 {
		t.width = 80
	}
	t.width = max(t.width, 60) // a table needs as much; a narrower terminal wraps by itself
	t.wide = max(t.width, min(opt.Width, widest))
	if opt.Digest != nil && opt.Digest.Whole {
		return write(w, t.title(s), t.masked(opt), t.changesOf(s, opt.Digest))
	}
	top, bottom := t.top(s), t.next(s)
	for ; opt.Digest == nil && len(top)+len(bottom) >= MaxLines && t.brief < 2; top = t.top(s) {
		t.brief++
	}
	if opt.Again {
		bottom = nil
	}
	must := t.required(s)
	room := MaxLines - len(top) - len(bottom)
	var changes []string
	if opt.Digest != nil {
		room += saidMore
		changes = t.changesOf(s, opt.Digest)
	}
	return write(w, top, must, t.said(s, room), t.masked(opt), changes, bottom)
}

// masked says that names and numbers are hidden, where they are.
func (t *terminal) masked(opt Options) []string {
	if !opt.Masked {
		return nil
	}
	return []string{"", t.Say("diff.masked")}
}

// saidMore is how many more lines the findings about the file may take where the text is long anyway.
const saidMore = 12

// write writes lines without spaces at their ends.
func write(w io.Writer, parts ...[]string) error {
	bw := bufio.NewWriter(w)
	for _, part := range parts {
		for _, line := range part {
			bw.WriteString(strings.TrimRight(line, " "))
			bw.WriteByte('\n')
		}
	}
	if err := bw.Flush(); err != nil {
		return fmt.Errorf("write the summary: %w", err)
	}
	return nil
}

// top is what stands above the remarks.
func (t *terminal) top(s *summary.Summary) []string {
	top := append(t.title(s), "")
	top = append(top, t.match(s)...)
	top = append(top, "")
	top = append(top, t.changes(s)...)
	return append(top, t.hand(s)...)
}

// terminal lays lines out for one language and width.
type terminal struct {
	words.Voice
	paint   paint
	width   int
	wide    int // of examples, which may be wider than the rest
	explain Texts
	brief   int // for want of room it goes without remarks: 1 on the cells that change, 2 on what a person has to do
}

func (t *terminal) title(s *summary.Summary) []string {
	crm := crmTitle(t.Voice, s)
	if s.Profile.Name == "generic" {
		crm = t.Say("list")
	}
	file := inputName(t.Voice, s, 24)
	if len(s.Inputs) == 1 {
		file = clipTo(file, 30)
	}
	line := t.Say("text.title", "file", file, "crm", clipTo(crm, 20),
		"n", s.Contacts.Read, "phones", s.Contacts.Phones)
	if left := s.Contacts.Skipped; left > 0 {
		line = t.Say("text.chosen", "file", file, "crm", clipTo(crm, 20),
			"n", s.Contacts.Read, "chosen", s.Contacts.Read-left, "phones", s.Contacts.Phones)
	}
	lines := wrap(line, t.width, "")
	for i := range lines {
		lines[i] = t.paint.bold(lines[i])
	}
	return lines
}

// match shows the three classes before and after as a table.
func (t *terminal) match(s *summary.Summary) []string {
	const cell = 19 // columns of "123,456,789  100%"
	label := t.width - 2*cell
	head := clipTo(t.Say("match", "integration", integration(t.Voice, s)), label)
	lines := []string{padRight(head, label) + padLeft(t.Say("before"), cell) + padLeft(t.Say("after"), cell)}
	for _, c := range classes(s) {
		text := clipTo("  "+t.Say(c.name), label)
		after := padLeft(t.amount(c.after, c.afterOf), cell)
		if c.after > 0 {
			after = t.paint.by(c.colour, after)
		}
		lines = append(lines, padRight(text, label)+padLeft(t.amount(c.before, c.beforeOf), cell)+after)
	}
	return lines
}

func (t *terminal) amount(n, of int64) string {
	return t.Number(n) + padLeft(t.Share(n, of), 8)
}

// changes says what the import files hold.
func (t *terminal) changes(s *summary.Summary) []string {
	var lines []string
	c := &s.Contacts
	if f := s.Form; f != nil {
		return t.entry(f.Contacts, t.Say("formed", "n", f.Contacts, "crm", clipTo(formTitle(f), 20)),
			t.list(part{"formed.numbers", f.Numbers}, part{"formed.rows", f.Rows - f.Contacts}), "", false)
	}
	if c.Changed == 0 && c.Created == 0 && c.Held == 0 {
		lines = append(lines, "  "+t.Say("text.nochange"))
	}
	if c.Changed > 0 {
		remark := ""
		if t.brief == 0 {
			remark = t.list(part{"cells.rewritten", s.Cells.Rewritten}, part{"cells.moved", s.Cells.Moved}, part{"cells.copied", s.Cells.Copied})
		}
		lines = append(lines, t.item(c.Changed, "changed", remark, "", false)...)
	}
	if c.Created > 0 || s.Split.One > 0 || s.Split.Readable > 0 {
		lines = append(lines, t.item(c.Created, "created", t.Say("policies", "one", s.Split.One, "readable", s.Split.Readable), "", false)...)
	}
	if c.Held > 0 {
		lines = append(lines, t.item(c.Held, "held", "", "", false)...)
	}
	if c.Unsplit > 0 {
		lines = append(lines, t.item(c.Unsplit, "unsplit", t.list(part{"engaged", c.Engaged}), "", false)...)
	}
	return lines
}

// hand lists what only a person can do.
func (t *terminal) hand(s *summary.Summary) []string {
	var lines []string
	add := func(n int64, name, path string) {
		if n == 0 {
			return
		}
		if s.Mode == modeCheck {
			path = ""
		}
		lines = append(lines, t.item(n, name, "", path, true)...)
	}
	add(s.Cells.Kept, "needs", "review/needs-you.csv")
	add(s.Cells.ToClear, "clear", "review/to-clear.csv")
	if n, remark := t.twice(s); n > 0 {
		path, name := twicePath, "doubles"
		if s.Mode == modeCheck {
			path = ""
		}
		if s.Duplicates.Groups == 0 {
			name = "doubtful"
		}
		lines = append(lines, t.item(n, name, remark, path, true)...)
	}
	add(goes(s), "merge.item", mergePath)
	if l := s.Lines; l != nil {
		add(l.Shared(), "lines.item", linesPath)
	}
	add(badRows(s), "bad", "review/bad-rows.csv")
	if len(lines) == 0 {
		return nil
	}
	return append([]string{t.paint.bold(t.Say("text.hand"))}, lines...)
}

// item is one line: a number, what it counts, a remark, and a file at the right edge.
func (t *terminal) item(n int64, name, remark, path string, warn bool) []string {
	return t.entry(n, t.Say(name, "n", n), remark, path, warn)
}

// entry is an item in words of its own.
func (t *terminal) entry(n int64, text, remark, path string, warn bool) []string {
	const indent = 12
	number := padLeft(t.Number(n), indent-2)
	if warn {
		number = t.paint.by(yellow, number)
	}
	if remark != "" && !(warn && t.brief > 1) {
		text += " (" + remark + ")"
	}
	lines := wrap(text, t.width-indent, "")
	for i := range lines {
		if i == 0 {
			lines[i] = number + "  " + lines[i]
			continue
		}
		lines[i] = strings.Repeat(" ", indent) + lines[i]
	}
	if path == "" {
		return lines
	}
	last := len(lines) - 1
	free := t.width - indent - width(text)
	if last == 0 && free >= width(path)+2 {
		lines[last] += padLeft(path, free)
		return lines
	}
	return append(lines, padLeft(path, t.width))
}

// part is one entry of a list that is left out when it is zero.
type part struct {
	name string
	n    int64
}

func (t *terminal) list(parts ...part) string {
	var texts []string
	for _, p := range parts {
		if p.n > 0 {
			texts = append(texts, strings.Replace(t.Say(p.name, "n", p.n), " ", words.NoBreak, 1)) // the number stays with its word
		}
	}
	return strings.Join(texts, ", ")
}

// next says where the files are and what to do first.
func (t *terminal) next(s *summary.Summary) []string {
	switch s.Mode {
	case modeCheck:
		return []string{"", t.Say("text.nextcheck")}
	case modeDryRun:
		return append(t.folder(s), t.paint.bold(t.Say("text.nextdry")))
	}
	if s.Form == nil && s.Contacts.Changed+s.Contacts.Created == 0 && !imports(s) {
		return append(t.folder(s), t.paint.bold(t.Say("text.nextnone")))
	}
	return append(t.folder(s), t.paint.bold(t.Say("text.next")))
}

// folder gives the path whole, even where it is wider than the screen: a cut path cannot be copied.
func (t *terminal) folder(s *summary.Summary) []string {
	if s.Run.Folder == "" {
		return []string{""}
	}
	return []string{"", t.Say("text.folder", "folder", words.Plain(s.Run.Folder))}
}

// imports tells whether the run wrote a file to import.
func imports(s *summary.Summary) bool {
	return slices.ContainsFunc(s.Outputs, func(o summary.Output) bool { return strings.HasPrefix(o.Path, "import/") })
}
