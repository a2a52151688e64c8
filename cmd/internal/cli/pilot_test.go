package cli

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callready/callready/cmd/internal/summary"
)

// importRows gives the rows of the import files that match a pattern, sorted, each with its file's kind before it.
func importRows(t *testing.T, s *session, pattern string) (out []string, keys map[string]bool) {
	t.Helper()
	names, err := filepath.Glob(s.path(pattern))
	if err != nil {
		t.Fatal(err)
	}
	keys = map[string]bool{}
	for _, name := range names {
		rel, _ := filepath.Rel(s.dir, name)
		kind := strings.TrimSuffix(filepath.Base(name), "-001.csv")
		all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(s.read(rel), "\ufeff"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		parent := slices.Index(all[0], "callready_parent")
		for _, row := range all[1:] {
			out = append(out, kind+": "+strings.Join(row, "|"))
			switch {
			case kind == "company-phones":
			case parent >= 0:
				keys[row[parent]] = true
			default:
				keys[row[0]] = true
			}
		}
	}
	slices.Sort(out)
	return out, keys
}

// TestPilot holds a run with a pilot against the same without: no row is lost, none stands twice, a contact is whole in either.
func TestPilot(t *testing.T) {
	for _, tt := range []struct {
		file  string
		most  int
		flags []string
	}{
		{"hubspot.csv", 1, nil},
		{"hubspot.csv", 8, nil},
		{"hubspot.csv", 50, nil},
		{"hubspot.csv", 1000, nil},
		{"salesforce.csv", 40, nil},
		{"salesforce.csv", 5, []string{"--split", "off"}},
		{"hubspot.csv", 12, []string{"--to", "aircall"}},
	} {
		t.Run(fmt.Sprint(tt.file, " ", tt.most, tt.flags), func(t *testing.T) {
			t.Parallel()
			s := newSession(t)
			in := filepath.Join(exportsDir, tt.file)
			flags := append([]string{"clean", "-q", "--region", "FR", "--split", "one", "-j", "2"}, tt.flags...)
			s.must(append(flags, "-o", s.path("all"), in)...)
			s.must(append(flags, "-o", s.path("run"), "--pilot", strconv.Itoa(tt.most), in)...)
			want, contacts := importRows(t, s, "all/import/*.csv")
			rest, restKeys := importRows(t, s, "run/import/*.csv")
			trial, trialKeys := importRows(t, s, "run/import/pilot/*.csv")
			got := slices.Concat(rest, trial)
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error("rows of all import files (-without +with a pilot):\n" + diff)
			}
			var sum summary.Summary
			if err := json.Unmarshal([]byte(s.read("run/summary.json")), &sum); err != nil {
				t.Fatal(err)
			}
			if sum.Pilot == nil || sum.Pilot.Contacts > int64(tt.most) || sum.Pilot.Contacts == 0 {
				t.Fatalf("pilot %+v, at most %d were asked for", sum.Pilot, tt.most)
			}
			if len(tt.flags) > 0 && tt.flags[0] == "--to" {
				return // The rows of that form have no key of ours.
			}
			if n := len(contacts); len(trialKeys) != min(tt.most, n) {
				t.Errorf("%d contacts in the pilot, want %d of %d", len(trialKeys), tt.most, n)
			}
			for key := range trialKeys {
				if restKeys[key] {
					t.Errorf("contact %s is in the pilot and beside it", key)
				}
			}
			covers(t, s, trialKeys, contacts, sum.Pilot.Missing)
		})
	}
}

// covers checks that the contacts of a pilot show every code of the journal that contacts of the import files have, but for
// missing ones.
func covers(t *testing.T, s *session, trial, contacts map[string]bool, missing int64) {
	t.Helper()
	shown, all := map[string]bool{}, map[string]bool{}
	for line := range strings.Lines(s.read("run/changes.jsonl")) {
		var e struct {
			Act   string
			Key   string
			Codes []string
		}
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		for _, why := range append(e.Codes, e.Act) {
			if contacts[e.Key] && e.Act != "duplicate" {
				all[why] = true
				shown[why] = shown[why] || trial[e.Key]
			}
		}
	}
	n := int64(0)
	var hidden []string
	for why := range all {
		if !shown[why] {
			n++
			hidden = append(hidden, why)
		}
	}
	if n > missing {
		t.Errorf("the pilot lacks %q, and the summary says that %d are missing", hidden, missing)
	}
}
