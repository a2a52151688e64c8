package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/callready/callready/cmd/internal/fixtures"
	"github.com/callready/callready/io/xlsxfile"
)

var terminate os.Signal = syscall.SIGTERM

// mount mounts a small file system of its own, which only root may do.
func mount(t *testing.T, options string) string {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("skipped: mounting needs root")
	}
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skipf("skipped: no tmpfs can be mounted here: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	return dir
}

// refused runs a clean that cannot write its output: it must fail, say so, and leave nothing.
func refused(t *testing.T, out string) {
	t.Helper()
	in := export(t, t.TempDir(), 5000)
	before := sum(t, in)
	cmd := callready(t, t.TempDir(), "clean", "-q", "--region", "FR", "-o", filepath.Join(out, "run"), in)
	msg, err := cmd.CombinedOutput()
	if err == nil || cmd.ProcessState.ExitCode() != 1 {
		t.Errorf("exit %d, want 1\n%s", cmd.ProcessState.ExitCode(), msg)
	}
	if !strings.HasPrefix(string(msg), "callready: ") || strings.Count(string(msg), "\n") > 3 {
		t.Errorf("no clear sentence: %q", msg)
	}
	t.Logf("it says: %s", msg)
	left, err := os.ReadDir(out)
	if err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
	if sum(t, in) != before {
		t.Error("the input was changed")
	}
}

func TestDiskFull(t *testing.T) { refused(t, mount(t, "size=256k")) }

// What only saves time gives way where there is little room: half as much again as a run writes is enough for one
// workbook, twice as much for several, of which the rows of some are kept.
func TestDiskSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: -short")
	}
	for files, percent := range map[int]int64{1: 150, 8: 200} {
		t.Run(strconv.Itoa(files), func(t *testing.T) { cleansInLittleRoom(t, files, percent) })
	}
}

// cleansInLittleRoom cleans some workbooks in one run, with room for so many hundredths of what that writes.
func cleansInLittleRoom(t *testing.T, files int, percent int64) {
	t.Helper()
	var in []string
	for i := range files {
		in = append(in, workbook(t, 4000, uint64(i+1)))
	}
	clean := func(dir string) {
		t.Helper()
		cmd := callready(t, t.TempDir(), "clean", "-q", "--region", "FR", "--whole", "--duplicates", "off", "-o", filepath.Join(dir, "run"))
		cmd.Args = append(cmd.Args, in...)
		if msg, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, msg)
		}
	}
	large := t.TempDir()
	clean(large)
	var wrote int64
	err := filepath.WalkDir(large, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			var info fs.FileInfo
			info, err = d.Info()
			wrote += info.Size()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d KiB were written", wrote>>10)
	clean(mount(t, fmt.Sprintf("size=%d", wrote*percent/100)))
}

// workbook makes an export of n contacts.
func workbook(t *testing.T, n int, seed uint64) string {
	t.Helper()
	var text bytes.Buffer
	if err := fixtures.Rows(&text, n, seed); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&text).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w, err := xlsxfile.NewWriter(&out, "Contacts", rows[0])
	for _, row := range rows[1:] {
		if err == nil {
			err = w.Append(row)
		}
	}
	if err == nil {
		err = w.Close()
	}
	path := filepath.Join(t.TempDir(), fmt.Sprintf("contacts-%d.xlsx", seed))
	if err = errors.Join(err, os.WriteFile(path, out.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReadOnly(t *testing.T) {
	dir := mount(t, "size=1m")
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, "size=1m"); err != nil {
		t.Fatal(err)
	}
	refused(t, dir)
}

// Memory does not grow with the rows beyond the number index.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: -short")
	}
	peak := func(n int) int64 {
		dir := t.TempDir()
		cmd := callready(t, dir, "clean", "-q", "--region", "FR", "-j", "2", "-o", "run", export(t, dir, n))
		if msg, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, msg)
		}
		usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
		if !ok {
			t.Skip("skipped: no resource usage here")
		}
		return int64(usage.Maxrss) << 10 //nolint:unconvert // elsewhere it is an int32
	}
	small, large := peak(3_000), peak(24_000)
	const index, slack = 64 * 21_000 * 2, 24 << 20
	t.Logf("peak: %d MiB at 3,000 rows, %d MiB at 24,000", small>>20, large>>20)
	if large-small > index+slack {
		t.Errorf("%d MiB more for eight times the rows", (large-small)>>20)
	}
}
