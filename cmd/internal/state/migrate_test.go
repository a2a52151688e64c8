package state

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var update = flag.Bool("update", false, "write the golden dump of the newest version, if there is none yet")

// released are the steps as they were released. A step that changes would make two kinds of files of one version.
var released = map[string]string{
	"001": "0c5d23b70e60af98",
}

func TestReleasedSteps(t *testing.T) {
	for _, m := range migrations() {
		sum := sha256.Sum256([]byte(strings.ReplaceAll(m.text, "\r\n", "\n")))
		if got := hex.EncodeToString(sum[:8]); got != released[m.name] {
			t.Errorf("schema/%s.sql is %s, want %s as it was released: make a new step", m.name, got, released[m.name])
		}
	}
	names, err := filepath.Glob("schema/*.sql")
	if err != nil || len(names) != len(migrations()) {
		t.Errorf("%d files, %d steps (%v)", len(names), len(migrations()), err)
	}
}

// small is what a golden dump holds.
func small(ctx context.Context, s *Store) error {
	began := time.Date(2026, 11, 22, 2, 0, 0, 0, time.UTC)
	one := []Finding{{Code: "words", Key: "101", Column: "Phone", Severity: "warning"}, {Code: "words", Key: "102", Column: "Phone", Severity: "warning"}}
	two := []Finding{one[1], {Code: "too-short", Key: "103", Column: "Mobile", Severity: "info"}}
	run := Run{
		ID: "nightly-1", Job: "nightly", Folder: "runs/nightly-1", Began: began, Ended: began.Add(time.Minute), Outcome: Published,
		Inputs: []Input{{Path: "in/a.csv", Name: "a.csv", Size: 12, SHA256: "ab", Rows: 3, Columns: []string{"Record ID", "Phone"}}},
		Counts: Counts{Rows: 3, Changed: 2, Created: 2, Rejected: 1, Held: 1, Findings: map[string]int64{"words": 2}}, Version: "1.0.0", Plan: "9.0",
	}
	children := []Child{{ID: "c1"}, {ID: "c2"}}
	if _, err := s.Add(ctx, run, slices.Values(one), slices.Values(children)); err != nil {
		return err
	}
	if _, err := s.SeenChildren(ctx, "nightly", slices.Values([]string{"c1"})); err != nil {
		return err
	}
	if err := s.Ack(ctx, "nightly", Acknowledgement{Code: "words", Key: "102", Until: began.AddDate(1, 0, 0), Note: "known", By: "ana"}); err != nil {
		return err
	}
	run = Run{ID: "nightly-2", Job: "nightly", Of: "nightly-1", Outcome: Stopped, Code: 4, Reason: "too many changes"}
	if _, err := s.Add(ctx, run, nil, nil); err != nil {
		return err
	}
	run = Run{ID: "nightly-3", Job: "nightly", Began: began.AddDate(0, 0, 1), Ended: began.AddDate(0, 0, 1), Outcome: Checked}
	_, err := s.Add(ctx, run, slices.Values(two), nil)
	return err
}

// said is all that a store has to say of the small content.
func said(t *testing.T, s *Store) any {
	t.Helper()
	ctx := t.Context()
	var out struct {
		Runs    []Run
		Ages    [][]FindingAge
		Issued  []string
		Waiting []Waiting
		Acks    []Acknowledgement
		Empty   bool
		Done    string
	}
	var err error
	if out.Runs, err = s.History(ctx, "nightly", 0); err != nil {
		t.Fatal(err)
	}
	for _, r := range out.Runs {
		var ages []FindingAge
		if err := s.eachAge(ctx, &r, func(a FindingAge) bool { ages = append(ages, a); return true }); err != nil {
			t.Fatal(err)
		}
		out.Ages = append(out.Ages, ages)
	}
	issued, err := s.Issued(ctx, "nightly")
	if err != nil {
		t.Fatal(err)
	}
	for id, err := range issued {
		if err != nil {
			t.Fatal(err)
		}
		out.Issued = append(out.Issued, id)
	}
	if out.Waiting, err = s.Waiting(ctx, "nightly"); err != nil {
		t.Fatal(err)
	}
	if out.Acks, err = s.Acks(ctx, "nightly"); err != nil {
		t.Fatal(err)
	}
	if out.Empty, err = s.Empty(ctx, "nightly"); err != nil {
		t.Fatal(err)
	}
	if out.Done, _, err = s.Processed(ctx, "nightly", "AB"); err != nil {
		t.Fatal(err)
	}
	return out
}

// clock is the time of these tests.
func clock() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }

