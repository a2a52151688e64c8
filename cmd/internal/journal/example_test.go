package journal_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/callready/callready/cmd/internal/journal"
)

func ExampleEvent_Append() {
	e := journal.Event{
		Act: journal.Rewrite, File: "contacts.csv", Row: 1, Line: 2, Column: "Phone", Col: 3,
		Old: "01 99 00 12 34", New: "+33199001234", Numbers: []string{"+33199001234"}, Region: []string{"FR"},
	}
	os.Stdout.Write(e.Append(nil))
	// Output:
	// {"act":"rewrite","file":"contacts.csv","row":1,"line":2,"column":"Phone","col":3,"old":"01 99 00 12 34","new":"+33199001234","numbers":["+33199001234"],"ext":[""],"labels":[""],"region":["FR"],"type":[""],"from":[""],"confidence":[""]}
}

func ExampleRead() {
	lines := `{"act":"keep","row":4,"old":"ask Léa","codes":["no-number"]}` + "\n" + `{"act":"fl`
	for e, err := range journal.Read(strings.NewReader(lines)) {
		if err != nil {
			fmt.Println(err)
			break
		}
		fmt.Println(e.Row, e.Act, e.Old, e.Codes)
	}
	// Output:
	// 4 keep ask Léa [no-number]
	// journal line 2 is damaged: unexpected end of JSON input
}
