package cli

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/callready/callready/cmd/internal/finding"
	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/report"
	"github.com/callready/callready/cmd/internal/summary"
)

// The page that a run makes on the way is the one that its journal and summary make later, byte for byte.
func TestPageFromJournal(t *testing.T) {
	exports, err := filepath.Glob("../../../testdata/exports/*.csv")
	if err != nil || len(exports) == 0 {
		t.Fatal("no exports", err)
	}
	catalogue, err := finding.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range exports {
		t.Run(filepath.Base(in), func(t *testing.T) {
			t.Parallel()
			s := newSession(t)
			args := []string{"clean", "-q", "--profile", "auto", "--region", "FR", "--lang", "fr", "-o", s.path("run"), in}
			if s.run(append(args, "--merge", "plan")...) != exitDone && s.run(args...) != exitDone {
				t.Skip("the export is refused")
			}
			var sum summary.Summary
			if err := json.Unmarshal([]byte(s.read("run/summary.json")), &sum); err != nil {
				t.Fatal(err)
			}
			var sampler report.Sampler
			for e, err := range journal.Read(strings.NewReader(s.read("run/changes.jsonl"))) {
				if err != nil {
					t.Fatal(err)
				}
				sampler.Add(&e)
			}
			var again bytes.Buffer
			if err := report.HTML(&again, &sum, sampler.Sample(), report.PageOptions{Texts: texts{catalogue}, Lang: "fr"}); err != nil {
				t.Fatal(err)
			}
			if again.String() != s.read("run/report.html") {
				t.Error("the journal makes another page than the run")
			}
		})
	}
}
