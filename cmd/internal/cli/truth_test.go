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

// Every phone cell of the invented HubSpot export comes to what its truth says it may come to, and nearly all that can be
// known is read: the most knowable cells that may be left to a person instead are said.
func TestTruth(t *testing.T) {
	for _, tt := range []struct {
		flags []string
		left  int
	}{
		{nil, 18},
		{[]string{"--region", "FR"}, 18},
		{[]string{"--region", "FR", "--drop-extras"}, 8},
		{[]string{"--split", "one"}, 19},
		{[]string{"--drop-extras", "--split", "one"}, 8},
		{[]string{"--region", "FR", "--split", "off"}, 50},
	} {
		t.Run(strings.Join(tt.flags, " "), func(t *testing.T) {
			t.Parallel()
			s := newSession(t)
			s.must(append(append([]string{"clean", "-q", "-o", s.path("run")}, tt.flags...), hubspotExport)...)
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
			left := 0
			for _, cell := range fixtures.Truth() {
				if cell.Dirt == "record-too-short" {
					if !strings.Contains(s.read("run/review/bad-rows.raw"), cell.Text) {
						t.Errorf("%s: the record is not kept", cell.Key)
					}
					continue
				}
				got := cameTo(cell.Text, events[[2]string{cell.Key, cell.Column}])
				if wrong := judge(&cell, &got); wrong != "" {
					t.Errorf("%s %s %q (%s, %s): %s; numbers %v, came to %+v", cell.Key, cell.Column, cell.Text, cell.Dirt, cell.Outcome, wrong, cell.Numbers, got)
				}
				knowable := cell.Outcome == fixtures.Fine || cell.Outcome == fixtures.Region && slices.Contains(tt.flags, "--region")
				if knowable && got.left && !slices.ContainsFunc(cell.Numbers, fictitious) {
					left++
					t.Logf("left: %q (%s): %v", cell.Text, cell.Dirt, got.codes)
				}
			}
			t.Logf("%d knowable cells left", left)
			if left > tt.left {
				t.Errorf("%d knowable cells were left to a person, at most %d may be", left, tt.left)
			}
		})
	}
}

// fictitious tells the numbers 555-01xx of North America, which stand for no number at all.
func fictitious(e164 string) bool {
	return len(e164) == 12 && strings.HasPrefix(e164, "+1") && e164[5:10] == "55501"
}

// fate is what a run made of a cell.
type fate struct {
	sure  []string // numbers that the run knows to be in the cell, each once and sorted
	wrote []string // of these, those that it wrote anywhere
	left  bool     // the cell was left and listed for a person
	codes []string
}

// cameTo reads the fate of a cell from the lines of the journal about it; a cell that is fine has none.
func cameTo(text string, es []journal.Event) fate {
	if len(es) == 0 {
		return fate{sure: []string{text}}
	}
	var f fate
	for _, e := range es {
		f.left = f.left || e.Act == string(normalize.Keep)
		f.codes = append(f.codes, e.Codes...)
		for i, n := range e.Numbers {
			wrote := e.Act != string(normalize.Keep) && e.Act != string(normalize.Flag)
			if wrote {
				f.wrote = append(f.wrote, n)
			}
			if wrote || e.Confidence[i] == "certain" || e.Confidence[i] == "likely" {
				f.sure = append(f.sure, n)
			}
		}
	}
	sorted := func(s []string) []string {
		slices.Sort(s)
		return slices.Compact(s)
	}
	f.sure, f.wrote = sorted(f.sure), sorted(f.wrote)
	return f
}

// judge says what is wrong with the fate of a cell by the rules of testdata/README.md, "" if nothing is.
func judge(cell *fixtures.Cell, got *fate) string {
	want := slices.Sorted(slices.Values(cell.Numbers))
	for _, n := range got.wrote {
		if !slices.Contains(want, n) {
			return "wrote " + n + ", which is not in the cell"
		}
	}
	if got.left && len(got.codes) == 0 {
		return "left, and nobody is told why"
	}
	if got.left && len(got.wrote) > 0 {
		return "left and written"
	}
	switch {
	case cell.Outcome == fixtures.Person || slices.ContainsFunc(want, fictitious):
		if !got.left {
			return "not left, although a person has to decide"
		}
	case got.left: // Cautious is never wrong; the test counts how often.
	case !slices.Equal(got.sure, want):
		return "other numbers came out than it holds"
	}
	return ""
}
