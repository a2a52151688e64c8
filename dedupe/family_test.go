package dedupe_test

import (
	"testing"

	"github.com/callready/callready/dedupe"
)

// Contacts that were split off come back without anything that links them; here is what tells them from duplicates.
func TestFamily(t *testing.T) {
	const fixed, mobile, other = 331_99_00_12_34, 336_55_50_12_34, 336_55_50_12_35
	number := func(key uint64, aside bool) dedupe.Number {
		return dedupe.Number{Key: key, Line: dedupe.Mobile, Aside: aside}
	}
	parent := dedupe.Person{
		Ref: 1, Key: "1", First: "Łucja", Last: "Fitzgerald", Company: "Fjord", Title: "Engineer", City: "Nantes", Mails: []string{"lucja@example.com"},
		Numbers: []dedupe.Number{{Key: fixed, Line: dedupe.Fixed}},
	}
	child := dedupe.Person{Ref: 2, Key: "2", First: "Łucja", Last: "Fitzgerald", Company: "Fjord", Title: "Engineer", City: "Nantes", Numbers: []dedupe.Number{number(mobile, false)}}
	for _, tt := range []struct {
		name   string
		change func(p, c *dedupe.Person)
		want   bool
	}{
		{"another number", func(*dedupe.Person, *dedupe.Person) {}, true},
		{"the parent's number", func(p, _ *dedupe.Person) { p.Numbers = append(p.Numbers, number(mobile, false)) }, false},
		{"the parent's, in a field that calls are not matched on", func(p, _ *dedupe.Person) { p.Numbers = append(p.Numbers, number(mobile, true)) }, true},
		{"the only number of the parent, in such a field", func(p, _ *dedupe.Person) { p.Numbers = []dedupe.Number{number(mobile, true)} }, false},
		{"in such a field of both", func(p, c *dedupe.Person) {
			p.Numbers = append(p.Numbers, number(mobile, true))
			c.Numbers[0].Aside = true
		}, false},
		{"two numbers", func(_, c *dedupe.Person) { c.Numbers = append(c.Numbers, number(other, false)) }, false},
		{"an address of its own", func(_, c *dedupe.Person) { c.Mails = []string{"l@example.com"} }, false},
		{"another company", func(_, c *dedupe.Person) { c.Company = "Quartz" }, false},
		{"another name", func(_, c *dedupe.Person) { c.First = "Anna" }, false},
		{"a label behind the name", func(_, c *dedupe.Person) { c.Last, c.Title = "Fitzgerald (mobile)", "" }, true},
	} {
		p, c := parent, child
		p.Numbers, c.Numbers = append([]dedupe.Number(nil), p.Numbers...), append([]dedupe.Number(nil), c.Numbers...)
		tt.change(&p, &c)
		if got := dedupe.Family(&p, &c); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
		if got := dedupe.Family(&c, &p); got != tt.want {
			t.Errorf("%s, the other way round: %v, want %v", tt.name, got, tt.want)
		}
	}
}
