package finding_test

import (
	"fmt"

	"github.com/callready/callready/cmd/internal/finding"
)

func Example() {
	codes, err := finding.Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	e, _ := codes.Lookup("bad-rows")
	fmt.Println(e.Severity, e.Severity.Reaches(finding.Warning))
	fmt.Println(e.Says(finding.English), e.Todo(finding.English))
	fmt.Println(e.Says(finding.French))
	// Output:
	// error true
	// Some records could not be read; they are kept byte for byte in review/bad-rows.raw. Correct them in the CRM or in the export, and run again.
	// Certains enregistrements sont illisibles ; ils sont conservés tels quels dans review/bad-rows.raw.
}
