package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// What the contacts of the file share on purpose. A company has 25 contacts on average whatever the size of the file, so
// that a large file is like a small one, and no more than its numbers come twice.
const (
	atCompany     = 25 // contacts of a company
	boardOneIn    = 5  // one company in so many lists contacts by its switchboard,
	onBoardOneIn  = 5  // and there so many of its contacts have it: 4 % of all
	secondOneIn   = 17 // one row in so many is a second record of a person who is in the file already: 6 %
	blankLandIn   = 20 // one contact in so many does not say its country
	phoneIn       = 80 // of a hundred persons, those with a phone,
	mobileIn      = 70 // with a mobile phone,
	whatsappIn    = 20 // and with WhatsApp
	sameMailIn    = 2  // one second record in so many has the e-mail address of the first; the others have none
	streamPeople  = 0x9e3779b97f4a7c15
	streamRows    = 0xd1b54a32d192ed03
	streamCompany = 0x8cb92ba72f3d8dd7
)

// company is what its contacts have in common.
type company struct {
	id    int
	name  string
	at    string // street, town and postcode, as a table writes them
	land  *land
	board number // none for most
}

// person is a contact without its row: who has a second record is there twice with the same numbers.
type person struct {
	first, last             string
	mail, title             string
	company                 company
	phone, mobile, whatsapp number
}

// maker makes rows. Any row can be made at any time, so nothing is kept of those that were made.
type maker struct {
	*rand.Rand
	pcg       *rand.PCG
	seed      uint64
	companies int
	buf       []byte
	nums      [3][]byte
	has       [3]number // the numbers of the row that was made last
}

func newMaker(rows int, seed uint64) *maker {
	pcg := rand.NewPCG(seed, 0)
	return &maker{Rand: rand.New(pcg), pcg: pcg, seed: seed, companies: rows/atCompany + 1}
}

// start begins the random numbers of one thing afresh.
func (g *maker) start(stream uint64, i int) { g.pcg.Seed(g.seed*stream+stream, (uint64(i)+1)*stream) }

var (
	firsts = []string{
		"Anna", "Thomas", "Marie", "Paul", "Julia", "David", "Emma", "Martin", "Laura", "Daniel", "Sofia", "Pierre", "Chloé", "Jan", "Olga", "Félix",
		"Grace", "Hugo", "Inès", "Jürgen", "Karim", "Léa", "Mia", "Noé", "Bob", "Elena", "Carlos", "Ingrid", "Mehmet", "Nadia", "Oscar", "Petra",
		"Quentin", "Rita", "Stefan", "Teresa", "Ulrich", "Vera", "Walter", "Xavier", "Yara", "Zoé", "Aisha", "Bruno", "Clara", "Dmitri", "Esther", "Fatima",
	}
	heads = []string{
		"Bar", "Del", "Fon", "Gri", "Hal", "Jen", "Kov", "Lan", "Mar", "Nor", "Pet", "Ros", "Sal", "Tor", "Vin", "Wel", "Zim", "Ber", "Cas", "Dom",
		"Eck", "Fir", "Gud", "Hob", "Ivan", "Jak", "Klein", "Lub", "Moz", "Niel", "Ox", "Pry", "Quin", "Rut", "Schu", "Tyl", "Urb", "Vog", "Wys", "Yil",
	}
	middle = []string{"", "a", "e", "ina", "o", "ul", "ero", "ic", "ang", "ond"}
	tails  = []string{"ton", "ski", "er", "ez", "ini", "ard", "mann", "ová", "ier", "sen", "elli", "berg", "roux", "man", "ico", "ström"}
	towns  = []string{"ton", "ville", "burg", "stadt", "ford", "ham", "dorf", "bury", "port", "mouth", "field", "bourg"}
	firms  = []string{"Maple & Pine", "Quartz", "Blue Harbour", "Atelier Nord", "Lumière", "Granite", "Oak Street", "Nordlicht"}
)

// titles are job titles, and notes what stands in the last cell of a contact in four, as a table writes it.
var (
	titles = []string{"Head of Procurement", "Office Manager", "Managing Director", "Senior Buyer, EMEA", "Accounts Payable", "Customer Success Lead"}
	notes  = []string{
		"\"Met at the fair in spring, interested in the large package.\nWants an offer before the end of the quarter; call back in \"\"two weeks\"\", not earlier.\"",
		"\"Long-standing customer, pays late, prefers e-mail to the phone. Ask accounting before any new order is taken.\"",
		"\"Moved from another supplier last year.\nDecides together with the plant manager, who is \"\"hard to reach\"\" on Fridays.\nSent the brochure, no answer yet.\"",
		"\"Asked not to be called before ten. The contract runs until December, renewal was discussed, see the last e-mail for the terms.\"",
	}
)

