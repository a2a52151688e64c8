package cli

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/callready/callready/cmd/internal/correction"
)

// contactsToCorrect draws an export without record ids, so that a run writes all of it, and where each of its phone cells is.
func contactsToCorrect(t *rapid.T) [][]string {
	cell := rapid.OneOf(
		rapid.Just(""), rapid.SampledFrom([]string{"3131", "ask Léa", "06 55 50 XXXX", "01 99 00", "020 7946 0123", "+33 6 55 50 12"}),
		rapid.StringMatching(`01 99 00 [0-9]{2} [0-9]{2}`), rapid.StringMatching(`\+336555[0-9]{5}`),
		rapid.StringMatching(`06 55 5[0-9] [0-9]{2} [0-9]{2} / 01 99 00 [0-9]{2} [0-9]{2}`),
	)
	rows := [][]string{{"Nom", "Tel", "Mobile", "Pays", "Notes"}}
	for i := range rapid.IntRange(1, 8).Draw(t, "rows") {
		rows = append(rows, []string{
			fmt.Sprintf("Person %c", 'A'+i), cell.Draw(t, "tel"), cell.Draw(t, "mobile"),
			rapid.SampledFrom([]string{"France", "France", "Belgique", ""}).Draw(t, "country"), "",
		})
	}
	return rows
}

