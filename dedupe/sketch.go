package dedupe

import (
	"math/bits"

	"github.com/callready/callready/dedupe/similar"
)

// Sketch is what can be told of a name in 32 bits: which letters its given and its family names have, and whether one of them
// has nicknames or stood in one text. It tells at a glance that two names are not one person's.
type Sketch uint32

// The parts of a sketch, from its lowest bit. Letters are told apart modulo the bits that there are for them.
const (
	sketchGiven    = 15
	sketchFamily   = 15
	sketchNickname = 1 << (sketchGiven + sketchFamily)
	sketchWhole    = sketchNickname << 1 // where its given names end is a guess
)

// Sketch gives the sketch of a person's name.
func (p *Person) Sketch() Sketch { return p.facts().sketch }

func newSketch(n *similar.Name) Sketch {
	s := Sketch(letterSet(n.Given(), sketchGiven) | letterSet(n.Family(), sketchFamily)<<sketchGiven)
	if similar.HasNicknames(n.Given()) || similar.HasNicknames(n.Family()) {
		s |= sketchNickname
	}
	if n.Guessed() {
		s |= sketchWhole
	}
	return s
}

// letterSet gives the letters and digits of folded words as bits.
func letterSet(words []string, n uint) uint32 {
	set := uint32(0)
	for _, w := range words {
		for i := range len(w) {
			set |= 1 << (uint(w[i]) % n)
		}
	}
	return set
}

// Fits tells whether two names may be one person's, as they stand or swapped: the letters of one are those of the other but for
// some slips, or are among them, or nicknames may stand for each other. It is true of all names that [Judge] takes for one
// person's without anything of the person's own.
func (s Sketch) Fits(o Sketch) bool {
	g, f, h, e := s.given(), s.family(), o.given(), o.family()
	nick := s&o&sketchNickname != 0
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

func (s Sketch) given() uint32  { return uint32(s) & (1<<sketchGiven - 1) }
func (s Sketch) family() uint32 { return uint32(s) >> sketchGiven & (1<<sketchFamily - 1) }

// near tells whether one set of letters is among the other, or two slips apart; three between long names.
func near(a, b uint32) bool {
	x, y := bits.OnesCount32(a&^b), bits.OnesCount32(b&^a)
	if x == 0 || y == 0 {
		return true
	}
	if min(bits.OnesCount32(a), bits.OnesCount32(b)) >= 7 {
		return x+y <= 6
	}
	return x+y <= 4
}
