package required

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestFiller(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		as    Type
		blank []string
		void  []string
		real  []string
	}{
		{
			"text", TypeText,
			[]string{"", " ", "\t\r\n", "\u00a0\u2009", "\u200b\ufeff"},
			[]string{
				"-", "--", "—", ".", "...", "?", "/", "*", "_", "N/A", "n/a", "N.A.", "n. a.", "#N/A", "NULL", "null", "(null)", "Null",
				"undefined", "None", "(none)", "-- none --", "unknown", "Unknown.", "UNKNOWN", "x", "X", "xx", "XXX", "tbd", "T.B.D.", "0", "00", "1234567890",
				"inconnu", "Inconnue", "Non renseigné", "NON RENSEIGNE", "néant", "Aucun", "à compléter", "n.c.", "N/C",
				"unbekannt", "k.A.", "k. A.", "keine Angabe", "desconocido", "Sin datos", "s/d", "sconosciuto", "n.d.", "desconhecido", "não informado",
				"onbekend", "n.v.t.", "nvt", "nieznany", "brak danych", "nie dotyczy",
			},
			[]string{
				"Na", "Xi", "NA", "NC", "Mid market", "0x", "A", "1", "42", "+1", "0.5", "10 000", "Nilsson", "Nonesuch", "Unknown Mortal Ltd", "Sans",
				"Brake", "U.S.", "S.A.", "C#", "🙂", "non", "no", "yes", "Xavier", "x-ray", "test", "NULL & Co", "K-10023", "一", strings.Repeat("x", 80),
			},
		},
		{
			"name", TypeName,
			[]string{"", " "},
			[]string{"-", ".", "?", "N/A", "NULL", "unknown", "Inconnu", "x", "XXX", "Non renseigné", "Unbekannt"},
			[]string{"Na", "Xi", "Null", "Nil", "Sans", "None", "Leer", "Keine", "N.D.", "O", "Vide", "Brak", "Li", "1234567890", "Ng"},
		},
		{
			"unknown type", TypeUnknown, []string{" "}, []string{"0", "-", "N/A", "NULL", "1234567890"}, []string{"1", "Na", "Xi", "2026-01-01"},
		},
		{
			"number", TypeNumber, []string{" "}, []string{"-", "N/A", "NULL", "k.A.", "none"}, []string{"0", "00", "0.0", "-1", "1234567890", "12 %"},
		},
		{
			"choice", TypePick, []string{" "}, []string{"NULL", "#N/A", "N/A"}, []string{"0", "-", "x", "None", "unknown", "Inconnu", ".", "Other"},
		},
		{
			"yes or no", TypeBool, []string{" "}, []string{"NULL"}, []string{"0", "1", "false", "-", "x"},
		},
		{
			"phone", TypePhone,
			[]string{" "},
			[]string{"1234567890", "0123456789", "123456789", "0", "0000000000", "+1 111 111 1111", "1111111111", "5555555555", "00 00 00 00 00", "+15551234567", "555-123-4567", "(555) 123-4567", "+33 0000000000", "9876543210", "-", "x", "inconnu", "0600000000", "0999999999"},
			[]string{"+33199001234", "01 99 00 12 34", "020 7946 0018", "212-555-0123", "call Jane", "112", "06 39 98 12 34", "+442079460000"},
		},
		{
			"email", TypeEmail,
			[]string{" "},
			[]string{"none", "none@none.com", "no-email@example.com", "x@x.xx", "noemail@noemail.fr", "test@test.com", "inconnu@example.com"},
			[]string{"jane", "jane@example.com", "test@example.com", "na.li@example.com", "x.roe@example.com", "info@example.com"},
		},
		{
			"date", TypeDate, []string{" "}, []string{"1900-01-01", "01/01/1900", "0000-00-00", "1970-01-01T00:00:00Z", "9999-12-31", "-"}, []string{"2026-01-01", "01/02/1900", "1970-01-02"},
		},
		{
			"another record", TypeRef, []string{" "}, []string{"0", "-", "NULL", "n/a"}, []string{"12", "003xx0000000001AAA", "Roe Ltd"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for want, list := range map[string][]string{CodeBlank: tt.blank, CodeFiller: tt.void, "": tt.real} {
				for _, value := range list {
					if value == "" && want == CodeFiller {
						continue
					}
					if code, is := Filler([]byte(value), tt.as); code != want || is != (want != "") {
						t.Errorf("%q as %s is %q, want %q", value, tt.name, code, want)
					}
				}
			}
		})
	}
}

