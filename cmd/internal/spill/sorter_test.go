package spill

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// pair is a record as text, for readable tables and differences.
type pair struct{ Key, Value string }

func sorted(t testing.TB, s *Sorter) []pair {
	t.Helper()
	var got []pair
	for rec, err := range s.Sorted() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, pair{string(rec.Key), string(rec.Value)})
	}
	return got
}

func TestSorter(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		in   []pair
		want []pair
	}{
		{"nothing", nil, nil},
		{"one", []pair{{"k", "v"}}, []pair{{"k", "v"}}},
		{"by key", []pair{{"b", "1"}, {"a", "2"}}, []pair{{"a", "2"}, {"b", "1"}}},
		{"equal keys stay in order", []pair{{"a", "2"}, {"b", "0"}, {"a", "1"}, {"a", "3"}}, []pair{{"a", "2"}, {"a", "1"}, {"a", "3"}, {"b", "0"}}},
		{"a prefix comes first", []pair{{"abcdefghi", ""}, {"abcdefgh", ""}, {"abc", ""}, {"", ""}}, []pair{{"", ""}, {"abc", ""}, {"abcdefgh", ""}, {"abcdefghi", ""}}},
		{"zero bytes count", []pair{{"a\x00\x00", ""}, {"a", ""}, {"a\x00", ""}}, []pair{{"a", ""}, {"a\x00", ""}, {"a\x00\x00", ""}}},
		{"bytes, not letters", []pair{{"é", ""}, {"z", ""}, {"Z", ""}}, []pair{{"Z", ""}, {"z", ""}, {"é", ""}}},
	}
	for _, tt := range tests {
		for _, memory := range []int{0, 1, 200} {
			t.Run(tt.name, func(t *testing.T) {
				t.Parallel()
				s := New(t.TempDir(), memory)
				defer s.Close()
				for _, p := range tt.in {
					if err := s.Add([]byte(p.Key), []byte(p.Value)); err != nil {
						t.Fatal(err)
					}
				}
				if diff := cmp.Diff(tt.want, sorted(t, s)); diff != "" {
					t.Errorf("memory %d: mismatch (-want +got):\n%s", memory, diff)
				}
			})
		}
	}
}

