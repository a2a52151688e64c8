package cli

import (
	"bytes"
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// tb is what the harness needs of a test, rapid's included.
type tb interface {
	Helper()
	Fatalf(format string, args ...any)
}

// session runs commands in a folder of their own, in this process.
type session struct {
	t      tb
	dir    string
	stdin  string
	env    map[string]string
	stdout bytes.Buffer
	stderr bytes.Buffer
}

func newSession(t *testing.T) *session {
	t.Helper()
	return &session{t: t, dir: t.TempDir()}
}

// run runs a command and gives its exit code.
func (s *session) run(args ...string) int {
	s.stdout.Reset()
	s.stderr.Reset()
	return Run(context.Background(), args, Env{
		Stdin: strings.NewReader(s.stdin), Stdout: &s.stdout, Stderr: &s.stderr,
		Getenv: func(k string) string { return s.env[k] },
		Now:    func() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) },
	})
}

// must runs a command that has to succeed.
func (s *session) must(args ...string) {
	s.t.Helper()
	if code := s.run(args...); code != exitDone {
		s.t.Fatalf("%q: exit %d\n%s%s", args, code, &s.stdout, &s.stderr)
	}
}

func (s *session) path(name string) string { return filepath.Join(s.dir, name) }

func (s *session) write(name, text string) string {
	s.t.Helper()
	if err := os.WriteFile(s.path(name), []byte(text), 0o600); err != nil {
		s.t.Fatalf("%v", err)
	}
	return s.path(name)
}

// read gives a file of the session, "" if there is none.
func (s *session) read(name string) string {
	data, err := os.ReadFile(s.path(name))
	if err != nil {
		return ""
	}
	return string(data)
}

// corrected gives a corrected file of a run. One that changes nothing writes none: it is the input then.
func (s *session) corrected(run, name, in string) string {
	s.t.Helper()
	if s.exists(run + "/import/" + name) {
		return s.read(run + "/import/" + name)
	}
	if sum := s.read(run + "/summary.json"); !strings.Contains(sum, `"changed": 0,`) || !strings.Contains(sum, `"created": 0,`) {
		s.t.Fatalf("%s lacks %s, and something changed", run, name)
	}
	return s.read(in)
}

// table reads a CSV file: its header and its rows by header; nothing if there is none.
func (s *session) table(name string) (head []string, rows []map[string]string) {
	s.t.Helper()
	text := strings.TrimPrefix(s.read(name), "\ufeff")
	r := csv.NewReader(strings.NewReader(text))
	if line, _, _ := strings.Cut(text, "\n"); strings.Count(line, ";") > strings.Count(line, ",") {
		r.Comma = ';'
	}
	all, err := r.ReadAll()
	if err != nil {
		s.t.Fatalf("%s: %v", name, err)
	}
	if len(all) == 0 {
		return nil, nil
	}
	for _, rec := range all[1:] {
		row := map[string]string{}
		for i, v := range rec {
			row[all[0][i]] = v
		}
		rows = append(rows, row)
	}
	return all[0], rows
}
