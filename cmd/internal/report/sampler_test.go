package report_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/callready/callready/cmd/internal/journal"
	"github.com/callready/callready/cmd/internal/report"
)

func rows(s *report.Sampler) []int64 {
	var out []int64
	for _, e := range s.Events() {
		out = append(out, e.Row)
	}
	return out
}

func TestSampler(t *testing.T) {
	s := report.Sampler{PerCode: 2}
	for i, e := range []journal.Event{
		{Act: "rewrite", Codes: []string{"a"}},
		{Act: "rewrite", Codes: []string{"a", "a"}}, // a code that is named twice counts once
		{Act: "rewrite", Codes: []string{"a"}},      // the third: not kept
		{Act: "rewrite", Codes: []string{"a", "b"}}, // kept for b
		{Act: "keep", Codes: []string{"a"}},         // another act
		{Act: "copy"},
		{Act: "copy"},
		{Act: "copy"},
	} {
		e.Row = int64(i + 1)
		s.Add(&e)
	}
	if diff := cmp.Diff([]int64{1, 2, 4, 5, 6, 7}, rows(&s)); diff != "" {
		t.Errorf("rows kept (-want +got):\n%s", diff)
	}
	s.Reset()
	s.Add(&journal.Event{Act: "rewrite", Row: 9, Codes: []string{"a"}})
	if diff := cmp.Diff([]int64{9}, rows(&s)); diff != "" {
		t.Errorf("after Reset (-want +got):\n%s", diff)
	}
}

func TestSamplerKeepsCopies(t *testing.T) {
	var s report.Sampler
	shared := []string{"+33199001234"}
	s.Add(&journal.Event{Act: "rewrite", Numbers: shared, Old: strings.Repeat("é", 5000)})
	shared[0] = "overwritten"
	got := s.Events()[0]
	if got.Numbers[0] != "+33199001234" {
		t.Errorf("number %q: the event's slice is shared", got.Numbers[0])
	}
	if len(got.Old) > 2100 || !utf8.ValidString(got.Old) {
		t.Errorf("%d bytes of a long cell kept, valid %v", len(got.Old), utf8.ValidString(got.Old))
	}
}

// TestSamplerMerge checks that cutting the events into batches makes no difference.
func TestSamplerMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.SampledFrom([]string{"a", "b", "c"})
		var single, merged report.Sampler
		row := int64(0)
		for range rapid.IntRange(0, 8).Draw(t, "batches") {
			var batch report.Sampler
			for range rapid.IntRange(0, 12).Draw(t, "events") {
				row++
				e := journal.Event{Act: rapid.SampledFrom([]string{"keep", "copy"}).Draw(t, "act"), Row: row, Codes: rapid.SliceOfN(code, 0, 3).Draw(t, "codes")}
				single.Add(&e)
				batch.Add(&e)
			}
			merged.Merge(&batch)
		}
		if diff := cmp.Diff(rows(&single), rows(&merged)); diff != "" {
			t.Errorf("batches differ from one run (-one +batches):\n%s", diff)
		}
		if n := len(single.Events()); n > 2*4*report.DefaultPerCode {
			t.Errorf("%d events kept", n)
		}
	})
}

func ExampleSampler() {
	s := report.Sampler{PerCode: 1}
	s.Add(&journal.Event{Act: journal.Keep, Row: 4, Codes: []string{"no-number"}})
	s.Add(&journal.Event{Act: journal.Keep, Row: 9, Codes: []string{"no-number"}})
	for _, e := range s.Events() {
		fmt.Println(e.Row, e.Codes)
	}
	// Output: 4 [no-number]
}
