package report_test

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/report"
	"github.com/callready/callready/cmd/internal/summary"
)

//go:embed testdata/audit.js
var auditScript string

// large is a run over far more contacts than a page can show.
func large() (*summary.Summary, *report.Sample) {
	one := func(s string) []string { return []string{s} }
	s := run()
	s.Codes = map[string]int64{}
	var sampler report.Sampler
	regions, columns := []string{"FR", "FR", "FR", "BE", "CH", "GB"}, []string{"Phone Number", "Mobile Phone Number", "Numéro \"direct\" <b>"}
	for row := range int64(30000) {
		e := journal.Event{
			Act: journal.Rewrite, File: "contacts.csv", Row: row + 1, Line: row + 2, Key: strconv.FormatInt(500000+row, 10), Who: fmt.Sprintf("Zoé Ünal %d", row),
			Column: columns[row%3], Old: fmt.Sprintf("01\u00a099 00 %02d %02d", row/100%100, row%100), New: fmt.Sprintf("+331990%05d", row),
			Numbers: one("x"), Region: one(regions[row%6]), From: one("country"), Type: one("fixed"), Confidence: one([]string{"certain", "likely"}[row%2]), Codes: one("trunk-zero"),
		}
		switch {
		case row%97 == 0:
			e.Act, e.Codes, e.New, e.Numbers, e.Region, e.From, e.Type, e.Confidence = journal.Keep, one("no-number"), "", nil, nil, nil, nil, nil
		case row%11 == 0:
			e.Codes = nil
		}
		for _, code := range e.Codes {
			s.Codes[code]++
		}
		sampler.Add(&e)
		if row%5 == 0 && e.Act == journal.Rewrite {
			e.Act, e.Codes, e.Child, e.Parent, e.ToColumn = journal.Split, one("separator-cut"), 1, e.Key, "Phone Number"
			s.Codes["separator-cut"]++
			sampler.Add(&e)
		}
	}
	return s, sampler.Sample()
}

