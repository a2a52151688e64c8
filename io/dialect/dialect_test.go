package dialect

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var detectTests = []struct {
	name   string
	sample string
	opt    Options
	want   Dialect
}{
	{"comma", "Name,Phone,City\nAda,01 99 00 12 34,Paris\nBob,06 39 98 12 34,Lyon\n", Options{}, Dialect{Delimiter: ',', LineEnd: "\n", HeaderRow: 1, Width: 3}},
	{"semicolon with decimal commas", "Nom;Montant;Tél\nAda;1,50;01 99 00 12 34\nBob;2,75;06 39 98 12 34\nCid;3,00;01 99 00 12 35\n", Options{}, Dialect{Delimiter: ';', LineEnd: "\n", HeaderRow: 1, Width: 3}},
	{"tab, CR LF", "Name\tPhone\r\nAda, Countess\t01 99 00 12 34\r\n", Options{}, Dialect{Delimiter: '\t', LineEnd: "\r\n", HeaderRow: 1, Width: 2}},
	{"bar", "id|name|phone\n1|Ada|0199001234\n2|Bob|0639981234\n", Options{}, Dialect{Delimiter: '|', LineEnd: "\n", HeaderRow: 1, Width: 3}},
	{"several numbers in a cell", "Name,Phone\nAda,01 99 00 12 34; 06 39 98 12 34\nBob,01 99 00 12 35; 06 39 98 12 35\nCid,01 99 00 12 36; 06 39 98 12 36\n", Options{}, Dialect{Delimiter: ',', LineEnd: "\n", HeaderRow: 1, Width: 2}},
	{"all quoted", "\"Name\",\"Phone\"\n\"Ada; Countess\",\"0199001234\"\n\"B, Bob\",\"\"\n", Options{}, Dialect{Delimiter: ',', LineEnd: "\n", QuoteAll: true, HeaderRow: 1, Width: 2}},
	{"sep line", "sep=;\r\nName;Phone\r\nAda;0199001234\r\n", Options{}, Dialect{Delimiter: ';', LineEnd: "\r\n", Sep: true, HeaderRow: 2, Width: 2}},
	{"CR", "Name,Phone\rAda,0199001234\rBob,0639981234\r", Options{}, Dialect{Delimiter: ',', LineEnd: "\r", BareCR: true, HeaderRow: 1, Width: 2}},
	{"CR CR LF", "Name,Phone\r\r\nAda,0199001234\r\r\n", Options{}, Dialect{Delimiter: ',', LineEnd: "\r\r\n", HeaderRow: 1, Width: 2}},
	{"CR inside cells", "Name,Note\nAda,calls\rback\nBob,x\n", Options{}, Dialect{Delimiter: ',', LineEnd: "\n", HeaderRow: 1, Width: 2}},
	{"backslash", "Name,Phone\n\"Ada \\\"A, B\\\" C\",0199001234\n\"Bob \\\"B, C\\\"\",0639981234\n", Options{}, Dialect{Delimiter: ',', Escape: '\\', LineEnd: "\n", HeaderRow: 1, Width: 2}},
	{"backslash at the end of a path", "Name,Folder\nAda,\"C:\\x\\\"\nBob,\"C:\\y\\\"\n", Options{}, Dialect{Delimiter: ',', LineEnd: "\n", HeaderRow: 1, Width: 2}},
	{"report title", "Contacts of the north\n\nExported on Monday\nName,Phone,City\nAda,0199001234,Paris\nBob,0639981234,Lyon\nCid,0199001235,Lille\n", Options{}, Dialect{Delimiter: ',', LineEnd: "\n", HeaderRow: 4, Width: 3}},
	{"title padded to the width", "Contacts;;\n;;\nNom;Tél;Ville\nAda;0199001234;Paris\nBob;0639981234;Lyon\n", Options{}, Dialect{Delimiter: ';', LineEnd: "\n", HeaderRow: 3, Width: 3}},
	{"one column", "Phone\n01 99 00 12 34\n06 39 98 12 34\n", Options{}, Dialect{Delimiter: ',', LineEnd: "\n", HeaderRow: 1, Width: 1}},
	{"one column with commas", "Phone\n01 99 00 12 34, 06 39 98 12 34\n06 39 98 12 35\n01 99 00 12 36\n", Options{}, Dialect{Delimiter: ';', LineEnd: "\n", HeaderRow: 1, Width: 1}},
	{"only a header", "Name,Phone,City", Options{}, Dialect{Delimiter: ',', LineEnd: "\n", HeaderRow: 1, Width: 3}},
	{"delimiter at every end", "Name,Phone,\nAda,0199001234,\nBob,0639981234,\n", Options{}, Dialect{Delimiter: ',', LineEnd: "\n", HeaderRow: 1, Width: 3}},
	{"a row too long among short ones", "Name,Phone,City\nAda,0199001234,Lyon\nBob,0199001235\nCid,0199001236,Rome,,\nDan,0199001237\nEve,0199001238,Oslo\n", Options{}, Dialect{Delimiter: ',', LineEnd: "\n", HeaderRow: 1, Width: 3}},
	{"short rows", "Name,Phone,City,Note\nAda,0199001234\nBob,0639981234,Lyon\nCid,0199001235\nDan,0199001236,Nice,x\n", Options{}, Dialect{Delimiter: ',', LineEnd: "\n", HeaderRow: 1, Width: 4, ShortRows: true}},
	{"rows of all lengths with another delimiter in a text", "id\tname\tfirm\tphone\tcity\tnote\n" + strings.Repeat("1\tAda\tBell; Ltd\t0199001234\n2\tBob\tBell; Ltd\t0199001235\tLyon\tx\n3\tCid\tBell; Ltd\t0199001236\tRome\n4\tDan\tBell; Ltd\t0199001237\tOslo\tx\n5\tEve\tBell; Ltd\t0199001237\tOslo\tx\n", 5), Options{}, Dialect{Delimiter: '\t', LineEnd: "\n", HeaderRow: 1, Width: 6}},
	{"every row torn in two", "id,name,mail,street,city,phone\n" + strings.Repeat("1001,Ada,ada@example.com,12 rue Haute\nBat B,Lyon,0199001234\n", 10), Options{}, Dialect{Delimiter: ',', LineEnd: "\n", HeaderRow: 1, Width: 6}},
	{"short rows that make up whole ones", "id,name,mail,street,city\n" + strings.Repeat("1001,Ada,ada@example.com\n", 20), Options{}, Dialect{Delimiter: ',', LineEnd: "\n", HeaderRow: 1, Width: 5, ShortRows: true}},
	{"told the delimiter", "a,b;c\n1,2;3\n", Options{Delimiter: ';'}, Dialect{Delimiter: ';', LineEnd: "\n", HeaderRow: 1, Width: 2}},
	{"groups above the header", "Contact,,Phones,,Address\nId,Name,Phone,Mobile,City\n1,Ada,0199001234,,Paris\n2,Bob,,0639981234,Lyon\n", Options{}, Dialect{Delimiter: ',', LineEnd: "\n", HeaderRow: 2, Width: 5}},
	{"a contact below a header that lacks a name", "Id,,Phone,Mobile,City\n1,Ada,N/A,ask,Paris\n2,Bob,0199001234,0639981234,Lyon\n3,Cid,0199001235,0639981235,Lyon\n", Options{}, Dialect{Delimiter: ',', LineEnd: "\n", HeaderRow: 1, Width: 5}},
	{"a contact of words below a header that lacks a name", "Name,,Phone\nAda,Paris,ask\nBob,Lyon,0199001234\nCid,Nice,0199001235\n", Options{}, Dialect{Delimiter: ',', LineEnd: "\n", HeaderRow: 1, Width: 3}},
	{"told the header", "x,y\nName,Phone\nAda,0199001234\n", Options{HeaderRow: 2}, Dialect{Delimiter: ',', LineEnd: "\n", HeaderRow: 2, Width: 2}},
	{"told there is none", "Ada,0199001234\nBob,0639981234\n", Options{HeaderRow: -1}, Dialect{Delimiter: ',', LineEnd: "\n", Width: 2}},
	{"a quote that never ends", "Name,Phone\nAda,\"0199001234\nBob,0639981234\nCid,0199001235\n", Options{}, Dialect{Delimiter: ',', LineEnd: "\n", HeaderRow: 1, Width: 2}},
	{"line ends in cells", "Name,Note\n\"Ada\",\"x\ny, z\nw\"\n\"Bob\",\"u\nv\"\n", Options{}, Dialect{Delimiter: ',', LineEnd: "\n", HeaderRow: 1, Width: 2}},
	{"every row wrapped", "\"Name,Phone,City\"\n\"\"\"Bell, Ada\"\",0199001234,Paris\"\n\"Bob,0639981234,Lyon\"\n", Options{}, Dialect{Delimiter: ',', Wrapped: true, LineEnd: "\n", HeaderRow: 1, Width: 3}},
	{"rows with quotes wrapped", "Name,Phone,City\n\"\"\"Bell, Ada\"\",0199001234,Paris\"\nBob,0639981234,Lyon\nCid,0639981235,Rome\n", Options{}, Dialect{Delimiter: ',', Wrapped: true, LineEnd: "\n", HeaderRow: 1, Width: 3}},
	{"wrapped with delimiters behind", "\"Name,Phone,City\";;\r\n\"\"\"Bell, Ada\"\",0199001234,Paris\";;\r\n\"Bob,0639981234,Lyon\";;\r\n", Options{}, Dialect{Delimiter: ',', Wrapped: true, LineEnd: "\r\n", HeaderRow: 1, Width: 3}},
	{"one quoted column with commas", "\"Phone\"\n\"01 99 00 12 34, 06 39 98 12 34\"\n\"06 39 98 12 35\"\n\"01 99 00 12 36, 06 39 98 12 36\"\n", Options{}, Dialect{Delimiter: ';', LineEnd: "\n", QuoteAll: true, HeaderRow: 1, Width: 1}},
	{"files put together after Ctrl-Z", "Name,Phone\nAda,0199001234\n\x1AName,Phone\nBob,0639981234\n", Options{}, Dialect{Delimiter: ',', LineEnd: "\n", HeaderRow: 1, Width: 2}},
	{"words only", "Salutation,Name,City\nMs,Ada,Paris\nMr,Bob,Lyon\nMr,Cid,Paris\n", Options{}, Dialect{Delimiter: ',', LineEnd: "\n", HeaderRow: 1, Width: 3}},
}

