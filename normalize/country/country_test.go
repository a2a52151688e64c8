package country

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// cells are what stands in country columns, and what it names; "" names nothing, a trailing ? marks a slip.
var cells = []struct{ cell, want string }{
	// ISO codes and abbreviations.
	{"FR", "FR"},
	{"fr", "FR"},
	{" fr ", "FR"},
	{"FRA", "FR"},
	{"CA", "CA"},
	{"DE", "DE"},
	{"GA", "GA"},
	{"XK", "XK"},
	{"UK", "GB"},
	{"U.K.", "GB"},
	{"G.B.", "GB"},
	{"GBR", "GB"},
	{"USA", "US"},
	{"U.S.A.", "US"},
	{"U.S.", "US"},
	{"U S A", "US"},
	{"UAE", "AE"},
	{"U.A.E.", "AE"},
	{"EAU", "AE"},
	{"RFA", "DE"},
	{"BRD", "DE"},
	{"GER", "DE"},
	{"DEU", "DE"},
	{"CHE", "CH"},
	{"SUI", "CH"},
	{"Bel.", "BE"},
	{"EEUU", "US"},
	{"EE.UU.", "US"},
	{"RDC", "CD"},
	{"KSA", "SA"},
	{"EL", "GR"},
	{"NAM", "NA"},
	{"base.fr", "FR"},
	{"base.uk", "GB"},
	{"base.user", ""},
	{"database.fr", ""},
	// Names in many languages.
	{"France", "FR"},
	{"FRANCE", "FR"},
	{"Frankreich", "FR"},
	{"Francia", "FR"},
	{"Frankrijk", "FR"},
	{"Francja", "FR"},
	{"フランス", "FR"},
	{"法国", "FR"},
	{"Франция", "FR"},
	{"فرنسا", "FR"},
	{"Fransa", "FR"},
	{"Γαλλία", "FR"},
	{"צרפת", "FR"},
	{"Deutschland", "DE"},
	{"Allemagne", "DE"},
	{"Alemania", "DE"},
	{"Alemanha", "DE"},
	{"Germany", "DE"},
	{"Niemcy", "DE"},
	{"Duitsland", "DE"},
	{"Österreich", "AT"},
	{"Oesterreich", "AT"},
	{"OSTERREICH", "AT"},
	{"Autriche", "AT"},
	{"Austria", "AT"},
	{"Rakousko", "AT"},
	{"Schweiz", "CH"},
	{"Suisse", "CH"},
	{"Svizzera", "CH"},
	{"Svizra", "CH"},
	{"Switzerland", "CH"},
	{"België", "BE"},
	{"Belgique", "BE"},
	{"Royaume-Uni", "GB"},
	{"Royaume Uni", "GB"},
	{"Vereinigtes Königreich", "GB"},
	{"Reino Unido", "GB"},
	{"Regno Unito", "GB"},
	{"Großbritannien", "GB"},
	{"GROSSBRITANNIEN", "GB"},
	{"Great Britain", "GB"},
	{"England", "GB"},
	{"Angleterre", "GB"},
	{"Scotland", "GB"},
	{"Écosse", "GB"},
	{"Wales", "GB"},
	{"Pays de Galles", "GB"},
	{"Northern Ireland", "GB"},
	{"Irlande du Nord", "GB"},
	{"Etats Unis", "US"},
	{"États-Unis", "US"},
	{"ETATS-UNIS", "US"},
	{"Etats-Unis d'Amérique", "US"},
	{"United States of America", "US"},
	{"the United States", "US"},
	{"Vereinigte Staaten", "US"},
	{"Estados Unidos", "US"},
	{"США", "US"},
	{"美国", "US"},
	{"Polska", "PL"},
	{"España", "ES"},
	{"Espana", "ES"},
	{"Espagne", "ES"},
	{"Italia", "IT"},
	{"Sverige", "SE"},
	{"Suomi", "FI"},
	{"Magyarország", "HU"},
	{"Ελλάδα", "GR"},
	{"България", "BG"},
	{"Україна", "UA"},
	{"Россия", "RU"},
	{"日本", "JP"},
	{"中国", "CN"},
	{"대한민국", "KR"},
	{"المغرب", "MA"},
	{"Maroc", "MA"},
	{"한국", "KR"},
	{"ไทย", "TH"},
	{"भारत", "IN"},
	{"საქართველო", "GE"},
	{"Հայաստան", "AM"},
	{"Lëtzebuerg", "LU"},
	{"Eesti", "EE"},
	{"Cymru", "GB"},
	// Old and new names.
	{"Eswatini", "SZ"},
	{"Swaziland", "SZ"},
	{"North Macedonia", "MK"},
	{"Macédoine du Nord", "MK"},
	{"Macedonia", "MK"},
	{"Türkiye", "TR"},
	{"TURKIYE", "TR"},
	{"Turkey", "TR"},
	{"Turquie", "TR"},
	{"Czechia", "CZ"},
	{"Czech Republic", "CZ"},
	{"Tchéquie", "CZ"},
	{"Česko", "CZ"},
	{"Côte d'Ivoire", "CI"},
	{"Côte d’Ivoire", "CI"},
	{"Cote d Ivoire", "CI"},
	{"COTE D'IVOIRE", "CI"},
	{"Ivory Coast", "CI"},
	{"Elfenbeinküste", "CI"},
	{"Holland", "NL"},
	{"Pays-Bas", "NL"},
	{"The Netherlands", "NL"},
	{"Burma", "MM"},
	{"Myanmar", "MM"},
	{"Birmanie", "MM"},
	{"Cabo Verde", "CV"},
	{"Cap-Vert", "CV"},
	{"East Timor", "TL"},
	{"Zaïre", "CD"},
	{"Congo-Kinshasa", "CD"},
	{"Congo (Brazzaville)", "CG"},
	{"République démocratique du Congo", "CD"},
	{"South Korea", "KR"},
	{"Korea, Republic of", "KR"},
	{"Corée du Nord", "KP"},
	{"Taiwan, Province of China", "TW"},
	{"Hong Kong", "HK"},
	{"HONG-KONG", "HK"},
	{"Iran (Islamic Republic of)", "IR"},
	{"Bolivia (Plurinational State of)", "BO"},
	{"Viêt Nam", "VN"},
	{"Kosovo", "XK"},
	{"Vatican", "VA"},
	{"Guinea-Bissau", "GW"},
	{"Guinée", "GN"},
	{"Guinée équatoriale", "GQ"},
	{"Niger", "NE"},
	{"Nigeria", "NG"},
	{"Dominica", "DM"},
	{"Dominican Republic", "DO"},
	// French overseas departments and territories have their own calling codes.
	{"La Réunion", "RE"},
	{"Réunion", "RE"},
	{"Ile de la Réunion", "RE"},
	{"Guadeloupe", "GP"},
	{"Martinique", "MQ"},
	{"Guyane", "GF"},
	{"Guyane française", "GF"},
	{"Mayotte", "YT"},
	{"Nouvelle-Calédonie", "NC"},
	{"Polynésie française", "PF"},
	{"Saint-Pierre-et-Miquelon", "PM"},
	{"Saint Martin", "MF"},
	// Punctuation, articles, joined words, odd spaces.
	{"La France", "FR"},
	{"Le Maroc", "MA"},
	{"L'Allemagne", "DE"},
	{"Les Pays-Bas", "NL"},
	{"Die Schweiz", "CH"},
	{"El Salvador", "SV"},
	{"Trinidad & Tobago", "TT"},
	{"Trinidad and Tobago", "TT"},
	{"Bosnia-Herzegovina", "BA"},
	{"Bosnie et Herzégovine", "BA"},
	{"St. Lucia", "LC"},
	{"Sainte-Lucie", "LC"},
	{"Royaume\u00a0Uni", "GB"},
	{"\ufeffFrance", "FR"},
	{"France\u200b", "FR"},
	{"«France»", "FR"},
	{"\"France\"", "FR"},
	{"fran\u00e7e", "FR"},
	{"Ｆｒａｎｃｅ", "FR"},
	// Two spellings of one country in a cell, flags.
	{"FR - France", "FR"},
	{"France (FR)", "FR"},
	{"Deutschland / Germany", "DE"},
	{"DE-Deutschland", "DE"},
	{"🇫🇷", "FR"},
	{"🇫🇷 France", "FR"},
	{"France 🇫🇷", "FR"},
	{"US: United States", "US"},
	{"Türkiye (Turkey)", "TR"},
	// Abbreviated and last-put words, territories with their country.
	{"Czech Rep.", "CZ"},
	{"Slovak Rep.", "SK"},
	{"Federal Rep. of Germany", "DE"},
	{"Russian Fed.", "RU"},
	{"Korea, Rep.", "KR"},
	{"Korea, Dem. People's Rep.", "KP"},
	{"Korea (the Republic of)", "KR"},
	{"S. Korea", "KR"},
	{"N. Korea", "KP"},
	{"N. Ireland", "GB"},
	{"N. Macedonia", "MK"},
	{"FYR Macedonia", "MK"},
	{"Congo, Dem. Rep.", "CD"},
	{"Congo, Rep.", "CG"},
	{"Congo (the)", ""},
	{"United States of America (the)", "US"},
	{"Gambia, The", "GM"},
	{"Bahamas (the)", "BS"},
	{"Palestinian Territory, Occupied", "PS"},
	{"China, People's Republic of", "CN"},
	{"Royaume-Uni (Angleterre)", "GB"},
	{"Pays-Bas/Nederland", "NL"},
	{"Royaume-Uni / Pays-Bas", ""},
	{"Jersey (Channel Islands)", "JE"},
	{"Isle of Man (UK)", "IM"},
	{"France - Réunion", "RE"},
	{"Réunion (France)", "RE"},
	{"Réunion (974)", "RE"},
	{"Martinique (974)", ""},
	{"974", ""},
	{"Macau (China)", "MO"},
	{"China, Hong Kong SAR", "HK"},
	{"Dubai, UAE", "AE"},
	{"🏴\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F", "GB"},
	{"🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F England", "GB"},
	// An accent or a dot makes another thing of two letters.
	{"Mỹ", "US"},
	{"MY", "MY"},
	{"ČR", "CZ"},
	{"CR", "CR"},
	{"R.U.", ""},
	{"RU", "RU"},
	{"Aust.", ""},
	{"Österr.", "AT"},
	// Other scripts.
	{"ЮАР", "ZA"},
	{"Мьянма", "MM"},
	{"Соединенное Королевство", "GB"},
	{"بريطانيا", "GB"},
	{"سورية", "SY"},
	{"المملكة المغربية", "MA"},
	{"Κάτω Χώρες", "NL"},
	{"ΚΆΤΩ ΧΏΡΕΣ", "NL"},
	{"日本国", "JP"},
	{"韓國", "KR"},
	{"ミャンマー", "MM"},
	{"ประเทศไทย", "TH"},
	// Slips: one letter of a long name.
	{"Gremany", "DE?"},
	{"Germny", ""},
	{"Switzerlnad", "CH?"},
	{"Luxemburg", "LU"},
	{"Luxenbourg", "LU?"},
	{"Allemagnee", "DE?"},
	{"Belgiuum", "BE?"},
	{"Portugall", "PT?"},
	{"Untied Kingdom", "GB?"},
	{"Espange", "ES?"},
	{"Royaume-Uniy", "GB?"},
	{"Itlay", ""},
	{"Ilande", ""},
	{"Frnace", ""},
	// Not countries.
	{"", ""},
	{" ", ""},
	{"-", ""},
	{"N/A", ""},
	{"NA", ""},
	{"n.a.", ""},
	{"na", ""},
	{"none", ""},
	{"Paris", ""},
	{"London", ""},
	{"Europe", ""},
	{"EMEA", ""},
	{"MENA", ""},
	{"Africa", ""},
	{"Amérique", ""},
	{"EU", ""},
	{"Congo", ""},
	{"Virgin Islands", ""},
	{"US Virgin Islands", "VI"},
	{"Granada", ""},
	{"Columbia", ""},
	{"British Columbia", ""},
	{"Colonia", ""},
	{"California", ""},
	{"Los Angeles, CA", ""},
	{"Atlanta, Georgia", ""},
	{"Georgia", "GE"},
	{"DE-AT", ""},
	{"France / Belgique", ""},
	{"FR, DE", ""},
	{"Paris, France", ""},
	{"33", ""},
	{"+33", ""},
	{"75001", ""},
	{"x", ""},
	{"XX", ""},
	{"ZZ", ""},
	{"ZZZ", ""},
	{"Yugoslavia", ""},
	{"🇫", ""},
	{"unknown", ""},
	{"Bretagne", ""},
	{"Normandie", ""},
	{"France\x00", "FR"},
	{"\xff\xfe", ""},
	{strings.Repeat("a", 500), ""},
}

