package mask_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/mask"
)

func TestText(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"E.164", "+33639981234", "+336••••••34"},
		{"with spaces", "+33 6 39 98 12 34", "+33 6 •• •• •• 34"},
		{"national", "06 39 98 12 34", "06 •• •• •• 34"},
		{"national with full stops", "06.39.98.12.34", "06.••.••.••.34"},
		{"brackets", "(202) 555-0134", "(20•) •••-••34"},
		{"international prefix", "0033 6 39 98 12 34", "0033 6 •• •• •• 34"},
		{"calling code of three digits", "+352621123456", "+3526••••••56"},
		{"calling code of one digit", "+1 202 555 0134", "+1 2•• ••• ••34"},
		{"a short number shows less", "+352 621 12", "+3•• ••• 12"},
		{"several numbers", "01 99 00 12 34 / 06 39 98 12 34", "01 •• •• •• 34 / 06 •• •• •• 34"},
		{"slashes inside one number", "01/99/00/12/34", "01/••/••/••/34"},
		{"semicolon", "0199001234;0639981234", "01••••••34;06••••••34"},
		{"an extension", "01 99 00 12 34 poste 12", "01 •• •• •• 34 poste ••"},
		{"a label", "Tél. : 01 99 00 12 34", "Tél. : 01 •• •• •• 34"},
		{"a note", "01 99 00 12 34 demander Léa", "01 •• •• •• 34 d··· L···"},
		{"digits one by one", "0 6 3 9 9 8 1 2 3 4", "0 6 • • • • • • 3 4"},
		{"digits between letters", "06a39b98c12d34", "••a••b••c••d••"},
		{"spoilt by a spreadsheet", "3.36123E+10", "•.•••••E+••"},
		{"Arabic digits", "٠٦٣٩٩٨١٢٣٤", "٠٦••••••٣٤"},
		{"masked before", "06 39 98 XXXX", "•• •• •• XXXX"},
		{"e-mail", "lea.martin@example.com", "l···.m···@e···.c···"},
		{"e-mail of usual words", "office@bureau.com, poste 12", "o···@b···.c···, poste ••"},
		{"digits in circles", "0199001242 ①②③④⑤⑥⑦", "01•••••••• •••••⑥⑦"},
		{"formula", "=1+2", "=•+•"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := mask.Text(tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestName(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Léa Martin": "L··· M···", "王小明": "···", "محمد علي": "م··· ع···", "Ng": "N···", "J. R.": "J. R.", "O'Neill": "O···",
		"Jean Bureau": "J··· B···", "Poste Office": "P··· O···",
		"Le\u0301a": "L···", "E\u0301ric": "E\u0301···", "김민준": "···", "": "",
	} {
		if got := mask.Name(in); got != want {
			t.Errorf("Name(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestEvent(t *testing.T) {
	t.Parallel()
	numbers := []string{"+33639981234"}
	e := journal.Event{
		Act: journal.Rewrite, Key: "101", Who: "Léa Martin", Column: "Mobile", Old: "06 39 98 12 34", New: "+33639981234", Parent: "lea@example.com",
		Numbers: numbers, Labels: []string{"mob."}, Region: []string{"FR"}, Codes: []string{"trunk-zero-dropped"},
	}
	mask.Event(&e)
	want := journal.Event{
		Act: journal.Rewrite, Key: "101", Who: "L··· M···", Column: "Mobile", Old: "06 •• •• •• 34", New: "+336••••••34", Parent: "l···@e···.c···",
		Numbers: []string{"+336••••••34"}, Labels: []string{"mob."}, Region: []string{"FR"}, Codes: []string{"trunk-zero-dropped"},
	}
	if diff := cmp.Diff(want, e); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
	if numbers[0] != "+33639981234" {
		t.Error("the caller's slice was written to")
	}
}

// TestHides checks on any text that masking twice changes nothing more, and that of digits in a row seven or more, five at least
// are hidden.
func TestHides(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.SampledFrom([]rune("0123456789+ ()/-.;,|ab éLM王٣\n•"))).Draw(t, "text")
		once := mask.Text(s)
		if again := mask.Text(once); again != once {
			t.Fatalf("once %q, twice %q", once, again)
		}
		run := rapid.StringMatching(`\+?[0-9]{7,15}`).Draw(t, "number")
		if got := strings.Count(mask.Text("x "+run), string(mask.Dot)); got < 5 {
			t.Fatalf("%q hides %d digits", run, got)
		}
		shown := func(s string) (n int) {
			for _, r := range s {
				if unicode.IsDigit(r) {
					n++
				}
			}
			return n
		}
		if all, left := shown(s), shown(once); all > 0 && left == all {
			t.Fatalf("%q shows all its digits", s)
		}
	})
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"", "+33639981234", "0033 6", "(", "+", "\xff12", "Léa\u0301", "1234567;12345678"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := mask.Text(s)
		if utf8.ValidString(s) && !utf8.ValidString(once) {
			t.Errorf("%q becomes %q", s, once)
		}
		if again := mask.Text(once); again != once {
			t.Errorf("%q: once %q, twice %q", s, once, again)
		}
	})
}

func ExampleText() {
	fmt.Println(mask.Text("Tél. +33 6 39 98 12 34, demander Léa"))
	// Output: Tél. +33 6 •• •• •• 34, d··· L···
}

// A usual word of phone cells is hidden in those of somebody who is called so.
func TestEventOfAUsualName(t *testing.T) {
	t.Parallel()
	e := journal.Event{Who: "Jean Bureau", Old: "01 99 00 12 34 Bureau", New: "+33199001234", Labels: []string{"bureau", "poste"}}
	mask.Event(&e)
	want := journal.Event{Who: "J··· B···", Old: "01 •• •• •• 34 B···", New: "+331••••••34", Labels: []string{"b···", "poste"}}
	if diff := cmp.Diff(want, e); diff != "" {
		t.Errorf("masked (-want +got):\n%s", diff)
	}
}
