package state_test

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/callready/callready/cmd/internal/state"
)

// A run that did not look changes nothing, one that found nothing clears all.
func TestLooked(t *testing.T) {
	s := open(t, fresh(t))
	add(t, s, "run-1", found("words/101", "words/102"))
	if got := add(t, s, "run-2", nil); len(got.Gone)+len(got.New)+len(got.Standing) > 0 {
		t.Errorf("a run that did not look says %v", got)
	}
	if id, ok, err := s.Looked(t.Context(), "nightly"); id != "run-1" || !ok || err != nil {
		t.Errorf("the last that looked is %q, %t, %v", id, ok, err)
	}
	if id, ok, err := s.Looked(t.Context(), "another"); ok || err != nil {
		t.Errorf("another job has %q, %v", id, err)
	}
	if got := shown(t, s, "run-2"); len(got) > 0 {
		t.Errorf("a run that did not look has %v", got)
	}
	if got := add(t, s, "run-3", found("words/101", "words/102")); got.Standing["words"] != 2 || len(got.New) > 0 {
		t.Errorf("the same again says %v", got)
	}
	if got := shown(t, s, "run-3"); len(got) != 2 || got[0].First != "run-1" || got[0].Last != "run-3" || got[0].Runs != 2 {
		t.Errorf("got %v", got)
	}
	if got := add(t, s, "run-4", found()); got.Gone["words"] != 2 {
		t.Errorf("a run that found nothing says %v", got)
	}
	if got := shown(t, s, "run-3"); len(got) != 2 || got[0].First != "run-1" || got[0].Last != "run-3" || got[0].Runs != 2 {
		t.Errorf("later the same run has %v", got)
	}
	if got := add(t, s, "run-5", found("words/101")); got.New["words"] != 1 {
		t.Errorf("what comes back says %v", got)
	}
	if got := shown(t, s, "run-5"); len(got) != 1 || got[0].First != "run-5" {
		t.Errorf("what comes back has %v", got)
	}
}

// night is what one run does in the model.
type night struct {
	looked   bool
	findings []state.Finding
}

// model knows plainly what the store has to say.
type model struct {
	nights []night
	acks   []state.Acknowledgement
}

// name tells findings apart.
func name(f state.Finding) string {
	return fmt.Sprintf("%q %q %q %q", f.Code, f.Key, f.Column, f.Fingerprint)
}

func (m *model) acked(f state.Finding, now time.Time) bool {
	return slices.ContainsFunc(m.acks, func(a state.Acknowledgement) bool {
		return a.Code == f.Code && (a.Key == "" || a.Key == f.Key) && (a.Until.IsZero() || a.Until.After(now))
	})
}

// set gives the findings of the last night that looked, up to one.
func (m *model) set(upTo int) map[string]state.Finding {
	out := map[string]state.Finding{}
	for i := upTo; i >= 0; i-- {
		if m.nights[i].looked {
			for _, f := range m.nights[i].findings {
				out[name(f)] = f
			}
			break
		}
	}
	return out
}

// delta says what the last night brought.
func (m *model) delta(now time.Time) state.Delta {
	d := state.Delta{New: map[string]int64{}, Gone: map[string]int64{}, Standing: map[string]int64{}, Acknowledged: map[string]int64{}}
	last := len(m.nights) - 1
	if !m.nights[last].looked {
		return d
	}
	before, after := m.set(last-1), m.set(last)
	for id, f := range after {
		_, there := before[id]
		switch {
		case m.acked(f, now):
			d.Acknowledged[f.Code]++
		case there:
			d.Standing[f.Code]++
		default:
			d.New[f.Code]++
		}
	}
	for id, f := range before {
		if _, there := after[id]; !there {
			d.Gone[f.Code]++
		}
	}
	return d
}

// ages says since when each finding of a night is there.
func (m *model) ages(at int, now time.Time) []state.FindingAge {
	var out []state.FindingAge
	if !m.nights[at].looked {
		return nil
	}
	for id, f := range m.set(at) {
		a := state.FindingAge{Finding: f, Last: strconv.Itoa(at), Acknowledged: m.acked(f, now)}
		a.Fingerprint = ""
		for i := at; i >= 0; i-- {
			if !m.nights[i].looked {
				continue
			}
			if _, there := m.set(i)[id]; !there {
				break
			}
			a.First, a.Runs = strconv.Itoa(i), a.Runs+1
		}
		out = append(out, a)
	}
	return out
}

