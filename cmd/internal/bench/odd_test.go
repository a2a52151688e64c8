package main

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"io"
	"strings"
	"testing"
)

// Every odd file can be made, and is what its line in the table says.
func TestOddities(t *testing.T) {
	files, names := map[string]bool{}, map[string]bool{}
	for _, o := range oddities {
		t.Run(o.name, func(t *testing.T) {
			if files[o.file] || names[o.name] {
				t.Errorf("%s or %s is there twice", o.file, o.name)
			}
			files[o.file], names[o.name] = true, true
			if o.what == "" || o.seconds <= 0 || o.peak <= 0 {
				t.Error("no words or no bounds")
			}
			if o.rows != nil {
				cells := 0
				for row := range o.rows {
					cells += len(row)
				}
				if cells < 1_000_000 {
					t.Errorf("%d cells", cells)
				}
				return
			}
			var out bytes.Buffer
			w := bufio.NewWriter(&out)
			o.write(w)
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
			rows, width, longest := 0, 0, 0
			r := csv.NewReader(&out)
			if o.name == "torn" {
				r.FieldsPerRecord = -1
			}
			for {
				row, err := r.Read()
				if err == io.EOF {
					break
				}
				if err != nil {
					if o.name != "unclosed" {
						t.Fatal(err)
					}
					break
				}
				rows, width = rows+1, len(row)
				for _, c := range row {
					longest = max(longest, len(c))
				}
			}
			want := map[string][3]int{ // rows with the header, columns, bytes of the longest cell
				"long-cells": {20_001, 9, 250}, "letters": {200_001, 9, 21}, "one-number": {200_001, 9, 21},
				"long-quoted": {1001, 9, 10_000_000}, "huge-cell": {1001, 9, 60_000_000}, "unclosed": {100, 9, 25},
				"one-person": {200_001, 9, 21}, "one-name": {100_001, 9, 27}, "torn": {219_901, 3, 21},
				"wide": {201, 16_384, 14},
			}[o.name]
			if got := [3]int{rows, width, longest}; got != want {
				t.Errorf("rows, columns, longest cell: got %v, want %v", got, want)
			}
		})
	}
}

func TestJudgeOdd(t *testing.T) {
	o := &odd{seconds: 10, peak: 100}
	for _, c := range []struct {
		name string
		u    usage
		code string
		want string
	}{
		{"within", usage{seconds: 10, peak: 100 << 20}, "0", ""},
		{"slow", usage{seconds: 10.5, peak: 1}, "0", "10.50 s, and at most 10 are allowed"},
		{"large", usage{seconds: 1, peak: 101 << 20}, "0", "101 MiB, and at most 100 are allowed"},
		{"not done", usage{seconds: 1}, "1", "exit code 1"},
		{"stopped", usage{seconds: 40}, "stopped", "exit code stopped"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := o.judge(&c.u, c.code)
			if c.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestSaid(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing odd", "a.csv: HubSpot, 3 contacts\n\nFiles: out\n", "a.csv: HubSpot, 3 contacts"},
		{"findings", "a.csv: HubSpot\n\nAbout the file\n  ! One\n    goes on.\n  ! Two | three.\n\nFiles: out\n", "One goes on. Two / three."},
		{"failed", "callready: a.csv: no header\ncallready: hint: name it\n", "callready: a.csv: no header callready: hint: name it"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := said(c.text); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
