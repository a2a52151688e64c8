package cli

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/callready/callready/cmd/internal/job"
	"github.com/callready/callready/cmd/internal/state"
)

// What the jobs complain about is there in French too.
func TestFrenchJobs(t *testing.T) {
	tr, err := newTranslator()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range slices.Sorted(maps.Keys(literals(t, "../job", []string{"New", "Errorf"}))) {
		if known := slices.ContainsFunc(tr.sayings, func(s saying) bool { return s.English == text }); !known && strings.Trim(verb.ReplaceAllString(text, ""), " :") != "" {
			t.Errorf("%q is not in errors.toml", text)
		}
	}
}

// jobAt runs a job at a time and gives its exit code.
func jobAt(s *session, at time.Time, args ...string) int {
	s.stdout.Reset()
	s.stderr.Reset()
	return Run(context.Background(), append([]string{"job", "run"}, args...), Env{
		Stdin: strings.NewReader(""), Stdout: &s.stdout, Stderr: &s.stderr, Getenv: func(string) string { return "" }, Now: func() time.Time { return at },
	})
}

const jobExport = "Record ID,First Name,Last Name,Phone Number,Country/Region\n101,Ana,Lopez,01 99 00 12 34 / 06 55 50 12 34,France\n"

// A clock that was set back makes no run the last one that is not, removes none and issues nothing twice.
func TestJobClockSetBack(t *testing.T) {
	s := newSession(t)
	file := s.write("n.toml", "name = \"n\"\ninput = \"in.csv\"\nsettle_seconds = 0\nkeep = \"2 days\"\nprofile = \"hubspot\"\nwrite = \"all\"\n[limits]\nmax_new_contacts = 9\n[clean]\nsplit = \"one\"\n")
	day := time.Date(2026, 5, 10, 3, 0, 0, 0, time.UTC)
	for i, back := range []int{0, 0, 400, 401, 1} {
		s.write("in.csv", jobExport+fmt.Sprintf("%d,Bob,Muller,+331990012%02d,France\n", 200+i, i))
		args := []string{file}
		if i == 0 {
			args = append(args, "--afresh")
		}
		if code := jobAt(s, day.AddDate(0, 0, i-back), args...); code != exitDone {
			t.Fatalf("run %d: exit %d\n%s%s", i+1, code, &s.stdout, &s.stderr)
		}
		made := strings.Contains(s.stdout.String(), "1 are new")
		if made != (i == 0) {
			t.Errorf("run %d says:\n%s", i+1, &s.stdout)
		}
		if k, err := job.ReadKept(s.path("runs/n-latest")); err != nil || k.Number != i+1 {
			t.Errorf("the last run is %v, %v", k, err)
		}
	}
}

// A state that somebody else holds stops nothing that is published, and the next run takes over what it could not be told.
func TestJobStateLocked(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: it waits for ten seconds")
	}
	s := newSession(t)
	file := s.write("n.toml", "name = \"n\"\ninput = \"in.csv\"\nsettle_seconds = 0\nprofile = \"hubspot\"\n")
	s.write("in.csv", jobExport)
	now := func() time.Time { return time.Date(2026, 5, 10, 3, 0, 0, 0, time.UTC) }
	if code := jobAt(s, now(), file); code != exitDone {
		t.Fatalf("exit %d\n%s", code, &s.stderr)
	}
	store, err := state.Open(t.Context(), s.path("runs/.n/state.db"), state.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	held, free, over := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		_, err := store.Add(t.Context(), state.Run{ID: "other", Job: "other", Began: now(), Ended: now(), Outcome: state.Failed}, nil, func(func(state.Child) bool) {
			close(held)
			<-free
		})
		over <- err
	}()
	<-held
	code := jobAt(s, now(), "--again", file)
	close(free)
	if err := <-over; err != nil {
		t.Error(err)
	}
	if err := store.Close(); err != nil {
		t.Error(err)
	}
	if code != exitDone || !strings.Contains(s.stderr.String(), "another process is using the state") {
		t.Errorf("exit %d\n%s%s", code, &s.stdout, &s.stderr)
	}
	if code := jobAt(s, now(), "--again", file); code != exitDone {
		t.Errorf("the next run: exit %d\n%s", code, &s.stderr)
	}
}

// A state that was lost is filled again from the runs that are kept.
func TestJobStateLost(t *testing.T) {
	s := newSession(t)
	file := s.write("n.toml", "name = \"n\"\ninput = \"in.csv\"\nsettle_seconds = 0\nprofile = \"hubspot\"\nkeep = 2\n")
	s.write("in.csv", jobExport)
	at := time.Date(2026, 5, 10, 3, 0, 0, 0, time.UTC)
	for range 3 {
		if code := jobAt(s, at, "--again", file); code != exitDone {
			t.Fatalf("exit %d\n%s", code, &s.stderr)
		}
	}
	if err := os.RemoveAll(s.path("runs/.n")); err != nil {
		t.Fatal(err)
	}
	if code := jobAt(s, at, "--again", file); code != exitDone {
		t.Fatalf("exit %d\n%s", code, &s.stderr)
	}
	s.must("job", "history", file)
	for _, want := range []string{"n-0002-", "n-0003-", "n-0004-"} {
		if !strings.Contains(s.stdout.String(), want) {
			t.Errorf("the history lacks %s:\n%s", want, &s.stdout)
		}
	}
	if names, _ := filepath.Glob(s.path("runs/n-0*")); len(names) != 2 {
		t.Errorf("kept are %v", names)
	}
	// What a run's record does not say of its inputs is not said to be nothing.
	s.must("job", "show", file, "n-0003-20260510")
	if got := s.stdout.String(); !strings.Contains(got, "SHA-256 ") || strings.Contains(got, " 0 records") || strings.Contains(got, " 0 bytes") {
		t.Errorf("of a run before that it says\n%s", got)
	}
	s.must("job", "show", "--format", "json", file, "n-0003-20260510")
	if got := s.stdout.String(); !strings.Contains(got, `"sha256"`) || strings.Contains(got, `"size"`) || strings.Count(got, `"records"`) > 1 {
		t.Errorf("of a run before that it says in JSON\n%s", got)
	}
}