// TestSorterAgainstStableSort compares with the standard library's stable sort, for memory limits from one record to
// plenty, and twice over the same sorter.
func TestSorterAgainstStableSort(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.OneOf(rapid.StringMatching(`[ab]{0,3}`), rapid.StringMatching(`aaaaaaa[ab]{0,4}`), rapid.String())
		in := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) pair {
			return pair{key.Draw(t, "key"), rapid.StringN(0, 40, 200).Draw(t, "value")}
		}), 0, 200).Draw(t, "records")
		s := New(dir, rapid.SampledFrom([]int{1, 100, 1000, 5000, 1 << 20}).Draw(t, "memory"))
		for _, p := range in {
			if err := s.Add([]byte(p.Key), []byte(p.Value)); err != nil {
				t.Fatal(err)
			}
		}
		want := slices.Clone(in)
		slices.SortStableFunc(want, func(a, b pair) int { return strings.Compare(a.Key, b.Key) })
		for range 2 {
			var got []pair
			for rec, err := range s.Sorted() {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, pair{string(rec.Key), string(rec.Value)})
			}
			if len(got) != len(want) || !slices.Equal(got, want) {
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

func TestSorterMakesAFileOnlyWhenNeeded(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := New(dir, 1<<20)
	if err := s.Add([]byte("k"), []byte("v")); err != nil {
		t.Fatal(err)
	}
	if got := files(t, dir); len(got) != 0 {
		t.Errorf("a record within the memory made %q", got)
	}
	if err := s.Add([]byte("big"), make([]byte, 1<<20)); err != nil {
		t.Fatal(err)
	}
	got := files(t, dir)
	if len(got) != 1 {
		t.Fatalf("files %q, want one", got)
	}
	info, err := os.Stat(filepath.Join(dir, got[0]))
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, want readable by its owner only", info.Mode().Perm())
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got := files(t, dir); len(got) != 0 {
		t.Errorf("Close left %q", got)
	}
}

func TestSorterStopsEarly(t *testing.T) {
	t.Parallel()
	s := New(t.TempDir(), 100)
	defer s.Close()
	for _, k := range []string{"c", "a", "b", "e", "d"} {
		if err := s.Add([]byte(k), []byte("some text")); err != nil {
			t.Fatal(err)
		}
	}
	for rec, err := range s.Sorted() {
		if err != nil || string(rec.Key) != "a" {
			t.Fatalf("first is %q, %v", rec.Key, err)
		}
		break
	}
	if got := sorted(t, s); len(got) != 5 {
		t.Errorf("%d records after a range that was left, want 5", len(got))
	}
}

func TestSorterErrors(t *testing.T) {
	t.Parallel()
	t.Run("add after sorted", func(t *testing.T) {
		t.Parallel()
		s := New(t.TempDir(), 0)
		defer s.Close()
		s.Sorted()
		if err := s.Add(nil, nil); !errors.Is(err, errSorted) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("after close", func(t *testing.T) {
		t.Parallel()
		s := New(t.TempDir(), 0)
		if err := errors.Join(s.Close(), s.Close()); err != nil {
			t.Fatal(err)
		}
		if err := s.Add(nil, nil); !errors.Is(err, ErrClosed) {
			t.Errorf("Add gives %v", err)
		}
		for _, err := range s.Sorted() {
			if !errors.Is(err, ErrClosed) {
				t.Errorf("Sorted gives %v", err)
			}
		}
	})
	t.Run("no such folder", func(t *testing.T) {
		t.Parallel()
		s := New(filepath.Join(t.TempDir(), "missing"), 1)
		defer s.Close()
		if err := s.Add([]byte("a"), nil); err != nil {
			t.Fatal(err) // it fits into memory
		}
		err := s.Add([]byte("b"), nil)
		if !errors.Is(err, fs.ErrNotExist) {
			t.Fatalf("got %v, want that the folder does not exist", err)
		}
		if again := s.Add([]byte("c"), nil); !errors.Is(again, err) {
			t.Errorf("then %v, want the same error", again)
		}
	})
	t.Run("a file that was cut", func(t *testing.T) {
		t.Parallel()
		s := New(t.TempDir(), 1)
		defer s.Close()
		for _, k := range []string{"a", "b", "c"} {
			if err := s.Add([]byte(k), []byte("value")); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.file.Truncate(s.size - 2); err != nil {
			t.Fatal(err)
		}
		var last error
		for _, err := range s.Sorted() {
			last = err
		}
		if last == nil {
			t.Error("no error for a file that lost its end")
		}
	})
}

func files(t testing.TB, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// BenchmarkSorter sorts a million records of 60 bytes in 16 MiB.
func BenchmarkSorter(b *testing.B) {
	const n = 1_000_000
	value := make([]byte, 50)
	key := make([]byte, 10)
	dir := b.TempDir()
	for b.Loop() {
		s := New(dir, 16<<20)
		x := uint64(88172645463325252)
		for range n {
			x ^= x << 13
			x ^= x >> 7
			x ^= x << 17
			for i := range key {
				key[i] = byte(x >> (5 * i))
			}
			if err := s.Add(key, value); err != nil {
				b.Fatal(err)
			}
		}
		for _, err := range s.Sorted() {
			if err != nil {
				b.Fatal(err)
			}
		}
		s.Close()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/record")
}

// Records without a byte keep their rank too. There are enough of them, in enough disorder, that an unstable sort shows.
func TestSorterKeepsEmptyRecordsInOrder(t *testing.T) {
	t.Parallel()
	s := New(t.TempDir(), 1<<20)
	var want []pair
	for i := range 400 {
		p := pair{Key: []string{"", "", "b", "", "a"}[i*i*7919%5]}
		if i%3 == 1 {
			p.Value = strings.Repeat("v", i%11)
		}
		want = append(want, p)
		if err := s.Add([]byte(p.Key), []byte(p.Value)); err != nil {
			t.Fatal(err)
		}
	}
	slices.SortStableFunc(want, func(a, b pair) int { return strings.Compare(a.Key, b.Key) })
	var got []pair
	for rec, err := range s.Sorted() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, pair{string(rec.Key), string(rec.Value)})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
