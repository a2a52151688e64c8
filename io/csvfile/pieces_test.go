package csvfile

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/callready/callready/io/dialect"
	"github.com/callready/callready/io/record"
)

// detected gives the options that a look at the table gives.
func detected(table string) Options {
	g := dialect.Detect([]byte(table), dialect.Options{Whole: true})
	return Options{Dialect: g.Dialect, Shape: g.Shape}
}

func TestPieces(t *testing.T) {
	var rows []string
	for i := range 60 {
		row := fmt.Sprintf("%d,Ann Lee,ann%d@example.com,01 99 00 00 %02d", 5001+i, i, i)
		if i%3 == 0 {
			row += ",Lyon,x"
		}
		rows = append(rows, row)
	}
	table := func(at int, row string) string {
		l := append([]string{"id,name,mail,phone,city,note"}, rows...)
		l[at] = row
		return lines(l)
	}
	tests := []struct {
		name, input string
		want        map[string]int
	}{
		{"none", table(1, rows[0]), map[string]int{"pre": 1, "data": 60}},
		{"a whole row in two", table(31, "5031,Ann Lee,ann@example.com,01 99\n00 00 12,Lyon,x"), map[string]int{"pre": 1, "data": 59, "row-too-short": 2}},
		{"a whole row in three", table(31, "5031,Ann Lee,ann@example.com,01 99\n00 00 12,Ly\non,x"), map[string]int{"pre": 1, "data": 59, "row-too-short": 3}},
		{"a short row in two", table(32, "5032,Ann\nLee,ann@example.com,01 99 00 00 12"), map[string]int{"pre": 1, "data": 59, "row-too-short": 2}},
		{"words at the end", table(60, rows[59]) + "\nExported by Ann\n", map[string]int{"pre": 1, "data": 60, "blank": 1, "footer": 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, block := range []int{1, 7, 300, 0} {
				opt := detected(tt.input)
				if opt.BlockSize = block; !opt.Dialect.ShortRows {
					t.Fatal("short rows do not prevail")
				}
				if diff := cmp.Diff(tt.want, kinds(t, tt.input, opt)); diff != "" {
					t.Errorf("blocks of %d: (-want +got)\n%s", block, diff)
				}
			}
		})
	}
}

// A table whose rows end with their last filled cell is read whole.
func TestRowsWithoutLastBlanks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.SampledFrom([]string{"", "", "Lyon", "a b", "75001", "SW1A 1AA", "n/a", "01 99 00 12 34", "x@example.com", "2024-01-02"})
		width := rapid.IntRange(5, 9).Draw(t, "columns")
		l := []string{strings.Join([]string{"id", "name", "mail", "c4", "c5", "c6", "c7", "c8", "c9"}[:width], ",")}
		for i := range rapid.IntRange(3, 60).Draw(t, "rows") {
			row := []string{strconv.Itoa(5001 + i), "Ann Lee", fmt.Sprintf("ann%d@example.com", i)}
			for range width - 3 {
				row = append(row, cell.Draw(t, "cell"))
			}
			l = append(l, strings.TrimRight(strings.Join(row, ","), ","))
		}
		opt := detected(lines(l))
		all, err := tryReadAll(strings.NewReader(lines(l)), opt)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range all {
			if opt.Dialect.ShortRows && r.Kind == record.Bad {
				t.Fatalf("line %d is not read: %q\n%s", r.Line, r.Raw, lines(l))
			}
		}
		opt.BlockSize = rapid.IntRange(1, 4000).Draw(t, "block")
		parts, err := tryReadAll(strings.NewReader(lines(l)), opt)
		if diff := cmp.Diff(all, parts); err != nil || diff != "" {
			t.Fatalf("blocks of %d: %v (-whole +blocks)\n%s", opt.BlockSize, err, diff)
		}
	})
}
