package main

import (
	"fmt"
	"strings"

	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/dedupe/similar"
)

// world makes a set.
type world struct {
	*dice
	set  set
	next int    // the next real person
	line uint64 // the next number
}

func newWorld(name string, seed, stream uint64) *world {
	return &world{dice: newDice(seed, stream), set: set{name: name}, next: 1, line: 100000}
}

// number gives a number that nobody has yet.
func (w *world) number(t *tongue, line dedupe.Line) dedupe.Number {
	w.line += 1 + uint64(w.IntN(900))
	lead := uint64(2)
	if line == dedupe.Mobile {
		lead = 7
	}
	return dedupe.Number{Key: (t.cc*10+lead)*100_000_000 + w.line, Line: line}
}

// add adds a record of a person.
func (w *world) add(p dedupe.Person, who int, made string) *dedupe.Person {
	p.Ref = uint32(len(w.set.persons) + 1)
	p.Key = fmt.Sprintf("K%08d", (uint64(p.Ref)*2654435761)%100_000_000) // keys are in no order
	w.set.persons = append(w.set.persons, &p)
	w.set.who = append(w.set.who, who)
	w.set.made = append(w.set.made, made)
	return &p
}

// person gives the next real person.
func (w *world) person() int {
	w.next++
	return w.next - 1
}

func ascii(s string) string {
	return strings.ReplaceAll(string(similar.Fold(nil, s)), " ", "")
}

// address gives an address that nobody else has, the way a person writes it.
func (w *world) address(t *tongue, p *dedupe.Person) {
	p.Street = fmt.Sprintf("%d %s", 1+w.IntN(180), w.one(t.street))
	p.City = w.one(t.town)
	p.Postcode = fmt.Sprintf("%05d", 10000+w.IntN(400)*100)
}

// mailbox gives an address made of a name.
func (w *world) mailbox(p *dedupe.Person, domain string) string {
	g, f := ascii(p.First), ascii(p.Last)
	switch w.IntN(6) {
	case 0:
		return g[:1] + f + "@" + domain
	case 1:
		return g[:1] + "." + f + "@" + domain
	case 2:
		return f + "." + g + "@" + domain
	default:
		return g + "." + f + "@" + domain
	}
}

// private gives an address at a domain that anybody may have.
func (w *world) private(p *dedupe.Person) string {
	return fmt.Sprintf("%s.%s%d@%s", ascii(p.First), ascii(p.Last), w.next, w.one([]string{"gmail.com", "orange.fr", "gmx.de", "hotmail.com", "libero.it", "wp.pl"}))
}

// again gives another record of a person, as people make them.
func (w *world) again(p dedupe.Person, t *tongue) (dedupe.Person, string) {
	c := p
	c.Mails = append([]string(nil), p.Mails...)
	c.Numbers = append([]dedupe.Number(nil), p.Numbers...)
	var how []string
	did := func(s string) { how = append(how, s) }
	for range 1 + w.IntN(2) {
		switch w.IntN(14) {
		case 0:
			c.First, c.Last = strings.ToUpper(c.First), strings.ToUpper(c.Last)
			did("upper")
		case 1:
			c.First, c.Last = ascii(c.First), string(similar.Fold(nil, c.Last))
			did("accents")
		case 2:
			c.Last = w.typo(c.Last)
			did("typo-last")
		case 3:
			if c.First != p.First {
				continue
			}
			c.First = w.typo(c.First)
			did("typo-first")
		case 4:
			c.First, c.Last = c.Last, c.First
			did("swapped")
		case 5:
			if n := t.nick[c.First]; n != "" {
				c.First = n
				did("nickname")
			}
		case 6:
			if c.First == p.First {
				c.First = string([]rune(c.First)[:1]) + "."
				did("initial")
			}
		case 7:
			if c.Full != "" {
				continue
			}
			c.Full, c.First, c.Last = c.First+" "+c.Last, "", ""
			did("full")
		case 8:
			for i := range c.Mails {
				c.Mails[i] = strings.ToUpper(c.Mails[i])
			}
			did("mail-case")
		case 9:
			if len(c.Numbers) > 0 {
				c.Mails = nil
				did("no-mail")
			}
		case 10:
			if len(c.Mails) > 0 {
				c.Numbers = nil
				did("no-number")
			}
		case 11:
			if len(c.Mails) > 0 {
				c.Numbers = []dedupe.Number{w.number(t, dedupe.Mobile)}
				did("new-number")
			}
		case 12:
			c.Company, c.CompanyID, c.Title = "", "", ""
			did("no-company")
		case 13:
			c.Street, c.City, c.Postcode = "", "", ""
			did("no-address")
		}
	}
	return c, strings.Join(how, "+")
}
