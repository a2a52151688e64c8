package report_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/report"
)

// sampled gives what a sampler keeps of a journal.
func sampled(events []journal.Event) *report.Sample {
	var s report.Sampler
	for i := range events {
		s.Add(&events[i])
	}
	return s.Sample()
}

func TestSamplerKeepsFamilies(t *testing.T) {
	got := sampled([]journal.Event{
		{Act: "rewrite", File: "a.csv", Row: 2, Column: "Phone", Codes: []string{"cut"}},
		{Act: "split", File: "a.csv", Row: 2, Column: "Phone", Child: 1},
		{Act: "rewrite", File: "b.csv", Row: 2, Column: "Phone"},
		{Act: "keep", File: "a.csv", Row: 1, Codes: []string{"none", "none"}},
		{Act: "duplicate", File: "a.csv", Row: 5, Group: "g", Codes: []string{"twin"}},
		{Act: "duplicate", File: "a.csv", Row: 9, Group: "g", Codes: []string{"twin"}},
		{Act: "merge", File: "a.csv", Row: 9, Group: "g"},
	})
	var families []string
	for _, f := range got.Families {
		parts := []string{f.Events[0].File}
		for _, e := range f.Events {
			parts = append(parts, e.Act+strconv.FormatInt(e.Row, 10))
		}
		families = append(families, strings.Join(parts, " "))
	}
	want := []string{"a.csv keep1", "a.csv rewrite2 split2", "a.csv duplicate5 duplicate9", "a.csv merge9", "b.csv rewrite2"}
	if diff := cmp.Diff(want, families); diff != "" {
		t.Errorf("families (-want +got):\n%s", diff)
	}
	lines := map[report.Kind]int64{
		{Act: "rewrite", Code: "cut"}: 1, {Act: "split"}: 1, {Act: "rewrite"}: 1, {Act: "keep", Code: "none"}: 1, {Act: "duplicate", Code: "twin"}: 2, {Act: "merge"}: 1,
	}
	if diff := cmp.Diff(lines, got.Lines); diff != "" {
		t.Errorf("lines by act and code (-want +got):\n%s", diff)
	}
	if got.Of != 5 {
		t.Errorf("%d families counted, want 5", got.Of)
	}
}

// TestSamplerBounds feeds far more than is kept: what is kept is bounded, spread over the file, and rare things are in it.
func TestSamplerBounds(t *testing.T) {
	const rows = 60000
	s := report.Sampler{PerCode: 5, Most: 100}
	for row := range int64(rows) {
		e := journal.Event{Act: "rewrite", File: "a.csv", Row: row + 1, Region: []string{"FR"}, Column: "Phone", Confidence: []string{"certain"}, Codes: []string{"usual"}}
		switch row {
		case 30001:
			e.Codes = []string{"rare"}
		case 30002:
			e.Region = []string{"CI"}
		case 30003:
			e.Column = "Fax"
		case 30004:
			e.Confidence = []string{"likely"}
		}
		s.Add(&e)
	}
	got := s.Sample()
	if n := len(got.Families); n < 100 || n > 250 {
		t.Errorf("%d families kept", n)
	}
	quarters, rare := [4]int{}, 0
	for _, f := range got.Families {
		row := f.Events[0].Row
		quarters[(row-1)*4/rows]++
		if row >= 30002 && row <= 30005 {
			rare++
		}
	}
	for q, n := range quarters {
		if n < 10 {
			t.Errorf("only %d of the families kept are of quarter %d of the file", n, q+1)
		}
	}
	if rare != 4 {
		t.Errorf("%d of 4 rare families kept", rare)
	}
	if got.Of != rows || got.Lines[report.Kind{Act: "rewrite", Code: "usual"}] != rows-1 {
		t.Errorf("counted %d families, %v", got.Of, got.Lines)
	}
}

func TestSamplerKeepsCopies(t *testing.T) {
	var s report.Sampler
	shared := []string{"+33199001234"}
	s.Add(&journal.Event{Act: "rewrite", Row: 1, Numbers: shared, Old: strings.Repeat("é", 5000), Who: "a\xff\xffb"})
	shared[0] = "overwritten"
	got := s.Sample().Families[0].Events[0]
	if got.Numbers[0] != "+33199001234" {
		t.Errorf("number %q: the event's slice is shared", got.Numbers[0])
	}
	if len(got.Old) > 400 || !utf8.ValidString(got.Old) {
		t.Errorf("%d bytes of a long cell kept, valid %v", len(got.Old), utf8.ValidString(got.Old))
	}
	if got.Who != "a\uFFFD\uFFFDb" {
		t.Errorf("who %q: not as the journal has it", got.Who)
	}
}

// TestSamplerLongFamily checks that one contact cannot take all the memory.
func TestSamplerLongFamily(t *testing.T) {
	var s report.Sampler
	many := make([]string, 100)
	for i := range many {
		many[i] = strings.Repeat("x", 1000)
	}
	for range 500 {
		s.Add(&journal.Event{Act: "keep", Row: 1, Old: many[0], Who: many[0], Numbers: many, Labels: many})
	}
	f := s.Sample().Families[0]
	if len(f.Events)+f.More != 500 || len(f.Events) > 20 || len(f.Events[0].Numbers) > 10 {
		t.Errorf("%d lines kept with %d numbers, %d left out", len(f.Events), len(f.Events[0].Numbers), f.More)
	}
}

// TestSamplerMerge checks that it makes no difference who looks at which families, and in what order they are put together.
func TestSamplerMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		bounds := report.Sampler{PerCode: 2, Most: 3}
		code := rapid.SampledFrom([]string{"a", "b", "c"})
		single := bounds
		workers := make([]report.Sampler, rapid.IntRange(1, 4).Draw(t, "workers"))
		for i := range workers {
			workers[i] = bounds
		}
		for row := range int64(rapid.IntRange(0, 80).Draw(t, "rows")) {
			w := &workers[rapid.IntRange(0, len(workers)-1).Draw(t, "worker")]
			for range rapid.IntRange(1, 3).Draw(t, "lines") {
				e := journal.Event{
					Act: rapid.SampledFrom([]string{"keep", "copy"}).Draw(t, "act"), File: "f", Row: row + 1, Codes: rapid.SliceOfN(code, 0, 3).Draw(t, "codes"),
					Region: rapid.SliceOfN(code, 0, 2).Draw(t, "regions"), Column: code.Draw(t, "column"),
				}
				single.Add(&e)
				w.Add(&e)
			}
		}
		merged := bounds
		for _, i := range rapid.Permutation(order(len(workers))).Draw(t, "order") {
			merged.Merge(&workers[i])
		}
		if diff := cmp.Diff(single.Sample(), merged.Sample()); diff != "" {
			t.Errorf("workers differ from one run (-one +workers):\n%s", diff)
		}
	})
}

func order(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

func ExampleSampler() {
	var s report.Sampler
	s.Add(&journal.Event{Act: journal.Keep, Row: 4, Codes: []string{"no-number"}})
	s.Add(&journal.Event{Act: journal.Keep, Row: 9, Codes: []string{"no-number"}})
	sample := s.Sample()
	for _, f := range sample.Families {
		fmt.Println(f.Events[0].Row, f.Events[0].Codes)
	}
	fmt.Println(sample.Lines[report.Kind{Act: journal.Keep, Code: "no-number"}])
	// Output:
	// 4 [no-number]
	// 9 [no-number]
	// 2
}
