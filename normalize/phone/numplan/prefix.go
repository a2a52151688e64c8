package numplan

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
)

// What a state of a prefix automaton says of the text read so far.
const (
	matchHere  = 1 // a match ends here
	matchAtEnd = 2 // a match ends here if the text does
)

// prefix finds the match of a pattern at the start of a text, as package regexp does: the match that the first
// alternatives give, not the longest. A state is the list of living threads in order of priority, cut after the
// first that has matched.
type prefix struct {
	automaton // class: matchHere, matchAtEnd
	prog      *syntax.Prog
	caps      int // groups with captures, without the whole match
}

// compilePrefix makes the automaton of a pattern.
func compilePrefix(pattern string) (*prefix, error) {
	prog, err := compile(pattern, true)
	if err != nil {
		return nil, err
	}
	p := &prefix{prog: prog, caps: prog.NumCap/2 - 1}
	c, e := newClosure(prog), newClosure(prog)
	c.cut, e.end = true, true
	known := make(map[string]uint16)
	var lists [][]uint32
	var key []byte
	state := func() (uint16, error) { // of what c and e have collected
		class := uint32(0)
		if c.done {
			class |= matchHere
		}
		if e.done {
			class |= matchAtEnd
		}
		key = append(key[:0], byte(class))
		for _, pc := range c.list {
			key = binary.BigEndian.AppendUint32(key, pc)
		}
		if s, ok := known[string(key)]; ok {
			return s, nil
		}
		s, err := p.grow(class)
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
	e.reset()
	c.add(uint32(prog.Start))
	e.add(uint32(prog.Start))
	if first, err := state(); err != nil {
		return nil, err
	} else if first == dead {
		if _, err := p.grow(0); err != nil {
			return nil, err
		}
		lists = append(lists, nil)
	}
	for s := start; s < len(lists); s++ {
		for d := range 10 {
			c.reset()
			e.reset()
			for _, pc := range lists[s] {
				if inst := &prog.Inst[pc]; inst.MatchRune('0' + rune(d)) {
					c.add(inst.Out)
					e.add(inst.Out)
				}
			}
			to, err := state()
			if err != nil {
				return nil, err
			}
			p.next[s][d] = to
		}
	}
	return p, nil
}

// match gives the end of the match at the start of the digits, -1 if there is none.
func (p *prefix) match(digits []byte) int {
	end := -1
	s := uint16(start)
	for i, d := range digits {
		if p.class[s]&matchHere != 0 {
			end = i
		}
		if s = p.next[s][d&15]; s == dead {
			return end
		}
	}
	if p.class[s] != 0 {
		end = len(digits)
	}
	return end
}
