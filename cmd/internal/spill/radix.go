package spill

import (
	"cmp"
	"math/bits"
	"slices"
)

// What radix sorts by: digits of digitBits bits, digits of them. Longer keys are sorted in several goes.
const (
	digitBits = 11
	digits    = 3
	buckets   = 1 << digitBits
	// radixLeast is the number of records from which counting digits is cheaper than comparing.
	radixLeast = 256
)

// radix puts records in the order of their first words and keeps the order of those that have the same. It gives the
// sorted records and the other slice; scratch is as long as recs, and its content does not matter.
//
// It looks at the highest bits in which the keys differ, as many as its digits have, and sorts by these without comparing.
// That is all for small numbers; of hashes hardly two agree in so many bits. Those that do are sorted by the rest.
func radix[R Words](recs, scratch []R) (sorted, other []R) {
	if len(recs) < radixLeast {
		slices.SortStableFunc(recs, compare)
		return recs, scratch
	}
	inOrder, differ := true, uint64(0)
	last := recs[0][0]
	for i := range recs {
		key := recs[i][0]
		inOrder = inOrder && key >= last
		differ |= key ^ last
		last = key
	}
	if inOrder {
		return recs, scratch
	}
	high := bits.Len64(differ)
	low := max(0, high-digits*digitBits)
	width := (high - low + digits - 1) / digits // bits of a digit: all the same, so that none has more buckets than it needs
	mask := uint64(1)<<width - 1
	var count [digits][buckets]uint32
	for i := range recs {
		key := recs[i][0] >> low
		for d := range digits {
			count[d][key>>(d*width)&mask&(buckets-1)]++
		}
	}
	for d := range digits {
		at := uint32(0)
		c := count[d][:mask+1]
		for i := range c {
			c[i], at = at, at+c[i]
		}
		shift := low + d*width
		for i := range recs {
			digit := recs[i][0] >> (shift & 63) & mask & (buckets - 1)
			scratch[count[d][digit]] = recs[i]
			count[d][digit]++
		}
		recs, scratch = scratch, recs
	}
	if low > 0 {
		alike(recs, low, func(from, to int) {
			group := recs[from:to]
			if sorted, _ := radix(group, scratch[from:to]); &sorted[0] != &group[0] {
				copy(group, sorted)
			}
		})
	}
	return recs, scratch
}

// alike calls do for each group of several records, from one index to another, that have the same first word but for the lowest
// bits. The records are sorted by the other bits.
func alike[R Words](recs []R, low int, do func(from, to int)) {
	for i := 0; i < len(recs); {
		start, top := i, recs[i][0]>>low
		for i++; i < len(recs) && recs[i][0]>>low == top; i++ {
		}
		if i-start > 1 {
			do(start, i)
		}
	}
}

func compare[R Words](a, b R) int { return cmp.Compare(a[0], b[0]) }
