// Command bench times callready against other ways to do the same, on the same file, in one run, round by round, and
// prints medians and ratios. Absolute times are the machine's; the ratios are callready's.
//
//	go run ./cmd/internal/bench                        # CSV, 200,000 rows, three rounds
//	go run ./cmd/internal/bench -rows 1000000 -rounds 5
//	go run ./cmd/internal/bench -xlsx                  # workbooks, 50,000 rows
//	go run ./cmd/internal/bench -scale                 # 100,000, 1,000,000 and 4,000,000 rows: time a row, memory
//	go run ./cmd/internal/bench -adversarial           # odd files: bounded time and memory
//	go run ./cmd/internal/bench -gate                  # what CI holds: fails on a real regression
//
// The baselines are in this program: encoding/csv that only reads, encoding/csv that copies, and the naive cleaner that
// anybody would write first (encoding/csv or excelize, the phone library, one goroutine, no splitting, no journal).
// Miller, DuckDB, csvkit and Python's phonenumbers take part where they are installed; docs/performance.md says how.
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

// bench is one run of this program.
type bench struct {
	rows, rounds int
	seed         uint64
	work         string // folder for all files
	tool, self   string // callready's and this program's file
}

func run(ctx context.Context) error {
	b := &bench{}
	flag.IntVar(&b.rows, "rows", 0, "contacts in the file; default 200,000, of a workbook 50,000, with -gate 100,000; with -scale the largest, 4,000,000")
	flag.IntVar(&b.rounds, "rounds", 0, "rounds; default 3, whose median counts, with -gate 5, whose best does")
	flag.Uint64Var(&b.seed, "seed", 1, "seed of the file")
	flag.StringVar(&b.tool, "tool", "", "callready to time; default one built from here")
	dir := flag.String("dir", "", "folder to work in, whose files are kept; default a temporary one")
	xlsx := flag.Bool("xlsx", false, "time workbooks")
	scale := flag.Bool("scale", false, "time files of three sizes")
	odd := flag.Bool("adversarial", false, "run on odd files")
	gate := flag.Bool("gate", false, "fail if a ratio is worse than its floor")
	part := flag.String("one", "", "internal: do one part in a process of its own")
	flag.Parse()
	if *part != "" {
		return one(ctx, *part, flag.Args())
	}
	if b.rounds < 0 || b.rows < 0 {
		return errors.New("-rows and -rounds must not be below 0")
	}
	if b.rounds == 0 && *gate {
		b.rounds = gateRounds
	}
	b.rounds = or(b.rounds, 3)
	var err error
	if b.self, err = os.Executable(); err != nil {
		return err
	}
	if b.work = *dir; b.work == "" {
		if b.work, err = os.MkdirTemp("", "callready-bench-"); err != nil {
			return err
		}
		defer os.RemoveAll(b.work) //nolint:errcheck // a temporary folder
	} else if b.work, err = filepath.Abs(b.work); err != nil {
		return err
	}
	if b.tool == "" {
		b.tool = filepath.Join(b.work, "callready")
		if out, err := exec.CommandContext(ctx, "go", "build", "-o", b.tool, "./cmd/callready").CombinedOutput(); err != nil {
			return errors.Join(fmt.Errorf("build callready: %s", out), err)
		}
	}
	switch {
	case *gate:
		return b.gate(ctx, os.Stdout)
	case *xlsx:
		return b.workbooks(ctx, os.Stdout)
	case *scale:
		return b.scale(ctx, os.Stdout)
	case *odd:
		return b.adversarial(ctx, os.Stdout)
	}
	b.rows = or(b.rows, 200_000)
	in, err := b.export(ctx, b.rows)
	if err != nil {
		return err
	}
	t := &table{rows: b.rows, in: in}
	if err := b.measure(ctx, t, b.csvContenders(ctx)); err != nil {
		return err
	}
	spare, err := b.spare(ctx, in)
	if err != nil {
		return err
	}
	t.notes = append(t.notes, told(spare)+".")
	return t.print(os.Stdout)
}

// or gives the first number unless it is 0.
func or(n, otherwise int) int {
	if n == 0 {
		return otherwise
	}
	return n
}
