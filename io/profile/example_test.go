package profile_test

import (
	"fmt"

	"github.com/callready/callready/io/profile"
)

func Example() {
	header := []string{"Record ID", "First Name", "Last Name", "Phone Number", "Mobile Phone Number", "Lifecycle Stage", "Country/Region"}
	guess := profile.Detect(header, nil)[0]
	b, err := guess.Profile.Bind(header, nil, profile.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(guess.Profile.Title)
	fmt.Println("key:", b.Columns[b.Key].Header)
	for _, i := range b.Phones {
		fmt.Println("phone:", b.Columns[i].Header, b.Columns[i].Kind, b.Columns[i].Primary)
	}
	// Output:
	// HubSpot
	// key: Record ID
	// phone: Phone Number main true
	// phone: Mobile Phone Number mobile false
}

func ExampleParse() {
	p, err := profile.Parse([]byte(`
name    = "ours"
extends = "hubspot"

[[column]]
names = ["Ligne directe"]
role  = "phone"
kind  = "work"
`), "ours.toml")
	if err != nil {
		fmt.Println(err)
		return
	}
	b, err := p.Bind([]string{"Record ID", "Phone Number", "Ligne directe"}, nil, profile.Options{})
	fmt.Println(len(b.Phones), err)
	// Output: 2 <nil>
}

func ExampleBinding_Form() {
	from, err := profile.Find("google")
	if err != nil {
		fmt.Println(err)
		return
	}
	b, err := from.Bind([]string{"First Name", "Last Name", "Organization Name", "Phone 1 - Label", "Phone 1 - Value"}, nil, profile.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	to, err := profile.Find("aircall")
	if err != nil {
		fmt.Println(err)
		return
	}
	f, err := b.Form(to)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range f.Columns {
		for _, i := range c.From {
			fmt.Println(c.Header, "<-", b.Columns[i].Header)
		}
	}
	for _, i := range f.Place([]profile.Kind{profile.Work, profile.Mobile}) {
		fmt.Println(f.Columns[i].Header)
	}
	// Output:
	// first_name <- First Name
	// last_name <- Last Name
	// company_name <- Organization Name
	// phone1
	// phone2
}
