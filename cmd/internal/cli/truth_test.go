package cli

import (
	"slices"
	"strings"
	"testing"

	"github.com/callready/callready/cmd/internal/fixtures"
	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/normalize"
)

const hubspotExport = "../../../testdata/exports/hubspot.csv"

// Every cell of the invented HubSpot export that has knowable numbers is read right or listed, and no number that is
// not the cell's is ever written.
func TestTruth(t *testing.T) {
	for _, flags := range [][]string{
		{"--region", "FR"},
		{"--region", "FR", "--drop-extras"},
		{"--drop-extras", "--split", "one"},
	} {
		t.Run(strings.Join(flags, " "), func(t *testing.T) {
			s := newSession(t)
			s.must(append(append([]string{"clean", "-q", "-o", s.path("run")}, flags...), hubspotExport)...)
			events := map[[2]string][]journal.Event{}
			for e, err := range journal.Read(strings.NewReader(s.read("run/changes.jsonl"))) {
				if err != nil {
					t.Fatal(err)
				}
				if e.Column != "" && e.Act != journal.Shared {
					k := [2]string{e.Key, e.Column}
					events[k] = append(events[k], e)
				}
			}
			var knowable, read int
			for _, cell := range fixtures.Truth() {
				es := events[[2]string{cell.Key, cell.Column}]
				got, wrote, listed := outcome(es)
				if len(es) == 0 && slices.Equal(cell.Numbers, []string{cell.Text}) {
					got = cell.Numbers
				}
				for _, n := range got {
					if wrote && !slices.Contains(cell.Numbers, n) {
						t.Errorf("%s %s %q (%s): wrote %s, which is not in the cell", cell.Key, cell.Column, cell.Text, cell.Dirt, n)
					}
				}
				if cell.Outcome == fixtures.Person && wrote && !slices.Contains(flags, "--drop-extras") && !slices.Contains(flags, "--region") {
					t.Errorf("%s %s %q (%s): written although a person has to decide", cell.Key, cell.Column, cell.Text, cell.Dirt)
				}
				if len(cell.Numbers) == 0 || cell.Outcome == fixtures.Person || slices.ContainsFunc(cell.Numbers, fictitious) {
					continue
				}
				knowable++
				sorted := slices.Sorted(slices.Values(got))
				if slices.Equal(slices.Compact(sorted), slices.Sorted(slices.Values(cell.Numbers))) {
					read++
				} else if !listed {
					t.Errorf("%s %s %q (%s): want %v, got %v, and nobody is told", cell.Key, cell.Column, cell.Text, cell.Dirt, cell.Numbers, got)
				} else {
					t.Logf("listed: %q (%s): %v", cell.Text, cell.Dirt, es[0].Codes)
				}
			}
			t.Logf("%d of %d knowable cells read", read, knowable)
			if read*100 < knowable*96 {
				t.Errorf("only %d of %d knowable cells were read", read, knowable)
			}
		})
	}
}

// fictitious tells the numbers 555-01xx of North America, which stand for no number at all.
func fictitious(e164 string) bool {
	return len(e164) == 12 && strings.HasPrefix(e164, "+1") && e164[5:10] == "55501"
}

// outcome gives the numbers that the journal is sure of, whether any was written, and whether the cell is listed.
func outcome(es []journal.Event) (numbers []string, wrote, listed bool) {
	for _, e := range es {
		w := !slices.Contains([]string{string(normalize.Keep), string(normalize.Flag)}, e.Act)
		wrote = wrote || w
		listed = true
		for i, n := range e.Numbers {
			if (w || e.Confidence[i] == "certain" || e.Confidence[i] == "likely") && !slices.Contains(numbers, n) {
				numbers = append(numbers, n)
			}
		}
	}
	return numbers, wrote, listed
}