func TestDetect(t *testing.T) {
	for _, tt := range detectTests {
		t.Run(tt.name, func(t *testing.T) {
			tt.opt.Whole = true
			tt.want.Quote = '"'
			got := Detect([]byte(tt.sample), tt.opt)
			if diff := cmp.Diff(tt.want, got.Dialect); diff != "" {
				t.Errorf("(-want +got)\n%s\n%+v", diff, got)
			}
			if got.HeaderRow > 0 && got.HeaderScore < 0.5 {
				t.Errorf("header score %.2f (%s), want at least 0.5", got.HeaderScore, got.HeaderWhy)
			}
		})
	}
}

func TestDetectWithoutHeader(t *testing.T) {
	tests := []struct{ name, sample string }{
		{"names, e-mails, phones", "Ada,ada@example.com,0199001234\nBob,bob@example.com,0639981234\nCid,cid@example.com,0199001235\n"},
		{"names and phones", "Ada;01 99 00 12 34\nBob;06 39 98 12 34\nCid;01 99 00 12 35\n"},
		{"one column of phones", "01 99 00 12 34\n06 39 98 12 34\n"},
		{"countries that come again", "Ada,Paris,France\nBob,Lyon,France\nCid,Paris,France\nDan,Nice,France\n"},
	}
	for _, tt := range tests {
		got := Detect([]byte(tt.sample), Options{Whole: true})
		if got.HeaderScore >= 0.5 {
			t.Errorf("%s: header score %.2f (%s) for row %d, want less than 0.5", tt.name, got.HeaderScore, got.HeaderWhy, got.HeaderRow)
		}
	}
}

