package state_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/callready/callready/cmd/internal/state"
)

// Only the owner reads the state and what SQLite puts beside it, whatever the folder.
func TestPrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no such permissions")
	}
	dir := filepath.Join(t.TempDir(), "a", "b")
	s := open(t, filepath.Join(dir, "state.db"))
	add(t, s, "run-1", found("words/101"), "child-1")
	want := map[string]fs.FileMode{".": 0o700, "state.db": 0o600, "state.db-wal": 0o600, "state.db-shm": 0o600}
	got := map[string]fs.FileMode{}
	for name := range want {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		got[name] = info.Mode().Perm()
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// What was closed is one file, and nothing else is left.
func TestOneFile(t *testing.T) {
	path := fresh(t)
	s, err := state.Open(t.Context(), path, state.Options{Now: fixed(noon)})
	if err != nil {
		t.Fatal(err)
	}
	add(t, s, "run-1", found("words/101"), "child-1")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"state.db"}, beside(t, path)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	sound(t, path)
}

// A path is a path, whatever characters it has.
func TestPath(t *testing.T) {
	for _, name := range []string{"with space", "50% off", "a#b", "été", "a&b=c", "it's", "a+b", "file:x", "100%25", "a?b", `a"b`} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), name)
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Skip(err) // Windows refuses some.
			}
			path := filepath.Join(dir, name+".db")
			add(t, open(t, path), "run-1", found("words/101"))
			if got := ids(history(t, open(t, path))); !slices.Equal(got, []string{"run-1"}) {
				t.Errorf("runs %v", got)
			}
			if _, err := os.Stat(path); err != nil {
				t.Error(err)
			}
		})
	}
	t.Run("relative", func(t *testing.T) {
		t.Chdir(t.TempDir())
		add(t, open(t, "state.db"), "run-1", found("words/101"))
		if _, err := os.Stat("state.db"); err != nil {
			t.Error(err)
		}
	})
}

func TestExisting(t *testing.T) {
	path := fresh(t)
	if _, err := state.Open(t.Context(), path, state.Options{Now: fixed(noon), Existing: true}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want that it is not there", err)
	}
	if got := beside(t, path); len(got) > 0 {
		t.Errorf("made %v", got)
	}
	open(t, path)
	s, err := state.Open(t.Context(), path, state.Options{Now: fixed(noon), Existing: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// Of many that make a state at once all get the same one.
func TestMadeAtOnce(t *testing.T) {
	path := fresh(t)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			s, err := state.Open(t.Context(), path, state.Options{Now: fixed(noon)})
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			run := state.Run{ID: string(rune('a' + i)), Job: "nightly", Outcome: state.Checked}
			if _, err := s.Add(t.Context(), run, found("words/101"), nil); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	got := ids(history(t, open(t, path)))
	slices.Sort(got)
	if diff := cmp.Diff([]string{"a", "b", "c", "d", "e", "f", "g", "h"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// What a process left that was killed goes away once it is old.
func TestRemains(t *testing.T) {
	path := fresh(t)
	for name, age := range map[string]time.Duration{
		"state.db.new-1": 30 * time.Hour, "state.db.new-2": time.Hour, "other.new-1": 48 * time.Hour,
		"state.db.tmp-1": 30 * time.Hour, "state.db.tmp-2": time.Hour,
	} {
		name = filepath.Join(filepath.Dir(path), name)
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(name, time.Now().Add(-age), time.Now().Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	add(t, open(t, path), "run-1", found("words/101"))
	want := []string{"other.new-1", "state.db", "state.db-shm", "state.db-wal", "state.db.new-2", "state.db.tmp-2"}
	if diff := cmp.Diff(want, beside(t, path)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// history gives all runs.
func history(tb testing.TB, s *state.Store) []state.Run {
	tb.Helper()
	runs, err := s.History(tb.Context(), "nightly", 0)
	if err != nil {
		tb.Fatal(err)
	}
	return runs
}
