package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/callready/callready/cmd/internal/journal"
)

// lost checks that the digits of every phone cell, and the words beside them, are found afterwards: in the same record, in a
// new contact, in a held one, or in another record that has the number. What the user let be dropped is in the journal.
func lost(s *session, run string, before, after *crm, held []map[string]string) error {
	var pool, words strings.Builder
	homes := append(slices.Clone(before.phones), before.ext, before.note)
	for _, r := range append(slices.Clone(after.records), held...) {
		for _, h := range homes {
			pool.WriteString(digits(r[h]) + "|")
			words.WriteString(r[h] + "|")
		}
	}
	if err := accounted(s, run, before, after, held); err != nil {
		return err
	}
	if before.heads != nil {
		return untouched(before, after)
	}
	written := s.read(run + "/changes.jsonl")
	for _, r := range before.records {
		for _, h := range before.phones {
			for part := range strings.FieldsFuncSeq(r[h], func(r rune) bool { return strings.ContainsRune("/;,\n-", r) || r == 'o' || r == 'x' }) {
				d := strings.TrimLeft(digits(part), "0")
				d = strings.TrimPrefix(d, "330")
				if strings.Contains(part, ".0") {
					d = strings.TrimSuffix(d, "0")
				}
				if d == "" || strings.Contains(pool.String(), d) {
					continue
				}
				if strings.Contains(written, "extension-dropped") && len(d) <= 2 {
					continue
				}
				return fmt.Errorf("the digits %s of %q are nowhere", d, r[h])
			}
			if strings.Contains(r[h], "Léa") && !strings.Contains(words.String(), "Léa") && !strings.Contains(written, "note-dropped") {
				return fmt.Errorf("the note of %q is nowhere", r[h])
			}
		}
	}
	return untouched(before, after)
}

// accounted checks the journal of a run against what came of it: a number that it moved or rewrote stands in a phone cell, and
// a cell that it left, or does not speak of, is what it was.
func accounted(s *session, run string, before, after *crm, held []map[string]string) error {
	standing := map[string]bool{}
	for _, r := range append(slices.Clone(after.records), held...) {
		for _, h := range before.phones {
			standing[r[h]] = true
		}
	}
	type cell struct {
		row    int64
		column string
	}
	settled := map[cell]bool{}
	for e, err := range journal.Read(strings.NewReader(s.read(run + "/changes.jsonl"))) {
		if err != nil {
			return err
		}
		switch e.Act {
		case journal.Keep, journal.Flag, journal.Shared, journal.Required, journal.Quarantine:
			continue
		case journal.Copy, journal.Move:
			settled[cell{e.Row, e.ToColumn}] = true
		}
		settled[cell{e.Row, e.Column}] = true
		for _, n := range e.Numbers {
			if !standing[n] {
				return fmt.Errorf("the journal has %s of row %d as %s, and it is nowhere", n, e.Row, e.Act)
			}
		}
	}
	row := int64(0)
	for i, r := range before.records {
		if blankRecord(r) {
			continue // which is no row
		}
		row++
		for _, h := range before.phones {
			if !settled[cell{row, h}] && after.records[i][h] != r[h] {
				return fmt.Errorf("%s of row %d was %q and is %q, and the journal does not say why", h, row, r[h], after.records[i][h])
			}
		}
	}
	return nil
}

// untouched checks that the records are there in their order, and that nothing but their phone cells and homes changed.
func untouched(before, after *crm) error {
	for i, r := range before.records {
		for _, h := range before.head() {
			if slices.Contains(before.phones, h) || h == before.ext || h == before.note {
				continue
			}
			if got := after.records[i][h]; got != r[h] {
				return fmt.Errorf("%s of contact %d was %q and is %q", h, i+1, r[h], got)
			}
		}
	}
	return nil
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

// blankRecord tells whether a record has nothing in it, so that a file without record ids has a blank line for it.
func blankRecord(r map[string]string) bool {
	for _, v := range r {
		if v != "" {
			return false
		}
	}
	return true
}
