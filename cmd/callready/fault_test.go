package main

import (
	"bytes"
	"crypto/sha256"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/callready/callready/cmd/internal/fixtures"
)

// callready is the program itself: the test binary under its name.
func callready(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), exe)
	cmd.Args = append([]string{"callready"}, args...)
	cmd.Dir = dir
	return cmd
}

// export writes an invented export of n contacts.
func export(t *testing.T, dir string, n int) string {
	t.Helper()
	path := filepath.Join(dir, "contacts.csv")
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := fixtures.Rows(f, n, 1); err != nil {
		t.Fatal(err)
	}
	return path
}

func sum(t *testing.T, path string) [32]byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return sha256.Sum256(data)
}

// visible lists what a user sees in a folder.
func visible(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return names
}

// A run that is killed at any moment leaves no half of a run folder, and the next run works.
func TestKilled(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	in := export(t, dir, 1200)
	before := sum(t, in)
	start := time.Now()
	if msg, err := callready(t, out, "clean", "-q", "--region", "FR", "-o", "whole", in).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, msg)
	}
	long := time.Since(start)
	files := countFiles(t, filepath.Join(out, "whole"))
	kills := 20
	if testing.Short() {
		kills = 5
	}
	for i := range kills {
		cmd := callready(t, out, "clean", "-q", "--region", "FR", "-o", "killed", in)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.Int64N(int64(long))))
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		for _, name := range visible(t, out) {
			if n := countFiles(t, filepath.Join(out, name)); n != files {
				t.Fatalf("kill %d left %s with %d files of %d", i, name, n, files)
			}
		}
		if err := os.RemoveAll(filepath.Join(out, "killed")); err != nil {
			t.Fatal(err)
		}
		if sum(t, in) != before {
			t.Fatal("the input was changed")
		}
	}
	if msg, err := callready(t, out, "clean", "-q", "--region", "FR", "-o", "after", in).CombinedOutput(); err != nil {
		t.Fatalf("the run after: %v\n%s", err, msg)
	}
	left, err := filepath.Glob(filepath.Join(out, ".callready-*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, stage := range left {
		// A run killed in the instant before it has its lock leaves a folder that cannot be told from one in the making.
		if _, err := os.Stat(filepath.Join(stage, "lock")); err == nil {
			t.Errorf("the dead run %s was not swept away", stage)
		}
		if n := countFiles(t, stage); n > 1 {
			t.Errorf("%s holds %d files", stage, n)
		}
	}
}

func countFiles(t *testing.T, dir string) (n int) {
	t.Helper()
	err := filepath.WalkDir(dir, func(_ string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			n++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// An interrupted run cleans up after itself and says so with its exit code.
func TestInterrupted(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	in := export(t, dir, 60_000)
	for sig, code := range map[os.Signal]int{os.Interrupt: 130, terminate: 143} {
		cmd := callready(t, out, "clean", "--region", "FR", in)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		waitForFolder(t, out)
		if err := cmd.Process.Signal(sig); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		if got := cmd.ProcessState.ExitCode(); got != code {
			t.Errorf("%v: exit %d, want %d\n%s", sig, got, code, &stderr)
		}
		left, err := os.ReadDir(out)
		if err != nil || len(left) > 0 {
			t.Errorf("%v left %v, %v", sig, left, err)
		}
	}
}

// waitForFolder waits until a run has begun to write.
func waitForFolder(t *testing.T, dir string) {
	t.Helper()
	for range 500 {
		if left, _ := filepath.Glob(filepath.Join(dir, ".callready-*")); len(left) > 0 {
			time.Sleep(100 * time.Millisecond)
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("the run did not begin")
}
