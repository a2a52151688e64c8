package phone

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nyaruka/phonenumbers"
	"pgregory.net/rapid"
)

// pieces are what cells are made of here: numbers, separators, words, damage.
var pieces = []string{
	"01 99 00 12 34", "0199001234", "+33 1 99 00 12 34", "0033199001235", "+33 (0)2 61 91 00 11", "02.61.91.00.12", "06 12 34 51 26", "33612345126", "612345126",
	"020 7946 0958", "+44 20 7946 0958", "(212) 555-4321", "+1 212-555-4321", "030 1234567", "030/1234567", "0171 1234567", "+49 (0)30 1234567", "4930123456", "04266 6347",
	"91 123 45 67", "347 1234567", "0475 12 34 56", "35", "12", "3", "0", "00", "+", "+33", "x", "X", "xx", "XXXX", "?", "??", "*", "#", "##", "(", ")", "[", "]", "'", "\"",
	" ", "  ", " / ", "/", " - ", "-", ", ", ",", ";", "; ", "|", "\n", "\t", ":::", ".", ":", " & ", "+ ", ",,", "=", "@", "://",
	" ou ", " or ", " und ", "tél. ", "Mob: ", "T: ", "P. ", " poste 12", " ext. 345", " x12", "#9", ";ext=12", " DW 3", "(Marie)", "(bureau)", " demander Léa", " option 3", "SIRET 732829320", "N/A", "18h", " à 36", "bis 12",
	"\u202a", "\u202c", "\u00a0", "\u202f", "\u200b", "０６１２", "٠٦", "\xa0", "\xff", "3.3199001234E+10", "3.36E+10", "33199001234.0", "1234567890", "0000000000", "jean@example.com", "www.example.com", "FLOWERS", "1-800-", "O6", "é", "☎",
	" 07/05/2021", "2020-05-07 ", " 02 03 2020 15 00", " 15:00", " 8-12h", " 18 Uhr", "(3)", " Nr. ", " (confidentiel)", "old ", " / NC", "B", "732 829 320", "75008 Paris",
	" + ", "…", " . ", "_", ") (", " 24/7", " 8-16", " - 2. Nr. ", "2nd: ", "1. ", "a) ", " #4 ", " ref 2024-118", " client ", " n° ", "3 rue ", "<p>", "→", "🇫🇷", " efter kl. 16", " poste n° 12", "78", "06221 5481",
}

func drawCell(t *rapid.T) []byte {
	if rapid.IntRange(0, 9).Draw(t, "wild") == 0 {
		return rapid.SliceOfN(rapid.Byte(), 0, 60).Draw(t, "bytes")
	}
	return []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 7).Draw(t, "pieces"), ""))
}

func drawContext(t *rapid.T) Context {
	ctx := Context{Country: rapid.SampledFrom([]string{"", "", "FR", "DE", "US", "GB", "IT", "ES", "BE", "RE", "AT", "CI", "JP"}).Draw(t, "country")}
	if rapid.Bool().Draw(t, "census") {
		ctx.Census = &Census{Common: []string{"FR", "DE", "BE", "US", "MA"}, Shares: []float64{0.5, 0.2, 0.1, 0.1, 0.02}}
	}
	ctx.Uncertain = rapid.Bool().Draw(t, "slip")
	return ctx
}

