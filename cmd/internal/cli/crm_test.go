package cli

import (
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/normalize/phone"
)

// kind is what the model knows of a CRM: how it calls its columns, and what its import does with blanks.
type kind struct {
	profile string
	key     string // "" where the export has none
	first   string
	last    string
	mail    string
	country string
	firm    string
	firmID  string
	deals   string
	linkID  string
	parent  string
	ext     string
	note    string
	phones  []string // the columns with phone cells
	reads   []string // of these, those that the integration matches on
	blank   profile.Blank
	clear   string           // the token that empties a field
	id      func(int) string // record ids
	guards  string           // signs before which the export puts an apostrophe
}

// crm is a small model of a CRM: its records, and what its import does with keys and blanks.
type crm struct {
	*kind
	heads   []string // the columns of an export, where they are not those of the kind
	links   bool     // the link columns come back in an export
	records []map[string]string
	made    int
}

func (c *crm) clone() *crm {
	d := *c
	d.records = nil
	for _, r := range c.records {
		d.records = append(d.records, maps.Clone(r))
	}
	return &d
}

// head gives the columns of an export.
func (c *crm) head() []string {
	head := append([]string{c.key, c.first, c.last, c.mail, c.country, c.deals, c.firm, c.firmID, c.ext, c.note}, c.phones...)
	if c.heads != nil {
		head = slices.Clone(c.heads)
	}
	if c.links {
		head = append(head, c.linkID, c.parent)
	}
	return slices.DeleteFunc(head, func(h string) bool { return h == "" })
}

// export gives the records as a file.
func (c *crm) export() string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	head := c.head()
	_ = w.Write(head)
	for _, r := range c.records {
		row := make([]string, len(head))
		for i, h := range head {
			row[i] = r[h]
			if row[i] != "" && strings.Contains(c.kind.guards, row[i][:1]) {
				row[i] = "'" + row[i]
			}
		}
		_ = w.Write(row)
	}
	w.Flush()
	return b.String()
}

// tables reads all files of a run that match a pattern, in the order of their names.
func tables(s *session, pattern string) [][]map[string]string {
	s.t.Helper()
	names, err := filepath.Glob(s.path(pattern))
	if err != nil {
		s.t.Fatalf("%v", err)
	}
	slices.Sort(names)
	var all [][]map[string]string
	for _, name := range names {
		rel, _ := filepath.Rel(s.dir, name)
		_, rows := s.table(rel)
		all = append(all, rows)
	}
	return all
}

// rows reads the rows of all files that match a pattern.
func rows(s *session, pattern string) []map[string]string {
	return slices.Concat(tables(s, pattern)...)
}

// update imports the rows of a file by key. It reports the rows that name no record or more than one.
func (c *crm) update(rows []map[string]string) error {
	for _, row := range rows {
		hits := 0
		for _, r := range c.records {
			if r[c.key] != row[c.key] {
				continue
			}
			hits++
			for h, v := range row {
				switch {
				case v == c.clear && (v != "" || c.blank == profile.BlankClears):
					r[h] = ""
				case v == "" && c.blank == profile.BlankClears:
					r[h] = ""
				case v == "":
				default:
					r[h] = v
				}
			}
		}
		if hits != 1 {
			return fmt.Errorf("an update names %d records: %v", hits, row)
		}
	}
	return nil
}

// create imports new records; those whose callready_id is known already are updated.
func (c *crm) create(rows []map[string]string) {
	for _, row := range rows {
		r := map[string]string{}
		for h, v := range row {
			switch h { // A person maps the link columns to the fields that were made for them.
			case "callready_id":
				h = c.linkID
			case "callready_parent":
				h = c.parent
			}
			r[h] = v
		}
		known := -1
		if id := r[c.linkID]; id != "" {
			known = slices.IndexFunc(c.records, func(old map[string]string) bool { return old[c.linkID] == id })
		}
		if known >= 0 {
			maps.Copy(c.records[known], r)
			continue
		}
		c.made++
		r[c.key] = c.id(90_000 + c.made)
		c.records = append(c.records, r)
	}
}

