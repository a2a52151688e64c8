package csvfile_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/callready/callready/io/csvfile"
	"github.com/callready/callready/io/dialect"
	"github.com/callready/callready/io/record"
)

func Example() {
	table := "Name;Phone\n\"Ada Example\";01 99 00 12 34\n"
	r := csvfile.NewReader(strings.NewReader(table), csvfile.Options{
		Dialect: dialect.Dialect{Delimiter: ';', HeaderRow: 1},
	})
	var b record.Batch
	var out []byte
	for {
		err := r.Read(&b)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			fmt.Println(err)
			return
		}
		for i, rec := range b.Records {
			var edits []record.Edit
			if rec.Kind == record.Data {
				edits = []record.Edit{{Col: 1, Value: "+33199001234"}}
			}
			if out, err = csvfile.AppendSplice(out, &b, i, edits, csvfile.Format{Delimiter: ';'}, nil); err != nil {
				fmt.Println(err)
				return
			}
		}
	}
	_, _ = os.Stdout.Write(out)
	// Output:
	// Name;Phone
	// "Ada Example";+33199001234
}
