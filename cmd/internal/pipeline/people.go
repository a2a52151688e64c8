package pipeline

import (
	"cmp"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/callready/callready/dedupe"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/record"
	"github.com/callready/callready/normalize"
	"github.com/callready/callready/normalize/phone"
)

// peopleColumns are the columns that say who somebody is, and those that are shown side by side; -1 stands for none.
type peopleColumns struct {
	title, street, city, postcode, birth, ident int
	created, owner                              int
	compared                                    []int // in the order of the export
}

// newPeopleColumns finds the columns by their roles, and where a role says too little by the words of their headers.
func newPeopleColumns(b *profile.Binding) *peopleColumns {
	p := &peopleColumns{title: -1, street: -1, city: -1, postcode: -1, birth: -1, ident: -1, created: -1, owner: -1}
	first := func(at *int, col int) {
		if *at < 0 {
			*at = col
		}
	}
	for col := range b.Columns {
		switch c := &b.Columns[col]; c.Role {
		case profile.Title:
			first(&p.title, col)
		case profile.Created:
			first(&p.created, col)
		case profile.Owner:
			first(&p.owner, col)
		case profile.Address:
			switch head := " " + strings.Join(strings.Fields(fold(c.Header)), " ") + " "; {
			case says(head, postcodeWords):
				first(&p.postcode, col)
			case says(head, cityWords):
				first(&p.city, col)
			case says(head, streetWords):
				first(&p.street, col)
			default:
				continue
			}
		case profile.Other:
			switch head := " " + strings.Join(strings.Fields(fold(c.Header)), " ") + " "; {
			case says(head, birthWords) && says(head, dayWords):
				first(&p.birth, col)
			case says(head, identWords):
				first(&p.ident, col)
			default:
				continue
			}
		case profile.First, profile.Last, profile.Full, profile.Email, profile.Company, profile.CompanyID, profile.Modified, profile.Phone,
			profile.Refusal, profile.Consent:
		default:
			continue
		}
		p.compared = append(p.compared, col)
	}
	return p
}

// Words of headers, folded, with a bar between them; a space at either end stands for the end of a word.
const (
	postcodeWords = " zip | zip| postal|postcode|code postal|postleitzahl| plz | cp | cap |codigo postal| postnr|kod pocztowy"
	cityWords     = " city | city| town |ville |localite| ort |stadt |ciudad|poblacion|citta |cidade|localidade|plaats |woonplaats|miasto|miejscowosc"
	streetWords   = "street|address|adresse| rue |strasse|anschrift|direccion|domicilio| calle |indirizzo| via |endereco|morada| rua | adres |straat|ulica"
	birthWords    = "birth|naissance|geburt|nacimiento|nascita|nascimento|geboorte|urodzenia"
	dayWords      = "date|day|datum| dag |tag |fecha|data "
	identWords    = "social security|soc sec id| ssn |passport|passeport|reisepass|pasaporte|passaporto|national id |numero de securite sociale"
)

// says tells whether a header has one of the words.
func says(head, words string) bool {
	for w := range strings.SplitSeq(words, "|") {
		if strings.Contains(head, w) {
			return true
		}
	}
	return false
}

// somebody reads record i, and takes over who it is, as judging wants it. Its lists are good until the next call.
func (r *reader) somebody(b *record.Batch, i int, row uint32, cols *peopleColumns, p *dedupe.Person) {
	r.holder(b, i, row)
	r.describe(b, i, row, cols, p)
}