func writeTable(t *rapid.T, name string, rows [][]string) {
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	w := csv.NewWriter(f)
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// cleaned gives the corrected file of a run, or the export where nothing was corrected.
func cleaned(t *rapid.T, dir, export string, args ...string) [][]string {
	out, err := os.MkdirTemp(dir, "run")
	if err != nil {
		t.Fatal(err)
	}
	out = filepath.Join(out, "out")
	args = append([]string{"clean", export, "-o", out, "-q", "--split", "off", "--whole", "--duplicates", "off", "--link-columns", "off", "--phone-columns", "Tel,Mobile", "--country-column", "Pays"}, args...)
	(&session{t: t, dir: dir}).must(args...)
	name := filepath.Join(out, "import", "corrected-001.csv")
	if _, err := os.Stat(name); err != nil {
		name = export
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// A correction changes the cell that it is about and no other, where contacts say their country; one that is wrong changes nothing; and
// handed in again with the corrected file, none changes anything.
func TestCorrectionsChangeTheirCellsAlone(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	export, list := filepath.Join(dir, "export.csv"), filepath.Join(dir, "list.csv")
	rapid.Check(t, func(t *rapid.T) {
		rows := contactsToCorrect(t)
		for _, row := range rows[1:] {
			if row[3] == "" {
				row[3] = "France" // else a number that is sure is evidence for the other
			}
		}
		writeTable(t, export, rows)
		before := cleaned(t, dir, export)

		answers := map[[2]int][]string{} // by row and column
		corrections := [][]string{{"row", "column", "value", "correction"}}
		wrong := map[[2]int]bool{}
		for range rapid.IntRange(1, 6).Draw(t, "corrections") {
			at := [2]int{rapid.IntRange(1, len(rows)-1).Draw(t, "row"), rapid.IntRange(1, 2).Draw(t, "column")}
			value := rows[at[0]][at[1]]
			answer := rapid.SampledFrom([]string{
				"+33655559901", "33655559902", "06 55 55 99 03", "BE", "Royaume-Uni", "garder", "vider", "colonne : Notes", "column: Mobile",
				"06 55 55", "3,37E+10", "ask Léa", "+33655559904 | +33655559905", "column: Pays",
			}).Draw(t, "answer")
			if rapid.Bool().Draw(t, "stale") {
				value += " of yore"
			} else {
				answers[at] = append(answers[at], answer)
			}
			if slices.Contains([]string{"06 55 55", "3,37E+10", "ask Léa", "+33655559904 | +33655559905", "column: Pays"}, answer) {
				wrong[at] = true
			}
			corrections = append(corrections, []string{strconv.Itoa(at[0]), header(rows, at[1]), value, answer})
		}
		writeTable(t, list, corrections)
		after := cleaned(t, dir, export, "--corrections", list)

		for r := range before {
			for c := range before[r] {
				was, is := before[r][c], after[r][c]
				own := [2]int{r, c}
				_, asked := answers[own]
				moved := slices.ContainsFunc(slices.Collect(maps.Keys(answers)), func(at [2]int) bool {
					return at[0] == r && (c == 4 && slices.Contains(answers[at], "colonne : Notes") || c == 2 && slices.Contains(answers[at], "column: Mobile"))
				})
				if was != is && !asked && !moved {
					t.Errorf("row %d, column %d became %q, not %q", r, c, is, was)
				}
				if is != was && is != rows[r][c] && c <= 2 && c > 0 && is != "" && !strings.HasPrefix(is, "+") {
					t.Errorf("row %d, column %d became %q", r, c, is)
				}
				if asked && wrong[own] && len(corrections) == 2 && was != is {
					t.Errorf("a wrong correction made %q of %q", is, was)
				}
			}
		}

		// The corrected file with the same list.
		second := filepath.Join(dir, "second.csv")
		writeTable(t, second, after)
		again := cleaned(t, dir, second, "--corrections", list)
		if diff := cmp.Diff(after, again); diff != "" {
			t.Errorf("the corrected file changed (-first +second):\n%s\ncorrections: %v", diff, corrections)
		}
	})
}

func header(rows [][]string, col int) string { return rows[0][col] }

// A number that a person writes comes to what the export would have come to with that number in the cell.
func TestCorrectionIsAsIfWritten(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	export, list := filepath.Join(dir, "export.csv"), filepath.Join(dir, "list.csv")
	rapid.Check(t, func(t *rapid.T) {
		rows := contactsToCorrect(t)
		writeTable(t, export, rows)
		corrections := [][]string{{"row", "column", "value", "correction"}}
		edited := make([][]string, len(rows))
		for i := range rows {
			edited[i] = slices.Clone(rows[i])
		}
		for i := 1; i < len(rows); i++ {
			col := rapid.IntRange(1, 2).Draw(t, "column")
			if rows[i][col] == "" || rapid.Bool().Draw(t, "left") {
				continue
			}
			number := rapid.SampledFrom([]string{"+33655559901", "+32470271845", "+33199009902; +33655559903", "clear"}).Draw(t, "number")
			corrections = append(corrections, []string{strconv.Itoa(i), header(rows, col), rows[i][col], number})
			if number == "clear" {
				number = ""
			}
			edited[i][col] = number
		}
		writeTable(t, list, corrections)
		byHand := filepath.Join(dir, "edited.csv")
		writeTable(t, byHand, edited)
		policy := rapid.SampledFrom([]string{"off", "readable", "one"}).Draw(t, "split")
		want := cleaned(t, dir, byHand, "--split", policy)
		got := cleaned(t, dir, export, "--split", policy, "--corrections", list)
		// A cell that cannot be settled stays as it was, each as it was.
		for r := range min(len(want), len(rows)) {
			for c := range want[r] {
				if c < len(rows[r]) && want[r][c] == edited[r][c] && got[r][c] == rows[r][c] {
					got[r][c] = want[r][c]
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("not as if it had been written (-written +corrected):\n%s\n%v\n%v", diff, rows, corrections)
		}
	})
}

// However a spreadsheet saves a list, it is read the same, and none is read in another way than as a table.
func FuzzCorrections(f *testing.F) {
	for _, s := range []string{
		"key,column,value,correction\n1,Phone,x,keep\n",
		"\ufeffrow;column;value;correction\r\n1;Phone;06 55 50 XXXX;33655501234\r\n",
		"key\tcolumn\tvalue\tcorrection\n\"1\n2\"\tPhone\tx\tcolumn: Notes\n",
		"key,column,value,correction\n1,T\xe9l,x,vider\n",
		"\xff\xfek\x00e\x00y\x00",
		"key,column,value,correction\n1,Phone,\"x,keep\n",
		"PK\x03\x04", "\x1f\x8b\x08\x00", "\x28\xb5\x2f\xfd", "",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		name := filepath.Join(t.TempDir(), "list.csv")
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		var table correction.Table
		if err := readCorrections(t.Context(), name, "", &table); err != nil {
			return
		}
		for i := range table.Lines {
			if l := &table.Lines[i]; l.Text == "" || l.Column == "" || l.Key == "" && l.Row < 1 || l.At < 1 {
				t.Errorf("%+v", l)
			}
		}
	})
}
