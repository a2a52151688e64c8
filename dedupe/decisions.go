package dedupe

import (
	"slices"
	"strings"
)

// Answer is what a person has decided about two records.
type Answer uint8

// The answers.
const (
	None Answer = iota
	Same
	Different
)

// ParseAnswer reads the text of a decision in the languages we speak; it gives false for a text that says neither. A blank
// is None.
func ParseAnswer(text string) (Answer, bool) {
	switch fold(text) {
	case "":
		return None, true
	case "same", "s", "yes", "y", "merge", "duplicate", "dup", "identical", "true", "1", "x",
		"meme", "identique", "identiques", "oui", "o", "fusionner", "doublon", "gleich", "selbe", "dieselbe", "ja", "j", "dublette", "duplikat",
		"igual", "mismo", "misma", "si", "duplicado", "stesso", "stessa", "uguale", "doppione", "mesmo", "mesma", "sim", "zelfde", "hetzelfde", "dubbel", "ten sam", "ta sama", "tak", "duplikaat":
		return Same, true
	case "different", "d", "diff", "no", "n", "not same", "distinct", "keep", "false", "0",
		"autre", "different e", "non", "distincts", "verschieden", "anders", "nein", "distinto", "diferente", "diverso", "diferentes", "nao", "verschillend", "nee", "inny", "inna", "rozne", "nie":
		return Different, true
	default:
		return None, false
	}
}

// Decision is one answer, about a group or a pair.
type Decision struct {
	Keys   []string // of all records that it is about; all of a group
	Answer Answer
	By     string
	When   string // an ISO date or time; of two answers about one pair the later counts
}

// Contradiction is a pair about which the decisions say both.
type Contradiction struct {
	A, B string // keys, in order
}

// Decisions are remembered answers, by pairs of keys. The zero value and a nil pointer have none.
type Decisions struct {
	pairs map[[2]string]decided
}

type decided struct {
	answer Answer
	when   string
	both   bool // contradicted by another of the same time
}

// Add remembers a decision; that of a group is one about each of its pairs. A key that is blank, or twice the same, says
// nothing.
func (d *Decisions) Add(of Decision) {
	if of.Answer == None {
		return
	}
	if d.pairs == nil {
		d.pairs = map[[2]string]decided{}
	}
	for i, a := range of.Keys {
		for _, b := range of.Keys[i+1:] {
			if a == "" || b == "" || a == b {
				continue
			}
			at := ordered(a, b)
			was, known := d.pairs[at]
			switch {
			case !known, was.answer != of.Answer && of.When > was.when && was.when != "":
				d.pairs[at] = decided{answer: of.Answer, when: of.When}
			case was.answer == of.Answer:
				if of.When > was.when && !was.both {
					d.pairs[at] = decided{answer: of.Answer, when: of.When}
				}
			case of.When != "" && of.When < was.when:
			default:
				was.both = true
				d.pairs[at] = was
			}
		}
	}
}

// Decided gives the answer about two records, None where there is none, or both.
func (d *Decisions) Decided(a, b string) Answer {
	if d == nil || len(d.pairs) == 0 {
		return None
	}
	is := d.pairs[ordered(a, b)]
	if is.both {
		return None
	}
	return is.answer
}

// Contradictions gives the pairs about which the decisions say both, in order.
func (d *Decisions) Contradictions() []Contradiction {
	if d == nil {
		return nil
	}
	var out []Contradiction
	for at, is := range d.pairs {
		if is.both {
			out = append(out, Contradiction{at[0], at[1]})
		}
	}
	slices.SortFunc(out, func(a, b Contradiction) int {
		if c := strings.Compare(a.A, b.A); c != 0 {
			return c
		}
		return strings.Compare(a.B, b.B)
	})
	return out
}

// Pairs gives the pairs that are decided to be the same person, which need not have anything in common, in order.
func (d *Decisions) Pairs() [][2]string {
	if d == nil {
		return nil
	}
	var out [][2]string
	for at, is := range d.pairs {
		if !is.both && is.answer == Same {
			out = append(out, at)
		}
	}
	slices.SortFunc(out, func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	return out
}

// judge judges two records; what is decided wins.
func (d *Decisions) judge(a, b *Person) Verdict {
	switch d.Decided(a.Key, b.Key) {
	case Same:
		v := Judge(a, b)
		return Verdict{Match: Exact, Reasons: v.Reasons | decidedSame, Points: 1000}
	case Different:
		v := Judge(a, b)
		return Verdict{Reasons: v.Reasons | decidedOther, Points: v.Points, Clash: DecidedClash}
	default:
		return Judge(a, b)
	}
}

func ordered(a, b string) [2]string {
	if b < a {
		a, b = b, a
	}
	return [2]string{a, b}
}
