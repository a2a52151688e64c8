package normalize

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/callready/callready/normalize/phone"
)

// Numbers are letters in these tests: "a" is +33199000001. In a cell, a letter alone is exact E.164; "~a" is written
// otherwise; "a b" are two numbers; "?" cannot be read; "a:mobile" has a label; "a#12" an extension; "(note)" a note.
func reading(text string) phone.Reading {
	var rd phone.Reading
	if text == "" {
		return rd
	}
	rd.Verdict = phone.Exact
	for w := range strings.FieldsSeq(text) {
		if w == "?" {
			rd.Verdict, rd.Codes = phone.Undecided, []string{"unreadable"}
			continue
		}
		if strings.HasPrefix(w, "(") {
			rd.Notes, rd.Verdict = append(rd.Notes, strings.Trim(w, "()")), phone.Read
			continue
		}
		n := phone.Number{Confidence: phone.Certain, Type: "fixed"}
		if cut, ok := strings.CutPrefix(w, "~"); ok {
			w, rd.Verdict = cut, phone.Read
		}
		w, n.Ext, _ = strings.Cut(w, "#")
		w, n.Kind, _ = strings.Cut(w, ":")
		if n.Ext != "" || n.Kind != "" {
			rd.Verdict = phone.Read
		}
		if n.Kind == "mobile" {
			n.Type = "mobile"
		}
		n.E164, n.Region = number(w), "FR"
		if w >= "x" {
			n.Region = "GB"
		}
		rd.Numbers = append(rd.Numbers, n)
	}
	if len(rd.Numbers) > 1 && rd.Verdict == phone.Exact {
		rd.Verdict = phone.Read
	}
	return rd
}

func number(letter string) string { return fmt.Sprintf("+331990000%02d", letter[0]-'a'+1) }

func letter(e164 string) string {
	if e164 == "" {
		return "∅"
	}
	var n int
	if _, err := fmt.Sscanf(e164, "+331990000%d", &n); err != nil {
		return e164
	}
	return string(rune('a' + n - 1))
}

// fields are those of the tests: an integration that reads phone and mobile, and a third field that it does not read.
func fields() []Field {
	return []Field{
		{Kind: "work", Read: true, Primary: true},
		{Kind: "mobile", Read: true},
		{Kind: "other"},
		{Owner: Another, Read: true},
		{Owner: Fax},
	}
}

// labelled gives the fields with one as a label beside it has it.
func labelled(f int, o Owner, kind string) []Field {
	list := fields()
	list[f].Owner = o
	if kind != "" {
		list[f].Kind = kind
	}
	return list
}

var fieldNames = []string{"phone", "mobile", "second", "assistant", "fax"}

// outcome writes a plan in a line that a person can check.
func outcome(p *Plan) string {
	var b strings.Builder
	for _, w := range p.Writes {
		fmt.Fprintf(&b, "%s=%s ", fieldNames[w.Field], letter(w.Value))
	}
	for _, c := range p.Children {
		held := ""
		if c.Held {
			held = " held"
		}
		fmt.Fprintf(&b, "child(%s %s%s) ", letter(c.Number.E164), c.Label, held)
	}
	for _, l := range p.ToClear {
		known := ""
		if l.Known {
			known = " known"
		}
		fmt.Fprintf(&b, "clear(%s %s%s) ", fieldNames[l.Field], letter(l.E164), known)
	}
	for _, s := range p.Steps {
		if s.Act == Keep {
			fmt.Fprintf(&b, "keep(%s %s) ", fieldNames[s.Field], s.Codes[0])
		}
	}
	if p.Ext != "" {
		fmt.Fprintf(&b, "ext=%s ", p.Ext)
	}
	return strings.TrimSpace(b.String())
}

// world answers for the index: who else holds a number. "b" alone is nobody else.
type world map[string]Holding

func (w world) find(e164 string) Holding { return w[e164] }

