package csvfile

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/callready/callready/io/record"
)

// sheet is a table as a spreadsheet holds it.
type sheet struct {
	width int
	rows  [][]string
}

// excel writes the sheet as Excel does: of each sixteen rows the columns that any of them fills.
func (s sheet) excel() []string {
	var out []string
	for from := 0; from < len(s.rows); from += excelBlock {
		block := s.rows[from:min(from+excelBlock, len(s.rows))]
		used := 0
		for _, row := range block {
			for i, c := range row {
				if c != "" {
					used = max(used, i+1)
				}
			}
		}
		for _, row := range block {
			out = append(out, strings.Join(row[:used], ","))
		}
	}
	return out
}

// contacts makes a sheet of so many rows below its header, whose last columns are filled where last says how many of
// them are blank.
func contacts(n int, last func(i int) (blank int)) sheet {
	s := sheet{rows: [][]string{{"id", "name", "mail", "phone", "city", "note", "owner", "since"}}}
	s.width = len(s.rows[0])
	for i := range n {
		row := []string{strconv.Itoa(5001 + i), "Ann Lee", fmt.Sprintf("ann%d@example.com", i), fmt.Sprintf("01 99 00 %02d %02d", i/100, i%100), "Lyon", "x", "Bob", "2024-01-02"}
		for k := len(row) - last(i); k < len(row); k++ {
			row[k] = ""
		}
		s.rows = append(s.rows, row)
	}
	return s
}

// lines puts lines together with a line end behind each.
func lines(l []string) string { return strings.Join(l, "\n") + "\n" }

// kinds counts the records of the table by what they are.
func kinds(t interface{ Fatal(args ...any) }, input string, opt Options) map[string]int {
	all, err := tryReadAll(strings.NewReader(input), opt)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]int{}
	for _, r := range all {
		name := kindNames[r.Kind]
		if r.Kind == record.Bad {
			name = r.Fault
		}
		out[name]++
	}
	return out
}

func TestTrimmedRows(t *testing.T) {
	all := contacts(160, func(int) int { return 0 }).excel()
	// Rows 33 to 64 of the sheet are blank in the last two columns, 65 to 80 in the last three.
	some := contacts(160, func(i int) int {
		switch {
		case i >= 31 && i < 63:
			return 2
		case i >= 63 && i < 79:
			return 3
		}
		return 0
	}).excel()
	edit := func(in []string, f func(l []string) []string) string { return lines(f(append([]string(nil), in...))) }
	tests := []struct {
		name  string
		input string
		want  map[string]int
	}{
		{"blocks of Excel", lines(some), map[string]int{"pre": 1, "data": 160}},
		{"up to the end", lines(contacts(165, func(i int) int { return i / 100 }).excel()), map[string]int{"pre": 1, "data": 165}},
		{"the last one without a line end", strings.TrimSuffix(lines(contacts(170, func(i int) int { return i / 100 }).excel()), "\n"), map[string]int{"pre": 1, "data": 169, "row-too-short": 1}},
		{"blank lines at the end", lines(contacts(170, func(i int) int { return i / 100 }).excel()) + "\n\n", map[string]int{"pre": 1, "data": 170, "blank": 2}},
		{"some of them filled in since", edit(some, func(l []string) []string {
			for i := 32; i < 64; i += 5 {
				l[i] += ",,"
			}
			return l
		}), map[string]int{"pre": 1, "data": 160}},
		{"a block with a blank row", edit(some, func(l []string) []string { l[40] = ",,,,,"; return l }), map[string]int{"pre": 1, "data": 159, "blank": 1}},
		{"a row in another place than the others", edit(some, func(l []string) []string { l[40] = "Ann,5001,x,y,z,w"; return l }), map[string]int{"pre": 1, "data": 158, "row-too-short": 2}},
		{"one row", edit(all, func(l []string) []string { l[40] = strings.TrimSuffix(l[40], ",2024-01-02"); return l }), map[string]int{"pre": 1, "data": 159, "row-too-short": 1}},
		{"a row cut in two", edit(all, func(l []string) []string {
			l[40] = strings.Replace(l[40], "Lyon", "Ly\non", 1)
			return l
		}), map[string]int{"pre": 1, "data": 159, "row-too-short": 2}},
		{"rows cut where Excel cut too", edit(some, func(l []string) []string {
			l[40] = strings.Replace(l[40], "Lyon", "Ly\non", 1)
			return l
		}), map[string]int{"pre": 1, "data": 112, "row-too-short": 49}},
		{"the header again", edit(some, func(l []string) []string { return append(l, l...) }), map[string]int{"pre": 1, "repeat": 1, "data": 320}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, block := range []int{1, 7, 300, 3000, 0} {
				opt := withHeader()
				opt.BlockSize = block
				if diff := cmp.Diff(tt.want, kinds(t, tt.input, opt)); diff != "" {
					t.Errorf("blocks of %d: (-want +got)\n%s", block, diff)
				}
			}
		})
	}
}