func show(m Match, ok bool) string {
	switch {
	case !ok:
		return ""
	case m.Slip:
		return m.Region + "?"
	}
	return m.Region
}

func TestFind(t *testing.T) {
	for _, c := range cells {
		if got := show(Find(c.cell)); got != c.want {
			t.Errorf("Find(%q) = %q, want %q", c.cell, got, c.want)
		}
		if got := show(FindBytes([]byte(c.cell))); got != c.want {
			t.Errorf("FindBytes(%q) = %q, want %q", c.cell, got, c.want)
		}
	}
}

// TestEveryRegion checks that each region is found by its codes and by each of its names in the table, but for those
// that aliases.toml gives to another region or to none, and those that are spelled like a code.
func TestEveryRegion(t *testing.T) {
	tab := data()
	regions := 0
	for line := range strings.Lines(string(regionsTSV)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		regions++
		parts := strings.Split(strings.TrimRight(line, "\n"), "\t")
		for i, cell := range parts {
			k := key(cell)
			name := i > 1
			if cell == "-" || tab.not[k] || name && (tab.names[k] != parts[0] || tab.codes[k] != "") {
				continue
			}
			if m, ok := Find(cell); !ok || m != (Match{Region: parts[0]}) {
				t.Errorf("Find(%q) = %+v, %v, want %s", cell, m, ok, parts[0])
			}
		}
	}
	if regions < 249 {
		t.Errorf("the table has %d regions", regions)
	}
}

