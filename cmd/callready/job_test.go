//go:build unix

package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/callready/callready/cmd/internal/fixtures"
	"github.com/callready/callready/cmd/internal/summary"
)

// nightly is a job in a folder of its own.
type nightly struct {
	t    *testing.T
	dir  string
	in   string
	runs string
}

func newNightly(t *testing.T, runs, more string) *nightly {
	t.Helper()
	n := &nightly{t: t, dir: t.TempDir(), runs: runs}
	n.in = filepath.Join(n.dir, "in", "contacts.csv")
	if err := os.Mkdir(filepath.Dir(n.in), 0o700); err != nil {
		t.Fatal(err)
	}
	if runs == "" {
		n.runs = filepath.Join(n.dir, "runs")
	}
	// Every further number becomes a contact: there is much to issue twice.
	text := fmt.Sprintf("name = \"n\"\ninput = \"in/*.csv\"\nruns = %q\nwrite = \"all\"\nsettle_seconds = 0\n%s\n[limits]\nmax_new_contacts = 100000\n[clean]\nregion = \"FR\"\nsplit = \"one\"\n", n.runs, more)
	if err := os.WriteFile(filepath.Join(n.dir, "n.toml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return n
}

// export writes an export of so many contacts and gives its sum.
func (n *nightly) export(contacts int) [32]byte {
	n.t.Helper()
	f, err := os.Create(n.in)
	if err != nil {
		n.t.Fatal(err)
	}
	defer f.Close()
	if err := fixtures.Rows(f, contacts, 1); err != nil {
		n.t.Fatal(err)
	}
	return sum(n.t, n.in)
}

// run starts the job.
func (n *nightly) run(args ...string) *exec.Cmd {
	n.t.Helper()
	return callready(n.t, n.dir, append(append([]string{"job", "run"}, args...), "n.toml")...)
}

// must runs the job to its end.
func (n *nightly) must(args ...string) string {
	n.t.Helper()
	out, err := n.run(args...).CombinedOutput()
	if err != nil {
		n.t.Fatalf("%q: %v\n%s", args, err, out)
	}
	return string(out)
}

// fails runs the job and wants an exit code and words.
func (n *nightly) fails(code int, words string, args ...string) {
	n.t.Helper()
	cmd := n.run(args...)
	out, _ := cmd.CombinedOutput()
	if got := cmd.ProcessState.ExitCode(); got != code || !strings.Contains(string(out), words) {
		n.t.Fatalf("exit %d, want %d and %q:\n%s", got, code, words, out)
	}
}

// check looks at all runs: whole each of them, and no new contact in two of them. It gives how many runs there are, and how many new
// contacts.
func (n *nightly) check() (runs, issued int) {
	n.t.Helper()
	by := map[string]string{}
	for _, name := range visible(n.t, n.runs) {
		dir := filepath.Join(n.runs, name)
		if info, err := os.Lstat(dir); err != nil || !info.IsDir() {
			continue
		}
		runs++
		n.whole(dir)
		names, err := filepath.Glob(filepath.Join(dir, "import", "creates*.csv"))
		if err != nil {
			n.t.Fatal(err)
		}
		for _, file := range names {
			for _, id := range ids(n.t, file) {
				if before, twice := by[id]; twice {
					n.t.Fatalf("%s is issued in %s and in %s", id, before, name)
				}
				by[id] = name
			}
		}
	}
	return runs, len(by)
}

// whole wants a run folder that has all that its summary lists.
func (n *nightly) whole(dir string) {
	n.t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "summary.json"))
	if err != nil {
		n.t.Fatalf("half of a run: %v", err)
	}
	var s summary.Summary
	if err := json.Unmarshal(data, &s); err != nil {
		n.t.Fatal(err)
	}
	job := false
	for _, out := range s.Outputs {
		info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(out.Path)))
		if err != nil || info.Size() != out.Bytes {
			n.t.Fatalf("%s: %s is not as its summary says: %v", dir, out.Path, err)
		}
		job = job || out.Path == "job.json"
	}
	if !job {
		n.t.Fatalf("%s has no job.json", dir)
	}
}

// ids gives the callready_ids of an import file.
func ids(t *testing.T, file string) []string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	if data, _ := os.ReadFile(file); bytes.Count(data[:min(len(data), 200)], []byte(";")) > 2 {
		r.Comma = ';'
	}
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, row := range rows[1:] {
		for _, cell := range row {
			if strings.HasPrefix(cell, "cr-") {
				out = append(out, cell)
			}
		}
	}
	return out
}

// kills is how often a job is killed: some times with every test, some hundred in CI (CALLREADY_KILLS).
func kills(t *testing.T) int {
	t.Helper()
	if n, err := strconv.Atoi(os.Getenv("CALLREADY_KILLS")); err == nil {
		return n
	}
	if testing.Short() {
		return 4
	}
	return 15
}

