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
	e, _ := codes.Lookup("input-changed")
	fmt.Println(e.Severity, e.Severity.Reaches(finding.Warning))
	fmt.Println(e.Says(finding.English), e.Todo(finding.English))
	fmt.Println(e.Says(finding.French))
	// Output:
	// error true
	// The input file was changed while it was being read. Run again when nothing writes to the file any more.
	// Le fichier d'entrée a été modifié pendant sa lecture.
}
