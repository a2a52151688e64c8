package similar

import (
	"testing"

	"pgregory.net/rapid"
)

func TestCompare(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name                 string
		aFirst, aLast, aFull string
		bFirst, bLast, bFull string
		given, family        Grade
		reasons              Reason
	}{
		{"case and accents", "Élodie", "Gonçalves", "", "ELODIE", "GONCALVES", "", Same, Same, 0},
		{"sharp s", "Jörg", "Großmann", "", "JÖRG", "GROSSMANN", "", Same, Same, 0},
		{"stroke letters", "Łucja", "Sørensen", "", "Lucja", "Sorensen", "", Same, Same, 0},
		{"dotless i", "Işıl", "Yıldız", "", "Isil", "Yildiz", "", Same, Same, 0},
		{"umlaut written out", "Jürgen", "Müller", "", "Juergen", "Mueller", "", Same, Same, Transcribed},
		{"ring written out", "Astrid", "Åkesson", "", "Astrid", "Aakesson", "", Same, Same, Transcribed},
		{"swapped", "Manon", "Dubois", "", "Dubois", "Manon", "", Same, Same, Swapped},
		{"initial", "J.", "Martin", "", "Jean", "Martin", "", Compatible, Same, Initial},
		{"another initial", "P.", "Martin", "", "Jean", "Martin", "", Different, Same, 0},
		{"initials of a double name", "JP", "Bonnet", "", "Jean-Pierre", "Bonnet", "", Compatible, Same, Initial},
		{"dotted initials", "J.-P.", "Bonnet", "", "Jean-Pierre", "Bonnet", "", Compatible, Same, Initial},
		{"hyphen", "Anne-Sophie", "Lemaître", "", "Anne Sophie", "Lemaitre", "", Same, Same, 0},
		{"no hyphen", "Annesophie", "Lemaître", "", "Anne Sophie", "Lemaitre", "", Same, Same, 0},
		{"half of a double name", "Maëlle", "Müller-Dupont", "", "Maëlle", "Dupont", "", Same, Compatible, Part},
		{"one of two family names", "Sofía", "García López", "", "Sofía", "García", "", Same, Compatible, Part},
		{"second given name", "Anna Maria", "Rossi", "", "Anna", "Rossi", "", Compatible, Same, Part},
		{"second half of a given name", "Jean-Pierre", "Martin", "", "Pierre", "Martin", "", Alike, Same, 0},
		{"middle initial", "John F.", "Walsh", "", "John", "Walsh", "", Same, Same, 0},
		{"particle", "Jürgen", "von Bülow", "", "Jürgen", "Bülow", "", Same, Same, 0},
		{"particles", "Sanne", "van den Berg", "", "Sanne", "Berg", "", Same, Same, 0},
		{"apostrophe", "Chloé", "O'Connor", "", "Chloé", "OConnor", "", Same, Same, 0},
		{"curly apostrophe", "Chloé", "O’Connor", "", "Chloé", "O Connor", "", Same, Same, 0},
		{"elision", "Léa", "d'Ormesson", "", "Léa", "Ormesson", "", Same, Same, 0},
		{"nickname EN", "Bob", "Hartley", "", "Robert", "Hartley", "", Near, Same, Nickname},
		{"nickname FR", "Manu", "Petit", "", "Emmanuel", "Petit", "", Near, Same, Nickname},
		{"nickname DE", "Sepp", "Huber", "", "Josef", "Huber", "", Near, Same, Nickname},
		{"nickname ES", "Paco", "Ruiz", "", "Francisco", "Ruiz", "", Near, Same, Nickname},
		{"nickname IT", "Beppe", "Ricci", "", "Giuseppe", "Ricci", "", Near, Same, Nickname},
		{"nickname PT", "Zé", "Sousa", "", "José", "Sousa", "", Near, Same, Nickname},
		{"nickname NL", "Kees", "Bakker", "", "Cornelis", "Bakker", "", Near, Same, Nickname},
		{"nickname PL", "Kasia", "Nowak", "", "Katarzyna", "Nowak", "", Near, Same, Nickname},
		{"two letters turned", "Anja", "Schrödre", "", "Anja", "Schröder", "", Same, Near, Typo},
		{"a letter missing", "Benoit", "Mreau", "", "Benoît", "Moreau", "", Same, Near, Typo},
		{"names of their own", "Marie", "Legrand", "", "Maria", "Legrand", "", Alike, Same, Apart},
		{"names of their own, again", "Julien", "Legrand", "", "Julie", "Legrand", "", Alike, Same, Apart},
		{"family names of their own", "Eva", "Meyer", "", "Eva", "Meier", "", Same, Alike, 0},
		{"short names", "Tim", "Okonkwo", "", "Kim", "Okonkwo", "", Different, Same, Apart},
		{"siblings", "Léa", "Moreau", "", "Hugo", "Moreau", "", Different, Same, Apart},
		{"same first name", "Léa", "Moreau", "", "Léa", "Favre", "", Same, Different, 0},
		{"in one text", "Jean", "Martin", "", "", "", "Jean Martin", Same, Same, 0},
		{"in one text, turned", "Jean", "Martin", "", "", "", "Martin, Jean", Same, Same, 0},
		{"in one text, capitals first", "Jean", "Martin", "", "", "", "MARTIN Jean", Same, Same, 0},
		{"in one text, two family names", "Sofía", "García López", "", "", "", "Sofía García López", Same, Same, 0},
		{"in one text, particle", "Sanne", "van den Berg", "", "", "", "Sanne van den Berg", Same, Same, 0},
		{"all in the last name", "Jean", "Martin", "", "", "Jean Martin", "", Same, Same, 0},
		{"title", "Dr. Jean", "Martin", "", "Jean", "Martin", "", Same, Same, 0},
		{"label of a number", "Jean", "Martin (mobile)", "", "Jean", "Martin", "", Same, Same, 0},
		{"father and son", "José", "Silva Filho", "", "José", "Silva", "", Same, Same, Suffix},
		{"father and son, both said", "John", "Walsh Jr", "", "John", "Walsh Sr.", "", Same, Same, Generation},
		{"a couple", "Jean et Marie", "Petit", "", "Jean", "Petit", "", Compatible, Same, Part | Couple},
		{"no first name", "", "Martin", "", "Jean", "Martin", "", Unknown, Same, 0},
		{"nothing", "", "", "", "Jean", "Martin", "", Unknown, Unknown, 0},
		{"Cyrillic", "Ольга", "Иванова", "", "ОЛЬГА", "иванова", "", Same, Same, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a, b := Parse(tt.aFirst, tt.aLast, tt.aFull), Parse(tt.bFirst, tt.bLast, tt.bFull)
			want := Likeness{tt.given, tt.family, tt.reasons}
			if got := Compare(&a, &b); got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
			if got := Compare(&b, &a); got != want {
				t.Errorf("turned: got %+v, want %+v", got, want)
			}
		})
	}
}

func someName(t *rapid.T, label string) Name {
	word := rapid.SampledFrom([]string{
		"", "Jean", "J.", "Marie", "Maria", "Martin", "Dupont", "Müller-Dupont", "García López", "van den Berg", "O'Brien",
		"Bob", "Robert", "Jean-Pierre", "JP", "Mroeau", "Moreau", "Jr", "Jean et Marie", "Camille Benoît", "Ольга", "(x)",
	})
	return Parse(word.Draw(t, label+" first"), word.Draw(t, label+" last"), word.Draw(t, label+" full"))
}

func TestCompareIsSymmetric(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := someName(t, "a"), someName(t, "b")
		if x, y := Compare(&a, &b), Compare(&b, &a); x != y {
			t.Fatalf("%+v and %+v", x, y)
		}
	})
}
