package cli

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// crm is a small model of a CRM: records by id, and what its import does with keys and blanks.
type crm struct {
	head    []string
	records []map[string]string
	clear   string // the token that empties a field, "" if blanks are just ignored
}

// export gives the records as a file.
func (c *crm) export() string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write(c.head)
	for _, r := range c.records {
		row := make([]string, len(c.head))
		for i, h := range c.head {
			row[i] = r[h]
		}
		_ = w.Write(row)
	}
	w.Flush()
	return b.String()
}

// update imports rows by key: a blank cell keeps the field.
func (c *crm) update(rows []map[string]string) {
	for _, row := range rows {
		for _, r := range c.records {
			if r[c.head[0]] != row[c.head[0]] {
				continue
			}
			for h, v := range row {
				switch v {
				case "":
				case c.clear:
					r[h] = ""
				default:
					r[h] = v
				}
			}
		}
	}
}

// create imports new records; those whose callready_id is known already are updated.
func (c *crm) create(rows []map[string]string) {
	for _, row := range rows {
		r := map[string]string{c.head[0]: fmt.Sprintf("9%05d", len(c.records))}
		maps.Copy(r, row)
		c.records = append(c.records, r)
	}
}

var phoneHeads = []string{"Phone Number", "Mobile Phone Number", "WhatsApp Phone Number", "Fax Number"}

// drawCRM draws a few contacts with dirty phone cells; numbers come from a small pool, so that people share them.
func drawCRM(t *rapid.T) *crm {
	number := rapid.SampledFrom([]string{
		"01 99 00 12 34", "+33199001235", "0033 1 99 00 12 36", "06 55 50 12 34", "+33 (0)6 55 50 12 35", "655501236", "020 7946 0123",
		"+442079460124", "+33199001234", "33655501238", "\u202a06 55 50 12 39\u202c", "３３６５５５０１２４０", "33655501241.0", "3.36555012E+10", "06 55 50 XXXX", "n/a", "0000000000",
	})
	cell := rapid.Custom(func(t *rapid.T) string {
		s := number.Draw(t, "number")
		switch rapid.IntRange(0, 9).Draw(t, "shape") {
		case 0, 1, 2:
			return ""
		case 3:
			return s + rapid.SampledFrom([]string{" / ", ";", " ou ", "\n", " - ", ", "}).Draw(t, "sep") + number.Draw(t, "second")
		case 4:
			return rapid.SampledFrom([]string{"Tél. : ", "mob. ", "T: "}).Draw(t, "label") + s
		case 5:
			return s + rapid.SampledFrom([]string{" poste 12", " x34", " (Léa)", " demander Léa", " fax"}).Draw(t, "tail")
		default:
			return s
		}
	})
	c := &crm{head: append([]string{"Record ID", "First Name", "Last Name", "Email", "Country/Region", "Associated Deal IDs", "Company Name", "Associated Company IDs", "callready_id", "callready_parent"}, phoneHeads...)}
	for i := range rapid.IntRange(1, 8).Draw(t, "contacts") {
		r := map[string]string{
			"Record ID":           fmt.Sprintf("1%05d", i),
			"First Name":          rapid.SampledFrom([]string{"Ana", "Bob", ""}).Draw(t, "first"),
			"Last Name":           rapid.SampledFrom([]string{"Lopez", "Muller", ""}).Draw(t, "last"),
			"Email":               rapid.SampledFrom([]string{"", "ana@example.com", "bob@example.com"}).Draw(t, "mail"),
			"Country/Region":      rapid.SampledFrom([]string{"France", "France", "UK", "", "Frnace"}).Draw(t, "country"),
			"Associated Deal IDs": rapid.SampledFrom([]string{"", "", "", "77"}).Draw(t, "deals"),
		}
		for _, h := range phoneHeads {
			r[h] = cell.Draw(t, h)
		}
		c.records = append(c.records, r)
	}
	return c
}

func drawFlags(t *rapid.T) []string {
	flags := []string{"-q", "--region", "FR", "--split", rapid.SampledFrom([]string{"auto", "one", "readable", "off"}).Draw(t, "split")}
	for _, f := range []string{"--drop-extras", "--fax", "--split-engaged"} {
		if rapid.Bool().Draw(t, f) {
			flags = append(flags, f)
		}
	}
	return flags
}

// digits gives the digits of a text, those of other scripts as ASCII.
func digits(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case r >= '０' && r <= '９':
			b.WriteRune('0' + r - '０')
		}
	}
	return b.String()
}

// scratch is a session in a fresh folder below dir, for one check of a property.
func scratch(t *rapid.T, dir string) *session {
	d, err := os.MkdirTemp(dir, "run-*")
	if err != nil {
		t.Fatal(err)
	}
	return &session{t: t, dir: d}
}

