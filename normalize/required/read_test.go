package required

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func load(t testing.TB, names ...string) *Schema {
	t.Helper()
	var data []byte
	for _, name := range names {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		data = append(data, text...)
	}
	s, err := Read(names[0], data)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// lines describes a schema for tables: one line for each mandatory field.
func lines(s *Schema) []string {
	out := []string{strings.TrimSpace(s.CRM + " " + s.Kind)}
	for _, f := range s.Fields {
		l := string(f.Object) + " " + f.Name
		if f.Label != "" && f.Label != f.Name {
			l += " (" + f.Label + ")"
		}
		if f.Type != "" {
			l += " " + string(f.Type)
		}
		l += ": " + string(f.Level) + f.Since + " " + strings.Join(f.Blocks.Words(), "+")
		if code := f.Code(); code != "" {
			l += " " + code
		}
		var flags strings.Builder
		for _, w := range []struct {
			is   bool
			word string
		}{{f.System, "system"}, {f.Custom, "custom"}, {f.Default, "default"}, {f.Unique, "unique"}} {
			if w.is {
				flags.WriteString(" " + w.word)
			}
		}
		l += flags.String()
		if f.When != "" {
			l += " when " + f.When
		}
		if f.Dependent != "" {
			l += " by " + f.Dependent
		}
		if f.Layouts != nil {
			l += " on " + strings.Join(f.Layouts, "|")
		}
		if f.Options != nil {
			l += " of " + strings.Join(f.Options, "|")
		}
		out = append(out, l)
	}
	for _, f := range s.Unique {
		out = append(out, "unique "+f.Name)
	}
	return out
}

func TestReadSchemas(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		files []string
		want  []string
	}{
		{"Salesforce describe", []string{"salesforce-contact.json"}, []string{
			"salesforce describe",
			"contact LastName (Last Name) text: api create+update system",
			"contact Segment__c (Segment) pick: api create+update required-field-enforced custom by Market__c of MM|Mid market|N/A",
			"contact Origin__c (Origin) text: api update required-field-default custom default",
			"unique Number__c",
		}},
		{"Salesforce describe from the command line, of a task", []string{"salesforce-task-cli.json"}, []string{
			"salesforce describe",
			"task Reason__c (Reason of call) pick: api create+update+log required-field-logging custom",
		}},
		{"two describes after each other", []string{"salesforce-task-cli.json", "salesforce-contact.json"}, []string{
			"salesforce describe",
			"task Reason__c (Reason of call) pick: api create+update+log required-field-logging custom",
			"contact LastName (Last Name) text: api create+update system",
			"contact Segment__c (Segment) pick: api create+update required-field-enforced custom by Market__c of MM|Mid market|N/A",
			"contact Origin__c (Origin) text: api update required-field-default custom default",
			"unique Number__c",
		}},
		{"Salesforce FieldDefinition as a table", []string{"salesforce-fields.csv"}, []string{
			"salesforce field query",
			"contact Segment__c (Segment) pick: api create+update required-field-enforced custom",
			"lead Region__c (Region) ref: api create+update required-field-enforced custom",
		}},
		{"Salesforce EntityParticle", []string{"salesforce-particles.json"}, []string{
			"salesforce field query",
			"contact Segment__c (Segment) pick: api create+update required-field-enforced custom",
			"contact LastName (Last Name) text: api create+update system",
		}},
		{"Salesforce layouts", []string{"salesforce-contact-layouts.json"}, []string{
			"salesforce layouts",
			"contact LastName (Last Name) text: api create+update system",
			"contact Hobby__c (Hobby) text: form create+update required-field-form custom",
			"contact Segment__c (Segment) pick: api create+update required-field-enforced custom",
		}},
		{"Salesforce objects of integrations and others", []string{"salesforce-others.json"}, []string{
			"salesforce describe",
			"call Reason__c (Reason) text: api create+update+log required-field-logging custom",
			"other Number__c (Number) text: api create+update required-field-other custom",
		}},
		{"Zoho fields", []string{"zoho-fields.json"}, []string{
			"zoho fields",
			"contact Last_Name (Last Name) text: api create+update system",
			"contact Customer_Type (Customer type) pick: api create+update required-field-enforced custom of -None-|Private|PRIV",
			"unique Customer_No",
		}},
		{"Zoho layouts", []string{"zoho-layouts.json"}, []string{
			"zoho layouts",
			"contact Last_Name (Last Name) text: api create+update system on Standard",
			"contact Segment pick: unknown create+update required-field-uncertain custom on Standard|Partners",
			"contact Partner_Code (Partner code) text: unknown create+update required-field-uncertain custom on Partners",
		}},
		{"Zoho fields and layouts", []string{"zoho-fields.json", "zoho-layouts.json"}, []string{
			"zoho fields, layouts",
			"contact Last_Name (Last Name) text: api create+update system on Standard",
			"contact Customer_Type (Customer type) pick: api create+update required-field-enforced custom of -None-|Private|PRIV",
			"contact Segment pick: unknown create+update required-field-uncertain custom on Standard|Partners",
			"contact Partner_Code (Partner code) text: unknown create+update required-field-uncertain custom on Partners",
			"unique Customer_No",
		}},
		{"Zoho calls", []string{"zoho-calls.json"}, []string{
			"zoho layouts",
			"call Call_Type (Call Type) pick: api create+update+log system on Standard",
			"call Reason pick: unknown create+update+log required-field-uncertain custom on Standard",
		}},
		{"HubSpot schema", []string{"hubspot-schema.json"}, []string{
			"hubspot schema",
			"contact segment (Segment) pick: api-from2026-09 create+update required-field-version custom of mm|Mid market",
			"contact email: api-from2026-09 create+update required-field-version",
			"unique customer_no",
		}},
		{"HubSpot properties say nothing", []string{"hubspot-properties.json"}, []string{"hubspot properties", "unique customer_no"}},
		{"Pipedrive version 1", []string{"pipedrive-v1.json"}, []string{
			"pipedrive fields v1",
			"contact name (Name) text: unknown create+update system",
			"contact phone (Phone) phone: unknown create+update required-field-uncertain",
			"contact 0123456789abcdef0123456789abcdef01234567 (Segment) pick: unknown create+update required-field-uncertain custom of Mid market|0",
		}},
		{"Pipedrive deals, with conditions", []string{"pipedrive-deals.json"}, []string{
			"pipedrive fields v1",
			"deal title (Title) text: unknown create+update system",
			"deal lost_reason (Lost reason) pick: unknown create+update system when status =lost",
			"deal 00112233445566778899aabbccddeeff00112233 (Margin) number: unknown create+update required-field-other custom when status =won",
		}},
		{"Pipedrive version 2", []string{"pipedrive-v2.json"}, []string{
			"pipedrive fields v2",
			"contact name (Name) text: unknown create+update system",
			"contact 0123456789abcdef0123456789abcdef01234567 (Segment) pick: unknown create+update required-field-uncertain custom of Mid market",
			"contact 89abcdef0123456789abcdef0123456789abcdef (Region) text: unknown create+update required-field-conditional custom when stage_ids 3, 4",
		}},
		{"Zendesk tickets", []string{"zendesk-tickets.json"}, []string{
			"zendesk fields",
			"ticket subject (Subject) text: api close system",
			"ticket 7 (Product) pick: api close required-field-closing custom of Desk phone|desk_phone",
			"ticket 8 (Serial number) text: form create+log required-field-form custom",
		}},
		{"Zendesk users", []string{"zendesk-users.json"}, []string{"zendesk fields"}},
		{"Freshdesk contacts", []string{"freshdesk-contacts.json"}, []string{
			"freshdesk fields",
			"contact name (Full name) text: unknown create+update system",
			"contact segment (Segment) pick: unknown create+update required-field-uncertain custom of Mid market|Enterprise",
		}},
		{"Freshdesk tickets", []string{"freshdesk-tickets.json"}, []string{
			"freshdesk fields",
			"ticket requester (Search a requester) text: api create+log system",
			"ticket cf_reason (Reason) pick: api create+log required-field-logging custom of Sale|Support",
			"ticket cf_outcome (Outcome) text: unknown close required-field-closing custom",
			"ticket cf_order (Order) text: form create+log required-field-form custom",
		}},
		{"Dynamics", []string{"dynamics-contact.json"}, []string{
			"dynamics attributes",
			"contact lastname (Last Name) text: form create+update system",
			"contact ownerid ref: api create+update system",
			"contact new_segment (Segment) pick: form create+update required-field-form custom of Mid market|100000000",
		}},
		{"Odoo fields_get", []string{"odoo-fields-get.json"}, []string{
			"odoo fields_get",
			"contact autopost_bills (Auto-post bills) pick: api create+update system of always|Always|ask|Ask",
			"contact sector_id (Sector) ref: api create+update required-field-standard",
			"contact x_segment (Segment) pick: api create+update required-field-enforced custom of mm|Mid market",
		}},
		{"Odoo ir.model.fields as a table", []string{"odoo-fields.csv"}, []string{
			"odoo ir.model.fields",
			"contact x_segment (Segment) pick: api create+update required-field-enforced custom",
			"task x_reason (Reason) text: api create+update+log required-field-logging custom",
		}},
		{"Odoo in French, UTF-16", []string{"odoo-champs-utf16.csv"}, []string{
			"odoo ir.model.fields",
			"contact x_segment (Segment) text: api create+update required-field-enforced custom",
		}},
		{"a table of an unknown program", []string{"generic.csv"}, []string{
			"table",
			"contact Segment__c (Segment) pick: unknown create+update required-field-uncertain custom",
		}},
		{"a list of names", []string{"names.txt"}, []string{
			"names",
			" Segment: unknown create+update required-field-named custom",
			" Secteur d’activité: unknown create+update required-field-named custom",
			" Lead Source: unknown create+update required-field-named custom",
		}},
		{"a header with marks", []string{"header.csv"}, []string{
			"names",
			" Last Name: unknown create+update required-field-named custom",
			" Segment: unknown create+update required-field-named custom",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, lines(load(t, tt.files...))); diff != "" {
				t.Errorf("mismatch (-want +got):\n%s", diff)
			}
		})
	}
}
