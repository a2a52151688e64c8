// Command gen writes regions.tsv, the table of country names that package country embeds. The names are those of
// golang.org/x/text, so the table changes only when that module is updated; names younger than its data stand in
// aliases.toml, which is written by hand.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
)

func main() {
	out := flag.String("o", "regions.tsv", "file to write")
	flag.Parse()
	var b bytes.Buffer
	write(&b)
	if err := os.WriteFile(*out, b.Bytes(), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}
