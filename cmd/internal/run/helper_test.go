package run

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// failer is what tests and properties have in common.
type failer interface {
	Helper()
	Fatal(args ...any)
}

// tree gives the files below dir with their contents, by relative path with slashes. Folders without files end in a slash.
func tree(t failer, dir string) map[string]string {
	t.Helper()
	got := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == dir {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		if d.IsDir() {
			entries, err := os.ReadDir(name)
			if len(entries) == 0 {
				got[filepath.ToSlash(rel)+"/"] = ""
			}
			return err
		}
		text, err := os.ReadFile(name)
		got[filepath.ToSlash(rel)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// names gives the entries of dir, hidden ones last in the result of the second value.
func names(t testing.TB, dir string) (visible, hidden []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			hidden = append(hidden, e.Name())
		} else {
			visible = append(visible, e.Name())
		}
	}
	return visible, hidden
}

func create(t testing.TB, o Options) *Folder {
	t.Helper()
	f, err := Create(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Discard(); err != nil {
			t.Error(err)
		}
	})
	return f
}

func write(t testing.TB, f *Folder, rel, text string) {
	t.Helper()
	file, err := f.File(rel)
	if err == nil {
		_, err = file.WriteString(text)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func publish(t testing.TB, f *Folder) string {
	t.Helper()
	name, err := f.Publish()
	if err != nil {
		t.Fatal(err)
	}
	return name
}
