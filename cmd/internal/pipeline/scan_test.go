package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"github.com/callready/callready/io/record"
)

// numbers is a table whose batch i holds the number i; it ends after n batches, with err or the end of the file. A negative
// n is a table without end.
type numberedTable struct {
	n, at int
	err   error
	then  func(at int) // called before each batch
}

func (r *numberedTable) Read(b *record.Batch) error {
	b.Reset()
	if r.then != nil {
		r.then(r.at)
	}
	if r.at == r.n {
		if r.err != nil {
			return r.err
		}
		return io.EOF
	}
	b.Buf = fmt.Appendf(b.Buf, "%d", r.at)
	r.at++
	return nil
}

// square is the work of these tests: it reads the batch's number and squares it.
func square(_ int, b *record.Batch, out *int) error {
	var n int
	if _, err := fmt.Sscan(string(b.Buf), &n); err != nil {
		return err
	}
	*out = n * n
	return nil
}

// collect gives a take that appends.
func collect(got *[]int) func(*int) error {
	return func(n *int) error {
		*got = append(*got, *n)
		return nil
	}
}

func TestScanKeepsOrder(t *testing.T) {
	for _, workers := range []int{1, 2, 7} {
		for _, batches := range []int{0, 1, 2, workers, workers + 2, 200} {
			t.Run(fmt.Sprintf("%d workers, %d batches", workers, batches), func(t *testing.T) {
				var got []int
				if err := scan(t.Context(), &numberedTable{n: batches}, make([]int, workers), square, collect(&got)); err != nil {
					t.Fatal(err)
				}
				if want := squares(batches); !slices.Equal(got, want) {
					t.Errorf("took %v, want %v", got, want)
				}
			})
		}
	}
}

func squares(n int) []int {
	var out []int
	for i := range n {
		out = append(out, i*i)
	}
	return out
}

// Results are taken in order also where the work on an earlier batch ends after that on the later ones.
func TestScanWaitsForTheFirst(t *testing.T) {
	const workers = 3
	var later atomic.Int32
	gate := make(chan struct{})
	work := func(w int, b *record.Batch, out *int) error {
		if string(b.Buf) == "0" {
			<-gate
		} else if later.Add(1) == workers-1 {
			close(gate)
		}
		return square(w, b, out)
	}
	var got []int
	if err := scan(t.Context(), &numberedTable{n: workers}, make([]int, workers), work, collect(&got)); err != nil {
		t.Fatal(err)
	}
	if want := squares(workers); !slices.Equal(got, want) {
		t.Errorf("took %v, want %v", got, want)
	}
}

// The first error ends a pass, wherever it arises; what was taken before is in order and without a gap. goleak sees to it
// that all goroutines end.
func TestScanErrors(t *testing.T) {
	wrong := errors.New("wrong")
	for _, workers := range []int{1, 2, 7} {
		for _, tt := range []struct {
			name  string
			table *numberedTable
			work  func(int, *record.Batch, *int) error
			take  func(n int) error
		}{
			{name: "of the reader, at once", table: &numberedTable{n: 0, err: wrong}},
			{name: "of the reader, later", table: &numberedTable{n: 20, err: wrong}},
			{name: "of a worker, at once", table: &numberedTable{n: -1}, work: func(int, *record.Batch, *int) error { return wrong }},
			{name: "of a worker, later", table: &numberedTable{n: -1}, work: func(_ int, b *record.Batch, _ *int) error {
				if string(b.Buf) == "20" {
					return wrong
				}
				return nil
			}},
			{name: "of a worker, at the last batch", table: &numberedTable{n: 21}, work: func(_ int, b *record.Batch, _ *int) error {
				if string(b.Buf) == "20" {
					return wrong
				}
				return nil
			}},
			{name: "of take, at once", table: &numberedTable{n: -1}, take: func(int) error { return wrong }},
			{name: "of take, later", table: &numberedTable{n: -1}, take: func(n int) error {
				if n == 20*20 {
					return wrong
				}
				return nil
			}},
			{name: "of take, at the last batch", table: &numberedTable{n: 21}, take: func(n int) error {
				if n == 20*20 {
					return wrong
				}
				return nil
			}},
		} {
			t.Run(fmt.Sprintf("%s, %d workers", tt.name, workers), func(t *testing.T) {
				table := *tt.table
				work := func(w int, b *record.Batch, out *int) error {
					if tt.work != nil {
						if err := tt.work(w, b, out); err != nil {
							return err
						}
					}
					return square(w, b, out)
				}
				var got []int
				take := func(n *int) error {
					if tt.take != nil {
						if err := tt.take(*n); err != nil {
							return err
						}
					}
					got = append(got, *n)
					return nil
				}
				if err := scan(t.Context(), &table, make([]int, workers), work, take); !errors.Is(err, wrong) {
					t.Errorf("ended with %v", err)
				}
				if !slices.Equal(got, squares(len(got))) {
					t.Errorf("took %v", got)
				}
			})
		}
	}
}

