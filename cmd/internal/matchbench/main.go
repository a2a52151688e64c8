// Command matchbench measures how well duplicates are found: precision and recall over pairs, time and memory.
//
//	go run ./cmd/internal/matchbench                    # invented sets of its own
//	go run ./cmd/internal/matchbench -v                 # with the pairs that were judged wrongly
//	go run ./cmd/internal/matchbench -seed 7            # other persons
//	go run ./cmd/internal/matchbench DIR…               # folders with export.csv and truth.jsonl
//	go run ./cmd/internal/matchbench -scale 1000000     # time and memory
//
// A pair counts as found where both records are in one group that is exact or likely. Precision is the share of these pairs
// that are one person, recall the share of the pairs of one person that are found.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/callready/callready/dedupe"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, time.Now); err != nil {
		fmt.Fprintln(os.Stderr, "matchbench:", err)
		os.Exit(1)
	}
}

func run(args []string, w io.Writer, now func() time.Time) error {
	fs := flag.NewFlagSet("matchbench", flag.ContinueOnError)
	seed := fs.Uint64("seed", 1, "seed of the invented sets")
	rows := fs.Int("rows", 20000, "persons in each invented set")
	verbose := fs.Bool("v", false, "print the pairs that were judged wrongly")
	most := fs.Int("most", 40, "with -v: how many of each kind")
	scale := fs.Int("scale", 0, "measure time and memory with so many records")
	if err := fs.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil
		}
		return err
	}
	if *scale > 0 {
		return measure(w, *scale, *seed, now)
	}
	var sets []*set
	for _, dir := range fs.Args() {
		s, err := sample(dir)
		if err != nil {
			return err
		}
		sets = append(sets, s)
	}
	if len(sets) == 0 {
		sets = invented(*rows, *seed)
	}
	_, _ = fmt.Fprintf(w, "%-26s %8s %7s %9s %9s %9s %9s %9s %9s\n", "set", "records", "true", "precision", "recall", "exact", "blocked", "possible", "of these")
	for _, s := range sets {
		o := match(s, now)
		_, _ = fmt.Fprintf(w, "%-26s %8d %7d %9.4f %9.4f %9.4f %9.4f %9d %9d\n", s.name, len(s.persons), o.truth,
			share(o.right, o.found), share(o.right, o.truth), share(o.exactGood, o.exact), share(o.blocked, o.truth), o.possible, o.possibleGood)
		if *verbose {
			show(w, "wrong", o.wrong, *most)
			show(w, "missed", o.missed, *most)
		}
	}
	return nil
}

// show prints pairs that were judged wrongly.
func show(w io.Writer, what string, list []mistake, most int) {
	for i, m := range list {
		if i == most {
			_, _ = fmt.Fprintf(w, "  … and %d more\n", len(list)-most)
			break
		}
		_, _ = fmt.Fprintf(w, "  %s (%s): %s, %d points: %s\n    %s\n    %s\n", what, m.how, m.v.Match, m.v.Points,
			strings.Join(slices.Collect(m.v.Reasons.Codes()), " "), line(m.a), line(m.b))
	}
}

func line(p *dedupe.Person) string {
	parts := []string{strconv.FormatUint(uint64(p.Ref), 10)}
	for _, v := range []string{p.First, p.Last, p.Full, strings.Join(p.Mails, " "), p.Company, p.Title, p.Street, p.Postcode, p.City, p.Birth, p.Ident} {
		if v != "" {
			parts = append(parts, v)
		}
	}
	for _, n := range p.Numbers {
		parts = append(parts, fmt.Sprintf("+%d/%d", n.Key, n.Line))
	}
	return strings.Join(parts, " · ")
}