// A job that is killed at any moment leaves the export and whole runs alone, and issues nothing twice afterwards.
func TestJobKilled(t *testing.T) {
	n := newNightly(t, "", "keep = 1000")
	n.export(200)
	start := time.Now()
	n.must("--afresh")
	long := time.Since(start)
	for i := range kills(t) {
		before := n.export(200 + 4*i)
		cmd := n.run("--again")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.Int64N(int64(long) * 2)))
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if sum(t, n.in) != before {
			t.Fatal("the export was changed")
		}
		n.check()
	}
	n.export(300 + 4*kills(t))
	n.must()
	runs, issued := n.check()
	t.Logf("%d runs were published, with %d new contacts", runs, issued)
	if issued == 0 {
		t.Error("nothing was issued, so nothing could come twice")
	}
	left, err := filepath.Glob(filepath.Join(n.runs, ".callready-*", "lock"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// wait waits until something is there.
func wait(t *testing.T, pattern string) {
	t.Helper()
	for range 1000 {
		if found, _ := filepath.Glob(pattern); len(found) > 0 {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatalf("%s did not come", pattern)
}

// A job that is told to end does so at once, and publishes nothing.
func TestJobTerminated(t *testing.T) {
	n := newNightly(t, "", `on_failure = ["sleep", "60"]`)
	n.export(60_000)
	cmd := n.run("--afresh")
	var out bytes.Buffer
	cmd.Stderr = &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	wait(t, filepath.Join(n.runs, ".callready-*"))
	time.Sleep(time.Duration(rand.Int64N(int64(300 * time.Millisecond))))
	start := time.Now()
	if err := cmd.Process.Signal(terminate); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	took := time.Since(start)
	t.Logf("it took %v", took)
	if code := cmd.ProcessState.ExitCode(); code != 143 || took > 20*time.Second {
		t.Errorf("exit %d after %v:\n%s", code, took, &out)
	}
	if runs, _ := n.check(); runs > 0 {
		t.Errorf("%d runs were published", runs)
	}
	n.export(100)
	n.must("--afresh")
}

// Of two starts at once one runs, and the other one says which.
func TestJobTwice(t *testing.T) {
	n := newNightly(t, "", `on_success = ["sleep", "60"]`)
	n.export(100)
	first := n.run("--afresh")
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	wait(t, filepath.Join(n.runs, "n-0001-*"))
	n.fails(5, fmt.Sprintf(`the job "n" is running already: process %d on `, first.Process.Pid))
	// The first one waits for its command. Told to end it ends; its run stays.
	if err := first.Process.Signal(terminate); err != nil {
		t.Fatal(err)
	}
	_ = first.Wait()
	if runs, _ := n.check(); runs != 1 {
		t.Errorf("%d runs", runs)
	}
	// A holder that is killed leaves no lock.
	n.export(120)
	second := n.run()
	if err := second.Start(); err != nil {
		t.Fatal(err)
	}
	wait(t, filepath.Join(n.runs, ".n", "holder.json"))
	_ = second.Process.Kill()
	_ = second.Wait()
	third := n.run("-q")
	if err := third.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(100 * time.Millisecond)
	_ = third.Process.Signal(terminate)
	_ = third.Wait()
	if code := third.ProcessState.ExitCode(); code == 5 {
		t.Error("the lock of a dead process holds")
	}
	n.check()
}

// An export that is cut or replaced while it is read is refused, and read the next time.
func TestJobInputChanges(t *testing.T) {
	for name, harm := range map[string]func(path string) error{
		"cut": func(path string) error { return os.Truncate(path, 1000) },
		"replaced": func(path string) error {
			if err := os.WriteFile(path+".new", []byte("Record ID,Phone Number\n1,2\n"), 0o600); err != nil {
				return err
			}
			return os.Rename(path+".new", path)
		},
		"gone": os.Remove,
	} {
		t.Run(name, func(t *testing.T) {
			n := newNightly(t, "", "")
			n.export(15_000)
			cmd := n.run("--afresh")
			var out bytes.Buffer
			cmd.Stderr = &out
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			wait(t, filepath.Join(n.runs, ".callready-*"))
			if err := harm(n.in); err != nil {
				t.Skip("not while it is open:", err)
			}
			_ = cmd.Wait()
			if code := cmd.ProcessState.ExitCode(); code != 1 || !strings.Contains(out.String(), "contacts.csv") {
				t.Errorf("exit %d:\n%s", code, &out)
			}
			if runs, _ := n.check(); runs > 0 {
				t.Errorf("%d runs were published", runs)
			}
			n.export(200)
			n.must("--afresh")
			n.check()
		})
	}
}

// A folder for runs that vanishes on the way is an error, and the next run begins anew without new contacts.
func TestJobFolderVanishes(t *testing.T) {
	n := newNightly(t, "", "")
	n.export(20_000)
	cmd := n.run("--afresh")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	wait(t, filepath.Join(n.runs, ".callready-*", "run", "changes.jsonl"))
	if err := os.RemoveAll(n.runs); err != nil {
		_ = os.RemoveAll(n.runs)
	}
	_ = cmd.Wait()
	if cmd.ProcessState.ExitCode() != 1 {
		t.Errorf("exit %d", cmd.ProcessState.ExitCode())
	}
	n.export(100)
	if out := n.must(); !strings.Contains(out, "no new contact was written") {
		t.Errorf("it says:\n%s", out)
	}
}

// A damaged state is set aside and named; nothing is issued twice.
func TestJobStateDamaged(t *testing.T) {
	n := newNightly(t, "", "")
	n.export(200)
	n.must("--afresh")
	db := filepath.Join(n.runs, ".n", "state.db")
	if err := os.WriteFile(db, []byte("this is no database"), 0o600); err != nil {
		t.Fatal(err)
	}
	n.export(250)
	n.fails(1, "is damaged")
	if aside, _ := filepath.Glob(db + "?*"); len(aside) == 0 {
		t.Error("it was not set aside")
	}
	n.must()
	if _, issued := n.check(); issued == 0 {
		t.Error("nothing was issued")
	}
	on := newNightly(t, "", `on_damage = "continue"`)
	on.export(200)
	on.must("--afresh")
	if err := os.WriteFile(filepath.Join(on.runs, ".n", "state.db"), bytes.Repeat([]byte("x"), 5000), 0o600); err != nil {
		t.Fatal(err)
	}
	on.export(250)
	if out := on.must(); !strings.Contains(out, "warning: the state") {
		t.Errorf("it says nothing:\n%s", out)
	}
	on.check()
}
