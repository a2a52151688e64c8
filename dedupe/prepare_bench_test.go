package dedupe

import (
	"strconv"
	"testing"
)

// BenchmarkPrepare makes persons ready as an export of a CRM has them: names, firms, towns and titles come again, addresses do not.
func BenchmarkPrepare(b *testing.B) {
	firsts := []string{"Marie", "Émilie", "Jean Pierre", "Anna", "Ulrich", "Oliver"}
	lasts := []string{"Baraton", "von Berg", "Müller", "O'Hara", "Favre", "de la Cruz", "Smith"}
	var persons []Person
	for i := range 5000 {
		n := strconv.Itoa(i)
		persons = append(persons, Person{
			Ref: uint32(i), Key: n, First: firsts[i%len(firsts)], Last: lasts[i%len(lasts)] + n[:1], Title: "Head of Procurement",
			Mails: []string{"marie." + n + "@firm" + n[:1] + ".example.com"}, Numbers: []Number{{Key: 33199000000 + uint64(i), Line: Fixed}},
			Company: "Blue Harbour " + strconv.Itoa(i%200) + " SAS", Street: n + " Schuberg Street, Building 4", City: "Examplebourg " + strconv.Itoa(i%30), Postcode: "58" + n,
		})
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		p := persons[i%len(persons)]
		p.Prepare()
	}
}
