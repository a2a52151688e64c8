package main

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// mostMemory bounds what the program may take at its peak on any hostile file here, in bytes.
const mostMemory = 512 << 20

// hostile is a file that somebody made to do harm, and what the program says of it.
type hostile struct {
	name   string
	make   func(t *testing.T, w io.Writer)
	file   string
	args   []string // "FILE" stands for the file
	exit   int
	en, fr string // parts of what is said
}

// A file that is made to do harm is refused in a sentence, in either language, or cleaned like any other; memory stays bounded.
func TestHostileFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("peak memory means nothing under the race detector, which the short tests run under")
	}
	clean := []string{"clean", "FILE", "-q", "-o", "run"}
	for _, h := range []hostile{
		{"a sheet that inflates without end", bombSheet, "a.xlsx", clean, 1, "inflates to more than 400 times its size", "plus de 400 fois sa taille"},
		{"shared strings that inflate without end", bombStrings, "a.xlsx", clean, 1, "inflates to more than 400 times its size", "plus de 400 fois sa taille"},
		{"a zip archive in zip archives", nested, "a.xlsx", clean, 1, "is a zip archive", "est une archive zip"},
		{"gzip without end", bombGzip, "a.csv.gz", clean, 1, "decompresses to more than 400 times its size", "plus de 400 fois sa taille"},
		{"gzip in gzip", gzipTwice, "a.csv.gz", clean, 1, "is compressed twice", "est compressé deux fois"},
		{"zstd without end", bombZstd, "a.csv.zst", clean, 1, "decompresses to more than 400 times its size", "plus de 400 fois sa taille"},
		{"zstd that wants much memory", wideZstd, "a.csv.zst", clean, 1, "takes more than 128 MiB of memory", "plus de 128 Mio de mémoire"},
		{"a sheet with more rows than a sheet has", manyRows, "a.xlsx", clean, 1, "it has more than 1048576 rows", "il a plus de 1048576 lignes"},
		{"a sheet that says it has seventeen thousand million cells", claims, "a.xlsx", clean, 0, "", ""},
		{"rows that hold the last column alone", lastColumn, "a.xlsx", clean, 0, "", ""},
		{"entities within entities", laughs, "a.xlsx", clean, 1, "it holds a document type", "il contient un type de document"},
		{"a file named as an entity", outside, "a.xlsx", clean, 1, "it holds a document type", "il contient un type de document"},
		{"parts that lead out of the workbook", escapes, "a.xlsx", []string{"clean", "FILE", "-q", "-o", "run", "--whole"}, 1, `the sheet "S" is missing`, "la feuille « S » manque"},
		{"a cell of many megabytes", longCell, "a.csv", clean, 0, "", ""},
		{"a quoted cell that never ends", endlessCell, "a.csv", clean, 0, "", ""},
		{"a header of many megabytes", longHeader, "a.csv", clean, 1, "has a line 1 of more than 16 MiB", "a une ligne 1 de plus de 16 Mio"},
		{"ten thousand columns", tenThousand, "a.csv", clean, 0, "", ""},
		{"a schema nested a million deep", deepJSON, "a.json", []string{"clean", "contacts.csv", "-q", "-o", "run", "--schema", "FILE"}, 2, "deep", "profond"},
		{"users nested a million deep", deepJSON, "a.json", []string{"audit", "--crm-users", "FILE", "-o", "run"}, 1, "nested too deeply", "trop imbriqué"},
		{"corrections that inflate without end", bombGzip, "a.csv.gz", []string{"clean", "contacts.csv", "-q", "-o", "run", "--corrections", "FILE"}, 2, "decompresses to more than 400 times its size", "plus de 400 fois sa taille"},
		{"decisions that inflate without end", bombZstd, "a.csv.zst", []string{"clean", "contacts.csv", "-q", "-o", "run", "--decisions", "FILE"}, 2, "decompresses to more than 400 times its size", "plus de 400 fois sa taille"},
		{"a profile without end", longHeader, "a.toml", []string{"clean", "contacts.csv", "--profile", "FILE"}, 2, "it has more than 1048576 bytes", "il a plus de 1048576 octets"},
		{"a configuration nested a million deep", deepTOML, "a.toml", []string{"clean", "contacts.csv", "--config", "FILE"}, 2, "", ""},
		{"a configuration without end", longHeader, "a.toml", []string{"clean", "contacts.csv", "--config", "FILE"}, 2, "too large for a configuration", "trop gros pour une configuration"},
	} {
		t.Run(h.name, func(t *testing.T) {
			dir := t.TempDir()
			name := filepath.Join(dir, h.file)
			f, err := os.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			w := bufio.NewWriterSize(f, 1<<20)
			h.make(t, w)
			if err := errors.Join(w.Flush(), f.Close()); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, "contacts.csv"), []byte("Nom,Téléphone,Pays\nAna,01 99 00 12 34,France\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			for lang, want := range map[string]string{"en": h.en, "fr": h.fr} {
				if want == "" && lang == "fr" {
					continue // There is nothing to say.
				}
				args := append([]string{}, h.args...)
				for i := range args {
					if args[i] == "FILE" {
						args[i] = h.file
					}
				}
				cmd := callready(t, dir, append(args, "--lang", lang)...)
				msg, err := cmd.CombinedOutput()
				if _, ok := errors.AsType[*exec.ExitError](err); err != nil && !ok {
					t.Fatal(err)
				}
				said := string(msg)
				if len(said) > 300 {
					said = said[:300] + "…"
				}
				if cmd.ProcessState.ExitCode() != h.exit || !strings.Contains(string(msg), want) {
					t.Errorf("%s: exit %d, want %d and %q\n%s", lang, cmd.ProcessState.ExitCode(), h.exit, want, said)
				}
				if h.exit != 0 && (!strings.HasPrefix(said, "callready: ") || strings.Count(said, "\n") > 3) {
					t.Errorf("%s: no clear sentence: %q", lang, said)
				}
				peak := peakOf(cmd.ProcessState)
				t.Logf("%s: %d MiB, %v: %s", lang, peak>>20, cmd.ProcessState.UserTime(), said)
				if peak > mostMemory {
					t.Errorf("%s: %d MiB", lang, peak>>20)
				}
				if err := os.RemoveAll(filepath.Join(dir, "run")); err != nil {
					t.Fatal(err)
				}
			}
			for _, e := range visible(t, dir) {
				if e != h.file && e != "contacts.csv" {
					t.Errorf("left %s", e)
				}
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(dir), "evil.xml")); err == nil {
				t.Error("a file outside the folder was written")
			}
		})
	}
}

