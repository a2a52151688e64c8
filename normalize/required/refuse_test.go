package required

import (
	"errors"
	"strings"
	"testing"
)

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("[", 100_000)
	tests := []struct {
		name, data string
		is         error
		want       string
	}{
		{"nothing", "", ErrNotOne, "an empty file"},
		{"blanks", " \r\n\ufeff ", ErrNotOne, "an empty file"},
		{"login page", "<!DOCTYPE html><html><body>Log in</body></html>", ErrNotOne, "HTML, a login page"},
		{"XML", "<?xml version=\"1.0\"?><CustomField/>", ErrNotOne, "XML"},
		{"workbook", "PK\x03\x04xxxx", ErrNotOne, "a workbook or a ZIP archive"},
		{"old workbook", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ErrNotOne, "an old or protected workbook"},
		{"PDF", "%PDF-1.7", ErrNotOne, "a PDF"},
		{"binary", "a\x00b\x01\x02c", ErrNotOne, "a binary file"},
		{"vCard", "BEGIN:VCARD\nFN:Jane Roe", ErrNotOne, "a file of contacts (vCard)"},
		{"contact export", "First Name,Last Name,Phone\nJane,Roe,+442079460018\n", ErrNotOne, "a contact export"},
		{"contact header", "First Name;Last Name;Phone\n", ErrNotOne, "the header of a contact export"},
		{"contacts as JSON", `{"contacts":[{"id":1,"first_name":"Jane","last_name":"Roe"}]}`, ErrNotOne, "JSON of contacts"},
		{"answer of an API that failed", `[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]`, ErrNotOne, "an error that the API answered"},
		{"another error", `{"success":false,"error":"unauthorized access"}`, ErrNotOne, "an error that the API answered"},
		{"other JSON", `{"numbers":[{"digits":"x","is_ivr":true}]}`, ErrNotOne, "JSON of another object (digits, is_ivr)"},
		{"no content", `[]`, ErrNotOne, "JSON without content"},
		{"no fields", `{"fields":[]}`, ErrNotOne, "JSON without content"},
		{"Python", `{'x_segment': {'string': 'Segment', 'type': 'char', 'required': True}}`, ErrNotOne, "Python"},
		{"field list without the word", "Field Label,Field Name,Data Type\nSegment,Segment__c,Picklist\n", ErrNotOne, "does not say which are mandatory"},
		{"other table", "Date,Amount\n2026-01-01,3\n", ErrNotOne, "a table of another kind (Date, Amount)"},
		{"table without rows", "API Name,Label,Required\n", ErrNotOne, "a table of fields without a row"},
		{"addresses", "jane@example.com\njohn@example.com\n", ErrNotOne, "a list with e-mail addresses"},
		{"numbers", "+33 1 99 00 12 34\n+33 1 99 00 12 35\n", ErrNotOne, "a list of numbers"},
		{"prose", "Dear colleague please find attached the list of all the fields that we need\n", ErrNotOne, "running text"},
		{"a program", "module example.com/x\nrequire (\n\texample.com/y v1.0.0\n)\n", ErrNotOne, "text that is neither a table nor a list of names"},
		{"settings", "name = value\nother = 3\n", ErrNotOne, "text that is neither a table nor a list of names"},
		{"HTTP headers", "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{}", ErrNotOne, "HTTP headers"},
		{"two CRMs", `[{"key":"a","name":"A","mandatory_flag":true}] [{"api_name":"B","system_mandatory":true}]`, ErrNotOne, "fields of Pipedrive and of Zoho CRM"},
		{"cut", `{"fields":[{"api_name":"A","system_mandatory":tr`, ErrDamaged, "it ends in the middle, in line 1"},
		{"cut after a value", "{\"fields\":[\n{\"api_name\":\"A\"}", ErrDamaged, "it ends in the middle, in line 2"},
		{"damaged", "{\"fields\":[\n{\"api_name\" \"A\"}]}", ErrDamaged, "in line 2"},
		{"second page damaged", `{"fields":[{"api_name":"A","system_mandatory":true}]} {"fields":[}`, ErrDamaged, "in line 1"},
		{"deep", deep, ErrTooDeep, "more than 64 deep"},
		{"deep in objects", strings.Repeat(`{"a":`, 100), ErrTooDeep, "more than 64 deep"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, err := Read("file.json", []byte(tt.data))
			if !errors.Is(err, tt.is) || !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "file.json: ") {
				t.Errorf("error %v, want %q; schema %v", err, tt.want, s)
			}
		})
	}
	t.Run("huge", func(t *testing.T) {
		t.Parallel()
		if _, err := Read("", make([]byte, MaxBytes+1)); !errors.Is(err, ErrTooLarge) {
			t.Errorf("error %v", err)
		}
		if _, err := Read("", []byte("["+strings.Repeat("1,", MaxValues)+"1]")); !errors.Is(err, ErrTooLarge) {
			t.Errorf("error %v", err)
		}
	})
}
