package main

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
)

// header is that of a HubSpot export of all properties that matter here.
const header = "Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,WhatsApp Phone Number,Company Name,Job Title,Street Address,City,Postal Code," +
	"State/Region,Country/Region,Preferred language,Lifecycle Stage,Lead Status,Contact owner,Create Date,Last Modified Date,Website URL,Number of Employees,Industry," +
	"Original Source,Notes\n"

// lands are the countries of the file: the name in its country column, and how national and international numbers are
// written there, with d for a digit. The numbers are random; few of them come twice.
var lands = []struct {
	name            string
	weight          int
	national, world string
	mobile, abroad  string
}{
	{"France", 50, "01 4d dd dd dd", "+3314ddddddd", "06 dd dd dd dd", "+336dddddddd"},
	{"United Kingdom", 20, "020 7ddd dddd", "+44207ddddddd", "0774d dddddd", "+44774ddddddd"},
	{"Germany", 15, "030 2dddddd", "+49302dddddd", "0151 2ddddddd", "+491512ddddddd"},
	{"United States", 15, "(212) 2dd-dddd", "+12122dddddd", "(646) 2dd-dddd", "+16462dddddd"},
}

// generate writes the file of the measurements, unless it is there: contacts with 25 cells and 1.7 numbers, of which a
// third are not in E.164, in every way in which usual exports have them.
func generate(name string, rows int, seed uint64) (err error) {
	if _, err := os.Stat(name); err == nil {
		return nil
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := bufio.NewWriterSize(f, 1<<20)
	if _, err := w.WriteString(header); err != nil {
		return err
	}
	g := &maker{Rand: rand.New(rand.NewPCG(seed, 25))}
	for i := range rows {
		if _, err := w.Write(g.row(i)); err != nil {
			return err
		}
	}
	return w.Flush()
}

type maker struct {
	*rand.Rand
	buf []byte
}

var (
	firsts = []string{"Anna", "Bob", "Chloé", "David", "Emma", "Félix", "Grace", "Hugo", "Inès", "Jürgen", "Karim", "Léa", "Mia", "Noé", "Olga", "Paul"}
	lasts  = []string{"Martin", "Bernard", "Dubois", "Smith", "Müller", "Kowalski", "Rossi", "García", "Nguyen", "Johnson", "Schmidt", "Petit", "Moreau", "Brown", "Leroy", "Roux"}
	firms  = []string{"Maple & Pine", "Quartz", "Blue Harbour", "Atelier Nord", "Lumière", "Granite", "Oak Street", "Nordlicht"}
)

func (g *maker) pick(list []string) string { return list[g.IntN(len(list))] }

// row gives one contact.
func (g *maker) row(i int) []byte {
	at, land := g.IntN(100), 0
	for at >= lands[land].weight {
		at -= lands[land].weight
		land++
	}
	l := &lands[land]
	country := l.name
	if g.IntN(20) == 0 {
		country = ""
	}
	first, last := g.pick(firsts), g.pick(lasts)
	phone, mobile, whatsapp := "", "", ""
	if g.IntN(100) < 80 {
		phone = g.number(l.national, l.world)
	}
	if g.IntN(100) < 70 {
		mobile = g.number(l.mobile, l.abroad)
	}
	if g.IntN(100) < 20 {
		whatsapp = g.number(l.mobile, l.abroad)
	}
	note := ""
	switch g.IntN(8) {
	case 0:
		note = "\"Met at the fair, interested.\nCall back in \"\"spring\"\".\""
	case 1:
		note = "\"Long-standing customer, pays late, prefers e-mail\""
	}
	b := fmt.Appendf(g.buf[:0], "%d,%s,%s %d,%s.%d@firm%d.example.com,%s,%s,%s,%s %d,Head of Things,\"%d Example Street, Building %d\",Exampletown,%05d,,%s,en,lead,NEW,Ann Owner,"+
		"2023-0%d-1%d 10:35,2024-0%d-2%d 08:28,https://www.firm%d.example.com,%d,SOFTWARE,OFFLINE,%s\n",
		1_000_001+i, first, last, g.IntN(5000), first, i, i%5000, phone, mobile, whatsapp, g.pick(firms), i%5000, g.IntN(200), g.IntN(9), g.IntN(99999), country,
		1+g.IntN(9), g.IntN(9), 1+g.IntN(9), g.IntN(8), i%5000, g.IntN(500), note)
	g.buf = b
	return b
}

// number writes one number: two in three in E.164, the others as people write them.
func (g *maker) number(national, world string) string {
	pattern := world
	if g.IntN(3) == 0 {
		pattern = national
		if g.IntN(4) == 0 {
			pattern = world[:3] + " " + world[3:6] + " " + world[6:]
		}
	}
	b := []byte(pattern)
	for i, c := range b {
		if c == 'd' {
			b[i] = byte('1' + g.IntN(9))
		}
	}
	return string(b)
}
