package required_test

import (
	"fmt"
	"strings"

	"github.com/callready/callready/normalize/required"
)

func Example() {
	describe := `{"name":"Task","fields":[
		{"name":"Status","label":"Status","type":"picklist","createable":true,"nillable":false,"defaultedOnCreate":true},
		{"name":"Reason__c","label":"Reason","type":"picklist","createable":true,"nillable":false,"defaultedOnCreate":false}]}`
	schema, err := required.Read("task.json", []byte(describe))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range schema.Findings() {
		fmt.Println(schema.Title, f.Object, f.Name, f.Level, strings.Join(f.Blocks.Words(), " "))
		fmt.Println(f.Code(), "in", f.Source)
	}
	_, err = required.Read("contacts.csv", []byte("First Name,Last Name,Phone\nJane,Roe,+442079460018\n"))
	fmt.Println(err)
	// Output:
	// Salesforce task Reason__c api create update log
	// required-field-logging in task.json: fields[1] (line 3)
	// contacts.csv: not a description of fields: it looks like a contact export, not a description of its fields
}

func ExampleMatch() {
	fields := []required.Field{{Name: "Segment__c", Label: "Segment"}, {Name: "Region__c", Label: "Region"}}
	for _, hit := range required.Match(fields, []string{"Id", "SEGMENT *"}) {
		fmt.Println(fields[hit.Field].Name, hit.Column)
	}
	// Output:
	// Segment__c 1
	// Region__c -1
}

func ExampleFiller() {
	for _, value := range []string{"N/A", "Xi", "0"} {
		text, _ := required.Filler([]byte(value), required.TypeText)
		number, _ := required.Filler([]byte(value), required.TypeNumber)
		fmt.Printf("%q %q %q\n", value, text, number)
	}
	// Output:
	// "N/A" "required-filler" "required-filler"
	// "Xi" "" ""
	// "0" "required-filler" ""
}

func ExampleSample() {
	var numbers, segments required.Sample
	for i := range 100 {
		numbers.Add(fmt.Appendf(nil, "K-%d", 1000+i))
		segments.Add([]byte([]string{"retail", "industry"}[i%2]))
	}
	fmt.Println(numbers.IDLike(), segments.IDLike())
	// Output: true false
}
