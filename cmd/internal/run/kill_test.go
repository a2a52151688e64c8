package run

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The environment of a test binary that is to write a run and be killed.
const (
	childDir   = "CALLREADY_TEST_RUN_DIR"
	childSteps = "CALLREADY_TEST_RUN_STEPS"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		child(dir, os.Getenv(childSteps))
		return
	}
	os.Exit(m.Run())
}

// steps are what a run does before Publish. Each returns an error.
func steps(dir string) []func() error {
	var f *Folder
	var table *Table
	return []func() error{
		func() (err error) { f, err = Create(Options{Parent: dir, Stem: "a"}); return err },
		func() error { _, err := f.Temp("rows-*"); return err },
		func() error {
			table = f.Table("import/updates", Spec{Header: []byte("Id\n"), MaxRows: 2})
			return table.Append(batch("1\n", "2\n", "3\n"))
		},
		func() error { f.Files(); return f.Err() },
		func() error {
			file, err := f.File(summaryName)
			if err != nil {
				return err
			}
			_, err = file.WriteString("{}")
			return err
		},
		func() error { f.Files(); return f.Err() },
		func() error { _, err := f.Publish(); return err },
	}
}

// child runs some of the steps, says so, and waits to be killed.
func child(dir, count string) {
	n, _ := strconv.Atoi(count)
	for _, step := range steps(dir)[:n] {
		if err := step(); err != nil {
			os.Stdout.WriteString(err.Error() + "\n")
			return
		}
	}
	os.Stdout.WriteString("ready\n")
	_, _ = os.Stdin.Read(make([]byte, 1)) // the pipe stays open until the parent has killed this process
}

// TestKilled kills a process after each of its steps: there is no run folder or a whole one, and what is left is swept
// away, but not while the process lives.
func TestKilled(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Skipf("the test binary cannot be run again: %v", err)
	}
	all := len(steps(""))
	for n := 1; n <= all; n++ {
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			cmd := exec.CommandContext(t.Context(), self)
			cmd.Env = append(os.Environ(), childDir+"="+dir, childSteps+"="+strconv.Itoa(n))
			stdin, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			defer stdin.Close()
			stdout, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			line, err := bufio.NewReader(stdout).ReadString('\n')
			if err != nil || line != "ready\n" {
				t.Errorf("the child says %q, %v", line, err)
			}
			if removed, err := Sweep(dir); len(removed) > 0 || err != nil {
				t.Errorf("swept from a living process: %q, %v", removed, err)
			}
			if err := cmd.Process.Kill(); err != nil {
				t.Error(err)
			}
			_ = cmd.Wait() // killed

			visible, hidden := names(t, dir)
			if n < all && (len(visible) > 0 || len(hidden) != 1) {
				t.Errorf("killed after step %d: %q and hidden %q", n, visible, hidden)
			}
			removed, err := Sweep(dir)
			if err != nil || len(removed) != len(hidden) {
				t.Errorf("swept %q of %q, %v", removed, hidden, err)
			}
			want := map[string]string{}
			if n == all {
				want = map[string]string{
					"callready-a/import/updates-001.csv": "Id\n1\n2\n",
					"callready-a/import/updates-002.csv": "Id\n3\n",
					"callready-a/summary.json":           "{}",
				}
			}
			if diff := cmp.Diff(want, tree(t, dir)); diff != "" {
				t.Errorf("afterwards mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSweepLeavesWhatIsNotProvenDead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f := create(t, Options{Parent: dir, Stem: "living"})
	write(t, f, "x", "y")
	for _, name := range []string{
		".callready-nolock-1.partial", ".callready-b-1.partial.bak", "callready-a", ".other-1.partial",
	} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{".callready-b-1.partial.bak/lock", "callready-a/lock", ".other-1.partial/lock", ".callready-file.partial"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	// A link to a dead run elsewhere is not followed.
	elsewhere := filepath.Join(t.TempDir(), ".callready-x-1.partial")
	if err := os.Mkdir(elsewhere, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(elsewhere, lockName), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_ = os.Symlink(elsewhere, filepath.Join(dir, ".callready-x-1.partial")) // where there are links

	before, _ := os.ReadDir(dir)
	removed, err := Sweep(dir)
	if err != nil || len(removed) > 0 {
		t.Errorf("swept %q, %v", removed, err)
	}
	after, _ := os.ReadDir(dir)
	if len(before) != len(after) {
		t.Errorf("%d entries, %d before", len(after), len(before))
	}
	if _, err := os.Stat(filepath.Join(elsewhere, lockName)); err != nil {
		t.Errorf("swept behind a link: %v", err)
	}
	if _, err := Sweep(filepath.Join(dir, "missing")); err == nil || !strings.Contains(err.Error(), "missing") {
		t.Errorf("no such folder: %v", err)
	}
}
