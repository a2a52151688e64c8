package main

import (
	"fmt"

	"github.com/callready/callready/dedupe"
)

// business invents the contacts of firms: colleagues with one switchboard and one domain, some with one name or names that
// look alike, and second records of some.
func business(rows int, seed uint64) *set {
	w := newWorld("business", seed, 1)
	for n := 0; len(w.set.persons) < rows; n++ {
		t := &tongues[w.IntN(len(tongues))]
		firm := w.one(t.firm)
		if w.chance(70) {
			firm = fmt.Sprintf("%s %s", firm, w.family(t))
		}
		domain := fmt.Sprintf("%s%d.%s", ascii(firm), n, t.suffix)
		board := w.number(t, dedupe.Fixed)
		var colleagues []dedupe.Person
		for range 1 + w.IntN(1+w.IntN(30)) {
			p := dedupe.Person{First: w.skewed(t.first), Last: w.family(t), Company: firm, Title: w.one(t.title), City: w.one(t.town)}
			how := "plain"
			switch {
			case len(colleagues) > 0 && w.chance(3): // brother, or no relation
				p.Last = colleagues[w.IntN(len(colleagues))].Last
				how = "colleague-same-last"
			case len(colleagues) > 0 && w.chance(3):
				p.First = colleagues[w.IntN(len(colleagues))].First
				how = "colleague-same-first"
			}
			twin := false
			for i := range colleagues {
				twin = twin || colleagues[i].First == p.First && colleagues[i].Last == p.Last
			}
			if w.chance(80) {
				if w.chance(10) {
					p.Mails = []string{w.one(t.role) + "@" + domain}
				} else {
					p.Mails = []string{w.mailbox(&p, domain)}
				}
			}
			if twin { // the second of one name gets another address
				p.Mails = []string{fmt.Sprintf("%s.%s%d@%s", ascii(p.First), ascii(p.Last), 2+w.IntN(5), domain)}
				how = "colleague-same-name"
			}
			if w.chance(60) {
				p.Numbers = append(p.Numbers, board)
			}
			if w.chance(60) || len(p.Numbers)+len(p.Mails) == 0 || twin {
				p.Numbers = append(p.Numbers, w.number(t, dedupe.Mobile))
			}
			colleagues = append(colleagues, p)
			who := w.person()
			w.add(p, who, how)
			if w.chance(8) {
				c, how := w.again(p, t)
				w.add(c, who, how)
			}
		}
	}
	return &w.set
}

// recycled invents people without firms who have had each other's numbers, and people of one name.
func recycled(rows int, seed uint64) *set {
	w := newWorld("recycled-numbers", seed, 2)
	var last dedupe.Number
	for len(w.set.persons) < rows {
		t := &tongues[w.IntN(len(tongues))]
		p := dedupe.Person{First: w.skewed(t.first), Last: w.family(t), City: w.one(t.town)}
		how := "plain"
		n := w.number(t, dedupe.Mobile)
		if last.Key != 0 && w.chance(10) {
			n, how = last, "recycled"
		}
		last = n
		p.Numbers = []dedupe.Number{n}
		if w.chance(60) {
			p.Mails = []string{w.private(&p)}
		}
		who := w.person()
		w.add(p, who, how)
		if w.chance(10) {
			c, how := w.again(p, t)
			w.add(c, who, how)
		}
	}
	return &w.set
}
