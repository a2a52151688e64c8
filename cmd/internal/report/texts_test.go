package report

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/report/words"
)

var argument = regexp.MustCompile(`\{[a-z0-9]+(\|[^{}|]*\|[^{}|]*)?\}`)

// TestTexts walks all sentences: each is there in both languages and names the same arguments in both.
func TestTexts(t *testing.T) {
	b := book()
	if len(b.Names()) < 100 {
		t.Fatalf("only %d sentences", len(b.Names()))
	}
	arguments := func(s string) []string {
		var names []string
		for _, a := range argument.FindAllString(s, -1) {
			if name, _, plural := strings.Cut(strings.Trim(a, "{}"), "|"); !plural {
				names = append(names, name)
			}
		}
		slices.Sort(names)
		return slices.Compact(names)
	}
	for _, name := range b.Names() {
		en, fr := b.Raw(name, words.English), b.Raw(name, words.French)
		if en == "" || fr == "" {
			t.Errorf("%s: en %q, fr %q", name, en, fr)
			continue
		}
		if diff := cmp.Diff(arguments(en), arguments(fr)); diff != "" {
			t.Errorf("%s: not the same arguments (-en +fr):\n%s", name, diff)
		}
		for lang, s := range map[string]string{"en": en, "fr": fr} {
			if rest := argument.ReplaceAllString(s, ""); strings.ContainsAny(rest, "{}|") && !strings.HasPrefix(s, "| ") {
				t.Errorf("%s.%s: stray brace or bar in %q", name, lang, s)
			}
		}
	}
}

// TestTextsAreUsed finds sentences that the code asks for and that do not exist, and those that nobody asks for.
func TestTextsAreUsed(t *testing.T) {
	var source strings.Builder
	files, err := filepath.Glob("*.*")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") || !strings.HasSuffix(f, ".go") && f != "page.html" {
			continue
		}
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		source.Write(data)
	}
	b := book()
	text := source.String()
	for _, m := range regexp.MustCompile(`(?:Say\(|T |name: |part\{|title: |report: |t\.item\([^"\n]*)"([a-z][a-z0-9.-]*[a-z0-9])"`).FindAllStringSubmatch(text, -1) {
		if !slices.Contains(b.Names(), m[1]) {
			t.Errorf("no sentence %q", m[1])
		}
	}
	dynamic := []string{"type.", "from.", "confidence.", "act.", "severity.", "html.step.", "object.", "required.object.", "required.effect.", "match.", "plain.", "by.", "html.filter.", "html.all.", "html.holder", "html.twin", "html.merged", "html.too", "rows."}
	for _, name := range b.Names() {
		used := strings.Contains(text, `"`+name+`"`)
		for _, prefix := range dynamic {
			used = used || strings.HasPrefix(name, prefix)
		}
		if !used {
			t.Errorf("nobody asks for %q", name)
		}
	}
	for _, act := range journal.Acts() {
		if !slices.Contains(b.Names(), "act."+act) {
			t.Errorf("no words for the act %q", act)
		}
	}
}
