package words_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/callready/callready/cmd/internal/report/words"
)

const data = `
[hello]
en = "{n} {n|contact|contacts} of {who}"
fr = "{n} {n|contact|contacts} de {who}"

[a.b]
en = "only English"
`

func book(t *testing.T) *words.Book {
	t.Helper()
	b, err := words.Open([]byte(data))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestSay(t *testing.T) {
	b := book(t)
	tests := []struct {
		name, lang, sentence string
		args                 []any
		want                 string
	}{
		{"none is plural in English", "en", "hello", []any{"n", 0, "who", "Léa"}, "0 contacts of Léa"},
		{"none is singular in French", "fr", "hello", []any{"n", 0, "who", "Léa"}, "0 contact de Léa"},
		{"one", "fr", "hello", []any{"n", int64(1), "who", "Léa"}, "1 contact de Léa"},
		{"two", "fr", "hello", []any{"n", 2, "who", "Léa"}, "2 contacts de Léa"},
		{"thousands", "fr", "hello", []any{"n", 1234, "who", "Léa"}, "1\u00a0234 contacts de Léa"},
		{"of a name with a vowel", "fr", "hello", []any{"n", 2, "who", "Aircall"}, "2 contacts d'Aircall"},
		{"of a path", "fr", "hello", []any{"n", 2, "who", "`aircall.csv`"}, "2 contacts de `aircall.csv`"},
		{"English draws nothing together", "en", "hello", []any{"n", 2, "who", "Aircall"}, "2 contacts of Aircall"},
		{"an argument is not read again", "en", "hello", []any{"n", 1, "who", "{n}"}, "1 contact of {n}"},
		{"a missing argument stays", "en", "hello", []any{"n", 1}, "1 contact of {who}"},
		{"a missing sentence is its name", "en", "nowhere", nil, "nowhere"},
		{"a missing language is English", "fr", "a.b", nil, "only English"},
		{"an unknown language is English", "tlh", "hello", []any{"n", 1, "who", "x"}, "1 contact of x"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := b.In(tt.lang).Say(tt.sentence, tt.args...); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAbout(t *testing.T) {
	b, err := words.Open([]byte(`a.en = "{n|contact|contacts} of a contact: {who}"
b.en = "Contacts as it sees them, a contact each"
c.en = "contactless"
d.en = "{contacts} {contacts|contact|contacts}"`))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ sentence, one, many, want string }{
		{"a", "account", "accounts", "accounts of an account: contact"},
		{"b", "company", "companies", "Companies as it sees them, a company each"},
		{"c", "lead", "leads", "contactless"},
		{"d", "lead", "leads", "1 lead"},
	} {
		if got := b.In("en").About(tt.one, tt.many).Say(tt.sentence, "n", 2, "who", "contact", "contacts", 1); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}

func TestFill(t *testing.T) {
	v := book(t).In("en")
	for in, want := range map[string]string{
		"no braces": "no braces", "{": "{", "{x": "{x", "}{": "}{", "{{n}}": "{1}", "{y} {n}": "{y} 1", "{n|a}": "a", "{}": "{}", "{y|{n}|z}": "{y|1|z}",
	} {
		if got := v.Fill(in, "n", 1); got != want {
			t.Errorf("Fill(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, bad := range []string{"[a", "[a]\nen = 3"} {
		if _, err := words.Open([]byte(bad)); err == nil {
			t.Errorf("%q is accepted", bad)
		}
	}
}

func TestNumber(t *testing.T) {
	b := book(t)
	tests := []struct {
		n      int64
		en, fr string
	}{
		{0, "0", "0"},
		{999, "999", "999"},
		{1000, "1,000", "1 000"},
		{-1234567, "-1,234,567", "-1 234 567"},
		{100000, "100,000", "100 000"},
		{-9223372036854775808, "-9,223,372,036,854,775,808", "-9 223 372 036 854 775 808"},
	}
	for _, tt := range tests {
		if got := b.In("en").Number(tt.n); got != tt.en {
			t.Errorf("en %d = %q, want %q", tt.n, got, tt.en)
		}
		if got := strings.ReplaceAll(b.In("fr").Number(tt.n), "\u00a0", " "); got != tt.fr {
			t.Errorf("fr %d = %q, want %q", tt.n, got, tt.fr)
		}
	}
}

func TestShare(t *testing.T) {
	b := book(t)
	tests := []struct {
		name     string
		n, total int64
		en, fr   string
	}{
		{"of nothing", 0, 0, "–", "–"},
		{"none", 0, 7, "0%", "0\u00a0%"},
		{"all", 7, 7, "100%", "100\u00a0%"},
		{"a third", 1, 3, "33.3%", "33,3\u00a0%"},
		{"two thirds", 2, 3, "66.7%", "66,7\u00a0%"},
		{"nearly none is not none", 1, 1_000_000, "0.1%", "0,1\u00a0%"},
		{"nearly all is not all", 999_999, 1_000_000, "99.9%", "99,9\u00a0%"},
		{"a half", 1, 2, "50.0%", "50,0\u00a0%"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := b.In("en").Share(tt.n, tt.total); got != tt.en {
				t.Errorf("en %q, want %q", got, tt.en)
			}
			if got := b.In("fr").Share(tt.n, tt.total); got != tt.fr {
				t.Errorf("fr %q, want %q", got, tt.fr)
			}
		})
	}
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"Léa Martin": "Léa Martin", "01\u00a099": "01\u00a099", "a\nb\tc": "a b c", "\x1b[2J": "[U+001B][2J", "a\u202eb": "a[U+202E]b",
		"\u200b": "[U+200B]", "\xff": "[0xFF]", "\uFFFD": "\uFFFD", "\ufeffx": "[U+FEFF]x", "العربية": "العربية", "👍🏽": "👍🏽",
	} {
		if got := words.Plain(in); got != want {
			t.Errorf("Plain(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestParts checks that the parts of text and marks together are the value, and that no part of text hides anything.
func TestParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := string(rapid.SliceOf(rapid.OneOf(rapid.Byte(), rapid.SampledFrom([]byte("\xe2\x80\xae\xc2\xa0a+3")))).Draw(t, "bytes"))
		rest := s
		for _, p := range words.Parts(s) {
			if p.Name == "" {
				if !strings.HasPrefix(rest, p.Text) || p.Text == "" {
					t.Fatalf("%q is not the start of %q", p.Text, rest)
				}
				if words.Plain(p.Text) != p.Text {
					t.Fatalf("%q hides something", p.Text)
				}
				rest = rest[len(p.Text):]
				continue
			}
			_, size := utf8.DecodeRuneInString(rest)
			rest = rest[size:]
		}
		if rest != "" {
			t.Fatalf("%q is missing", rest)
		}
	})
}

func TestClip(t *testing.T) {
	tests := []struct {
		in   string
		n    int
		head string
		cut  int
	}{{"", 3, "", 0}, {"abc", 3, "abc", 0}, {"éèà", 3, "éèà", 0}, {"éèàô", 3, "éèà", 1}, {"abcdef", 2, "ab", 4}, {"ab", 0, "", 2}}
	for _, tt := range tests {
		head, cut := words.Clip(tt.in, tt.n)
		if diff := cmp.Diff([]any{tt.head, tt.cut}, []any{head, cut}); diff != "" {
			t.Errorf("Clip(%q, %d) (-want +got):\n%s", tt.in, tt.n, diff)
		}
	}
}

func ExampleVoice_Say() {
	b, err := words.Open([]byte("[left]\nen = \"{n} {n|cell|cells} left\"\nfr = \"{n} {n|cellule laissée|cellules laissées}\""))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(b.In("en").Say("left", "n", 0))
	fmt.Println(b.In("fr").Say("left", "n", 0))
	fmt.Println(b.In("fr").Say("left", "n", 12))
	// Output:
	// 0 cells left
	// 0 cellule laissée
	// 12 cellules laissées
}
