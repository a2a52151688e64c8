package report

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/report/words"
	"github.com/callready/callready/cmd/internal/summary"
)

// widest is how many columns the examples use at most.
const widest = 120

// changesOf shows what a digest holds: counts by kind and reason, then examples of each reason.
func (t *terminal) changesOf(s *summary.Summary, d *Digest) []string {
	list := d.list(t.explain)
	r := newRower(s, &RowOptions{Lang: t.Lang, Texts: t.explain})
	x := &examples{terminal: t, rower: r, several: len(s.Inputs) > 1, full: d.Whole, width: t.wide}
	if d.Whole {
		return x.all(d)
	}
	if len(list) == 0 {
		return append([]string{""}, wrap(t.nothing(d), t.wide, "")...)
	}
	lines := append([]string{"", t.paint.bold(t.Say("diff.kinds"))}, t.kinds(d)...)
	lines = append(lines, "", t.paint.bold(t.Say("diff.reasons")))
	lines = append(lines, x.counted(list)...)
	if codes := d.silenced(); len(codes) > 0 {
		lines = append(lines, wrap("  "+t.Say("diff.silenced", "codes", strings.Join(codes, ", ")), t.wide, "    ")...)
	}
	if d.Show == 0 {
		return lines
	}
	shown := d.shown(list, t.explain)
	left := len(list)
	for _, g := range shown {
		if d.Capped && len(d.Only) == 0 && !slices.ContainsFunc(g.families, func(f *family) bool { return !f.shown }) {
			continue // All that it could show has been shown.
		}
		left--
		lines = append(lines, "")
		lines = append(lines, x.group(g)...)
	}
	if left > 0 {
		lines = append(append(lines, ""), wrap(t.Say("diff.morereasons", "n", left), t.wide, "  ")...)
	}
	return append(append(lines, ""), wrap(t.Say("diff.how", "folder", folderOf(s)), t.wide, "  ")...)
}

// nothing says that a digest holds nothing.
func (t *terminal) nothing(d *Digest) string {
	if len(d.Only) == 0 {
		return t.Say("diff.clean")
	}
	return t.Say("diff.none")
}

// kinds counts lines by what became of the cells.
func (t *terminal) kinds(d *Digest) []string {
	var lines []string
	for _, act := range journal.Acts() {
		if n := d.acts[act]; n > 0 {
			lines = append(lines, padLeft(t.Number(n), 10)+"  "+t.Say("act."+act))
		}
	}
	return lines
}

// examples lays out families.
type examples struct {
	*terminal
	rower   *rower
	several bool
	full    bool // all of a value, and reasons in full
	width   int
}

// title names a reason: its code, and what it says.
func (x *examples) title(g *digestReason) (code, text string) {
	if g.code == "" {
		return x.Say("act." + g.act), x.rower.reason(&journal.Event{Act: g.act}).why
	}
	return g.code, says(x.Voice, x.explain, g.code)
}

// counted lists the reasons with their counts, in as many columns as there is room for, each read from top to bottom.
func (x *examples) counted(list []*digestReason) []string {
	cells, most := make([]string, len(list)), 0
	digits := 0
	for _, g := range list {
		digits = max(digits, width(x.Number(g.n)))
	}
	for i, g := range list {
		code, _ := x.title(g)
		sign := "-"
		if g.code != "" {
			sign = x.sign(x.explain.Severity(g.code))
		}
		cells[i] = "  " + padLeft(x.Number(g.n), digits) + " " + sign + " " + code
		most = max(most, width(stripped(cells[i])))
	}
	columns := max(1, min((x.width+2)/(most+2), (len(list)+3)/4))
	rows := (len(list) + columns - 1) / columns
	lines := make([]string, rows)
	for i, c := range cells {
		if i >= rows {
			lines[i%rows] += strings.Repeat(" ", i/rows*(most+2)-width(stripped(lines[i%rows])))
		}
		lines[i%rows] += c
	}
	return lines
}

// group shows the families of a reason.
func (x *examples) group(g *digestReason) []string {
	code, text := x.title(g)
	head := wrap(x.Say("diff.group", "code", code, "n", g.n, "says", text), x.width, "  ")
	head[0] = strings.Replace(head[0], code, x.paint.bold(code), 1)
	lines := head
	for _, f := range g.families {
		if f.shown {
			lines = append(lines, "  "+clipTo(x.Say("diff.above", "where", x.where(&f.lines[0])), x.width-2))
			continue
		}
		f.shown = true
		lines = append(lines, x.family(f, g.code)...)
	}
	if n := g.of - int64(len(g.families)); n > 0 {
		lines = append(lines, "  "+x.Say("diff.more", "n", n))
	}
	return lines
}

// all shows every family with all that is known of it.
func (x *examples) all(d *Digest) []string {
	if len(d.families) == 0 {
		return append([]string{""}, wrap(x.Say("diff.norow"), x.width, "")...)
	}
	var lines []string
	for _, f := range d.families {
		lines = append(lines, "")
		lines = append(lines, x.family(f, "")...)
	}
	if d.left > 0 {
		lines = append(lines, "", x.Say("diff.more", "n", d.left))
	}
	return lines
}