// TestBrowser shows the page of a large run and does with it what a reader does.
func TestBrowser(t *testing.T) {
	browser := newBrowser(t)
	s, sample := large()
	doc := document(t, s, sample, "en")

	t.Run("search", func(t *testing.T) {
		b := open(browser, t, doc, size(1200, 900))
		if eval[bool](b, `document.getElementById("tools").hidden`) {
			t.Fatal("the search is hidden")
		}
		if got := eval[string](b, `document.getElementById("seen").textContent`); !strings.Contains(got, "does not see everything") {
			t.Errorf("the search says %q", got)
		}
		target := sample.Families[len(sample.Families)/2].Events[0]
		for _, query := range []string{strings.ToUpper(target.Who), strings.ReplaceAll(strings.ToLower(target.Who), "é", "e"), target.Key, target.New} {
			if query == "" {
				continue
			}
			b.search(query)
			b.until(fmt.Sprintf(`%s.some(f => f.textContent.includes(%q)) && %s.length < 12`, visible, target.Who, visible))
		}
		b.search("nobody has this")
		b.until(visible + `.length === 0`)
		if got := eval[string](b, `document.getElementById("count").textContent`); !strings.Contains(got, "Nothing found on this page") || !strings.Contains(got, "changes.jsonl") {
			t.Errorf("a search without result says %q", got)
		}
		b.do(chromedp.Click(`button[type=reset]`))
		b.until(`document.querySelectorAll("details:not([hidden])").length === document.querySelectorAll("details").length`)
	})

	t.Run("filters and order", func(t *testing.T) {
		b := open(browser, t, doc, size(1200, 900))
		for _, f := range []string{"reason", "act", "country", "sure", "column"} {
			values := eval[[]string](b, fmt.Sprintf(`[...document.getElementById("f-%s").options].map(o => o.value).filter(v => v)`, f))
			if len(values) < 2 {
				t.Errorf("filter %s has %q", f, values)
			}
			for _, v := range values {
				b.choose("f-"+f, v)
				b.until(visible + `.length > 0`)
				if n := eval[int](b, fmt.Sprintf(`%s.filter(x => !x.dataset[%q].split(" ").includes(%q)).length`, visible, f, v)); n > 0 {
					t.Errorf("filter %s %s shows %d families without it", f, v, n)
				}
			}
			b.choose("f-"+f, "")
		}
		b.choose("f-country", "BE")
		b.choose("f-act", "split")
		b.choose("sort", "name")
		b.until(`document.getElementById("grouped").hidden && ` + visible + `.length > 5`)
		names := eval[[]string](b, visible+`.map(f => f.querySelector(".who .v").textContent)`)
		for i := 1; i < len(names); i++ {
			if names[i] < names[i-1] {
				t.Fatalf("%q stands before %q", names[i-1], names[i])
			}
		}
		before := len(names)
		if got := eval[string](b, `document.getElementById("count").textContent`); !strings.HasPrefix(got, "Shown: ") {
			t.Errorf("the count says %q", got)
		}
		if eval[bool](b, `!!document.querySelector("#flat .showmore")`) {
			b.do(chromedp.Click(`#flat .showmore`))
			b.until(fmt.Sprintf(`%s.length > %d`, visible, before))
		}
		b.choose("sort", "row")
		orders := eval[[]int](b, visible+`.map(f => +f.dataset.o)`)
		for i := 1; i < len(orders); i++ {
			if orders[i] < orders[i-1] {
				t.Fatal("not in the order of the rows")
			}
		}
		b.do(chromedp.Click(`button[type=reset]`))
		b.until(`!document.getElementById("grouped").hidden && document.getElementById("flat").hidden`)
		if n := eval[int](b, `document.querySelectorAll("#flat .fam:not([hidden])").length`); n > 0 {
			t.Errorf("%d families did not go back to their reasons", n)
		}
	})

	t.Run("keys", func(t *testing.T) {
		b := open(browser, t, doc, size(1200, 900))
		b.do(chromedp.KeyEvent(kb.Tab))
		if got := eval[string](b, `document.activeElement.className`); got != "skip" {
			t.Errorf("the first stop is %q, want the way past the contents", got)
		}
		b.do(chromedp.KeyEvent(kb.Enter))
		b.until(`location.hash === "#changes"`)
		b.do(chromedp.Focus("summary"), chromedp.KeyEvent(kb.Enter))
		b.until(`document.querySelector("details").open`)
		b.do(chromedp.KeyEvent("j"))
		b.until(`document.activeElement.classList.contains("fam")`)
		first := eval[string](b, `document.activeElement.textContent`)
		b.do(chromedp.KeyEvent("j"))
		b.until(fmt.Sprintf(`document.activeElement.textContent !== %q`, first))
		b.do(chromedp.KeyEvent("k"), chromedp.KeyEvent("/"))
		b.until(`document.activeElement.id === "q"`)
		b.do(chromedp.KeyEvent("x/y"))
		b.until(`document.getElementById("q").value.endsWith("x/y")`)
		b.do(chromedp.KeyEvent(kb.Escape))
		b.until(`document.getElementById("q").value === ""`)
	})

	t.Run("a link opens its reason", func(t *testing.T) {
		b := open(browser, t, doc, size(1200, 900))
		b.do(chromedp.Click(`#file a[href="#r-separator-cut"]`))
		b.until(`document.getElementById("r-separator-cut").open`)
	})

	t.Run("360 pixels", func(t *testing.T) {
		b := open(browser, t, doc, size(360, 740))
		eval[bool](b, openAll)
		narrow(b)
		b.choose("sort", "rows")
		narrow(b)
	})

	t.Run("without script", func(t *testing.T) {
		b := open(browser, t, doc, emulation.SetScriptExecutionDisabled(true), size(1200, 900))
		b.do(chromedp.WaitNotVisible("#tools"), chromedp.WaitVisible("#r-no-number summary"), chromedp.Click("#r-no-number summary"), chromedp.WaitVisible("#r-no-number .fam"))
	})

	t.Run("on paper", func(t *testing.T) {
		b := open(browser, t, doc)
		var pdf []byte
		b.do(chromedp.ActionFunc(func(ctx context.Context) (err error) {
			pdf, _, err = cdppage.PrintToPDF().Do(ctx)
			return err
		}))
		if n := strings.Count(string(pdf), "/Type /Page\n"); n < 2 || n > 12 {
			t.Errorf("%d sheets of paper", n)
		}
	})
}

