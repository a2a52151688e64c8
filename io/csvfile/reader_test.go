package csvfile

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/callready/callready/io/dialect"
	"github.com/callready/callready/io/record"
)

// withHeader is a comma dialect whose header is on the first line.
func withHeader() Options {
	return Options{Dialect: dialect.Dialect{Delimiter: ',', HeaderRow: 1}}
}

// kindNames shortens kinds for the tables below.
var kindNames = map[record.Kind]string{
	record.Data: "data", record.Blank: "blank", record.Preamble: "pre", record.Repeat: "repeat",
	record.Footer: "footer", record.Bad: "bad",
}

// show reads everything and gives one line a record: kind or fault, row, line, and the cells in brackets.
func show(t testing.TB, input string, opt Options) []string {
	t.Helper()
	var out []string
	for _, r := range readAll(t, strings.NewReader(input), opt) {
		name := kindNames[r.Kind]
		if r.Kind == record.Bad {
			name = r.Fault
		}
		if r.More {
			name += " goes on"
		}
		out = append(out, fmt.Sprintf("%s %d@%d [%s]", name, r.Row, r.Line, strings.Join(r.Cells, "][")))
	}
	return out
}

type readRecord struct {
	Kind   record.Kind
	More   bool
	Fault  string
	Row    int
	Line   int
	Offset int64
	Cells  []string
	Quoted []bool
	Raw    string
}

