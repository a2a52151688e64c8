package main

import (
	"fmt"
	"strings"

	"github.com/callready/callready/dedupe"
)

// registry invents persons the way sets for the study of record linkage have them: names, addresses and dates of birth with
// many slips of typing, blanks and swapped fields, up to four records of one person, and neither numbers, companies nor
// e-mail. With ident each has a number for life, which has slips as well.
func registry(rows int, seed uint64, ident bool) *set {
	name := "registry"
	if ident {
		name = "registry-with-ids"
	}
	w := newWorld(name, seed, 5)
	for len(w.set.persons) < rows {
		t := &tongues[w.IntN(len(tongues))]
		p := dedupe.Person{First: strings.ToLower(w.skewed(t.first)), Last: strings.ToLower(w.family(t))}
		w.address(t, &p)
		p.Street = strings.ToLower(p.Street)
		p.City = strings.ToLower(p.City)
		p.Birth = fmt.Sprintf("%04d%02d%02d", 1900+w.IntN(100), 1+w.IntN(12), 1+w.IntN(28))
		if ident {
			p.Ident = fmt.Sprintf("%07d", 1000000+w.IntN(8999999))
		}
		w.blank(&p, 3)
		who := w.person()
		w.add(p, who, "original")
		if !w.chance(40) {
			continue
		}
		for range 1 + w.IntN(1+w.IntN(4)) {
			c := p
			how := w.spoil(&c)
			w.add(c, who, how)
		}
	}
	return &w.set
}

// blank blanks fields, each with a chance in a hundred.
func (w *world) blank(p *dedupe.Person, chance int) {
	for _, f := range [...]*string{&p.First, &p.Street, &p.City, &p.Birth} {
		if w.chance(chance) {
			*f = ""
		}
	}
}

// spoil makes one to four slips.
func (w *world) spoil(p *dedupe.Person) string {
	var how []string
	for range 1 + w.IntN(4) {
		switch w.IntN(14) {
		case 0, 1:
			p.First = w.slip(p.First)
			how = append(how, "first")
		case 2, 3:
			p.Last = w.slip(p.Last)
			how = append(how, "last")
		case 4, 5:
			p.Street = w.slip(p.Street)
			how = append(how, "street")
		case 6, 7:
			p.City = w.slip(p.City)
			how = append(how, "city")
		case 8:
			p.Postcode = w.typo(p.Postcode)
			how = append(how, "postcode")
		case 9:
			p.Birth = w.digit(p.Birth)
			how = append(how, "birth")
		case 10:
			p.Ident = w.digit(p.Ident)
			how = append(how, "ident")
		case 11:
			if p.First != "" {
				p.First, p.Last = p.Last, p.First
				how = append(how, "swapped")
			}
		case 12:
			w.blank(p, 15)
			how = append(how, "blank")
		default:
			p.Street, p.City = w.one([]string{"1 new road", "22 old lane", "5 long walk"}), "elsewhere"
			how = append(how, "moved")
		}
	}
	return strings.Join(how, "+")
}

// slip makes a slip of typing, sometimes a space.
func (w *world) slip(s string) string {
	if len(s) > 5 && w.chance(15) {
		i := 2 + w.IntN(len(s)-4)
		return strings.ToValidUTF8(s[:i]+" "+s[i:], "")
	}
	return w.typo(s)
}

// digit changes a digit.
func (w *world) digit(s string) string {
	if s == "" {
		return s
	}
	b := []byte(s)
	i := w.IntN(len(b))
	b[i] = byte('0' + w.IntN(10))
	return string(b)
}
