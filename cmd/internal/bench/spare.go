package main

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"
)

// noSpare is the time of two runs side by side, as a multiple of one run alone, from which on others use the second core.
const noSpare = 1.35

// spare tells how long two runs of a baseline side by side take, as a multiple of one alone: 1 where a second core is
// free, 2 where others use it. Without one, nothing can be said about work on two.
func (b *bench) spare(ctx context.Context, in string) (float64, error) {
	var alone, both []usage
	for range b.rounds {
		c := contender{name: csvReading, args: b.own("read")}
		u, err := b.run(ctx, &c, in)
		if err != nil {
			return 0, err
		}
		alone = append(alone, u)
		var two [2]usage
		g, ctx := errgroup.WithContext(ctx)
		for i := range two {
			g.Go(func() (err error) {
				two[i], err = b.run(ctx, &c, in)
				return err
			})
		}
		if err := g.Wait(); err != nil {
			return 0, err
		}
		both = append(both, usage{seconds: max(two[0].seconds, two[1].seconds)})
	}
	t := table{runs: map[string][]usage{"alone": alone, "both": both}}
	return t.best("both").seconds / t.best("alone").seconds, nil
}

// told says in words how free a second core was.
func told(spare float64) string {
	return fmt.Sprintf("two runs of %q side by side take %.1f times as long as one: 1 where a second core is free, 2 where others use it", csvReading, spare)
}

// coresCheck holds the time on all cores against that on one, where a second core is there and free.
func coresCheck(all, one usage, most float64, cores int, spare float64) check {
	c := check{what: "time on all cores over time on one core", got: all.seconds / one.seconds, most: most}
	switch {
	case cores < 2:
		c.skip = "one core"
	case !(spare <= noSpare):
		c.skip = told(spare)
	}
	return c
}