func readAll(t testing.TB, in io.Reader, opt Options) []readRecord {
	t.Helper()
	all, err := tryReadAll(in, opt)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func tryReadAll(in io.Reader, opt Options) ([]readRecord, error) {
	r := NewReader(in, opt)
	var out []readRecord
	var b record.Batch
	for {
		err := r.Read(&b)
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		if len(b.Records) == 0 {
			return out, errors.New("a batch without records")
		}
		for i, rec := range b.Records {
			rr := readRecord{Kind: rec.Kind, More: rec.More, Fault: rec.Fault, Row: rec.Row, Line: rec.Line, Offset: rec.Offset, Raw: string(b.Raw(i))}
			for col := range int(rec.N) {
				rr.Cells = append(rr.Cells, b.String(i, col))
				rr.Quoted = append(rr.Quoted, b.Fields[int(rec.First)+col].Quoted)
			}
			out = append(out, rr)
		}
	}
}

var readerTests = []struct {
	name  string
	input string
	opt   func(*Options)
	want  []string
}{
	{name: "plain", input: "a,b\n1,2\n3,4\n", want: []string{"pre 0@1 [a][b]", "data 1@2 [1][2]", "data 2@3 [3][4]"}},
	{name: "no line end at the end", input: "a,b\n1,2", want: []string{"pre 0@1 [a][b]", "data 1@2 [1][2]"}},
	{name: "only a header", input: "a,b", want: []string{"pre 0@1 [a][b]"}},
	{name: "CR LF", input: "a,b\r\n1,\r\n", want: []string{"pre 0@1 [a][b]", "data 1@2 [1][]"}},
	{name: "CR CR LF", input: "a,b\r\r\n1,2\r\r\n", want: []string{"pre 0@1 [a][b]", "data 1@2 [1][2]"}},
	{name: "CR ends records", input: "a,b\r1,2\r", opt: func(o *Options) { o.Dialect.BareCR = true }, want: []string{"pre 0@1 [a][b]", "data 1@2 [1][2]"}},
	{name: "CR is a character", input: "a,b\n1,x\ry\n3,4\n", want: []string{"pre 0@1 [a][b]", "data 1@2 [1][x\ry]", "data 2@4 [3][4]"}},
	{name: "quotes", input: "a,b\n\"1\",\"x, \"\"y\"\"\"\n", want: []string{"pre 0@1 [a][b]", `data 1@2 [1][x, "y"]`}},
	{name: "line ends in quotes", input: "a,b\r\n1,\"x\r\ny\nz\"\r\n3,4", want: []string{"pre 0@1 [a][b]", "data 1@2 [1][x\r\ny\nz]", "data 2@5 [3][4]"}},
	{name: "spaces around quotes", input: "a,b\n \"1\" , \"2\"  \n", want: []string{"pre 0@1 [a][b]", "data 1@2 [1][2]"}},
	{name: "quote inside a plain cell", input: "a,b\n5\" pipe,x\"y\"\n", want: []string{"pre 0@1 [a][b]", `data 1@2 [5" pipe][x"y"]`}},
	{name: "a nickname after a space", input: "a,b\n \"Al\" Smith,2\n", want: []string{"pre 0@1 [a][b]", `data 1@2 [ "Al" Smith][2]`}},
	{name: "text after a closing quote", input: "a,b\n\"x\"y,2\n3,4\n", want: []string{"pre 0@1 [a][b]", `quote-stray 1@2 [x"y][2]`, "data 2@3 [3][4]"}},
	{name: "backslash", input: "a,b\n\"x \\\"y\\\"\",\"c:\\\\\"\n", opt: func(o *Options) { o.Dialect.Escape = '\\' }, want: []string{"pre 0@1 [a][b]", `data 1@2 [x "y"][c:\]`}},
	{name: "a quote that never ends", input: "a,b\n\"1,2\n3,4\n5,6\n", want: []string{"pre 0@1 [a][b]", "quote-unclosed 1@2 []", "data 2@3 [3][4]", "data 3@4 [5][6]"}},
	{name: "a quote that ends at another's start", input: "a,b\n1,\"2\n3,4\n5,\"6\"\n7,8\n", want: []string{"pre 0@1 [a][b]", "quote-unclosed 1@2 []", "data 2@3 [3][4]", "data 3@4 [5][6]", "data 4@5 [7][8]"}},
	{name: "many lines in a cell", input: "a,b\n1,\"x\n\n\n\n\n\n\n\"\n", want: []string{"pre 0@1 [a][b]", "data 1@2 [1][x\n\n\n\n\n\n\n]"}},
	{name: "too many bytes in a cell", input: "a,b\n1,\"x\n3,4\n5,6\n\"\n", opt: func(o *Options) { o.MaxCellBytes = 7 }, want: []string{"pre 0@1 [a][b]", "quote-unclosed 1@2 []", "data 2@3 [3][4]", "data 3@4 [5][6]", "quote-unclosed 4@5 []"}},
	{name: "a cell that swallows rows", input: "a,b,c\n1,2,\"x\n3,4,5\n6,7,8\n9,10,11\n12,13,14\"\n", want: []string{"pre 0@1 [a][b][c]", "quote-unclosed 1@2 []", "data 2@3 [3][4][5]", "data 3@4 [6][7][8]", "data 4@5 [9][10][11]", "data 5@6 [12][13][14\"]"}},
	{name: "an address of several lines", input: "a,b,c\n1,2,\"x\nLa Ferme, Rue Basse, Nowhere\nFrance\"\n", want: []string{"pre 0@1 [a][b][c]", "data 1@2 [1][2][x\nLa Ferme, Rue Basse, Nowhere\nFrance]"}},
	{name: "short row", input: "a,b,c\n1,2\n3,4,5\n", want: []string{"pre 0@1 [a][b][c]", "row-too-short 1@2 [1][2]", "data 2@3 [3][4][5]"}},
	{name: "short rows prevail", input: "a,b,c\n1,2\n3,4,5\n", opt: func(o *Options) { o.Dialect.ShortRows = true }, want: []string{"pre 0@1 [a][b][c]", "data 1@2 [1][2]", "data 2@3 [3][4][5]"}},
	{name: "long row", input: "a,b\n1,2,3\n4,5\n", want: []string{"pre 0@1 [a][b]", "row-too-long 1@2 [1][2][3]", "data 2@3 [4][5]"}},
	{name: "empty surplus cells", input: "a,b\n1,2,, \n", want: []string{"pre 0@1 [a][b]", "data 1@2 [1][2][][ ]"}},
	{name: "delimiter at the end of the header alone", input: "a,b,\n1,2\n3,4,\n", want: []string{"pre 0@1 [a][b][]", "data 1@2 [1][2]", "data 2@3 [3][4][]"}},
	{name: "blank lines", input: "a,b\n\n1,2\n  \n,\n3,4\n", want: []string{"pre 0@1 [a][b]", "blank 0@2 []", "data 1@3 [1][2]", "blank 0@4 [  ]", "blank 0@5 [][]", "data 2@6 [3][4]"}},
	{name: "the header again", input: "a,b\n1,2\na,b\n3,4\n\xEF\xBB\xBF\"a\",b\n5,6\n", want: []string{"pre 0@1 [a][b]", "data 1@2 [1][2]", "repeat 0@3 [a][b]", "data 2@4 [3][4]", "repeat 0@5 [\uFEFF\"a\"][b]", "data 3@6 [5][6]"}},
	{name: "byte order mark", input: "\xEF\xBB\xBF\"a\",b\n1,2\n", want: []string{"pre 0@1 [a][b]", "data 1@2 [1][2]"}},
	{name: "preamble", input: "sep=,\nList of \"x\n\na,b\n1,2\n", opt: func(o *Options) { o.Dialect.HeaderRow = 4 }, want: []string{"pre 0@1 []", "pre 0@2 []", "pre 0@3 []", "pre 0@4 [a][b]", "data 1@5 [1][2]"}},
	{name: "no header", input: "1,2\n3,4\n5\n6,7\n", opt: func(o *Options) { o.Dialect.HeaderRow = 0; o.Dialect.Width = 2 }, want: []string{"data 1@1 [1][2]", "data 2@2 [3][4]", "row-too-short 3@3 [5]", "data 4@4 [6][7]"}},
	{name: "report footer", input: "a,b\n1,2\n\n\"Exported by Ada\"\n\"Copyright\"\n", want: []string{"pre 0@1 [a][b]", "data 1@2 [1][2]", "blank 0@3 []", "footer 0@4 [Exported by Ada]", "footer 0@5 [Copyright]"}},
	{name: "footer without a blank line", input: "a,b\n1,2\n2 contacts exported", want: []string{"pre 0@1 [a][b]", "data 1@2 [1][2]", "footer 0@3 [2 contacts exported]"}},
	{name: "a last row that is cut off", input: "a,b,c\n1,2,3\n4,5", want: []string{"pre 0@1 [a][b][c]", "data 1@2 [1][2][3]", "row-too-short 2@3 [4][5]"}},
	{name: "an id that is cut off", input: "a,b,c\n1,2,3\n100043", want: []string{"pre 0@1 [a][b][c]", "data 1@2 [1][2][3]", "row-too-short 2@3 [100043]"}},
	{name: "no footer in the middle", input: "a,b\n1,2\n\nSome title here\n3,4\n", want: []string{"pre 0@1 [a][b]", "data 1@2 [1][2]", "blank 0@3 []", "row-too-short 2@4 [Some title here]", "data 3@5 [3][4]"}},
	{name: "Ctrl-Z at the end", input: "a,b\n1,2\n\x1A", want: []string{"pre 0@1 [a][b]", "data 1@2 [1][2]", "blank 0@3 []"}},
	{name: "zero bytes at the end", input: "a,b\n1,\"2\"\x00\x00", want: []string{"pre 0@1 [a][b]", "data 1@2 [1][2]"}},
	{name: "one column", input: "phone\n01 99 00 12 34\n\n06 39 98 12 34\n", want: []string{"pre 0@1 [phone]", "data 1@2 [01 99 00 12 34]", "blank 0@3 []", "data 2@4 [06 39 98 12 34]"}},
	{name: "oversize", input: "a,b\n1,23456789\n3,4\n", opt: func(o *Options) { o.MaxRecord = 6 }, want: []string{"pre 0@1 [a][b]", "row-oversize 1@2 []", "row-oversize goes on 1@2 []", "data 2@3 [3][4]"}},
	{name: "tab", input: "a\tb\n1\t 2\n", opt: func(o *Options) { o.Dialect.Delimiter = '\t' }, want: []string{"pre 0@1 [a][b]", "data 1@2 [1][ 2]"}},
	{name: "wrapped rows", input: "\"a,b,c\"\n\"1,\"\"x, \"\"\"\"y\"\"\"\"\"\",3\"\n4,5,6\n\"7,8\"\"9,\";;;\n\"1,2\"\n", opt: func(o *Options) { o.Dialect.Wrapped = true }, want: []string{"pre 0@1 [a][b][c]", `data 1@2 [1][x, "y"][3]`, "data 2@3 [4][5][6]", `data 3@4 [7][8"9][]`, "row-too-short 4@5 [1][2]"}},
	{name: "a wrapped row with lines in a cell", input: "a,b,c\n\"1,\"\"x\ny\"\",3\"\n4,5,6\n", opt: func(o *Options) { o.Dialect.Wrapped = true }, want: []string{"pre 0@1 [a][b][c]", "data 1@2 [1][x\ny][3]", "data 2@4 [4][5][6]"}},
	{name: "a wrapped row where none is expected", input: "a,b,c,d\n\"1,2,3,4\"\n\"1,2,3\"\n1,2,3,4\n", want: []string{"pre 0@1 [a][b][c][d]", "data 1@2 [1][2][3][4]", "row-too-short 2@3 [1,2,3]", "data 3@4 [1][2][3][4]"}},
	{name: "a name is no wrapped row", input: "a,b,c\n\"Bell, Ada, Ms\"\n1,2,3\n", want: []string{"pre 0@1 [a][b][c]", "row-too-short 1@2 [Bell, Ada, Ms]", "data 2@3 [1][2][3]"}},
	{name: "the header again after Ctrl-Z", input: "a,b\n1,2\n\x1Aa,b\n3,4\n\x1A", want: []string{"pre 0@1 [a][b]", "data 1@2 [1][2]", "repeat 0@3 [\x1Aa][b]", "data 2@4 [3][4]", "blank 0@5 []"}},
	{name: "oversize in quotes", input: "a,b,c\n1,\"tell me\nmore \"\"now\"\"\nand then\nno more\",3\n4,5,6\n", opt: func(o *Options) { o.MaxRecord = 16; o.MaxCellBytes = 8 }, want: []string{"pre 0@1 [a][b][c]", "row-oversize 1@2 []", "row-oversize goes on 1@3 []", "row-oversize goes on 1@4 []", "data 2@6 [4][5][6]"}},
	{name: "half Latin-1", input: "a,b\né,2\ncaf\xE9,é\n", want: []string{"pre 0@1 [a][b]", "data 1@2 [é][2]", "data 2@3 [café][é]"}},
}

func TestReader(t *testing.T) {
	for _, tt := range readerTests {
		t.Run(tt.name, func(t *testing.T) {
			opt := withHeader()
			if tt.opt != nil {
				tt.opt(&opt)
			}
			for _, block := range []int{1, 2, 7, 0} {
				opt.BlockSize = block
				if diff := cmp.Diff(tt.want, show(t, tt.input, opt)); diff != "" {
					t.Errorf("blocks of %d: (-want +got)\n%s", block, diff)
				}
			}
		})
	}
}

func TestReaderKeepsEveryByte(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		input := drawTable(t)
		opt := drawOptions(t)
		whole, err := tryReadAll(strings.NewReader(input), opt)
		if err != nil {
			t.Fatal(err)
		}
		var raw strings.Builder
		row, offset := 0, int64(0)
		for _, r := range whole {
			if r.Offset != offset {
				t.Fatalf("offset %d, want %d", r.Offset, offset)
			}
			offset += int64(len(r.Raw))
			raw.WriteString(r.Raw)
			if r.Row > 0 && r.Fault != record.FaultOversize {
				if row++; r.Row != row && r.Row != row+1 {
					t.Logf("row %d after %d", r.Row, row)
				}
				row = r.Row
			}
		}
		if raw.String() != input {
			t.Fatalf("raw bytes differ:\n got %q\nwant %q", raw.String(), input)
		}
		opt.BlockSize = rapid.IntRange(1, 40).Draw(t, "block")
		var in io.Reader = strings.NewReader(input)
		if rapid.Bool().Draw(t, "byte by byte") {
			in = iotest.OneByteReader(in)
		}
		parts, err := tryReadAll(in, opt)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(whole, parts); diff != "" {
			t.Fatalf("blocks of %d change the records of %q (-whole +blocks)\n%s", opt.BlockSize, input, diff)
		}
	})
}