func mustReader(t testing.TB, opt Options) *Reader {
	t.Helper()
	r, err := NewReader(opt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestReadProperties(t *testing.T) {
	readers := []*Reader{
		mustReader(t, Options{Regions: []string{"FR"}}), mustReader(t, Options{}), mustReader(t, Options{Regions: []string{"DE", "FR"}, Ranges: true, Vanity: true, Possible: true}),
	}
	rapid.Check(t, func(t *rapid.T) {
		r := readers[rapid.IntRange(0, len(readers)-1).Draw(t, "reader")]
		checkReading(t, r, drawCell(t), drawContext(t))
	})
}

// Short digits after a spaced slash never become the end of the number before it, whatever follows.
func TestNothingCrossesASpacedSlash(t *testing.T) {
	r := mustReader(t, Options{})
	areas := map[string][]string{"DE": {"030", "06221", "0711"}, "AT": {"01", "0316"}, "IT": {"06", "0341"}, "SE": {"08", "031"}}
	rapid.Check(t, func(t *rapid.T) {
		country := rapid.SampledFrom([]string{"DE", "AT", "IT", "SE"}).Draw(t, "country")
		area := rapid.SampledFrom(areas[country]).Draw(t, "area")
		ctx := Context{Country: country}
		first := area + " " + rapid.StringMatching(`[2-9][0-9]{3,6}( [0-9]{2})?`).Draw(t, "first")
		alone := r.Read([]byte(first), ctx)
		if alone.Verdict != Read {
			t.Skip("not a number by itself")
		}
		tail := rapid.StringMatching(`[0-9]{1,4}`).Draw(t, "tail")
		next := rapid.SampledFrom([]string{"", " ", " / ", ", "}).Draw(t, "sep")
		if next != "" {
			next += area + " " + rapid.StringMatching(`[2-9][0-9]{3,6}`).Draw(t, "second")
		}
		cell := first + " / " + tail + next
		for _, n := range r.Read([]byte(cell), ctx).Numbers {
			if strings.HasPrefix(n.E164, alone.Numbers[0].E164+tail[:1]) {
				t.Fatalf("%q: read as %s", cell, n.E164)
			}
		}
	})
}

// fataler is what rapid's and testing's T have in common.
type fataler interface {
	Fatalf(format string, args ...any)
}

// checkReading holds a reading to what every reading promises.
func checkReading(t fataler, r *Reader, cell []byte, ctx Context) {
	before := slices.Clone(cell)
	rd := r.Read(cell, ctx)
	if !slices.Equal(before, cell) {
		t.Fatalf("Read changed its cell %q to %q", before, cell)
	}
	sure := rd.Verdict == Read || rd.Verdict == Exact
	if sure && len(rd.Numbers) == 0 {
		t.Fatalf("%q: read, but without a number: %+v", cell, rd)
	}
	if rd.Verdict == Undecided && len(rd.Codes) == 0 {
		t.Fatalf("%q: undecided without a code: %+v", cell, rd)
	}
	if rd.Verdict == Empty && len(rd.Numbers)+len(rd.Notes)+len(rd.Candidates) > 0 {
		t.Fatalf("%q: empty with content: %+v", cell, rd)
	}
	if len(rd.Candidates) > maxCandidates || len(rd.Candidates) > 0 && anotherThing(rd.Codes) {
		t.Fatalf("%q: candidates %q for %v", cell, rd.Candidates, rd.Codes)
	}
	for _, n := range rd.Numbers {
		if sure && n.Confidence < Likely {
			t.Fatalf("%q: read with an unsure number: %+v", cell, n)
		}
		if n.Confidence == None || n.From == "" || n.Type == "" || n.Region == "" {
			t.Fatalf("%q: number without evidence: %+v", cell, n)
		}
		again := r.Read([]byte(n.E164), Context{Country: ctx.Country, Census: ctx.Census})
		if again.Verdict != Exact || len(again.Numbers) != 1 || again.Numbers[0].E164 != n.E164 {
			t.Fatalf("%q: %s reads back as %+v", cell, n.E164, again)
		}
	}
	if rd.Verdict == Exact && string(cell) != rd.Numbers[0].E164 {
		t.Fatalf("%q: exact, but the number is %s", cell, rd.Numbers[0].E164)
	}
	if sure {
		accountDigits(t, cell, rd)
	}
}

// transformed are the regions whose written digits and national number differ by rule: Argentina's 15, Brazil's
// carrier codes, and upgraded plans.
var transformed = []string{"AR", "BR", "MX", "CI", "BJ", "GA", "VN", "MG"}

// accountDigits checks that every digit of a cell that is read stands in a number, an extension, a label or a note.
func accountDigits(t fataler, cell []byte, rd Reading) {
	text := undoSheet(strings.TrimSpace(string(clean(cell).text))).text
	words := slices.Clone(rd.Notes)
	for _, n := range rd.Numbers {
		words = append(words, n.Labels...)
	}
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) }) // "Léa" stands in "Léa 35" too.
	var forms []string
	for _, n := range rd.Numbers {
		if slices.Contains(transformed, n.Region) || slices.Contains(n.Codes, CodeVanity) {
			return
		}
		p, err := phonenumbers.Parse(n.E164, "ZZ")
		if err != nil {
			t.Fatalf("%q: %s does not parse: %v", cell, n.E164, err)
		}
		nsn := phonenumbers.GetNationalSignificantNumber(p)
		if slices.Contains(n.Codes, CodeRange) {
			return // The range test looks at those.
		}
		if rest, has := strings.CutPrefix(nsn, "0"); has && slices.Contains(n.Codes, CodeLostZero) {
			nsn = rest // Italy's zero is part of the number.
		}
		if n.Ext != "" {
			nsn += "(" + n.Ext + ")*" // The same extension may be written twice.
		}
		forms = append(forms, nsn)
	}
	// The same words may stand in the cell twice, once as a note and once not.
	left := regexp.MustCompile(`^(\d{0,7}?(` + strings.Join(forms, "|") + `))+$`)
	if last, first := without(text, words, strings.LastIndex), without(text, words, strings.Index); !left.MatchString(last) && !left.MatchString(first) {
		t.Fatalf("%q: digits %q are not explained by %v, notes %q", cell, last, forms, rd.Notes)
	}
}

// without gives the digits of a text but for those of some words, each found by index. A word that begins with a figure
// begins a run of figures: "2." is no word of "02.61".
func without(text string, words []string, index func(s, sub string) int) string {
	for _, w := range words {
		for masked := text; ; {
			i := index(masked, w)
			if i < 0 || w == "" {
				break
			}
			if i == 0 || w[0] < '0' || w[0] > '9' || text[i-1] < '0' || text[i-1] > '9' {
				text = text[:i] + strings.Repeat(" ", len(w)) + text[i+len(w):]
				break
			}
			masked = masked[:i] + "\x00" + masked[i+1:]
		}
	}
	return onlyDigits(text)
}

func FuzzRead(f *testing.F) {
	for _, row := range readRows {
		f.Add([]byte(row.cell), row.ctx.Country)
	}
	for _, row := range grammarRows {
		f.Add([]byte(row.cell), row.ctx.Country)
	}
	for _, row := range besideRows {
		f.Add([]byte(row.cell), row.ctx.Country)
	}
	for _, p := range pieces {
		f.Add([]byte(p), "FR")
	}
	r := mustReader(f, Options{Regions: []string{"FR"}})
	f.Fuzz(func(t *testing.T, cell []byte, country string) {
		if len(cell) > 400 {
			return
		}
		checkReading(t, r, cell, Context{Country: country})
	})
}
