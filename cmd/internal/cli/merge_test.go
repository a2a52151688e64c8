package cli

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/io/profile"
)

// Where the files of a run went in and then those of its merge plan, and the records that are to go are gone: what the record that
// stays said it still says, each number of those that went stands in it, in a contact that was split off from one of the group,
// or is listed as not carried. And the undo of the merges gives the record that stays back.
func TestMergePlanLosesNothing(t *testing.T) {
	for name, kinds := range map[string][]*kind{
		"HubSpot":    {hubspotKind()},
		"Salesforce": {salesforceKind()},
		"generic":    {genericKind(profile.BlankKeeps), genericKind(profile.BlankClears), genericKind(profile.BlankClears, "Second phone", "Third phone")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			rapid.Check(t, func(t *rapid.T) {
				c := drawCRM(t, rapid.SampledFrom(kinds).Draw(t, "kind"))
				checkMerge(t, scratch(t, dir), c, append(drawFlags(t, c), "--merge", "plan"))
			})
		})
	}
}

// checkMerge runs, imports, merges and takes the merges back.
func checkMerge(t tb, s *session, c *crm, flags []string) {
	t.Helper()
	text := c.export()
	clean(s, c, "run", flags)
	c.load(s, "run")
	before := c.clone()
	fail := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%v\nflags %q\nexport:\n%s\nbefore the merges:\n%s\nafter them:\n%s\n%s\n%s", err, flags, text, before.export(), c.export(),
				s.read("run/import/merge-updates-001.csv"), s.read("run/review/merge-deletes.csv"))
		}
	}
	for _, file := range tables(s, "run/import/merge-updates*.csv") {
		fail(c.update(file))
	}
	fail(onlyFilled(before, c))

	back := c.clone()
	for _, file := range tables(s, "run/undo/merge-updates*.csv") {
		fail(back.update(file))
	}
	fail(back.clearBy(rows(s, "run/undo/merge-to-clear.csv")))
	if d := before.diff(back); d != "" {
		fail(fmt.Errorf("the undo of the merges brings back something else: %s", d))
	}
	goes := rows(s, "run/review/merge-deletes.csv")
	fail(carried(c, goes, madeOf(s)))
	fail(foundAfter(c, goes, madeOf(s)))
}

// foundAfter checks that a call that found a record before the merges finds one when they are done, unless its number is listed as
// not carried, or waits in a contact that is held.
func foundAfter(c *crm, goes []map[string]string, made map[string][]string) error {
	left := c.clone()
	left.records = slices.DeleteFunc(left.records, func(r map[string]string) bool {
		return slices.ContainsFunc(goes, func(g map[string]string) bool { return g["key"] == r[c.key] })
	})
	now := left.matchable()
	for number := range c.matchable() {
		listed := slices.ContainsFunc(goes, func(g map[string]string) bool {
			return strings.Contains(g["not_carried"], number) || slices.Contains(made[g["key"]], number) || slices.Contains(made[g["into_key"]], number)
		})
		if len(now[number]) == 0 && !listed {
			return fmt.Errorf("a call from %s was matched before the merges and is not matched after them", number)
		}
	}
	return nil
}

// onlyFilled checks that merges filled blanks and did nothing else.
func onlyFilled(before, after *crm) error {
	if len(before.records) != len(after.records) {
		return fmt.Errorf("%d records, then %d", len(before.records), len(after.records))
	}
	for i, r := range before.records {
		for _, h := range slices.Sorted(maps.Keys(r)) {
			if old := r[h]; old != "" && after.records[i][h] != old {
				return fmt.Errorf("%s of %s was %q and is %q", h, r[before.key], old, after.records[i][h])
			}
		}
	}
	return nil
}

// madeOf gives the numbers that became contacts of their own, or will, by the key of the record that they were split off from.
func madeOf(s *session) map[string][]string {
	made := map[string][]string{}
	for _, r := range rows(s, "run/undo/created.csv") {
		made[r["callready_parent"]] = append(made[r["callready_parent"]], r["number"])
	}
	for e, err := range journal.Read(strings.NewReader(s.read("run/changes.jsonl"))) {
		if err == nil && e.Child > 0 && e.Held {
			made[e.Key] = append(made[e.Key], e.New)
		}
	}
	return made
}

// carried checks that nothing in a phone cell of a record that goes gets lost without being listed.
func carried(c *crm, goes []map[string]string, made map[string][]string) error {
	record := map[string]map[string]string{}
	for _, r := range c.records {
		record[r[c.key]] = r
	}
	group, gone := map[string][]string{}, map[string]bool{}
	for _, g := range goes {
		if gone[g["key"]] {
			return fmt.Errorf("%s is to go twice", g["key"])
		}
		gone[g["key"]] = true
		group[g["into_key"]] = append(group[g["into_key"]], g["key"])
	}
	for _, g := range goes {
		stays := record[g["into_key"]]
		if stays == nil || gone[g["into_key"]] {
			return fmt.Errorf("%s goes into %s, which does not stay", g["key"], g["into_key"])
		}
		have := slices.Clone(made[g["into_key"]])
		for _, key := range group[g["into_key"]] {
			have = append(have, made[key]...)
		}
		for _, h := range c.phones {
			have = append(have, strings.TrimSpace(stays[h]))
		}
		for _, h := range c.phones {
			if err := kept(record[g["key"]], c.key, h, have, g["not_carried"]); err != nil {
				return err
			}
		}
	}
	return nil
}

// kept checks that what stands in a phone cell is among what the record that stays and its family have, or is listed.
func kept(goes map[string]string, key, h string, have []string, listed string) error {
	cell := strings.TrimSpace(goes[h])
	same := func(v string) bool { return v == cell || digits(v) == digits(cell) && digits(cell) != "" } // in other words around them
	if cell == "" || slices.ContainsFunc(have, same) || strings.Contains(listed, h+": "+cell) {
		return nil
	}
	if exactE164.MatchString(cell) && slices.ContainsFunc(have, func(v string) bool { return strings.Contains(v, cell) }) {
		return nil // several numbers in one cell that an import takes apart
	}
	return fmt.Errorf("%s of %s is %q; what stays has %q, and %q does not list it", h, goes[key], cell, have, listed)
}

// A number that the record that stays has only until somebody clears it by hand is not safe there.
func TestMergeMindsWhatIsClearedByHand(t *testing.T) {
	t.Parallel()
	s := newSession(t)
	in := s.write("contacts.csv", `Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Company Name,Country/Region
1,Bob,Moreau,bob@example.com,06 55 50 33 47,06 55 50 72 64,Fjord,France
2,Bob,Moreau,bob@example.com,06 55 50 72 64,,Fjord,France
`)
	s.must("clean", "-q", "--merge", "plan", "--split", "one", "--survivor", "oldest", "-o", s.path("run"), in)
	_, byHand := s.table("run/review/to-clear.csv")
	_, goes := s.table("run/review/merge-deletes.csv")
	if len(byHand) != 1 || byHand[0]["key"] != "1" || byHand[0]["value"] != "+33655507264" {
		t.Fatalf("to clear: %v", byHand)
	}
	if len(goes) != 1 || goes[0]["key"] != "2" || goes[0]["not_carried"] != "Phone Number: +33655507264" || goes[0]["look"] == "" {
		t.Errorf("to merge: %v", goes)
	}
}
