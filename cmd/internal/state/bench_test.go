package state_test

import (
	"fmt"
	"iter"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/callready/callready/cmd/internal/state"
)

// BenchmarkAdd adds runs with a hundred thousand findings, of which one in fifty is new each night and one in fifty goes away.
func BenchmarkAdd(b *testing.B) {
	const all = 100_000
	for _, kind := range []string{"first", "next"} {
		b.Run(kind, func(b *testing.B) {
			ctx := b.Context()
			path := filepath.Join(b.TempDir(), "state.db")
			s, err := state.Open(ctx, path, state.Options{Now: time.Now})
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			add := func(n int, job string) {
				run := state.Run{ID: "run-" + strconv.Itoa(n), Job: job, Outcome: state.Checked}
				if _, err := s.Add(ctx, run, invented(n*all/50, all), nil); err != nil {
					b.Fatal(err)
				}
			}
			add(0, "nightly")
			for n := 1; b.Loop(); n++ {
				if kind == "first" {
					add(n, "job-"+strconv.Itoa(n))
				} else {
					add(n, "nightly")
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/all, "ns/finding")
		})
	}
}

// invented gives n findings from the one with a number on.
func invented(from, n int) iter.Seq[state.Finding] {
	return func(yield func(state.Finding) bool) {
		for i := from; i < from+n; i++ {
			f := state.Finding{
				Code: fmt.Sprintf("code-%d", i%17), Key: strconv.Itoa(1_000_000_000 + i),
				Column: "Mobile Phone Number", Severity: "warning",
			}
			if !yield(f) {
				return
			}
		}
	}
}
