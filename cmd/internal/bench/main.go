// Command bench times callready against other ways to do the same, on the same file, in one run, round by round, and
// prints medians and ratios. Absolute times are the machine's; the ratios are callready's.
//
//	go run ./cmd/internal/bench                  # 200,000 rows, three rounds
//	go run ./cmd/internal/bench -rows 1000000 -rounds 5
//	go run ./cmd/internal/bench -gate            # fails if a ratio is worse than the floor that CI holds
//
// The baselines are in this program: encoding/csv that only reads, encoding/csv that copies, and the naive cleaner that
// anybody would write first (encoding/csv, the phone library, one goroutine, no splitting, no journal). Miller, DuckDB,
// csvkit and Python's phonenumbers take part where they are installed.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	rows := flag.Int("rows", 200_000, "contacts in the file")
	rounds := flag.Int("rounds", 3, "rounds; the median counts")
	seed := flag.Uint64("seed", 1, "seed of the file")
	dir := flag.String("dir", "", "folder to work in; default a temporary one")
	gate := flag.Bool("gate", false, "fail if a ratio is worse than its floor")
	one := flag.String("one", "", "internal: run one baseline on the file given as argument")
	flag.Parse()
	if *one != "" {
		return baseline(*one, flag.Arg(0), flag.Arg(1))
	}
	work := *dir
	if work == "" {
		var err error
		if work, err = os.MkdirTemp("", "callready-bench-"); err != nil {
			return err
		}
		defer os.RemoveAll(work) //nolint:errcheck // a temporary folder
	}
	in := filepath.Join(work, fmt.Sprintf("export-%d-%d.csv", *rows, *seed))
	if err := generate(in, *rows, *seed); err != nil {
		return err
	}
	tool := filepath.Join(work, "callready")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", tool, "./cmd/callready").CombinedOutput(); err != nil {
		return errors.Join(fmt.Errorf("build callready: %s", out), err)
	}
	t := &table{rows: *rows, in: in, work: work}
	if err := t.measure(ctx, contenders(tool), *rounds); err != nil {
		return err
	}
	if err := t.print(os.Stdout); err != nil {
		return err
	}
	if *gate {
		return t.gate()
	}
	return nil
}
