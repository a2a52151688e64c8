package numplan

import (
	"errors"
	"fmt"
	"regexp/syntax"
)

// errAssertion tells of a pattern that asks for more than digits.
var errAssertion = errors.New("has an assertion that the automata do not know")

// compile gives the program of a pattern in the syntax that package regexp reads, as the library compiles it. The
// only assertion that it lets pass is the end of the text, and that only if atEnd is set.
func compile(pattern string, atEnd bool) (*syntax.Prog, error) {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil, fmt.Errorf("pattern %q: %w", pattern, err)
	}
	prog, err := syntax.Compile(re.Simplify())
	if err != nil {
		return nil, fmt.Errorf("pattern %q: %w", pattern, err)
	}
	for _, inst := range prog.Inst {
		if inst.Op == syntax.InstEmptyWidth && !(atEnd && syntax.EmptyOp(inst.Arg) == syntax.EmptyEndText) {
			return nil, fmt.Errorf("pattern %q %w", pattern, errAssertion)
		}
	}
	return prog, nil
}

// closure collects the instructions that a thread reaches without reading, in order of priority, each once.
type closure struct {
	prog *syntax.Prog
	seen []uint32 // by instruction: the round in which it was reached
	now  uint32
	list []uint32 // instructions that read, and matches
	end  bool     // take the assertion of the end of the text as true
	cut  bool     // stop at the first match: what follows has a lower priority
	done bool     // a match was reached
}

func newClosure(prog *syntax.Prog) *closure {
	return &closure{prog: prog, seen: make([]uint32, len(prog.Inst)), now: 1}
}

// reset begins a new collection.
func (c *closure) reset() {
	c.now++
	c.list = c.list[:0]
	c.done = false
}

// add follows one thread.
func (c *closure) add(pc uint32) {
	if c.cut && c.done || c.seen[pc] == c.now {
		return
	}
	c.seen[pc] = c.now
	inst := &c.prog.Inst[pc]
	switch inst.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		c.add(inst.Out)
		c.add(inst.Arg)
	case syntax.InstCapture, syntax.InstNop:
		c.add(inst.Out)
	case syntax.InstEmptyWidth:
		if c.end {
			c.add(inst.Out)
		}
	case syntax.InstMatch:
		c.done = true
	case syntax.InstFail: // reaches nothing
	default:
		c.list = append(c.list, pc)
	}
}
