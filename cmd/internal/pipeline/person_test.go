package pipeline

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"case", "LOPEZ", "lopez"},
		{"accents", "Éléonore Ñúñez", "eleonore nunez"},
		{"accents in two parts", "E\u0301le\u0301onore", "eleonore"},
		{"letters that do not come apart", "Weiß Ørsund Łucja", "weiss orsund lucja"},
		{"full width", "Ａｎａ", "ana"},
		{"punctuation parts words", "d'Ormesson-Petit", "d ormesson petit"},
		{"brackets", "Lopez (mobile)", "lopez  mobile "},
		{"other scripts stay", "佐藤 Παππάς", "佐藤 παππας"},
		{"digits stay", "Opale 2", "opale 2"},
	} {
		if got := fold(tt.in); got != tt.want {
			t.Errorf("%s: fold(%q) = %q, want %q", tt.name, tt.in, got, tt.want)
		}
	}
}

func TestNameTemplate(t *testing.T) {
	for _, tt := range []struct {
		name, template, last, label, want string
		back                              string // what strip makes of want
	}{
		{"nothing but the name", "{last}", "Lopez", "mobile", "Lopez", "Lopez"},
		{"label in brackets", "{last} ({label})", "Lopez", "mobile", "Lopez (mobile)", "Lopez"},
		{"numbered label", "{last} ({label})", "Lopez", "work 2", "Lopez (work 2)", "Lopez"},
		{"text before", "~{last} / {label}.", "Lopez", "home", "~Lopez / home.", "Lopez"},
		{"brackets in the name", "{last} ({label})", "Lopez (Paris)", "mobile", "Lopez (Paris) (mobile)", "Lopez (Paris)"},
		{"text but no label", "{last}, bis", "Lopez", "mobile", "Lopez, bis", "Lopez, bis"},
		{"letters beyond ASCII", "{last} ({label})", "Ñúñez", "mobile", "Ñúñez (mobile)", "Ñúñez"},
		{"no place for the name", "x", "Lopez", "mobile", "Lopez", "Lopez"},
	} {
		n := newNameTemplate(tt.template)
		got := n.make(tt.last, tt.label)
		if got != tt.want {
			t.Errorf("%s: %q of %q and %q gives %q, want %q", tt.name, tt.template, tt.last, tt.label, got, tt.want)
		}
		if back := string(n.strip([]byte(got))); back != tt.back {
			t.Errorf("%s: strip(%q) = %q, want %q", tt.name, got, back, tt.back)
		}
	}
}

// strip leaves names alone that the template did not make.
func TestNameTemplateLeaves(t *testing.T) {
	n := newNameTemplate("{last} ({label})")
	for _, name := range []string{"", "Lopez", "Lopez (", "Lopez)", "(mobile)", " (mobile)"} {
		if got := string(n.strip([]byte(name))); got != name {
			t.Errorf("strip(%q) = %q, and it has no label", name, got)
		}
	}
}

// A child is known again by its name, whatever the names and labels.
func TestNameTemplateTurnsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := newNameTemplate(rapid.SampledFrom([]string{"{last} ({label})", "{last} - {label}", "[{last}: {label}]"}).Draw(t, "template"))
		last := rapid.StringMatching(`[A-Za-zé'() -]{1,12}`).Draw(t, "last")
		label := rapid.SampledFrom([]string{"mobile", "work 2", "landline", "other"}).Draw(t, "label")
		if got := string(n.strip([]byte(n.make(last, label)))); got != last {
			t.Fatalf("%q came back as %q", last, got)
		}
	})
}