// frequent picks one of a list whose first are the most frequent, as names are.
func (g *maker) frequent(list []string) string {
	u := g.Float64()
	return list[int(u*u*float64(len(list)))]
}

func (g *maker) pick(list []string) string { return list[g.IntN(len(list))] }

func (g *maker) firm(id int) company {
	g.start(streamCompany, id)
	at, l := g.IntN(100), 0
	for at >= lands[l].weight {
		at -= lands[l].weight
		l++
	}
	c := company{id: id, name: fmt.Sprintf("%s %d", g.pick(firms), id), land: &lands[l]}
	c.at = fmt.Sprintf("\"%d %s%s Street, Building %d\",Example%s %d,%05d", 1+g.IntN(200), g.pick(heads), g.pick(tails), g.IntN(9), g.pick(towns), 1+g.IntN(20), g.IntN(99999))
	if g.IntN(boardOneIn) == 0 {
		c.board = draw(g.Rand, c.land, c.land.fixed)
	}
	return c
}

// inMail writes a first name as an e-mail address has it.
var inMail = strings.NewReplacer("é", "e", "è", "e", "ü", "ue", "ï", "i")

// person gives the i-th person.
func (g *maker) person(i int) (p person) {
	g.start(streamPeople, i)
	p.company.id = g.IntN(g.companies)
	p.company = g.firm(p.company.id)
	l := p.company.land
	g.start(streamPeople, -i-2)
	p.first, p.last, p.title = g.frequent(firsts), g.frequent(heads)+g.pick(middle)+g.pick(tails), g.pick(titles)
	p.mail = fmt.Sprintf("%s.%d@firm%d.example.com", inMail.Replace(strings.ToLower(p.first)), i, p.company.id)
	if g.IntN(100) < phoneIn {
		p.phone = draw(g.Rand, l, l.fixed)
	}
	if g.IntN(100) < mobileIn {
		p.mobile = draw(g.Rand, l, l.mobile)
	}
	if g.IntN(100) < whatsappIn {
		p.whatsapp = draw(g.Rand, l, l.mobile)
	}
	if p.company.board.n > 0 && g.IntN(onBoardOneIn) == 0 {
		p.phone = p.company.board
	}
	return p
}

// row gives the i-th contact as a line of the file, good until the next call.
func (g *maker) row(i int) []byte {
	g.start(streamRows, i)
	who, mailed := i, true
	if i > 0 && g.IntN(secondOneIn) == 0 {
		who, mailed = g.IntN(i), g.IntN(sameMailIn) == 0
	}
	p := g.person(who)
	g.start(streamRows, -i-2)
	if !mailed {
		p.mail = ""
	}
	country := p.company.land.name
	if g.IntN(blankLandIn) == 0 {
		country = ""
	}
	note := ""
	if k := g.IntN(4 * len(notes)); k < len(notes) {
		note = notes[k]
	}
	title := p.title
	if strings.Contains(title, ",") {
		title = `"` + title + `"`
	}
	g.has = [3]number{p.phone, p.mobile, p.whatsapp}
	for k := range g.has {
		g.nums[k] = g.has[k].append(g.nums[k][:0], g.Rand)
	}
	c := p.company.id
	g.buf = fmt.Appendf(g.buf[:0], "%d,%s,%s,%s,%s,%s,%s,%s,%s,%s,,%s,en,salesqualifiedlead,ATTEMPTED_TO_CONTACT,Ann Owner,"+
		"2023-0%d-1%d 10:35,2024-0%d-2%d 08:28,https://www.firm%d.example.com,%d,COMPUTER_SOFTWARE,OFFLINE_SOURCES,%s\n",
		1_000_001+i, p.first, p.last, p.mail, g.nums[0], g.nums[1], g.nums[2], p.company.name, title, p.company.at, country,
		1+g.IntN(9), g.IntN(9), 1+g.IntN(9), g.IntN(8), c, g.IntN(500), note)
	return g.buf
}