// describe is somebody for the record that was read last.
func (r *reader) describe(b *record.Batch, i int, row uint32, cols *peopleColumns, p *dedupe.Person) {
	bd := r.Binding
	text := func(col int) string { return r.text(b, i, col) }
	*p = dedupe.Person{
		Ref: row, Key: text(bd.Key),
		First: text(bd.First), Last: r.unlabelled(text(bd.Last)), Full: r.unlabelled(text(bd.Full)), Title: text(cols.title),
		Mails: p.Mails[:0], Numbers: p.Numbers[:0], Unread: p.Unread[:0],
		Company: text(bd.Company), CompanyID: text(bd.CompanyID),
		Street: text(cols.street), City: text(cols.city), Postcode: text(cols.postcode),
		Birth: text(cols.birth), Ident: text(cols.ident), Child: text(bd.Child), Parent: text(bd.Parent),
	}
	for _, col := range bd.Email {
		if m := text(col); m != "" {
			p.Mails = append(p.Mails, someMails(m))
		}
	}
	for f := range r.contact.Readings {
		for n := range r.contact.Readings[f].Numbers {
			r.number(f, n, p)
		}
		r.undecided(f, p)
	}
	if p.Key == "" || len(r.twice) > 0 && r.twice[r.keyHash([]byte(p.Key))] {
		p.Key = r.nameless(p)
	}
}

// mailsMost is how many bytes of a cell with e-mail addresses are looked at: what is longer is a list of people.
const mailsMost = 16 << 10

// someMails gives the addresses that a cell begins with.
func someMails(cell string) string {
	if len(cell) <= mailsMost {
		return cell
	}
	return cell[:max(0, strings.LastIndexAny(cell[:mailsMost], ";,|\n "))]
}

// number takes over the n-th number of a field, unless it is somebody else's.
func (r *reader) number(f, n int, p *dedupe.Person) {
	key, ok := r.holds(f, n)
	if !ok || r.contact.Fields[f].Owner != normalize.Own {
		return
	}
	num := dedupe.Number{
		Key: key, Line: lineOf(&r.contact.Readings[f].Numbers[n]),
		Aside: r.Binding.Readable && !r.Binding.Columns[r.Columns[f]].Read,
	}
	if i := slices.IndexFunc(p.Numbers, func(has dedupe.Number) bool { return has.Key == key && has.Line == num.Line }); i >= 0 {
		p.Numbers[i].Aside = p.Numbers[i].Aside && num.Aside
		return
	}
	if len(p.Numbers) < dedupe.WaysMost {
		p.Numbers = append(p.Numbers, num)
	}
}

// undecided takes over what the numbers of a field could be that was left to a person.
func (r *reader) undecided(f int, p *dedupe.Person) {
	rd := &r.contact.Readings[f]
	if rd.Verdict != phone.Undecided || r.contact.Fields[f].Owner != normalize.Own {
		return
	}
	for _, c := range rd.Candidates {
		for _, e164 := range splitNumbers(c) {
			if key, ok := dedupe.Key(e164); ok && !slices.Contains(p.Unread, key) {
				p.Unread = append(p.Unread, key)
			}
		}
	}
}

func lineOf(n *phone.Number) dedupe.Line {
	switch n.Type {
	case "mobile":
		return dedupe.Mobile
	case "fixed":
		return dedupe.Fixed
	default:
		return dedupe.UnknownLine
	}
}

// unlabelled turns the label of a split-off contact into one in brackets, whatever the template writes.
func (r *reader) unlabelled(name string) string {
	if name == "" || name[len(name)-1] == ')' || r.Name.between == "" {
		return name
	}
	if bare := r.Name.strip([]byte(name)); len(bare) < len(name) {
		return string(bare) + " (" + name[len(bare):] + ")"
	}
	return name
}

// nameless gives the key of a record that has none of its own: what it says, as a hash. It is the same in every run, as
// long as the record says the same.
func (r *reader) nameless(p *dedupe.Person) string {
	same := dedupe.Person{Key: p.Key, First: p.First, Last: p.Last, Full: p.Full, Company: p.Company, Mails: p.Mails, Numbers: slices.Clone(p.Numbers)}
	slices.SortFunc(same.Numbers, func(a, b dedupe.Number) int { return cmp.Compare(a.Key, b.Key) })
	h := dedupe.Hash64(dedupe.AppendPerson(nil, &same))
	var sum [8]byte
	for i := range sum {
		sum[i] = byte(h >> (56 - 8*i))
	}
	return "~" + hex.EncodeToString(sum[:])
}
