package cli

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/io/charset"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/io/xlsxfile"
)

// part is a run of records of an export as a file of its own.
type part struct {
	head   []string
	rows   []map[string]string
	format string // ",", ";", "utf-16le", "xlsx"
}

// name gives the name of the i-th part.
func (p *part) name(i int) string {
	ext := ".csv"
	if p.format == "xlsx" {
		ext = ".xlsx"
	}
	return "part-" + string(rune('a'+i)) + ext
}

func (p *part) cells() [][]string {
	all := [][]string{p.head}
	for _, r := range p.rows {
		row := make([]string, len(p.head))
		for i, h := range p.head {
			row[i] = r[h]
		}
		all = append(all, row)
	}
	return all
}

// text gives the part as the bytes of a file.
func (p *part) text(t *rapid.T) string {
	if p.format == "xlsx" {
		var out bytes.Buffer
		w, err := xlsxfile.NewWriter(&out, "Contacts", p.head)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range p.cells()[1:] {
			if err := w.Append(r); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	if p.format == ";" {
		w.Comma = ';'
	}
	if err := w.WriteAll(p.cells()); err != nil {
		t.Fatal(err)
	}
	if p.format != "utf-16le" {
		return b.String()
	}
	enc, err := charset.Lookup(p.format)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	out.WriteString("\xff\xfe")
	e := enc.NewWriter(&out)
	if _, err := e.Write([]byte(b.String())); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// drawTwins draws a CRM with one person on two records that often come into two files: one has a number that the other one
// has as its second.
func drawTwins(t *rapid.T, k *kind) *crm {
	c := drawCRM(t, k)
	for i, cell := range []string{"+33655501299", "+33199001298 / +33655501299"} {
		r := map[string]string{c.first: "Cleo", c.last: "Petit", c.country: "France", c.phones[0]: cell}
		if c.key != "" {
			r[c.key] = c.id(500 + i)
		}
		c.records = slices.Insert(c.records, rapid.IntRange(0, len(c.records)).Draw(t, "place"), r)
	}
	return c
}

// drawParts cuts an export into two or three files; the later ones may have their columns in another order, and be
// written in another way.
func drawParts(t *rapid.T, c *crm, formats ...string) []part {
	var parts []part
	at := 0
	for n := rapid.IntRange(2, 3).Draw(t, "files"); n > 0; n-- {
		end := len(c.records)
		if n > 1 {
			end = rapid.IntRange(at, end).Draw(t, "cut")
		}
		p := part{head: c.head(), rows: c.records[at:end], format: rapid.SampledFrom(formats).Draw(t, "format")}
		if len(parts) > 0 && rapid.Bool().Draw(t, "another order") {
			p.head = rapid.Permutation(p.head).Draw(t, "columns")
		}
		parts, at = append(parts, p), end
	}
	return parts
}

// Several files give what they would give as one: the same updates, new contacts, reviews, journal and undo, with each
// contact named by its own file and row.
func TestSeveralAreOne(t *testing.T) {
	t.Parallel()
	kinds := []*kind{hubspotKind(), salesforceKind(), genericKind(profile.BlankKeeps), genericKind(profile.BlankClears, "Second phone", "Third phone")}
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		c := drawTwins(t, rapid.SampledFrom(kinds).Draw(t, "kind"))
		if rapid.Bool().Draw(t, "an id twice") {
			c.records[len(c.records)-1][c.key] = c.records[0][c.key]
		}
		checkSeveral(t, scratch(t, dir), c, drawParts(t, c, ",", ";", "utf-16le", "xlsx"), drawFlags(t, c))
	})
}

func checkSeveral(t *rapid.T, s *session, c *crm, parts []part, flags []string) {
	one := s.write("one.csv", c.export())
	s.must(append(append([]string{"clean", "--format", "csv"}, flags...), "-o", s.path("one"), one)...)
	names, before := writeParts(t, s, parts)
	s.must(append(append([]string{"clean", "--format", "csv", "-j", strconv.Itoa(rapid.IntRange(1, 3).Draw(t, "jobs"))}, flags...), append([]string{"-o", s.path("many")}, names...)...)...)
	story := fmt.Sprintf("flags %q\nexport:\n%s\nparts: %v", flags, c.export(), before)
	if d := cmp.Diff(events(t, s, "one", map[string]int{"one.csv": 0}), events(t, s, "many", before)); d != "" {
		t.Fatalf("the journal (-one file +several):\n%s\n%s", d, story)
	}
	for _, name := range []string{
		"import/updates*", "import/creates*", "import/company-phones*", "held/creates*", "undo/updates*", "undo/to-clear*", "undo/created*",
		"review/needs-you*", "review/to-clear*", "review/shared-numbers*",
	} {
		want, got := lines(t, s, "one/"+name, map[string]int{"one.csv": 0}), lines(t, s, "many/"+name, before)
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("%s (-one file +several):\n%s\n%s", name, d, story)
		}
	}
	if d := cmp.Diff(counted(t, s, "one"), counted(t, s, "many")); d != "" {
		t.Fatalf("the counts (-one file +several):\n%s\n%s", d, story)
	}
}

