package dedupe

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// firmByWords is newFirm, word by word.
func firmByWords(name string) firm {
	words := strings.Fields(fold(strings.ReplaceAll(name, "&", " ")))
	if len(words) == 0 || emptyWord(strings.Join(words, " ")) {
		return firm{}
	}
	end := len(words)
	for end > 1 && (legalForm(words[end-1]) || len(words[end-1]) == 1) {
		end--
	}
	if len(words[0]) == 1 && end == 1 {
		end = len(words)
	}
	start := 0
	if end > 1 && (words[0] == "the" || legalForm(words[0])) {
		start = 1
	}
	return firm{core: strings.Join(words[start:end], " "), form: strings.Join(words[end:], "")}
}

func TestFirmByWords(t *testing.T) {
	word := rapid.OneOf(rapid.SampledFrom([]string{"The", "SA", "GmbH", "Co", "KG", "A", "&", "Éclair", "Opale", "x", "none", "S.A.S.", "sp", "zoo"}), rapid.String())
	rapid.Check(t, func(t *rapid.T) {
		name := strings.Join(rapid.SliceOfN(word, 0, 6).Draw(t, "words"), rapid.SampledFrom([]string{" ", "  ", ", "}).Draw(t, "gap"))
		if diff := cmp.Diff(firmByWords(name), newFirm(name), cmp.AllowUnexported(firm{})); diff != "" {
			t.Errorf("%q (-words +own):\n%s", name, diff)
		}
	})
}

// mailsByFields is what appendMails reads, with the library's functions.
func mailsByFields(text string) (out []mail) {
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(";,|\n ", r) }) {
		if len(out) == WaysMost {
			break
		}
		if m, ok := newMail(strings.Trim(part, " \t\r\n\u00a0<>\"'")); ok && m.kind != nobody {
			words := strings.FieldsFunc(m.local, func(r rune) bool { return strings.ContainsRune(".-_0123456789", r) })
			if len(words) > 0 && (roleWord(words[0]) || len(words) > 1 && roleWord(words[len(words)-1]) && !strings.Contains(m.local, "@")) != (m.kind == role) {
				m.kind = nobody // which appendMails never gives
			}
			out = append(out, m)
		}
	}
	return out
}

func TestMailsByFields(t *testing.T) {
	piece := rapid.OneOf(rapid.SampledFrom([]string{"info", "ada.favre", "sales-uk", "uk.sales", "a1", "@", "example.com", "gmail.com", ";", ", ", "|", "\n", "<", ">", "mailto:", "\u00a0", "É", "."}), rapid.String())
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 0, 9).Draw(t, "pieces"), "")
		got := appendMails(nil, text, &ready{})
		if diff := cmp.Diff(mailsByFields(text), got, cmp.AllowUnexported(mail{})); diff != "" {
			t.Errorf("%q (-fields +own):\n%s", text, diff)
		}
	})
}

// The folded texts of a person are those that each gives by itself.
func TestFoldedTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.StringMatching(`[A-Za-z0-9 ,.-]{0,12}`), rapid.String())
		p := Person{
			Company: text.Draw(t, "company"), Title: text.Draw(t, "title"), Street: text.Draw(t, "street"), City: text.Draw(t, "city"),
			Postcode: text.Draw(t, "postcode"), Ident: text.Draw(t, "ident"), Birth: text.Draw(t, "birth"),
		}
		var r ready
		r.fold(&p)
		house := slices.DeleteFunc(strings.Fields(fold(p.Street)), func(w string) bool { return w[0] < '0' || w[0] > '9' })
		want := []string{
			newFirm(p.Company).core, fold(p.Title), fold(p.Street), fold(p.City), strings.ReplaceAll(fold(p.Postcode), " ", ""), strings.ReplaceAll(fold(p.Ident), " ", ""),
			digits(p.Birth), strings.Join(house, " "),
		}
		if diff := cmp.Diff(want, []string{r.firm.core, r.title, r.street, r.city, r.postcode, r.ident, r.birth, houses(r.street)}); diff != "" {
			t.Errorf("(-each +together):\n%s", diff)
		}
	})
}
