package spill

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestSpoolGivesBackWhatItGot(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		s := NewSpool(dir)
		s.limit = rapid.SampledFrom([]int{1, 50, spoolBuffer}).Draw(t, "limit")
		var want []string
		for range rapid.IntRange(1, 3).Draw(t, "rounds") {
			for _, rec := range rapid.SliceOf(rapid.String()).Draw(t, "records") {
				if err := s.Add([]byte(rec)); err != nil {
					t.Fatal(err)
				}
				want = append(want, rec)
			}
			var got []string
			for rec, err := range s.All() {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, string(rec))
			}
			if !slices.Equal(want, got) || s.Len() != len(want) {
				t.Fatalf("mismatch (-want +got):\n%s", cmp.Diff(want, got))
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	})
	if left := files(t, dir); len(left) > 0 {
		t.Errorf("Close left %q", left)
	}
}

func TestSpoolFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := NewSpool(dir)
	if err := s.Add(make([]byte, 100)); err != nil {
		t.Fatal(err)
	}
	if got := files(t, dir); len(got) != 0 {
		t.Errorf("a small spool made %q", got)
	}
	if err := s.Add(make([]byte, spoolBuffer)); err != nil {
		t.Fatal(err)
	}
	if got := files(t, dir); len(got) != 1 {
		t.Errorf("a large spool made %q, want one file", got)
	}
	for range s.All() { // left at once: a spool may be ranged over again
		break
	}
	n := 0
	for rec, err := range s.All() {
		if err != nil {
			t.Fatal(err)
		}
		n += len(rec)
	}
	if n != 100+spoolBuffer {
		t.Errorf("%d bytes back, want %d", n, 100+spoolBuffer)
	}
	if err := errors.Join(s.Close(), s.Close()); err != nil {
		t.Error(err)
	}
	for _, err := range s.All() {
		if !errors.Is(err, ErrClosed) {
			t.Errorf("after Close: %v", err)
		}
	}
}

func TestSpoolErrorStays(t *testing.T) {
	t.Parallel()
	s := NewSpool(filepath.Join(t.TempDir(), "missing"))
	s.limit = 1
	err := s.Add([]byte("row"))
	if !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("got %v, want that the folder does not exist", err)
	}
	if again := s.Add([]byte("row")); !errors.Is(again, err) {
		t.Errorf("then %v, want the same error", again)
	}
	for _, got := range s.All() {
		if !errors.Is(got, err) {
			t.Errorf("All gives %v, want the same error", got)
		}
	}
}
