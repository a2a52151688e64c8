package audit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callready/callready/cmd/internal/audit/source"
	"github.com/callready/callready/cmd/internal/finding"
)

// What a description of fields lets the audit say: which field stops what, from which version on, and who changes it where; a file that
// cannot say, or is about contacts alone, lets nothing pass.
func TestMandatoryFields(t *testing.T) {
	const folder = "../../../normalize/required/testdata/"
	dir := t.TempDir()
	optional := filepath.Join(dir, "optional.json")
	text := `{"name":"Task","fields":[{"name":"Reason__c","type":"string","custom":true,"createable":true,"nillable":true,"defaultedOnCreate":false}]}
{"name":"Contact","fields":[{"name":"Segment__c","type":"string","custom":true,"createable":true,"nillable":true,"defaultedOnCreate":false}]}`
	if err := os.WriteFile(optional, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		files []string
		want  Status
		count int64
		says  string // part of all that is said
		do    string
	}{
		{[]string{folder + "salesforce-task-cli.json"}, Fail, 1, "Reason of call (Reason__c) on Task: A field is mandatory on the record that a call is logged as", "Setup > Object Manager"},
		{[]string{folder + "salesforce-contact.json"}, Fail, 1, "neither created nor updated", "Setup > Object Manager"},
		{[]string{folder + "salesforce-fields.csv"}, Fail, 2, "Region (Region__c) on Lead", "Setup > Object Manager"},
		{[]string{folder + "salesforce-others.json"}, Fail, 1, "Aircall_Log__c", "Setup"},
		{[]string{folder + "salesforce-particles.json"}, Fail, 1, "Segment__c", "Setup"},
		{[]string{folder + "salesforce-contact-layouts.json"}, Fail, 1, "Segment__c", "Setup"},
		{[]string{folder + "hubspot-schema.json"}, Fail, 2, "from version 2026-09 of the API on", "Create Record form"},
		{[]string{folder + "hubspot-properties.json"}, NotChecked, 0, "does not say which are required", ""},
		{[]string{folder + "hubspot-properties.json", folder + "hubspot-schema.json"}, Fail, 2, "2026-09", "Create Record form"},
		{[]string{folder + "zoho-fields.json"}, Fail, 1, "Customer type (Customer_Type)", "Modules and Fields"},
		{[]string{folder + "zoho-layouts.json"}, Fail, 2, "is not published. On the layouts: ", "Modules and Fields"},
		{[]string{folder + "zoho-calls.json"}, Fail, 1, "Reason on call", "Modules and Fields"},
		{[]string{folder + "pipedrive-v1.json"}, Fail, 2, "Segment", "Settings"},
		{[]string{folder + "pipedrive-v2.json"}, Fail, 2, "The condition: ", "Settings"},
		{[]string{folder + "pipedrive-deals.json"}, NotChecked, 0, "task, call or ticket", ""},
		{[]string{folder + "zendesk-tickets.json"}, Fail, 1, "solving or closing", "Admin Center"},
		{[]string{folder + "zendesk-users.json"}, NotChecked, 0, "none of the files describes the task", ""},
		{[]string{folder + "freshdesk-contacts.json"}, Fail, 1, "Segment (segment)", "Admin"},
		{[]string{folder + "freshdesk-tickets.json"}, Fail, 2, "calls are not logged at all", "Admin"},
		{[]string{folder + "dynamics-contact.json"}, NotChecked, 0, "people alone", ""},
		{[]string{folder + "odoo-fields-get.json"}, Fail, 1, "x_segment", "Settings"},
		{[]string{folder + "odoo-fields.csv"}, Fail, 2, "mail.activity", "Settings"},
		{[]string{folder + "odoo-champs-utf16.csv"}, Fail, 1, "x_segment", "Settings"},
		{[]string{folder + "generic.csv"}, Fail, 1, "Segment__c", "mandatory"},
		{[]string{folder + "names.txt"}, Fail, 3, "Segment: A field was named as mandatory", "Check in the settings"},
		{[]string{folder + "header.csv"}, Fail, 2, "asterisk", "Check in the settings"},
		{[]string{optional}, Pass, 0, "", ""},
		{[]string{optional, folder + "dynamics-contact.json"}, Pass, 0, "people alone", ""},
	} {
		var names []string
		for _, f := range tt.files {
			names = append(names, filepath.Base(f))
		}
		name := strings.Join(names, " ")
		for _, lang := range []finding.Lang{finding.English, finding.French} {
			r := mustRun(t, Options{Schemas: tt.files, Lang: lang, Temp: dir}, nil)
			for _, c := range r.Checks {
				if c.Name != "fields-mandatory" {
					continue
				}
				if c.Status != tt.want || c.Count != tt.count {
					t.Errorf("%s: %s, %d (%s %q), want %s, %d", name, c.Status, c.Count, c.Says, c.Evidence, tt.want, tt.count)
				}
				if c.Status == Fail && c.Source == nil && !strings.Contains("generic.csv names.txt header.csv salesforce-contact-layouts.json", name) {
					t.Errorf("%s: no source", name)
				}
				if all := c.Says + strings.Join(c.Evidence, "\n"); lang == finding.English && !strings.Contains(all, tt.says) {
					t.Errorf("%s says %q, want %q", name, all, tt.says)
				}
				if lang == finding.English && !strings.Contains(c.Do, tt.do) {
					t.Errorf("%s: to do %q, want %q", name, c.Do, tt.do)
				}
			}
		}
	}
}

// A table of fields says the same as a workbook, and any description from standard input what it says as a file.
func TestSchemaForms(t *testing.T) {
	const folder = "../../../normalize/required/testdata/"
	check := func(o Options) Check {
		o.Temp = t.TempDir()
		for _, c := range mustRun(t, o, nil).Checks {
			if c.Name == "fields-mandatory" {
				return c
			}
		}
		return Check{}
	}
	for _, name := range []string{"salesforce-fields.csv", "odoo-fields.csv", "odoo-champs-utf16.csv", "generic.csv", "salesforce-task-cli.json"} {
		want := check(Options{Schemas: []string{folder + name}})
		if want.Status != Fail {
			t.Errorf("%s: %s", name, want.Status)
		}
		if d := cmp.Diff(want, check(Options{Schemas: []string{"-"}, Stdin: open(t, folder+name)})); d != "" {
			t.Errorf("%s (-file +standard input):\n%s", name, d)
		}
		if filepath.Ext(name) != ".csv" {
			continue
		}
		head, rows := cells(t, folder+name, source.Schema)
		book := filepath.Join(t.TempDir(), "fields.xlsx")
		if err := os.WriteFile(book, writers()["workbook"](t, "", head, rows), 0o600); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, check(Options{Schemas: []string{book}})); d != "" {
			t.Errorf("%s (-table +workbook):\n%s", name, d)
		}
		if d := cmp.Diff(want, check(Options{Schemas: []string{"-"}, Stdin: open(t, book)})); d != "" {
			t.Errorf("%s (-table +workbook from standard input):\n%s", name, d)
		}
	}
}
