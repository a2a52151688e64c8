package dedupe_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/callready/callready/dedupe"
)

// Numbers that the tests share.
const (
	mobile  = 33639981234
	mobile2 = 33639985678
	fixed   = 33199001234
	fixed2  = 33261911234
	odd     = 447700900123
)

// who reads a person: fields with a space between a name and its value, such as "first=Léa last=Moreau m=+33639981234". A
// value with spaces has underscores.
func who(text string) *dedupe.Person {
	p := &dedupe.Person{}
	for field := range strings.FieldsSeq(text) {
		name, v, _ := strings.Cut(field, "=")
		v = strings.ReplaceAll(v, "_", " ")
		switch name {
		case "key":
			p.Key = v
		case "first":
			p.First = v
		case "last":
			p.Last = v
		case "full":
			p.Full = v
		case "mail":
			p.Mails = append(p.Mails, v)
		case "co":
			p.Company = v
		case "title":
			p.Title = v
		case "street":
			p.Street = v
		case "city":
			p.City = v
		case "zip":
			p.Postcode = v
		case "born":
			p.Birth = v
		case "id":
			p.Ident = v
		case "child":
			p.Child = v
		case "parent":
			p.Parent = v
		case "unread":
			key, ok := dedupe.Key("+" + v)
			if !ok {
				panic("no number " + v)
			}
			p.Unread = append(p.Unread, key)
		case "since":
			p.Since = v
		case "until":
			p.Until = v
		case "coid":
			p.CompanyID = v
		case "n":
			n := map[string]dedupe.Number{
				"mobile": {Key: mobile, Line: dedupe.Mobile}, "mobile2": {Key: mobile2, Line: dedupe.Mobile}, "fixed": {Key: fixed, Line: dedupe.Fixed},
				"fixed2": {Key: fixed2, Line: dedupe.Fixed}, "odd": {Key: odd},
			}[v]
			if n.Key == 0 {
				panic("unknown number " + v)
			}
			p.Numbers = append(p.Numbers, n)
		default:
			panic("unknown field " + name)
		}
	}
	return p
}

