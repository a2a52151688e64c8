package correction_test

import (
	"fmt"

	"github.com/callready/callready/cmd/internal/correction"
)

func Example() {
	cols, err := correction.ColumnsOf([]string{"key", "column", "value", "correction"})
	if err != nil {
		fmt.Println(err)
		return
	}
	line, _, _ := cols.Line([]string{"101", "Phone", "199001234", "Belgique"})
	answer := correction.Parse(line.Text, func(string) bool { return false })
	fmt.Println(answer.Kind, answer.Region, correction.Same("0199001234", line.Value))
	// Output: country BE true
}
