package report_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/callready/callready/cmd/internal/report"
	"github.com/callready/callready/cmd/internal/summary"
)

func summaryJSON(t *testing.T, s *summary.Summary) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := report.WriteSummary(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWriteSummaryGolden(t *testing.T) {
	golden(t, "summary.json", summaryJSON(t, run()))
}

func TestWriteSummaryReadsBack(t *testing.T) {
	want := run()
	want.Options = map[string]any{"region": []any{"FR"}, "max-rows": 5.0}
	want.Inputs[0].Name = "<a> & \u2028\x00.csv"
	want.Run.Folder = "" // nobody knows it when the file is written
	var got summary.Summary
	if err := json.Unmarshal(summaryJSON(t, want), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, &got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("read back (-want +got):\n%s", diff)
	}
}

// TestSummarySchema validates a full and an empty summary: neither may hold a null.
func TestSummarySchema(t *testing.T) {
	doc, err := os.ReadFile("schemas/summary.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(doc))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("summary.json", parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("summary.json")
	if err != nil {
		t.Fatal(err)
	}
	check := func(s *summary.Summary) error {
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(summaryJSON(t, s)))
		if err != nil {
			t.Fatal(err)
		}
		return schema.Validate(v)
	}
	empty := &summary.Summary{Command: "clean", Mode: "check", Split: summary.Split{Policy: "off", Asked: "off"}, Inputs: []summary.Input{{Name: "-"}}}
	for name, s := range map[string]*summary.Summary{"full": run(), "small": small(), "clean": clean(), "empty": empty, "mandatory": mandatory()} {
		if err := check(s); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, spoil := range map[string]func(*summary.Summary){
		"unknown mode":           func(s *summary.Summary) { s.Mode = "maybe" },
		"negative count":         func(s *summary.Summary) { s.Cells.Kept = -1 },
		"path out of the folder": func(s *summary.Summary) { s.Outputs[0].Path = "/etc/passwd" },
		"another schema":         func(s *summary.Summary) { s.Schema = "callready/summary/9" },
	} {
		s := run()
		spoil(s)
		if check(s) == nil {
			t.Errorf("%s is valid", name)
		}
	}
}
