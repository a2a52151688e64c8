package numplan

import (
	"fmt"
	"regexp/syntax"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// trunk tells how the library writes the national numbers of a calling code: with which digits in front. It runs the
// patterns of all formats of the code's main region at once. A state's class is the number of the format, from 1; 0 if
// no format fits, and the number is written as it is.
type trunk struct {
	*automaton
	leads []lead // by class
}

// lead is what a format does to the digits of a number.
type lead struct {
	known bool
	added int    // digits more than the number has
	front string // digits in front, if the number follows unchanged
	plain bool   // the number follows unchanged
	runs  []int  // lengths of the runs of digits, as written; nil if they are not known
	loose int    // the run with a group of several lengths, -1 if there is none
	fixed int    // digits of the number in the other groups
}

// BareTrunk tells whether a valid number was written nationally without the trunk prefix that the library's national
// format has: 199001234 for France, which is written 01 99 00 12 34. It is false for a number of any other origin, one that
// is not valid, and in a region without trunk prefix. The answer must come from Parse with the same region.
//
// ok is false if this is not decided here.
func (p *Plan) BareTrunk(a *Answer, region string) (bare, ok bool) {
	home := p.region(region)
	if home == nil || !a.Valid || !a.AsWritten {
		return false, true
	}
	prefix := home.meta.GetNationalPrefix()
	if prefix == "" {
		return false, true
	}
	t := home.code.loadTrunk()
	if t == nil {
		return false, false
	}
	l := t.format(a.NSN())
	switch {
	case !l.known:
		return false, false
	case l.added != len(prefix):
		return false, true
	}
	return l.front == prefix, l.plain
}

// Groups appends the lengths of the digit groups in which the library writes a number nationally, trunk prefix included:
// 2 2 2 2 2 for 01 99 00 12 34. The answer must come from Parse.
//
// ok is false if this is not decided here; nothing is appended then.
func (p *Plan) Groups(dst []int, a *Answer) (groups []int, ok bool) {
	if a.Problem != ProblemNone || a.Code <= 0 || a.Code >= len(p.codes) || p.codes[a.Code] == nil {
		return dst, false
	}
	t := p.codes[a.Code].loadTrunk()
	if t == nil {
		return dst, false
	}
	l := t.format(a.NSN())
	switch {
	case l == &t.leads[0]: // no format: in one piece
		return append(dst, len(a.NSN())), true
	case !l.known || l.runs == nil:
		return dst, false
	}
	at := len(dst)
	dst = append(dst, l.runs...)
	if l.loose >= 0 {
		dst[at+l.loose] += len(a.NSN()) - l.fixed
	}
	return dst, true
}

// format gives what the format of a number does.
func (t *trunk) format(nsn []byte) *lead {
	s := uint16(start)
	for _, d := range nsn {
		s = t.next[s][d&15]
	}
	return &t.leads[t.class[s]]
}

// loadTrunk gives the formats of a calling code, compiling them the first time; nil if they cannot be compiled.
func (c *code) loadTrunk() *trunk {
	if t := c.trunk.Load(); t != nil {
		return t
	}
	c.trunkOnce.Do(func() {
		if t, err := newTrunk(c.regions[0].meta.GetNumberFormat()); err == nil {
			c.trunk.Store(t)
		}
	})
	return c.trunk.Load()
}

func newTrunk(formats []*phonenumbers.NumberFormat) (*trunk, error) {
	t := &trunk{leads: []lead{{known: true, plain: true}}}
	cache := make(map[string]*automaton)
	parts := make([]*automaton, 0, 2*len(formats))
	for _, f := range formats {
		whole, err := pattern(f.GetPattern(), cache)
		if err != nil {
			return nil, err
		}
		begin := "" // matches everything
		if ld := f.GetLeadingDigitsPattern(); len(ld) > 0 {
			begin = ld[len(ld)-1] // The library uses the last one only, the most detailed.
		}
		prog, err := compile(begin, false)
		if err != nil {
			return nil, err
		}
		leading, err := determinise(prog)
		if err != nil {
			return nil, err
		}
		leading.forPrefix()
		parts = append(parts, whole, leading)
		l, err := leadOf(f)
		if err != nil {
			return nil, err
		}
		t.leads = append(t.leads, l)
	}
	parts = append(parts, never()) // There may be no formats.
	a, err := product(parts, func(classes []uint32) uint32 {
		for i := range formats {
			if classes[2*i] != 0 && classes[2*i+1] != 0 {
				return uint32(i + 1)
			}
		}
		return 0
	})
	if err != nil {
		return nil, err
	}
	t.automaton = a.minimise()
	return t, nil
}

// leadOf works out what a format does, where its pattern is simple enough to say so for all numbers that it fits.
func leadOf(f *phonenumbers.NumberFormat) (lead, error) {
	re, err := syntax.Parse(f.GetPattern(), syntax.Perl)
	if err != nil {
		return lead{}, fmt.Errorf("format %q: %w", f.GetPattern(), err)
	}
	groups, ok := groupLengths(re)
	if !ok {
		return lead{}, nil
	}
	format := f.GetFormat()
	if rule := f.GetNationalPrefixFormattingRule(); rule != "" {
		if at := firstGroup(format); at >= 0 {
			format = format[:at] + rule + format[at+2:]
		}
	}
	l := lead{known: true, plain: true}
	l.loose = -1
	want, run, several := 1, 0, 0
	for i := 0; i < len(format); i++ {
		c := format[i]
		switch {
		case c >= '0' && c <= '9':
			run++
			l.added++
			l.front += string(c)
			l.plain = l.plain && want == 1
		case c == '$':
			// A group's number is as long as it can be: only one digit, with neither digit, letter nor
			// underscore behind, is understood here.
			n := 0
			if i++; i < len(format) {
				n = int(format[i]) - '0'
			}
			if n < 1 || n > len(groups) || i+1 < len(format) && isWord(format[i+1]) {
				return lead{}, nil
			}
			l.plain = l.plain && n == want
			if n < want {
				return lead{}, nil // A group twice, or out of order.
			}
			for ; want < n; want++ { // groups left out
				if groups[want-1] < 0 {
					return lead{}, nil
				}
				l.added -= groups[want-1]
				l.fixed += groups[want-1]
			}
			if groups[n-1] < 0 {
				several++
				l.loose = len(l.runs)
			} else {
				run += groups[n-1]
				l.fixed += groups[n-1]
			}
			want = n + 1
		case run > 0 || l.loose == len(l.runs):
			l.runs, run = append(l.runs, run), 0
		}
	}
	if run > 0 || l.loose == len(l.runs) {
		l.runs = append(l.runs, run)
	}
	if several > 1 {
		l.runs = nil
	}
	for ; want <= len(groups); want++ {
		if groups[want-1] < 0 {
			return lead{}, nil
		}
		l.added -= groups[want-1]
		l.fixed += groups[want-1]
		l.plain = false
	}
	return l, nil
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// firstGroup gives the place of the first dollar with a digit behind.
func firstGroup(format string) int {
	for i := 0; i+1 < len(format); i++ {
		if format[i] == '$' && strings.IndexByte("0123456789", format[i+1]) >= 0 {
			return i
		}
	}
	return -1
}

// groupLengths gives the number of digits in each group of a pattern that is groups of any digits and nothing else;
// -1 for a group of several lengths. Such a pattern, wherever it fits a whole number, takes all of it.
func groupLengths(re *syntax.Regexp) ([]int, bool) {
	subs := []*syntax.Regexp{re}
	if re.Op == syntax.OpConcat {
		subs = re.Sub
	}
	var out []int
	for _, s := range subs {
		if s.Op != syntax.OpCapture {
			return nil, false
		}
		n, ok := anyDigits(s.Sub[0])
		if !ok {
			return nil, false
		}
		out = append(out, n)
	}
	return out, true
}

// anyDigits gives the length of a greedy run of \d; -1 if it has several.
func anyDigits(re *syntax.Regexp) (int, bool) {
	n, most := 1, 1
	if re.Op == syntax.OpRepeat {
		if re.Flags&syntax.NonGreedy != 0 || re.Min < 1 {
			return 0, false
		}
		n, most, re = re.Min, re.Max, re.Sub[0]
	}
	if re.Op != syntax.OpCharClass || len(re.Rune) != 2 || re.Rune[0] != '0' || re.Rune[1] != '9' {
		return 0, false
	}
	if n != most {
		return -1, true
	}
	return n, true
}