// A context that ends stops a pass over a table without end: from the start, between two batches, while work is done, and
// while a result is taken.
func TestScanStops(t *testing.T) {
	for _, workers := range []int{1, 2, 7} {
		for _, tt := range []struct {
			name string
			at   string // where the context is cancelled
		}{{"before the start", "start"}, {"by the reader", "read"}, {"by a worker", "work"}, {"by take", "take"}} {
			t.Run(fmt.Sprintf("%s, %d workers", tt.name, workers), func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				when := func(at string, n, reached int) {
					if tt.at == at && n == reached {
						cancel()
					}
				}
				when("start", 0, 0)
				table := &numberedTable{n: -1, then: func(at int) { when("read", at, 5) }}
				work := func(w int, b *record.Batch, out *int) error {
					err := square(w, b, out)
					when("work", *out, 25)
					return err
				}
				err := scan(ctx, table, make([]int, workers), work, func(n *int) error {
					when("take", *n, 25)
					return nil
				})
				if !errors.Is(err, context.Canceled) {
					t.Errorf("ended with %v", err)
				}
			})
		}
	}
}

// No more jobs are in flight than the memory is meant for.
func TestScanBounds(t *testing.T) {
	const workers = 4
	var flying, most atomic.Int64
	table := &numberedTable{n: 500, then: func(int) {
		most.Store(max(most.Load(), flying.Add(1)))
	}}
	err := scan(t.Context(), table, make([]int, workers), square, func(*int) error {
		flying.Add(-1)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := most.Load(); got > workers+2 {
		t.Errorf("%d batches were in flight", got)
	}
}

// For any number of workers and batches, and an error anywhere: all batches before it are taken in order and once, each
// result is worked on by one worker and never while it is taken.
func TestScanProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		workers := rapid.IntRange(1, 9).Draw(t, "workers")
		batches := rapid.IntRange(0, 60).Draw(t, "batches")
		fails := rapid.IntRange(-1, 60).Draw(t, "fails")
		where := rapid.SampledFrom([]string{"read", "work", "take"}).Draw(t, "where")
		wrong := errors.New("wrong")
		type result struct {
			n    int
			busy atomic.Bool
		}
		table := &numberedTable{n: batches}
		if where == "read" && fails >= 0 && fails <= batches {
			table.n, table.err = fails, wrong
		}
		work := func(_ int, b *record.Batch, r *result) error {
			if !r.busy.CompareAndSwap(false, true) {
				return errors.New("a result is used twice at once")
			}
			if err := square(0, b, &r.n); err != nil {
				return err
			}
			if where == "work" && r.n == fails*fails && fails >= 0 {
				return wrong
			}
			r.busy.Store(false)
			return nil
		}
		var got []int
		err := scan(t.Context(), table, make([]int, workers), work, func(r *result) error {
			if !r.busy.CompareAndSwap(false, true) {
				return errors.New("a result is taken while it is worked on")
			}
			if where == "take" && r.n == fails*fails && fails >= 0 {
				return wrong
			}
			got = append(got, r.n)
			r.busy.Store(false)
			return nil
		})
		expected := fails >= 0 && (fails < batches || where == "read" && fails <= batches)
		switch {
		case expected && !errors.Is(err, wrong), !expected && err != nil:
			t.Fatalf("ended with %v", err)
		case !expected && len(got) != batches:
			t.Fatalf("took %d of %d", len(got), batches)
		case !slices.Equal(got, squares(len(got))):
			t.Fatalf("took %v", got)
		case where == "take" && expected && len(got) != fails:
			t.Fatalf("took %d before the error at %d", len(got), fails)
		}
	})
}
