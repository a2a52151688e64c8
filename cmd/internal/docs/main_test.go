package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	if err := write(dir); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"callready.1", "callready-clean.1", "callready-inspect.1", "callready-profile-show.1"} {
		page, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(page), ".SH SYNOPSIS") {
			t.Errorf("%s is no manual page", name)
		}
	}
	clean, err := os.ReadFile(filepath.Join(dir, "callready-clean.1"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Exit codes", "dry-run", "EXAMPLE"} {
		if !strings.Contains(string(clean), want) {
			t.Errorf("callready-clean.1 lacks %q", want)
		}
	}
}
