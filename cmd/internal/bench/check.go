package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// check is one figure and its bound.
type check struct {
	what      string
	got, most float64
	unit      string // behind the figures, "" for a ratio
	skip      string // why it says nothing here, "" if it does
}

// judge prints the checks as a table and gives an error that names each figure beyond its bound.
func judge(w io.Writer, checks []check) error {
	var errs []error
	var out strings.Builder
	out.WriteString("| check | measured | at most | |\n| --- | --- | --- | --- |\n")
	for _, c := range checks {
		got, most := c.format(c.got), c.format(c.most)
		verdict := "ok"
		switch {
		case c.skip != "":
			verdict = "skipped: " + c.skip
		case !(c.got <= c.most): // what is not a number is no pass
			verdict = "too much"
			errs = append(errs, fmt.Errorf("%s: %s, and at most %s is allowed", c.what, got, most))
		}
		fmt.Fprintf(&out, "| %s | %s | %s | %s |\n", c.what, got, most, verdict)
	}
	if _, err := io.WriteString(w, out.String()); err != nil {
		return err
	}
	return errors.Join(errs...)
}

func (c *check) format(v float64) string {
	if c.unit == "" {
		return fmt.Sprintf("%.2f", v)
	}
	return fmt.Sprintf("%.1f %s", v, c.unit)
}

// mib gives bytes in MiB.
func mib(n int64) float64 { return float64(n) / (1 << 20) }
