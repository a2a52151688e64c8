package report

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"sync"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/report/words"
	"github.com/callready/callready/cmd/internal/summary"
)

//go:embed page.html
var pageText string

//go:embed style.css
var styleText string

//go:embed page.js
var scriptText string

// pageTemplate is parsed once; the data is embedded and tested, so that it cannot be damaged.
var pageTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Parse(pageText))
})

// policy allows the page its own style sheet and its own script and nothing else: no picture, no request.
func policy() string {
	hash := func(s string) string {
		sum := sha256.Sum256([]byte(s))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; style-src " + hash(styleText) + "; script-src " + hash(scriptText) + "; base-uri 'none'; form-action 'none'"
}

// PageOptions is how report.html is written. The zero value shows everything in English, with codes unexplained.
type PageOptions struct {
	Texts Texts
	Lang  string               // "en" or "fr"
	Mask  func(*journal.Event) // hides the names and numbers of a line; nil shows them
}

// HTML writes report.html, a page that stands alone: the headline, what to import, what is left for a person, the file
// before and after, and what was found reason by reason, with the families of a sample, which may be nil. Whatever the
// run's size, the page stays under 3 MB.
func HTML(w io.Writer, s *summary.Summary, sample *Sample, o PageOptions) error {
	o.Texts = orUnexplained(o.Texts)
	if sample == nil {
		sample = &Sample{}
	}
	p, err := newPage(voice(o.Lang, s), s, sample, &o)
	if err == nil {
		err = pageTemplate().Execute(w, p)
	}
	if err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}

// page is what the template shows; all texts are in the reader's language.
type page struct {
	words.Voice
	Policy, Title, Sub, Dry string
	Masked                  string
	Style                   template.CSS
	Script                  template.JS

	Lead, Effort string
	Today, Then  string // the shares as large figures
	Bars         []bar
	Classes      []classRow
	Cards        []card
	Imports      []importRow
	OrderNote    string
	Tasks        []task
	Left         []leftRow
	LeftMore     string
	Said         []shownRemark
	SaidMore     string
	Twice        []string
	Required     []shownDemand
	RequiredMore []string
	Charts       []chart
	Parts        []section
	Filters      []filter
	Shown, Seen  string // how much of the run the page shows, and what the search sees
	Nobody       string // what is said when nothing is found
	Made         string
	Inputs       []string
}

// T gives a sentence that has no arguments.
func (p *page) T(name string) string { return p.Say(name) }

// maxRemarks is how many findings about the file the page shows.
const maxRemarks = 40

func newPage(v words.Voice, s *summary.Summary, sample *Sample, o *PageOptions) (*page, error) {
	p := &page{
		Voice: v, Policy: policy(),
		Style:  template.CSS(styleText), //nolint:gosec // the style is embedded, nothing of the input is in it
		Script: template.JS(scriptText), //nolint:gosec // the script is embedded, nothing of the input is in it
		Title:  v.Say("html.title", "file", shown(inputName(v, s, maxName))),
		Sub:    v.Say("html.sub", "crm", shown(crmTitle(v, s)), "n", s.Contacts.Read, "phones", s.Contacts.Phones),
	}
	if s.Mode != modeWrite {
		p.Dry = v.Say("html.dry")
	}
	if o.Mask != nil {
		p.Masked = v.Say("html.masked")
	}
	p.headline(s)
	p.cards(s)
	p.imports(s)
	p.remarks(s, o.Texts)
	if p.Twice = twice(v, s.Duplicates); len(p.Twice) > 0 {
		p.Twice = append(p.Twice, v.Say("twice.do", "file", twicePath))
	}
	p.required(s, o.Texts)
	p.tasks(s)
	if o.Mask != nil {
		sample = sample.masked(o.Mask)
	}
	t := newTeller(v, s, o)
	p.left(t, s, sample)
	p.charts(t, s, sample)
	if err := p.groups(t, s, sample); err != nil {
		return nil, err
	}
	p.footer(s)
	return p, nil
}

// remarks shows the findings about the file as a whole.
func (p *page) remarks(s *summary.Summary, texts Texts) {
	list := remarks(p.Voice, s, texts)
	for i, r := range list {
		if i == maxRemarks {
			p.SaidMore = p.Say("html.more", "n", len(list)-i)
			break
		}
		p.Said = append(p.Said, shownRemark{Severity: severityOf(p.Voice, r.Severity), Says: shown(r.Says), Todo: r.Todo})
	}
}

func (p *page) footer(s *summary.Summary) {
	p.Made = p.Say("html.made", "version", shown(words.Plain(s.Version)), "plan", shown(words.Plain(s.Plan.Module)))
	for i := range s.Inputs {
		if i == maxRemarks {
			p.Inputs = append(p.Inputs, p.Say("html.more", "n", len(s.Inputs)-i))
			break
		}
		in := &s.Inputs[i]
		p.Inputs = append(p.Inputs, p.Say("html.input", "file", shown(words.Plain(spoken(p.Voice, in.Name))), "n", in.Rows, "sum", shown(words.Plain(in.SHA256))))
	}
}

// render gives a piece of the page, escaped. The buffer is used again.
func render(b *bytes.Buffer, name string, data any) (template.HTML, error) {
	b.Reset()
	err := pageTemplate().ExecuteTemplate(b, name, data)
	return template.HTML(b.String()), err //nolint:gosec // the template has escaped it
}

// shown cuts a text that does not come from the program to what a page can bear.
func shown(s string) string {
	head, cut := words.Clip(s, 400)
	if cut > 0 {
		head += "…"
	}
	return head
}

// severity is a word with its style class.
type severity struct{ Class, Text string }

type shownRemark struct {
	Severity *severity
	Says     string
	Todo     string
}

func severityOf(v words.Voice, name string) *severity {
	if _, ok := ranks[name]; !ok {
		return nil
	}
	return &severity{Class: name, Text: v.Say("severity." + name)}
}