func TestSettle(t *testing.T) {
	const me, family, stranger = 7, 1, 2
	shared := func(l string) (string, Holding) { return number(l), Holding{Row: 3, Person: stranger, Shared: true} }
	sibling := func(l string) (string, Holding) { return number(l), Holding{Row: 3, Person: family, Claims: true} }
	alone := func(l string) (string, Holding) { return number(l), Holding{Row: me, Person: family} }
	one := func(k string, h Holding) world { return world{k: h} }
	b, h := shared("b")
	a, _ := shared("a")
	_, s := sibling("b")
	_, mine := alone("b")

	tests := []struct {
		name  string
		rules Rules
		cells [5]string // phone, mobile, second, assistant, fax
		c     Contact
		world world
		want  string
	}{
		{name: "one number, fine", rules: Rules{Policy: Readable}, cells: [5]string{"a"}, want: ""},
		{name: "one number, badly written", rules: Rules{Policy: Readable}, cells: [5]string{"~a"}, want: "phone=a"},
		{name: "two in a cell, mobile free", rules: Rules{Policy: Readable}, cells: [5]string{"a b"}, want: "mobile=b phone=a"},
		{name: "two in a cell, mobile taken", rules: Rules{Policy: Readable}, cells: [5]string{"a b", "c"}, want: "phone=a child(b work)"},
		{name: "two in a cell, the second is in mobile", rules: Rules{Policy: Readable}, cells: [5]string{"a b", "~b"}, want: "phone=a mobile=b"},
		{name: "two in a cell, mobile unreadable", rules: Rules{Policy: Readable}, cells: [5]string{"a b", "?"}, want: "phone=a child(b work) keep(mobile unreadable)"},
		{name: "four in a cell", rules: Rules{Policy: Readable}, cells: [5]string{"a b c d"}, want: "mobile=b phone=a child(c work) child(d work 2)"},
		{name: "a mobile goes to mobile", rules: Rules{Policy: Readable}, cells: [5]string{"a b:mobile c"}, want: "mobile=b phone=a child(c work)"},
		{name: "unread field, read one free", rules: Rules{Policy: Readable}, cells: [5]string{"a", "", "~b"}, want: "mobile=b second=b"},
		{name: "unread field, none free", rules: Rules{Policy: Readable}, cells: [5]string{"a", "c", "b"}, want: "child(b landline)"},
		{name: "unread field, known already", rules: Rules{Policy: Readable}, cells: [5]string{"a", "c", "~c"}, want: "second=c"},
		{name: "unread field, same person has it", rules: Rules{Policy: Readable}, cells: [5]string{"a", "c", "~b"}, world: one(b, s), want: "second=b"},
		{name: "second number is shared", rules: Rules{Policy: Readable}, cells: [5]string{"a b", "c"}, world: one(b, h), want: "keep(phone shared-line)"},
		{name: "second number is shared, mobile free", rules: Rules{Policy: Readable}, cells: [5]string{"a b"}, world: one(b, h), want: "mobile=b phone=a"},
		{name: "first number is shared", rules: Rules{Policy: Readable}, cells: [5]string{"a b"}, world: one(a, h), want: "mobile=a phone=b"},
		{name: "same person has the second", rules: Rules{Policy: Readable}, cells: [5]string{"a b", "c"}, world: one(b, s), want: "phone=a"},
		{name: "answerable for the second oneself", rules: Rules{Policy: Readable}, cells: [5]string{"a b", "c"}, world: one(b, mine), want: "phone=a child(b work)"},
		{name: "a locked cell frees its slots", rules: Rules{Policy: Readable}, cells: [5]string{"a c b", "", ""}, world: one(b, h), want: "keep(phone shared-line)"},

		{name: "engaged", rules: Rules{Policy: Readable}, cells: [5]string{"a b", "c"}, c: Contact{Engaged: true}, want: "keep(phone not-split-engaged)"},
		{name: "engaged, but asked for", rules: Rules{Policy: Readable, SplitEngaged: true}, cells: [5]string{"a b", "c"}, c: Contact{Engaged: true}, want: "phone=a child(b work)"},
		{name: "engaged, unread field", rules: Rules{Policy: Readable}, cells: [5]string{"a", "c", "~b"}, c: Contact{Engaged: true}, want: "second=b"},
		{name: "no name for a child", rules: Rules{Policy: One}, cells: [5]string{"a b"}, c: Contact{Bare: true}, want: "keep(phone not-split-no-name)"},
		{name: "primary unreadable", rules: Rules{Policy: Readable}, cells: [5]string{"?", "a b"}, want: "keep(phone unreadable) keep(mobile not-split-primary)"},
		{name: "primary unreadable, one", rules: Rules{Policy: One}, cells: [5]string{"?", "~a", "~b"}, want: "mobile=a second=b keep(phone unreadable)"},

		{name: "a company is not split", rules: Rules{Policy: Readable}, cells: [5]string{"a b", "~c"}, c: Contact{Firm: true}, want: "mobile=c keep(phone not-split-object)"},
		{name: "labelled a fax", rules: Rules{Policy: One}, cells: [5]string{"~a", "~b"}, c: Contact{Fields: labelled(1, Fax, "")}, want: "phone=a"},
		{name: "labelled another person's", rules: Rules{Policy: One}, cells: [5]string{"~a", "~b"}, c: Contact{Fields: labelled(1, Another, "")}, want: "phone=a mobile=b"},
		{name: "labelled private", rules: Rules{Policy: One, CanClear: true}, cells: [5]string{"a", "b"}, c: Contact{Fields: labelled(1, Own, "home")}, want: "mobile=∅ child(b home)"},
		{name: "the primary field is labelled another person's", rules: Rules{Policy: Readable, FillPrimary: true}, cells: [5]string{"", "", "~a"}, c: Contact{Fields: labelled(0, Another, "")}, want: "mobile=a second=a"},
		{name: "numbers of two countries, by which a cell is read that waits", rules: Rules{Policy: One}, cells: [5]string{"a x", "?"}, c: Contact{Adrift: true}, want: "keep(phone not-split-evidence) keep(mobile unreadable)"},
		{name: "the same where the country is known", rules: Rules{Policy: One}, cells: [5]string{"a x", "?"}, want: "phone=a child(x work) keep(mobile unreadable)"},
		{name: "the same with numbers of one country", rules: Rules{Policy: One}, cells: [5]string{"a b", "?"}, c: Contact{Adrift: true}, want: "phone=a child(b work) keep(mobile unreadable)"},
		{name: "the same where no cell waits", rules: Rules{Policy: One}, cells: [5]string{"a x"}, c: Contact{Adrift: true}, want: "phone=a child(x work)"},
		{name: "the primary field is labelled a fax", rules: Rules{Policy: Readable}, cells: [5]string{"~a", "~b c"}, c: Contact{Fields: labelled(0, Fax, "")}, want: "mobile=b child(c landline)"},

		{name: "off rewrites", rules: Rules{Policy: Off}, cells: [5]string{"~a", "b"}, want: "phone=a"},
		{name: "off leaves two", rules: Rules{Policy: Off}, cells: [5]string{"a b"}, want: "keep(phone several-numbers)"},

		{name: "one: cell is overwritten", rules: Rules{Policy: One}, cells: [5]string{"a b"}, want: "phone=a child(b work)"},
		{name: "one: cannot clear", rules: Rules{Policy: One}, cells: [5]string{"a", "~b"}, want: "mobile=b child(b landline held) clear(mobile b)"},
		{name: "one: can clear", rules: Rules{Policy: One, CanClear: true}, cells: [5]string{"a", "b"}, want: "mobile=∅ child(b landline)"},
		{name: "one: came back", rules: Rules{Policy: One}, cells: [5]string{"a", "b"}, world: one(b, s), want: "clear(mobile b known)"},
		{name: "one: two in mobile, cannot clear", rules: Rules{Policy: One}, cells: [5]string{"a", "b c"}, want: "mobile=b child(b landline held) child(c landline 2) clear(mobile b)"},
		{name: "one: unread field keeps its number", rules: Rules{Policy: One}, cells: [5]string{"a", "", "~b"}, want: "second=b child(b landline)"},
		{name: "one: primary filled by a copy", rules: Rules{Policy: One}, cells: [5]string{"", "~a"}, want: "phone=a mobile=a"},
		{name: "one: primary filled, two in mobile", rules: Rules{Policy: One}, cells: [5]string{"", "a b"}, want: "phone=a mobile=a child(b landline)"},
		{name: "one: the same number twice", rules: Rules{Policy: One}, cells: [5]string{"a", "~a"}, want: "mobile=a"},
		{name: "one: shared second number stays", rules: Rules{Policy: One}, cells: [5]string{"a", "~b"}, world: one(b, h), want: "mobile=b"},
		{name: "one: own number before a shared one", rules: Rules{Policy: One}, cells: [5]string{"a b"}, world: one(a, h), want: "keep(phone shared-line)"},
		{name: "one: one child for a number in two cells", rules: Rules{Policy: One, CanClear: true}, cells: [5]string{"a b", "b"}, want: "phone=a mobile=∅ child(b work)"},
		{name: "an empty primary is filled where the profile wants it", rules: Rules{Policy: Readable, FillPrimary: true}, cells: [5]string{"", "a"}, want: "phone=a"},
		{name: "an empty primary: own number before a shared one", rules: Rules{Policy: Readable, FillPrimary: true}, cells: [5]string{"", "b", "a"}, world: one(b, h), want: "phone=a"},
		{name: "an empty primary: a shared one where there is no other", rules: Rules{Policy: Readable, FillPrimary: true}, cells: [5]string{"", "b"}, world: one(b, h), want: "phone=b"},
		{name: "an empty primary waits for the own number", rules: Rules{Policy: Readable, FillPrimary: true}, cells: [5]string{"", "b", "a#12"}, world: one(b, h), want: "keep(second extension-needs-home)"},
		{name: "an empty primary waits for the own number, one", rules: Rules{Policy: One}, cells: [5]string{"", "b", "a#12"}, world: one(b, h), want: "keep(second extension-needs-home)"},
		{name: "a shared line in mobile leaves the primary alone", rules: Rules{Policy: One, CanClear: true}, cells: [5]string{"~a", "b"}, world: one(b, h), want: "phone=a"},

		{name: "extension without a home", rules: Rules{Policy: Readable}, cells: [5]string{"a#12"}, want: "keep(phone extension-needs-home)"},
		{name: "extension dropped", rules: Rules{Policy: Readable, DropExtras: true}, cells: [5]string{"a#12"}, want: "phone=a"},
		{name: "extension at home", rules: Rules{Policy: Readable, ExtHome: true}, cells: [5]string{"a#12"}, want: "phone=a ext=12"},
		{name: "home taken", rules: Rules{Policy: Readable, ExtHome: true}, cells: [5]string{"a#12"}, c: Contact{Ext: "34"}, want: "keep(phone extension-home-taken)"},
		{name: "two extensions, one home", rules: Rules{Policy: Readable, ExtHome: true}, cells: [5]string{"a#12", "b#34"}, want: "phone=a keep(mobile extension-home-taken) ext=12"},
		{name: "note without a home", rules: Rules{Policy: Readable}, cells: [5]string{"a (Lea)"}, want: "keep(phone note-needs-home)"},
		{name: "note at home", rules: Rules{Policy: Readable, NoteHome: true}, cells: [5]string{"a (Lea)"}, want: "phone=a"},

		{name: "fax column is left", rules: Rules{Policy: One}, cells: [5]string{"a", "", "", "", "~b"}, want: ""},
		{name: "fax column on request", rules: Rules{Policy: One, Fax: true}, cells: [5]string{"a", "", "", "", "~b"}, want: "fax=b"},
		{name: "fax in a phone cell", rules: Rules{Policy: One}, cells: [5]string{"a b:fax"}, want: "keep(phone fax-in-phone-cell)"},
		{name: "assistant's phone is rewritten only", rules: Rules{Policy: One}, cells: [5]string{"a", "", "", "~b"}, want: "assistant=b"},
		{name: "assistant's phone is never split", rules: Rules{Policy: One}, cells: [5]string{"a", "", "", "b c"}, want: "keep(assistant not-split-other-person)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := tt.rules
			r.Fields, r.Whole, r.MinConfidence = fields(), true, phone.Likely
			c := tt.c
			c.Row, c.Person = me, family
			for _, cell := range tt.cells {
				c.Readings = append(c.Readings, reading(cell))
			}
			plan := r.Settle(&c, tt.world.find)
			if diff := cmp.Diff(tt.want, outcome(&plan)); diff != "" {
				t.Errorf("%q (-want +got):\n%s", tt.cells, diff)
			}
		})
	}
}

// What stands in a fax column is not what a call finds: no other record of the person may let go of the number for it.
func TestOutcomeOfFax(t *testing.T) {
	r := Rules{Fields: fields(), Policy: Readable, Fax: true, MinConfidence: phone.Likely}
	for _, cell := range []string{"b", "~b"} {
		c := Contact{Row: 7, Person: 1, Fields: labelled(1, Fax, ""), Readings: []phone.Reading{reading("a"), reading(cell), {}, {}, {}}}
		o := r.Settler().Outcome(&c, world{}.find)
		if diff := cmp.Diff(&Outcome{Has: []string{number("a")}}, o, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q (-want +got):\n%s", cell, diff)
		}
	}
}
