package normalize_test

import (
	"fmt"

	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/phone"
)

// A cell with two numbers, and an empty field that the integration reads as well.
func ExampleRules_Settle() {
	rules := normalize.Rules{
		Policy: normalize.Readable, Whole: true, MinConfidence: phone.Likely,
		Fields: []normalize.Field{{Kind: "work", Read: true, Primary: true}, {Kind: "mobile", Read: true}},
	}
	contact := normalize.Contact{Row: 1, Person: 1, Readings: []phone.Reading{
		{Verdict: phone.Read, Numbers: []phone.Number{
			{E164: "+33199001234", Type: "fixed", Confidence: phone.Certain},
			{E164: "+33655501234", Type: "mobile", Confidence: phone.Certain},
		}},
		{},
	}}
	nobodyElse := func(string) normalize.Holding { return normalize.Holding{} }
	plan := rules.Settle(&contact, nobodyElse)
	for _, s := range plan.Steps {
		fmt.Println(s.Act, s.New)
	}
	// Output:
	// rewrite +33199001234
	// move +33655501234
}