// drawTable makes text out of what matters to the reader.
func drawTable(t *rapid.T) string {
	piece := rapid.SampledFrom([]string{"a", "b,", ",", ",", "\n", "\n", "\r\n", "\r", "\r\r\n", `"`, `"`, `""`, `"1,""2"",3"`, "\n\"", `\`, " ", "é", "\xE9", "\x00", "\x1A", "\uFEFF", "1,2,3\n", "\"x\",", "a,b,c\n", "Some footer\n", "abcdefghijk"})
	return "a,b,c\n" + strings.Join(rapid.SliceOfN(piece, 0, 60).Draw(t, "table"), "")
}

func drawOptions(t *rapid.T) Options {
	opt := withHeader()
	opt.Dialect.BareCR = rapid.Bool().Draw(t, "bare CR")
	opt.Dialect.HeaderRow = rapid.IntRange(0, 2).Draw(t, "header row")
	opt.Dialect.Width = 3
	opt.Dialect.Wrapped = rapid.Bool().Draw(t, "wrapped")
	opt.Dialect.ShortRows = rapid.Bool().Draw(t, "short rows")
	if rapid.Bool().Draw(t, "backslash") {
		opt.Dialect.Escape = '\\'
	}
	if rapid.Bool().Draw(t, "small limits") {
		opt.MaxRecord = rapid.IntRange(4, 60).Draw(t, "record")
		opt.MaxCellBytes = rapid.IntRange(2, 30).Draw(t, "cell")
	}
	return opt
}

func TestReaderErrorIsSticky(t *testing.T) {
	broken := errors.New("cable pulled")
	r := NewReader(io.MultiReader(strings.NewReader("a,b\n1,2\n"), iotest.ErrReader(broken)), withHeader())
	var b record.Batch
	for range 2 {
		if err := r.Read(&b); !errors.Is(err, broken) || len(b.Records) != 0 {
			t.Errorf("Read() = %v with %d records, want %v", err, len(b.Records), broken)
		}
	}
}

func TestReaderReportsMixedText(t *testing.T) {
	r := NewReader(strings.NewReader("a,b\né,1\n\"x\ny\",2\ncaf\xE9,3\n\xE8,4\n"), withHeader())
	var b record.Batch
	for r.Read(&b) == nil {
	}
	if got, want := r.Mixed(), 5; got != want {
		t.Errorf("Mixed() = %d, want %d", got, want)
	}
}

func TestReaderAllocatesNothingForARecord(t *testing.T) {
	few, many := benchTable(1_000, false), benchTable(20_000, false)
	count := func(table []byte) float64 {
		var b record.Batch
		return testing.AllocsPerRun(3, func() {
			r := NewReader(strings.NewReader(string(table)), withHeader())
			for r.Read(&b) == nil {
			}
		})
	}
	// One in a hundred rows would show; a few come and go with what else the process does.
	if a, z := count(few), count(many); z > a+190 {
		t.Errorf("%v allocations for 20,000 rows, %v for 1,000", z, a)
	}
}

// A long record costs a few times its own size, once: buffers are used again.
func TestLongRecordTakesBoundedMemory(t *testing.T) {
	const size = 8 << 20
	long := strings.Repeat("word, and more text\n", size/20)
	for name, record9 := range map[string]string{
		"quoted":   "9,\"" + long + "\",x\n",
		"plain":    "9," + strings.ReplaceAll(strings.ReplaceAll(long, "\n", " "), ",", ";") + ",x\n",
		"oversize": "9,\"" + long + long + "\",x\n",
	} {
		table := "a,b,c\n1,2,3\n" + record9 + strings.Repeat("4,5,6\n", 200_000)
		opt := withHeader()
		opt.MaxRecord = size * 3 / 2
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		r := NewReader(strings.NewReader(table), opt)
		var b record.Batch
		rows := 0
		for r.Read(&b) == nil {
			rows += len(b.Records)
		}
		runtime.ReadMemStats(&after)
		if got := after.TotalAlloc - before.TotalAlloc; got > 8*size {
			t.Errorf("%s: %d MiB for a record of %d MiB", name, got>>20, len(record9)>>20)
		}
		if rows < 200_003 || rows > 200_005 {
			t.Errorf("%s: %d records", name, rows)
		}
	}
}

func FuzzReader(f *testing.F) {
	for _, tt := range readerTests {
		f.Add(tt.input, byte(','), false)
	}
	f.Fuzz(func(t *testing.T, input string, delim byte, bareCR bool) {
		opt := Options{Dialect: dialect.Dialect{Delimiter: delim, HeaderRow: 1, BareCR: bareCR}, MaxRecord: 1 << 12}
		var raw strings.Builder
		for _, r := range readAll(t, strings.NewReader(input), opt) {
			raw.WriteString(r.Raw)
		}
		if raw.String() != input {
			t.Errorf("raw bytes differ:\n got %q\nwant %q", raw.String(), input)
		}
	})
}
