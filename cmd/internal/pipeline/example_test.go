package pipeline_test

import (
	"fmt"

	"github.com/callready/callready/cmd/internal/pipeline"
)

// In files for people a cell that a spreadsheet would run is made harmless; a number in E.164 stays as it is.
func ExampleHarmless() {
	for _, cell := range []string{"=1+1", "+33199001234", "+33 1 99 00 12 34", "Ana"} {
		fmt.Println(pipeline.Harmless(cell))
	}
	// Output:
	// '=1+1
	// +33199001234
	// '+33 1 99 00 12 34
	// Ana
}

func ExampleGuard() {
	g := pipeline.Guard{Set: true, Percent: 5}
	fmt.Println(g, g.Exceeded(5, 100), g.Exceeded(6, 100))
	// Output: 5% false true
}
