package pipeline

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"unicode/utf8"
)

// keyForm tells what a record id of a CRM looks like. It is a pattern compiled into a table of states, since every record
// of a file is asked.
type keyForm struct {
	next   [][utf8.RuneSelf]uint8 // by state, from 1; 0 is the state from which nothing matches; nil where a pattern needs too many states or looks around
	final  []bool
	slowly *regexp.Regexp // asked where there is no table, and of keys beyond ASCII
}

// keyStates bounds the states of a table.
const keyStates = 255

// newKeyForm compiles a pattern.
func newKeyForm(pattern string) (*keyForm, error) {
	slowly, err := regexp.Compile(pattern)
	if err != nil {
		return nil, err
	}
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil, err
	}
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil {
		return nil, err
	}
	k := &keyForm{slowly: slowly}
	if !anchored(tree, prog) || !k.compile(prog) {
		return &keyForm{slowly: slowly}, nil
	}
	return k, nil
}

// anchored tells whether a pattern speaks of the whole text, and looks around nowhere else than at its ends.
func anchored(tree *syntax.Regexp, prog *syntax.Prog) bool {
	if n := len(tree.Sub); tree.Op != syntax.OpConcat || tree.Sub[0].Op != syntax.OpBeginText || tree.Sub[n-1].Op != syntax.OpEndText {
		return false
	}
	looks := 0
	for i := range prog.Inst {
		if prog.Inst[i].Op == syntax.InstEmptyWidth {
			looks++
		}
	}
	return looks == 2
}

// compile makes the table; it reports false for a pattern that has too many states.
func (k *keyForm) compile(prog *syntax.Prog) bool {
	var sets [][]uint32 // of instructions that wait for a character, by state
	state := func(set []uint32, final bool) (uint8, bool) {
		slices.Sort(set)
		set = slices.Compact(set)
		for i := range sets {
			if slices.Equal(sets[i], set) && k.final[i] == final {
				return uint8(i), true
			}
		}
		if len(sets) == keyStates {
			return 0, false
		}
		sets = append(sets, set)
		k.next, k.final = append(k.next, [utf8.RuneSelf]uint8{}), append(k.final, final)
		return uint8(len(sets) - 1), true
	}
	if _, ok := state(nil, false); !ok {
		return false
	}
	f := follower{prog: prog, seen: make([]bool, len(prog.Inst))}
	set, final := f.from(uint32(prog.Start))
	if _, ok := state(set, final); !ok {
		return false
	}
	for at := 1; at < len(sets); at++ {
		for c := range utf8.RuneSelf {
			var outs []uint32
			for _, pc := range sets[at] {
				if in := &prog.Inst[pc]; in.MatchRune(rune(c)) {
					outs = append(outs, in.Out)
				}
			}
			set, final := f.from(outs...)
			to, ok := state(set, final)
			if !ok {
				return false
			}
			k.next[at][c] = to
		}
	}
	return true
}

// follower finds what comes next in a program.
type follower struct {
	prog *syntax.Prog
	seen []bool
	set  []uint32
	end  bool
}

// from gives the instructions that wait for a character and can be reached from some without any; end tells whether the
// text may end there.
func (f *follower) from(pcs ...uint32) (waits []uint32, end bool) {
	clear(f.seen)
	f.set, f.end = nil, false
	for _, pc := range pcs {
		f.walk(pc)
	}
	return f.set, f.end
}

func (f *follower) walk(pc uint32) {
	if f.seen[pc] {
		return
	}
	f.seen[pc] = true
	in := &f.prog.Inst[pc]
	switch in.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		f.walk(in.Out)
		f.walk(in.Arg)
	case syntax.InstCapture, syntax.InstNop:
		f.walk(in.Out)
	case syntax.InstEmptyWidth:
		if syntax.EmptyOp(in.Arg) == syntax.EmptyEndText {
			f.end = true
		} else {
			f.walk(in.Out)
		}
	case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
		f.set = append(f.set, pc)
	case syntax.InstMatch, syntax.InstFail:
	}
}

// match tells whether a key has the form.
func (k *keyForm) match(key []byte) bool {
	if k.next == nil {
		return k.slowly.Match(key)
	}
	at := uint8(1)
	for _, c := range key {
		if c >= utf8.RuneSelf {
			return k.slowly.Match(key)
		}
		if at = k.next[at][c]; at == 0 {
			return false
		}
	}
	return k.final[at]
}
