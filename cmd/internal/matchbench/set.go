package main

import (
	"time"

	"github.com/callready/callready/dedupe"
)

// set is persons of whom it is known who is who.
type set struct {
	name    string
	persons []*dedupe.Person
	who     []int    // of each person, the real person; 0: a contact of a telephony integration, or split off, which is nobody's duplicate
	made    []string // of each person, how it was made: "typo", "household"
}

// outcome is what came of judging a set.
type outcome struct {
	pairs                 int // judged pairs that may be one person, each once
	truth                 int // pairs of one person
	blocked               int // of these, pairs with a block in common
	found                 int // pairs called exact or likely
	right                 int // of these, pairs of one person
	exact                 int // pairs called exact
	exactGood             int
	possible              int // pairs called possible
	possibleGood          int
	crowds                int // blocks that were too large
	blocks                int // keys
	block, judge, closing time.Duration
	wrong, missed         []mistake
}

// mistake is a pair that was judged wrongly.
type mistake struct {
	a, b *dedupe.Person
	v    dedupe.Verdict
	how  string
}

func share(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}
