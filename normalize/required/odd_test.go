package required

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Forms that the same descriptions come in, less often.
func TestReadOddForms(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, data string
		want       []string
	}{
		{
			"Dynamics: a table with its attributes, levels as numbers",
			`{"LogicalName":"phonecall","Attributes":[
			{"LogicalName":"subject","AttributeType":"String","RequiredLevel":2},
			{"LogicalName":"new_reason","AttributeType":"Picklist","IsCustomAttribute":true,"DefaultFormValue":3,"RequiredLevel":{"Value":2},"DisplayName":{"LocalizedLabels":[{"Label":"Reason"}]}},
			{"LogicalName":"new_flag","AttributeType":"Boolean","IsCustomAttribute":true,"RequiredLevel":{"Value":1}},
			{"LogicalName":"new_hobby","AttributeType":"String","IsCustomAttribute":true,"RequiredLevel":{"Value":0}}]}`,
			[]string{
				"dynamics attributes",
				"call subject text: form create+update+log system",
				"call new_reason (Reason) pick: form update required-field-form custom default",
			},
		},
		{
			"Dynamics: the table in the address of the answer",
			`{"@odata.context":"https://example.crm.dynamics.com/api/data/v9.2/$metadata#EntityDefinitions('lead')/Attributes(LogicalName)","value":[
			{"LogicalName":"new_phone","AttributeType":"String","IsCustomAttribute":true,"FormatName":{"Value":"Phone"},"RequiredLevel":{"Value":"ApplicationRequired"}}]}`,
			[]string{"dynamics attributes", "lead new_phone phone: form create+update required-field-form custom"},
		},
		{
			"Dynamics as a table",
			"Entity,Logical Name,Schema Name,Display Name,Attribute Type,Required Level,Is Custom Attribute\ncontact,new_segment,new_Segment,Segment,Picklist,ApplicationRequired,True\n" +
				"contact,ownerid,OwnerId,Owner,Owner,SystemRequired,False\ncontact,new_hobby,new_Hobby,Hobby,String,None,True\n",
			[]string{
				"dynamics attributes",
				"contact new_segment (Segment) pick: form create+update required-field-form custom",
				"contact ownerid (Owner) ref: api create+update system",
			},
		},
		{
			"Odoo: records of ir.model.fields",
			`{"jsonrpc":"2.0","result":[{"id":7,"name":"x_reason","field_description":"Reason","ttype":"char","model_id":[9,"Activity"],"required":true,"state":"manual"},
			{"id":8,"name":"x_old","field_description":"Old","ttype":"char","model":"res.partner","required":"not is_company"},
			{"id":9,"name":"name","ttype":"char","model":"res.partner","required":true}]}`,
			[]string{
				"odoo ir.model.fields",
				"task x_reason (Reason) text: api create+update+log required-field-logging custom",
				"contact x_old (Old) text: api create+update required-field-conditional custom when not is_company",
				"contact name text: api create+update system",
			},
		},
		{
			"Zoho: the module is named",
			`{"module":{"api_name":"Calls"},"fields":[{"api_name":"Reason","field_label":"Reason","data_type":"picklist","custom_field":true,"system_mandatory":true},
			{"api_name":"Done","data_type":"boolean","custom_field":true,"system_mandatory":true},
			{"api_name":"Hidden","data_type":"text","custom_field":true,"system_mandatory":true,"view_type":{"create":false,"edit":false}}]}`,
			[]string{"zoho fields", "call Reason pick: api create+update+log required-field-logging custom"},
		},
		{
			"Zoho: fields within their module",
			`{"modules":[{"api_name":"Leads","plural_label":"Leads","fields":[{"api_name":"Budget","data_type":"currency","custom_field":true,"system_mandatory":true}]}]}`,
			[]string{"zoho fields", "lead Budget number: api create+update required-field-enforced custom"},
		},
		{
			"HubSpot: a schema without its properties, in a list",
			`{"results":[{"name":"CALL","labels":{},"objectTypeId":"0-48","requiredProperties":["hs_timestamp","reason"]}]}`,
			[]string{
				"hubspot schema",
				"call hs_timestamp: api-from2026-09 create+update+log system",
				"call reason: api-from2026-09 create+update+log required-field-version custom",
			},
		},
		{
			"HubSpot: an object of one's own",
			`{"name":"machines","requiredProperties":["serial"],"properties":[{"name":"serial","label":"Serial","type":"string","fieldType":"phonenumber","hubspotDefined":false}]}`,
			[]string{"hubspot schema", "other serial (Serial) phone: api-from2026-09 create+update required-field-other custom"},
		},
		{
			"Pipedrive: mandatory for something",
			`[{"key":"0123456789abcdef0123456789abcdef01234567","name":"Segment","field_type":"varchar","edit_flag":true,"mandatory_for_stage_3":true}]`,
			[]string{
				"pipedrive fields v1",
				" 0123456789abcdef0123456789abcdef01234567 (Segment) text: unknown create+update required-field-conditional custom when stage_3",
			},
		},
		{
			"Zendesk: one field, under a condition",
			`{"ticket_field":{"id":7,"title":"Product","type":"tagger","active":true,"removable":true,"required":true,"required_on_statuses":{"type":"SOME_STATUSES","statuses":["solved"]}}}`,
			[]string{"zendesk fields", "ticket 7 (Product) pick: api close required-field-conditional custom when type SOME_STATUSES, statuses solved"},
		},
		{
			"Freshdesk: company fields",
			`[{"id":1,"name":"name","label":"Company Name","type":"default_name","default":true,"required_for_agent":true},
			{"id":2,"name":"support_plan","label":"Support plan","type":"custom_dropdown","default":false,"required_for_agent":true,"choices":["A","B"]}]`,
			[]string{
				"freshdesk fields",
				"company name (Company Name) text: api create system",
				"company support_plan (Support plan) pick: api create required-field-enforced custom of A|B",
			},
		},
		{
			"Salesforce: a query of the command line, flat",
			`{"status":0,"result":{"records":[{"QualifiedApiName":"Reason__c","Label":"Reason","DataType":"Text(40)","IsNillable":false,"EntityDefinitionId":"Task"}]}}`,
			[]string{"salesforce field query", "task Reason__c (Reason) text: api create+update+log required-field-logging custom"},
		},
		{
			"Salesforce: a batch of describes",
			`{"compositeResponse":[{"body":{"name":"Lead","fields":[{"name":"Region__c","type":"string","createable":true,"nillable":false,"defaultedOnCreate":false}]},"httpStatusCode":200}]}`,
			[]string{"salesforce describe", "lead Region__c text: api create+update required-field-enforced custom"},
		},
		{
			"a list on one line", "Segment, Lead Source\n",
			[]string{"names", " Segment: unknown create+update required-field-named custom", " Lead Source: unknown create+update required-field-named custom"},
		},
		{
			"a list with a title and numbers", "Mandatory fields:\n 1. Segment\n 2) Budget (EUR)\nnull\n",
			[]string{"names", " Segment: unknown create+update required-field-named custom", " Budget (EUR): unknown create+update required-field-named custom"},
		},
		{
			"a column of names with its header", "API Name\nSegment__c\n",
			[]string{"names", " Segment__c: unknown create+update required-field-named custom"},
		},
		{"a list as JSON", `["Segment", "Phone*"]`, []string{
			"names", " Segment: unknown create+update required-field-named custom", " Phone: unknown create+update required-field-named custom",
		}},
		{
			"a table with tabs and German words", "Feldname\tBezeichnung\tPflichtfeld\nsegment\tSegment\tJa\nhobby\tHobby\tNein\n",
			[]string{"table", " segment (Segment): unknown create+update required-field-uncertain custom"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, err := Read("", []byte(tt.data))
			check(t, s, err)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, lines(s)); diff != "" {
				t.Errorf("mismatch (-want +got):\n%s", diff)
			}
		})
	}
}
