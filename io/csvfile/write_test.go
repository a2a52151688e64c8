package csvfile

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/callready/callready/io/charset"
	"github.com/callready/callready/io/dialect"
	"github.com/callready/callready/io/record"
)

func TestAppendRow(t *testing.T) {
	tests := []struct {
		name  string
		cells []string
		f     Format
		want  string
	}{
		{"plain", []string{"1", "+33 1 99 00 12 34"}, Format{}, "1,+33 1 99 00 12 34\n"},
		{"what needs quotes", []string{"a,b", `5"`, "x\ny", " z", "z\t"}, Format{}, "\"a,b\",\"5\"\"\",\"x\ny\",\" z\",\"z\t\"\n"},
		{"semicolon and CR LF", []string{"a,b", "c;d"}, Format{Delimiter: ';', LineEnd: "\r\n"}, "a,b;\"c;d\"\r\n"},
		{"all quoted", []string{"a", ""}, Format{QuoteAll: true}, "\"a\",\"\"\n"},
		{"backslash", []string{`a"b`, `c\d`}, Format{Escape: '\\'}, "\"a\\\"b\",\"c\\\\d\"\n"},
		{"one empty cell", []string{""}, Format{}, "\"\"\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, string(AppendRow(nil, tt.cells, tt.f))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestAppendRowEncoded(t *testing.T) {
	latin := encodingOf(t, "windows-1252")
	got, err := AppendRowEncoded(nil, []string{"Zoé", "Łódź"}, Format{}, latin)
	if want := "Zo\xE9,?\xF3d?\n"; string(got) != want {
		t.Errorf("got %q, want %q", got, want)
	}
	var lack *charset.LackError
	if !errors.As(err, &lack) || string(lack.Runes) != "Łź" {
		t.Errorf("error %v, want one that names Ł and ź", err)
	}
}

func TestAppendSplice(t *testing.T) {
	tests := []struct {
		name  string
		row   string
		edits []record.Edit
		want  string
	}{
		{"nothing", "1, \"x\" ,3\r\n", nil, "1, \"x\" ,3\r\n"},
		{"a plain cell", "1,01 99 00 12 34,3\r\n", []record.Edit{{Col: 1, Value: "+33199001234"}}, "1,+33199001234,3\r\n"},
		{"quotes stay", "1,\"01 99 00 12 34\" ,3\n", []record.Edit{{Col: 1, Value: "+33199001234"}}, "1,\"+33199001234\" ,3\n"},
		{"quotes come where needed", "1,2,3\n", []record.Edit{{Col: 1, Value: "a,b"}}, "1,\"a,b\",3\n"},
		{"quotes in quotes", "1,\"2\",3\n", []record.Edit{{Col: 1, Value: `a"b`}}, "1,\"a\"\"b\",3\n"},
		{"several, in any order", "1,2,\"3\"\n", []record.Edit{{Col: 2, Value: ""}, {Col: 0, Value: "x"}}, "x,2,\"\"\n"},
		{"an empty cell is filled", "1,,3\n", []record.Edit{{Col: 1, Value: "+33639981234"}}, "1,+33639981234,3\n"},
		{"a cell that the row lacks", "1\r\n", []record.Edit{{Col: 2, Value: "x"}}, "1,,x\r\n"},
		{"and those behind it", "1\r\n", []record.Edit{{Col: 1, Value: "x"}}, "1,x,\r\n"},
		{"no line end", "1,2,3", []record.Edit{{Col: 2, Value: "x"}}, "1,2,x"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			opt := withHeader()
			opt.Dialect.ShortRows = true
			b := batchOf(t, "a,b,c\n"+tt.row, opt)
			got, err := AppendSplice([]byte("#"), b, 1, tt.edits, Format{LineEnd: "\r\n", Width: 3}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff("#"+tt.want, string(got)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestAppendSpliceWrapped(t *testing.T) {
	tests := []struct {
		name  string
		row   string
		edits []record.Edit
		want  string
	}{
		{"a plain cell", "\"1,01 99 00 12 34,\"\"x\"\"\"\r\n", []record.Edit{{Col: 1, Value: "+33199001234"}}, "\"1,+33199001234,\"\"x\"\"\"\r\n"},
		{"a quoted cell", "\"1,\"\"2\"\",3\";;\n", []record.Edit{{Col: 1, Value: `a"b`}}, "\"1,\"\"a\"\"\"\"b\"\",3\";;\n"},
		{"quotes come where needed", "\"1,2,3\"\n", []record.Edit{{Col: 1, Value: "a,b"}}, "\"1,\"\"a,b\"\",3\"\n"},
		{"a cell that the row lacks", "\"1,\"\"2\"\"\"\n", []record.Edit{{Col: 2, Value: "x"}}, "\"1,\"\"2\"\",x\"\n"},
		{"a row that is not wrapped", "1,2,3\n", []record.Edit{{Col: 1, Value: "x"}}, "1,x,3\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			opt := withHeader()
			opt.Dialect.Wrapped, opt.Dialect.ShortRows = true, true
			b := batchOf(t, "a,b,c\n"+tt.row, opt)
			got, err := AppendSplice([]byte("#"), b, 1, tt.edits, Format{Wrapped: true}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff("#"+tt.want, string(got)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
	b := batchOf(t, "a,b\n\"Bell, Ada\",2\n", withHeader())
	if got, err := AppendSplice(nil, b, 1, []record.Edit{{Col: 1}}, Format{Wrapped: true}, nil); !errors.Is(err, ErrPlace) {
		t.Errorf("got %q, %v; that reads as a wrapped row", got, err)
	}
}

func TestAppendSpliceRefuses(t *testing.T) {
	b := batchOf(t, "a,b\n1,2\n", withHeader())
	for _, edits := range [][]record.Edit{
		{{Col: 0, Value: "x"}, {Col: 0, Value: "y"}},
		{{Col: -1, Value: "x"}},
		{{Col: 1, Value: "Łódź"}},
	} {
		got, err := AppendSplice([]byte("#"), b, 1, edits, Format{}, encodingOf(t, "latin1"))
		if err == nil || string(got) != "#" {
			t.Errorf("AppendSplice(%v) = %q, %v, want an error and nothing written", edits, got, err)
		}
	}
}

func TestAppendSpliceBesideAQuote(t *testing.T) {
	b := batchOf(t, "a,b\n \"x,2\n", withHeader())
	if _, err := AppendSplice(nil, b, 1, []record.Edit{{Col: 1, Value: "3,4"}}, Format{}, nil); !errors.Is(err, ErrPlace) {
		t.Errorf("error %v, want %v", err, ErrPlace)
	}
	got, err := AppendSplice(nil, b, 1, []record.Edit{{Col: 1, Value: "+33199001234"}}, Format{}, nil)
	if want := " \"x,+33199001234\n"; err != nil || string(got) != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}

func TestSpliceChangesOnlyItsCells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		opt := drawOptions(t)
		opt.MaxRecord, opt.MaxCellBytes = 0, 0
		input := drawTable(t)
		r := NewReader(strings.NewReader(input), opt)
		var b record.Batch
		f := Format{Escape: opt.Dialect.Escape, Wrapped: opt.Dialect.Wrapped}
		col := rapid.IntRange(0, 2).Draw(t, "column")
		value := drawCell(t)
		for r.Read(&b) == nil {
			for i, rec := range b.Records {
				same, err := AppendSplice(nil, &b, i, nil, f, nil)
				if err != nil || string(same) != string(b.Raw(i)) {
					t.Fatalf("no edits: %q, %v, want %q", same, err, b.Raw(i))
				}
				if rec.Kind != record.Data || int(rec.N) <= col {
					continue
				}
				got, err := AppendSplice(nil, &b, i, []record.Edit{{Col: col, Value: value}}, f, nil)
				if errors.Is(err, ErrPlace) {
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				one := opt
				one.Dialect.HeaderRow = 1
				head := strings.Repeat("head,", int(rec.N)-1) + "head\n"
				again, err := tryReadAll(strings.NewReader(head+string(got)), one)
				if err != nil || len(again) != 2 {
					t.Fatalf("%q became %q: %d records, %v", b.Raw(i), got, len(again), err)
				}
				for c := range int(rec.N) {
					want := b.String(i, c)
					if c == col {
						want = value
					}
					if again[1].Cells[c] != want {
						t.Fatalf("%q became %q: cell %d is %q, want %q", b.Raw(i), got, c+1, again[1].Cells[c], want)
					}
				}
			}
		}
	})
}

func TestRowsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(1, 5).Draw(t, "width")
		rows := rapid.SliceOfN(rapid.SliceOfN(rapid.Custom(drawCell), width, width), 1, 6).Draw(t, "rows")
		f := Format{
			Delimiter: rapid.SampledFrom([]byte{',', ';', '\t', '|'}).Draw(t, "delimiter"),
			LineEnd:   rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "line end"),
			QuoteAll:  rapid.Bool().Draw(t, "quote all"),
			Escape:    rapid.SampledFrom([]byte{0, '\\'}).Draw(t, "escape"),
		}
		var table []byte
		for _, row := range rows {
			table = AppendRow(table, row, f)
		}
		all, err := tryReadAll(strings.NewReader(string(table)), Options{
			Dialect: dialect.Dialect{Delimiter: f.Delimiter, Width: width, BareCR: f.LineEnd == "\r", Escape: f.Escape},
		})
		if err != nil {
			t.Fatal(err)
		}
		var got [][]string
		for _, r := range all {
			got = append(got, r.Cells)
		}
		if diff := cmp.Diff(rows, got); diff != "" {
			t.Fatalf("%q (-want +got)\n%s", table, diff)
		}
	})
}

func drawCell(t *rapid.T) string {
	piece := rapid.SampledFrom([]string{"a", "é", ",", ";", "\t", "|", `"`, `\`, " ", "\n", "\r", "\r\n", "+33199001234", ""})
	return strings.Join(rapid.SliceOfN(piece, 0, 5).Draw(t, "cell"), "")
}

func batchOf(t *testing.T, table string, opt Options) *record.Batch {
	t.Helper()
	var b record.Batch
	if err := NewReader(strings.NewReader(table), opt).Read(&b); err != nil {
		t.Fatal(err)
	}
	return &b
}

func encodingOf(t *testing.T, name string) *charset.Encoding {
	t.Helper()
	e, err := charset.Lookup(name)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// The short cut for usual records and the careful path must agree.
func TestUsualRecordsAreCutTheSameWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		input := drawTable(t) + strings.Repeat("x", 16) + "\n"
		opt := drawOptions(t)
		opt.Dialect.Escape = 0
		fast := newScanner(opt.withDefaults())
		slow := fast
		slow.careful = true
		for i := range input {
			got, cells, ok := fast.usual([]byte(input), i, nil)
			if !ok {
				continue
			}
			want, wantCells := slow.record([]byte(input), i, len(input), false, nil)
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(found{})); diff != "" {
				t.Fatalf("record at %d of %q (-careful +usual)\n%s", i, input, diff)
			}
			if diff := cmp.Diff(wantCells, cells); diff != "" {
				t.Fatalf("cells at %d of %q (-careful +usual)\n%s", i, input, diff)
			}
		}
	})
}

// Wherever in a cell of whatever length it stands, what needs quotes is seen, and nothing else is.
func TestNeedsQuotesEverywhere(t *testing.T) {
	formats := []Format{{}, {Delimiter: ';', Escape: '\\'}, {Delimiter: '\t', Quote: '\''}, {Delimiter: '|'}}
	for _, f := range formats {
		f = f.withDefaults()
		for n := 1; n <= 26; n++ {
			for at := range n {
				for c := range 256 {
					cell := []byte(strings.Repeat("é0", n)[:n])
					cell[at] = byte(c)
					inner := byte(c) == f.Delimiter || byte(c) == f.Quote || c == '\n' || c == '\r' || f.Escape != 0 && byte(c) == f.Escape
					outer := (at == 0 || at == n-1) && (c == ' ' || c == '\t' || c == 0x1A || c == 0)
					if got := f.needsQuotes(string(cell)); got != (inner || outer) {
						t.Fatalf("%+v: %q needs quotes: %v", f, cell, got)
					}
				}
			}
		}
	}
}