func TestPerson(t *testing.T) {
	type who struct {
		first, last, full, company, mail string
		row                              uint32
	}
	for _, tt := range []struct {
		name string
		a, b who
		same bool
	}{
		{"the same", who{first: "Ana", last: "Lopez"}, who{first: "Ana", last: "Lopez", row: 2}, true},
		{"case and accents", who{first: "ANA", last: "López"}, who{first: "Ana", last: "Lopez"}, true},
		{"first and last the other way round", who{first: "Lopez", last: "Ana"}, who{first: "Ana", last: "Lopez"}, true},
		{"in one cell", who{full: "Ana Lopez"}, who{first: "Ana", last: "Lopez"}, true},
		{"in one cell and in parts", who{first: "Ana", last: "Lopez", full: "Ana Lopez"}, who{first: "Ana", last: "Lopez"}, true},
		{"with the label of a child", who{first: "Ana", last: "Lopez (mobile)"}, who{first: "Ana", last: "Lopez"}, true},
		{"with the label of a child in one cell", who{full: "Ana Lopez (work 2)"}, who{full: "Ana Lopez"}, true},
		{"e-mail makes no difference to a name", who{first: "Ana", last: "Lopez", mail: "ana@example.com"}, who{first: "Ana", last: "Lopez"}, true},
		{"spaces in the company", who{first: "Ana", last: "Lopez", company: " Opale  SA"}, who{first: "Ana", last: "Lopez", company: "opale sa"}, true},
		{"another company", who{first: "Ana", last: "Lopez", company: "Opale"}, who{first: "Ana", last: "Lopez", company: "Quartz"}, false},
		{"another first name", who{first: "Ana", last: "Lopez"}, who{first: "Bob", last: "Lopez"}, false},
		{"one word, no e-mail", who{last: "Lopez", row: 1}, who{last: "Lopez", row: 2}, false},
		{"one word, one e-mail", who{last: "Lopez", mail: "a@example.com", row: 1}, who{last: "Lopez", mail: "a@example.com", row: 2}, true},
		{"one word, two e-mails", who{last: "Lopez", mail: "a@example.com"}, who{last: "Lopez", mail: "b@example.com"}, false},
		{"two words for one e-mail", who{last: "Lopez", mail: "a@example.com"}, who{last: "Muller", mail: "a@example.com"}, false},
		{"no name, one e-mail", who{mail: "a@example.com", row: 1}, who{mail: "a@example.com", row: 2}, true},
		{"nothing", who{row: 1}, who{row: 2}, false},
		{"nothing, the same row", who{row: 1}, who{row: 1}, true},
	} {
		n := newIdentity(newNameTemplate("{last} ({label})"))
		of := func(w who) uint32 {
			return n.person([]byte(w.first), []byte(w.last), []byte(w.full), []byte(w.company), []byte(w.mail), w.row).person
		}
		if got := of(tt.a) == of(tt.b); got != tt.same {
			t.Errorf("%s: %+v and %+v are one person: %v, want %v", tt.name, tt.a, tt.b, got, tt.same)
		}
		if of(tt.a) == 0 {
			t.Errorf("%s: the hash of a person is never 0", tt.name)
		}
	}
}

func TestMailHash(t *testing.T) {
	if mailHash(nil) != 0 {
		t.Error("no e-mail has a hash")
	}
	if a, b := mailHash([]byte("ana@example.com")), mailHash([]byte("bob@example.com")); a == 0 || a == b {
		t.Errorf("two e-mails have the hashes %d and %d", a, b)
	}
	if again := mailHash(lower(nil, []byte("Ana@Example.com"))); mailHash([]byte("ana@example.com")) != again {
		t.Error("one e-mail has two hashes")
	}
}

// A text is folded word by word, as it is as a whole.
func TestIdentityFolds(t *testing.T) {
	d := newIdentity(&nameTemplate{})
	for _, s := range []string{
		"", "Ana López", "Jürgen-Müller Straße", "ÅSA  Øst", "Łódź 12", "ﬁn 3ème", "é", "e\u0301té", "a.b-c", "12é34é5ß", "Ωmega x", "İstanbul", "\xff bad", "日本 株式会社", "D’Arc",
	} {
		got, want := d.add(nil, []byte(s)), d.add(nil, []byte(fold(s)))
		if !slices.Equal(got, want) || len(got) != len(strings.Fields(fold(s))) {
			t.Errorf("%q: %d words %v, want those of %q", s, len(got), got, fold(s))
		}
	}
}

// A long word is folded once and not remembered.
func TestIdentityRemembersShortWords(t *testing.T) {
	d := newIdentity(&nameTemplate{})
	d.add(nil, []byte(strings.Repeat("é1", 5000)))
	if len(d.folded) > 0 {
		t.Errorf("%d words are remembered", len(d.folded))
	}
	d.add(nil, []byte("Zoé"))
	if len(d.folded) != 1 {
		t.Errorf("%d words are remembered, want one", len(d.folded))
	}
}

// The table of bytes says what the letters are.
func TestWordBytes(t *testing.T) {
	for c := range 256 {
		want := byte(0)
		switch {
		case c >= 'A' && c <= 'Z':
			want = byte(c) + 'a' - 'A'
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c >= 0x80:
			want = byte(c)
		}
		if got := wordBytes[c]; got != want {
			t.Errorf("%q counts as %q, want %q", byte(c), got, want)
		}
	}
}

// A text in lower case is what the language's own function makes of it, letter by letter.
func TestLower(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.StringMatching(`[ -~]{0,30}`), rapid.String()).Draw(t, "text")
		if got, want := string(lower([]byte("x"), []byte(s))), "x"+strings.Map(unicode.ToLower, s); got != want {
			t.Errorf("lower(%q) = %q, want %q", s, got, want)
		}
	})
}
