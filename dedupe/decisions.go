package dedupe

import (
	"cmp"
	"iter"
	"slices"
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
	With   []string // further records of whom each of Keys is different, and that may be the same among themselves; for Different alone
	Answer Answer
	By     string
	When   string // an ISO date or time; of two answers about one pair the later counts
}

// Contradiction is a pair about which the decisions say both.
type Contradiction struct {
	A, B string // keys, in order
}

// Decisions are remembered answers about records, named by their keys. The zero value and a nil pointer have none. An answer about a
// group is kept as a set, so that the memory is linear in what is added; looking up a pair takes a time that hardly grows.
type Decisions struct {
	ids      map[string]uint32
	keys     []string
	pairs    map[uint64]said
	partners [][]uint32 // by key, the other ones of its pairs
	sets     []decidedSet
	in       [][]inSet // by key, the sets that it is in, in their order
}

// said is what all answers about a pair come to: those of the latest time, and those without a time, which never get old.
// Answers may come in any order.
type said struct {
	when          string
	latest, plain Answer // sets of answers: Same, Different, contrary
}

// contrary is both answers.
const contrary = Same | Different

func newSaid(a Answer, when string) said {
	if when == "" {
		return said{plain: a}
	}
	return said{when: when, latest: a}
}

func (s said) join(o said) said {
	switch s.plain |= o.plain; {
	case o.when > s.when:
		s.when, s.latest = o.when, o.latest
	case o.when == s.when:
		s.latest |= o.latest
	}
	return s
}

func (s said) answer() Answer { return s.latest | s.plain }

// decidedSet is one answer about several records.
type decidedSet struct {
	said
	keys []uint32
}

// inSet is a set that a key is in.
type inSet struct {
	set   uint32
	alone bool // it is different from all others of the set; of two that are not, nothing is said
}

// Add remembers a decision; that of a group is one about each of its pairs. A key that is blank, or twice the same, says
// nothing. Of answers about one pair those of the latest time count, and those without a time always do.
func (d *Decisions) Add(of Decision) {
	if of.Answer == None {
		return
	}
	var keys []inSet // with the number of the key in the place of the set
	seen := map[uint32]struct{}{}
	for i, list := range [...][]string{of.Keys, of.With} {
		for _, key := range list {
			if key == "" || i == 1 && of.Answer != Different {
				continue
			}
			id := d.id(key)
			if _, twice := seen[id]; !twice {
				seen[id] = struct{}{}
				keys = append(keys, inSet{id, i == 0 && of.Answer == Different})
			}
		}
	}
	switch {
	case len(keys) < 2 || of.Answer == Different && !keys[0].alone:
		return
	case len(keys) == 2:
		a, b := keys[0].set, keys[1].set
		at := pairOf(a, b)
		was, known := d.pairs[at]
		if d.pairs == nil {
			d.pairs = map[uint64]said{}
		}
		d.pairs[at] = was.join(newSaid(of.Answer, of.When))
		if !known {
			d.partners[a], d.partners[b] = append(d.partners[a], b), append(d.partners[b], a)
		}
		return
	}
	set := decidedSet{said: newSaid(of.Answer, of.When)}
	for _, k := range keys {
		set.keys = append(set.keys, k.set)
		d.in[k.set] = append(d.in[k.set], inSet{uint32(len(d.sets)), k.alone})
	}
	d.sets = append(d.sets, set)
}

// id gives the number of a key.
func (d *Decisions) id(key string) uint32 {
	id, ok := d.ids[key]
	if !ok {
		if d.ids == nil {
			d.ids = map[string]uint32{}
		}
		id = uint32(len(d.keys))
		d.ids[key] = id
		d.keys, d.partners, d.in = append(d.keys, key), append(d.partners, nil), append(d.in, nil)
	}
	return id
}

func pairOf(a, b uint32) uint64 { return uint64(min(a, b))<<32 | uint64(max(a, b)) }

// said gives what all answers about two keys come to.
func (d *Decisions) said(a, b uint32) said {
	if a == b {
		return said{}
	}
	s := d.pairs[pairOf(a, b)]
	for one, other := range d.both(a, b) {
		if set := &d.sets[one.set]; set.answer() == Same || one.alone || other.alone {
			s = s.join(set.said)
		}
	}
	return s
}

// both gives the sets that two keys are in, as each of them is in it, in no certain order of the two.
func (d *Decisions) both(a, b uint32) iter.Seq2[inSet, inSet] {
	return func(yield func(inSet, inSet) bool) {
		few, many := d.in[a], d.in[b]
		if len(few) > len(many) {
			few, many = many, few
		}
		for _, one := range few {
			at, ok := slices.BinarySearchFunc(many, one, func(x, y inSet) int { return cmp.Compare(x.set, y.set) })
			if ok && !yield(one, many[at]) {
				return
			}
			many = many[at:]
		}
	}
}

// common gives the sets that two keys are in.
func (d *Decisions) common(a, b string) (sets []uint32) {
	x, ok := d.ids[a]
	y, known := d.ids[b]
	if !ok || !known {
		return nil
	}
	for one := range d.both(x, y) {
		sets = append(sets, one.set)
	}
	return sets
}

// Decided gives the answer about two records, None where there is none, or both.
func (d *Decisions) Decided(a, b string) Answer {
	if d == nil || len(d.keys) == 0 {
		return None
	}
	x, ok := d.ids[a]
	if !ok {
		return None
	}
	y, ok := d.ids[b]
	if !ok {
		return None
	}
	if answer := d.said(x, y).answer(); answer != contrary {
		return answer
	}
	return None
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
