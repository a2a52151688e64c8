package correction_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/callready/callready/cmd/internal/correction"
)

func TestParse(t *testing.T) {
	t.Parallel()
	columns := []string{"Notes", "Téléphone 2", "Belgium desk", "FR"}
	for _, tt := range []struct {
		text string
		want correction.Answer
	}{
		{"", correction.Answer{}},
		{"keep", correction.Answer{Kind: correction.Keep}},
		{" Garder. ", correction.Answer{Kind: correction.Keep}},
		{"CLEAR", correction.Answer{Kind: correction.Clear}},
		{"vider", correction.Answer{Kind: correction.Clear}},
		{"supprimer", correction.Answer{}}, // the value, or the contact?
		{"+33 1 99 00 12 34", correction.Answer{Kind: correction.Number, Number: "+33 1 99 00 12 34"}},
		{"3.36E+10", correction.Answer{Kind: correction.Number, Number: "3.36E+10"}},
		{"numéro : 01 99", correction.Answer{Kind: correction.Number, Number: "01 99"}},
		{"٠١٩٩", correction.Answer{Kind: correction.Number, Number: "٠١٩٩"}},
		{"Belgique", correction.Answer{Kind: correction.Country, Region: "BE"}},
		{"BE", correction.Answer{Kind: correction.Country, Region: "BE"}},
		{"pays : no", correction.Answer{Kind: correction.Country, Region: "NO"}},
		{"NO", correction.Answer{}},
		{"no", correction.Answer{}},
		{"be", correction.Answer{}},
		{"na", correction.Answer{}},
		{"Norway", correction.Answer{Kind: correction.Country, Region: "NO"}},
		{"Belgiqe", correction.Answer{Kind: correction.Country, Region: "BE", Slip: true}},
		{"notes", correction.Answer{Kind: correction.Column, Column: "notes"}},
		{"Téléphone 2", correction.Answer{Kind: correction.Column, Column: "Téléphone 2"}},
		{"colonne : Notes", correction.Answer{Kind: correction.Column, Column: "Notes"}},
		{"Column:#3", correction.Answer{Kind: correction.Column, Column: "#3"}},
		{"column: FR", correction.Answer{Kind: correction.Column, Column: "FR"}},
		{"FR", correction.Answer{Kind: correction.Country, Region: "FR"}},
		{"column:", correction.Answer{}},
		{"country: Atlantis", correction.Answer{}},
		{"ask Léa", correction.Answer{}},
		{"D", correction.Answer{}},
	} {
		got := correction.Parse(tt.text, func(name string) bool {
			for _, c := range columns {
				if strings.EqualFold(c, name) {
					return true
				}
			}
			return false
		})
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestSame(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, cell, value string
		want              bool
	}{
		{"the same", "06 55 50 XXXX", "06 55 50 XXXX", true},
		{"another", "06 55 50 XXXX", "06 55 50 YYYY", false},
		{"white space", "06\u00a055\u202f50\r\n12 ", "06 55 50 12", true},
		{"an apostrophe before a formula", "=1+2", "'=1+2", true},
		{"an apostrophe that a spreadsheet took", "'0199", "0199", true},
		{"nothing", "", "", true},
		{"an apostrophe alone", "'", "", false},
		{"a plus gone", "+33655501", "33655501", true},
		{"a zero gone", "0655501234", "655501234", true},
		{"a zero gone, as a float", "0655501234", "655501234,0", true},
		{"another number", "0655501234", "655501235", false},
		{"a zero at the end is one", "0655501234", "6555012340", false},
		{"science", "33655501234", "3.37E+10", true},
		{"science, in French", "33655501234", "3,36555E+10", true},
		{"science is rounded", "33655501234", "3.36E+10", false},
		{"science of another number", "33755501234", "3.37E+10", false},
		{"science of a longer one", "336555012345", "3.37E+10", false},
		{"science in the export", "3.36E+10", "33600000000", true},
		{"rounded up to the next digit", "9999999999", "1E+10", false},
		{"fifteen digits kept", "5000000012345678", "5000000012345670", true},
		{"fifteen digits are another number", "500000001234567", "500000001234560", false},
		{"letters that the encoding lacks", "0655\u060612", "0655?12", true},
		{"a question mark for a letter that it has", "ask Léa", "ask L?a", false},
		{"words", "unknown", "unknow", false},
	} {
		if got := correction.Same(tt.cell, tt.value); got != tt.want {
			t.Errorf("%s: %t, want %t", tt.name, got, tt.want)
		}
	}
}

func TestDamaged(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]bool{
		"": false, "101": false, "003A0000001QxYZ": false, "5E+15": true, "5,00E+15": true, "5000000012345678": false, "5000000012345670": true,
		"1e5": true,
	} {
		if got := correction.Damaged(key); got != want {
			t.Errorf("%q: %t, want %t", key, got, want)
		}
	}
}