// After the import files went in, the next run has no updates and no creates, only the same values to clear. And every
// number that stood in a phone cell still stands somewhere.
func TestImportSettlesAndLosesNothing(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		c := drawCRM(t)
		before := c.export()
		flags := drawFlags(t)
		s := scratch(t, dir)
		in := s.write("first.csv", before)
		s.must(append(append([]string{"clean"}, flags...), "-o", s.path("run"), in)...)
		if s.read("first.csv") != before {
			t.Fatal("the input was changed")
		}
		_, updates := s.table("run/import/updates-001.csv")
		_, creates := s.table("run/import/creates-001.csv")
		_, held := s.table("run/held/creates-001.csv")
		c.create(creates)
		c.update(updates)

		accounted(t, s, before, c, held)

		again := s.write("second.csv", c.export())
		s.must(append(append([]string{"clean"}, flags...), "-o", s.path("again"), again)...)
		for _, name := range []string{"updates", "creates"} {
			if text := s.read("again/import/" + name + "-001.csv"); text != "" {
				t.Fatalf("the second run has %s again\nflags %q\nfirst export:\n%s\nsecond export:\n%s\n%s:\n%s", name, flags, before, c.export(), name, text)
			}
		}
		if a, b := clearLines(s, "run"), clearLines(s, "again"); !slices.Equal(a, b) {
			t.Fatalf("values to clear: %q, then %q\nflags %q\n%s", a, b, flags, before)
		}
	})
}

// clearLines gives what is to be cleared, by record, column and number.
func clearLines(s *session, run string) []string {
	_, rows := s.table(run + "/review/to-clear.csv")
	var lines []string
	for _, r := range rows {
		lines = append(lines, r["key"]+" "+r["column"]+" "+r["value"])
	}
	slices.Sort(lines)
	return lines
}

// accounted checks that the digits of every phone cell are found afterwards: in the same record, in a new contact, in a
// held one, or in another record that had the number before.
func accounted(t *rapid.T, s *session, before string, c *crm, held []map[string]string) {
	var pool strings.Builder
	for _, r := range append(slices.Clone(c.records), held...) {
		for _, h := range phoneHeads {
			pool.WriteString(digits(r[h]) + "|")
		}
	}
	journal := s.read("run/changes.jsonl")
	rows, err := csv.NewReader(strings.NewReader(before)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, rec := range rows[1:] {
		for i, h := range rows[0] {
			if !slices.Contains(phoneHeads, h) {
				continue
			}
			for run := range strings.FieldsFuncSeq(rec[i], func(r rune) bool { return strings.ContainsRune("/;,\n-", r) || r == 'o' || r == 'x' }) {
				d := strings.TrimLeft(digits(run), "0")
				d = strings.TrimPrefix(d, "330")
				if strings.Contains(run, ".0") {
					d = strings.TrimSuffix(d, "0")
				}
				if d == "" || strings.Contains(pool.String(), d) {
					continue
				}
				if strings.Contains(journal, "extension-dropped") && len(d) <= 2 {
					continue // the journal keeps it
				}
				t.Fatalf("the digits %s of %q are nowhere\n%s\nafter:\n%s", d, rec[i], before, c.export())
			}
		}
	}
}

// The output is the same for any number of workers, in any locale.
func TestDeterministic(t *testing.T) {
	exports, err := filepath.Glob("../../../testdata/exports/*.csv")
	if err != nil || len(exports) == 0 {
		t.Fatal("no exports", err)
	}
	for _, in := range exports {
		t.Run(filepath.Base(in), func(t *testing.T) {
			t.Parallel()
			s := newSession(t)
			want := map[string]string{}
			for i, jobs := range []string{"1", "2", "7"} {
				s.env = map[string]string{"LANG": []string{"C", "en_US.UTF-8", "tr_TR.UTF-8"}[i], "TZ": "Asia/Tokyo"}
				out := s.path("run" + jobs)
				code := s.run("clean", "-q", "--profile", "auto", "--region", "FR", "-j", jobs, "-o", out, in)
				got := folder(t, out)
				got["exit"] = fmt.Sprint(code, s.stderr.String())
				if i == 0 {
					want = got
					continue
				}
				for name := range want {
					if got[name] != want[name] {
						t.Errorf("%s differs with -j %s", name, jobs)
					}
				}
				if len(got) != len(want) {
					t.Errorf("%d files with -j %s, %d before", len(got), jobs, len(want))
				}
			}
		})
	}
}

// folder reads all files of a run; of summary.json only what must not differ.
func folder(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return files // A file that is refused makes no folder.
	}
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		text := string(data)
		if rel == "summary.json" {
			text, _, _ = strings.Cut(text, "\n  \"run\": {")
		}
		files[rel] = text
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
