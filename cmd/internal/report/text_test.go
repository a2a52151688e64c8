package report_test

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"

	"github.com/callready/callready/cmd/internal/report"
	"github.com/callready/callready/cmd/internal/summary"
)

func text(t *testing.T, s *summary.Summary, opt report.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := report.Text(&b, s, opt); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTextGolden(t *testing.T) {
	dry, check, company := run(), run(), run()
	dry.Mode, check.Mode = "dry-run", "check"
	company.Profile.Integration, company.Profile.Title, company.Profile.Name = "", "", ""
	for name, s := range map[string]*summary.Summary{"full": run(), "small": small(), "clean": clean(), "dry-run": dry, "check": check, "unknown": company} {
		for _, lang := range languages {
			t.Run(name+"/"+lang, func(t *testing.T) {
				golden(t, fmt.Sprintf("text-%s.%s.txt", name, lang), []byte(text(t, s, report.Options{Lang: lang, Texts: codes})))
			})
		}
	}
}

func TestTextColourIsOnlyColour(t *testing.T) {
	plain := text(t, run(), report.Options{Texts: codes})
	painted := text(t, run(), report.Options{Texts: codes, Color: true})
	if strings.Contains(plain, "\x1b") {
		t.Error("escape sequences without Color")
	}
	if !strings.Contains(painted, "\x1b[32m") {
		t.Error("no green with Color")
	}
	if stripped := regexp.MustCompile("\x1b\\[[0-9]*m").ReplaceAllString(painted, ""); stripped != plain {
		t.Errorf("colours change the text:\n%s\nwant:\n%s", stripped, plain)
	}
}

// crowded is a summary as full and as wide as it can get.
func crowded() *summary.Summary {
	s := run()
	const many = 98_765_432
	s.Contacts = summary.Contacts{Read: many, Phones: many, Changed: many, Created: many, Held: many, Unsplit: many, Engaged: many, NeedsYou: many, ToClear: many}
	s.Cells = summary.Cells{Rewritten: many, Copied: many, Moved: many, Kept: many, ToClear: many}
	s.Match.Before = summary.Classes{E164: many, Accepted: many, Unmatched: many}
	s.Match.After = s.Match.Before
	s.Split.One, s.Split.Readable = many, many
	s.Inputs[0].Name = strings.Repeat("a very long file name ", 10) + ".csv"
	s.Inputs[0].BadRows = many
	s.Profile.Title = strings.Repeat("CRM", 30)
	s.Profile.Integration = strings.Repeat("Integration", 9)
	for i := range 30 {
		s.Said = append(s.Said, summary.Said{Code: fmt.Sprintf("code-%d", i), Detail: map[string]string{"columns": strings.Repeat("Téléphone, ", 20)}})
	}
	s.Run.Folder = "/srv/out"
	return s
}

func TestTextFitsAScreen(t *testing.T) {
	for name, s := range map[string]*summary.Summary{"full": run(), "small": small(), "clean": clean(), "crowded": crowded()} {
		for _, lang := range languages {
			for _, mode := range []string{"write", "dry-run", "check"} {
				for _, width := range []int{0, 60, 80, 200} {
					s.Mode = mode
					got := text(t, s, report.Options{Lang: lang, Texts: codes, Width: width})
					if n := strings.Count(got, "\n"); n > report.MaxLines && width != 60 {
						t.Errorf("%s %s %s: %d lines, want at most %d:\n%s", name, lang, mode, n, report.MaxLines, got)
					}
					limit := 80
					if width == 60 {
						limit = 60
					}
					for line := range strings.Lines(got) {
						c := runewidth.Condition{StrictEmojiNeutral: true}
						if w := c.StringWidth(strings.TrimSuffix(line, "\n")); w > limit {
							t.Errorf("%s %s %s: %d columns in %q", name, lang, mode, w, line)
						}
					}
				}
			}
		}
	}
}

func TestTextMoreRemarks(t *testing.T) {
	s := clean()
	s.Said = append(crowded().Said, summary.Said{Code: "placeholders-found"})
	got := text(t, s, report.Options{Texts: codes})
	if !regexp.MustCompile(`… and \d+ more remarks in report.html`).MatchString(got) {
		t.Errorf("nothing says that remarks are missing:\n%s", got)
	}
	if !strings.Contains(got, "fillers") || strings.Index(got, "fillers") > strings.Index(got, "more remarks") {
		t.Errorf("the warning does not come before the remarks:\n%s", got)
	}
}

func TestTextIsSafeForATerminal(t *testing.T) {
	s := run()
	s.Inputs[0].Name = "a\x1b[2Jb\u202ec\nd.csv"
	s.Profile.Title = "x\x07"
	s.Said = []summary.Said{{Code: "encoding-guessed", Detail: map[string]string{"encoding": "\x1b]0;owned\x07", "\x1b": "\u200f"}}}
	s.Run.Folder = "/tmp/\x1b[31m"
	got := text(t, s, report.Options{Texts: codes})
	for _, bad := range []string{"\x1b", "\x07", "\u202e", "\u200f"} {
		if strings.Contains(got, bad) {
			t.Errorf("%q reaches the terminal:\n%q", bad, got)
		}
	}
	if !strings.Contains(got, "a[U+001B][2Jb[U+202E]c d.csv") {
		t.Errorf("the name is not shown with its marks:\n%s", got)
	}
}

type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }

func TestBrokenWriter(t *testing.T) {
	full := errors.New("disk full")
	w := brokenWriter{full}
	for name, err := range map[string]error{
		"Text":         report.Text(w, run(), report.Options{}),
		"HTML":         report.HTML(w, run(), sampled(events()), report.PageOptions{}),
		"Guide":        report.Guide(w, run(), nil, run().Outputs, "en"),
		"WriteSummary": report.WriteSummary(w, run()),
	} {
		if !errors.Is(err, full) {
			t.Errorf("%s: error %v, want the writer's", name, err)
		}
	}
}
