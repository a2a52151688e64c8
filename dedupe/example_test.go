package dedupe_test

import (
	"fmt"

	"github.com/callready/callready/dedupe"
)

func Example() {
	person := func(name string) uint32 { return dedupe.Hash32([]byte(name)) }
	index := dedupe.NewIndex(0)
	add := func(row uint32, name, number string, claim dedupe.Claim) {
		if key, ok := dedupe.Key(number); ok {
			index.Add(key, dedupe.Holder{Row: row, Person: person(name), Claim: claim})
		}
	}
	add(1, "Léa Martin", "+33199001234", dedupe.Holds)
	add(2, "Jean Martin", "+33199001234", dedupe.Keeps)
	add(3, "Ana Ruiz", "+33639981234", dedupe.Keeps)

	for _, number := range []string{"+33199001234", "+33639981234", "+33199009999"} {
		key, _ := dedupe.Key(number)
		e, ok := index.Find(key)
		fmt.Println(number, ok, e.Row, e.Holders, e.Shared)
	}
	// Output:
	// +33199001234 true 2 2 true
	// +33639981234 true 3 1 false
	// +33199009999 false 0 0 false
}

func ExampleKey() {
	fmt.Println(dedupe.Key("+33199001234"))
	fmt.Println(dedupe.Key("01 99 00 12 34"))
	// Output:
	// 33199001234 true
	// 0 false
}

func ExampleHash32() {
	a := dedupe.Hash32([]byte("ab"), []byte("c"))
	b := dedupe.Hash32([]byte("a"), []byte("bc"))
	fmt.Println(a == b)
	// Output: false
}
