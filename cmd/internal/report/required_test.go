package report_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/callready/callready/cmd/internal/report"
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/io/profile"
)

// mandatory is a run that knows of mandatory fields, one of each kind.
func mandatory() *summary.Summary {
	s := run()
	s.Cells.ToClear, s.Contacts.Held, s.Contacts.Unsplit, s.Duplicates = 0, 0, 0, nil
	s.Outputs = append(s.Outputs, summary.Output{Path: "review/required.csv", Rows: 41, Bytes: 900, SHA256: "ca"})
	s.Required = &summary.Required{
		Files: []summary.RequiredFile{{
			Name: "task.json", SHA256: "cb", CRM: "salesforce", Title: "Salesforce", Kind: "describe", Object: "task", Mandatory: 1,
			Unseen: []summary.Unseen{{Code: "required-schema-partial", English: "Validation rules are not in it.", French: "Les règles de validation n'y sont pas."}},
		}},
		Fields: []summary.RequiredField{
			{Name: "Reason__c", Label: "Reason", Object: "task", ObjectName: "Task", Code: "required-field-logging", Level: "api", Blocks: []string{"create", "update", "log"}, Source: "task.json: fields[3]", Rule: "salesforce/nillable"},
			{Name: "Segment__c", Label: "Segment <b>", Object: "contact", Own: true, Code: "required-field-enforced", Level: "api", Blocks: []string{"create", "update"}, Source: "contact.json: fields[9]", Rule: "salesforce/nillable", Column: "Segment", Blank: 40, Filler: 1, Copied: true},
			{Name: "group", Object: "contact", Own: true, Code: "required-field-enforced", Level: "api", Blocks: []string{"create"}, Source: "x", ColumnCode: "required-column-missing"},
			{Name: "tier", Object: "contact", Own: true, Code: "required-field-version", Level: "api-from", Since: "2026-09", Blocks: []string{"create", "update"}, Source: "x", ColumnCode: "required-column-doubt"},
			{Name: "lost", Object: "deal", Code: "required-field-conditional", Level: "unknown", When: "status =lost", Source: "x"},
			{Name: "product", Object: "ticket", Code: "required-field-closing", Level: "api", Blocks: []string{"close"}, Source: "x"},
			{Name: "Customer no.", Own: true, Code: "required-field-named", Level: "unknown", Source: "--require", Column: "Customer no.", ColumnCode: "required-id-like"},
			{Name: "a", Object: "company", Code: "required-field-standard", Level: "api", Source: "x"},
			{Name: "b", Object: "lead", Code: "required-field-default", Level: "api", Source: "x"},
			{Name: "c", Object: "case", Code: "required-field-form", Level: "form", Layouts: []string{"Standard"}, Source: "x"},
			{Name: "d", Object: "call", Code: "required-field-uncertain", Level: "unknown", Source: "x"},
			{Name: "e", Object: "other", ObjectName: "Invoice__c", Code: "required-field-other", Level: "api", Source: "x"},
		},
		Lacking: 41, Blank: 40, Stopped: 12, Refused: 2,
	}
	return s
}

func TestRequiredGolden(t *testing.T) {
	p := &profile.Profile{Title: "Invented", Refusals: []profile.Refused{{
		Says:    profile.Text{English: "A rule refuses twins.", French: "Une règle refuse les jumeaux."},
		Change:  profile.Text{English: "Switch it off.", French: "Désactivez-la."},
		Restore: profile.Text{English: "Switch it on.", French: "Réactivez-la."},
	}}}
	for _, lang := range languages {
		s := mandatory()
		golden(t, "required."+lang+".txt", []byte(text(t, s, report.Options{Lang: lang, Texts: codes})))
		var b bytes.Buffer
		if err := report.Guide(&b, s, p, s.Outputs, lang); err != nil {
			t.Fatal(err)
		}
		golden(t, "required."+lang+".md", b.Bytes())
		var page bytes.Buffer
		if err := report.HTML(&page, s, nil, report.PageOptions{Texts: codes, Lang: lang}); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"Reason (Reason__c)", "task.json: fields[3]", "Segment &lt;b&gt; (Segment__c)", "Invoice__c", "review/required.csv", "review/needs-you.csv"} {
			if !strings.Contains(page.String(), want) {
				t.Errorf("%s: the page does not say %q", lang, want)
			}
		}
	}
}

// However much there is to say, the summary fits a screen; and however many fields are mandatory, the guide stays readable.
func TestRequiredFits(t *testing.T) {
	crowd := crowded()
	crowd.Required = mandatory().Required
	for i := range 100 {
		crowd.Required.Fields = append(crowd.Required.Fields, summary.RequiredField{Name: fmt.Sprint("field", i), Code: "required-field-named", Level: "unknown"})
	}
	for _, mode := range []string{"write", "check", "dry-run"} {
		crowd.Mode = mode
		for _, lang := range languages {
			got := text(t, crowd, report.Options{Lang: lang, Texts: codes})
			if n := strings.Count(got, "\n"); n > report.MaxLines+report.MaxRequired {
				t.Errorf("%s %s: %d lines:\n%s", mode, lang, n, got)
			}
		}
	}
	crowd.Mode = "write"
	var b bytes.Buffer
	if err := report.Guide(&b, crowd, nil, crowd.Outputs, "en"); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), "field90"); n != 0 || !strings.Contains(b.String(), "field20") {
		t.Errorf("the guide lists fields %d times that should be cut", n)
	}
}

// A corrected file that would empty fields again is made anew once they are filled; what a CRM keeps is left alone.
func TestFillFirstWhole(t *testing.T) {
	for _, blank := range []profile.Blank{profile.BlankKeeps, profile.BlankClears, profile.BlankUnknown} {
		s := mandatory()
		s.Outputs = []summary.Output{{Path: "import/corrected-001.csv", Rows: 9000}}
		var b bytes.Buffer
		if err := report.Guide(&b, s, &profile.Profile{Name: "x", Blank: blank}, s.Outputs, "en"); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), "9,000 rows; up to 40 fewer while") {
			t.Errorf("%s: the corrected file has %q", blank, b.String())
		}
		if got := strings.Contains(b.String(), "clean that export, and import its file"); got != (blank != profile.BlankKeeps) {
			t.Errorf("%s: made anew: %v", blank, got)
		}
	}
}
