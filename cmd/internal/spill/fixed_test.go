package spill

import (
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// fixedKeys draws keys of the kinds there are: few, small, high bits only, hashes, and hashes that differ at the bottom only.
func fixedKeys(t *rapid.T) []uint64 {
	mask := rapid.SampledFrom([]uint64{3, 0xffff, 1<<30 - 1, 0xff << 56, ^uint64(0), 0xf00000000000000f, 1<<40 - 1}).Draw(t, "mask")
	base := rapid.Uint64().Draw(t, "base") &^ mask
	n := rapid.SampledFrom([]int{0, 1, 2, 10, radixLeast - 1, radixLeast, 1000, 3000}).Draw(t, "n")
	x := rapid.Uint64Range(1, 1<<63).Draw(t, "seed")
	keys := make([]uint64, n)
	for i := range keys {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		keys[i] = base | x*0x9e3779b97f4a7c15&mask
	}
	if rapid.Bool().Draw(t, "ascending") {
		slices.Sort(keys)
	}
	return keys
}

func byKey[R Words](a, b R) int {
	switch {
	case a[0] < b[0]:
		return -1
	case a[0] > b[0]:
		return 1
	default:
		return 0
	}
}

// against compares a sorter with the standard library's stable sort, twice over the same sorter.
func against[R Words](t *rapid.T, dir string, in []R, memory int) {
	s := NewFixed[R](dir, memory)
	for _, r := range in {
		if err := s.Add(r); err != nil {
			t.Fatal(err)
		}
		if held := s.width() * (cap(s.recs) + cap(s.scratch)); held > max(memory, 2*s.width()) {
			t.Fatalf("%d bytes of records are held in memory, want %d at most", held, memory)
		}
	}
	want := slices.Clone(in)
	slices.SortStableFunc(want, byKey)
	for range 2 {
		var got []R
		for r, err := range s.Sorted() {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, r)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("mismatch (-want +got):\n%s", cmp.Diff(want, got))
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// The value says in which order records were added.
func TestFixedAgainstStableSort(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		keys := fixedKeys(t)
		memory := rapid.SampledFrom([]int{1, 100, 1000, 10_000, 30_000, 1 << 20}).Draw(t, "memory")
		if len(keys) > 1000 {
			memory = max(memory, 1000) // or there are thousands of runs
		}
		bare, wide := make([][1]uint64, len(keys)), make([][3]uint64, len(keys))
		for i, k := range keys {
			bare[i] = [1]uint64{k}
			wide[i] = [3]uint64{k, uint64(i), ^uint64(i)}
		}
		against(t, dir, bare, memory)
		against(t, dir, wide, memory)
	})
	if left := files(t, dir); len(left) > 0 {
		t.Errorf("Close left %q", left)
	}
}

func FuzzFixed(f *testing.F) {
	f.Add([]byte{}, 1)
	f.Add([]byte("\x01\x00\x00\x00\x00\x00\x00\x80\x00\x00\x00\x00\x00\x00\x00\x80"), 100)
	f.Add(make([]byte, 8*600), 10_000)
	f.Fuzz(func(t *testing.T, data []byte, memory int) {
		s := NewFixed[[2]uint64](t.TempDir(), min(max(memory, 256), 1<<20))
		defer s.Close()
		var want [][2]uint64
		for i := 0; i+8 <= len(data); i += 8 {
			r := [2]uint64{binary.LittleEndian.Uint64(data[i:]), uint64(i)}
			want = append(want, r)
			if err := s.Add(r); err != nil {
				t.Fatal(err)
			}
		}
		slices.SortStableFunc(want, byKey)
		var got [][2]uint64
		for r, err := range s.Sorted() {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, r)
		}
		if !slices.Equal(got, want) {
			t.Errorf("mismatch (-want +got):\n%s", cmp.Diff(want, got))
		}
	})
}