// where names a record: its place first, since a name may be written from right to left.
func (x *examples) where(e *journal.Event) string {
	parts := []string{x.Say("rows.at", "n", e.Row)}
	if x.several {
		parts[0] = x.Say("rows.atof", "n", e.Row, "file", fileName(x.Voice, e.File, 24))
	}
	for _, s := range []string{e.Key, e.Who} {
		if s != "" {
			parts = append(parts, words.Plain(s))
		}
	}
	return strings.Join(parts, " · ")
}

// family shows one family: its record, each source cell, and what became of it.
func (x *examples) family(f *family, code string) []string {
	if f.lines[0].Act == journal.Duplicate {
		return x.twins(f, code)
	}
	lines := []string{"  " + x.paint.bold(clipTo(x.where(&f.lines[0]), x.width-2))}
	label := 12
	for i := range f.lines {
		label = max(label, width(words.Plain(f.lines[i].Column)), width(x.outcome(&f.lines[i]))+2)
	}
	label = min(label, x.width/3)
	for from := 0; from < len(f.lines); {
		to := from + 1
		for to < len(f.lines) && f.lines[to].Col == f.lines[from].Col && f.lines[to].Old == f.lines[from].Old {
			to++
		}
		lines = append(lines, x.cell(f.lines[from:to], label, code)...)
		from = to
	}
	if f.more > 0 {
		lines = append(lines, "    "+x.Say("diff.more", "n", f.more))
	}
	return lines
}

// cell shows one source cell and what became of it.
func (x *examples) cell(list []journal.Event, label int, code string) []string {
	const indent = 4
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b journal.Event) int { // what is written comes first
		switch {
		case writes(&a) == writes(&b):
			return 0
		case writes(&a):
			return -1
		}
		return 1
	})
	first := &list[0]
	room := x.width - indent - label - 2
	var gone []bool
	added := make([][]bool, len(list))
	for i := range list {
		if !writes(&list[i]) {
			continue
		}
		g, a := compared(list[i].Old, list[i].New)
		added[i] = a
		switch {
		case gone == nil:
			gone = g
		case g != nil:
			for k := range gone {
				gone[k] = gone[k] && g[k] // What one of the outcomes keeps is not gone.
			}
		}
	}
	var lines []string
	if first.Column != "" || first.Old != "" {
		lead := strings.Repeat(" ", indent) + padRight(clipTo(words.Plain(first.Column), label), label) + "  "
		lines = x.value(lines, lead, first.Old, gone, red, '-', room)
	}
	for i := range list {
		e := &list[i]
		lead := strings.Repeat(" ", indent) + padRight("  "+clipTo(x.outcome(e), label-2), label) + "  "
		notes := x.notes(e, code)
		if !writes(e) {
			lines = append(lines, x.note(lead, "", notes, room)...)
		} else {
			before := len(lines)
			lines = x.value(lines, lead, e.New, added[i], green, '+', room)
			// The evidence stands beside the number where there is room.
			if used := width(stripped(lines[before])); notes != "" && used+2+width(notes) <= x.width {
				lines[before] += "  " + notes
			} else if notes != "" {
				lines = append(lines, x.note(strings.Repeat(" ", indent+label+2), "", notes, room)...)
			}
		}
		if x.full {
			lines = append(lines, x.reasons(e, indent+label+2, room)...)
		}
	}
	return lines
}

// writes tells whether a line puts a text somewhere.
func writes(e *journal.Event) bool { return e.New != "" }

// outcome says in a few words what became of a cell.
func (x *examples) outcome(e *journal.Event) string {
	switch {
	case e.Child > 0 && e.Held:
		return x.Say("rows.to.childheld", "n", e.Child)
	case e.Child > 0:
		return x.Say("rows.to.child", "n", e.Child)
	case e.Act == journal.Split:
		return x.Say("diff.elsewhere")
	case e.Act == journal.Copy:
		return x.Say("diff.alsoin", "column", words.Plain(e.ToColumn))
	case e.ToColumn != "":
		return x.Say("diff.in", "column", words.Plain(e.ToColumn))
	}
	return x.rower.acts[e.Act]
}

// notes are the evidence of a line, who has its number, and its reasons but the one that it is shown for.
func (x *examples) notes(e *journal.Event, code string) string {
	var parts []string
	if e.Holder > 0 {
		parts = append(parts, words.Plain(x.rower.to(e)))
	}
	if !writes(e) && len(e.Numbers) > 0 && e.Act != journal.Shared {
		parts = append(parts, x.Say("diff.reads", "numbers", words.Plain(strings.Join(e.Numbers, ", "))))
	}
	if proof := x.rower.proof(e); proof != "" {
		parts = append(parts, proof)
	}
	if !x.full {
		var rest []string
		for _, c := range e.Codes {
			if c != code {
				rest = append(rest, c)
			}
		}
		if len(rest) > 0 {
			parts = append(parts, "["+strings.Join(rest, " ")+"]")
		}
	}
	return strings.Join(parts, " · ")
}

