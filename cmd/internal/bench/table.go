package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// table holds what was measured on one file.
type table struct {
	rows  int
	in    string
	names []string
	runs  map[string][]usage
	notes []string
}

// median gives the run of median time.
func (t *table) median(name string) usage {
	runs := t.sorted(name)
	return runs[len(runs)/2]
}

// best gives the run of least time, with the least peak of all: what a loaded machine does not do to the others.
func (t *table) best(name string) usage {
	runs := t.sorted(name)
	u := runs[0]
	for _, r := range runs {
		u.peak = min(u.peak, r.peak)
	}
	return u
}

func (t *table) sorted(name string) []usage {
	runs := slices.Clone(t.runs[name])
	slices.SortFunc(runs, func(a, b usage) int { return cmp.Compare(a.seconds, b.seconds) })
	return runs
}

// print writes the table, with callready's time as a multiple of each program's.
func (t *table) print(w io.Writer) error {
	info, err := os.Stat(t.in)
	if err != nil {
		return err
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%s rows, %d MB, %s; median of %d rounds\n\n", thousands(t.rows), info.Size()/1e6, machine(), len(t.runs[product]))
	out.WriteString("| program | s | rows/s | CPU s | peak MiB | callready's time as a multiple of it |\n| --- | --- | --- | --- | --- | --- |\n")
	ours := t.median(product)
	for _, n := range t.names {
		u := t.median(n)
		fmt.Fprintf(&out, "| %s | %.2f | %s | %.2f | %d | %.2f |\n", n, u.seconds, thousands(int(float64(t.rows)/u.seconds)), u.cpu, u.peak>>20, ours.seconds/u.seconds)
	}
	if len(t.notes) > 0 {
		out.WriteString("\n- " + strings.Join(t.notes, "\n- ") + "\n")
	}
	_, err = io.WriteString(w, out.String())
	return err
}

// machine says what matters of the machine.
func machine() string {
	return fmt.Sprintf("%d cores, %s/%s, %s", runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version())
}

// thousands writes a count with commas.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
