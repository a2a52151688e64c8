package dedupe_test

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/callready/callready/dedupe"
)

// A block of any size is judged in a time that grows with it, and those of one name still meet.
func TestPairsOfALargeBlock(t *testing.T) {
	t.Parallel()
	var persons []*dedupe.Person
	for i := range 3000 {
		p := who("n=fixed co=Acme")
		p.First, p.Last = fmt.Sprintf("Xa%dvi", i*7919%3000), fmt.Sprintf("Qu%dor", i)
		persons = append(persons, p)
	}
	persons = append(persons, who("first=Léa last=Moreau n=fixed co=Acme title=CEO"), who("first=Moreau last=Lea n=fixed co=ACME title=CEO"))
	for i, p := range persons {
		p.Ref, p.Key = uint32(i+1), strconv.Itoa(i)
	}
	found := 0
	tooLarge := dedupe.Pairs(dedupe.ByNumber, persons, 0, nil, func(p dedupe.Pair) {
		if p.Match >= dedupe.Likely && p.A.Ref > 3000 && p.B.Ref > 3000 {
			found++
		}
	})
	if !tooLarge {
		t.Error("the block is not told to be too large")
	}
	if found == 0 {
		t.Error("two records of one person did not meet")
	}
	if dedupe.Pairs(dedupe.ByNumber, persons[:10], 0, nil, func(dedupe.Pair) {}) {
		t.Error("ten persons are told to be too many")
	}
}

// The parts of a block that is too large have the pairs that matter.
func TestFiner(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, a, b string }{
		{"swapped", "first=Léa last=Moreau", "first=Moreau last=Léa"},
		{"initial", "first=L. last=Moreau", "first=Léa last=Moreau"},
		{"nickname", "first=Bob last=Hartley", "first=Robert last=Hartley"},
		{"slip", "first=Léa last=Mroeau", "first=Léa last=Moreau"},
		{"one name", "last=Moreau", "first=Léa last=Moreau"},
		{"no name", "mail=a@example.com", "mail=b@example.com"},
	}
	number := dedupe.Blocks(who("n=fixed"), nil)[0]
	if number.Kind() != dedupe.ByNumber {
		t.Fatal(number.Kind())
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			met := false
			for _, a := range dedupe.Finer(who(tt.a), number, nil) {
				for _, b := range dedupe.Finer(who(tt.b), number, nil) {
					met = met || a == b
				}
			}
			if !met {
				t.Error("they do not meet")
			}
		})
	}
}
