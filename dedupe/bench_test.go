package dedupe

import (
	"math/rand/v2"
	"runtime"
	"testing"
)

const benchNumbers = 10_000_000

// numbers gives ten million distinct French-looking numbers in a random order, every fifth followed by a repetition.
func numbers() []uint64 {
	r := rand.New(rand.NewPCG(1, 2))
	keys := make([]uint64, 0, benchNumbers*6/5)
	for i, p := range r.Perm(benchNumbers) {
		keys = append(keys, 33_100_000_000+uint64(p)*53)
		if i%5 == 4 {
			keys = append(keys, keys[r.IntN(len(keys))])
		}
	}
	return keys
}

// BenchmarkAdd makes an index of ten million numbers. It takes long and is run by hand, with
// -benchtime 3x.
func BenchmarkAdd(b *testing.B) {
	keys := numbers()
	for _, bb := range []struct {
		name string
		hint int
	}{{"grown", 0}, {"hinted", benchNumbers}} {
		b.Run(bb.name, func(b *testing.B) {
			var x *Index
			before := live()
			for b.Loop() {
				x = NewIndex(bb.hint)
				for i, k := range keys {
					x.Add(k, Holder{Row: uint32(i + 1), Person: uint32(k) | 1})
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(keys)), "ns/insert")
			b.ReportMetric(float64(live()-before)/float64(x.Len()), "B/number")
			runtime.KeepAlive(x)
		})
	}
}

// BenchmarkPeak measures the most live memory while an index of ten million numbers grows, looking every 50,000 numbers.
func BenchmarkPeak(b *testing.B) {
	keys := numbers()
	for b.Loop() {
		before := live()
		var peak, last float64
		x := NewIndex(0)
		for i, k := range keys {
			x.Add(k, Holder{Row: uint32(i + 1), Person: 1})
			if i%50_000 == 49_999 && x.Len() > benchNumbers/2 {
				last = float64(live()-before) / float64(x.Len())
				peak = max(peak, last)
			}
		}
		b.ReportMetric(peak, "peak-B/number")
		b.ReportMetric(last, "B/number")
		runtime.KeepAlive(x)
	}
}

func BenchmarkFind(b *testing.B) {
	keys := numbers()
	x := NewIndex(0)
	for i, k := range keys {
		x.Add(k, Holder{Row: uint32(i + 1), Person: 1})
	}
	i := 0
	for b.Loop() {
		if _, ok := x.Find(keys[i]); !ok {
			b.Fatal("lost a number")
		}
		if i++; i == len(keys) {
			i = 0
		}
	}
}

func live() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