func TestFixedStopsEarly(t *testing.T) {
	t.Parallel()
	for _, memory := range []int{16, 1 << 20} {
		s := NewFixed[[1]uint64](t.TempDir(), memory)
		for _, k := range []uint64{3, 1, 2, 5, 4} {
			if err := s.Add([1]uint64{k}); err != nil {
				t.Fatal(err)
			}
		}
		for r, err := range s.Sorted() {
			if err != nil || r[0] != 1 {
				t.Fatalf("first is %d, %v", r[0], err)
			}
			break
		}
		var got []uint64
		for r, err := range s.Sorted() {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, r[0])
		}
		if diff := cmp.Diff([]uint64{1, 2, 3, 4, 5}, got); diff != "" {
			t.Errorf("after a range that was left (-want +got):\n%s", diff)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestFixedMakesAFileOnlyWhenNeeded(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := NewFixed[[1]uint64](dir, 1<<10)
	for i := range uint64(1 << 10 / 16) {
		if err := s.Add([1]uint64{i}); err != nil {
			t.Fatal(err)
		}
	}
	if got := files(t, dir); len(got) != 0 {
		t.Errorf("records within the memory made %q", got)
	}
	if err := s.Add([1]uint64{7}); err != nil {
		t.Fatal(err)
	}
	if got := files(t, dir); len(got) != 1 {
		t.Errorf("files %q, want one", got)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got := files(t, dir); len(got) != 0 {
		t.Errorf("Close left %q", got)
	}
}

func TestFixedErrors(t *testing.T) {
	t.Parallel()
	// spilled makes a sorter whose records are all in its file but the last one.
	spilled := func(t *testing.T) *Fixed[[2]uint64] {
		t.Helper()
		s := NewFixed[[2]uint64](t.TempDir(), 1)
		for i := range uint64(4) {
			if err := s.Add([2]uint64{i}); err != nil {
				t.Fatal(err)
			}
		}
		return s
	}
	last := func(s *Fixed[[2]uint64]) (last error) {
		for _, err := range s.Sorted() {
			last = err
		}
		return last
	}
	t.Run("add after sorted", func(t *testing.T) {
		t.Parallel()
		s := spilled(t)
		defer s.Close()
		s.Sorted()
		if err := s.Add([2]uint64{}); !errors.Is(err, errSorted) {
			t.Errorf("got %v", err)
		}
		if err := last(s); err != nil {
			t.Errorf("then Sorted gives %v", err)
		}
	})
	t.Run("after close", func(t *testing.T) {
		t.Parallel()
		s := spilled(t)
		if err := errors.Join(s.Close(), s.Close()); err != nil {
			t.Fatal(err)
		}
		if err := s.Add([2]uint64{}); !errors.Is(err, ErrClosed) {
			t.Errorf("Add gives %v", err)
		}
		if err := last(s); !errors.Is(err, ErrClosed) {
			t.Errorf("Sorted gives %v", err)
		}
	})
	t.Run("no such folder", func(t *testing.T) {
		t.Parallel()
		s := NewFixed[[1]uint64](filepath.Join(t.TempDir(), "missing"), 1)
		defer s.Close()
		if err := s.Add([1]uint64{}); err != nil {
			t.Fatal(err) // it fits into memory
		}
		err := s.Add([1]uint64{})
		if !errors.Is(err, fs.ErrNotExist) {
			t.Fatalf("got %v, want that the folder does not exist", err)
		}
		if again := s.Add([1]uint64{}); !errors.Is(again, err) {
			t.Errorf("then %v, want the same error", again)
		}
		for _, again := range s.Sorted() {
			if !errors.Is(again, err) {
				t.Errorf("Sorted gives %v, want the same error", again)
			}
		}
	})
	t.Run("a file that cannot be written", func(t *testing.T) {
		t.Parallel()
		s := spilled(t)
		defer s.Close()
		read, err := os.Open(s.file.Name())
		if err != nil {
			t.Fatal(err)
		}
		if err := s.file.Close(); err != nil {
			t.Fatal(err)
		}
		s.file = read
		err = s.Add([2]uint64{})
		if err == nil {
			t.Fatal("no error")
		}
		if again := last(s); !errors.Is(again, err) {
			t.Errorf("Sorted gives %v, want %v", again, err)
		}
	})
	t.Run("a file that was cut", func(t *testing.T) {
		t.Parallel()
		for _, by := range []int64{1, 16, 20} {
			s := spilled(t)
			if err := s.file.Truncate(s.size - by); err != nil {
				t.Fatal(err)
			}
			if err := last(s); !errors.Is(err, io.ErrUnexpectedEOF) {
				t.Errorf("%d bytes less: %v", by, err)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		}
	})
}

// BenchmarkFixed sorts a million hashes in 8 MiB, and as many numbers with two words; the Sorter does the same beside it.
func BenchmarkFixed(b *testing.B) {
	const n, memory = 1_000_000, 8 << 20
	each := func(do func(i, hash uint64)) {
		x := uint64(88172645463325252)
		for i := range uint64(n) {
			x ^= x << 13
			x ^= x >> 7
			x ^= x << 17
			do(i, x)
		}
	}
	try := func(b *testing.B, err error) { //nolint:thelper // Helper takes ten times as long as sorting a record.
		if err != nil {
			b.Fatal(err)
		}
	}
	report := func(b *testing.B) {
		b.Helper()
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/record")
	}
	b.Run("keys", func(b *testing.B) {
		dir := b.TempDir()
		for b.Loop() {
			s := NewFixed[[1]uint64](dir, memory)
			each(func(_, hash uint64) { try(b, s.Add([1]uint64{hash})) })
			for _, err := range s.Sorted() {
				try(b, err)
			}
			try(b, s.Close())
		}
		report(b)
	})
	b.Run("keys in a Sorter", func(b *testing.B) {
		dir := b.TempDir()
		var key [8]byte
		for b.Loop() {
			s := New(dir, memory)
			each(func(_, hash uint64) {
				binary.BigEndian.PutUint64(key[:], hash)
				try(b, s.Add(key[:], nil))
			})
			for _, err := range s.Sorted() {
				try(b, err)
			}
			try(b, s.Close())
		}
		report(b)
	})
	b.Run("values", func(b *testing.B) {
		dir := b.TempDir()
		for b.Loop() {
			s := NewFixed[[3]uint64](dir, memory)
			each(func(i, hash uint64) { try(b, s.Add([3]uint64{8e8 + hash%1e8, i, i})) })
			for _, err := range s.Sorted() {
				try(b, err)
			}
			try(b, s.Close())
		}
		report(b)
	})
	b.Run("values in a Sorter", func(b *testing.B) {
		dir := b.TempDir()
		var key [8]byte
		var value [16]byte
		for b.Loop() {
			s := New(dir, memory)
			each(func(i, hash uint64) {
				binary.BigEndian.PutUint64(key[:], 8e8+hash%1e8)
				binary.BigEndian.PutUint64(value[:], i)
				try(b, s.Add(key[:], value[:]))
			})
			for _, err := range s.Sorted() {
				try(b, err)
			}
			try(b, s.Close())
		}
		report(b)
	})
}
