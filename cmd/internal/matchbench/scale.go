package main

import (
	"fmt"
	"io"
	"runtime"
	"time"

	"github.com/callready/callready/dedupe"
)

// invented gives the sets of its own.
func invented(rows int, seed uint64) []*set {
	return []*set{
		business(rows, seed), recycled(rows, seed), homes(rows, seed), split(rows, seed), registry(rows, seed, false), registry(rows, seed, true),
	}
}

// measure prints what finding duplicates costs: half of the records are of firms, a quarter each of homes and of people
// without either. All is in memory here; the pipeline keeps keys and pairs on disk and persons nowhere.
func measure(w io.Writer, n int, seed uint64, now func() time.Time) error {
	s := &set{name: "scale"}
	for _, part := range []*set{business(n/2, seed), homes(n/4, seed), recycled(n-n/2-n/4, seed)} {
		s.persons = append(s.persons, part.persons...)
	}
	for i, p := range s.persons {
		p.Ref = uint32(i + 1)
		p.Key = fmt.Sprintf("K%08d", (uint64(p.Ref)*2654435761)%100_000_000)
	}
	n = len(s.persons)
	each := func(what string, d time.Duration) {
		_, _ = fmt.Fprintf(w, "%-34s %8.2f s %8.2f µs a record\n", what, d.Seconds(), float64(d.Microseconds())/float64(n))
	}
	heap := live()
	start := now()
	for _, p := range s.persons {
		p.Prepare()
	}
	each("make ready", now().Sub(start))
	_, _ = fmt.Fprintf(w, "%-34s %8d bytes a record, for those at hand\n", "ready", (live()-heap)/int64(n))

	start = now()
	var buf []dedupe.Block
	keys := 0
	for _, p := range s.persons {
		buf = dedupe.Blocks(p, buf[:0])
		keys += len(buf)
	}
	each("blocks", now().Sub(start))
	_, _ = fmt.Fprintf(w, "%-34s %8.2f a record, 12 bytes each on disk\n", "keys", float64(keys)/float64(n))

	start = now()
	sorted := blocksOf(s.persons)
	each("blocks, sorted, the large ones cut", now().Sub(start))
	judged, largest := 0, 0
	kinds := map[dedupe.Kind]int{}
	for at := 0; at < len(sorted); {
		end := at
		for end < len(sorted) && sorted[end].block == sorted[at].block {
			end++
		}
		if size := end - at; size <= dedupe.PairLimit {
			judged += size * (size - 1) / 2
			kinds[sorted[at].block.Kind()] += size * (size - 1) / 2
			largest = max(largest, size)
		}
		at = end
	}
	_, _ = fmt.Fprintf(w, "%-34s %8d, %.1f a record; the largest block has %d\n", "pairs to judge", judged, float64(judged)/float64(n), largest)
	for k := dedupe.ByNumber; k <= dedupe.ByFiner; k++ {
		if kinds[k] > 0 {
			_, _ = fmt.Fprintf(w, "  %-32s %8d\n", k, kinds[k])
		}
	}
	o := match(s, now)
	each("judging", o.judge)
	_, _ = fmt.Fprintf(w, "%-34s %8.0f ns\n", "a pair", float64(o.judge.Nanoseconds())/float64(max(1, judged)))
	each("closing", o.closing)
	_, _ = fmt.Fprintf(w, "%-34s %8d, %d blocks too large\n", "pairs that may be one person", o.pairs, o.crowds)
	return nil
}

// live gives the bytes in use.
func live() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
