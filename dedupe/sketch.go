package dedupe

import (
	"math/bits"

	"github.com/callready/callready/dedupe/similar"
)

// Sketch is what can be told of a name in 64 bits: which letters its given and its family names have, in which families of
// nicknames it is, and whether it stood in one text. It tells at a glance that two names are not one person's.
type Sketch uint64

// The parts of a sketch, from its lowest bit. Letters, and families of nicknames, are told apart modulo their bits.
const (
	sketchBits  = 21
	sketchMask  = 1<<sketchBits - 1
	sketchWhole = 1 << (3 * sketchBits) // where its given names end is a guess
)

// Sketch gives the sketch of a person's name.
func (p *Person) Sketch() Sketch { return p.facts().sketch }

func newSketch(n *similar.Name) Sketch {
	s := letterSet(n.Given()) | letterSet(n.Family())<<sketchBits
	s |= (similar.NicknameSet(n.Given(), sketchBits) | similar.NicknameSet(n.Family(), sketchBits)) << (2 * sketchBits)
	if n.Guessed() {
		s |= sketchWhole
	}
	return Sketch(s)
}

// letterSet gives the letters and digits of folded words as bits.
func letterSet(words []string) uint64 {
	set := uint64(0)
	for _, w := range words {
		for i := range len(w) {
			set |= 1 << (w[i] % sketchBits)
		}
	}
	return set
}

// Fits tells whether two names may be one person's, as they stand or swapped: the letters of one are those of the other but for
// some slips, or are among them, or nicknames may stand for each other. It is true of all names that [Judge] takes for one
// person's without anything of the person's own.
func (s Sketch) Fits(o Sketch) bool {
	g, f, h, e := s.given(), s.family(), o.given(), o.family()
	nick := s&o>>(2*sketchBits)&sketchMask != 0
	switch {
	case (nick || near(g, h)) && near(f, e):
		return true
	case (nick || near(g, e)) && near(f, h), (nick || near(f, h)) && near(g, e):
		return true
	case (s|o)&sketchWhole != 0:
		return near(g|f, h|e)
	default:
		return false
	}
}

func (s Sketch) given() uint32  { return uint32(s & sketchMask) }
func (s Sketch) family() uint32 { return uint32(s >> sketchBits & sketchMask) }

// near tells whether one set of letters is among the other, or a slip apart; two slips between long names. A letter in the place
// of another makes two of difference.
func near(a, b uint32) bool {
	x, y := bits.OnesCount32(a&^b), bits.OnesCount32(b&^a)
	if x == 0 || y == 0 {
		return true
	}
	if min(bits.OnesCount32(a), bits.OnesCount32(b)) >= 7 {
		return x+y <= 4
	}
	return x+y <= 3
}
