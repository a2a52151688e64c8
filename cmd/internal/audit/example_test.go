package audit_test

import (
	"context"
	"fmt"

	"github.com/callready/callready/cmd/internal/audit"
)

func ExampleRun() {
	res, err := audit.Run(context.Background(), audit.Options{Profile: "salesforce", AircallPlan: "Essentials", CRMPlan: "Enterprise"}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range res.Checks[:2] {
		fmt.Println(c.Name, c.Status)
	}
	// Output:
	// plan-aircall fail
	// plan-crm declared
}
