package cli

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/callready/callready/io/profile"
)

// What a run did to the CRM is verified, taken back and made again, whatever people did in between.
func TestRevise(t *testing.T) {
	for name, kinds := range reviseKinds() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			rapid.Check(t, func(t *rapid.T) {
				c := drawCRM(t, rapid.SampledFrom(kinds).Draw(t, "kind"))
				checkRevise(t, scratch(t, dir), c, drawFlags(t, c))
			})
		})
	}
}

func reviseKinds() map[string][]*kind {
	return map[string][]*kind{
		"HubSpot":    {hubspotKind()},
		"Salesforce": {salesforceKind()},
		"unknown": {
			pipedriveKind(profile.BlankKeeps), pipedriveKind(profile.BlankClears), zohoKind(profile.BlankKeeps), zohoKind(profile.BlankClears),
			genericKind(profile.BlankKeeps), genericKind(profile.BlankClears, "Second phone", "Third phone"),
		},
	}
}

// tree gives the files of a folder with their content.
func tree(s *session, dir string) map[string]string {
	s.t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(s.path(dir), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(s.path(dir), name)
		out[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		s.t.Fatalf("%v", err)
	}
	return out
}

// revised runs one of the commands beside what the CRM exports now.
func revised(s *session, c *crm, out string, args ...string) int {
	s.t.Helper()
	if c != nil {
		args = append(args, s.write("for-"+out+".csv", c.export()))
	}
	code := s.run(append(args, "-q", "-o", s.path(out))...)
	if code != exitDone && code != exitFindings {
		s.t.Fatalf("%q: exit %d\n%s", args, code, &s.stderr)
	}
	return code
}

// takeBack does what an undo folder says.
func (c *crm) takeBack(s *session, dir string) error {
	c.remake(rows(s, dir+"/import/merge-deleted*.csv"))
	for _, pattern := range []string{"merge-updates*", "merge-clear-*", "updates*", "clear-*", "cleared-*"} {
		for _, file := range tables(s, dir+"/import/"+pattern+".csv") {
			if err := c.update(file); err != nil {
				return err
			}
		}
	}
	if err := c.clearBy(rows(s, dir+"/review/to-clear.csv")); err != nil {
		return err
	}
	gone := map[string]bool{}
	for _, l := range rows(s, dir+"/review/delete.csv") {
		gone[l[c.key]] = true
	}
	ids := map[string]bool{}
	for _, l := range rows(s, dir+"/review/created.csv") {
		ids[l["callready_id"]] = true
	}
	c.records = slices.DeleteFunc(c.records, func(r map[string]string) bool { return gone[r[c.key]] || r[c.linkID] != "" && ids[r[c.linkID]] })
	return nil
}

// remake makes records again that are gone. A CRM gives them other ids; here they have theirs, so that states can be compared.
func (c *crm) remake(rows []map[string]string) {
	for _, row := range rows {
		if !slices.ContainsFunc(c.records, func(r map[string]string) bool { return r[c.key] == row[c.key] }) {
			c.records = append(c.records, row)
		}
	}
}

// sorted gives the records in the order of their ids.
func (c *crm) sorted() *crm {
	d := c.clone()
	slices.SortStableFunc(d.records, func(a, b map[string]string) int { return strings.Compare(a[c.key], b[c.key]) })
	return d
}

func checkRevise(t tb, s *session, c *crm, flags []string) {
	t.Helper()
	first, text := c.clone(), c.export()
	clean(s, c, "run", flags)
	story := func() string { return fmt.Sprintf("flags %q\nexport:\n%s\nnow:\n%s", flags, text, c.export()) }

	// Nothing happened since: the same files.
	if code := revised(s, c, "fresh", "refresh", s.path("run")); code != exitDone {
		t.Fatalf("a refresh with the same export: exit %d\n%s", code, story())
	}
	a, b := tree(s, "run"), tree(s, "fresh")
	delete(a, "summary.json")
	delete(b, "summary.json")
	if !maps.Equal(a, b) {
		for name := range a {
			if a[name] != b[name] {
				t.Fatalf("a refresh with the same export gives another %s:\n%s\n%s", name, firstDiff(a[name], b[name]), story())
			}
		}
		t.Fatalf("a refresh with the same export gives other files\n%s", story())
	}

	// All goes in: all arrived, and either undo brings back what was.
	c.load(s, "run")
	if code := revised(s, c, "verify", "verify", s.path("run")); code != exitDone {
		t.Fatalf("after the import not all arrived: exit %d\n%s\n%s", code, s.read("verify/review/verify.csv"), story())
	}
	for _, list := range rows(s, "verify/review/verify.csv") {
		if list["what"] != "held" && list["what"] != "clears" {
			t.Fatalf("after the import not all arrived: %v\n%s", list, story())
		}
	}
	revised(s, nil, "blind", "undo", s.path("run"))
	revised(s, c, "undo", "undo", s.path("run"))
	for _, dir := range []string{"blind", "undo"} {
		back := c.clone()
		if err := back.takeBack(s, dir); err != nil {
			t.Fatalf("%s: %v\n%s", dir, err, story())
		}
		if d := first.diff(back); d != "" {
			t.Fatalf("%s brings back something else: %s\n%s\n%v", dir, d, story(), rows(s, dir+"/review/decide.csv"))
		}
	}
	back := c.clone()
	_ = back.takeBack(s, "undo")
	clean(s, back, "again", flags)
	if a, b := tree(s, "run"), tree(s, "again"); !back.links && a["import/updates-001.csv"] != b["import/updates-001.csv"] {
		t.Fatalf("cleaning again after the undo writes something else\n%s", story())
	}

	// What is to be cleared is cleared: the contacts that wait are released, and the undo knows that too.
	held := rows(s, "run/held/creates*.csv")
	if len(rows(s, "run/review/to-clear.csv")) == 0 {
		return
	}
	if err := c.clearBy(rows(s, "run/review/to-clear.csv")); err != nil {
		t.Fatalf("%v\n%s", err, story())
	}
	revised(s, c, "released", "refresh", s.path("run"))
	released := rows(s, "released/import/creates-released*.csv")
	if a, b := numbersOf(held, c), numbersOf(released, c); !slices.Equal(a, b) {
		t.Fatalf("%q waited, %q are released\n%s", a, b, story())
	}
	c.create(released)
	if revised(s, c, "cleared", "undo", s.path("run")); len(rows(s, "cleared/review/decide.csv")) > 0 {
		t.Fatalf("there is something to decide: %v\n%s", rows(s, "cleared/review/decide.csv"), story())
	}
	if err := c.takeBack(s, "cleared"); err != nil {
		t.Fatalf("%v\n%s", err, story())
	}
	if d := first.diff(c); d != "" {
		t.Fatalf("the undo after clearing brings back something else: %s\n%s", d, story())
	}
}

// Prepared merges are taken back too, whether the records were merged or not.
func TestReviseMerged(t *testing.T) {
	kinds := slices.Concat(slices.Collect(maps.Values(reviseKinds()))...)
	slices.SortFunc(kinds, func(a, b *kind) int { return strings.Compare(a.String(), b.String()) })
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		c := drawCRM(t, rapid.SampledFrom(kinds).Draw(t, "kind"))
		checkMerged(t, scratch(t, dir), c, append(drawFlags(t, c), "--merge", "plan"))
	})
}

