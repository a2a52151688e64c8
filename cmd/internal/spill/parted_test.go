package spill

import (
	"errors"
	"os"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// All records of a key come out of one part, in the order of adding, whatever fits into memory, and with parts asked for side by side.
func TestParted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dir := os.TempDir()
		key := rapid.OneOf(rapid.Uint64Range(0, 5), rapid.Uint64())
		n := rapid.IntRange(0, 800).Draw(t, "records")
		s := NewParted[[2]uint64](dir, rapid.SampledFrom([]int{0, 1, 64, 500, 4000, 1 << 16}).Draw(t, "memory"), rapid.SampledFrom([]int{0, n, 1 << 20}).Draw(t, "about"))
		defer s.Close()
		want := map[uint64][]uint64{}
		for i := range uint64(n) {
			r := [2]uint64{key.Draw(t, "key"), i}
			if err := s.Add(r); err != nil {
				t.Fatal(err)
			}
			want[r[0]] = append(want[r[0]], i)
		}
		got := map[uint64][]uint64{}
		var mu sync.Mutex
		var wait sync.WaitGroup
		for turn := range 2 {
			wait.Go(func() {
				var b PartBuffer[[2]uint64]
				for i := turn; i < s.Len(); i += 2 {
					mine, last := map[uint64][]uint64{}, uint64(0)
					for r, err := range s.Part(i, &b) {
						if err != nil || r[0] < last {
							t.Errorf("part %d: %v, %d after %d", i, err, r[0], last)
							return
						}
						last = r[0]
						mine[r[0]] = append(mine[r[0]], r[1])
					}
					mu.Lock()
					for k, v := range mine {
						if got[k] != nil {
							t.Errorf("key %d is in two parts", k)
						}
						got[k] = v
					}
					mu.Unlock()
				}
			})
		}
		wait.Wait()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

// Its file is gone in the end, and what was cut off is told.
func TestPartedFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := NewParted[[2]uint64](dir, 4096, 1000)
	for i := range uint64(1000) {
		if err := s.Add([2]uint64{i, i}); err != nil {
			t.Fatal(err)
		}
	}
	names, err := os.ReadDir(dir)
	if err != nil || len(names) != 1 {
		t.Fatalf("%d files, %v", len(names), err)
	}
	if err := s.file.Truncate(10); err != nil {
		t.Fatal(err)
	}
	var failed error
	var b PartBuffer[[2]uint64]
	for i := range s.Len() {
		for _, err := range s.Part(i, &b) {
			failed = errors.Join(failed, err)
		}
	}
	if failed == nil {
		t.Error("a file that was cut is read")
	}
	if err := errors.Join(s.Close(), s.Close()); err != nil {
		t.Error(err)
	}
	if names, err := os.ReadDir(dir); err != nil || len(names) != 0 {
		t.Errorf("left behind: %v, %v", names, err)
	}
	if err := s.Add([2]uint64{1}); !errors.Is(err, ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
	if err := NewParted[[2]uint64](dir+"/missing", 1, 1).Add([2]uint64{}); err != nil {
		t.Errorf("the first record wants a file: %v", err)
	}
}