// writeParts writes the files of a run; before has the rows before each.
func writeParts(t *rapid.T, s *session, parts []part) (names []string, before map[string]int) {
	before = map[string]int{}
	at := 0
	texts := map[string]bool{}
	for i := range parts {
		text := parts[i].text(t)
		if texts[text] {
			t.Skip("two of the parts are one file")
		}
		texts[text] = true
		names = append(names, s.write(parts[i].name(i), text))
		before[parts[i].name(i)] = at
		at += len(parts[i].rows)
	}
	return names, before
}

// events reads a journal with rows that count over all files, and without what says where a row stands.
func events(t *rapid.T, s *session, run string, before map[string]int) []journal.Event {
	var out []journal.Event
	for e, err := range journal.Read(strings.NewReader(s.read(run + "/changes.jsonl"))) {
		if err != nil {
			t.Fatal(err)
		}
		at, ok := before[e.File]
		if !ok {
			t.Fatalf("the journal names a file %q", e.File)
		}
		if e.Holder > 0 {
			holder := at
			if e.HolderFile != "" {
				if holder, ok = before[e.HolderFile]; !ok || e.HolderFile == e.File {
					t.Fatalf("a line of %s names a holder in %q", e.File, e.HolderFile)
				}
			}
			e.Holder += int64(holder)
		}
		e.Row += int64(at)
		e.File, e.HolderFile, e.Line, e.Col = "", "", 0, 0
		out = append(out, e)
	}
	return out
}

// lines gives the rows of all tables that match a pattern, sorted, each as its cells by header; rows count over all files.
func lines(t *rapid.T, s *session, pattern string, before map[string]int) []string {
	var out []string
	for _, r := range rows(s, pattern+".csv") {
		if file, ok := r["file"]; ok {
			n, err := strconv.Atoi(r["row"])
			at, known := before[file]
			if err != nil || !known {
				t.Fatalf("%s names row %q of %q", pattern, r["row"], file)
			}
			r["row"] = strconv.Itoa(at + n)
			delete(r, "file")
			delete(r, "line")
		}
		var line []string
		for _, h := range slices.Sorted(maps.Keys(r)) {
			line = append(line, h+"="+r[h])
		}
		out = append(out, strings.Join(line, "|"))
	}
	slices.Sort(out)
	return out
}

// counted gives the counts of a run.
func counted(t *rapid.T, s *session, run string) map[string]any {
	var m map[string]any
	if err := json.Unmarshal([]byte(s.read(run+"/summary.json")), &m); err != nil {
		t.Fatal(err)
	}
	out := map[string]any{}
	for _, k := range []string{"profile", "contacts", "cells", "match", "split", "codes", "regions", "line_types", "evidence"} {
		out[k] = m[k]
	}
	return out
}

// Each file has its corrected one, in its own form: the rows of one corrected file, and the new contacts behind those of the
// file that their parent stands in. Cleaning the corrected files together changes nothing.
func TestSeveralWhole(t *testing.T) {
	t.Parallel()
	keyless := genericKind(profile.BlankUnknown)
	keyless.key = ""
	kinds := []*kind{keyless, genericKind(profile.BlankUnknown), hubspotKind()}
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		c := drawTwins(t, rapid.SampledFrom(kinds).Draw(t, "kind"))
		checkSeveralWhole(t, scratch(t, dir), c, drawParts(t, c, ",", ";"), append(drawFlags(t, c), "--whole"))
	})
}

func checkSeveralWhole(t *rapid.T, s *session, c *crm, parts []part, flags []string) {
	one := s.write("one.csv", c.export())
	s.must(append(append([]string{"clean"}, flags...), "-o", s.path("one"), one)...)
	names, _ := writeParts(t, s, parts)
	s.must(append(append(append([]string{"clean"}, flags...), "-o", s.path("many")), names...)...)
	story := fmt.Sprintf("flags %q\nexport:\n%s", flags, c.export())
	if !s.exists("one/import") {
		if s.exists("many/import") {
			t.Fatalf("one file changes nothing, several do\n%s", story)
		}
		return
	}
	_, want := s.table("one/import/corrected-001.csv")
	var got, children []map[string]string
	var corrected []string
	for i := range parts {
		name := fmt.Sprintf("many/import/corrected-part-%c-001.csv", 'a'+i)
		head, rows := s.table(name)
		if !slices.Equal(head, parts[i].head) {
			t.Fatalf("the columns of %s are %q\n%s", name, head, story)
		}
		got, children = append(got, rows[:len(parts[i].rows)]...), append(children, rows[len(parts[i].rows):]...)
		corrected = append(corrected, s.path(name))
	}
	if d := cmp.Diff(want, append(got, children...)); d != "" {
		t.Fatalf("the corrected files (-one file +several):\n%s\n%s", d, story)
	}
	texts := map[string]bool{}
	for _, name := range corrected {
		rel, _ := filepath.Rel(s.dir, name)
		if texts[s.read(rel)] {
			t.Skip("two of the corrected files are one")
		}
		texts[s.read(rel)] = true
	}
	s.must(append(append(append([]string{"clean"}, flags...), "-o", s.path("again")), corrected...)...)
	if s.exists("again/import") {
		t.Fatalf("cleaning the corrected files again changes them\n%s\n%s", s.read("again/changes.jsonl"), story)
	}
}
