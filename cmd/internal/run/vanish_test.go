package run

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// TestVanished takes parts of the unfinished folder away while it is being written.
func TestVanished(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("open files cannot be removed")
	}
	tests := []struct {
		name string
		what func(f *Folder) error
	}{
		{"the whole folder", func(f *Folder) error { return os.RemoveAll(f.stage) }},
		{"the content", func(f *Folder) error { return os.RemoveAll(filepath.Join(f.stage, contentName)) }},
		{"a file", func(f *Folder) error { return os.Remove(filepath.Join(f.stage, contentName, "import", "x.csv")) }},
		{"the end of a file", func(f *Folder) error {
			return os.Truncate(filepath.Join(f.stage, contentName, "import", "x.csv"), 3)
		}},
		{"a folder", func(f *Folder) error { return os.RemoveAll(filepath.Join(f.stage, contentName, "import")) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			f := create(t, Options{Parent: dir, Stem: "a"})
			write(t, f, "import/x.csv", "Id\n1\n")
			if got := f.Files(); len(got) != 1 {
				t.Fatalf("files %v, %v", got, f.Err())
			}
			if err := tt.what(f); err != nil {
				t.Fatal(err)
			}
			if name, err := f.Publish(); err == nil {
				t.Errorf("published as %q", name)
			}
			if visible, hidden := names(t, dir); len(visible)+len(hidden) > 0 {
				t.Errorf("%q and %q are left", visible, hidden)
			}
		})
	}
}

func TestVanishedDuringWriting(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("open files cannot be removed")
	}
	dir := t.TempDir()
	f := create(t, Options{Parent: dir, Stem: "a"})
	write(t, f, "x", "y")
	if err := os.RemoveAll(f.stage); err != nil {
		t.Fatal(err)
	}
	file, err := f.File("deep/z")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteString("text"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v, want that the folder does not exist", err)
	}
	first := f.Err()
	if _, err := f.Path("other"); !errors.Is(err, first) {
		t.Errorf("then %v, want the same error %v", err, first)
	}
	if _, err := f.Publish(); !errors.Is(err, first) {
		t.Errorf("Publish gives %v, want the same error %v", err, first)
	}
	if visible, hidden := names(t, dir); len(visible)+len(hidden) > 0 {
		t.Errorf("%q and %q are left", visible, hidden)
	}
}
