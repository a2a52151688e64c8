package cli

import (
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestDaff applies the diff of a run to its export with the real program, and gets the corrected file.
func TestDaff(t *testing.T) {
	daff := os.Getenv("CALLREADY_DAFF")
	if daff == "" {
		daff = "daff"
	}
	if _, err := exec.LookPath(daff); err != nil {
		if os.Getenv("CALLREADY_DAFF_REQUIRED") != "" {
			t.Fatalf("the program daff is required: %v", err)
		}
		t.Skip("skipped: the program daff (npm install -g daff) is not here")
	}
	for _, name := range []string{"salesforce.csv", "accounts.csv", "crm/google.csv", "crm/odoo.csv", "crm/pipedrive.csv", "crm/zoho.csv"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSession(t)
			in := filepath.Join(exportsDir, filepath.FromSlash(name))
			s.must("clean", "-q", "--whole", "--region", "FR", "-o", s.path("run"), in)
			s.must("report", "--format", "daff", s.path("run"), in, "-o", s.path("diff.csv"))
			if out, err := exec.CommandContext(t.Context(), daff, "patch", "--output", s.path("patched.csv"), in, s.path("diff.csv")).CombinedOutput(); err != nil {
				t.Fatalf("daff: %v\n%s", err, out)
			}
			if diff := cmp.Diff(cells(t, s.read("run/import/corrected-001.csv")), cells(t, s.read("patched.csv"))); diff != "" {
				t.Errorf("the corrected file (-callready +daff):\n%s\n%s", diff, s.read("diff.csv"))
			}
		})
	}
}

func cells(t *testing.T, text string) [][]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestDaffRefuses(t *testing.T) {
	export := func(name string) string { return filepath.Join(exportsDir, filepath.FromSlash(name)) }
	for _, tt := range []struct {
		name, in, says string
		clean, report  []string
	}{
		{"a run without a corrected file", "salesforce.csv", "has no corrected file", nil, nil},
		{"another export", "salesforce.csv", "is not the export", []string{"--whole"}, []string{export("accounts.csv")}},
		{"records that could not be read", "hubspot.csv", "could not be read", []string{"--whole"}, nil},
		{"a footer", "salesforce_report.csv", "text follows the table", []string{"--whole"}, nil},
		{"columns of one name", "crm/outlook_fr.csv", "as one before it is", []string{"--whole"}, nil},
		{"rows alone", "salesforce.csv", "whole rows", []string{"--whole"}, []string{export("salesforce.csv"), "--row", "3"}},
		{"masked", "salesforce.csv", "whole rows", []string{"--whole"}, []string{export("salesforce.csv"), "--mask"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := newSession(t)
			s.must(append(append([]string{"clean", "-q", "--region", "FR", "-o", s.path("run")}, tt.clean...), export(tt.in))...)
			if tt.report == nil {
				tt.report = []string{export(tt.in)}
			}
			code := s.run(append([]string{"report", "--format", "daff", "-o", s.path("diff.csv"), s.path("run")}, tt.report...)...)
			if code != exitUsage || !strings.Contains(s.stderr.String(), tt.says) {
				t.Errorf("exit %d, want %d and %q:\n%s", code, exitUsage, tt.says, &s.stderr)
			}
			if _, err := os.Stat(s.path("diff.csv")); err == nil {
				t.Error("a diff was left behind")
			}
		})
	}
	t.Run("a corrected file that somebody changed", func(t *testing.T) {
		t.Parallel()
		s := newSession(t)
		s.must("clean", "-q", "--region", "FR", "--whole", "-o", s.path("run"), export("salesforce.csv"))
		s.write("run/import/corrected-001.csv", s.read("run/import/corrected-001.csv")+"\n")
		if code := s.run("report", "--format", "daff", s.path("run"), export("salesforce.csv")); code != exitFailed || !strings.Contains(s.stderr.String(), "was changed since the run") {
			t.Errorf("exit %d\n%s", code, &s.stderr)
		}
	})
}
