package numplan

import "bytes"

// Parse gives the library's answer for a number as it is written, read in a default region: what
// phonenumbers.ParseAndKeepRawInput and the functions on its result say. The region is an ISO 3166 alpha-2 code in
// capitals; any other text, such as "ZZ", is no region, and only numbers with a plus can be read then.
//
// ok is false if the number is not decided here and the library must be asked. The input is not kept or changed.
func (p *Plan) Parse(number []byte, region string) (a Answer, ok bool) {
	var w written
	if p.err != nil || !w.read(number) {
		return a, false
	}
	ok = p.parse(&w, p.region(region), &a)
	if !ok || a.Problem != ProblemNone {
		a = Answer{Problem: a.Problem}
	}
	return a, ok
}

// ParseDigits is [Plan.Parse] of ASCII digits and nothing else, before which stands a plus or none.
func (p *Plan) ParseDigits(digits []byte, plus bool, region string) (a Answer, ok bool) {
	if p.err != nil || len(digits) < minDigits || len(digits) > maxDigits {
		return a, false
	}
	w := written{n: len(digits), plus: plus}
	copy(w.digits[:], digits)
	ok = p.parse(&w, p.region(region), &a)
	if !ok || a.Problem != ProblemNone {
		a = Answer{Problem: a.Problem}
	}
	return a, ok
}

// Full is what [Plan.International] says of a number.
type Full struct {
	Code    int // calling code
	CodeLen int // its digits
	Type    Type
	Region  string // never empty
}

// International is [Plan.ParseDigits] of digits behind a plus, for a valid number that stands there in E.164 as it is: the answer's
// digits are those that were given. ok is false for all others, and where it cannot be told at a glance.
func (p *Plan) International(digits []byte) (f Full, ok bool) {
	if p.err != nil || len(digits) <= minNSN {
		return f, false
	}
	var a Answer
	c, nsn := p.after(digits, &a)
	if c == nil || len(nsn) < minNSN || len(nsn) > maxNSN || nsn[0] == '0' {
		return f, false
	}
	t := c.load()
	if t == nil {
		return f, false
	}
	// Where a national prefix may stand in front, one may be taken off, and digits rewritten.
	if r := t.rules[c.regions[0].index]; r.strip != nil && r.strip.match(nsn) >= 0 {
		return f, false
	}
	out := t.outcome(t.walk(nsn), len(nsn))
	if out.kind == TypeUnknown || out.region == noRegion {
		return f, false
	}
	return Full{c.number, c.textLen, out.kind, c.regions[out.region].name}, true
}

// Prefix gives how many digits at the start are the international prefix of a region, whatever follows; 0 if there is none,
// or if the plan cannot tell.
func (p *Plan) Prefix(digits []byte, region string) int {
	home := p.region(region)
	if home == nil {
		return 0
	}
	idd := home.prefix()
	if idd == nil {
		return 0
	}
	return max(0, idd.match(digits))
}

// parse follows the library's parseHelper, step by step, from the digits on.
func (p *Plan) parse(w *written, home *region, a *Answer) bool {
	digits := w.digits[:w.n]
	var bare [maxDigits + maxGrowth]byte // of a number whose own code was taken off
	c, rest, ok := p.callingCode(digits, w.plus, home, a, &bare)
	if !ok || a.Problem != ProblemNone {
		return ok
	}
	at := home // Whose rules: the main region's if a calling code was written, else the default region's own.
	if c != nil {
		at = c.regions[0]
	} else {
		c = home.code
	}
	if len(rest) < minNSN {
		a.Problem = ProblemShort
		return true
	}
	t := c.load()
	if t == nil {
		return false
	}
	var buf [maxDigits + maxGrowth]byte
	r := t.rules[at.index]
	nsn, known := r.national(t, at.index, rest, &buf)
	if !known {
		return false
	}
	if v := r.lengths[len(nsn)]; v != LengthPossible && v != LengthLong {
		nsn = rest // It could be a short number as it stands.
	}
	switch {
	case len(nsn) < minNSN:
		a.Problem = ProblemShort
		return true
	case len(nsn) > maxNSN:
		a.Problem = ProblemLong
		return true
	case nsn[0] == '0' && len(bytes.TrimLeft(nsn, "0")) == 0:
		return false // The library formats a number of zeros as it was written.
	}
	a.AsWritten = a.Origin == OriginNational && bytes.Equal(nsn, digits)
	a.ExtStart, a.ExtEnd = uint8(w.extStart), uint8(w.extEnd)
	return a.fill(c, t, nsn)
}

