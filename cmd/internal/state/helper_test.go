package state_test

import (
	"errors"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/callready/callready/cmd/internal/state"
)

// noon is the time of every test that does not say another.
var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// fixed is a clock that stands.
func fixed(t time.Time) func() time.Time { return func() time.Time { return t } }

// open opens a state and closes it when the test is over.
func open(tb testing.TB, path string) *state.Store {
	tb.Helper()
	s, err := state.Open(tb.Context(), path, state.Options{Now: fixed(noon)})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	return s
}

// fresh gives the path of a state that is not there yet.
func fresh(tb testing.TB) string {
	tb.Helper()
	return filepath.Join(tb.TempDir(), "state.db")
}

// add adds a run that ended well.
func add(tb testing.TB, s *state.Store, id string, findings iter.Seq[state.Finding], children ...string) state.Delta {
	tb.Helper()
	run := state.Run{ID: id, Job: "nightly", Began: noon, Ended: noon.Add(time.Minute), Outcome: state.Published}
	delta, err := s.Add(tb.Context(), run, findings, issue(children...))
	if err != nil {
		tb.Fatal(err)
	}
	return delta
}

// issue gives children that are issued now.
func issue(ids ...string) iter.Seq[state.Child] {
	return func(yield func(state.Child) bool) {
		for _, id := range ids {
			if !yield(state.Child{ID: id}) {
				return
			}
		}
	}
}

// found gives findings written as CODE/KEY.
func found(texts ...string) iter.Seq[state.Finding] {
	return func(yield func(state.Finding) bool) {
		for _, text := range texts {
			code, key, _ := strings.Cut(text, "/")
			if !yield(state.Finding{Code: code, Key: key, Column: "Phone", Severity: "warning"}) {
				return
			}
		}
	}
}

// issued gives the children that were issued and not seen.
func issued(tb testing.TB, s *state.Store) []string {
	tb.Helper()
	all, err := s.Issued(tb.Context(), "nightly")
	if err != nil {
		tb.Fatal(err)
	}
	var out []string
	for id, err := range all {
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, id)
	}
	return out
}

// shown gives the findings of a run, as CODE/KEY first-last runs.
func shown(tb testing.TB, s *state.Store, run string) []state.FindingAge {
	tb.Helper()
	_, all, err := s.Show(tb.Context(), "nightly", run)
	if err != nil {
		tb.Fatal(err)
	}
	var out []state.FindingAge
	for a, err := range all {
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

// ids gives the ids of runs.
func ids(runs []state.Run) []string {
	var out []string
	for _, r := range runs {
		out = append(out, r.ID)
	}
	return out
}

// sound holds a closed state against SQLite's own program, where there is one; CALLREADY_SQLITE3=required wants it.
func sound(tb testing.TB, path string) {
	tb.Helper()
	name, err := exec.LookPath("sqlite3")
	if err != nil {
		if os.Getenv("CALLREADY_SQLITE3") == "required" {
			tb.Fatal(err)
		}
		return
	}
	out, err := exec.CommandContext(tb.Context(), name, path, "PRAGMA integrity_check; PRAGMA foreign_key_check;").CombinedOutput()
	if err != nil || string(out) != "ok\n" {
		tb.Errorf("sqlite3 says %s (%v)", out, err)
	}
}

// beside gives the names of what stands in the folder of a state.
func beside(tb testing.TB, path string) []string {
	tb.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		tb.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	slices.Sort(out)
	return out
}

// isForgotten tells whether an error says that findings are not kept any more.
func isForgotten(err error) bool { return errors.Is(err, state.ErrForgotten) }
