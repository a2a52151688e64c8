package main

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"strings"
)

// The targets of the scale run.
const (
	mostLonger   = 1.15 // time of a row in the largest file as a multiple of one in the middle one
	mostBeyond   = 64   // MiB of memory beyond the number index, for any number of rows
	mostPerEntry = 40   // bytes of the index for each distinct number
	mostParallel = 1 / 1.5
)

// scale runs callready on files of three sizes, and on the middle one with one core too. The sizes take turns, so that a
// slow minute of the machine hits all.
func (b *bench) scale(ctx context.Context, w io.Writer) error {
	most := or(b.rows, 4_000_000)
	if most < 40 {
		return fmt.Errorf("-rows %d: at least 40 are needed", most)
	}
	sizes := []int{most / 40, most / 4, most}
	tables := make([]*table, len(sizes))
	counts := make([]census, len(sizes))
	for i, rows := range sizes {
		in, err := b.export(ctx, rows)
		if err != nil {
			return err
		}
		if counts[i], err = readCensus(in); err != nil {
			return err
		}
		tables[i] = &table{rows: rows, in: in, runs: map[string][]usage{}}
	}
	for range b.rounds {
		for i, t := range tables {
			cs := b.products()
			if i != 1 {
				cs = cs[:1]
			}
			for _, c := range cs {
				u, err := b.run(ctx, &c, t.in)
				if err != nil {
					return err
				}
				t.runs[c.name] = append(t.runs[c.name], u)
			}
		}
	}
	spare, err := b.spare(ctx, tables[0].in)
	if err != nil {
		return err
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%s; median of %d rounds\n\n", machine(), b.rounds)
	out.WriteString("| rows | MB | s | µs a row | rows/s | peak MiB | distinct numbers | index MiB | peak less index MiB |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n")
	for i, t := range tables {
		u, c := t.median(product), counts[i]
		fmt.Fprintf(&out, "| %s | %d | %.2f | %.2f | %s | %d | %s | %.0f | %.0f |\n", thousands(t.rows), c.Bytes/1e6, u.seconds, perRow(t, product), thousands(int(float64(t.rows)/u.seconds)),
			u.peak>>20, thousands(c.Distinct), mib(c.Index), mib(u.peak-c.Index))
	}
	if _, err := io.WriteString(w, out.String()+"\n"); err != nil {
		return err
	}
	return judge(w, scaleChecks(tables, counts, runtime.NumCPU(), spare))
}

// perRow gives the time of a row in microseconds.
func perRow(t *table, name string) float64 { return t.median(name).seconds * 1e6 / float64(t.rows) }

// scaleChecks holds the three sizes against each other and against the targets.
func scaleChecks(tables []*table, counts []census, cores int, spare float64) []check {
	middle, large := tables[1], tables[2]
	many := counts[2]
	all := []check{
		{what: fmt.Sprintf("time of a row in %s rows over one in %s", thousands(large.rows), thousands(middle.rows)), got: perRow(large, product) / perRow(middle, product), most: mostLonger},
		coresCheck(middle.median(product), middle.median(oneCore), mostParallel, cores, spare),
		{what: "number index, for each distinct number", got: float64(many.Index) / float64(many.Distinct), most: mostPerEntry, unit: "bytes"},
	}
	for i, t := range tables {
		u := t.median(product)
		c := check{what: fmt.Sprintf("peak memory beyond the index, %s rows", thousands(t.rows)), got: mib(u.peak - counts[i].Index), most: mostBeyond, unit: "MiB"}
		if u.peak == 0 {
			c.skip = "the system does not tell"
		}
		all = append(all, c)
	}
	return all
}