// TestSharedNames lists the generated names that two regions have: each needs a look, and an alias or a place among
// the cells that are read as nothing.
func TestSharedNames(t *testing.T) {
	raw := &table{names: map[string]string{}}
	for line := range strings.Lines(string(regionsTSV)) {
		parts := strings.Split(strings.TrimRight(line, "\n"), "\t")
		for i := 2; i < len(parts); i++ {
			raw.name(parts[i], parts[0])
		}
	}
	var got []string
	for _, n := range slices.Sorted(maps.Keys(raw.names)) {
		if raw.names[n] == "" {
			got = append(got, n+"="+data().names[n])
		}
	}
	var want []string // There are none today.
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("names of two regions and what becomes of them (-want +got):\n%s", diff)
	}
}

// TestAliases checks that no alias is given to two regions and that each names a region of the table.
func TestAliases(t *testing.T) {
	var a aliases
	if err := decode(aliasesTOML, &a); err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, r := range data().codes {
		known[r] = true
	}
	known["NA"] = true
	for _, m := range []map[string][]string{a.Names, a.Codes} {
		owner := map[string]string{}
		for r, list := range m {
			if !known[r] {
				t.Errorf("there is no region %q", r)
			}
			for _, n := range list {
				k := key(n)
				if k == "" {
					t.Errorf("alias %q of %s folds to nothing", n, r)
				}
				if o := owner[k]; o != "" && o != r {
					t.Errorf("alias %q is given to %s and %s", n, o, r)
				}
				if !slices.Contains(a.Not, n) && data().not[k] {
					t.Errorf("alias %q of %s is also among the cells that name no country", n, r)
				}
				owner[k] = r
			}
		}
	}
	// A code of one region must not be the ISO code of another.
	for r, list := range a.Codes {
		for _, c := range list {
			k := key(c)
			if iso := isoOf(k); iso != "" && iso != r {
				t.Errorf("abbreviation %q of %s is the ISO code of %s", c, r, iso)
			}
		}
	}
}

