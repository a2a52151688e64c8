package dedupe_test

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

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
	tooLarge, err := dedupe.Pairs(t.Context(), dedupe.ByNumber, persons, 0, nil, func(p dedupe.Pair) {
		if p.Match >= dedupe.Likely && p.A.Ref > 3000 && p.B.Ref > 3000 {
			found++
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if !tooLarge {
		t.Error("the block is not told to be too large")
	}
	if found == 0 {
		t.Error("two records of one person did not meet")
	}
	if tooLarge, err := dedupe.Pairs(t.Context(), dedupe.ByNumber, persons[:10], 0, nil, func(dedupe.Pair) {}); tooLarge || err != nil {
		t.Errorf("ten persons are told to be too many: %v, %v", tooLarge, err)
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

// A record that holds a list of addresses or numbers belongs to no more blocks than one with a few dozen of them.
func TestBlocksOfAList(t *testing.T) {
	t.Parallel()
	few, many := &dedupe.Person{First: "Ana", Last: "Petit"}, &dedupe.Person{First: "Ana", Last: "Petit"}
	for i := range 5000 {
		mail, number := fmt.Sprintf("a%d@firm%d.example", i, i), dedupe.Number{Key: 33199000000 + uint64(i)}
		many.Mails, many.Numbers = append(many.Mails, mail), append(many.Numbers, number)
		if i < dedupe.WaysMost {
			few.Mails, few.Numbers = append(few.Mails, mail), append(few.Numbers, number)
		}
	}
	a, b := dedupe.Blocks(few, nil), dedupe.Blocks(many, nil)
	if diff := cmp.Diff(a, b); diff != "" || len(b) > 10*dedupe.WaysMost {
		t.Errorf("%d blocks (-few +many):\n%s", len(b), diff)
	}
}
