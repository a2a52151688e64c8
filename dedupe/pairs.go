package dedupe

import (
	"context"
	"slices"
	"strings"
)

// PairLimit is how many persons of one block are judged each with each.
const PairLimit = 300

// window is how many neighbours a person of a larger block meets.
const window = 12

// Pairs judges the persons of one block of some kind, each with each, and yields the pairs that may be one person. Of a block with more
// than limit persons (0: [PairLimit]) each meets only those nearest in the order of names, both ways to read them; it
// gives true then, and that is worth telling. The error is that of the context.
//
// A pair that has several blocks in common is yielded once for each.
func Pairs(ctx context.Context, k Kind, persons []*Person, limit int, d *Decisions, yield func(Pair)) (tooLarge bool, err error) {
	if limit <= 0 {
		limit = PairLimit
	}
	meet := func(a, b *Person) {
		if a.Ref == b.Ref || d.Decided(a.Key, b.Key) == None && (k.ByName() && !a.Sketch().Fits(b.Sketch()) || strangers(a, b)) {
			return
		}
		if v := d.judge(a, b); v.Match != No {
			yield(Pair{A: a, B: b, Verdict: v})
		}
	}
	if len(persons) <= limit {
		for i, a := range persons {
			for _, b := range persons[i+1:] {
				meet(a, b)
			}
			if err := ctx.Err(); err != nil {
				return false, err
			}
		}
		return false, nil
	}
	sorted := make([]named, len(persons))
	for turn := range 2 {
		for i, p := range persons {
			sorted[i] = named{sortName(p, turn == 1), p}
		}
		slices.SortFunc(sorted, func(a, b named) int {
			if c := strings.Compare(a.name, b.name); c != 0 {
				return c
			}
			return inOrder(a.p, b.p)
		})
		for i := range sorted {
			for j := i + 1; j < min(i+1+window, len(sorted)); j++ {
				meet(sorted[i].p, sorted[j].p)
			}
			if err := ctx.Err(); err != nil {
				return true, err
			}
		}
	}
	return true, nil
}

type named struct {
	name string
	p    *Person
}

// sortName gives the name by which a person stands beside those of a like name.
func sortName(p *Person, turned bool) string {
	n := &p.facts().name
	g, f := strings.Join(n.Given(), " "), strings.Join(n.Family(), " ")
	if turned {
		g, f = f, g
	}
	return f + "\x00" + g
}

// inOrder orders persons by their keys, so that the order of rows makes no difference where keys are.
func inOrder(a, b *Person) int {
	if c := strings.Compare(a.Key, b.Key); c != 0 {
		return c
	}
	switch {
	case a.Ref < b.Ref:
		return -1
	case a.Ref > b.Ref:
		return 1
	default:
		return 0
	}
}

// strangers tells at a glance what most pairs of a block are: two people without a word of their names in common, who
// share no more than a line, a firm or a place. Each name misspelt in a way that changes how it sounds, they may be one
// person still; but without anything of their own in common nobody could say so.
func strangers(a, b *Person) bool {
	x, y := a.facts(), b.facts()
	if x.made.By != "" || y.made.By != "" || a.Child != "" || b.Child != "" || len(x.family)+len(x.given) == 0 || len(y.family)+len(y.given) == 0 {
		return false
	}
	if common(x.family, y.family) || common(x.given, y.given) || common(x.family, y.given) || common(x.given, y.family) {
		return false
	}
	for _, n := range x.numbers {
		if n.Line != Fixed && holds(y.numbers, n.Key) {
			return false
		}
	}
	for i := range x.mails {
		for j := range y.mails {
			if x.mails[i].kind != role && x.mails[i].same(&y.mails[j]) {
				return false
			}
		}
	}
	return (x.birth == "" || x.birth != y.birth) && (x.ident == "" || x.ident != y.ident)
}

func common(a, b []uint64) bool {
	for _, v := range a {
		if slices.Contains(b, v) {
			return true
		}
	}
	return false
}
