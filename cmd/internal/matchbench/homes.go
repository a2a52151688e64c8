package main

import (
	"fmt"

	"github.com/callready/callready/dedupe"
)

// homes invents households: one line and one address, couples with one e-mail address, parents and children, twins, a
// father and a son of one name who are told apart by a suffix or by what is theirs.
func homes(rows int, seed uint64) *set {
	w := newWorld("homes", seed, 3)
	for len(w.set.persons) < rows {
		t := &tongues[w.IntN(len(tongues))]
		var home dedupe.Person
		w.address(t, &home)
		home.Last = w.family(t)
		landline := w.number(t, dedupe.Fixed)
		mail := fmt.Sprintf("%s%d@%s", ascii(home.Last), w.IntN(9999), "gmail.com")
		shareMail := w.chance(20)
		var names []string
		for i := range 1 + w.IntN(4) {
			p := home
			p.First = w.skewed(t.first)
			how := "household"
			taken := false
			for _, n := range names {
				taken = taken || n == p.First
			}
			if taken {
				continue
			}
			if i == 2 && w.chance(10) { // the son has the father's name
				p.First, how = names[0], "father-son"
				p.Last += " Jr"
			}
			names = append(names, p.First)
			if w.chance(70) {
				p.Numbers = append(p.Numbers, landline)
			}
			if w.chance(60) || len(p.Numbers) == 0 {
				p.Numbers = append(p.Numbers, w.number(t, dedupe.Mobile))
			}
			switch {
			case shareMail:
				p.Mails = []string{mail}
				how += "+one-mail"
			case w.chance(50):
				p.Mails = []string{w.private(&p)}
			}
			if w.chance(40) {
				p.Birth = fmt.Sprintf("%04d-%02d-%02d", 1940+w.IntN(65), 1+w.IntN(12), 1+w.IntN(28))
			}
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

// split invents contacts that this tool split, with and without the links, among duplicates, and contacts that a telephony
// integration made. A split-off contact is nobody's duplicate.
func split(rows int, seed uint64) *set {
	w := newWorld("split-and-telephony", seed, 4)
	for n := 0; len(w.set.persons) < rows; n++ {
		t := &tongues[w.IntN(len(tongues))]
		firm := fmt.Sprintf("%s %s", w.one(t.firm), w.family(t))
		p := dedupe.Person{First: w.skewed(t.first), Last: w.family(t), Company: firm, Title: w.one(t.title), City: w.one(t.town)}
		p.Mails = []string{w.mailbox(&p, fmt.Sprintf("%s%d.%s", ascii(firm), n, t.suffix))}
		p.Numbers = []dedupe.Number{w.number(t, dedupe.Fixed)}
		who := w.person()
		parent := w.add(p, who, "parent")
		if w.chance(30) {
			linked := w.chance(50)
			for k := range 1 + w.IntN(2) {
				c := p
				c.Mails = nil
				c.Numbers = []dedupe.Number{w.number(t, dedupe.Mobile)}
				how := "child"
				if linked {
					c.Child, c.Parent = fmt.Sprintf("cr-%s-%d", parent.Key, k), parent.Key
					how = "linked-child"
				}
				if w.chance(50) {
					c.Last += " (mobile)"
				}
				w.add(c, w.person(), how)
			}
		}
		if w.chance(10) {
			c, how := w.again(p, t)
			if len(c.Mails) > 0 {
				w.add(c, who, how)
			}
		}
		if w.chance(5) {
			m := dedupe.Person{First: fmt.Sprintf("+%d", p.Numbers[0].Key), Last: "Aircall new contact", Numbers: p.Numbers}
			w.add(m, who, "telephony")
		}
	}
	return &w.set
}