// fill decides the national significant number.
func (a *Answer) fill(c *code, t *tables, nsn []byte) bool {
	a.Code = c.number
	a.codeLen = uint8(c.textLen)
	n := copy(a.digits[:], c.text[:c.textLen])
	n += copy(a.digits[n:], nsn)
	a.length = uint8(n)
	a.Length = t.rules[0].lengths[len(nsn)] // The main region's, whichever the number is in.
	a.Possible = a.Length == LengthPossible || a.Length == LengthLocal
	out := t.outcome(t.walk(nsn), len(nsn))
	a.Type = out.kind
	a.Valid = out.kind != TypeUnknown
	if out.region != noRegion {
		a.Region = c.regions[out.region].name
	}
	return true
}

// callingCode finds the calling code, and the digits after it: the library's maybeExtractCountryCode, and what
// parseHelper does if that fails. The code is nil if the number carries none. Problems are written to the answer.
func (p *Plan) callingCode(
	digits []byte, plus bool, home *region, a *Answer, buf *[maxDigits + maxGrowth]byte,
) (c *code, rest []byte, ok bool) {
	if plus {
		a.Origin = OriginPlus
		if c, rest = p.after(digits, a); a.Problem != ProblemCode || home == nil {
			return c, rest, true
		}
		// No such code: the library tries again without the plus. The digits cannot begin with the home region's
		// code, or it had been found.
		a.Problem = ProblemNone
	} else if home == nil {
		a.Problem = ProblemCode
		return nil, nil, true
	}
	idd := home.prefix()
	if idd == nil {
		return nil, nil, false
	}
	// A calling code does not begin with 0, so what is before a 0 was not an international prefix.
	if end := idd.match(digits); end >= 0 && (end == len(digits) || digits[end] != '0') {
		a.Origin = OriginIDD
		c, rest = p.after(digits[end:], a)
		return c, rest, true
	}
	if plus {
		a.Problem = ProblemCode
		return nil, nil, true
	}
	a.Origin = OriginNational
	own := home.code
	if !bytes.HasPrefix(digits, own.text[:own.textLen]) {
		return nil, digits, true
	}
	return own.bare(digits, home, a, buf)
}

// after reads a calling code at the start of digits.
func (p *Plan) after(digits []byte, a *Answer) (*code, []byte) {
	if len(digits) <= minNSN {
		a.Problem = ProblemShort
		return nil, nil
	}
	number := 0
	for i := 0; i < 3 && digits[0] != '0'; i++ {
		number = number*10 + int(digits[i]-'0')
		if c := p.codes[number]; c != nil {
			return c, digits[i+1:]
		}
	}
	a.Problem = ProblemCode
	return nil, nil
}

// bare decides whether digits that begin with the home region's calling code carry it: if they are a number only
// without it, or are too long with it.
func (c *code) bare(digits []byte, home *region, a *Answer, buf *[maxDigits + maxGrowth]byte) (*code, []byte, bool) {
	t := c.load()
	if t == nil {
		return nil, nil, false
	}
	r := t.rules[home.index]
	rest, known := r.national(t, home.index, digits[c.textLen:], buf)
	if !known {
		return nil, nil, false
	}
	long := r.lengths[len(digits)] == LengthLong
	if !long && (t.general(t.walk(digits), home.index) || !t.general(t.walk(rest), home.index)) {
		return nil, digits, true
	}
	a.Origin = OriginBare
	return c, rest, true
}