// note lays a text out behind a lead.
func (x *examples) note(lead, text, notes string, room int) []string {
	lines := wrap(strings.TrimSpace(text+" "+notes), room, "")
	for i := range lines {
		if i == 0 {
			lines[i] = lead + lines[i]
		} else {
			lines[i] = strings.Repeat(" ", width(lead)) + lines[i]
		}
	}
	return lines
}

// reasons gives the reasons of a line in full, and what to do.
func (x *examples) reasons(e *journal.Event, indent, room int) []string {
	why := x.rower.reason(e)
	var lines []string
	for _, text := range []string{why.why, why.do} {
		if text == "" {
			continue
		}
		if why.codes != "" && len(lines) == 0 {
			text += " [" + why.codes + "]"
		}
		for _, l := range wrap(text, room, "") {
			lines = append(lines, strings.Repeat(" ", indent)+l)
		}
	}
	return lines
}

// twins shows a group of duplicates, a line for each record.
func (x *examples) twins(f *family, code string) []string {
	var lines []string
	for i := range f.lines {
		e := &f.lines[i]
		lines = append(lines, "  "+x.paint.bold(clipTo(x.where(e), x.width-2)))
		text := words.Plain(x.rower.to(e))
		if rest := slices.DeleteFunc(slices.Clone(e.Codes), func(c string) bool { return c == code }); len(rest) > 0 {
			text += " [" + strings.Join(rest, " ") + "]"
		}
		lines = append(lines, x.note("    ", text, "", x.width-4)...)
	}
	return lines
}

// glyph is a character as it is shown.
type glyph struct {
	text   string
	width  int
	marked bool
}

// glyphs gives the characters of a text as they are shown; what cannot be seen gets a sign.
func glyphs(s string, marks []bool) []glyph {
	cond := runewidth.Condition{StrictEmojiNeutral: true}
	var out []glyph
	i := 0
	for _, p := range words.Parts(s) {
		if p.Name != "" {
			text := p.Text
			if strings.HasPrefix(text, "U+") || strings.HasPrefix(text, "0x") {
				text = "[" + text + "]"
			}
			out = append(out, glyph{text, cond.StringWidth(text), i < len(marks) && marks[i]})
			i++
			continue
		}
		for _, r := range p.Text {
			marked := i < len(marks) && marks[i]
			i++
			if w := cond.RuneWidth(r); w > 0 || len(out) == 0 || !unicode.IsMark(r) {
				out = append(out, glyph{string(r), w, marked})
				continue
			}
			out[len(out)-1].text += string(r) // an accent stands on what is before it
		}
	}
	return out
}

// value appends a text whose marked characters stand out: by colour, else by signs on a line below. It takes one line, or as many
// as it needs where all of it is to be shown.
func (x *examples) value(lines []string, lead, text string, marks []bool, c colour, sign rune, room int) []string {
	list := glyphs(text, marks)
	for {
		used, end := 0, len(list)
		for i, g := range list {
			// The last column is for the sign that something is missing.
			if used+g.width > room || !x.full && used+g.width == room && i < len(list)-1 {
				if end = i; x.full {
					end = max(i, 1) // goes on, whatever it takes
				}
				break
			}
			used += g.width
		}
		line, below := x.marked(list[:end], c, sign)
		rest := list[end:]
		if len(rest) > 0 && !x.full {
			line, rest = line+"…", nil
		}
		lines = append(lines, lead+line)
		lead = strings.Repeat(" ", width(lead))
		if below != "" && !bool(x.paint) {
			lines = append(lines, lead+below)
		}
		if list = rest; len(list) == 0 {
			return lines
		}
	}
}

// marked writes characters, and signs to stand below those that are marked; "" where none is.
func (x *examples) marked(list []glyph, c colour, sign rune) (line, below string) {
	var b, signs strings.Builder
	found := false
	for i := 0; i < len(list); {
		k, cells := i, 0
		var run strings.Builder
		for k < len(list) && list[k].marked == list[i].marked {
			run.WriteString(list[k].text)
			cells += list[k].width
			k++
		}
		if list[i].marked {
			found = true
			b.WriteString(x.paint.by("4;"+c, run.String()))
			signs.WriteString(strings.Repeat(string(sign), cells))
		} else {
			b.WriteString(run.String())
			signs.WriteString(strings.Repeat(" ", cells))
		}
		i = k
	}
	if !found {
		return b.String(), ""
	}
	return b.String(), signs.String()
}

// stripped takes the colours off a line.
func stripped(s string) string {
	for {
		i := strings.Index(s, "\x1b[")
		if i < 0 {
			return s
		}
		j := strings.IndexByte(s[i:], 'm')
		if j < 0 {
			return s
		}
		s = s[:i] + s[i+j+1:]
	}
}

// folderOf gives the name of the run folder for a command line.
func folderOf(s *summary.Summary) string { return cmp.Or(words.Plain(s.Run.Folder), "RUN") }