// Rows of three cells of which the last one is missing may be pieces of each other, so they must go with their columns.
func TestTrimmedNarrowRows(t *testing.T) {
	row := func(i int, note string) string { return fmt.Sprintf("Ann Lee,01 99 00 00 %02d%s", i, note) }
	var in, cut []string
	in = append(in, "name,phone,note")
	for i := range 15 {
		in = append(in, row(i, ",x"))
	}
	cut = append(cut, in...)
	for i := range 16 {
		in = append(in, row(i, ""))
		if i%2 == 0 {
			cut = append(cut, "Ann Lee,01 99", fmt.Sprintf("00 00 %02d,x", i))
		}
	}
	for i := range 20 {
		in, cut = append(in, row(i, ",y")), append(cut, row(i, ",y"))
	}
	if diff := cmp.Diff(map[string]int{"pre": 1, "data": 51}, kinds(t, lines(in), withHeader())); diff != "" {
		t.Errorf("blocks: (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(map[string]int{"pre": 1, "data": 35, "row-too-short": 16}, kinds(t, lines(cut), withHeader())); diff != "" {
		t.Errorf("pieces: (-want +got)\n%s", diff)
	}
}

// However rows are broken, by line ends or by quotes that got lost, no piece of one that has too few cells is read as a
// contact; and what Excel saved is read whole.
func TestTrimmedRowsAreNoPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SampledFrom([]string{"", "Lyon", "a b", "12 rue Haute", "75", "x;y"})
		s := sheet{width: rapid.IntRange(4, 8).Draw(t, "columns")}
		s.rows = append(s.rows, append([]string{"id"}, strings.Split("name,mail,phone,city,note,owner,since", ",")[:s.width-1]...))
		for i := range rapid.IntRange(20, 120).Draw(t, "rows") {
			row := []string{strconv.Itoa(5001 + i), "Ann Lee", fmt.Sprintf("ann%d@example.com", i), fmt.Sprintf("01 99 00 00 %02d", i)}
			blank := rapid.SampledFrom([]int{0, 0, 0, 1, 2, 3}).Draw(t, "blank")
			for len(row) < s.width {
				c := words.Draw(t, "cell")
				if i > 15 && (i/excelBlock)%2 == 1 && len(row) >= s.width-blank {
					c = ""
				}
				row = append(row, c)
			}
			s.rows = append(s.rows, row)
		}
		in := s.excel()
		if got := kinds(t, lines(in), withHeader()); got["data"] != len(in)-1 && s.wide(in) {
			t.Fatalf("%v: %d rows of %d are read\n%s", got, got["data"], len(in)-1, lines(in))
		}
		pieces := map[string]bool{}
		for n := rapid.IntRange(1, 4).Draw(t, "broken"); n > 0; n-- {
			i := rapid.IntRange(1, len(in)-1).Draw(t, "row")
			if strings.Contains(in[i], "\n") || len(in[i]) < 6 {
				continue
			}
			// Not inside the last cell: what stands before is a row then, of which the end of its last cell is missing.
			at := rapid.IntRange(4, max(4, strings.LastIndexByte(in[i], ','))).Draw(t, "at")
			in[i] = in[i][:at] + rapid.SampledFrom([]string{"\n", "\n", "\nx, y, z\n", "\nx\ny\nz\n", "\"\n", "\n\n"}).Draw(t, "what") + in[i][at:]
			for p := range strings.SplitSeq(in[i], "\n") {
				pieces[p] = true
			}
		}
		all, err := tryReadAll(strings.NewReader(lines(in)), withHeader())
		if err != nil {
			t.Fatal(err)
		}
		opt := withHeader()
		opt.BlockSize = rapid.IntRange(1, 4000).Draw(t, "block")
		parts, err := tryReadAll(strings.NewReader(lines(in)), opt)
		if diff := cmp.Diff(all, parts); err != nil || diff != "" {
			t.Fatalf("blocks of %d: %v (-whole +blocks)\n%s", opt.BlockSize, err, diff)
		}
		for _, r := range all {
			if p := strings.TrimSuffix(r.Raw, "\n"); r.Kind == record.Data && len(r.Cells) < s.width && pieces[p] {
				t.Fatalf("line %d is a piece of a row: %q\n%s", r.Line, p, lines(in))
			}
		}
	})
}

// wide says whether all short rows of the table have cells of which their number is no share of the whole.
func (s sheet) wide(in []string) bool {
	for _, l := range in {
		if k := strings.Count(l, ","); k < s.width-1 && (k == 0 || (s.width-1)%k == 0) {
			return false
		}
	}
	return true
}
