package country_test

import (
	"fmt"

	"github.com/callready/callready/normalize/country"
)

func Example() {
	for _, cell := range []string{"Etats-Unis", "UK", "Schweiz", "La Réunion", "Switzerlnad", "N/A"} {
		m, ok := country.Find(cell)
		fmt.Printf("%s: %s %t %t\n", cell, m.Region, m.Slip, ok)
	}
	region, _ := country.MailRegion("lea@example.fr")
	fmt.Println(region)
	// Output:
	// Etats-Unis: US false true
	// UK: GB false true
	// Schweiz: CH false true
	// La Réunion: RE false true
	// Switzerlnad: CH true true
	// N/A:  false false
	// FR
}
