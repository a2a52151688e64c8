package cli_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/callready/callready/cmd/internal/cli"
)

func ExampleRun() {
	dir, err := os.MkdirTemp("", "example-*")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, "run")
	code := cli.Run(context.Background(), []string{"clean", "-q", "-o", out, "-"}, cli.Env{
		Stdin:  strings.NewReader("Record ID,First Name,Last Name,Phone Number,Country/Region\n7,Ana,Lopez,01 99 00 12 34,France\n"),
		Stdout: os.Stdout, Stderr: os.Stdout,
		Getenv: func(string) string { return "" },
		Now:    time.Now,
	})
	updates, err := os.ReadFile(filepath.Join(out, "import", "updates-001.csv"))
	fmt.Print(code, err, "\n", string(updates))
	// Output:
	// 0 <nil>
	// Record ID,Phone Number
	// 7,+33199001234
}