// hard are pairs that are easily judged wrongly.
var hard = []struct {
	name, a, b string
	want       dedupe.Match
	code       string // one of the reasons
}{
	{"name and e-mail", "first=Léa last=Moreau mail=lea@example.com", "first=LEA last=MOREAU mail=Lea@Example.com", dedupe.Exact, dedupe.CodeSameMail},
	{"a tag in the address", "first=Léa last=Moreau mail=lea+news@example.com", "first=Léa last=Moreau mail=lea@example.com", dedupe.Exact, dedupe.CodeSameMail},
	{"dots that Google ignores", "first=Léa last=Moreau mail=lea.m.oreau@gmail.com", "first=Léa last=Moreau mail=leamoreau@googlemail.com", dedupe.Exact, dedupe.CodeSameMail},
	{"name and mobile", "first=Jürgen last=Weiß n=mobile", "first=Juergen last=WEISS n=mobile", dedupe.Exact, dedupe.CodeSameMobile},
	{"swapped names", "first=Manon last=Dubois n=mobile", "first=Dubois last=Manon n=mobile", dedupe.Exact, dedupe.CodeSwappedName},
	{"a slip of typing", "first=Benoît last=Moreau co=Altair n=fixed title=CEO", "first=Benoît last=Mroeau co=Altair n=fixed title=CEO", dedupe.Likely, dedupe.CodeNearName},
	{"a slip and nothing but the firm", "first=Ömer last=Großmann co=Fjord_SARL title=Direktor", "first=Ömer last=Gorßmann co=Fjord_SARL title=Direktor", dedupe.Likely, dedupe.CodeSameCompany},
	{"a nickname", "first=Katarzyna last=Nowak mail=k.nowak@example.com", "first=Kasia last=Nowak mail=k.nowak@example.com", dedupe.Likely, dedupe.CodeNickname},
	{"an initial and a mobile", "first=J. last=Martin n=mobile", "first=Jean last=Martin n=mobile", dedupe.Likely, dedupe.CodeInitial},
	{"an initial on a home line", "first=J. last=Martin n=fixed city=Lyon", "first=Jean last=Martin n=fixed city=Lyon", dedupe.Possible, dedupe.CodeInitial},
	{"a wrong initial", "first=P. last=Martin n=mobile co=Altair", "first=Jean last=Martin n=mobile co=Altair", dedupe.No, dedupe.CodeOtherFirst},
	{"company lost", "first=Anja last=Krüger mail=anja@example.com co=Rhône_Solutions n=fixed", "first=Anja last=Krüger mail=anja@example.com n=fixed", dedupe.Exact, ""},
	{"new e-mail, same mobile", "first=Zoé last=Favre mail=zoe@example.com n=mobile co=Altair", "first=Zoé last=Favre mail=z.favre@example.org n=mobile co=Vega", dedupe.Exact, dedupe.CodeSameMobile},
	{"new mobile, same e-mail", "first=Zoé last=Favre mail=zoe@example.com n=mobile", "first=Zoé last=Favre mail=zoe@example.com n=mobile2", dedupe.Exact, dedupe.CodeOtherNumbers},
	{"name and firm", "first=Manon last=Fournier co=Zénith_Industries title=Buyer", "first=Manon last=Fournier co=ZENITH_INDUSTRIES title=Buyer", dedupe.Likely, dedupe.CodeSameCompany},
	{"name in one text", "full=Martin,_Jean n=mobile", "first=Jean last=Martin n=mobile", dedupe.Exact, ""},
	{"second family name", "first=Sofía last=García_López n=mobile", "first=Sofía last=García n=mobile", dedupe.Likely, dedupe.CodePartName},
	{"no first name", "last=Martin n=mobile", "first=Jean last=Martin n=mobile", dedupe.Likely, dedupe.CodeSameMobile},
	{"no first name, home line", "last=Martin n=fixed", "first=Jean last=Martin n=fixed", dedupe.Possible, dedupe.CodeSameFixed},
	{"no names, one e-mail", "mail=lea@example.com", "mail=lea@example.com n=mobile", dedupe.Likely, dedupe.CodeSameMail},
	{"no names, one number", "n=mobile", "n=mobile co=Altair", dedupe.No, ""},
	{"married, same e-mail and mobile", "first=Marie last=Petit mail=marie.p@gmail.com n=mobile", "first=Marie last=Durand mail=marie.p@gmail.com n=mobile", dedupe.Likely, dedupe.CodeOtherLast},
	{"a typed address", "first=Léa last=Moreau mail=lea.moreau@gmail.com n=mobile", "first=Léa last=Moreau mail=lea.moreau@gmial.com n=mobile2", dedupe.Likely, dedupe.CodeNearMail},

	{"same name, two firms", "first=Jean last=Martin mail=jean.martin@acme.example co=Acme", "first=Jean last=Martin mail=jean.martin@vega.example co=Vega", dedupe.No, dedupe.CodeOtherCompany},
	{"same name, one town", "first=Jean last=Martin city=Lyon", "first=Jean last=Martin city=Lyon", dedupe.No, ""},
	{"two of one name in one firm", "first=Jean last=Martin mail=jean.martin1@acme.example co=Acme", "first=Jean last=Martin mail=jean.martin2@acme.example co=Acme", dedupe.Possible, dedupe.CodeOtherMail},
	{"two accounts of one person", "first=Jean last=Martin mail=jmartin@acme.example co=Acme", "first=Jean last=Martin mail=jean.martin@acme.example co=Acme", dedupe.Likely, ""},
	{"one firm's name, two firms' domains", "first=Jean last=Martin mail=jean@acme.example co=Acme", "first=Jean last=Martin mail=jean@acme-lyon.example co=Acme", dedupe.Possible, dedupe.CodeOtherDomain},
	{"two legal forms", "first=Jean last=Martin co=Éclair_SAS", "first=Jean last=Martin co=Éclair_GmbH", dedupe.No, ""},
	{"legal form left out", "first=Jean last=Martin co=Éclair_SAS title=DAF", "first=Jean last=Martin co=Éclair title=DAF", dedupe.Likely, dedupe.CodeSameCompany},
	{"brothers on one line", "first=Léo last=Martin n=fixed street=1_rue_X city=Lyon", "first=Hugo last=Martin n=fixed street=1_rue_X city=Lyon", dedupe.No, dedupe.CodeOtherFirst},
	{"twins", "first=Léo last=Martin born=2001-02-03 street=1_rue_X zip=69001", "first=Hugo last=Martin born=2001-02-03 street=1_rue_X zip=69001", dedupe.No, dedupe.CodeSameBirth},
	{"father and son, one says so", "first=John last=Walsh n=fixed street=1_High_St city=Leeds", "first=John last=Walsh_Jr n=fixed street=1_High_St city=Leeds", dedupe.Possible, dedupe.CodeSameAddress},
	{"father and son, both say so", "first=John last=Walsh_Sr n=mobile", "first=John last=Walsh_Jr n=mobile", dedupe.No, dedupe.CodeGeneration},
	{"father and son, dates of birth", "first=John last=Walsh n=fixed street=1_High_St born=1950-01-09", "first=John last=Walsh n=fixed street=1_High_St born=1982-11-28", dedupe.Possible, dedupe.CodeOtherBirth},
	{"couple with one e-mail", "first=Jean last=Petit mail=jeanetmarie@gmail.com n=fixed", "first=Marie last=Petit mail=jeanetmarie@gmail.com n=fixed", dedupe.No, dedupe.CodeOtherFirst},
	{"couple in one record", "first=Jean_et_Marie last=Petit n=fixed", "first=Jean last=Petit n=fixed", dedupe.Possible, dedupe.CodeCouple},
	{"the family's e-mail", "first=J. last=Petit mail=petit69@gmail.com n=fixed", "first=Julie last=Petit mail=petit69@gmail.com n=fixed", dedupe.Possible, dedupe.CodeHomeMail},
	{"colleagues", "first=Léa last=Moreau co=Acme n=fixed mail=lea.moreau@acme.example", "first=Hugo last=Favre co=Acme n=fixed mail=hugo.favre@acme.example", dedupe.No, dedupe.CodeOtherFirst},
	{"colleagues with one surname", "first=Léa last=Moreau co=Acme n=fixed", "first=Hugo last=Moreau co=Acme n=fixed", dedupe.No, dedupe.CodeOtherFirst},
	{"colleagues with one first name", "first=Léa last=Moreau co=Acme n=fixed", "first=Léa last=Favre co=Acme n=fixed", dedupe.No, dedupe.CodeOtherLast},
	{"colleagues with the team's address", "first=Léa last=Moreau co=Acme mail=info@acme.example", "first=Hugo last=Favre co=Acme mail=info@acme.example", dedupe.No, dedupe.CodeOtherFirst},
	{"Marie and Maria in one firm", "first=Marie last=Legrand co=Acme n=fixed", "first=Maria last=Legrand co=Acme n=fixed", dedupe.No, dedupe.CodeAlikeName},
	{"Marie and Maria with one e-mail", "first=Marie last=Legrand mail=ml@acme.example co=Acme", "first=Maria last=Legrand mail=ml@acme.example co=Acme", dedupe.Likely, dedupe.CodeAlikeName},
	{"Meyer and Meier in one firm", "first=Eva last=Meyer co=Acme n=fixed", "first=Eva last=Meier co=Acme n=fixed", dedupe.Possible, dedupe.CodeAlikeName},
	{"each address has its own spelling", "first=Anna last=Rogobicki mail=anna.rogobicki@acme.example co=Acme", "first=Anna last=Rogobickin mail=anna.rogobickin@acme.example co=Acme", dedupe.No, dedupe.CodeOtherMail},
	{"one firm, and numbers of which one cannot be read and is another", "first=Nuria last=Peña co=Indigo title=DAF city=Lugo unread=34721901296", "first=Nuria last=Peña co=Indigo title=CEO city=Lugo n=mobile", dedupe.Possible, dedupe.CodeSameCompany},
	{"one firm, and numbers of which one cannot be read and may be the same", "first=Nuria last=Peña co=Indigo title=DAF city=Lugo unread=33639981234 unread=34639981234", "first=Nuria last=Peña co=Indigo title=CEO city=Lugo n=mobile", dedupe.Likely, dedupe.CodeSameCompany},
	{"nobody's name in one firm", "first=Unknown last=Unknown co=Acme n=fixed title=CEO", "first=unknown last=UNKNOWN co=Acme n=fixed title=CEO", dedupe.No, ""},
	{"no name beside an e-mail", "first=N/A last=N/A mail=lea@example.com", "first=Léa last=Moreau mail=lea@example.com", dedupe.Likely, dedupe.CodeSameMail},
	{"recycled mobile", "first=Léa last=Moreau n=mobile", "first=Tomasz last=Kowalski n=mobile", dedupe.No, dedupe.CodeOtherFirst},
	{"recycled mobile, one first name", "first=Léa last=Moreau n=mobile", "first=Léa last=Kowalski n=mobile", dedupe.No, dedupe.CodeOtherLast},

	{"typing errors, no numbers", "first=katel_byn last=colegte street=55_fiveash_street zip=2195 born=19280828", "first=katelyn last=colegate street=55_fiveash_street zip=2195 born=19280828", dedupe.Likely, dedupe.CodeSameBirth},
	{"fields swapped, a slip in the date", "first=quilliam last=ashleigh street=57_bedford_street zip=6525 born=19460730", "first=ashleigh last=quilliam street=57_bedford_street zip=6525 born=19460370", dedupe.Exact, dedupe.CodeSwappedName},
	{"one insurance number", "first=Toby last=Webb id=1232838 zip=3107", "first=Tobi last=Web id=1232838 zip=3107", dedupe.Likely, dedupe.CodeSameIdent},
	{"next door", "first=Ann last=Kempton street=8_Homburg_Street zip=3122", "first=Ann last=Kempton street=96_Homburg_Street zip=3122", dedupe.No, dedupe.CodeSamePlace},

	{"split off, linked", "key=P first=Léa last=Moreau mail=lea@acme.example n=fixed co=Acme", "key=C first=Léa last=Moreau_(mobile) n=mobile co=Acme child=x1 parent=P", dedupe.No, dedupe.CodeFamily},
	{"split off, links lost", "first=Léa last=Moreau mail=lea@acme.example n=fixed co=Acme title=CEO", "first=Léa last=Moreau n=mobile co=Acme title=CEO", dedupe.No, dedupe.CodeFamily},
	{"split off, label left", "first=Léa last=Moreau mail=lea@acme.example n=fixed co=Acme", "first=Léa last=Moreau_(mobile) n=mobile co=Acme", dedupe.No, dedupe.CodeFamily},
	{"no child: it has the parent's number", "first=Léa last=Moreau mail=lea@acme.example n=mobile co=Acme", "first=Léa last=Moreau n=mobile co=Acme", dedupe.Exact, dedupe.CodeSameMobile},
	{"split off twice", "first=Léa last=Moreau n=mobile child=x1 parent=P", "first=Léa last=Moreau n=mobile child=x1 parent=P", dedupe.Exact, dedupe.CodeSameChild},
	{"siblings of a family", "first=Léa last=Moreau n=mobile child=x1 parent=P", "first=Léa last=Moreau n=mobile2 child=x2 parent=P", dedupe.No, dedupe.CodeFamily},

	{"made by telephony", "first=+33639981234 last=Aircall_new_contact", "first=Léa last=Moreau n=mobile", dedupe.Likely, dedupe.CodeTelephonyMade},
	{"made by telephony, the other way round", "first=Aircall_New_Contact last=+33639981234 n=mobile", "first=Léa last=Moreau n=mobile", dedupe.Likely, dedupe.CodeTelephonyMade},
	{"made twice within five minutes", "first=+33639981234 last=Aircall_new_contact", "first=+33639981234 last=Aircall_new_contact", dedupe.Exact, dedupe.CodeTelephonyMade},
	{"made for another number", "first=+33639981234 last=Aircall_new_contact", "first=Léa last=Moreau n=mobile2", dedupe.No, dedupe.CodeTelephonyMade},
	{"made, and named since", "first=Léa last=Moreau mail=482910033@aircall.io n=mobile", "first=Léa last=Moreau n=mobile mail=lea@example.com", dedupe.Exact, dedupe.CodeSameMobile},
}

