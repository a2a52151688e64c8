package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A list of corrections that a spreadsheet saved as a workbook has numbers where people wrote numbers, without a plus and without zeros
// in front, and long record ids with fifteen digits.
func TestCorrectionsFromWorkbook(t *testing.T) {
	text := func(s string) string { return `<c t="inlineStr"><is><t>` + s + `</t></is></c>` }
	number := func(s string) string { return `<c><v>` + s + `</v></c>` }
	row := func(cells ...string) string { return "<row>" + strings.Join(cells, "") + "</row>" }
	dir := t.TempDir()
	var list bytes.Buffer
	book(t, &list, sheetOf(
		row(text("row"), text("key"), text("who"), text("column"), text("value"), text("correction")),
		row(number("1"), number("101"), text("Ana Lopez"), text("Phone Number"), number("199001"), number("33655500012")),
		row(number("2"), number("5000000012345670"), text("Bob Muller"), text("Phone Number"), text("06 55 50 XXXX"), number("3.3655500013E10")),
		row(number("3"), number("5.000000012345E+15"), text("Eve Blanc"), text("Phone Number"), text("ask"), text("clear")),
	), nil)
	export := "Record ID,First Name,Last Name,Phone Number,Country/Region\n101,Ana,Lopez,0199001,France\n" +
		"5000000012345678,Bob,Muller,06 55 50 XXXX,France\n5000000012345999,Eve,Roux,ask,France\n"
	for name, data := range map[string][]byte{"list.xlsx": list.Bytes(), "contacts.csv": []byte(export)} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if msg, err := callready(t, dir, "clean", "contacts.csv", "-o", "run", "-q", "--corrections", "list.xlsx").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, msg)
	}
	got, err := os.ReadFile(filepath.Join(dir, "run", "import", "updates-001.csv"))
	if want := "Record ID,Phone Number\n101,+33655500012\n5000000012345678,+33655500013\n"; err != nil || string(got) != want {
		t.Errorf("%v, updates:\n%s", err, got)
	}
	if left, _ := os.ReadFile(filepath.Join(dir, "run", "review", "corrections.csv")); !strings.Contains(string(left), "Eve Blanc") {
		t.Errorf("a correction of another contact is not listed:\n%s", left)
	}
}