// load imports a run in the order that IMPORT.md says: new contacts first.
func (c *crm) load(s *session, run string) {
	s.t.Helper()
	c.create(rows(s, run+"/import/creates*.csv"))
	for _, file := range tables(s, run+"/import/updates*.csv") {
		if err := c.update(file); err != nil {
			s.t.Fatalf("%v", err)
		}
	}
}

// clearBy does what review/to-clear.csv asks a person to do. A value that is gone already is fine.
func (c *crm) clearBy(list []map[string]string) error {
	for _, l := range list {
		i := slices.IndexFunc(c.records, func(r map[string]string) bool { return r[c.key] == l["key"] })
		if i < 0 || c.records[i][l["column"]] != "" && c.records[i][l["column"]] != l["value"] {
			return fmt.Errorf("to-clear lists a value that does not stand there: %v", l)
		}
		c.records[i][l["column"]] = ""
	}
	return nil
}

// undo takes a run back: the old values, the values that no import can blank, the new contacts.
func (c *crm) undo(s *session, run string) {
	s.t.Helper()
	for _, file := range tables(s, run+"/undo/updates*.csv") {
		if err := c.update(file); err != nil {
			s.t.Fatalf("undo: %v", err)
		}
	}
	if err := c.clearBy(rows(s, run+"/undo/to-clear.csv")); err != nil {
		s.t.Fatalf("undo: %v", err)
	}
	for _, l := range rows(s, run+"/undo/created.csv") {
		c.records = slices.DeleteFunc(c.records, func(r map[string]string) bool {
			return r[c.linkID] != "" && r[c.linkID] == l["callready_id"]
		})
	}
}

// whole takes the corrected file of a run for the new content.
func (c *crm) whole(s *session, run string) {
	if found := rows(s, run+"/import/corrected-*.csv"); len(found) > 0 { // else nothing changes
		c.records = found
	}
}

var exactE164 = regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`)

// matchable gives the numbers that a call finds, with the names of the people whose records it finds. Digits behind a plus
// that are no number by the numbering plan, such as +330655501234, are nobody's.
func (c *crm) matchable() map[string]map[string]bool {
	plan, err := phone.NewReader(phone.Options{Upgrade: func(string) bool { return false }})
	if err != nil {
		panic(err) // impossible without regions
	}
	found := map[string]map[string]bool{}
	for _, r := range c.records {
		for _, h := range c.reads {
			if !exactE164.MatchString(r[h]) || plan.Read([]byte(r[h]), phone.Context{}).Verdict != phone.Exact {
				continue
			}
			if found[r[h]] == nil {
				found[r[h]] = map[string]bool{}
			}
			found[r[h]][c.who(r)] = true
		}
	}
	return found
}

// who names the person of a record, without the label of a new contact.
func (c *crm) who(r map[string]string) string {
	last, _, _ := strings.Cut(r[c.last], " (")
	return r[c.first] + " " + last
}

// stillFound checks that a number that a call found before is found now, by a record of somebody of the same name.
func stillFound(before, after map[string]map[string]bool) error {
	for number, people := range before {
		now := after[number]
		if len(now) == 0 {
			return fmt.Errorf("a call from %s was matched before and is not matched now", number)
		}
		same := false
		for p := range people {
			same = same || now[p]
		}
		if !same {
			return fmt.Errorf("a call from %s showed %q before and shows %q now", number, slices.Sorted(maps.Keys(people)), slices.Sorted(maps.Keys(now)))
		}
	}
	return nil
}

// diff gives the first difference between the records of two states, in the given columns; "" if there is none.
func (c *crm) diff(d *crm) string {
	if len(c.records) != len(d.records) {
		return fmt.Sprintf("%d records and %d", len(c.records), len(d.records))
	}
	for i, r := range c.records {
		for _, h := range c.head() {
			if r[h] != d.records[i][h] {
				return fmt.Sprintf("%s of %s: %q and %q", h, r[c.key], r[h], d.records[i][h])
			}
		}
	}
	return ""
}

// exists tells whether a file of the session is there.
func (s *session) exists(name string) bool {
	_, err := os.Stat(s.path(name))
	return err == nil
}
