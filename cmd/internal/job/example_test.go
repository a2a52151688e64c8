package job_test

import (
	"fmt"
	"path/filepath"

	"github.com/callready/callready/cmd/internal/job"
)

func ExampleParse() {
	c, err := job.Parse("nightly.toml", filepath.FromSlash("/srv/crm/nightly.toml"), []byte(`
name  = "nightly"
input = "exports/*.csv"
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(c.Name, c.Pick, c.Write, filepath.ToSlash(c.Input[0]))
	_, err = job.Parse("nightly.toml", "/srv/crm/nightly.toml", []byte("name = \"nightly\"\ninptu = \"x\"\n"))
	fmt.Println(err)
	// Output:
	// nightly newest report /srv/crm/exports/*.csv
	// nightly.toml:2: unknown setting "inptu"
}
