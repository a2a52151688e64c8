package phone

import (
	"fmt"
	"slices"
	"strings"

	"github.com/callready/callready/normalize/phone/numplan"
)

// NonGeographic is the word for all numbers that belong to no place: those of calling codes that no country has
// (+800, +870, +883, …), and the toll-free, shared-cost, premium and uan numbers of any country. None is a person's own
// line.
const NonGeographic = "non-geographic"

// noPlace are the line types that NonGeographic stands for.
var noPlace = []string{"toll-free", "shared-cost", "premium", "uan"}

// RefusalWords are the words that [ParseRefusal] knows: line types of [Number] that somebody may not want as the
// number of a contact, and [NonGeographic]. Fixed lines and mobiles are not among them.
func RefusalWords() []string {
	return []string{"premium", "shared-cost", "toll-free", "voip", "personal", "pager", "uan", "voicemail", NonGeographic}
}

// ParseRefusal makes the Refuse of [Options] out of words: line types, and [NonGeographic]. Case does not matter. No words
// refuse nothing, and give nil. The error names a word that is none, and those that there are.
func ParseRefusal(words ...string) (func(lineType, region string) bool, error) {
	types, countryless := map[string]bool{}, false
	known := RefusalWords()
	for _, w := range words {
		word := strings.ToLower(strings.TrimSpace(w))
		switch {
		case !slices.Contains(known, word):
			last := len(known) - 1
			return nil, fmt.Errorf("%q is no line type that can be refused: there are %s and %s", w, strings.Join(known[:last], ", "), known[last])
		case word == NonGeographic:
			countryless = true
			for _, t := range noPlace {
				types[t] = true
			}
		default:
			types[word] = true
		}
	}
	if len(types) == 0 {
		return nil, nil
	}
	return func(lineType, region string) bool { return types[lineType] || countryless && region == world }, nil
}

// world is the library's region of numbers that no country has.
const world = "001"

// placeOf gives the region of a number as Refuse wants it: the numbering plan names none for numbers that are only
// possible, also if their calling code is no country's.
func placeOf(e164, region string) string {
	if len(e164) < 4 || region != "ZZ" {
		return region
	}
	switch e164[1:4] {
	case "800", "808", "870", "878", "881", "882", "883", "888", "979":
		return world
	default:
		return region
	}
}

// frequent tells whether digits are those of a filler by their frequency in the file.
func (c *Census) frequent(digits string) bool {
	return c != nil && c.Frequent != nil && c.Frequent([]byte(digits))
}

// unwanted tells whether screen would take an ordinary number back. The digits go through the worker's own memory, so
// that the answer's can stay on the stack.
func (w *Worker) unwanted(a *numplan.Answer, ctx *Context) bool {
	if w.r.opt.Refuse != nil && w.r.opt.Refuse(a.Type.String(), a.Region) {
		return true
	}
	c := ctx.Census
	return c != nil && c.Frequent != nil && c.Frequent(append(w.digits[:0], a.Digits()...))
}

// unwantedFor says with a code why a number is known but not wanted, or "".
func (r *Reader) unwantedFor(n *Number, ctx *Context) string {
	switch {
	case slices.Contains(n.Codes, CodeFrequentNumber), ctx.Census.frequent(n.E164[1:]):
		return CodeFrequentNumber
	case r.opt.Refuse != nil && n.Confidence > Guess && r.opt.Refuse(n.Type, placeOf(n.E164, n.Region)):
		return CodeRefusedType
	default:
		return ""
	}
}

// screen takes numbers back that are known but not wanted: those that fill the field of many contacts, and those of a
// refused line type. The cell is left, with the numbers as the reading that a person may choose. It comes after all
// is decided: if such a number did not count while the cell is cut, another cut would look like the only one.
func (r *Reader) screen(out *Reading, ctx *Context) {
	var why []string
	for i := range out.Numbers {
		if code := r.unwantedFor(&out.Numbers[i], ctx); code != "" {
			why = addCode(why, code)
		}
	}
	if len(why) == 0 {
		return
	}
	if out.Verdict != Undecided {
		var all []string
		for i := range out.Numbers {
			all = append(all, show(out.Numbers[i]))
		}
		out.Verdict, out.Candidates = Undecided, []string{strings.Join(all, "; ")}
	}
	for _, code := range why {
		out.Codes = addCode(out.Codes, code)
	}
	// A filler is nobody's number: it says nothing of the contact and has no holder. What is refused is still known.
	out.Numbers = slices.DeleteFunc(out.Numbers, func(n Number) bool { return r.unwantedFor(&n, ctx) == CodeFrequentNumber })
}
