package numplan

import (
	"errors"
	"fmt"
	"regexp/syntax"
)

const (
	// maxCaps bounds the groups of a rewritten prefix, maxGrowth the digits that a template adds.
	maxCaps   = 7
	maxGrowth = 8
	// maxSteps bounds a search for groups. The longest seen takes some 600.
	maxSteps = 20000
)

// errTemplate tells of a rewriting that is not digits and groups.
var errTemplate = errors.New("template is not made of digits and groups")

// piece is a part of a template: a digit, or a group if group is not negative.
type piece struct {
	digit byte
	group int8
}

// parseTemplate reads the replacement of a transform rule as Regexp.Expand does: the name after a dollar is as long as
// it can be, so $15 is group 15, and a group that does not exist is empty.
func parseTemplate(template string, caps int) ([]piece, error) {
	var out []piece
	growth := 0
	for i := 0; i < len(template); {
		switch c := template[i]; {
		case c >= '0' && c <= '9':
			out = append(out, piece{digit: c, group: -1})
			growth++
			i++
		case c == '$':
			n, j := 0, i+1
			for ; j < len(template) && template[j] >= '0' && template[j] <= '9'; j++ {
				n = min(n*10+int(template[j]-'0'), 100)
			}
			if j == i+1 || j < len(template) && template[j] != '$' || n == 0 {
				return nil, fmt.Errorf("%q: %w", template, errTemplate)
			}
			if n <= caps {
				out = append(out, piece{group: int8(n)})
			}
			i = j
		default:
			return nil, fmt.Errorf("%q: %w", template, errTemplate)
		}
	}
	if growth > maxGrowth || caps > maxCaps {
		return nil, fmt.Errorf("%q: %w", template, errTemplate)
	}
	return out, nil
}

// groups searches a match with its groups, by trying the alternatives in order. It holds a copy of the text, so that
// the caller's can stay on the stack.
type groups struct {
	prog  *syntax.Prog
	text  [maxDigits + maxGrowth]byte
	n     int                     // bytes of the text
	at    [2 * (maxCaps + 1)]int8 // start and end of each group, -1 if it took no part
	steps int
}

// find tells whether there is a match at the start of the text, and fills in the groups. The search is given up, and
// known is false, if it takes too many steps.
func (g *groups) find(prog *syntax.Prog, text []byte) (found, known bool) {
	g.prog, g.steps, g.n = prog, 0, copy(g.text[:], text)
	if g.n < len(text) {
		return false, false
	}
	for i := range g.at {
		g.at[i] = -1
	}
	found = g.run(uint32(prog.Start), 0)
	return found, g.steps < maxSteps
}

func (g *groups) run(pc uint32, pos int) bool {
	for {
		if g.steps++; g.steps >= maxSteps {
			return false
		}
		inst := &g.prog.Inst[pc]
		switch inst.Op {
		case syntax.InstMatch:
			return true
		case syntax.InstAlt, syntax.InstAltMatch:
			if g.run(inst.Out, pos) {
				return true
			}
			pc = inst.Arg
		case syntax.InstNop:
			pc = inst.Out
		case syntax.InstCapture:
			if int(inst.Arg) >= len(g.at) {
				pc = inst.Out
				continue
			}
			old := g.at[inst.Arg]
			g.at[inst.Arg] = int8(pos)
			if g.run(inst.Out, pos) {
				return true
			}
			g.at[inst.Arg] = old
			return false
		case syntax.InstEmptyWidth: // the end of the text
			if pos != g.n {
				return false
			}
			pc = inst.Out
		case syntax.InstFail:
			return false
		default:
			if pos == g.n || !inst.MatchRune(rune(g.text[pos])) {
				return false
			}
			pos++
			pc = inst.Out
		}
	}
}