func TestJudge(t *testing.T) {
	t.Parallel()
	for _, tt := range hard {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a, b := who(tt.a), who(tt.b)
			got := dedupe.Judge(a, b)
			codes := slices.Collect(got.Reasons.Codes())
			if got.Match != tt.want {
				t.Errorf("%v, want %v (%d points: %v)", got.Match, tt.want, got.Points, codes)
			}
			if tt.code != "" && !slices.Contains(codes, tt.code) {
				t.Errorf("no %s in %v", tt.code, codes)
			}
			if turned := dedupe.Judge(b, a); turned != got {
				t.Errorf("turned: %+v, not %+v", turned, got)
			}
		})
	}
}

// Records that are likely one person have a block in common; else they would never be judged.
func TestMatchesHaveABlock(t *testing.T) {
	t.Parallel()
	for _, tt := range hard {
		if tt.want < dedupe.Likely {
			continue
		}
		a, b := dedupe.Blocks(who(tt.a), nil), dedupe.Blocks(who(tt.b), nil)
		if !slices.ContainsFunc(a, func(k dedupe.Block) bool { return slices.Contains(b, k) }) {
			t.Errorf("%s: no block in common", tt.name)
		}
	}
}

// drawn is a record of a small world, in which most records have something to do with each other.
func drawn(t *rapid.T, key string) *dedupe.Person {
	draw := func(label string, of ...string) string { return rapid.SampledFrom(of).Draw(t, label) }
	p := who("key=" + key)
	p.First = draw("first", "", "Léa", "Lea", "L.", "Jean", "Jean-Pierre", "JP", "Marie", "Maria", "Bob", "Robert", "Moreau", "Aircall new contact")
	p.Last = draw("last", "", "Moreau", "MOREAU", "Mroeau", "Martin", "Martin Jr", "García López", "García", "Léa", "Moreau (mobile)", "+33639981234")
	p.Mails = []string{draw("mail", "", "", "lea@acme.example", "lea.moreau@acme.example", "info@acme.example", "moreau12@gmail.com", "lea@vega.example")}
	p.Company = draw("company", "", "Acme", "ACME SAS", "Vega", "Acme GmbH")
	p.City = draw("city", "", "Lyon", "Nantes")
	p.Street = draw("street", "", "", "12 rue de la Paix", "14 rue de la Paix")
	p.Birth = draw("born", "", "", "", "1980-02-03", "1980-03-02", "1951-11-30")
	p.Parent = draw("parent", "", "", "", "", "k0", "k1")
	if p.Parent != "" {
		p.Child = draw("child", "c1", "c2")
	}
	for range rapid.IntRange(0, 2).Draw(t, "numbers") {
		n := rapid.SampledFrom([]dedupe.Number{{Key: mobile, Line: dedupe.Mobile}, {Key: mobile2, Line: dedupe.Mobile}, {Key: fixed, Line: dedupe.Fixed}, {Key: odd}}).Draw(t, "number")
		p.Numbers = append(p.Numbers, n)
	}
	return p
}

func TestJudgeIsSymmetric(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawn(t, "k1"), drawn(t, "k2")
		if x, y := dedupe.Judge(a, b), dedupe.Judge(b, a); x != y {
			t.Fatalf("%+v and %+v", x, y)
		}
	})
}
