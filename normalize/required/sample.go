package required

import "bytes"

// The bounds of Sample: how many different values it keeps, and from which share on values are nearly all different.
const (
	sampleSize  = 1024
	sampleFew   = 20   // with fewer values than this, only what looks like a code counts
	sampleShare = 0.95 // of the values must be the only ones of their kind
	sampleLoose = 0.85 // the same where it is estimated, with room for the error of some three hundredths
)

// Sample looks at the values of one column and decides whether they are nearly all different: then the column is an id, a
// reference or a free text, and its values belong to one record only. It keeps hashes of at most 1024 different values with
// exact counts, some 40 KiB, however long the column is. Values may come in any order, and samples of parts may be merged:
// the result is the same. The zero value is ready. It is not safe for concurrent use.
type Sample struct {
	count   map[uint64]uint32
	heap    []uint64 // the hashes of count, the greatest first
	filled  int64
	numbers int64
	codes   int64 // values with a digit in them
}

// Add looks at one value. Blank ones and fillers say nothing of a column and are passed over.
func (s *Sample) Add(value []byte) {
	value = bytes.TrimSpace(value)
	if len(value) == 0 || s.trivial(value) {
		return
	}
	s.filled++
	if bytes.ContainsAny(value, "0123456789") {
		s.codes++
		if numeric(value) {
			s.numbers++
		}
	}
	s.put(hash(value), 1)
}

// trivial tells whether a value is a filler. A number never is here: in a column of unknown type zero may be meant.
func (s *Sample) trivial(value []byte) bool {
	_, filler := Filler(value, TypeUnknown)
	return filler && !numeric(value)
}

// Merge adds what another sample has seen. The other one stays as it is.
func (s *Sample) Merge(o *Sample) {
	s.filled, s.numbers, s.codes = s.filled+o.filled, s.numbers+o.numbers, s.codes+o.codes
	for _, h := range o.heap {
		s.put(h, o.count[h])
	}
}

// Filled is the number of values seen, blank ones and fillers left out.
func (s *Sample) Filled() int64 { return s.filled }

// IDLike tells whether the values are nearly all different. Of few values this says little: up to 19 must be at least
// three, all different, and most with a digit in them, as codes have.
func (s *Sample) IDLike() bool {
	if s.filled < 3 {
		return false
	}
	once, seen := 0, uint64(0)
	for _, n := range s.count {
		seen += uint64(n)
		if n == 1 {
			once++
		}
	}
	if s.filled < sampleFew {
		return once == int(s.filled) && 10*s.codes >= 9*s.filled
	}
	if len(s.heap) < sampleSize {
		return float64(once) >= sampleShare*float64(seen)
	}
	// The least hashes stand as close as the values are many.
	different := float64(sampleSize-1) / (float64(s.heap[0]) / (1 << 64))
	return float64(once) >= sampleShare*sampleSize && different >= sampleLoose*float64(s.filled)
}

// Type guesses the type of a column nobody describes: TypeNumber if at least nine values of ten are numbers and not all of
// them are zero, else TypeUnknown.
func (s *Sample) Type() Type {
	if s.filled > 0 && 10*s.numbers >= 9*s.filled && (len(s.count) > 1 || s.count[hash([]byte("0"))] == 0) {
		return TypeNumber
	}
	return TypeUnknown
}

// put counts a hash. What falls out was never among the least hashes of all, so the counts of those that stay are exact.
func (s *Sample) put(h uint64, n uint32) {
	if s.count == nil {
		s.count = make(map[uint64]uint32)
	}
	if old, ok := s.count[h]; ok {
		s.count[h] = old + n
		if s.count[h] < old { // Beyond four thousand million: stay there.
			s.count[h] = ^uint32(0)
		}
		return
	}
	if len(s.heap) < sampleSize {
		s.count[h] = n
		s.heap = append(s.heap, h)
		for i := len(s.heap) - 1; i > 0 && s.heap[(i-1)/2] < s.heap[i]; i = (i - 1) / 2 {
			s.heap[i], s.heap[(i-1)/2] = s.heap[(i-1)/2], s.heap[i]
		}
		return
	}
	if h > s.heap[0] {
		return
	}
	delete(s.count, s.heap[0])
	s.count[h] = n
	s.heap[0] = h
	for i := 0; ; {
		c := 2*i + 1
		if c+1 < len(s.heap) && s.heap[c+1] > s.heap[c] {
			c++
		}
		if c >= len(s.heap) || s.heap[c] <= s.heap[i] {
			return
		}
		s.heap[i], s.heap[c] = s.heap[c], s.heap[i]
		i = c
	}
}

// hash is FNV-1a with its bits mixed, so that the least hashes are a fair sample.
func hash(value []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range value {
		h = (h ^ uint64(c)) * 1099511628211
	}
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// numeric tells whether a value is one number: digits with a sign, and points, commas or blanks between them.
func numeric(value []byte) bool {
	if len(value) > 0 && (value[0] == '-' || value[0] == '+') {
		value = value[1:]
	}
	digits := 0
	for _, c := range value {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c != '.' && c != ',' && c != ' ' && c != '%':
			return false
		}
	}
	return digits > 0 && digits <= 18
}
