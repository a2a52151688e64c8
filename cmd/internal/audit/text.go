package audit

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/callready/callready/cmd/internal/report/words"
)

// Look sets how a result is printed. The zero value is plain text, 100 columns wide.
type Look struct {
	Colour bool
	Width  int
	Folder string // where the files were written, "" for none
}

// Text prints a result for a terminal: one line a check, then what fails with evidence and fix, then the calls by cause.
func Text(w io.Writer, r *Result, look Look) error {
	book, err := Texts()
	if err != nil {
		return err
	}
	p := &printer{Voice: book.In(r.Lang), w: bufio.NewWriter(w), colour: look.Colour, width: min(max(look.Width, 60), 120)}
	if look.Width == 0 {
		p.width = 100
	}
	p.head(r)
	p.lines(r)
	p.fixes(r)
	p.calls(r)
	p.list("head.notes", r.Notes)
	if look.Folder != "" {
		p.line("", "\n"+p.Say("head.written", "dir", look.Folder))
	}
	if err := p.w.Flush(); err != nil {
		return fmt.Errorf("write the audit: %w", err)
	}
	return nil
}

// printer lays lines out for one language and width.
type printer struct {
	words.Voice
	w      *bufio.Writer
	colour bool
	width  int
}

var colours = map[Status]string{Pass: "32", Fail: "1;31", Declared: "36", NotChecked: "33"}

func (p *printer) paint(code, s string) string {
	if !p.colour || code == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// line prints a text, wrapped, its further lines under its first.
func (p *printer) line(indent, s string) {
	parts := strings.Fields(s)
	if strings.HasPrefix(s, "\n") {
		p.w.WriteByte('\n')
	}
	at := 0
	for i, word := range parts {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
			p.w.WriteString(indent)
			at = utf8.RuneCountInString(indent)
		case at+1+n > p.width:
			more := strings.Repeat(" ", utf8.RuneCountInString(indent))
			p.w.WriteString("\n" + more)
			at = len(more)
		default:
			p.w.WriteByte(' ')
			at++
		}
		p.w.WriteString(word)
		at += n
	}
	p.w.WriteByte('\n')
}

func (p *printer) head(r *Result) {
	crm := r.CRMTitle
	if crm == "" {
		crm = p.Say("crm")
	}
	p.w.WriteString(p.paint("1", p.Say("head.title", "crm", words.Plain(crm))) + "\n")
	p.w.WriteString(p.Say("head.counts", "fail", r.Counts.Fail, "pass", r.Counts.Pass, "declared", r.Counts.Declared, "notchecked", r.Counts.NotChecked) + "\n")
}

// lines prints one line a check.
func (p *printer) lines(r *Result) {
	wide := 0
	for _, s := range []Status{Pass, Fail, Declared, NotChecked} {
		wide = max(wide, utf8.RuneCountInString(p.Say("status."+string(s))))
	}
	point := 0
	for i := range r.Checks {
		c := &r.Checks[i]
		if c.Point != point {
			point = c.Point
			p.w.WriteString("\n" + p.paint("1", p.Say(fmt.Sprintf("point.%d", point))) + "\n")
		}
		status := p.Say("status." + string(c.Status))
		pad := strings.Repeat(" ", wide-utf8.RuneCountInString(status))
		text := c.Title
		if c.Status == Fail && c.Of != 1 && c.Count > 0 { // of one thing the title says it all
			text = p.Say("ratio", "title", text, "n", share(p.Voice, c))
		}
		if c.Status != Fail && c.Says != "" {
			text += " – " + c.Says
			if c.Source != nil && c.Status != Pass {
				text += " (" + p.Say("ratio", "title", p.Say("head.source"), "n", c.Source.URL+", "+c.Source.Date) + ")"
			}
		}
		indent := "  " + status + pad + "  "
		var b strings.Builder
		old := p.w
		p.w = bufio.NewWriter(&b)
		p.line(indent, words.Plain(text))
		_ = p.w.Flush()
		p.w = old
		out := b.String()
		if p.colour {
			out = strings.Replace(out, status, p.paint(colours[c.Status], status), 1)
		}
		p.w.WriteString(out)
	}
}

// fixes prints what fails: evidence, and who does what where.
func (p *printer) fixes(r *Result) {
	if !r.Failed() {
		return
	}
	p.w.WriteString("\n" + p.paint("1", p.Say("head.fix")) + "\n")
	for i := range r.Checks {
		c := &r.Checks[i]
		if c.Status != Fail {
			continue
		}
		p.w.WriteString("\n")
		p.line("  ", p.says(c))
		for _, e := range c.Evidence {
			p.line("    - ", words.Plain(e))
		}
		if c.More > 0 {
			p.line("    - ", p.Say("head.more", "n", c.More))
		}
		p.line("    → ", c.Do)
		if c.Source != nil {
			p.line("      ", p.Say("ratio", "title", p.Say("head.source"), "n", c.Source.URL+" ("+c.Source.Date+")"))
		}
	}
}

// says gives what was found, as a sentence.
func (p *printer) says(c *Check) string { return sentence(c.Says) }

// sentence begins a text with a capital letter and ends it with a full stop.
func sentence(s string) string {
	if s == "" {
		return s
	}
	r, n := utf8.DecodeRuneInString(s)
	s = strings.ToUpper(string(r)) + s[n:]
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}

// calls prints the causes, those with most calls first.
func (p *printer) calls(r *Result) {
	c := r.Calls
	if c == nil {
		return
	}
	p.w.WriteString("\n" + p.paint("1", p.Say("head.calls")) + "\n\n")
	p.line("  ", callsSummary(p.Voice, c))
	if c.Compared {
		p.line("  ", p.Say("calls.compared", "logged", c.Logged, "not", c.NotLogged))
	}
	p.w.WriteString("\n")
	for _, cause := range c.Causes {
		text := cause.Says
		if cause.Fixed > 0 {
			text += " (" + p.Say("ratio", "title", p.Say("col.fixed"), "n", cause.Fixed) + ")"
		}
		if cause.NotLogged > 0 {
			text += " (" + p.Say("ratio", "title", p.Say("col.not-logged"), "n", cause.NotLogged) + ")"
		}
		p.line(fmt.Sprintf("  %7s  ", p.Number(cause.Calls)), text)
	}
}

// callsSummary sums the calls up in a sentence.
func callsSummary(v words.Voice, c *Calls) string {
	name := "calls.summary"
	for _, cause := range c.Causes {
		if cause.Code == CodeCallNotLooked {
			name = "calls.unlooked"
		}
	}
	return v.Say(name, "n", c.Total, "numbers", c.Numbers, "match", c.Match, "nomatch", c.NoMatch, "fixed", c.Fixed)
}

func (p *printer) list(head string, list []string) {
	if len(list) == 0 {
		return
	}
	p.w.WriteString("\n" + p.paint("1", p.Say(head)) + "\n")
	for _, s := range list {
		p.line("  ", words.Plain(s))
	}
}

// share says for how many things a check that fails does not hold.
func share(v words.Voice, c *Check) string {
	if c.Of > 0 {
		return v.Say("head.share", "n", c.Count, "of", c.Of)
	}
	return v.Say("head.some", "n", c.Count)
}
