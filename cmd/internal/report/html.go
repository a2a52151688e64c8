package report

import (
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

// pageTemplate is parsed once; the data is embedded and tested, so that it cannot be damaged.
var pageTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Parse(pageText))
})

// policy allows the page its own style sheet and nothing else: no script, no picture, no request.
func policy() string {
	sum := sha256.Sum256([]byte(styleText))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
}

// HTML writes report.html, a page that stands alone: the headline, what to import, what is left for a person, and what
// was found reason by reason with examples. samples are what a [Sampler] kept; texts may be nil. Whatever the number
// of samples, the page stays under 300 KB.
func HTML(w io.Writer, s *summary.Summary, samples []journal.Event, texts Texts, lang string) error {
	p := newPage(voice(lang, s), s, samples, orUnexplained(texts))
	if err := pageTemplate().Execute(w, p); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}

// page is what the template shows; all texts are in the reader's language.
type page struct {
	words.Voice
	Policy, Title, Sub, Dry, Lead string
	Style                         template.CSS
	Bars                          []bar
	Classes                       []classRow
	Cards                         []card
	Said                          []shownRemark
	SaidMore                      string
	Imports                       []importRow
	OrderNote                     string
	Needs                         []example
	NeedsSub, NeedsFile           string
	Twice                         []string
	Required                      []shownDemand
	RequiredMore                  []string
	Groups                        []group
	Counts                        []counts
	Made                          string
	Inputs                        []string
}

// T gives a sentence that has no arguments.
func (p *page) T(name string) string { return p.Say(name) }

// maxRemarks is how many findings about the file the page shows.
const maxRemarks = 40

func newPage(v words.Voice, s *summary.Summary, samples []journal.Event, texts Texts) *page {
	p := &page{
		Voice: v, Policy: policy(), Style: template.CSS(styleText), //nolint:gosec // the style is embedded, nothing of the input is in it
		Title: v.Say("html.title", "file", shown(inputName(v, s, maxName))),
		Sub:   v.Say("html.sub", "crm", shown(crmTitle(v, s)), "n", s.Contacts.Read, "phones", s.Contacts.Phones),
	}
	if s.Mode != modeWrite {
		p.Dry = v.Say("html.dry")
	}
	p.headline(s)
	p.cards(s)
	p.Imports = importRows(v, s)
	switch {
	case len(p.Imports) > 0:
		p.OrderNote = v.Say("html.orderguide")
	default:
		p.OrderNote = v.Say("html.noorder")
	}
	list := remarks(v, s, texts)
	for i, r := range list {
		if i == maxRemarks {
			p.SaidMore = v.Say("html.more", "n", len(list)-i)
			break
		}
		p.Said = append(p.Said, shownRemark{Severity: severityOf(v, r.Severity), Says: shown(r.Says), Todo: r.Todo})
	}
	b := budget{left: maxExamples}
	p.needs(s, samples, texts, &b)
	if p.Twice = twice(v, s.Duplicates); len(p.Twice) > 0 {
		p.Twice = append(p.Twice, v.Say("twice.do", "file", twicePath))
	}
	p.required(s, texts)
	p.Groups = groups(v, s, samples, texts, &b)
	p.Counts = numberCounts(v, s)
	p.Made = v.Say("html.made", "version", shown(words.Plain(s.Version)), "plan", shown(words.Plain(s.Plan.Module)))
	for i := range s.Inputs {
		if i == maxRemarks {
			p.Inputs = append(p.Inputs, v.Say("html.more", "n", len(s.Inputs)-i))
			break
		}
		in := &s.Inputs[i]
		p.Inputs = append(p.Inputs, v.Say("html.input", "file", shown(words.Plain(spoken(v, in.Name))), "n", in.Rows, "sum", shown(words.Plain(in.SHA256))))
	}
	return p
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
