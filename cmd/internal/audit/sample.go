package audit

import (
	"cmp"
	"slices"

	"github.com/callready/callready/dedupe"
)

// samplesMost is how many calls of a cause a bundle holds.
const samplesMost = 5

// Sample keeps some calls of each cause for the support: those whose hash is smallest, so that the order of the rows does not
// matter.
type Sample struct {
	by map[string][]ranked
}

type ranked struct {
	rank uint64
	call Call
}

// NewSample makes an empty one.
func NewSample() *Sample { return &Sample{by: map[string][]ranked{}} }

// Add looks at a call. Those that the CRM has not logged, and those that are attached, are kept apart.
func (s *Sample) Add(c *Call) {
	key := c.Cause + "\x00" + c.Logged
	list := s.by[key]
	r := ranked{dedupe.Hash64([]byte(c.UUID + "\x00" + c.ID + "\x00" + c.Number + "\x00" + c.Stamp)), *c}
	if len(list) == samplesMost && r.rank >= list[len(list)-1].rank {
		return
	}
	at, _ := slices.BinarySearchFunc(list, r, func(a, b ranked) int { return cmp.Compare(a.rank, b.rank) })
	list = slices.Insert(list, at, r)
	s.by[key] = list[:min(len(list), samplesMost)]
}

// Calls gives them, the unexplained ones first, then by cause.
func (s *Sample) Calls() []Call {
	var out []Call
	for _, code := range append([]string{CodeCallUnexplained}, causes...) {
		if code == CodeCallUnexplained && len(out) > 0 {
			continue
		}
		for _, logged := range []string{"no", "yes", ""} {
			for _, r := range s.by[code+"\x00"+logged] {
				out = append(out, r.call)
			}
		}
	}
	return out
}

// Masked gives a number with its middle hidden: the calling code and the last two digits are left.
func Masked(number string) string {
	digits := 0
	for i := range len(number) {
		if number[i] >= '0' && number[i] <= '9' {
			digits++
		}
	}
	if digits < 6 {
		return number
	}
	b := []byte(number)
	seen := 0
	for i, c := range b {
		if c < '0' || c > '9' {
			continue
		}
		if seen++; seen > 4 && seen <= digits-2 {
			b[i] = '*'
		}
	}
	return string(b)
}