func isoOf(k string) string {
	for line := range strings.Lines(string(regionsTSV)) {
		parts := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(parts) > 1 && (strings.EqualFold(parts[0], k) || strings.EqualFold(parts[1], k)) {
			return parts[0]
		}
	}
	return ""
}

func TestMailRegion(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"example.fr", "FR"},
		{"EXAMPLE.FR", "FR"},
		{"lea@example.fr", "FR"},
		{"mail.example.co.uk", "GB"},
		{"example.uk.", "GB"},
		{"a@example.de ", "DE"},
		{"<a@example.be>", "BE"},
		{"example.re", "RE"},
		{"example.ch", "CH"},
		{"example.us", "US"},
		{"пример.рф", "RU"},
		{"xn--e1afmkfd.xn--p1ai", "RU"},
		{"example.com", ""},
		{"example.io", ""},
		{"example.co", ""},
		{"example.tv", ""},
		{"example.me", ""},
		{"example.ai", ""},
		{"example.eu", ""},
		{"example.cc", ""},
		{"example.fm", ""},
		{"example.ly", ""},
		{"example.gg", ""},
		{"example.to", ""},
		{"example.ws", ""},
		{"example.la", ""},
		{"example.vc", ""},
		{"example.bz", ""},
		{"example.sh", ""},
		{"example.ac", ""},
		{"example.org", ""},
		{"fr", ""},
		{"", ""},
		{".", ""},
		{"a@b", ""},
		{"example.gb", "GB"},
	} {
		got, ok := MailRegion(c.in)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("MailRegion(%q) = %q, %v, want %q", c.in, got, ok, c.want)
		}
	}
}

