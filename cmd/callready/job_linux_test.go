package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A disk that fills up while a job runs: nothing is published, and the next night is right.
func TestJobDiskFull(t *testing.T) {
	disk := mount(t, "size=100m")
	n := newNightly(t, filepath.Join(disk, "runs"), "")
	n.export(200)
	n.must("--afresh")
	before := n.export(15_000)
	cmd := n.run()
	var out strings.Builder
	cmd.Stderr = &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	wait(t, filepath.Join(n.runs, ".callready-*"))
	filler := filepath.Join(disk, "filler")
	fill(t, filler)
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != 1 || !strings.Contains(out.String(), "no space left on device") {
		t.Errorf("exit %d:\n%s", code, &out)
	}
	if sum(t, n.in) != before {
		t.Error("the export was changed")
	}
	if runs, _ := n.check(); runs != 1 {
		t.Errorf("%d runs are there, of which one was published", runs)
	}
	// A full disk at the beginning is told by the look at it, or by the lock or the state.
	cmd = n.run()
	msg, _ := cmd.CombinedOutput()
	if code := cmd.ProcessState.ExitCode(); code != 4 && code != 1 {
		t.Errorf("exit %d:\n%s", code, msg)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	n.must()
	if runs, _ := n.check(); runs != 2 {
		t.Errorf("%d runs are there, of two", runs)
	}
}

// fill writes a file until nothing more fits, and keeps at it while the program makes room.
func fill(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for block := make([]byte, 1<<20); ; {
		if _, err := f.Write(block); err != nil {
			if block = block[:len(block)/2]; len(block) < 512 {
				return
			}
		}
	}
}

// A target that cannot be written is said, and nothing else happens; when it can be written again the next night is right.
func TestJobReadOnly(t *testing.T) {
	disk := mount(t, "size=100m")
	n := newNightly(t, filepath.Join(disk, "runs"), "")
	n.export(200)
	n.must("--afresh")
	remount := func(flags uintptr) {
		t.Helper()
		if err := syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT|flags, "size=100m"); err != nil {
			t.Fatal(err)
		}
	}
	remount(syscall.MS_RDONLY)
	n.export(250)
	n.fails(1, "read-only file system")
	remount(0)
	n.must()
	if runs, _ := n.check(); runs != 2 {
		t.Errorf("%d runs are there, of two", runs)
	}
}
