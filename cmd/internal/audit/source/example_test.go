package source_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/callready/callready/cmd/internal/audit/source"
)

func ExampleOpen() {
	dir, err := os.MkdirTemp("", "example-*")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	name := filepath.Join(dir, "numbers.json")
	if err := os.WriteFile(name, []byte(`{"meta":{},"numbers":[{"id":1,"name":"Sales","digits":"+33 1 99 00 10 01"}]}`), 0o600); err != nil {
		fmt.Println(err)
		return
	}
	f, err := source.Open(context.Background(), name, source.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer f.Close()
	cols, err := f.As(source.Numbers)
	if err != nil {
		fmt.Println(err)
		return
	}
	_ = f.Each(context.Background(), func(r *source.Row) error {
		fmt.Println(r.Text(cols.At("name")), r.Text(cols.At("number")))
		return nil
	})
	// Output: Sales +33 1 99 00 10 01
}
