package run_test

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/callready/callready/cmd/internal/run"
)

func Example() {
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)

	f, err := run.Create(run.Options{Parent: dir, Stem: "contacts"})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer f.Discard()
	updates := f.Table("import/updates", run.Spec{Header: []byte("Id,Phone\r\n"), MaxRows: 2})
	rows := []byte("1,+33199001234\r\n2,+33199001235\r\n3,+33199001236\r\n")
	if err := updates.Append(rows, []int{16, 32, 48}); err != nil {
		fmt.Println(err)
		return
	}
	for _, out := range f.Files() {
		fmt.Println(out.Path, out.Rows, out.Bytes)
	}
	name, err := f.Publish()
	fmt.Println(filepath.Base(name), err)
	// Output:
	// import/updates-001.csv 2 42
	// import/updates-002.csv 1 26
	// callready-contacts <nil>
}
