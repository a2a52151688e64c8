package audit

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"sync"

	"github.com/callready/callready/cmd/internal/report/words"
)

//go:embed page.html
var pageText string

//go:embed style.css
var styleText string

// pageTemplate is parsed once; the data is embedded and tested.
var pageTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Parse(pageText))
})

// page is what the template shows.
type page struct {
	words.Voice
	Result        *Result
	Style         template.CSS
	Policy, Title string
	Sub, Made     string
	Points        []pagePoint
	CallsSummary  string
	CallsCompared string
	Causes        []pageCause
	Compared      bool
}

type pagePoint struct {
	Title  string
	Checks []pageCheck
}

type pageCheck struct {
	*Check
	Word, Class, Ratio, Text string
	More                     string
}

type pageCause struct{ Calls, Says, Do, Fixed, NotLogged string }

// T gives a sentence without arguments.
func (p *page) T(name string) string { return p.Say(name) }

// HTML writes a page that stands alone: no script, no request, every value escaped.
func HTML(w io.Writer, r *Result) error {
	book, err := Texts()
	if err != nil {
		return err
	}
	p := &page{Voice: book.In(r.Lang), Result: r, Style: template.CSS(styleText)} //nolint:gosec // the style is embedded, nothing of the input is in it
	sum := sha256.Sum256([]byte(styleText))
	p.Policy = "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
	crm := r.CRMTitle
	if crm == "" {
		crm = p.Say("crm")
	}
	p.Title = p.Say("head.title", "crm", crm)
	p.Sub = p.Say("head.counts", "fail", r.Counts.Fail, "pass", r.Counts.Pass, "declared", r.Counts.Declared, "notchecked", r.Counts.NotChecked)
	p.Made = p.Say("head.made", "version", r.Version, "plan", r.Plan.Module)
	for i := range r.Checks {
		p.check(&r.Checks[i])
	}
	p.calls(r.Calls)
	if err := pageTemplate().Execute(w, p); err != nil {
		return fmt.Errorf("write the audit: %w", err)
	}
	return nil
}

func (p *page) check(c *Check) {
	title := p.Say(fmt.Sprintf("point.%d", c.Point))
	if n := len(p.Points); n == 0 || p.Points[n-1].Title != title {
		p.Points = append(p.Points, pagePoint{Title: title})
	}
	row := pageCheck{Check: c, Word: p.Say("status." + string(c.Status)), Class: string(c.Status), Text: sentence(c.Says)}
	if c.Status == Fail && c.Of != 1 && c.Count > 0 {
		row.Ratio = share(p.Voice, c)
	}
	if c.More > 0 {
		row.More = p.Say("head.more", "n", c.More)
	}
	at := &p.Points[len(p.Points)-1]
	at.Checks = append(at.Checks, row)
}

func (p *page) calls(c *Calls) {
	if c == nil {
		return
	}
	p.Compared = c.Compared
	p.CallsSummary = callsSummary(p.Voice, c)
	if c.Compared {
		p.CallsCompared = p.Say("calls.compared", "logged", c.Logged, "not", c.NotLogged)
	}
	for _, cause := range c.Causes {
		p.Causes = append(p.Causes, pageCause{
			Calls: p.Number(cause.Calls), Says: cause.Says, Do: cause.Do, Fixed: p.Number(cause.Fixed), NotLogged: p.Number(cause.NotLogged),
		})
	}
}
