package similar_test

import (
	"fmt"

	"github.com/callready/callready/dedupe/similar"
)

func ExampleCompare() {
	for _, pair := range [][2]similar.Name{
		{similar.Parse("Jürgen", "Müller", ""), similar.Parse("MUELLER", "Juergen", "")},
		{similar.Parse("Kasia", "Nowak", ""), similar.Parse("Katarzyna", "Nowak", "")},
		{similar.Parse("Marie", "Legrand", ""), similar.Parse("Maria", "Legrand", "")},
	} {
		l := similar.Compare(&pair[0], &pair[1])
		fmt.Println(l.Given, l.Family, l.Has(similar.Swapped))
	}
	// Output:
	// same same true
	// near same false
	// alike same false
}

func ExampleFold() {
	fmt.Printf("%s\n", similar.Fold(nil, "Łucja  d'Ørsted-Groß"))
	// Output: lucja d orsted gross
}
