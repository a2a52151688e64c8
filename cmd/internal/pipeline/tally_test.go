package pipeline

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// A tally counts as a map does, whatever comes in which order, and when it is added up from parts.
func TestTallyIsAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOf(rapid.SampledFrom([]string{"", "FR", "GB", "DE", "US", "001"})).Draw(t, "names")
		at := rapid.IntRange(0, len(names)).Draw(t, "cut")
		var whole, a, b tally
		want := map[string]int64{}
		for i, name := range names {
			want[name]++
			whole.add(name, 1)
			if i < at {
				a.add(name, 1)
			} else {
				b.add(name, 1)
			}
		}
		a.addAll(b)
		if diff := cmp.Diff(want, whole.counts()); diff != "" {
			t.Fatalf("counts (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(want, a.counts()); diff != "" {
			t.Fatalf("counts of parts (-want +got):\n%s", diff)
		}
	})
}