// TestFoldingDoesNotMatter holds a match against case, spaces and accents written apart.
func TestFoldingDoesNotMatter(t *testing.T) {
	var found []string
	for _, c := range cells {
		if _, ok := Find(c.cell); ok {
			found = append(found, c.cell)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.SampledFrom(found).Draw(t, "cell")
		want := show(Find(cell))
		if strings.ContainsAny(cell, "İıſ") {
			return
		}
		for _, other := range []string{strings.ToUpper(cell), strings.ToLower(cell), "  " + cell + "\t", "\u00a0" + cell} {
			if got := show(Find(other)); got != want {
				t.Fatalf("Find(%q) = %q, Find(%q) = %q", cell, want, other, got)
			}
		}
	})
}

// TestNear holds the quick test for one slip against the definition.
func TestNear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.StringMatching(`[ab]{0,6}`).Draw(t, "a")
		b := rapid.StringMatching(`[ab]{0,6}`).Draw(t, "b")
		if got, want := near(a, []byte(b)), slow(a, b); got != want {
			t.Fatalf("near(%q, %q) = %v, want %v", a, b, got, want)
		}
	})
}

func slow(a, b string) bool {
	if a == b {
		return false
	}
	for i := 0; i <= len(a); i++ {
		for _, c := range "ab" {
			if a[:i]+string(c)+a[i:] == b || i < len(a) && a[:i]+string(c)+a[i+1:] == b {
				return true
			}
		}
		if i < len(a) && a[:i]+a[i+1:] == b {
			return true
		}
		if i+1 < len(a) && a[:i]+a[i+1:i+2]+a[i:i+1]+a[i+2:] == b {
			return true
		}
	}
	return false
}

func TestFindDoesNotAllocate(t *testing.T) {
	data()
	for _, cell := range []string{"France", "Côte d'Ivoire", "FR - France", "Switzerlnad", "Etats-Unis d'Amérique", "nowhere at all", "フランス", "ČR", "Royaume-Uni (Angleterre)"} {
		b := []byte(cell)
		if n := testing.AllocsPerRun(50, func() { FindBytes(b) }); n > 0 {
			t.Errorf("FindBytes(%q) allocates %v times", cell, n)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, c := range cells {
		f.Add(c.cell)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		m, ok := Find(cell)
		if ok != (m.Region != "") || ok && len(m.Region) != 2 {
			t.Fatalf("Find(%q) = %+v, %v", cell, m, ok)
		}
		if b, bok := FindBytes([]byte(cell)); b != m || bok != ok {
			t.Fatalf("Find and FindBytes differ on %q", cell)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	b.ReportAllocs()
	list := [][]byte{[]byte("France"), []byte("Pays-Bas"), []byte("DE"), []byte("Vereinigtes Königreich"), []byte("Paris la Défense")}
	for i := 0; b.Loop(); i++ {
		FindBytes(list[i%len(list)])
	}
}
