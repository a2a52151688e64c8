package main

import (
	"context"
	"fmt"
	"io"
	"runtime"
)

// The floors of the gate. They are generous: a shared machine must not fail them, a real regression must. Programs are
// held against each other on one core each, so that whoever else uses a core slows all of them alike.
const (
	mostOfReading  = 11.0 // callready's time as a multiple of encoding/csv's that only reads
	mostOfNaive    = 0.40 // and of the naive cleaner's
	mostOfOneCore  = 0.88 // time on all cores as a multiple of that on one core
	mostOfWorkbook = 0.40 // as a multiple of the naive cleaner's on a workbook
	mostPeak       = 96   // MiB in all, the number index of 100,000 contacts included
	mostSheetPeak  = 112  // MiB for a workbook of 30,000 contacts
	mostObjects    = 5.5  // allocations for one more row; holders of shared numbers are judged as people, which takes one
	mostBytes      = 600  // bytes allocated for one more row
	gateRounds     = 5
	gateRows       = 100_000
	gateSheetRows  = 30_000 // so that what a run costs whatever its size is the smaller part
	gateFewRows    = 20_000 // allocations are counted between this
	gateMoreRows   = 60_000 // and this
)

// gate measures what CI holds, prints it, and fails on what only a real regression can be.
func (b *bench) gate(ctx context.Context, w io.Writer) error {
	b.rows = or(b.rows, gateRows)
	in, err := b.export(ctx, b.rows)
	if err != nil {
		return err
	}
	t := &table{rows: b.rows, in: in}
	single := []string{"GOMAXPROCS=1"}
	cs := append(b.products(),
		contender{name: csvReading, args: b.own("read"), env: single},
		contender{name: csvNaive, args: b.own("naive"), env: single},
	)
	if err := b.measure(ctx, t, cs); err != nil {
		return err
	}
	book, err := b.workbook(ctx, gateSheetRows, "inline")
	if err != nil {
		return err
	}
	s := &table{rows: gateSheetRows, in: book}
	cs = append(b.products("--whole"), contender{name: sheetNaive, args: b.own("clean"), env: single})
	if err := b.measure(ctx, s, cs); err != nil {
		return err
	}
	spare, err := b.spare(ctx, in)
	if err != nil {
		return err
	}
	objects, bytes, err := b.allocations(ctx)
	if err != nil {
		return err
	}
	for _, t := range []*table{t, s} {
		if err := t.print(w); err != nil {
			return err
		}
		if _, err := io.WriteString(w, "\n"); err != nil {
			return err
		}
	}
	if _, err := fmt.Fprintf(w, "The best of %d rounds counts:\n\n", b.rounds); err != nil {
		return err
	}
	return judge(w, append(checks(t, s, runtime.NumCPU(), spare),
		check{what: "allocations for one more row", got: objects, most: mostObjects, unit: "objects"},
		check{what: "memory allocated for one more row", got: bytes, most: mostBytes, unit: "bytes"},
	))
}

// checks holds what was measured against the floors: t on delimited text, s on a workbook. spare says how free a second
// core was, see [bench.spare].
func checks(t, s *table, cores int, spare float64) []check {
	ours, alone, book := t.best(product), t.best(oneCore), s.best(oneCore)
	over := func(what string, a, b usage, most float64) check {
		return check{what: what, got: a.seconds / b.seconds, most: most}
	}
	memory := func(what string, u usage, most float64) check {
		c := check{what: what, got: mib(u.peak), most: most, unit: "MiB"}
		if u.peak == 0 {
			c.skip = "the system does not tell"
		}
		return c
	}
	return []check{
		over("one core: time over that of "+csvReading, alone, t.best(csvReading), mostOfReading),
		over("one core: time over that of the "+csvNaive, alone, t.best(csvNaive), mostOfNaive),
		coresCheck(ours, alone, mostOfOneCore, cores, spare),
		over("one core: time on a workbook over that of the "+sheetNaive, book, s.best(sheetNaive), mostOfWorkbook),
		memory("peak memory", ours, mostPeak),
		memory("peak memory on a workbook", s.best(product), mostSheetPeak),
	}
}