func checkMerged(t tb, s *session, c *crm, flags []string) {
	t.Helper()
	first, text := c.clone(), c.export()
	clean(s, c, "run", flags)
	goes := rows(s, "run/review/merge-deletes.csv")
	if len(goes) == 0 {
		return
	}
	story := func(now *crm) string {
		return fmt.Sprintf("flags %q\nexport:\n%s\nnow:\n%s\nmerges: %v", flags, text, now.export(), goes)
	}
	if code := revised(s, c, "fresh", "refresh", s.path("run")); code != exitDone {
		t.Fatalf("a refresh with the same export: exit %d\n%s", code, story(c))
	}
	a, b := tree(s, "run"), tree(s, "fresh")
	delete(a, "summary.json")
	delete(b, "summary.json")
	for name := range a {
		if a[name] != b[name] {
			t.Fatalf("a refresh with the same export gives another %s:\n%s\n%s", name, firstDiff(a[name], b[name]), story(c))
		}
	}

	c.load(s, "run")
	for _, file := range tables(s, "run/import/merge-updates*.csv") {
		if err := c.update(file); err != nil {
			t.Fatalf("%v\n%s", err, story(c))
		}
	}
	merged := c.clone()
	merged.records = slices.DeleteFunc(merged.records, func(r map[string]string) bool {
		return slices.ContainsFunc(goes, func(g map[string]string) bool { return g["key"] == r[c.key] })
	})
	for name, now := range map[string]*crm{"waiting": c, "merged": merged} {
		if code := revised(s, now, name+"-verify", "verify", s.path("run")); code != exitDone {
			t.Fatalf("%s: not all arrived: %s\n%s", name, s.read(name+"-verify/review/verify.csv"), story(now))
		}
		revised(s, now, name+"-again", "refresh", s.path("run"))
		revised(s, now, name+"-undo", "undo", s.path("run"))
		back := now.clone()
		if err := back.takeBack(s, name+"-undo"); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, story(now))
		}
		if d := first.sorted().diff(back.sorted()); d != "" {
			t.Fatalf("%s: the undo brings back something else: %s\n%s\n%v\n%v", name, d, story(now), rows(s, name+"-undo/review/decide.csv"), rows(s, name+"-undo/review/left-out.csv"))
		}
	}
}

