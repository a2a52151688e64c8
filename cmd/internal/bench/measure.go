package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// contender is one program of the comparison.
type contender struct {
	name string
	args func(in, out string) []string
	env  []string
	need string // a program that must be installed, "" for none
	// atMost is the floor of the gate: callready may take so many times this program's time, 0 for no floor.
	atMost float64
}

const product = "callready clean"

// contenders lists the programs; those that are not installed are left out.
func contenders(tool string) []contender {
	self, err := os.Executable()
	if err != nil {
		self = os.Args[0]
	}
	one := func(name string) func(in, out string) []string {
		return func(in, out string) []string { return []string{self, "-one", name, in, out} }
	}
	clean := func(in, out string) []string {
		return []string{tool, "clean", "-q", "--progress", "off", "--region", "FR", "--drop-extras", "-o", out, in}
	}
	all := []contender{
		{name: product, args: clean},
		{name: product + ", one core", args: clean, env: []string{"GOMAXPROCS=1"}, atMost: 0.8},
		{name: "encoding/csv, reading only", args: one("read"), atMost: 4},
		{name: "encoding/csv, copying", args: one("copy"), atMost: 2},
		{name: "naive cleaner in Go", args: one("naive"), atMost: 0.1},
		{name: "naive cleaner in Python", need: "python3", args: func(in, out string) []string { return []string{"python3", "-c", pythonScript, in, out} }, atMost: 0.1},
		{name: "Miller, copying", need: "mlr", args: func(in, out string) []string {
			return []string{"sh", "-c", `mlr --csv cat "$0" > "$1"`, in, out}
		}},
		{name: "DuckDB, copying", need: "duckdb", args: func(in, out string) []string {
			return []string{"duckdb", "-c", fmt.Sprintf("copy (select * from read_csv('%s', all_varchar=true)) to '%s'", in, out)}
		}},
		{name: "csvkit, copying", need: "csvcut", args: func(in, out string) []string {
			return []string{"sh", "-c", `csvcut "$0" > "$1"`, in, out}
		}},
	}
	return slices.DeleteFunc(all, func(c contender) bool {
		if c.need == "" {
			return false
		}
		_, err := exec.LookPath(c.need)
		return err != nil
	})
}

// table holds what was measured.
type table struct {
	rows     int
	in, work string
	names    []string
	floors   map[string]float64
	runs     map[string][]usage
}

// measure runs the contenders one after the other, round by round, so that a slow minute of the machine hits all.
func (t *table) measure(ctx context.Context, cs []contender, rounds int) error {
	t.runs, t.floors = map[string][]usage{}, map[string]float64{}
	out := map[string]bool{} // what cannot run here
	for round := range rounds {
		for _, c := range cs {
			if out[c.name] {
				continue
			}
			u, err := t.once(ctx, &c)
			if err != nil {
				if c.need == "" || round > 0 {
					return err
				}
				out[c.name] = true
				lines := strings.Split(err.Error(), "\n")
				fmt.Fprintf(os.Stderr, "bench: %s does not run here: %s\n", c.name, lines[max(0, len(lines)-2)])
				continue
			}
			if round == 0 {
				t.names = append(t.names, c.name)
				t.floors[c.name] = c.atMost
			}
			t.runs[c.name] = append(t.runs[c.name], u)
		}
	}
	return nil
}

func (t *table) once(ctx context.Context, c *contender) (usage, error) {
	out := filepath.Join(t.work, "out")
	if err := os.RemoveAll(out); err != nil {
		return usage{}, err
	}
	args := c.args(t.in, out)
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Env = append(os.Environ(), c.env...)
	start := time.Now()
	text, err := cmd.CombinedOutput()
	u := usage{seconds: time.Since(start).Seconds()}
	if err != nil {
		return u, errors.Join(fmt.Errorf("%s: %s", c.name, strings.TrimSpace(string(text))), err)
	}
	u.cpu = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	u.peak = peakOf(cmd.ProcessState)
	return u, nil
}

// median gives the run of median time.
func (t *table) median(name string) usage {
	runs := slices.Clone(t.runs[name])
	slices.SortFunc(runs, func(a, b usage) int {
		switch {
		case a.seconds < b.seconds:
			return -1
		case a.seconds > b.seconds:
			return 1
		}
		return 0
	})
	return runs[len(runs)/2]
}

func (t *table) print(w io.Writer) error {
	info, err := os.Stat(t.in)
	if err != nil {
		return err
	}
	ours := t.median(product)
	out := fmt.Sprintf("%d rows, %d MB, %d cores, %s/%s, %s; median of %d rounds\n\n", t.rows, info.Size()/1e6, runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version(), len(t.runs[product]))
	out += "| program | s | rows/s | CPU s | peak MiB | callready's time as a multiple of it |\n| --- | --- | --- | --- | --- | --- |\n"
	var outSb141 strings.Builder
	for _, n := range t.names {
		u := t.median(n)
		outSb141.WriteString(fmt.Sprintf("| %s | %.2f | %.0f | %.2f | %d | %.2f |\n", n, u.seconds, float64(t.rows)/u.seconds, u.cpu, u.peak>>20, ours.seconds/u.seconds))
	}
	out += outSb141.String()
	_, err = io.WriteString(w, out)
	return err
}

// peakMost is the memory that callready may take for any number of rows, index and all, in the gate's file.
const peakMost = 160 << 20

// gate fails on what only a real regression can be.
func (t *table) gate() error {
	var errs []error
	ours := t.median(product)
	for _, n := range t.names {
		if f := t.floors[n]; f > 0 && ours.seconds > f*t.median(n).seconds {
			errs = append(errs, fmt.Errorf("callready took %.2f times as long as %s; the floor is %.2f", ours.seconds/t.median(n).seconds, n, f))
		}
	}
	if ours.peak > peakMost {
		errs = append(errs, fmt.Errorf("callready took %d MiB; the floor is %d", ours.peak>>20, peakMost>>20))
	}
	return errors.Join(errs...)
}