func TestFieldFiller(t *testing.T) {
	t.Parallel()
	f := Field{Type: TypePick, Options: []string{"A", "N/A"}}
	if code, is := f.Filler([]byte(" N/A ")); is {
		t.Errorf("a choice is %q", code)
	}
	if code, _ := f.Filler([]byte("NULL")); code != CodeFiller {
		t.Errorf("NULL is %q", code)
	}
	if code, _ := f.Filler([]byte(" ")); code != CodeBlank {
		t.Errorf("a blank is %q", code)
	}
	if code, _ := (&Field{Type: TypePick}).Filler([]byte("-")); code != "" {
		t.Errorf("a dash may be a choice where they are not known, and is %q", code)
	}
	for value, want := range map[string]string{"-": CodeFiller, "0": CodeFiller, "A": "", "N/A": "", "B;A": "", "unknown": CodeFiller, "": CodeBlank} {
		if code, _ := f.Filler([]byte(value)); code != want {
			t.Errorf("%q where the choices are known: %q, want %q", value, code, want)
		}
	}
}

// The words of the lists are folded, and short enough for both short cuts.
func TestFillerWords(t *testing.T) {
	t.Parallel()
	words, err := fillerWords()
	if err != nil {
		t.Fatal(err)
	}
	if len(words.Words) != 8 {
		t.Errorf("%d languages", len(words.Words))
	}
	for lang, list := range words.Words {
		for _, w := range list {
			if w != fold(w) || len(w) > 24 || strings.TrimSpace(w) != w {
				t.Errorf("%s: %q is not folded, or too long", lang, w)
			}
			if code, is := Filler([]byte(strings.ToUpper(w)), TypeText); !is || code != CodeFiller {
				t.Errorf("%s: %q is no filler", lang, w)
			}
		}
	}
	for _, w := range words.Names {
		if w != fold(w) || len(w) > 24 {
			t.Errorf("%q is not folded, or too long", w)
		}
	}
}

// Blanks around a value and its case do not matter to words, and a filler is one for no type less strict than a choice.
func TestFillerProperties(t *testing.T) {
	t.Parallel()
	types := []Type{TypeUnknown, TypeText, TypeName, TypeNumber, TypeBool, TypeDate, TypePick, TypePhone, TypeEmail, TypeRef}
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"N/A", "n.d.", "0", "-", "inconnu", "Xi"})).Draw(t, "value")
		as := rapid.SampledFrom(types).Draw(t, "type")
		code, is := Filler([]byte(value), as)
		if is != (code != "") {
			t.Fatalf("code %q, is %v", code, is)
		}
		if spaced, _ := Filler([]byte("  "+value+"\u00a0"), as); len(value) < longest-10 && spaced != code {
			t.Fatalf("%q: %q, with blanks %q", value, code, spaced)
		}
		if pick, _ := Filler([]byte(value), TypePick); pick != "" && as != TypePick && as != TypeBool && code != pick {
			t.Fatalf("%q is %q as a choice and %q as %s", value, pick, code, as)
		}
	})
}

// The short cut answers as the long way does.
func TestFillerPlain(t *testing.T) {
	t.Parallel()
	words, err := fillerWords()
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for w := range words.all {
		list = append(list, w, strings.ToUpper(w))
	}
	list = append(list, words.Tokens...)
	slices.Sort(list)
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.OneOf(rapid.SampledFrom(list), rapid.StringMatching(`[ a-zA-Zx0-9./-]{1,12}`)).Draw(t, "value")
		as := rapid.SampledFrom([]Type{TypeUnknown, TypeText, TypeName, TypeNumber, TypePick, TypePhone, TypeRef, TypeEmail, TypeDate}).Draw(t, "type")
		if means, sure := words.plain([]byte(value), as); sure && means != words.means(strings.TrimSpace(value), as) {
			t.Fatalf("%q as %q: the short cut says %v", value, as, means)
		}
	})
}

func FuzzFiller(f *testing.F) {
	for _, s := range []string{"", "N/A", "0", "x@x", "\xff", "1900-01-01", "k. A."} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, value []byte) {
		for _, as := range []Type{TypeUnknown, TypeName, TypePhone, TypeEmail, TypeDate, TypePick} {
			if code, is := Filler(value, as); is != (code != "") {
				t.Errorf("%q as %s: code %q, is %v", value, as, code, is)
			}
		}
	})
}
