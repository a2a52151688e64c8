package phone

import (
	"slices"
	"strconv"
	"strings"
)

// written is one number as it stands in a cell: digits and how they were grouped.
type written struct {
	digits    string // ASCII digits, without plus
	plus      bool
	groups    []int // lengths of the digit groups
	part      bool  // not all digits of the cell: of interest only if it is a whole number
	zeroParen int   // index in digits of a zero that stood alone in brackets, "(0)"; -1 if none
}

// leadsWith tells whether digits without plus may begin with a calling code by the way they are grouped: written plain,
// or with the code as a group of its own. Who groups "321 1234568" does not mean the code 32.
func (w written) leadsWith(code int) bool {
	return len(w.groups) < 2 || w.groups[0] == len(strconv.Itoa(code))
}

// companyID tells whether digits are grouped as a French company id is, and carry its check digit: 732 829 320.
func (w written) companyID() bool {
	return slices.Equal(w.groups, []int{3, 3, 3}) && luhn(w.digits)
}

// decision is what the plan and the evidence make of one written number.
type decision struct {
	a     *answer // nil if the number is not known
	from  Source
	conf  Confidence
	codes []string // of the reading; without a, why there is none
	// repaired: the digits were not a complete number as written (a lost zero, a missing plus).
	repaired bool
	others   []string // E.164 of other readings, best first
	digits   string   // as written, where they were read
}

// is tells whether there is no reading, for the reason that a code names.
func (d decision) is(code string) bool { return d.a == nil && slices.Contains(d.codes, code) }

// fail makes a decision of no reading, with candidates.
func fail(code string, candidates ...string) decision {
	return decision{codes: []string{code}, others: candidates}
}

// resolve decides one written number. Order: its own prefix, the contact's country, hints, default regions.
func (r *Reader) resolve(w written, ctx *Context) decision {
	if filler(w.digits) {
		return fail(CodePlaceholderNumber)
	}
	d := r.byEvidence(w, ctx)
	d.digits = w.digits
	frequent := ctx.Census.frequent(w.digits)
	if d.a == nil {
		if frequent && !anotherThing(d.codes) {
			return fail(CodeFrequentNumber, d.others...)
		}
		return d
	}
	if filler(d.a.nsn) || fictitious(d.a) {
		return fail(CodePlaceholderNumber, d.a.e164)
	}
	// What is written must read back as itself, or the next run would see another number.
	if back := r.ask(d.a.e164, ""); back.e164 != d.a.e164 || !r.accepted(back) {
		return fail(CodeNotInPlan, d.a.e164)
	}
	if !d.a.valid {
		d.codes = addCode(d.codes, CodePossibleOnly)
		d.conf = min(d.conf, Likely)
	}
	if frequent { // It is taken back when the cell is read: see screen.
		d.codes = addCode(slices.Clone(d.codes), CodeFrequentNumber)
	}
	return d
}

// accepted tells whether an answer is good enough by the options.
func (r *Reader) accepted(a *answer) bool { return a.valid || r.opt.Possible && a.possible }

// byPlus reads a number with its own plus.
func (r *Reader) byPlus(w written, ctx *Context) decision {
	d := r.international(w, FromPlus)
	if d.a != nil {
		d.codes = r.foreign(d, ctx)
		return d
	}
	if strings.HasPrefix(w.digits, "00") { // +0033…: the plus says no more than the zeros.
		z := w
		z.digits = w.digits[2:]
		z.zeroParen = -1
		if d := r.international(z, FromPlus); d.a != nil {
			d.codes = addCode(d.codes, CodeStrayPlus)
			return d
		}
	} else if strings.HasPrefix(w.digits, "0") { // No calling code begins with 0: the plus is a slip.
		n := w
		n.plus = false
		d := r.byEvidence(n, ctx)
		if d.a != nil {
			d.codes = addCode(d.codes, CodeStrayPlus)
			d.conf = min(d.conf, Likely)
		}
		return d
	}
	return d
}

// international reads digits that begin with a calling code.
func (r *Reader) international(w written, from Source) decision {
	digits := w.digits
	whole := r.ask("+"+digits, "")
	if w.zeroParen > 0 {
		// "+33 (0)1": the bracketed zero is dialled only inside the country, or belongs to the number (Italy). Anywhere but
		// behind the calling code it is a digit like others: "+33 1 (0)…".
		without := r.ask("+"+digits[:w.zeroParen]+digits[w.zeroParen+1:], "")
		switch {
		case w.zeroParen != codeLength(without.code):
		case r.accepted(without) && r.accepted(whole) && without.e164 != whole.e164:
			return fail(CodeAmbiguousCode, without.e164, whole.e164)
		case r.accepted(without):
			return decision{a: without, from: from, conf: Certain, codes: []string{CodeTrunkZero}}
		}
	}
	if r.accepted(whole) {
		d := decision{a: whole, from: from, conf: Certain}
		if len(whole.e164) < len(digits)+1 && whole.code != 0 {
			d.codes = []string{CodeTrunkZero}
		}
		for _, region := range regionsOf(r, whole.code) {
			if old := r.upgraded(afterCode(digits, whole.code), region, false, true); old.a != nil {
				return old.decide(w, from)
			}
		}
		return d
	}
	for _, region := range regionsOf(r, whole.code) {
		if old := r.upgraded(afterCode(digits, whole.code), region, false, false); old.a != nil {
			return old.decide(w, from)
		}
	}
	if whole.code == 33 {
		if a := r.overseas(strings.TrimPrefix(afterCode(digits, 33), "0")); a != nil {
			return decision{a: a, from: from, conf: Likely, codes: []string{CodeOverseas}}
		}
	}
	return fail(whyCode(whole.why))
}

// regionsOf gives the regions with a calling code that have upgrade rules.
func regionsOf(r *Reader, code int) []string {
	if code < 0 || code >= len(r.upgrading) {
		return nil
	}
	return r.upgrading[code]
}

// afterCode gives the digits after the calling code.
func afterCode(digits string, code int) string {
	return digits[min(codeLength(code), len(digits)):]
}

// codeLength gives how many digits a calling code has.
func codeLength(code int) int {
	n := 1
	for ; code >= 10; code /= 10 {
		n++
	}
	return n
}
