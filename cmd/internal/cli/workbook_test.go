package cli

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callready/callready/io/record"
	"github.com/callready/callready/io/xlsxfile"
)

// makeBook makes a workbook of a table.
func makeBook(t *testing.T, path, sheet string, rows [][]string) {
	t.Helper()
	var out bytes.Buffer
	w, err := xlsxfile.NewWriter(&out, sheet, rows[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows[1:] {
		if err := w.Append(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// sheetRows gives the rows of a workbook's first sheet, without blank cells at their ends.
func sheetRows(t *testing.T, path string) [][]string {
	t.Helper()
	return sheetTexts(t, path, "")
}

// sheetTexts gives the rows of a sheet by its name, of the first one for "".
func sheetTexts(t *testing.T, path, name string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	book, err := xlsxfile.Open(f, info.Size(), xlsxfile.Options{TempDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if name == "" {
		name = book.Sheets()[0].Name
	}
	table, err := book.Table(name, xlsxfile.TableOptions{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := table.Texts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	var b record.Batch
	for {
		if err := r.Read(&b); errors.Is(err, io.EOF) {
			return out
		} else if err != nil {
			t.Fatal(err)
		}
		for i := range b.Records {
			var row []string
			for col := range int(b.Records[i].N) {
				row = append(row, b.String(i, col))
			}
			out = append(out, trimmed(row))
		}
	}
}

func trimmed(row []string) []string {
	for len(row) > 0 && row[len(row)-1] == "" {
		row = row[:len(row)-1]
	}
	return row
}

// csvRows gives the rows of a delimited file in the same form.
func csvRows(t *testing.T, path string) [][]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		rows[i] = trimmed(rows[i])
	}
	return rows
}

// A workbook gives what the same table gives as delimited text, in import files of either format and as a whole.
func TestWorkbookIsTheTable(t *testing.T) {
	for _, name := range []string{"hubspot", "salesforce"} {
		t.Run(name, func(t *testing.T) {
			s := newSession(t)
			in := filepath.Join("..", "..", "..", "testdata", "exports", name+".csv")
			rows := csvRows(t, in)
			for i := range rows { // Delimited text has all cells.
				rows[i] = append(rows[i], make([]string, len(rows[0])-len(rows[i]))...)
			}
			book := s.path("contacts.xlsx")
			makeBook(t, book, "Contacts", rows)
			text := s.path("contacts.csv")
			var plain bytes.Buffer
			if err := csv.NewWriter(&plain).WriteAll(rows); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(text, plain.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			flags := []string{"clean", "--region", "FR", "--drop-extras", "--progress", "off", "-q", "-o"}
			runs := map[string][]string{
				"csv":      {text},
				"csv-book": {"--format", "xlsx", text},
				"book":     {book},
				"book-csv": {"--format", "csv", book},
				"whole":    {"--whole", text},
				"whole-bk": {"--whole", book},
			}
			for out, args := range runs {
				if code := s.run(append(append(slices.Clone(flags), s.path(out)), args...)...); code != exitDone {
					t.Fatalf("%s: exit %d\n%s", out, code, &s.stderr)
				}
			}
			files, err := filepath.Glob(s.path("csv/import/*.csv"))
			if err != nil || len(files) == 0 {
				t.Fatalf("no import files: %v", err)
			}
			for _, f := range files {
				stem := strings.TrimSuffix(filepath.Base(f), ".csv")
				want := csvRows(t, f)
				if strings.HasPrefix(stem, "company") {
					continue // always delimited text
				}
				for _, out := range []string{"book", "csv-book"} {
					if diff := cmp.Diff(want, sheetRows(t, s.path(filepath.Join(out, "import", stem+".xlsx")))); diff != "" {
						t.Errorf("%s, %s (-text +workbook):\n%s", out, stem, diff)
					}
				}
				if diff := cmp.Diff(want, csvRows(t, s.path(filepath.Join("book-csv", "import", stem+".csv")))); diff != "" {
					t.Errorf("%s from the workbook (-text +workbook):\n%s", stem, diff)
				}
			}
			whole := csvRows(t, s.path("whole/import/corrected-001.csv"))
			if diff := cmp.Diff(whole, sheetRows(t, s.path("whole-bk/import/corrected-001.xlsx"))); diff != "" {
				t.Errorf("whole (-text +workbook):\n%s", diff)
			}
			var again [2]string
			for i, name := range []string{"csv", "book"} {
				again[i] = s.read(name + "/changes.jsonl")
			}
			if got, want := strings.Count(again[1], "\n"), strings.Count(again[0], "\n"); got != want {
				t.Errorf("the workbook's journal has %d lines, the text's %d", got, want)
			}
		})
	}
}

// A cell whose formula others compute with cannot be written: the journal says that it was kept, the row stays as it is, and
// the cell is left to a person. A formula of one cell alone gives way to a text, which is said.
func TestFormulasAreKept(t *testing.T) {
	text := func(ref, s string) string { return `<c r="` + ref + `" t="inlineStr"><is><t>` + s + `</t></is></c>` }
	row := func(n, cells string) string { return `<row r="` + n + `">` + cells + `</row>` }
	sheet := row("1", text("A1", "Record ID")+text("B1", "First Name")+text("C1", "Last Name")+text("D1", "Phone Number")+text("E1", "Country/Region")) +
		row("2", text("A2", "101")+text("B2", "Ana")+text("C2", "Lopez")+`<c r="D2" t="str"><f t="shared" ref="D2:D3" si="0">"0"&amp;1</f><v>01 99 00 12 34</v></c>`+text("E2", "France")) +
		row("3", text("A3", "102")+text("B3", "Bob")+text("C3", "Muller")+text("D3", "01 99 00 12 35")+text("E3", "France")) +
		row("4", text("A4", "103")+text("B4", "Cy")+text("C4", "Long")+`<c r="D4" t="str"><f>H4</f><v>01 99 00 12 36</v></c>`+text("E4", "France"))
	s := newSession(t)
	in := s.write("contacts.xlsx", packBook(t, sheet, ""))
	s.must("clean", "--whole", "--progress", "off", "-q", "-o", s.path("run"), in)
	rows := sheetRows(t, s.path("run/import/corrected-001.xlsx"))
	if got, want := []string{rows[1][3], rows[2][3], rows[3][3]}, []string{"01 99 00 12 34", "+33199001235", "+33199001236"}; !slices.Equal(got, want) {
		t.Errorf("the cells are %q, want %q", got, want)
	}
	if sum := s.read("run/summary.json"); !strings.Contains(sum, `"formulas-replaced"`) {
		t.Error("nobody is told that a formula gave way to a text")
	}
	if journal := s.read("run/changes.jsonl"); !strings.Contains(journal, `"cell-not-writable"`) || strings.Count(journal, `"act":"rewrite"`) != 2 {
		t.Errorf("the journal says\n%s", journal)
	}
	if _, left := s.table("run/review/needs-you.csv"); len(left) != 1 || left[0]["code"] != "cell-not-writable" || left[0]["candidates"] != "+33199001234" {
		t.Errorf("left to a person: %v", left)
	}
}

// Where a sheet has no row left for a new contact, the way out is said, and nothing is published.
func TestSheetIsFull(t *testing.T) {
	text := func(s string) string { return `<c t="inlineStr"><is><t>` + s + `</t></is></c>` }
	s := newSession(t)
	in := s.write("contacts.xlsx", packBook(t, `<row r="1">`+text("Name")+text("Phone")+text("Country")+`</row>`+
		`<row r="2">`+text("Ana Lopez")+text("01 99 00 12 34 / 06 55 50 12 34")+text("France")+`</row>`+
		`<row r="`+strconv.Itoa(xlsxfile.MaxRows)+`">`+text("Bob Muller")+text("01 99 00 12 35")+text("France")+`</row>`, ""))
	if code := s.run("clean", "-q", "--whole", "--split", "one", "-o", s.path("run"), in); code != exitFailed {
		t.Errorf("exit code %d, want %d", code, exitFailed)
	}
	if got := s.stderr.String(); !strings.Contains(got, "1048576") || !strings.Contains(got, "hint: ") || !strings.Contains(got, "--split off") {
		t.Errorf("it says\n%s", got)
	}
	s.run("clean", "-q", "--whole", "--split", "one", "--lang", "fr", "-o", s.path("run"), in)
	if got := s.stderr.String(); !strings.Contains(got, "la feuille est pleine") || !strings.Contains(got, "enregistrez") {
		t.Errorf("in French it says\n%s", got)
	}
	if _, err := os.Stat(s.path("run")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("something is published: %v", err)
	}
}

// A text that no cell of a workbook holds is no matter of the sheet's rows: the way out is CSV, where it was not asked for.
func TestTextFillsCell(t *testing.T) {
	s := newSession(t)
	in := s.write("contacts.csv", "Record ID,First Name,Last Name,Phone Number,Company Name,Country/Region\n"+
		"101,Ana,Lopez,01 99 00 12 34 / 06 55 50 12 34,"+strings.Repeat("x", xlsxfile.MaxChars+1)+",France\n")
	for lang, want := range map[string][]string{
		"en": {"a text of more than 32767 characters", "--format csv"},
		"fr": {"un texte de plus de 32767 caractères", "--format csv"},
	} {
		if code := s.run("clean", "-q", "--format", "xlsx", "--split", "one", "--lang", lang, "-o", s.path("run"), in); code != exitFailed {
			t.Errorf("%s: exit code %d, want %d", lang, code, exitFailed)
		}
		for _, w := range want {
			if got := s.stderr.String(); !strings.Contains(got, w) || strings.Contains(got, "--split off") {
				t.Errorf("%s: it says\n%s", lang, got)
			}
		}
	}
	s.must("clean", "-q", "--format", "csv", "--split", "one", "-o", s.path("run"), in)
}

// A workbook without record ids is corrected as a whole; what only looks at it writes no workbook.
func TestLookAtWorkbookWithoutKeys(t *testing.T) {
	s := newSession(t)
	book := s.path("contacts.xlsx")
	rows := [][]string{{"First Name", "Last Name", "Phone", "Mobile", "Country"}}
	for i := range 9 {
		rows = append(rows, []string{"Ana", "Lopez", "01 99 00 12 3" + strconv.Itoa(i), "", "France"})
	}
	sharedBook(t, book, rows)
	for _, args := range [][]string{{"inspect"}, {"clean", "--check"}, {"clean", "--dry-run", "-o", s.path("dry")}} {
		want := exitDone
		if args[len(args)-1] == "--check" {
			want = exitFindings
		}
		if code := s.run(append(args, book)...); code != want {
			t.Errorf("%v: exit code %d, want %d: %s", args, code, want, s.stderr.String())
		}
	}
}

// sharedBook makes a workbook of a table whose texts stand in a part of their own, as spreadsheet programs write it.
func sharedBook(t *testing.T, path string, rows [][]string) {
	t.Helper()
	var texts, sheet strings.Builder
	at := map[string]int{}
	for _, row := range rows {
		sheet.WriteString("<row>")
		for _, c := range row {
			if _, ok := at[c]; !ok {
				at[c] = len(at)
				texts.WriteString("<si><t>" + c + "</t></si>")
			}
			sheet.WriteString(`<c t="s"><v>` + strconv.Itoa(at[c]) + "</v></c>")
		}
		sheet.WriteString("</row>")
	}
	if err := os.WriteFile(path, []byte(packBook(t, sheet.String(), texts.String())), 0o600); err != nil {
		t.Fatal(err)
	}
}

// packBook makes a workbook of one sheet, of the XML of its rows and of its shared strings, which may be "".
func packBook(t *testing.T, rows, texts string) string {
	t.Helper()
	const (
		main  = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
		links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
		pack  = "http://schemas.openxmlformats.org/package/2006/relationships"
	)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="` + pack + `"><Relationship Id="r1" Type="` + links + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="` + main + `" xmlns:r="` + links + `"><sheets><sheet name="Contacts" sheetId="1" r:id="r1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + pack + `"><Relationship Id="r1" Type="` + links + `/worksheet" Target="sheet.xml"/><Relationship Id="r2" Type="` + links + `/sharedStrings" Target="texts.xml"/></Relationships>`},
		{"xl/sheet.xml", `<worksheet xmlns="` + main + `"><sheetData>` + rows + "</sheetData></worksheet>"},
		{"xl/texts.xml", `<sst xmlns="` + main + `">` + texts + "</sst>"},
	} {
		f, err := w.Create(part[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, part[1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// Data Loader, and Google's and Outlook's imports, open no workbook: IMPORT.md says what to do with what comes out of one.
func TestWorkbookWhereCSVGoesIn(t *testing.T) {
	s := newSession(t)
	makeBook(t, s.path("sf.xlsx"), "Contacts", [][]string{
		{"Id", "AccountId", "FirstName", "LastName", "Phone", "MobilePhone", "MailingCountry"},
		{"003A000000AbCdE", "001A000000XyZaB", "Ana", "Lopez", "01 99 00 12 34 / 06 55 50 12 36", "", "France"},
	})
	makeBook(t, s.path("google.xlsx"), "Contacts", [][]string{
		{"First Name", "Last Name", "Organization Name", "Phone 1 - Label", "Phone 1 - Value", "Address 1 - Country"},
		{"Ana", "Lopez", "Lopez SARL", "Mobile", "06 55 50 12 36", "FR"},
	})
	s.must("clean", "-q", "-o", s.path("auto"), s.path("sf.xlsx"))
	s.must("clean", "-q", "-o", s.path("whole"), s.path("google.xlsx"))
	s.must("clean", "-q", "--lang", "fr", "-o", s.path("french"), s.path("google.xlsx"))
	for name, want := range map[string][3]string{
		"auto":   {"import/updates-001.xlsx", "Salesforce imports CSV alone", "`--format csv`"},
		"whole":  {"import/corrected-001.xlsx", "Google Contacts imports CSV alone", "save it as *CSV UTF-8*"},
		"french": {"import/corrected-001.xlsx", "Google Contacts n'importe que du CSV", "*CSV UTF-8*"},
	} {
		guide := s.read(name + "/IMPORT.md")
		if !s.exists(name+"/"+want[0]) || !strings.Contains(guide, want[1]) || !strings.Contains(guide, want[2]) {
			t.Errorf("%s:\n%s", name, guide)
		}
	}
	s.must("clean", "-q", "--format", "csv", "-o", s.path("asked"), s.path("sf.xlsx"))
	if got, want := s.read("asked/import/updates-001.csv"), "Id,Phone,MobilePhone\n003A000000AbCdE,+33199001234,+33655501236\n"; got != want {
		t.Errorf("updates:\n%s", got)
	}
	if strings.Contains(s.read("asked/IMPORT.md"), "CSV alone") {
		t.Error("IMPORT.md speaks of workbooks, and there are none")
	}
}

// What contacts made by telephony cost is said in the IMPORT.md of the CRM that bills them: one for another program has nothing on it,
// and a job that only reports has none.
func TestToSaysNothingOfBills(t *testing.T) {
	s := newSession(t)
	in := filepath.Join("..", "..", "..", "testdata", "exports", "hubspot.csv")
	s.must("clean", "-q", "-o", s.path("own"), in)
	s.must("clean", "-q", "--to", "aircall", "-o", s.path("to"), in)
	if !strings.Contains(s.read("own/report.html"), "IMPORT.md, where the run has one, says how they are billed") {
		t.Error("the CRM's own report says nothing of bills")
	}
	if strings.Contains(s.read("to/report.html"), "says how they are billed") {
		t.Error("the report names what IMPORT.md does not say")
	}
}