// What a spreadsheet makes of a number is the number, and not another one that shows otherwise.
func TestSameOfNumbers(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		digits := rapid.StringMatching(`[1-9][0-9]{6,13}`).Draw(t, "digits")
		if !correction.Same("+"+digits, digits) || !correction.Same("00"+digits, digits+".0") {
			t.Fatalf("%s is not itself", digits)
		}
		at := rapid.IntRange(0, len(digits)-1).Draw(t, "at")
		other := []byte(digits)
		other[at] = '0' + (other[at]-'0'+1)%10
		if correction.Same(digits, string(other)) {
			t.Fatalf("%s is %s", digits, other)
		}
	})
}

func TestColumns(t *testing.T) {
	t.Parallel()
	header := []string{" Correction", "Value", "key", "who", "column", "row"}
	cols, err := correction.ColumnsOf(header)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		row  []string
		want correction.Line
		ok   bool
		err  string
	}{
		{"in full", []string{"'+33199", "'=1", "'-2", "Ana", "Phone", "12,0"}, correction.Line{Row: 12, Key: "-2", Who: "Ana", Column: "Phone", Value: "'=1", Text: "+33199"}, true, ""},
		{"a short row", []string{"keep", "x", "1", "", "Phone"}, correction.Line{Key: "1", Column: "Phone", Value: "x", Text: "keep"}, true, ""},
		{"blank", []string{" \u00a0", "x", "1", "", "Phone", "none"}, correction.Line{Key: "1", Column: "Phone", Value: "x"}, false, ""},
		{"about nobody", []string{"keep", "x", "", "", "Phone", ""}, correction.Line{}, false, "there is a correction, but no record and column that it is about"},
		{"a row that is none", []string{"keep", "x", "1", "", "Phone", "-3"}, correction.Line{}, false, `"-3" is no row`},
	} {
		got, ok, err := cols.Line(tt.row)
		if tt.err != "" {
			if err == nil || err.Error() != tt.err {
				t.Errorf("%s: error %v, want %s", tt.name, err, tt.err)
			}
			continue
		}
		if diff := cmp.Diff(tt.want, got); diff != "" || ok != tt.ok || err != nil {
			t.Errorf("%s: %t, %v (-want +got):\n%s", tt.name, ok, err, diff)
		}
	}
	for _, header := range [][]string{nil, {"key", "value", "correction"}, {"column", "value", "correction"}, {"key", "column", "value"}} {
		if _, err := correction.ColumnsOf(header); err == nil {
			t.Errorf("%v is a list of corrections", header)
		}
	}
}

func TestTableIsBounded(t *testing.T) {
	t.Parallel()
	var table correction.Table
	long := strings.Repeat("x", 4000)
	n := 0
	for ; ; n++ {
		if err := table.Add(&correction.Line{Value: long}); err != nil {
			break
		}
	}
	if n*len(long) > correction.MostBytes || n*len(long) < correction.MostBytes/2 {
		t.Errorf("%d lines of %d bytes", n, len(long))
	}
	if err := table.Add(&correction.Line{Text: long + long}); err == nil {
		t.Error("a cell of 8000 bytes is kept")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"keep", "vider", "column: Notes", "pays : BE", "+33199001234", "3,36E+10", "NO", "'=1"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, text, value string) {
		a := correction.Parse(text, func(string) bool { return false })
		if a.Kind == correction.Country != (len(a.Region) == 2) {
			t.Errorf("%q: %+v", text, a)
		}
		if !correction.Same(value, value) || correction.Same(text, value) && text != "" && value == "" && strings.TrimSpace(text) == text && len(text) > 1 && text[0] > ' ' && text[0] < 0x7f && text[0] != '\'' {
			t.Errorf("%q and %q", text, value)
		}
	})
}
