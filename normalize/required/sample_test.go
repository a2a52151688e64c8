package required

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func sampleOf(values ...string) *Sample {
	s := &Sample{}
	for _, v := range values {
		s.Add([]byte(v))
	}
	return s
}

// series makes n values, of which as many are different as kinds says.
func series(format string, n, kinds int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf(format, i%kinds)
	}
	return list
}

// letters makes n different values without a digit.
func letters(n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = "note " + strings.Repeat("o", i)
	}
	return list
}

func TestSample(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		values []string
		idLike bool
		as     Type
	}{
		{"nothing", nil, false, TypeUnknown},
		{"fillers only", []string{"", " ", "N/A", "-", "n/a", "unknown"}, false, TypeUnknown},
		{"one code", []string{"K-1"}, false, TypeUnknown},
		{"two codes", []string{"K-1", "K-2"}, false, TypeUnknown},
		{"three codes", []string{"K-1", "K-2", "K-3"}, true, TypeUnknown},
		{"three words", []string{"red", "green", "blue"}, false, TypeUnknown},
		{"three codes, one twice", []string{"K-1", "K-2", "K-2"}, false, TypeUnknown},
		{"few segments", series("segment %d", 200, 5), false, TypeUnknown},
		{"twenty words, all different", letters(20), true, TypeUnknown},
		{"ids with fillers between", append(series("K-%d", 40, 40), "N/A", "N/A", "N/A", "N/A", "-", "-"), true, TypeUnknown},
		{"every tenth value twice", append(series("K-%d", 1000, 1000), series("K-%d", 100, 100)...), false, TypeUnknown},
		{"one value of a hundred twice", append(series("K-%d", 1000, 1000), series("K-%d", 10, 10)...), true, TypeUnknown},
		{"many ids", series("K-%d", 100_000, 100_000), true, TypeUnknown},
		{"many values twice", series("K-%d", 100_000, 50_000), false, TypeUnknown},
		{"many ids and one value for all others", append(series("K-%d", 10_000, 10_000), series("K-1%d", 10_000, 1)...), false, TypeUnknown},
		{"many ids and one value a few times", append(series("K-%d", 10_000, 10_000), series("K-1%d", 500, 1)...), true, TypeUnknown},
		{"one country and some others", append(series("FR%d", 960, 1), letters(20)...), false, TypeUnknown},
		{"numbers", series("%d", 5000, 5000), true, TypeNumber},
		{"employees", series("%d", 500, 30), false, TypeNumber},
		{"zeros", series("%d", 30, 1), false, TypeUnknown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := sampleOf(tt.values...)
			if got := s.IDLike(); got != tt.idLike {
				t.Errorf("id %v of %d values, want %v", got, s.Filled(), tt.idLike)
			}
			if got := s.Type(); got != tt.as {
				t.Errorf("type %q, want %q", got, tt.as)
			}
			if len(s.count) > sampleSize || len(s.heap) != len(s.count) {
				t.Errorf("keeps %d values, %d hashes", len(s.count), len(s.heap))
			}
		})
	}
}

// The order of values and how they are spread over samples do not matter.
func TestSampleProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 4000).Draw(t, "values")
		kinds := rapid.IntRange(1, 4000).Draw(t, "kinds")
		parts := rapid.IntRange(1, 5).Draw(t, "parts")
		rnd := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		values := series("v%d", n, kinds)
		whole := sampleOf(values...)
		rnd.Shuffle(len(values), func(i, j int) { values[i], values[j] = values[j], values[i] })
		split := make([]Sample, parts)
		for _, v := range values {
			split[rnd.IntN(parts)].Add([]byte(v))
		}
		sum := &Sample{}
		for i := range split {
			sum.Merge(&split[i])
		}
		if sum.Filled() != whole.Filled() || sum.IDLike() != whole.IDLike() || sum.Type() != whole.Type() || len(sum.count) != len(whole.count) {
			t.Fatalf("sample of the whole %d, %v; of the parts %d, %v", whole.Filled(), whole.IDLike(), sum.Filled(), sum.IDLike())
		}
		for h, c := range whole.count {
			if sum.count[h] != c {
				t.Fatalf("a value is counted %d and %d times", c, sum.count[h])
			}
		}
	})
}

func BenchmarkSampleAdd(b *testing.B) {
	values := series("Customer %d", 10_000, 10_000)
	s := &Sample{}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		s.Add([]byte(values[i%len(values)]))
	}
}
