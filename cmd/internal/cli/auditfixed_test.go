package cli

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/callready/callready/cmd/internal/audit"
	"github.com/callready/callready/cmd/internal/summary"
)

// What an audit says that a clean would fix is what a clean does fix: for every number of every invented export, audited before
// and after.
func TestAuditFixed(t *testing.T) {
	files, err := filepath.Glob(exportsDir + "/crm/*.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"hubspot.csv", "hubspot_fr.csv", "salesforce.csv", "generic_de.csv", "generic_es.csv"} {
		files = append(files, filepath.Join(exportsDir, name))
	}
	fixed := 0
	for _, file := range files {
		s := newSession(t)
		s.must("clean", "-q", "--whole", "-o", s.path("run"), file)
		corrected, err := filepath.Glob(s.path("run/import/corrected-001.*"))
		if err != nil || len(corrected) != 1 {
			t.Fatalf("%s: %q %v", file, corrected, err)
		}
		calls := s.write("calls.csv", ringing(t, s.path("run/changes.jsonl")))
		before, after := audited(s, "before", file, calls), audited(s, "after", corrected[0], calls)
		for number, b := range before {
			a := after[number]
			switch {
			case b["attached"] == "yes" && a["attached"] != "yes":
				t.Errorf("%s: %s was attached, and is not after the cleanup (%s)", file, number, a["cause"])
			case b["fixed_by_cleanup"] == "yes" && a["attached"] != "yes":
				t.Errorf("%s: %s (%s) is not attached after the cleanup (%s)", file, number, b["cause"], a["cause"])
			case b["fixed_by_cleanup"] == "no" && b["attached"] == "no" && a["attached"] == "yes":
				t.Errorf("%s: %s (%s) is attached after the cleanup, and nobody said so", file, number, b["cause"])
			}
			if b["fixed_by_cleanup"] == "yes" {
				fixed++
			}
		}
		sameCounts(t, s, file)
		noCircles(t, s, file)
	}
	if fixed < 300 {
		t.Errorf("only %d numbers were fixed in all", fixed)
	}
}

// decode reads a file of JSON.
func (s *session) decode(name string, v any) {
	s.t.Helper()
	if err := json.Unmarshal([]byte(s.read(name)), v); err != nil {
		s.t.Fatalf("%s: %v", name, err)
	}
}

// sameCounts holds what the audit before the cleanup says of contacts against what the clean says.
func sameCounts(t *testing.T, s *session, file string) {
	t.Helper()
	var clean summary.Summary
	s.decode("run/summary.json", &clean)
	var found audit.Result
	s.decode("before/audit.json", &found)
	b, c := clean.Match.Before, found.Contacts
	if want := (audit.Contacts{WithNumber: b.E164 + b.Accepted + b.Unmatched, E164: b.E164, Accepted: b.Accepted, Unmatched: b.Unmatched}); *c != want {
		t.Errorf("%s: the audit counts %+v, the clean %+v", file, *c, want)
	}
}

// noCircles holds that the audit of a cleaned file sends nobody to clean it again.
func noCircles(t *testing.T, s *session, file string) {
	t.Helper()
	var found audit.Result
	s.decode("after/audit.json", &found)
	for _, c := range found.Checks {
		if strings.Contains(c.Do, "Run callready clean") {
			t.Errorf("%s: %s of the cleaned file says %q (%d of %d: %q)", file, c.Name, c.Do, c.Count, c.Of, c.Evidence)
		}
	}
}

// ringing gives a call of every number that a journal names.
func ringing(t *testing.T, journal string) string {
	t.Helper()
	data, err := os.ReadFile(journal)
	if err != nil {
		t.Fatal(err)
	}
	numbers := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		var event struct{ Numbers []string }
		if err := json.Unmarshal([]byte(line), &event); err != nil {
			t.Fatal(err)
		}
		for _, n := range event.Numbers {
			numbers[n] = n != ""
		}
	}
	var text strings.Builder
	text.WriteString("Call id,datetime (utc),direction,from,to,answered,line\n")
	for i, n := range slices.Sorted(maps.Keys(numbers)) {
		if n != "" {
			fmt.Fprintf(&text, "CA%032x,2026-11-02 09:00:00,inbound,%s,33199001001,Yes,Sales\n", i, n[1:])
		}
	}
	return text.String()
}

// audited gives the rows of calls.csv by number.
func audited(s *session, out, contacts, calls string) map[string]map[string]string {
	s.t.Helper()
	if code := s.run("audit", "--contacts", contacts, "--calls", calls, "-o", s.path(out)); code != exitDone && code != exitFindings {
		s.t.Fatalf("audit of %s: exit %d\n%s", contacts, code, &s.stderr)
	}
	_, rows := s.table(out + "/calls.csv")
	byNumber := map[string]map[string]string{}
	for _, row := range rows {
		byNumber[row["number"]] = row
	}
	return byNumber
}
