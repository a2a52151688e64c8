package summary_test

import (
	"encoding/json"
	"fmt"

	"github.com/callready/callready/cmd/internal/summary"
)

func Example() {
	s := summary.Summary{Schema: summary.Schema, Mode: "check", Contacts: summary.Contacts{Read: 3, Changed: 2}}
	data, err := json.Marshal(s.Contacts)
	fmt.Println(string(data), err)
	// Output: {"read":3,"with_phone":0,"skipped":0,"changed":2,"created":0,"held":0,"unsplit":0,"engaged":0,"needs_you":0,"to_clear":0} <nil>
}