// A file of each version that was ever released says after its migration what a new one says.
func TestMigrate(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "new.db")
	s, err := Open(ctx, path, Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := small(ctx, s); err != nil {
		t.Fatal(err)
	}
	want, tables := said(t, s), layout(t, s.db)
	golden := fmt.Sprintf("testdata/v%d.sql", len(migrations()))
	if _, err := os.Stat(golden); *update && errors.Is(err, os.ErrNotExist) {
		if err := os.WriteFile(golden, []byte(dumped(t, s.db)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for version := 1; version <= len(migrations()); version++ {
		t.Run(strconv.Itoa(version), func(t *testing.T) {
			text, err := os.ReadFile(fmt.Sprintf("testdata/v%d.sql", version))
			if err != nil {
				t.Fatal(err)
			}
			old := filepath.Join(t.TempDir(), "old.db")
			load(t, old, string(text))
			s, err := Open(ctx, old, Options{Now: clock})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if diff := cmp.Diff(want, said(t, s), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(tables, layout(t, s.db)); diff != "" {
				t.Errorf("tables (-want +got)\n%s", diff)
			}
			// The findings are known again: the salt is that of the old file.
			again := slices.Values([]Finding{{Code: "words", Key: "102", Column: "Phone"}, {Code: "too-short", Key: "103", Column: "Mobile"}})
			d, err := s.Add(ctx, Run{ID: "nightly-4", Job: "nightly", Outcome: Checked}, again, nil)
			if err != nil || d.Standing["too-short"] != 1 || d.Acknowledged["words"] != 1 || len(d.New)+len(d.Gone) > 0 {
				t.Errorf("got %v, %v", d, err)
			}
		})
	}
}

// A step that fails undoes those before it, and the file is as it was.
func TestMigrateFails(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "state.db")
	s, err := Open(ctx, path, Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := small(ctx, s); err != nil {
		t.Fatal(err)
	}
	want := dumped(t, s.db)
	fails := errors.New("no")
	for _, last := range []migration{
		{text: "ALTER TABLE no_such_table ADD COLUMN a"},
		{text: "DROP TABLE ack", more: func(context.Context, *sql.Tx) error { return fails }},
	} {
		steps := append(migrations(), migration{text: "ALTER TABLE run ADD COLUMN host TEXT NOT NULL DEFAULT ''; UPDATE run SET host = 'a'"}, last)
		if err := migrate(ctx, s.db, steps); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("version %d", len(steps))) {
			t.Errorf("got %v", err)
		}
		if diff := cmp.Diff(want, dumped(t, s.db)); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
}

// Of many that open an older file at once one migrates it.
func TestMigrateAtOnce(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "state.db")
	s, err := Open(ctx, path, Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	steps := append(migrations(), migration{text: "CREATE TABLE once (n INTEGER); INSERT INTO once VALUES (1)"})
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			db, err := connect(path, DefaultBusy)
			if err != nil {
				t.Error(err)
				return
			}
			defer db.Close()
			if err := migrate(ctx, db, steps); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	var n, version int
	if err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM once").Scan(&n); err != nil || n != 1 {
		t.Errorf("%d, %v", n, err)
	}
	if err := s.db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil || version != len(steps) {
		t.Errorf("version %d, %v", version, err)
	}
	if _, err := Open(ctx, path, Options{Now: clock}); !errors.Is(err, ErrNewer) {
		t.Errorf("an older program says %v", err)
	}
}

// load makes a file of a dump.
func load(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := connect(path, DefaultBusy)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), text); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

var spaces = regexp.MustCompile(`(?:--[^\n]*|\s)+`)

// layout gives the tables and indices, without comments.
func layout(t *testing.T, db *sql.DB) []string {
	t.Helper()
	return column(t, db, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name")
}

// column gives the texts that a query selects.
func column(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		out = append(out, strings.TrimSpace(spaces.ReplaceAllString(text, " ")))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// dumped gives a file as statements that make it again.
func dumped(t *testing.T, db *sql.DB) string {
	t.Helper()
	var b strings.Builder
	var version int
	if err := db.QueryRowContext(t.Context(), "PRAGMA user_version").Scan(&version); err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "PRAGMA application_id = %d;\nPRAGMA user_version = %d;\nPRAGMA foreign_keys = off;\n", application, version)
	for _, statement := range layout(t, db) {
		fmt.Fprintln(&b, statement+";")
	}
	for _, table := range column(t, db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name") {
		names := column(t, db, "SELECT name FROM pragma_table_info('"+table+"')")
		quoted := make([]string, len(names))
		for i, name := range names {
			quoted[i] = "quote(" + name + ")"
		}
		for _, row := range column(t, db, "SELECT "+strings.Join(quoted, "||', '||")+" FROM "+table+" ORDER BY 1") {
			fmt.Fprintf(&b, "INSERT INTO %s VALUES (%s);\n", table, row)
		}
	}
	return b.String()
}
