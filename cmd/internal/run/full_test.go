//go:build linux

package run

import (
	"errors"
	"os"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// mount gives a small file system of its own, which only an administrator may make.
func mount(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	if err := unix.Mount("none", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("needs the right to mount: %v", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(dir, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// TestDiskFull fills the disk while different parts are being written.
func TestDiskFull(t *testing.T) {
	t.Parallel()
	big := strings.Repeat("x", 300<<10)
	tests := []struct {
		name string
		do   func(t *testing.T, f *Folder) error
	}{
		{"one large write", func(_ *testing.T, f *Folder) error {
			file, err := f.File("x")
			if err != nil {
				return err
			}
			_, err = file.WriteString(big)
			return err
		}},
		{"rows of a table", func(_ *testing.T, f *Folder) error {
			table := f.Table("t", Spec{Header: []byte("H\n")})
			for range 3000 {
				if err := table.Append(batch(big[:100] + "\n")); err != nil {
					return err
				}
			}
			return nil
		}},
		{"when the buffers are emptied", func(t *testing.T, f *Folder) error {
			t.Helper()
			for _, rel := range []string{"a", "b", "c", "d", "e"} {
				write(t, f, rel, big[:60<<10])
			}
			f.Files()
			return f.Err()
		}},
		{"temporary files in the way", func(_ *testing.T, f *Folder) error {
			temp, err := f.Temp("rows-*")
			if err != nil {
				return err
			}
			defer temp.Close()
			_, _ = temp.WriteString(big) // as much as there is room
			file, err := f.File("x")
			if err != nil {
				return err
			}
			_, _ = file.WriteString("text") // still in memory
			f.Files()
			return f.Err()
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := mount(t, "200k")
			f := create(t, Options{Parent: dir, Stem: "a"})
			err := tt.do(t, f)
			if !errors.Is(err, unix.ENOSPC) {
				t.Errorf("error %v, want that the disk is full", err)
			}
			// What fits would be written again by now, but the content is not whole any more.
			if file, err := f.File("later"); err == nil {
				t.Errorf("File gives %v after the error", file)
			}
			name, err := f.Publish()
			if name != "" || !errors.Is(err, unix.ENOSPC) {
				t.Errorf("Publish gives %q, %v", name, err)
			}
			if err != nil && strings.Count(err.Error(), "no space left") != 1 {
				t.Errorf("not one clear error: %v", err)
			}
			if visible, hidden := names(t, dir); len(visible)+len(hidden) > 0 {
				t.Errorf("%q and %q are left", visible, hidden)
			}
		})
	}
}

func TestReadOnlyParent(t *testing.T) {
	t.Parallel()
	dir := mount(t, "200k")
	if err := unix.Mount("none", dir, "tmpfs", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Skipf("needs the right to mount: %v", err)
	}
	f, err := Create(Options{Parent: dir, Stem: "a"})
	if !errors.Is(err, unix.EROFS) || f != nil {
		t.Errorf("got %v, %v, want that the file system is read-only", f, err)
	}
	if err != nil && !strings.Contains(err.Error(), dir) {
		t.Errorf("the error does not name the folder: %v", err)
	}
}

// TestParentBecomesReadOnly: the file system turns read-only while a run is being written.
func TestParentBecomesReadOnly(t *testing.T) {
	t.Parallel()
	dir := mount(t, "200k")
	f, err := Create(Options{Parent: dir, Stem: "a"})
	if err != nil {
		t.Fatal(err)
	}
	path, err := f.Path("report.xlsx")
	if err == nil {
		err = os.WriteFile(path, []byte("sheet"), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	write(t, f, "x", "y")
	if out := f.Files(); len(out) != 2 { // closes the files; open ones would keep the mount writable
		t.Fatalf("files %v, %v", out, f.Err())
	}
	if f.lock != nil {
		f.lock.Close()
		f.lock = nil
	}
	if err := unix.Mount("none", dir, "tmpfs", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Skipf("cannot remount: %v", err)
	}
	if name, err := f.Publish(); name != "" || !errors.Is(err, unix.EROFS) {
		t.Errorf("Publish gives %q, %v", name, err)
	}
	if visible, _ := names(t, dir); len(visible) > 0 {
		t.Errorf("published %q", visible)
	}
}