// People go on working: what they changed stays, and no number gets lost.
func TestReviseEdited(t *testing.T) {
	for name, kinds := range reviseKinds() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			rapid.Check(t, func(t *rapid.T) {
				c := drawCRM(t, rapid.SampledFrom(kinds).Draw(t, "kind"))
				checkEdited(t, scratch(t, dir), c, drawFlags(t, c))
			})
		})
	}
}

// work draws what people do to records: some get another number or none, some go.
func work(t *rapid.T, c *crm) (edited map[string]string) {
	edited = map[string]string{}
	for range rapid.IntRange(1, 3).Draw(t, "edits") {
		if len(c.records) < 2 {
			return edited
		}
		i := rapid.IntRange(0, len(c.records)-1).Draw(t, "record")
		r := c.records[i]
		switch h := rapid.SampledFrom(c.phones).Draw(t, "column"); rapid.IntRange(0, 3).Draw(t, "edit") {
		case 0:
			delete(edited, r[c.key])
			c.records = slices.Delete(c.records, i, i+1)
		case 1:
			r[h], edited[r[c.key]] = "", h
		default:
			r[h], edited[r[c.key]] = "+33655509876", h
		}
	}
	return edited
}

func checkEdited(t *rapid.T, s *session, c *crm, flags []string) {
	t.Helper()
	text := c.export()
	clean(s, c, "run", flags)
	story := func() string { return fmt.Sprintf("flags %q\nexport:\n%s\nnow:\n%s", flags, text, c.export()) }

	// Before the import.
	later := c.clone()
	work(t, later)
	if code := s.run("refresh", "-q", "-o", s.path("fresh"), s.path("run"), s.write("later.csv", later.export())); code == exitUsage {
		return // None of the records is left.
	}
	imported := later.clone()
	imported.load(s, "fresh")
	if err := nowhere(later, imported, rows(s, "fresh/held/creates*.csv")); err != nil {
		t.Fatalf("after a refresh: %v\nlater:\n%s\n%s", err, later.export(), story())
	}
	if code := revised(s, imported, "arrived", "verify", s.path("fresh")); code != exitDone {
		t.Fatalf("what was refreshed did not arrive: %s\nlater:\n%s\nimported:\n%s\n%s", s.read("arrived/review/verify.csv"), later.export(), imported.export(), story())
	}

	// After the import.
	c.load(s, "run")
	work(t, c)
	if code := s.run("undo", "-q", "-o", s.path("undo"), s.path("run"), s.write("worked.csv", c.export())); code == exitUsage {
		return
	}
	back := c.clone()
	if err := back.takeBack(s, "undo"); err != nil {
		t.Fatalf("%v\n%s", err, story())
	}
	for _, r := range c.records {
		for _, h := range c.phones {
			number := r[h]
			if !exactE164.MatchString(number) {
				continue
			}
			if !slices.ContainsFunc(back.records, func(b map[string]string) bool {
				return slices.ContainsFunc(c.phones, func(h string) bool { return strings.Contains(digits(b[h]), number[len(number)-6:]) })
			}) {
				t.Fatalf("the undo loses %s\nback:\n%s\n%s", number, back.export(), story())
			}
			if number == "+33655509876" && !slices.ContainsFunc(back.records, func(b map[string]string) bool { return b[c.key] == r[c.key] && b[h] == number }) {
				t.Fatalf("the undo overwrites an edit of %s\n%s", r[c.key], story())
			}
		}
	}
}

// nowhere checks that the last digits of every number of some records are found afterwards, in a phone cell or in a new contact.
func nowhere(before, after *crm, held []map[string]string) error {
	var pool strings.Builder
	for _, r := range append(slices.Clone(after.records), held...) {
		for _, h := range append(slices.Clone(after.phones), after.ext, after.note) {
			pool.WriteString(digits(r[h]) + "|")
		}
	}
	for _, r := range before.records {
		for _, h := range before.phones {
			for part := range strings.FieldsFuncSeq(r[h], func(r rune) bool { return strings.ContainsRune("/;,\n-ox.", r) }) {
				if d := digits(part); len(d) >= 8 && !strings.Contains(pool.String(), d[len(d)-6:]) {
					return fmt.Errorf("the number %q of %s is nowhere", part, r[before.key])
				}
			}
		}
	}
	return nil
}

// firstDiff gives the first lines in which two texts differ.
func firstDiff(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return x[i] + "\n" + y[i]
		}
	}
	return fmt.Sprintf("%d lines and %d", len(x), len(y))
}
