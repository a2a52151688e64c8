package report_test

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/callready/callready/cmd/internal/report"
	"github.com/callready/callready/cmd/internal/summary"
)

// The page in a real browser: Debian's chromium-headless-shell, or another Chromium.
//
//	CALLREADY_BROWSER=required     a browser that is missing is a failure, not a reason to skip
//	CALLREADY_SCREENSHOTS=FOLDER   TestBrowserScreenshots puts pictures of the page there

// newBrowser starts a browser for a test and its subtests.
func newBrowser(t *testing.T) context.Context {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser is slow under the race detector")
	}
	path := ""
	// Debian's command is a script that would outlive its end with the browser.
	for _, name := range []string{"/usr/lib/chromium/chromium-headless-shell", "chromium-headless-shell", "chromium", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	switch {
	case path != "":
	case os.Getenv("CALLREADY_BROWSER") == "required":
		t.Fatal("no browser: install chromium-headless-shell")
	default:
		t.Skip("no browser: install chromium-headless-shell to run this test")
	}
	opts := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.UserDataDir(t.TempDir()))
	ctx, stop := context.WithTimeout(t.Context(), 90*time.Second)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewExecAllocator(ctx, opts...)
	t.Cleanup(stop)
	// A browser that is newer than the library says things that it does not know; they do not matter here.
	silent := func(string, ...any) {}
	ctx, stop = chromedp.NewContext(ctx, chromedp.WithErrorf(silent), chromedp.WithLogf(silent))
	t.Cleanup(stop)
	if err := chromedp.Run(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// tab is a tab of the browser with a page, and what went wrong in it.
type tab struct {
	*testing.T
	ctx   context.Context //nolint:containedctx // chromedp's context is the tab
	mu    sync.Mutex
	wrong []string
}

// open shows a page in a tab of its own; before runs first.
func open(browser context.Context, t *testing.T, doc []byte, before ...chromedp.Action) *tab {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, doc, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := chromedp.NewContext(browser)
	t.Cleanup(stop)
	b := &tab{T: t, ctx: ctx}
	own := (&url.URL{Scheme: "file", Path: file}).String()
	chromedp.ListenTarget(ctx, func(ev any) {
		note := ""
		switch e := ev.(type) {
		case *runtime.EventConsoleAPICalled:
			note = "the console: " + string(e.Type)
		case *runtime.EventExceptionThrown:
			note = "a script failed: " + e.ExceptionDetails.Error()
		case *log.EventEntryAdded:
			note = "the log: " + e.Entry.Text
		case *network.EventRequestWillBeSent:
			if u, _, _ := strings.Cut(e.Request.URL, "#"); u != own {
				note = "a request: " + e.Request.URL
			}
		case *cdppage.EventJavascriptDialogOpening:
			note = "a dialog: " + e.Message
			go chromedp.Run(ctx, cdppage.HandleJavaScriptDialog(false))
		}
		if note != "" {
			b.mu.Lock()
			b.wrong = append(b.wrong, note)
			b.mu.Unlock()
		}
	})
	if err := chromedp.Run(ctx, network.Enable()); err != nil { // makes the tab, which lives as long as this context
		t.Fatal(err)
	}
	b.do(before...)
	b.do(chromedp.Navigate(own))
	t.Cleanup(func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, note := range b.wrong {
			t.Error(note)
		}
	})
	return b
}

func (b *tab) do(actions ...chromedp.Action) {
	b.Helper()
	ctx, stop := context.WithTimeout(b.ctx, 20*time.Second)
	defer stop()
	if len(actions) == 0 {
		return
	}
	if err := chromedp.Run(ctx, actions...); err != nil {
		b.Fatal(err)
	}
}

// eval gives what an expression comes to.
func eval[T any](b *tab, expression string) T {
	b.Helper()
	var got T
	b.do(chromedp.Evaluate(expression, &got))
	return got
}

// until waits for an expression to become true.
func (b *tab) until(expression string) {
	b.Helper()
	var ok bool
	if err := chromedp.Run(b.ctx, chromedp.Poll(expression, &ok, chromedp.WithPollingTimeout(10*time.Second), chromedp.WithPollingInterval(20*time.Millisecond))); err != nil {
		b.Fatalf("waiting for %s: %v", expression, err)
	}
}

// choose picks an option of a select as a user does.
func (b *tab) choose(id, value string) {
	b.Helper()
	eval[bool](b, fmt.Sprintf(`(() => { const s = document.getElementById(%q); s.value = %q; s.dispatchEvent(new Event("change", {bubbles: true})); return s.value === %q })()`, id, value, value))
}

// search types into the search field.
func (b *tab) search(query string) {
	b.Helper()
	eval[bool](b, `document.getElementById("q").value = "", true`)
	b.do(chromedp.SendKeys("#q", query))
}

const visible = `[...document.querySelectorAll(".fam")].filter(f => f.offsetParent !== null)`

func document(t *testing.T, s *summary.Summary, sample *report.Sample, lang string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := report.HTML(&b, s, sample, report.PageOptions{Texts: codes, Lang: lang}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func size(width, height int64) chromedp.Action { return chromedp.EmulateViewport(width, height) }

func scheme(name string) chromedp.Action {
	return emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}})
}

const openAll = `document.querySelectorAll("details").forEach(d => d.open = true), true`
