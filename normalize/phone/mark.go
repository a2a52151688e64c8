package phone

import (
	"bytes"

	"github.com/callready/callready/normalize/phone/numplan"
)

// Mark is the reading of an ordinary cell in sixteen bytes, for whoever reads a file more than once: see [Worker.Mark]. The
// zero Mark is none.
type Mark struct {
	// Number is the number in E.164 without its plus; 0 if there is none.
	Number uint64
	Rest   Rest
}

// Rest is what a mark tells beside the number. It means something only to the reader that made it.
type Rest uint64

// The parts of a Rest, from its lowest bit.
const (
	restExact = 1 << iota
	restKnown // always set

	restFrom   = 8
	restCodes  = 16
	restType   = 24
	restRegion = 32
)

// markSources are the sources that an ordinary number of a mark can have.
var markSources = [...]Source{FromPlus, FromIDD, FromCell}

// markDigits are the last digits of a number by which fillers are known; see [Worker.Mark].
const markDigits = 8

// Mark reads an ordinary cell whose reading depends on nothing but the cell and the contact's country cell: no census,
// no hints. It reports false for every other cell. In every context with the same country cell [Worker.Recall] gives for
// the mark what [Worker.Read] gives for the cell, unless the census takes the number for a filler. The last eight digits of
// the number are those that the cell has.
func (w *Worker) Mark(cell []byte, ctx *Context) (Mark, bool) {
	if m, ok := w.r.markExact(cell, ctx); ok {
		return m, true
	}
	return w.mark(cell, ctx)
}

// markExact is mark for a number in E.164, as most are, without the steps that come to nothing there. It may report false for
// one that mark knows.
func (r *Reader) markExact(cell []byte, ctx *Context) (m Mark, ok bool) {
	if len(cell) <= markDigits || len(cell) > 1+shapeDigits || cell[0] != '+' || r.opt.Refuse != nil {
		return m, false
	}
	digits := cell[1:]
	for _, c := range digits {
		if c -= '0'; c > 9 {
			return m, false
		}
		m.Number = m.Number*10 + uint64(c)
	}
	a, ok := r.plan.International(digits)
	if !ok || r.upgradable[a.Code] || len(digits)-a.CodeLen < markDigits {
		return m, false
	}
	nsn := digits[a.CodeLen:]
	if filler(string(digits)) || filler(string(nsn)) || fictitious(&answer{code: a.Code, nsn: string(nsn)}) {
		return m, false
	}
	at := place(a.Region)
	if at < 0 {
		return m, false
	}
	m.Rest = restKnown | restExact | Rest(a.Type)<<restType | Rest(at)<<restRegion // from the first of the sources
	if land := r.land(ctx.Country); land != nil && a.Code != land.code && !(land.french && isFrench(a.Region)) {
		m.Rest |= Rest(bitOtherCountry) << restCodes
	}
	return m, true
}

// mark is Mark for any cell.
func (w *Worker) mark(cell []byte, ctx *Context) (Mark, bool) {
	var s shape
	var d plainly
	own := Context{Country: ctx.Country, Uncertain: ctx.Uncertain, Unread: ctx.Unread, Census: &w.nobody}
	if !w.plain(&d, &s, cell, &own) || d.file || own.Country == "" && d.from != FromPlus {
		return Mark{}, false
	}
	digits, written := d.a.Digits(), s.digits[1:1+s.n]
	if len(d.a.NSN()) < markDigits || s.n < markDigits || !bytes.Equal(digits[len(digits)-markDigits:], written[s.n-markDigits:]) {
		return Mark{}, false
	}
	at := place(d.a.Region)
	if at < 0 {
		return Mark{}, false // numbers of no country
	}
	rest := restKnown | Rest(d.codes)<<restCodes | Rest(d.a.Type)<<restType | Rest(at)<<restRegion
	for i, from := range markSources {
		if from == d.from {
			rest |= Rest(i) << restFrom
		}
	}
	if len(cell) == 1+len(digits) && cell[0] == '+' && bytes.Equal(cell[1:], digits) {
		rest |= restExact
	}
	var n uint64
	for _, c := range digits {
		n = n*10 + uint64(c-'0')
	}
	return Mark{n, rest}, true
}

// Recall gives the reading that a mark stands for, as [Worker.Read] does.
func (w *Worker) Recall(out *Reading, m Mark) {
	var buf [20]byte
	at := len(buf)
	for n := m.Number; n > 0; n /= 10 {
		at--
		buf[at] = byte('0' + n%10)
	}
	out.Verdict = Read
	if m.Rest&restExact != 0 {
		out.Verdict = Exact
	}
	out.Notes, out.Codes, out.Candidates = nil, nil, nil
	out.Numbers = append(out.Numbers[:0], Number{
		E164: w.keep('+', buf[at:]), Region: w.r.near[uint16(m.Rest>>restRegion)].name, Type: numplan.Type(m.Rest >> restType).String(),
		From: markSources[byte(m.Rest>>restFrom)], Confidence: Certain, Codes: ordinaryCodes[byte(m.Rest>>restCodes)],
	})
}
