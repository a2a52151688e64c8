package phone_test

import (
	"fmt"

	"github.com/callready/callready/normalize/phone"
)

func Example() {
	reader, err := phone.NewReader(phone.Options{Regions: []string{"FR"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, cell := range []string{
		"01.99.00.12.34 (standard)",
		"T: 01 99 00 12 34 poste 12 / M: 06 12 34 51 26",
		"01 99 00 12 34 / 35",
		"N/A",
	} {
		rd := reader.Read([]byte(cell), phone.Context{Country: "FR"})
		if rd.Verdict == phone.Undecided {
			fmt.Printf("%s: left as it is %v, candidates %q\n", cell, rd.Codes, rd.Candidates)
			continue
		}
		for _, n := range rd.Numbers {
			fmt.Printf("%s %s kind=%q ext=%q\n", n.E164, n.Type, n.Kind, n.Ext)
		}
	}
	// Output:
	// +33199001234 fixed kind="main" ext=""
	// +33199001234 fixed kind="" ext="12"
	// +33612345126 mobile kind="mobile" ext=""
	// 01 99 00 12 34 / 35: left as it is [range-on-stem], candidates ["+33199001234; +33199001235" "+33199001234"]
	// N/A: left as it is [placeholder-word], candidates []
}
