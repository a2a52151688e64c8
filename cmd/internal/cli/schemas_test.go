package cli

import (
	"bufio"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/callready/callready/cmd/internal/finding"
	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/report"
)

// published compiles a schema of the project.
func published(t *testing.T, path string) *jsonschema.Schema {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// What real runs write is valid by the published schemas, and every code in it is in the catalogue.
func TestRunsAreValid(t *testing.T) {
	line, sum := published(t, "../journal/schemas/journal.schema.json"), published(t, "../report/schemas/summary.schema.json")
	catalogue, err := finding.Load()
	if err != nil {
		t.Fatal(err)
	}
	exports, err := filepath.Glob(filepath.Join(exportsDir, "*.csv"))
	if err != nil {
		t.Fatal(err)
	}
	crms, err := filepath.Glob(filepath.Join(exportsDir, "crm/*.csv"))
	if err != nil || len(exports) == 0 || len(crms) == 0 {
		t.Fatal("no exports", err)
	}
	runs := [][]string{
		{"--merge", "plan", "--region", "FR", "hubspot.csv"},
		{"--merge", "plan", "--split", "one", "--drop-extras", "salesforce.csv"},
		{"--whole", "--region", "FR", "hubspot_fr.csv"},
		{"--to", "aircall", "hubspot.csv"},
		{"--dry-run", "hubspot.csv"},
		{"--require", "Email", "--require", "Job Title", "hubspot.csv"},
		{"--also", "accounts.csv", "salesforce.csv"},
		{"--silence", "shared-line", "--raise", "note=error", "--refuse", "premium", "--vanity", "--ranges", "hubspot.csv"},
	}
	for i := range runs {
		for k, word := range runs[i] {
			if strings.HasSuffix(word, ".csv") {
				runs[i][k] = filepath.Join(exportsDir, word)
			}
		}
	}
	for _, name := range append(exports, crms...) {
		if base := filepath.Base(name); base != "no_phone.csv" && base != "login.csv" {
			runs = append(runs, []string{"--region", "FR", name})
		}
	}
	acts := map[string]int{}
	for _, flags := range runs {
		t.Run(strings.Join(flags, " "), func(t *testing.T) {
			s := newSession(t)
			s.must(append([]string{"clean", "-q", "-o", s.path("run")}, flags...)...)
			validate(t, sum, []byte(s.read("run/summary.json")))
			got, err := report.ReadSummary(s.path("run/summary.json"))
			if err != nil {
				t.Fatal(err)
			}
			for code := range got.Codes {
				known(t, catalogue, code)
			}
			for _, said := range got.Said {
				known(t, catalogue, said.Code)
			}
			in := bufio.NewScanner(strings.NewReader(s.read("run/changes.jsonl")))
			in.Buffer(nil, 1<<20)
			for in.Scan() {
				validate(t, line, in.Bytes())
			}
			for e, err := range journal.Read(strings.NewReader(s.read("run/changes.jsonl"))) {
				if err != nil {
					t.Fatal(err)
				}
				acts[e.Act]++
				for _, code := range e.Codes {
					known(t, catalogue, code)
				}
			}
		})
	}
	for _, act := range journal.Acts() {
		if acts[act] == 0 && act != journal.Required { // review/required.csv lists these contacts; the journal leaves them to it.
			t.Errorf("no run wrote a line %q", act)
		}
	}
}

func validate(t *testing.T, schema *jsonschema.Schema, text []byte) {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err == nil {
		err = schema.Validate(doc)
	}
	if err != nil {
		t.Errorf("%.300s: %v", text, err)
	}
}

func known(t *testing.T, catalogue *finding.Catalogue, code string) {
	t.Helper()
	if _, ok := catalogue.Lookup(code); !ok {
		t.Errorf("%q is not in the catalogue", code)
	}
}
