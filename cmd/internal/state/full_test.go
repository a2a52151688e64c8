//go:build linux

package state_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/callready/callready/cmd/internal/state"
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

// On a full disk a run is not added, wherever it ran full, and what was there stays; with room again all goes on.
func TestDiskFull(t *testing.T) {
	for _, tt := range []struct {
		name string
		temp func(t *testing.T) string
	}{
		{"beside its temporary files", func(*testing.T) string { return "" }},
		{"alone", func(t *testing.T) string { t.Helper(); return t.TempDir() }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := mount(t, "3m")
			path := filepath.Join(dir, "state.db")
			s, err := state.Open(t.Context(), path, state.Options{Now: fixed(noon), Temp: tt.temp(t), Memory: 100 << 10})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			add(t, s, "a", found("words/101"), "child-1")
			run := state.Run{ID: "b", Job: "nightly", Outcome: state.Published}
			if _, err := s.Add(t.Context(), run, invented(0, 100_000), issue("child-2")); err == nil {
				t.Fatal("no error")
			} else if !strings.Contains(err.Error(), "full") && !errors.Is(err, unix.ENOSPC) {
				t.Errorf("got %v", err)
			}
			if got := ids(history(t, s)); len(got) != 1 || len(issued(t, s)) != 1 || len(shown(t, s, "a")) != 1 {
				t.Errorf("there are %v", got)
			}
			if got := add(t, s, "b", invented(0, 100), "child-2"); len(got.New) == 0 || got.Gone["words"] != 1 {
				t.Errorf("got %v", got)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			sound(t, path)
		})
	}
}

// On a disk without any room no state is made, and nothing is left.
func TestNoRoom(t *testing.T) {
	dir := mount(t, "64k")
	fill, err := os.Create(filepath.Join(dir, "fill"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(fill, strings.NewReader(strings.Repeat("x", 1<<20))); err == nil {
		t.Fatal("there is room")
	}
	fill.Close()
	if _, err := state.Open(t.Context(), filepath.Join(dir, "state.db"), state.Options{Now: fixed(noon)}); err == nil {
		t.Error("no error")
	} else {
		t.Log(err)
	}
	if got := beside(t, filepath.Join(dir, "state.db")); len(got) != 1 {
		t.Errorf("left %v", got)
	}
}

// A state that cannot be written is not damaged.
func TestReadOnly(t *testing.T) {
	dir := mount(t, "3m")
	path := filepath.Join(dir, "state.db")
	filled(t, path)
	if err := unix.Mount("none", dir, "tmpfs", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Skip(err)
	}
	s, err := state.Open(t.Context(), path, state.Options{Now: fixed(noon)})
	if err == nil {
		defer s.Close()
		_, err = s.Add(t.Context(), state.Run{ID: "b", Job: "nightly"}, nil, nil)
	}
	var damaged *state.DamagedError
	if err == nil || errors.As(err, &damaged) {
		t.Errorf("got %v", err)
	}
	t.Log(err)
	if got := beside(t, path); len(got) != 1 {
		t.Errorf("there are %v", got)
	}
}
