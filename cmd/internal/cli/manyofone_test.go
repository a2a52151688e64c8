package cli

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// One person on hundreds of records, as a web form makes them, is one group, whatever the order of the rows; the group says that not
// all of its records were compared, and its merge is prepared.
func TestManyRecordsOfOnePerson(t *testing.T) {
	t.Parallel()
	const n = 600
	var lines []string
	for i := range n {
		lines = append(lines, fmt.Sprintf("%d,Ana,Petit,ana@example.com,01 99 00 %02d 12,,Fjord,France", 10_000+i, i%100))
	}
	s := newSession(t)
	var last map[string]string
	for i, run := range []string{"there", "back"} {
		name := s.write(run+".csv", "Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Company Name,Country/Region\n"+strings.Join(lines, "\n")+"\n")
		s.must("clean", name, "--region", "FR", "--merge", "plan", "-o", s.path(run))
		groups := groupsOf(s, run)
		if len(groups) != 1 {
			t.Fatalf("%d groups", len(groups))
		}
		for _, row := range rows(s, run+"/review/duplicates.csv") {
			if row["role"] == "duplicate" && !strings.Contains(row["reasons"], "So many records hang together") {
				t.Fatalf("%s is a duplicate since %s", row["key"], row["reasons"])
			}
			if row["differs"] != "Phone Number" {
				t.Fatalf("%s differs in %q", row["key"], row["differs"])
			}
		}
		if list := rows(s, run+"/review/merge-deletes.csv"); len(list) != n-1 {
			t.Fatalf("%d records to merge", len(list))
		}
		if i > 0 {
			if diff := cmp.Diff(last, groups); diff != "" {
				t.Errorf("another order of the rows (-one +other):\n%s", diff)
			}
		}
		last = groups
		slices.Reverse(lines)
	}
	// Decided to be nobody's duplicates, in the first row alone, they are not listed any more.
	table := strings.Split(s.read("there/review/duplicates.csv"), "\r\n")
	head := strings.Split(strings.TrimPrefix(table[0], "\ufeff"), ",")
	first := strings.Split(table[1], ",")
	first[slices.Index(head, "decision")] = "different"
	table[1] = strings.Join(first, ",")
	answers := s.write("answers.csv", strings.Join(table, "\r\n"))
	s.must("clean", s.path("there.csv"), "--region", "FR", "--decisions", answers, "-o", s.path("decided"))
	if groups := groupsOf(s, "decided"); len(groups) != 0 {
		t.Errorf("%d groups of records that are decided to be different", len(groups))
	}
}
