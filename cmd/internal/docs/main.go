// Docs writes the manual pages of callready from its command tree. It is a program of its own, so that the binary that
// users get does not carry the generator.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra/doc"

	"github.com/callready/callready/cmd/internal/cli"
)

func main() {
	dir := flag.String("o", "dist/man", "folder to write the pages to")
	flag.Parse()
	if err := write(*dir); err != nil {
		fmt.Fprintln(os.Stderr, "docs:", err)
		os.Exit(1)
	}
}

// write makes one page a command in dir.
func write(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	root := cli.NewRoot(cli.Env{Stdout: io.Discard, Stderr: io.Discard, Getenv: func(string) string { return "" }})
	root.DisableAutoGenTag = true
	// A fixed date: the pages change when the commands change, and not otherwise.
	date := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	return doc.GenManTree(root, &doc.GenManHeader{Title: "CALLREADY", Section: "1", Source: "callready", Date: &date}, dir)
}
