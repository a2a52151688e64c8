package revise_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/callready/callready/cmd/internal/revise"
)

func ExampleOpen() {
	_, err := revise.Open(context.Background(), "contacts", "")
	if no, ok := errors.AsType[*revise.RefusalError](err); ok {
		fmt.Println(no)
		fmt.Println("hint:", no.Hint.English)
	}
	// Output:
	// contacts is no run folder: it has no summary.json
	// hint: name a folder that callready clean or callready refresh made
}
