package cli

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
)

// Prepared merges, other files and decisions are the same from workbooks as from delimited text.
func TestMergeOfWorkbooks(t *testing.T) {
	t.Parallel()
	s := newSession(t)
	rows := csvRows(t, filepath.Join("..", "..", "..", "testdata", "exports", "hubspot.csv"))
	for i := range rows {
		rows[i] = append(rows[i], make([]string, len(rows[0])-len(rows[i]))...)
	}
	accounts := [][]string{{"Record ID", "Company name", "Phone Number", "Country/Region", "Company Domain Name"}}
	for i, row := range rows[1:] {
		if phone := row[slices.Index(rows[0], "Phone Number")]; phone != "" && i%3 == 0 {
			accounts = append(accounts, []string{strconv.Itoa(7000 + i), "Opale " + strconv.Itoa(i), phone, "France", "https://example.com"})
		}
	}
	for name, table := range map[string][][]string{"contacts": rows, "accounts": accounts} {
		makeBook(t, s.path(name+".xlsx"), "Sheet", table)
		var plain bytes.Buffer
		if err := csv.NewWriter(&plain).WriteAll(table); err != nil {
			t.Fatal(err)
		}
		s.write(name+".csv", plain.String())
	}
	run := func(name string, args ...string) {
		t.Helper()
		s.must(append([]string{"clean", "-q", "--region", "FR", "--merge", "plan", "-o", s.path(name)}, args...)...)
	}
	run("text", "--also", s.path("accounts.csv"), s.path("contacts.csv"))
	run("book", "--also", s.path("accounts.xlsx"), s.path("contacts.xlsx"))

	if len(csvRows(t, s.path("text/import/merge-updates-001.csv"))) < 2 || len(csvRows(t, s.path("text/review/merge-deletes.csv"))) < 2 {
		t.Fatal("there is nothing to merge")
	}
	for _, stem := range []string{"import/merge-updates-001", "undo/merge-deleted-001", "import/updates-001"} {
		if diff := cmp.Diff(csvRows(t, s.path("text/"+stem+".csv")), sheetRows(t, s.path("book/"+stem+".xlsx"))); diff != "" {
			t.Errorf("%s (-text +workbook):\n%s", stem, diff)
		}
	}
	for _, name := range []string{"review/merge-deletes.csv", "review/duplicates.csv", "review/shared-numbers.csv", "undo/merge-to-clear.csv"} {
		_, text := s.table("text/" + name)
		_, book := s.table("book/" + name)
		for _, r := range slices.Concat(text, book) { // The files have other names, and a sheet other lines.
			r["file"], _, _ = strings.Cut(r["file"], ".")
			delete(r, "line")
		}
		if len(text) == 0 {
			t.Errorf("%s is empty", name)
		}
		if diff := cmp.Diff(text, book); diff != "" {
			t.Errorf("%s (-text +workbook):\n%s", name, diff)
		}
	}

	// The decisions: what is said of the first group, in the review file as it is, in a workbook, and as a French spreadsheet saves it.
	list := csvRows(t, s.path("text/review/duplicates.csv"))
	for i := range list {
		list[i] = append(list[i], make([]string, len(list[0])-len(list[i]))...)
	}
	first := 1 + slices.IndexFunc(list[1:], func(row []string) bool { return row[0] != "" }) // a record that is in no group stands first
	list[first][slices.Index(list[0], "decision")] = "différent"
	var plain, old bytes.Buffer
	if err := csv.NewWriter(&plain).WriteAll(list); err != nil {
		t.Fatal(err)
	}
	w := csv.NewWriter(&old)
	w.Comma, w.UseCRLF = ';', true
	if err := w.WriteAll(list); err != nil {
		t.Fatal(err)
	}
	french, err := charmap.Windows1252.NewEncoder().Bytes(old.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(s.path("french.csv"), french, 0o600); err != nil {
		t.Fatal(err)
	}
	makeBook(t, s.path("decided.xlsx"), "Sheet", list)
	for i, name := range []string{s.write("decided.csv", plain.String()), s.path("decided.xlsx"), s.path("french.csv")} {
		out := "decided" + strconv.Itoa(i)
		run(out, "--decisions", name, s.path("contacts.csv"))
		if before, after := len(groupsOf(s, "text")), len(groupsOf(s, out)); after != before-1 {
			t.Errorf("%s: %d groups, then %d", filepath.Base(name), before, after)
		}
	}
}