// narrow checks that nothing makes the page wider than the screen.
func narrow(b *tab) {
	b.Helper()
	wide := eval[[]string](b, `(() => {
		const most = document.documentElement.clientWidth, out = [];
		if (document.documentElement.scrollWidth > most) out.push("the page: " + document.documentElement.scrollWidth + " of " + most);
		for (const e of document.querySelectorAll("main *, header *, footer *")) {
			const r = e.getBoundingClientRect();
			if (r.width && r.right > most + 1 && getComputedStyle(e).position !== "absolute") out.push(e.tagName + "." + e.getAttribute("class") + " " + e.textContent.slice(0, 40));
		}
		return out.slice(0, 5);
	})()`)
	for _, w := range wide {
		b.Errorf("wider than the screen: %s", w)
	}
}

// TestBrowserHostile fills every text with what an attacker would write.
func TestBrowserHostile(t *testing.T) {
	browser := newBrowser(t)
	s, list := run(), []journal.Event{}
	for i, bad := range append(hostile, `<img src=http://example.com/x.png onerror=alert(1)>`, `<svg onload=alert(1)>`, `<style>body{display:none}</style>`, `');alert(1);//`, `--><script>alert(1)</script>`, `</script><script>alert(1)</script>`, strings.Repeat("W", 400)) {
		for _, e := range events() {
			e.Row = int64(10*i) + e.Row
			e.Who, e.Key, e.Column, e.Old, e.New, e.ToColumn, e.File = bad, bad, bad, bad, "+1"+bad, bad, bad
			for j := range e.Region {
				e.Region[j], e.From[j], e.Type[j], e.Confidence[j], e.Labels[j] = bad, bad, bad, bad, bad
			}
			list = append(list, e)
		}
		s.Regions[bad], s.Types[bad], s.From[bad] = 5, 5, 5
		s.Said = append(s.Said, summary.Said{Code: bad, Detail: map[string]string{bad: bad}})
		s.Codes[bad] = 3
	}
	s.Inputs[0].Name, s.Profile.Title, s.Profile.Integration, s.Version, s.Plan.Module = hostile[0], hostile[1], hostile[0], hostile[0], hostile[0]
	b := open(browser, t, document(t, s, sampled(list), "en"), size(360, 740))
	eval[bool](b, openAll)
	narrow(b)
	for _, query := range []string{"<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "(", "\\"} {
		b.search(query)
		b.until(fmt.Sprintf(`document.getElementById("q").value === %q`, query))
	}
	b.choose("sort", "name")
	if n := eval[int](b, `document.querySelectorAll("img, iframe, object, main script, main style, svg svg, [onerror], [onload]").length`); n > 0 {
		t.Errorf("%d elements that the values made", n)
	}
	if n := eval[int](b, `[...document.querySelectorAll(".fam td.old, .fam td.new, .fam .who th")].filter(e => e.textContent.trim() && !e.querySelector("bdi, span.dim")).length`); n > 0 {
		t.Errorf("%d values that are not isolated", n)
	}
	if display := eval[string](b, `getComputedStyle(document.body).display`); display == "none" {
		t.Error("a value hides the page")
	}
}

// TestBrowserAccessible looks for what a reader with a screen reader, a keyboard or weak eyes would miss.
func TestBrowserAccessible(t *testing.T) {
	browser := newBrowser(t)
	s := mandatory()
	s.Duplicates = &summary.Duplicates{Groups: 3, Exact: 2, Likely: 2, Possible: 1}
	for _, lang := range languages {
		doc := document(t, s, sampled(events()), lang)
		for _, mode := range []string{"light", "dark"} {
			for _, width := range []int64{1200, 360} {
				t.Run(fmt.Sprint(lang, " ", mode, " ", width), func(t *testing.T) {
					b := open(browser, t, doc, scheme(mode), size(width, 800))
					eval[bool](b, openAll)
					for _, fault := range eval[[]string](b, auditScript) {
						t.Error(fault)
					}
					narrow(b)
					if got := eval[string](b, `document.documentElement.lang`); got != lang {
						t.Errorf("the page is said to be in %q", got)
					}
				})
			}
		}
	}
}

// TestBrowserFrench checks that a French page says nothing in English, also where the script speaks.
func TestBrowserFrench(t *testing.T) {
	browser := newBrowser(t)
	s, sample := large()
	b := open(browser, t, document(t, s, sample, "fr"), size(1200, 900))
	b.choose("sort", "row")
	text := eval[string](b, `document.body.innerText`)
	b.search("personne n'a cela")
	b.until(`document.getElementById("count").textContent !== "" && ` + visible + `.length === 0`)
	text += eval[string](b, `document.getElementById("count").textContent`)
	for _, word := range []string{" the ", " and ", " of ", "Shown", "Show ", "Nothing", " all ", "before", " row ", "Search"} {
		if at := strings.Index(text, word); at >= 0 {
			t.Errorf("the French page says %q: …%s…", word, text[max(0, at-40):min(len(text), at+40)])
		}
	}
	for _, want := range []string{"Affichés : ", "En montrer", "Rien trouvé sur cette page", "La recherche ne voit pas tout", "Suisse", "par le pays du contact"} {
		if !strings.Contains(text, want) {
			t.Errorf("the French page does not say %q", want)
		}
	}
}

// TestBrowserScreenshots takes pictures to look at, where a folder is named for them.
func TestBrowserScreenshots(t *testing.T) {
	folder := os.Getenv("CALLREADY_SCREENSHOTS")
	if folder == "" {
		t.Skip("CALLREADY_SCREENSHOTS names no folder")
	}
	browser := newBrowser(t)
	s, sample := large()
	doc := document(t, s, sample, "en")
	if page := os.Getenv("CALLREADY_PAGE"); page != "" {
		var err error
		if doc, err = os.ReadFile(page); err != nil {
			t.Fatal(err)
		}
	}
	for _, shot := range []struct {
		name, mode string
		width      int64
	}{{"light", "light", 1200}, {"dark", "dark", 1200}, {"phone", "light", 360}, {"phone-dark", "dark", 360}} {
		b := open(browser, t, doc, scheme(shot.mode), size(shot.width, 900))
		eval[bool](b, `["look", "done"].forEach(id => { for (const d of document.querySelectorAll("section[aria-labelledby=h-" + id + "] details")) if (d.querySelector(".fam")) { d.open = true; break } }), true`)
		for part, top := range []string{"0", `document.getElementById("changes").getBoundingClientRect().top`} {
			clip := &cdppage.Viewport{Y: eval[float64](b, top), Width: float64(shot.width), Height: 5000, Scale: 1}
			var png []byte
			b.do(chromedp.ActionFunc(func(ctx context.Context) (err error) {
				png, err = cdppage.CaptureScreenshot().WithCaptureBeyondViewport(true).WithClip(clip).Do(ctx)
				return err
			}))
			if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%s-%d.png", shot.name, part+1)), png, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	b := open(browser, t, doc)
	b.do(chromedp.ActionFunc(func(ctx context.Context) error {
		pdf, _, err := cdppage.PrintToPDF().WithPrintBackground(false).WithPaperWidth(8.27).WithPaperHeight(11.69).Do(ctx)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(folder, "print.pdf"), pdf, 0o600)
	}))
}
