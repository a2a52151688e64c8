package report_test

import (
	"os"

	"github.com/callready/callready/cmd/internal/report"
	"github.com/callready/callready/cmd/internal/summary"
	"github.com/callready/callready/io/profile"
)

func ExampleText() {
	s := &summary.Summary{
		Mode:     "check",
		Inputs:   []summary.Input{{Name: "contacts.csv", Rows: 3}},
		Profile:  summary.Profile{Title: "HubSpot", Integration: "Aircall"},
		Contacts: summary.Contacts{Read: 3, Phones: 2, Changed: 1},
		Cells:    summary.Cells{Filled: 2, Exact: 1, Rewritten: 1},
		Match:    summary.Match{Before: summary.Classes{E164: 1, Unmatched: 1}, After: summary.Classes{E164: 2}},
	}
	if err := report.Text(os.Stdout, s, report.Options{}); err != nil {
		panic(err)
	}
	// Output:
	// contacts.csv: HubSpot, 3 contacts, 2 with a phone number
	//
	// Contacts as Aircall sees them                          before              after
	//   in E.164                                          1   50.0%          2    100%
	//   accepted today, though not E.164                  0      0%          0      0%
	//   not matched                                       1   50.0%          0      0%
	//
	//          1  contact to change (1 cell rewritten)
	//
	// Check only: no file was written. Leave out --check to write.
}

func ExampleGuide() {
	s := &summary.Summary{
		Mode:     "write",
		Inputs:   []summary.Input{{Name: "contacts.csv"}},
		Contacts: summary.Contacts{Read: 3},
	}
	if err := report.Guide(os.Stdout, s, &profile.Profile{}, nil, "en"); err != nil {
		panic(err)
	}
	// Output:
	// # Import into your CRM
	//
	// These files were made from `contacts.csv` (3 contacts). They hold only what changes; every other contact, and every field that is not in them, stays as it is. Follow the steps in order.
	//
	// There is nothing to import: no contact changes and none is created.
	//
	// ## The other files
	//
	// - `report.html`: everything that changes, to look through before the import
	// - `changes.jsonl`: the journal: one line for each source cell and outcome
	// - `summary.json`: all counts, options and checksums
	//
	// These files hold personal data. Delete the folder when you no longer need the undo files.
}
