package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// timeLimit is when a run on an odd file is stopped, as a multiple of its bound.
const timeLimit = 4

// adversarial makes the odd files, runs callready on each, and prints what it took and said.
func (b *bench) adversarial(ctx context.Context, w io.Writer) error {
	if _, err := fmt.Fprintf(w, "%s\n\n| file | MB | s | at most | peak MiB | at most | exit code | what callready said |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n", machine()); err != nil {
		return err
	}
	var errs []error
	for i := range oddities {
		o := &oddities[i]
		if err := b.oddity(ctx, w, o); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", o.what, err))
		}
	}
	return errors.Join(errs...)
}

// oddity runs callready on one odd file, prints a line of the table, and gives an error for what is out of bounds.
func (b *bench) oddity(ctx context.Context, w io.Writer, o *odd) error {
	in := filepath.Join(b.work, o.file)
	if err := once(in, func(name string) error { _, err := b.part(ctx, "odd", o.name, name); return err }); err != nil {
		return err
	}
	info, err := os.Stat(in)
	if err != nil {
		return err
	}
	out := filepath.Join(b.work, "odd-out")
	defer os.RemoveAll(out) //nolint:errcheck // a folder of this run
	if err := os.RemoveAll(out); err != nil {
		return err
	}
	limited, stop := context.WithTimeout(ctx, time.Duration(timeLimit*o.seconds*float64(time.Second)))
	defer stop()
	args := append([]string{"clean", "--progress", "off", "--color", "never", "--lang", "en", "--region", "FR", "-o", out}, o.args...)
	cmd := exec.CommandContext(limited, b.tool, append(args, in)...)
	u, text, runErr := timed(cmd)
	if cmd.ProcessState == nil {
		return runErr
	}
	code := strconv.Itoa(cmd.ProcessState.ExitCode())
	if limited.Err() != nil {
		code = "stopped"
	}
	if _, err := fmt.Fprintf(w, "| %s | %.1f | %.2f | %.0f | %d | %d | %s | %s |\n", o.what, float64(info.Size())/1e6, u.seconds, o.seconds, u.peak>>20, o.peak, code, said(text)); err != nil {
		return err
	}
	return o.judge(&u, code)
}

// judge holds a run against the bounds.
func (o *odd) judge(u *usage, code string) error {
	var errs []error
	if code != "0" {
		errs = append(errs, fmt.Errorf("exit code %s", code))
	}
	if u.seconds > o.seconds {
		errs = append(errs, fmt.Errorf("%.2f s, and at most %.0f are allowed", u.seconds, o.seconds))
	}
	if u.peak > o.peak<<20 {
		errs = append(errs, fmt.Errorf("%d MiB, and at most %d are allowed", u.peak>>20, o.peak))
	}
	return errors.Join(errs...)
}

// said picks from what callready printed what it said of the file: its errors and what stands under "About the file", else
// the first line.
func said(text string) string {
	var out []string
	about := false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "callready:"):
			out = append(out, line)
		case line == "About the file":
			about = true
		case line == "":
			about = false
		case about:
			out = append(out, strings.TrimPrefix(line, "! "))
		}
	}
	if len(out) == 0 {
		first, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
		out = append(out, first)
	}
	return strings.ReplaceAll(strings.Join(out, " "), "|", "/")
}
