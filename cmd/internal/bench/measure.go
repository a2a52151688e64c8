package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// usage is a measured run.
type usage struct {
	seconds, cpu float64
	peak         int64 // bytes; 0 where the system does not tell
}

// contender is one program of the comparison.
type contender struct {
	name string
	args func(in, out string) []string
	env  []string
	// probe tells whether the program is installed, and prints its version; nil for what is always there.
	probe []string
}

// product is the name of the one that the others are held against.
const product = "callready clean"

const oneCore = product + ", one core"

// withDuplicates is the name of callready that also finds out which contacts stand several times.
const withDuplicates = product + ", duplicates too"

// measure runs the contenders one after the other, round by round, so that a slow minute of the machine hits all. Those
// that are not installed, or do not run, are named in the table's notes.
func (b *bench) measure(ctx context.Context, t *table, cs []contender) error {
	t.runs = map[string][]usage{}
	out := map[string]bool{} // what cannot run here
	for round := range b.rounds {
		for _, c := range cs {
			if out[c.name] {
				continue
			}
			if round == 0 && c.probe != nil {
				version, err := exec.CommandContext(ctx, c.probe[0], c.probe[1:]...).Output()
				if err != nil {
					out[c.name] = true
					t.notes = append(t.notes, c.name+": not installed here, left out.")
					continue
				}
				t.notes = append(t.notes, c.name+": version "+strings.TrimSpace(string(version))+".")
			}
			u, err := b.run(ctx, &c, t.in)
			if err != nil {
				if c.probe == nil || round > 0 || ctx.Err() != nil {
					return err
				}
				out[c.name] = true
				text := err.Error()
				t.notes = append(t.notes, c.name+": does not run here ("+text[strings.LastIndexByte(text, '\n')+1:]+"), left out.")
				continue
			}
			if round == 0 {
				t.names = append(t.names, c.name)
			}
			t.runs[c.name] = append(t.runs[c.name], u)
		}
	}
	return nil
}

// run runs a contender once.
func (b *bench) run(ctx context.Context, c *contender, in string) (usage, error) {
	out := filepath.Join(b.work, "out"+filepath.Ext(in))
	defer os.RemoveAll(out) //nolint:errcheck // the next run says so, if it matters
	if err := os.RemoveAll(out); err != nil {
		return usage{}, err
	}
	args := c.args(in, out)
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Env = append(os.Environ(), c.env...)
	u, text, err := timed(cmd)
	if err != nil {
		err = errors.Join(fmt.Errorf("%s: %s", c.name, strings.TrimSpace(text)), err)
	}
	return u, err
}

// timed runs a command and gives what it took and printed.
func timed(cmd *exec.Cmd) (usage, string, error) {
	start := time.Now()
	text, err := cmd.CombinedOutput()
	u := usage{seconds: time.Since(start).Seconds()}
	if p := cmd.ProcessState; p != nil {
		u.cpu = (p.UserTime() + p.SystemTime()).Seconds()
		u.peak = peakOf(p)
	}
	return u, string(text), err
}