// What a run leaves is for its owner alone, whatever the umask, and stays in its folder whatever a header says.
func TestRunIsPrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("skipped: Windows has other permissions")
	}
	openly(t)
	dir := t.TempDir()
	work := filepath.Join(dir, "work")
	if err := os.Mkdir(work, 0o700); err != nil {
		t.Fatal(err)
	}
	text := "Record ID,First Name,Last Name,Phone Number,../../../evil Phone,Country/Region\n101,Ana,Lopez,01 99 00 12 34,06 55 50 12 34 / 01 99 00 12 36 / 01 99 00 12 37,France\n"
	if err := os.WriteFile(filepath.Join(work, "contacts.csv"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := callready(t, work, "clean", "contacts.csv", "-o", "run", "--profile", "hubspot", "--split", "one", "--phone-columns", "Phone Number,../../../evil Phone")
	if msg, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, msg)
	}
	files := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if path == dir || !strings.HasPrefix(path, filepath.Join(work, "run")) {
			if name := d.Name(); path != dir && name != "work" && name != "contacts.csv" {
				t.Errorf("%s is outside the run", path)
			}
			return nil
		}
		files++
		if m := info.Mode().Perm(); d.IsDir() && m != 0o700 || !d.IsDir() && m != 0o600 {
			t.Errorf("%s has %v", path, m)
		}
		return nil
	})
	if err != nil || files < 8 {
		t.Errorf("%d files, %v", files, err)
	}
}

// Values that a spreadsheet would run, and characters that nobody sees, come through: import files have them as they are, and files
// for people have nothing that a spreadsheet takes for a formula.
func TestFormulasAreHarmless(t *testing.T) {
	dir := t.TempDir()
	evil := []string{`=cmd|' /C calc'!A0`, `+1+cmd|x`, `-2+3+cmd|x`, `@SUM(1)`, "\t=1+1", "＝1+1", "=HYPERLINK(\"http://example.com\")", "\x00=1", "\x1b[31m=1", "\u202e=1"}
	var in bytes.Buffer
	w := csv.NewWriter(&in)
	w.Write([]string{"Record ID", "First Name", "Last Name", "Phone Number", "Mobile Phone Number", "Country/Region"})
	for i, e := range evil {
		w.Write([]string{string(rune('0'+i)) + "01", e, e, e, "01 99 00 12 3" + string(rune('0'+i%10)), "France"})
		w.Write([]string{string(rune('0'+i)) + "02", e, e, "06 55 5", "01 99 00 12 3" + string(rune('0'+i%10)), "France"})
	}
	w.Flush()
	if err := os.WriteFile(filepath.Join(dir, "contacts.csv"), in.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if msg, err := callready(t, dir, "clean", "contacts.csv", "-o", "run", "--profile", "hubspot", "-q").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, msg)
	}
	if msg, err := callready(t, dir, "report", "run", "-o", "run.csv").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, msg)
	}
	lists, err := filepath.Glob(filepath.Join(dir, "run", "review", "*.csv"))
	if err != nil || len(lists) < 2 {
		t.Fatalf("%v, %v", lists, err)
	}
	for _, name := range append(lists, filepath.Join(dir, "run.csv")) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff")))
		r.FieldsPerRecord = -1
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") && (cell[0] != '+' || strings.Trim(cell[1:], "0123456789 x;|+") != "") || strings.HasPrefix(cell, "＝") {
					t.Errorf("%s: %q", filepath.Base(name), cell)
				}
			}
		}
	}
	page, err := os.ReadFile(filepath.Join(dir, "run", "report.html"))
	if err != nil || bytes.ContainsAny(page, "\x00\x1b\u202e") {
		t.Errorf("report.html has control characters, %v", err)
	}
}
