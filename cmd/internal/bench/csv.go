package main

import (
	"context"
	"os"
	"os/exec"
)

// cleaning gives callready's command line. The journal, the updates, the new contacts and the way back are all written;
// --drop-extras lets the one field be rewritten that says more than a number. Duplicates are timed apart: that is another job,
// and what it costs hangs on the names.
func (b *bench) cleaning(more ...string) func(in, out string) []string {
	return func(in, out string) []string {
		args := []string{b.tool, "clean", "-q", "--progress", "off", "--region", "FR", "--drop-extras", "--duplicates", "off", "-o", out}
		return append(append(args, more...), in)
	}
}

// own gives the command line of one of this program's baselines.
func (b *bench) own(part string) func(in, out string) []string {
	return func(in, out string) []string { return []string{b.self, "-one", part, in, out} }
}

// products are callready on all cores and on one.
func (b *bench) products(more ...string) []contender {
	return []contender{
		{name: product, args: b.cleaning(more...)},
		{name: oneCore, args: b.cleaning(more...), env: []string{"GOMAXPROCS=1"}},
	}
}

const (
	csvReading = "encoding/csv, reading only"
	csvCopying = "encoding/csv, copying"
	csvNaive   = "naive cleaner in Go"
)

// csvContenders lists the programs that are timed on delimited text.
func (b *bench) csvContenders(ctx context.Context) []contender {
	python := findPython(ctx)
	duckArgs, duckProbe := duck(ctx)
	return append(b.products(),
		contender{name: withDuplicates, args: b.cleaning("--duplicates", "on")},
		contender{name: csvReading, args: b.own("read")},
		contender{name: csvCopying, args: b.own("copy")},
		contender{name: csvNaive, args: b.own("naive")},
		contender{
			name: "naive cleaner in Python", probe: []string{python, "-c", pythonProbe},
			args: func(in, out string) []string { return []string{python, "-c", pythonScript, in, out} },
		},
		contender{
			name: "Miller, copying", probe: []string{"mlr", "--version"},
			args: func(in, out string) []string { return []string{"sh", "-c", `mlr --csv cat "$0" > "$1"`, in, out} },
		},
		contender{name: "DuckDB, copying", probe: duckProbe, args: duckArgs},
		contender{
			name: "csvkit, copying", probe: []string{"sh", "-c", "csvcut --version 2>&1"},
			args: func(in, out string) []string { return []string{"sh", "-c", `csvcut "$0" > "$1"`, in, out} },
		},
	)
}

const pythonProbe = `import platform, phonenumbers
print("phonenumbers", phonenumbers.__version__, "on Python", platform.python_version())`

// pythonScript is the naive cleaner in Python.
const pythonScript = `import csv, sys, phonenumbers as p
regions = {"France": "FR", "United Kingdom": "GB", "Germany": "DE", "United States": "US", "": "FR"}
with open(sys.argv[1], newline="", encoding="utf-8") as f, open(sys.argv[2], "w", newline="", encoding="utf-8") as o:
    r, w = csv.reader(f), csv.writer(o)
    head = next(r)
    w.writerow(head)
    phones = [i for i, h in enumerate(head) if "Phone" in h]
    country = next(i for i, h in enumerate(head) if h.startswith("Country"))
    for row in r:
        for i in phones:
            if row[i]:
                try:
                    n = p.parse(row[i], regions[row[country]])
                    if p.is_valid_number(n):
                        row[i] = p.format_number(n, p.PhoneNumberFormat.E164)
                except p.NumberParseException:
                    pass
        w.writerow(row)
`

// findPython gives a Python that has phonenumbers: a distribution installs it for its own, which need not be the first.
func findPython(ctx context.Context) string {
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.CommandContext(ctx, name, "-c", pythonProbe).Run() == nil {
			return name
		}
	}
	return "python3"
}

// duckScript copies a file by the module of DuckDB for Node.
const duckScript = `const d = require("@duckdb/node-api"), [, from, to] = process.argv;
if (!from) { console.log(d.version()); process.exit() }
d.DuckDBInstance.create().then(i => i.connect()).then(c =>
  c.run("copy (select * from read_csv('" + from + "', all_varchar=true)) to '" + to + "' (header)")).then(() => process.exit());`

// duck gives the command lines of DuckDB: of the program, or of the module where NODE_PATH leads to it.
func duck(ctx context.Context) (args func(in, out string) []string, probe []string) {
	if _, err := exec.LookPath("duckdb"); err != nil && os.Getenv("NODE_PATH") != "" {
		probe = []string{"node", "-e", duckScript}
		if exec.CommandContext(ctx, probe[0], probe[1:]...).Run() == nil {
			return func(in, out string) []string { return []string{"node", "-e", duckScript, in, out} }, probe
		}
	}
	return func(in, out string) []string {
		return []string{"duckdb", "-c", "copy (select * from read_csv('" + in + "', all_varchar=true)) to '" + out + "' (header)"}
	}, []string{"duckdb", "--version"}
}