// A sample that ends anywhere gives the same dialect as long as a few rows are in it.
func TestDetectOnAnySample(t *testing.T) {
	var table strings.Builder
	table.WriteString("Name;Phone;Note\r\n")
	for i := range 40 {
		fmt.Fprintf(&table, "Person %d;01 99 00 00 %02d;\"one\ntwo; \"\"three\"\"\"\r\n", i, i)
	}
	want := Dialect{Delimiter: ';', Quote: '"', LineEnd: "\r\n", HeaderRow: 1, Width: 3}
	for n := 260; n < table.Len(); n++ {
		got := Detect([]byte(table.String()[:n]), Options{}).Dialect
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%d bytes (-want +got)\n%s", n, diff)
		}
	}
}

func FuzzDetect(f *testing.F) {
	for _, tt := range detectTests {
		f.Add([]byte(tt.sample))
	}
	f.Fuzz(func(t *testing.T, sample []byte) {
		for _, opt := range []Options{{}, {Whole: true}, {Delimiter: ';', HeaderRow: 2}} {
			g := Detect(sample, opt)
			if g.Delimiter == 0 || g.HeaderScore < 0 || g.HeaderScore > 1 || g.DelimiterScore < 0 || g.DelimiterScore > 1 {
				t.Errorf("%+v", g)
			}
		}
	})
}

func ExampleDetect() {
	g := Detect([]byte("Name;Phone\r\nAda;01 99 00 12 34\r\n"), Options{Whole: true})
	fmt.Printf("%s, header on line %d, %q\n", Name(g.Delimiter), g.HeaderRow, g.LineEnd)
	// Output: semicolon, header on line 1, "\r\n"
}
