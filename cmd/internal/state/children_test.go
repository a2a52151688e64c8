package state_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/callready/callready/cmd/internal/state"
)

func TestEmpty(t *testing.T) {
	for _, tt := range []struct {
		name string
		do   func(t *testing.T, s *state.Store)
		want bool
	}{
		{"nothing", func(*testing.T, *state.Store) {}, true},
		{"a run without children", func(t *testing.T, s *state.Store) { t.Helper(); add(t, s, "run-1", found("words/101")) }, true},
		{"a run with a child", func(t *testing.T, s *state.Store) { t.Helper(); add(t, s, "run-1", nil, "child-1") }, false},
		{"an acknowledgement", func(t *testing.T, s *state.Store) {
			t.Helper()
			if err := s.Ack(t.Context(), "nightly", state.Acknowledgement{Code: "words"}); err != nil {
				t.Fatal(err)
			}
		}, true},
		{"an export without children", func(t *testing.T, s *state.Store) {
			t.Helper()
			if _, err := s.SeenChildren(t.Context(), "nightly", slices.Values([]string{})); err != nil {
				t.Fatal(err)
			}
		}, true},
		{"afresh", func(t *testing.T, s *state.Store) {
			t.Helper()
			if err := s.Begin(t.Context(), "nightly"); err != nil {
				t.Fatal(err)
			}
		}, false},
		{"the runs that are kept have none", func(t *testing.T, s *state.Store) {
			t.Helper()
			if err := s.Adopt(t.Context(), "nightly", slices.Values([]state.Child{})); err != nil {
				t.Fatal(err)
			}
		}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t, fresh(t))
			tt.do(t, s)
			if got, err := s.Empty(t.Context(), "nightly"); got != tt.want || err != nil {
				t.Errorf("got %t, %v, want %t", got, err, tt.want)
			}
			if got, err := s.Empty(t.Context(), "another"); !got || err != nil {
				t.Errorf("another job: got %t, %v", got, err)
			}
		})
	}
}

// What is adopted does not overrule what is known.
func TestAdopt(t *testing.T) {
	s := open(t, fresh(t))
	add(t, s, "run-2", nil, "b", "c")
	if _, err := s.SeenChildren(t.Context(), "nightly", slices.Values([]string{"b"})); err != nil {
		t.Fatal(err)
	}
	kept := []state.Child{{ID: "a", Run: "run-1"}, {ID: "b", Run: "run-1"}, {ID: "c", Run: "run-1"}}
	if err := s.Adopt(t.Context(), "nightly", slices.Values(kept)); err != nil {
		t.Fatal(err)
	}
	if got, want := issued(t, s), []string{"a", "c"}; !slices.Equal(got, want) {
		t.Errorf("issued %v, want %v", got, want)
	}
	got, err := s.Waiting(t.Context(), "nightly")
	if err != nil {
		t.Fatal(err)
	}
	want := []state.Waiting{{Run: "run-1", Children: 1}, {Run: "run-2", Ended: history(t, s)[0].Ended, Children: 1}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if err := s.Adopt(t.Context(), "nightly", issue("d")); err == nil {
		t.Error("a child of no run was adopted")
	}
	if n, err := s.Release(t.Context(), "nightly", "run-1"); n != 1 || err != nil {
		t.Errorf("released %d, %v", n, err)
	}
	if got, want := issued(t, s), []string{"c"}; !slices.Equal(got, want) {
		t.Errorf("issued %v, want %v", got, want)
	}
}

// A child is issued, seen, gone, released and issued again as a plain model has it.
func TestChildren(t *testing.T) {
	dir := t.TempDir()
	tries := 0
	rapid.Check(t, func(t *rapid.T) {
		tries++
		s, err := state.Open(t.Context(), fmt.Sprintf("%s/%d.db", dir, tries), state.Options{Now: fixed(noon), Memory: 200})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		type child struct{ run, state string }
		all := map[string]child{}
		draw := func(most int) []string {
			return rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", "d", "e", "f"}), 0, most).Draw(t, "ids")
		}
		for i := range rapid.IntRange(1, 12).Draw(t, "steps") {
			run := strconv.Itoa(i)
			switch rapid.SampledFrom([]string{"add", "add", "seen", "seen", "release", "begin"}).Draw(t, "step") {
			case "add":
				some := draw(4)
				for _, id := range some {
					all[id] = child{run, state.Issued}
				}
				if _, err := s.Add(t.Context(), state.Run{ID: run, Job: "nightly", Outcome: state.Published}, nil, issue(some...)); err != nil {
					t.Fatal(err)
				}
			case "seen":
				in := draw(6)
				in = append(in, in...) // An export may have one twice.
				var want state.Seen
				for id, c := range all {
					switch there := slices.Contains(in, id); {
					case there && c.state != state.Imported:
						want.Imported++
						all[id] = child{c.run, state.Imported}
					case !there && c.state == state.Imported:
						want.Gone++
						all[id] = child{c.run, state.Gone}
					}
				}
				slices.Sort(in)
				for _, id := range slices.Compact(slices.Clone(in)) {
					if _, ok := all[id]; !ok {
						want.Unknown++
					}
				}
				got, err := s.SeenChildren(t.Context(), "nightly", slices.Values(in))
				if got != want || err != nil {
					t.Fatalf("seen: got %v, %v, want %v", got, err, want)
				}
			case "release", "begin":
				run := strconv.Itoa(rapid.IntRange(0, i).Draw(t, "run"))
				every := rapid.Bool().Draw(t, "every")
				for id, c := range all {
					if c.state == state.Issued && (every || c.run == run) {
						all[id] = child{c.run, state.Released}
					}
				}
				if every {
					err = s.Begin(t.Context(), "nightly")
				} else {
					_, err = s.Release(t.Context(), "nightly", run)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			var want []string
			runs := map[string]bool{}
			for _, id := range slices.Sorted(maps.Keys(all)) {
				if all[id].state == state.Issued {
					want = append(want, id)
					runs[all[id].run] = true
				}
			}
			seq, err := s.Issued(t.Context(), "nightly")
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for id, err := range seq {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, id)
			}
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("step %d (-want +got)\n%s", i, diff)
			}
			if r, n, err := s.Unimported(t.Context(), "nightly"); r != len(runs) || n != int64(len(want)) || err != nil {
				t.Fatalf("step %d: %d children of %d runs wait, %v, want %d of %d", i, n, r, err, len(want), len(runs))
			}
		}
	})
}
