package main

import (
	"strings"
	"testing"
)

func TestJudge(t *testing.T) {
	nan := 0.0
	nan /= nan
	for _, c := range []struct {
		name string
		in   check
		want string // in the error, "" for none
		line string // of the table
	}{
		{"below", check{what: "time", got: 1, most: 2}, "", "| time | 1.00 | 2.00 | ok |"},
		{"at it", check{what: "time", got: 2, most: 2}, "", "| time | 2.00 | 2.00 | ok |"},
		{"above", check{what: "time", got: 2.5, most: 2}, "time: 2.50, and at most 2.00 is allowed", "| time | 2.50 | 2.00 | too much |"},
		{"above, with a unit", check{what: "peak", got: 97, most: 96, unit: "MiB"}, "peak: 97.0 MiB, and at most 96.0 MiB", "too much"},
		{"skipped", check{what: "time", got: 2.5, most: 2, skip: "one core"}, "", "skipped: one core"},
		{"nothing measured", check{what: "time", got: nan, most: 2}, "time: NaN", "too much"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out strings.Builder
			err := judge(&out, []check{{what: "first", got: 0, most: 1}, c.in, {what: "last", got: 0, most: 1}})
			if got := out.String(); !strings.Contains(got, c.line) || !strings.Contains(got, "last") {
				t.Errorf("table: %s", got)
			}
			switch {
			case c.want == "" && err != nil:
				t.Errorf("got %v, want no error", err)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// runs makes a table from times in milliseconds and a peak in MiB.
func runs(peak int64, times map[string][]float64) *table {
	t := &table{rows: 1000, runs: map[string][]usage{}}
	for name, ms := range times {
		for i, m := range ms {
			t.runs[name] = append(t.runs[name], usage{seconds: m / 1000, peak: (peak + int64(i)) << 20})
		}
	}
	return t
}

// A gate that cannot fail is none: each floor is tried from both sides.
func TestGateChecks(t *testing.T) {
	good := func() (*table, *table) {
		return runs(50, map[string][]float64{product: {900, 100, 500}, oneCore: {170}, csvReading: {30}, csvNaive: {2600}}),
			runs(60, map[string][]float64{product: {100}, oneCore: {150}, sheetNaive: {1800}})
	}
	for _, c := range []struct {
		name  string
		cores int
		spare float64
		spoil func(t, s *table)
		want  []string
	}{
		{"all well", 2, 1, func(*table, *table) {}, nil},
		{"slower than reading", 2, 1, func(t, _ *table) { t.runs[csvReading][0].seconds = 0.01 }, []string{csvReading}},
		{"slower than the naive one", 2, 1, func(t, _ *table) { t.runs[csvNaive][0].seconds = 0.4 }, []string{csvNaive}},
		{"two cores no better than one", 2, 1, func(t, _ *table) { t.runs[oneCore][0].seconds = 0.1 }, []string{"all cores"}},
		{"the same on one core", 1, 1, func(t, _ *table) { t.runs[oneCore][0].seconds = 0.1 }, nil},
		{"the same while others use the second", 2, 1.8, func(t, _ *table) { t.runs[oneCore][0].seconds = 0.1 }, nil},
		{"workbook slower", 2, 1, func(_, s *table) { s.runs[sheetNaive][0].seconds = 0.3 }, []string{sheetNaive}},
		{"memory", 2, 1, func(t, _ *table) {
			for i := range t.runs[product] {
				t.runs[product][i].peak = (mostPeak + 1) << 20
			}
		}, []string{"peak memory"}},
		{"memory of one round", 2, 1, func(t, _ *table) { t.runs[product][1].peak = (mostPeak + 1) << 20 }, nil},
		{"memory of a workbook", 2, 1, func(_, s *table) { s.runs[product][0].peak = (mostSheetPeak + 1) << 20 }, []string{"peak memory on a workbook"}},
		{"memory untold", 2, 1, func(t, _ *table) {
			for i := range t.runs[product] {
				t.runs[product][i].peak = 0
			}
		}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			csv, book := good()
			c.spoil(csv, book)
			var out strings.Builder
			err := judge(&out, checks(csv, book, c.cores, c.spare))
			if (err != nil) != (len(c.want) > 0) {
				t.Fatalf("got %v, want %q", err, c.want)
			}
			for _, w := range c.want {
				if !strings.Contains(err.Error(), w) {
					t.Errorf("got %v, want %q", err, w)
				}
			}
			if err != nil && strings.Count(err.Error(), "\n")+1 != len(c.want) {
				t.Errorf("got %v, want only %q", err, c.want)
			}
		})
	}
}

func TestScaleChecks(t *testing.T) {
	const mb = 1 << 20
	for _, c := range []struct {
		name        string
		large, one  float64 // ms
		index, many int64
		want        string
	}{
		{"all well", 4100, 1700, 30 * mb, 1 << 20, ""},
		{"worse than linear", 4700, 1700, 30 * mb, 1 << 20, "time of a row"},
		{"one core as fast", 4100, 1000, 30 * mb, 1 << 20, "all cores"},
		{"fat index", 4100, 1700, 50 * mb, 1 << 20, "number index"},
		{"memory grows", 4100, 1700, 10 * mb, 1 << 20, "beyond the index"},
	} {
		t.Run(c.name, func(t *testing.T) {
			small := runs(50, map[string][]float64{product: {100}})
			middle := runs(50, map[string][]float64{product: {1000}, oneCore: {c.one}})
			large := runs(80, map[string][]float64{product: {c.large}})
			small.rows, middle.rows, large.rows = 100, 1000, 4000
			counts := []census{{}, {}, {Index: c.index, Distinct: int(c.many)}}
			var out strings.Builder
			err := judge(&out, scaleChecks([]*table{small, middle, large}, counts, 2, 1))
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("got %v, want %q\n%s", err, c.want, out.String())
			}
		})
	}
}

func TestThousands(t *testing.T) {
	for in, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := thousands(in); got != want {
			t.Errorf("%d: got %s, want %s", in, got, want)
		}
	}
}
