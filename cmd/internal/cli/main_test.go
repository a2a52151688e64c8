package cli_test

import (
	"flag"
	"fmt"
	"os"
	"testing"

	_ "pgregory.net/rapid" // whose flags are set here
)

// usualChecks is how many inputs a property of this package is tried with where nobody says how many: each is a run or several, from
// the export to the import files. The gate tries more.
const usualChecks = "25"

func TestMain(m *testing.M) {
	flag.Parse()
	const name = "rapid.checks"
	said := false
	flag.Visit(func(f *flag.Flag) { said = said || f.Name == name })
	if !said {
		if err := flag.Set(name, usualChecks); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}
