package report_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/report"
	"github.com/callready/callready/cmd/internal/summary"
)

func page(t *testing.T, s *summary.Summary, samples []journal.Event, lang string) string {
	t.Helper()
	var b bytes.Buffer
	if err := report.HTML(&b, s, sampled(samples), report.PageOptions{Texts: codes, Lang: lang}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestHTMLGolden(t *testing.T) {
	doc := page(t, run(), events(), "en")
	for _, own := range []string{`(?s)<style>.*</style>`, `(?s)<script>.*</script>`, `'sha256-[^']*'|&#39;sha256-[^;]*&#39;`} {
		doc = regexp.MustCompile(own).ReplaceAllString(doc, "<!-- the page's own -->")
	}
	golden(t, "report.en.html", []byte(doc))
}

// element is an element of the page with its text.
type element struct {
	name string
	attr map[string]string
}

// elements lists all elements and gives the page's visible text.
func elements(t *testing.T, doc string) (list []element, visible string) {
	t.Helper()
	var text strings.Builder
	z := html.NewTokenizer(strings.NewReader(doc))
	for style := false; ; {
		switch z.Next() {
		case html.ErrorToken:
			if !errors.Is(z.Err(), io.EOF) {
				t.Fatal(z.Err())
			}
			return list, text.String()
		case html.StartTagToken, html.SelfClosingTagToken:
			tok := z.Token()
			e := element{tok.Data, map[string]string{}}
			for _, a := range tok.Attr {
				e.attr[a.Key] = a.Val
			}
			list = append(list, e)
			style = tok.Data == "style" || tok.Data == "script"
		case html.EndTagToken:
			style = false
		case html.TextToken:
			if !style {
				text.WriteString(z.Token().Data)
			}
		default:
		}
	}
}

// TestHTMLStandsAlone checks that the page asks for nothing and that its policy allows its own style and nothing else.
func TestHTMLStandsAlone(t *testing.T) {
	doc := page(t, run(), events(), "en")
	allowed := regexp.MustCompile(`^((review|import|held)/[a-z0-9-]+\.csv|#[a-z-]+)$`)
	list, _ := elements(t, doc)
	csp := ""
	for _, e := range list {
		switch e.name {
		case "script":
			if len(e.attr) > 0 {
				t.Errorf("a script with %v", e.attr)
			}
		case "link", "img", "iframe", "object", "embed", "base", "video", "audio":
			t.Errorf("the page has a <%s>", e.name)
		}
		if e.attr["http-equiv"] == "Content-Security-Policy" {
			csp = e.attr["content"]
		}
		for name, value := range e.attr {
			switch {
			case strings.HasPrefix(name, "on"), name == "style", name == "src", name == "srcset":
				t.Errorf("<%s %s=%q>", e.name, name, value)
			case name == "href" && !allowed.MatchString(value):
				t.Errorf("link to %q", value)
			}
		}
	}
	inside := func(tag string) (text, hash string) {
		_, rest, _ := strings.Cut(doc, "<"+tag+">")
		text, _, _ = strings.Cut(rest, "</"+tag+">")
		sum := sha256.Sum256([]byte(text))
		return text, "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	style, styleHash := inside("style")
	script, scriptHash := inside("script")
	want := "default-src 'none'; style-src " + styleHash + "; script-src " + scriptHash + "; base-uri 'none'; form-action 'none'"
	if csp != want {
		t.Errorf("policy %q, want %q", csp, want)
	}
	if strings.Contains(style, "url(") || strings.Contains(style, "@import") {
		t.Error("the style sheet loads something")
	}
	for _, word := range []string{"fetch(", "XMLHttpRequest", "eval(", "innerHTML", "import(", "localStorage", "http"} {
		if strings.Contains(script, word) {
			t.Errorf("the script has %q", word)
		}
	}
}

func TestHTMLSays(t *testing.T) {
	tests := []struct {
		lang string
		want []string
	}{
		{"en", []string{
			"After the import, Aircall can match 99.9% of the contacts", "today it is 76.8%", "8,120 contacts to change", "8,120 contacts change and 240 contacts are created", "2 files, import/updates-001.csv to import/updates-002.csv",
			"What needs a person", "ask Léa", "The cell holds no number.", "01⍽99 00 12 34", "+33199001234", "new contact 1, held", "France, from the contact's country, certain, fixed line",
			"The page shows them all.",
		}},
		{"fr", []string{
			"Après l'import, Aircall peut reconnaître 99,9\u00a0% des contacts", "8\u00a0120 contacts à modifier", "Ce qui demande une décision", "La cellule ne contient aucun numéro.",
			"nouveau contact 1, en attente", "France, par le pays du contact, certain, fixe", "La page les montre tous.",
		}},
	}
	for _, tt := range tests {
		_, got := elements(t, page(t, run(), events(), tt.lang))
		for _, want := range tt.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: the page does not say %q", tt.lang, want)
			}
		}
	}
}

func TestHTMLDryRun(t *testing.T) {
	s := run()
	s.Mode = "dry-run"
	s.Outputs = s.Outputs[8:] // no import, no undo
	_, got := elements(t, page(t, s, events(), "en"))
	for _, want := range []string{"Dry run: nothing was written to import.", "There is nothing to import."} {
		if !strings.Contains(got, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

func TestHTMLNoPhones(t *testing.T) {
	s := clean()
	s.Match = summary.Match{}
	if _, got := elements(t, page(t, s, nil, "en")); !strings.Contains(got, "No contact of this file has a phone number.") {
		t.Error("a file without numbers gets a share")
	}
}

// hostile are values that a page must not be fooled by.
var hostile = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `</style><script>`, `=HYPERLINK("http://example.com")`,
	"{{.Title}}", "&lt;b&gt;", "a\u202e33\u202c", "\u2066x", "\x00\x1b[2J", "a\xffb", "</bdi></td></table>", "javascript:alert(1)",
}

func TestHTMLEscapes(t *testing.T) {
	spoilt := func(bad string) string {
		s := run()
		s.Inputs[0].Name, s.Profile.Title, s.Profile.Integration, s.Version, s.Plan.Module = bad, bad, bad, bad, bad
		s.Said[0].Detail = map[string]string{"encoding": bad, bad: bad}
		s.Regions = map[string]int64{bad: 3, "FR": 2, "BE": 1}
		list := events()
		for i := range list {
			e := &list[i]
			e.Who, e.Key, e.Column, e.Old, e.New, e.ToColumn = bad, bad, bad, bad, bad, bad
			for j := range e.Region {
				e.Region[j], e.From[j] = bad, bad
			}
		}
		return page(t, s, list, "en")
	}
	tags := func(list []element) map[string]int {
		n := map[string]int{}
		for _, e := range list {
			if e.name != "span" && e.name != "del" && e.name != "ins" { // marks for what cannot be seen, and for what changes
				n[e.name]++
			}
		}
		return n
	}
	harmless, _ := elements(t, spoilt("harmless"))
	for _, bad := range hostile {
		got, visible := elements(t, spoilt(bad))
		if diff := cmp.Diff(tags(harmless), tags(got)); diff != "" {
			t.Errorf("%q changes the elements of the page (-want +got):\n%s", bad, diff)
		}
		for _, r := range visible {
			if r == '\u202e' || r == '\u2066' || r == 0 || r == '\x1b' {
				t.Errorf("%q: %U reaches the page", bad, r)
			}
		}
	}
}

// TestHTMLSize fills the page with as much as it can get.
func TestHTMLSize(t *testing.T) {
	s := run()
	s.Codes = map[string]int64{}
	many := catalogue{}
	var sampler report.Sampler
	row := int64(1) << 40
	for i := range 160 {
		code := fmt.Sprintf("a-code-with-a-long-name-%d", i)
		s.Codes[code] = int64(i)
		s.Said = append(s.Said, summary.Said{Code: code, Detail: map[string]string{"where": strings.Repeat("x<", 5000)}})
		many[code] = [4]string{"warning", strings.Repeat("A sentence. ", 15), "", strings.Repeat("Do this. ", 15)}
		for _, act := range []string{journal.Keep, journal.Rewrite} {
			for range 9 {
				bad := strings.Repeat("\u200b<&\"", 5000)
				row++
				sampler.Add(&journal.Event{Act: act, Row: row, Who: bad, Column: bad, Old: bad, New: bad, ToColumn: bad, Numbers: []string{"1", "2", "3", "4"}, From: []string{bad, bad, bad, bad}, Codes: []string{code}})
			}
		}
	}
	for i := range 900 {
		s.Outputs = append(s.Outputs, summary.Output{Path: fmt.Sprintf("import/updates-%03d.csv", i+3)})
		s.Inputs = append(s.Inputs, summary.Input{Name: bytesName(i)})
		s.Regions[strconv.Itoa(i)] = int64(i)
	}
	var b bytes.Buffer
	if err := report.HTML(&b, s, sampler.Sample(), report.PageOptions{Texts: many, Lang: "fr"}); err != nil {
		t.Fatal(err)
	}
	if b.Len() > 3_000_000 || b.Len() < 1_000_000 {
		t.Errorf("the page has %d bytes, want at most 3 MB, and as many families as fit", b.Len())
	}
	_, visible := elements(t, b.String())
	for code := range s.Codes {
		if !strings.Contains(visible, code) {
			t.Fatalf("the page leaves out %s", code)
		}
	}
}

func bytesName(i int) string { return strings.Repeat("n", 500) + strconv.Itoa(i) }

func TestHTMLIsDeterministic(t *testing.T) {
	a, b := run(), run()
	b.Run = summary.Run{Folder: "elsewhere", Workers: 9}
	if page(t, a, events(), "en") != page(t, b, events(), "en") {
		t.Error("the page depends on what differs between two runs")
	}
}

func TestHTMLMask(t *testing.T) {
	hide := func(e *journal.Event) {
		for _, s := range []*string{&e.Who, &e.Key, &e.Old, &e.New} {
			*s = strings.Repeat("*", len([]rune(*s)))
		}
	}
	var b bytes.Buffer
	if err := report.HTML(&b, run(), sampled(events()), report.PageOptions{Texts: codes, Mask: hide}); err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"Léa", "Tom Reed", "99 00 12", "199001234", "639981234", "501", "ask L"} {
		if strings.Contains(b.String(), ">"+secret) || strings.Contains(b.String(), secret) && secret != "501" {
			t.Errorf("the masked page says %q", secret)
		}
	}
	if _, visible := elements(t, b.String()); !strings.Contains(visible, "masked on this page") {
		t.Error("the page does not say that it is masked")
	}
}

// TestHTMLPartial shows some of a run: the page says how much of it, and the search that it does not see everything.
func TestHTMLPartial(t *testing.T) {
	sample := sampled(events())
	sample.Of = 12345
	for lang, want := range map[string][]string{
		"en": {"The page shows 3 of 12,345", "The search does not see everything"},
		"fr": {"La page en montre 3 sur 12\u00a0345", "La recherche ne voit pas tout"},
	} {
		var b bytes.Buffer
		if err := report.HTML(&b, run(), sample, report.PageOptions{Texts: codes, Lang: lang}); err != nil {
			t.Fatal(err)
		}
		_, visible := elements(t, b.String())
		for _, w := range want {
			if !strings.Contains(visible, w) {
				t.Errorf("%s: the page does not say %q", lang, w)
			}
		}
	}
}
