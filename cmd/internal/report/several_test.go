package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/report"
	"github.com/callready/callready/cmd/internal/summary"
)

// A run over several files names them: all in the guide and the page, the first in the terminal; rows say which file they
// are of.
func TestSeveralFiles(t *testing.T) {
	s := run()
	s.Inputs = append(s.Inputs, s.Inputs[0], s.Inputs[0])
	s.Inputs[1].Name, s.Inputs[2].Name = "may/b.csv", "june/b.csv"
	s.Said = append(s.Said, summary.Said{Code: "rows-requoted", Detail: map[string]string{"file": "june/b.csv"}})
	events := []journal.Event{
		{Act: journal.Rewrite, File: "may/b.csv", Row: 7, Column: "Phone", Old: "1", New: "+33199001234", Numbers: []string{"+33199001234"}},
		{Act: journal.Split, File: "may/b.csv", Row: 8, Column: "Phone", Old: "2", New: "+33199001235", Holder: 9, HolderFile: "june/b.csv", Numbers: []string{"+33199001235"}},
		{Act: journal.Split, File: "may/b.csv", Row: 10, Column: "Phone", Old: "3", New: "+33199001236", Holder: 11, Numbers: []string{"+33199001236"}},
	}
	for _, tt := range []struct {
		lang string
		want []string
	}{
		{"en", []string{"contacts.csv and 2 more files", "may/b.csv, row 7", "row 9 of june/b.csv has it already", "row 11 has it already", "[file june/b.csv]", "may/b.csv: "}},
		{"fr", []string{"contacts.csv et 2 autres fichiers", "may/b.csv, ligne 7", "déjà à la ligne 9 de june/b.csv", "[fichier june/b.csv]"}},
	} {
		_, visible := elements(t, page(t, s, events, tt.lang))
		for _, w := range tt.want {
			if !strings.Contains(visible, w) {
				t.Errorf("%s: the page lacks %q", tt.lang, w)
			}
		}
	}
	var text, guide, whole bytes.Buffer
	if err := report.Text(&text, s, report.Options{}); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(text.String(), s.Inputs[0].Name+" and 2 more files: ") {
		t.Errorf("the terminal begins with %.80q", text.String())
	}
	if err := report.Guide(&guide, s, nil, s.Outputs, "en"); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(guide.String(), "`"+s.Inputs[0].Name+"`, `may/b.csv`, `june/b.csv`") {
		t.Errorf("the guide does not name the files:\n%.300s", guide.String())
	}
	files := []summary.Output{{Path: "import/corrected-a-001.csv", Rows: 3}, {Path: "import/corrected-b-001.xlsx", Rows: 2}}
	if err := report.Guide(&whole, s, nil, files, "en"); err != nil {
		t.Fatal(err)
	}
	for _, w := range []string{"whole files", "Import the corrected files", "`import/corrected-b-001.xlsx`: 2 rows", "Import the original files again"} {
		if !strings.Contains(whole.String(), w) {
			t.Errorf("the guide of corrected files lacks %q:\n%s", w, whole.String())
		}
	}
}