// What the store says is what a plain model says, whatever comes and goes, however little memory it has.
func TestDelta(t *testing.T) {
	dir := t.TempDir()
	tries := 0
	finding := rapid.Custom(func(t *rapid.T) state.Finding {
		return state.Finding{
			Code:        rapid.SampledFrom([]string{"words", "too-short", "shared"}).Draw(t, "code"),
			Key:         rapid.SampledFrom([]string{"", "101", "102", "103", "003A0001"}).Draw(t, "key"),
			Column:      rapid.SampledFrom([]string{"", "Phone", "Mobile"}).Draw(t, "column"),
			Fingerprint: rapid.SampledFrom([]string{"", "", "", "b"}).Draw(t, "print"),
			Severity:    "info",
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		tries++
		path := fmt.Sprintf("%s/%d.db", dir, tries)
		now := noon
		s, err := state.Open(t.Context(), path, state.Options{Now: func() time.Time { return now }, Memory: rapid.SampledFrom([]int{1, 300, 0}).Draw(t, "memory")})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		m := &model{}
		empty := cmpopts.EquateEmpty()
		for i := range rapid.IntRange(1, 8).Draw(t, "nights") {
			now = now.Add(time.Duration(rapid.IntRange(-48, 48).Draw(t, "hours")) * time.Hour)
			if rapid.IntRange(0, 2).Draw(t, "ack") == 0 {
				f := finding.Draw(t, "acked")
				a := state.Acknowledgement{Code: f.Code, Key: f.Key}
				if rapid.Bool().Draw(t, "until") {
					a.Until = noon.Add(time.Duration(rapid.IntRange(-100, 100).Draw(t, "end")) * time.Hour)
				}
				m.acks = slices.DeleteFunc(m.acks, func(b state.Acknowledgement) bool { return b.Code == a.Code && b.Key == a.Key })
				if rapid.IntRange(0, 3).Draw(t, "unack") > 0 {
					m.acks = append(m.acks, a)
					err = s.Ack(t.Context(), "nightly", a)
				} else {
					s.Unack(t.Context(), "nightly", a.Code, a.Key)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			n := night{looked: rapid.IntRange(0, 3).Draw(t, "looked") > 0}
			var findings iter.Seq[state.Finding]
			if n.looked {
				n.findings = rapid.SliceOfN(finding, 0, 12).Draw(t, "findings")
				findings = slices.Values(n.findings)
			}
			m.nights = append(m.nights, n)
			run := state.Run{ID: strconv.Itoa(i), Job: "nightly", Outcome: state.Checked}
			got, err := s.Add(t.Context(), run, findings, nil)
			if err != nil {
				t.Fatal(err)
			}
			want := m.delta(now)
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Fatalf("night %d (-want +got)\n%s", i, diff)
			}
			last, ok, err := s.Last(t.Context(), "nightly")
			if diff := gocmp.Diff(want, last.Delta, empty); diff != "" || !ok || err != nil {
				t.Fatalf("night %d is remembered, %t, %v, as (-want +got)\n%s", i, ok, err, diff)
			}
		}
		order := cmpopts.SortSlices(func(a, b state.FindingAge) int {
			return cmp.Or(cmp.Compare(name(a.Finding), name(b.Finding)), int(a.Runs-b.Runs))
		})
		times := cmpopts.IgnoreFields(state.FindingAge{}, "FirstSeen", "LastSeen")
		for i := range m.nights {
			_, all, err := s.Show(t.Context(), "nightly", strconv.Itoa(i))
			if err != nil {
				t.Fatal(err)
			}
			var got []state.FindingAge
			for a, err := range all {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, a)
			}
			if diff := gocmp.Diff(m.ages(i, now), got, order, times, empty); diff != "" {
				t.Fatalf("findings of night %d (-want +got)\n%s", i, diff)
			}
		}
	})
}

// The findings of one job are no other's.
func TestJobsApart(t *testing.T) {
	s := open(t, fresh(t))
	for _, job := range []string{"a", "b"} {
		for i, want := range []string{"new", "standing"} {
			run := state.Run{ID: strconv.Itoa(i), Job: job, Outcome: state.Published, Inputs: []state.Input{{SHA256: "AB" + job}}}
			d, err := s.Add(t.Context(), run, found("words/101"), issue(job+"-child"))
			if err != nil {
				t.Fatal(err)
			}
			if got := map[string]int64{"new": d.New["words"], "standing": d.Standing["words"]}; got[want] != 1 {
				t.Errorf("%s, run %d: %v, want one that is %s", job, i, got, want)
			}
		}
	}
	if err := s.Ack(t.Context(), "a", state.Acknowledgement{Code: "words"}); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Acks(t.Context(), "b"); len(got) > 0 || err != nil {
		t.Errorf("b has %v, %v", got, err)
	}
	if id, ok, err := s.Processed(t.Context(), "a", "aba"); id != "1" || !ok || err != nil {
		t.Errorf("processed by %q, %t, %v", id, ok, err)
	}
	if _, ok, err := s.Processed(t.Context(), "b", "aba"); ok || err != nil {
		t.Errorf("processed by b: %t, %v", ok, err)
	}
	if _, err := s.SeenChildren(t.Context(), "a", slices.Values([]string{"a-child", "b-child"})); err != nil {
		t.Fatal(err)
	}
	if _, n, err := s.Unimported(t.Context(), "b"); n != 1 || err != nil {
		t.Errorf("b waits for %d, %v", n, err)
	}
}

// What is forgotten is said to be; what stands is kept.
func TestPrune(t *testing.T) {
	s := open(t, fresh(t))
	add(t, s, "run-1", found("words/101", "words/102", "words/103"))
	add(t, s, "run-2", found("words/101", "words/102"))
	add(t, s, "run-3", found("words/101"))
	add(t, s, "run-4", nil)
	if n, err := s.Prune(t.Context(), "nightly", 2); n != 1 || err != nil {
		t.Errorf("%d forgotten, %v", n, err)
	}
	if got := shown(t, s, "run-2"); len(got) != 2 || got[1].First != "run-1" {
		t.Errorf("run-2 has %v", got)
	}
	_, all, err := s.Show(t.Context(), "nightly", "run-1")
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range all {
		if !isForgotten(err) {
			t.Errorf("got %v, want that it is forgotten", err)
		}
	}
	if got := ids(history(t, s)); len(got) != 4 {
		t.Errorf("runs %v", got)
	}
	for _, keep := range []int{0, -1, 1, 100} {
		if _, err := s.Prune(t.Context(), "nightly", keep); err != nil {
			t.Error(err)
		}
	}
	if n, err := s.Prune(t.Context(), "no such job", 1); n != 0 || err != nil {
		t.Errorf("%d of no job, %v", n, err)
	}
	if got := shown(t, s, "run-3"); len(got) != 1 {
		t.Errorf("run-3 has %v", got)
	}
}
