package numplan

import (
	"encoding/binary"
	"errors"
	"regexp/syntax"
	"slices"
)

// maxStates bounds an automaton. The largest of today's plans has some 3,000 states before it is minimised.
const maxStates = 60000

// errStates tells of patterns whose automaton would be too large.
var errStates = errors.New("automaton has too many states")

// state numbers that every automaton has.
const (
	dead  = 0 // nothing can match any more
	start = 1
)

// automaton is deterministic, over digits. The last six columns of a row are not used: they let a digit be taken
// from its ASCII code by a mask.
type automaton struct {
	next  [][16]uint16
	class []uint32 // by state: what it means that a number ends here; 0 in the dead state
}

func (a *automaton) grow(class uint32) (int, error) {
	if len(a.next) >= maxStates {
		return 0, errStates
	}
	a.next = append(a.next, [16]uint16{})
	a.class = append(a.class, class)
	return len(a.next) - 1, nil
}

// never gives an automaton that accepts nothing.
func never() *automaton {
	return &automaton{next: make([][16]uint16, 2), class: make([]uint32, 2)}
}

// determinise gives the automaton of a whole-text match: class 1 where the pattern matches.
func determinise(prog *syntax.Prog) (*automaton, error) {
	a := &automaton{}
	c := newClosure(prog)
	known := make(map[string]uint16)
	var lists [][]uint32
	var key []byte
	state := func() (uint16, error) { // of what the closure has collected
		slices.Sort(c.list)
		key = key[:0]
		class := uint32(0)
		if c.done {
			class = 1
		}
		key = append(key, byte(class))
		for _, pc := range c.list {
			key = binary.BigEndian.AppendUint32(key, pc)
		}
		if s, ok := known[string(key)]; ok {
			return s, nil
		}
		s, err := a.grow(class)
		if err != nil {
			return 0, err
		}
		known[string(key)] = uint16(s)
		lists = append(lists, slices.Clone(c.list))
		return uint16(s), nil
	}
	if _, err := state(); err != nil { // empty: dead
		return nil, err
	}
	c.reset()
	c.add(uint32(prog.Start))
	if first, err := state(); err != nil {
		return nil, err
	} else if first == dead { // A pattern that matches nothing still needs a start.
		if _, err := a.grow(0); err != nil {
			return nil, err
		}
		lists = append(lists, nil)
	}
	for s := start; s < len(lists); s++ {
		for d := range 10 {
			c.reset()
			for _, pc := range lists[s] {
				if inst := &prog.Inst[pc]; inst.MatchRune('0' + rune(d)) {
					c.add(inst.Out)
				}
			}
			to, err := state()
			if err != nil {
				return nil, err
			}
			a.next[s][d] = to
		}
	}
	return a, nil
}

// forPrefix changes a whole-text automaton to one that accepts everything that begins with a match.
func (a *automaton) forPrefix() {
	for s := start; s < len(a.next); s++ {
		if a.class[s] != 0 {
			for d := range 10 {
				a.next[s][d] = uint16(s)
			}
		}
	}
}

// product runs automata, at least one, side by side. mean gives the class of a state from the classes of the parts; it is 0 for
// the dead state, in which all parts are dead.
func product(parts []*automaton, mean func(classes []uint32) uint32) (*automaton, error) {
	a := &automaton{}
	width := len(parts)
	known := make(map[string]uint16)
	var tuples []uint16 // width numbers a state
	key := make([]byte, 2*width)
	at := make([]uint16, width)
	classes := make([]uint32, width)
	state := func() (uint16, error) { // of the numbers in at
		for i, s := range at {
			binary.LittleEndian.PutUint16(key[2*i:], s)
		}
		if s, ok := known[string(key)]; ok {
			return s, nil
		}
		class := uint32(0)
		if len(a.next) != dead {
			for i, s := range at {
				classes[i] = parts[i].class[s]
			}
			class = mean(classes)
		}
		s, err := a.grow(class)
		if err != nil {
			return 0, err
		}
		known[string(key)] = uint16(s)
		tuples = append(tuples, at...)
		return uint16(s), nil
	}
	if _, err := state(); err != nil {
		return nil, err
	}
	for i := range at {
		at[i] = start
	}
	if _, err := state(); err != nil {
		return nil, err
	}
	for s := start; s < len(a.next); s++ {
		for d := range 10 {
			from := tuples[s*width:]
			for i := range at {
				at[i] = parts[i].next[from[i]][d]
			}
			to, err := state()
			if err != nil {
				return nil, err
			}
			a.next[s][d] = to
		}
	}
	return a, nil
}

// minimise merges the states that no number can tell apart: Moore's refinement of the partition by class. The dead
// state keeps number 0, the start number 1; a start that is as good as dead stays a state of its own.
func (a *automaton) minimise() *automaton {
	n := len(a.next)
	block := make([]uint32, n) // by state
	blocks := make(map[uint32]uint32)
	for s, class := range a.class {
		b, ok := blocks[class]
		if !ok {
			b = uint32(len(blocks))
			blocks[class] = b
		}
		block[s] = b
	}
	count := len(blocks)
	next := make([]uint32, n)
	for {
		split := make(map[[11]uint32]uint32, count)
		for s := range n {
			key := [11]uint32{10: block[s]}
			for d := range 10 {
				key[d] = block[a.next[s][d]]
			}
			b, ok := split[key]
			if !ok {
				b = uint32(len(split))
				split[key] = b
			}
			next[s] = b
		}
		block, next = next, block
		if len(split) == count {
			break
		}
		count = len(split)
	}
	// Number the blocks in the order of their first states, after dead and start.
	number := make([]int, count)
	for i := range number {
		number[i] = -1
	}
	out := &automaton{}
	var first []int
	for s := range n {
		if b := block[s]; number[b] < 0 || s == start && number[b] == dead {
			number[b] = len(first)
			first = append(first, s)
		}
	}
	if number[block[dead]] != dead { // start was as good as dead
		number[block[dead]] = dead
	}
	for _, s := range first {
		var row [16]uint16
		for d := range 10 {
			row[d] = uint16(number[block[a.next[s][d]]])
		}
		out.next = append(out.next, row)
		out.class = append(out.class, a.class[s])
	}
	return out
}
