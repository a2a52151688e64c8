package dedupe

import (
	"slices"
	"strings"

	"github.com/callready/callready/dedupe/similar"
)

// Line says what kind of line a number is.
type Line uint8

// The kinds of line.
const (
	UnknownLine Line = iota
	Mobile
	Fixed
)

// Number is one number of a person.
type Number struct {
	Key   uint64 // see [Key]; 0 is none
	Line  Line
	Aside bool // in a field by which calls do not find the record, as far as that is known
}

// Person is what judging needs of one record, as its cells have it: nothing needs to be folded or trimmed. Blank fields say
// nothing. Who writes to it after [Person.Prepare] must not expect that to count.
type Person struct {
	Ref uint32 // running number of the record over all inputs of the run, from 1
	Key string // the record's key in the CRM, or whatever tells it from run to run

	First, Last, Full  string   // names in parts, or in one text
	Title              string   // job title
	Mails              []string // e-mail addresses, also several in one text
	Numbers            []Number
	Unread             []uint64 // of numbers whose country is not known: what they would be in one country or another, see [Key]
	Company, CompanyID string
	Street             string // with the house number
	City, Postcode     string
	Birth              string // date of birth, in any form, the same for all records
	Ident              string // a number that the person has for life: passport, tax or insurance number
	Child, Parent      string // callready_id and callready_parent coming back
	Since, Until       string // when the record was made and last changed, in a form that sorts; asked for by [ClassOf] alone
	ready              *ready
}

// ready is a person made ready to be compared.
type ready struct {
	name      similar.Name
	labelled  bool // the name has a label in brackets
	mails     []mail
	firm      firm
	companyID string
	title     string
	street    string // folded
	house     string // the digits in it, with a space between numbers
	city      string
	postcode  string
	birth     string // the digits
	ident     string
	made      Made
	numbers   []Number
	unread    []uint64 // what numbers that could not be read may be
	tails     []uint64 // ends of the numbers that could not be read
	given     []uint64 // hashes of skeletons of the words of the given names
	family    []uint64 // of the family names
	sketch    Sketch
}

// WaysMost is how many numbers of a record count, and how many e-mail addresses, each the first ones: what holds more is a list, and
// each would be a block of its own.
const WaysMost = 50

// Prepare makes a person ready to be compared. [Blocks] and [Judge] do it where it was not done; before several goroutines
// look at one person it must have been.
func (p *Person) Prepare() {
	if p.ready != nil {
		return
	}
	r := &ready{
		name:      similar.Parse(p.First, p.Last, p.Full),
		labelled:  strings.HasSuffix(strings.TrimSpace(p.Last), ")") || p.Last == "" && strings.HasSuffix(strings.TrimSpace(p.Full), ")"),
		companyID: strings.TrimSpace(p.CompanyID),
		numbers:   p.Numbers[:min(len(p.Numbers), WaysMost)],
	}
	r.fold(p)
	r.house = houses(r.street)
	if len(r.birth) < 6 {
		r.birth = ""
	}
	if len(r.ident) < 5 {
		r.ident = ""
	}
	for _, text := range p.Mails {
		r.mails = appendMails(r.mails, text, r)
	}
	r.unread = p.Unread[:min(len(p.Unread), WaysMost)]
	for _, key := range p.Unread {
		r.tails = append(r.tails, tail(key))
	}
	var ok bool
	if r.made, ok = telephony(p, r.name.Blank()); ok {
		// Its name is no name, and the number in it is one of its numbers.
		r.name = similar.Name{}
		if r.made.Number != 0 && !holds(r.numbers, r.made.Number) {
			r.numbers = append(slices.Clip(r.numbers), Number{Key: r.made.Number})
		}
	}
	r.sketch = newSketch(&r.name)
	r.given = skeletons(r.name.Given())
	r.family = skeletons(r.name.Family())
	p.ready = r
}

// fold folds the texts of a person, all in one piece of memory.
func (r *ready) fold(p *Person) {
	var buf [256]byte
	all := buf[:0]
	var ends [7]int
	for i, text := range [...]string{p.Company, p.Title, p.Street, p.City} {
		all = similar.Fold(all, text)
		ends[i] = len(all)
	}
	for i, text := range [...]string{p.Postcode, p.Ident} {
		at := len(all)
		all = similar.Fold(all, text)
		all = all[:at+len(spaceless(all[at:]))]
		ends[4+i] = len(all)
	}
	for i := range len(p.Birth) {
		if c := p.Birth[i]; c >= '0' && c <= '9' {
			all = append(all, c)
		}
	}
	ends[6] = len(all)
	folded, start := string(all), 0
	next := func(i int) string {
		part := folded[start:ends[i]]
		start = ends[i]
		return part
	}
	r.firm, r.title, r.street, r.city, r.postcode, r.ident, r.birth = foldedFirm(next(0)), next(1), next(2), next(3), next(4), next(5), next(6)
}

// spaceless takes the spaces out of a text, in its memory.
func spaceless(s []byte) []byte {
	out := s[:0]
	for _, c := range s {
		if c != ' ' {
			out = append(out, c)
		}
	}
	return out
}

// facts gives the person made ready.
func (p *Person) facts() *ready {
	if p.ready == nil {
		p.Prepare()
	}
	return p.ready
}

func holds(numbers []Number, key uint64) bool {
	for _, n := range numbers {
		if n.Key == key {
			return true
		}
	}
	return false
}

// tail gives the digits at the end of a number that stay whatever its country is.
func tail(key uint64) uint64 { return key % 1e7 }

// fold folds a text; see [similar.Fold].
func fold(s string) string {
	if s == "" {
		return ""
	}
	var buf [64]byte
	return string(similar.Fold(buf[:0], s))
}

// digits gives the digits of a text.
func digits(s string) string {
	var buf [32]byte
	out := buf[:0]
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			out = append(out, s[i])
		}
	}
	return string(out)
}

// houses gives the words of a folded street that begin with a digit.
func houses(street string) string {
	out := ""
	for len(street) > 0 {
		w := street
		if i := strings.IndexByte(street, ' '); i >= 0 {
			w, street = street[:i], street[i+1:]
		} else {
			street = ""
		}
		switch {
		case w == "" || w[0] < '0' || w[0] > '9':
		case out == "":
			out = w
		default:
			out += " " + w
		}
	}
	return out
}

// skeletons gives the hashes of the skeletons of words.
func skeletons(words []string) []uint64 {
	if len(words) == 0 {
		return nil
	}
	out := make([]uint64, 0, len(words))
	var buf [48]byte
	for _, w := range words {
		out = append(out, Hash64(similar.Skeleton(buf[:0], w)))
	}
	return out
}
