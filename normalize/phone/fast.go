package phone

import (
	"sync"

	"github.com/callready/callready/normalize/phone/numplan"
)

// plan is the compiled numbering plan. It is made of the library's own data, once, and decides nearly every number in a
// hundredth of the library's time.
var plan = sync.OnceValue(numplan.New)

// fast gives the library's answer from the compiled plan, where that decides the number.
func fast(digits, region string) (*answer, bool) {
	p := plan()
	n, ok := p.Parse([]byte(digits), region)
	if !ok || n.ExtEnd > 0 {
		return nil, false
	}
	switch n.Problem {
	case numplan.ProblemNone:
	case numplan.ProblemCode:
		return &answer{why: reasonCode}, true
	case numplan.ProblemShort:
		return &answer{why: reasonShort}, true
	case numplan.ProblemLong:
		return &answer{why: reasonLong}, true
	}
	var buf [1 + 20]byte
	a := &answer{code: n.Code, e164: string(n.AppendE164(buf[:0])), possible: n.Length == numplan.LengthPossible}
	a.nsn = a.e164[len(a.e164)-len(n.NSN()):]
	switch n.Origin {
	case numplan.OriginNational:
	case numplan.OriginPlus:
		a.origin = withPlus
	case numplan.OriginIDD:
		a.origin = withIDD
	case numplan.OriginBare:
		a.origin = withoutPlus
	}
	switch n.Length {
	case numplan.LengthShort, numplan.LengthLocal:
		a.why = reasonShort
	case numplan.LengthLong:
		a.why = reasonLong
	case numplan.LengthPossible, numplan.LengthInvalid:
		a.why = reasonPlan
	}
	if !n.Valid {
		return a, true
	}
	a.valid, a.why, a.region, a.kind = true, reasonNone, n.Region, n.Type.String()
	if n.AsWritten {
		if a.bareTrunk, ok = p.BareTrunk(&n, region); !ok {
			return nil, false
		}
	}
	return a, true
}
