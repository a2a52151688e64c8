package state_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/callready/callready/cmd/internal/state"
)

// A run comes back as it was added.
func TestRun(t *testing.T) {
	s := open(t, fresh(t))
	paris := time.FixedZone("CET", 3600)
	want := state.Run{
		ID: "nightly-0001", Job: "nightly", Folder: "/runs/nightly-0001", Of: "nightly-0000",
		Began: noon.In(paris), Ended: noon.Add(1500 * time.Millisecond), Outcome: state.Approved, Code: 3, Reason: "too many",
		Inputs: []state.Input{
			{Path: "/in/é.csv", Name: "é.csv", Size: 1 << 40, SHA256: "00ff", Rows: 3, Columns: []string{"Record ID", "Téléphone", ""}},
			{Path: "/in/b.csv", Name: "b.csv", SHA256: "aa"},
		},
		Counts:  state.Counts{Rows: 1, Changed: 2, Created: 3, Rejected: 4, Held: 5, Findings: map[string]int64{"words": 7, "too-short": 1}},
		Version: "1.2.3", Plan: "9.0.0",
	}
	delta, err := s.Add(t.Context(), want, found("words/1", "words/2"), nil)
	if err != nil {
		t.Fatal(err)
	}
	want.Seq, want.Delta, want.Severity, want.Began = 1, delta, map[string]string{"words": "warning"}, want.Began.UTC()
	got, ok, err := s.Last(t.Context(), "nightly")
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" || !ok || err != nil {
		t.Errorf("%t, %v (-want +got)\n%s", ok, err, diff)
	}
	if got, _, err := s.Show(t.Context(), "nightly", want.ID); err != nil || !cmp.Equal(want, got, cmpopts.EquateEmpty()) {
		t.Errorf("shown as %v, %v", got, err)
	}
	if _, err := s.Add(t.Context(), want, found(), issue("child")); !errors.Is(err, state.ErrKnown) {
		t.Errorf("the same again: %v", err)
	}
	if got := shown(t, s, want.ID); len(got) != 2 || len(issued(t, s)) > 0 {
		t.Errorf("a run that was refused left traces: %v", got)
	}
	if _, _, err := s.Show(t.Context(), "nightly", "another"); !errors.Is(err, state.ErrUnknown) {
		t.Errorf("another: %v", err)
	}
}

// Only what ended well counts as processed, and the last of it is the last.
func TestEndedWell(t *testing.T) {
	s := open(t, fresh(t))
	for i, outcome := range []string{state.Failed, state.Checked, state.Nothing, state.Published, state.Approved, state.Stopped, state.Failed} {
		run := state.Run{ID: outcome + string(rune('0'+i)), Job: "nightly", Outcome: outcome, Inputs: []state.Input{{SHA256: outcome}, {SHA256: "all"}}}
		if _, err := s.Add(t.Context(), run, nil, nil); err != nil {
			t.Fatal(err)
		}
		_, got, err := s.Processed(t.Context(), "nightly", outcome)
		if got != state.Well(outcome) || err != nil {
			t.Errorf("%s: processed %t, %v", outcome, got, err)
		}
	}
	if id, ok, err := s.Processed(t.Context(), "nightly", "all"); id != "approved4" || !ok || err != nil {
		t.Errorf("processed by %q, %t, %v", id, ok, err)
	}
	if r, ok, err := s.Last(t.Context(), "nightly"); r.ID != "approved4" || !ok || err != nil {
		t.Errorf("the last is %q, %t, %v", r.ID, ok, err)
	}
	if r, ok, err := s.Last(t.Context(), "another"); ok || err != nil {
		t.Errorf("another has %q, %v", r.ID, err)
	}
	for n, want := range map[int]int{0: 7, 1: 1, 3: 3, 100: 7} {
		if got, err := s.History(t.Context(), "nightly", n); len(got) != want || err != nil {
			t.Errorf("the last %d are %d, %v", n, len(got), err)
		}
	}
}

// A clock that is set back changes no order.
func TestClockSetBack(t *testing.T) {
	s := open(t, fresh(t))
	for i, hours := range []int{0, 24, -1000, 5, -2000} {
		run := state.Run{ID: string(rune('a' + i)), Job: "nightly", Outcome: state.Checked, Began: noon.Add(time.Duration(hours) * time.Hour)}
		run.Ended = run.Began.Add(-time.Minute) // It may be set back during a run.
		if _, err := s.Add(t.Context(), run, found("words/101"), nil); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := ids(history(t, s)), []string{"e", "d", "c", "b", "a"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if r, _, err := s.Last(t.Context(), "nightly"); r.ID != "e" || err != nil {
		t.Errorf("the last is %s, %v", r.ID, err)
	}
	if got := shown(t, s, "d"); len(got) != 1 || got[0].First != "a" || got[0].Last != "d" || got[0].Runs != 4 {
		t.Errorf("got %v", got)
	}
}

func TestAcks(t *testing.T) {
	now := noon
	s, err := state.Open(t.Context(), fresh(t), state.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, a := range []state.Acknowledgement{
		{Code: "words", Key: "101", Note: "first"},
		{Code: "words", Key: "101", Note: "second", By: "ana", Until: noon.Add(time.Hour)},
		{Code: "too-short"},
	} {
		if err := s.Ack(t.Context(), "nightly", a); err != nil {
			t.Fatal(err)
		}
	}
	want := []state.Acknowledgement{{Code: "too-short", At: noon}, {Code: "words", Key: "101", Note: "second", By: "ana", Until: noon.Add(time.Hour), At: noon}}
	if got, err := s.Acks(t.Context(), "nightly"); err != nil || !cmp.Equal(want, got) {
		t.Errorf("%v (-want +got)\n%s", err, cmp.Diff(want, got))
	}
	if got := add(t, s, "a", found("words/101", "words/102", "too-short/1", "too-short/2")); got.Acknowledged["words"] != 1 || got.Acknowledged["too-short"] != 2 || got.New["words"] != 1 {
		t.Errorf("got %v", got)
	}
	for _, tt := range []struct {
		code, key string
		want      int64
	}{{"words", "", 2}, {"words", "101", 1}, {"words", "103", 0}, {"", "", 0}} {
		if n, err := s.Standing(t.Context(), "nightly", tt.code, tt.key); n != tt.want || err != nil {
			t.Errorf("%s/%s: %d stand, %v, want %d", tt.code, tt.key, n, err, tt.want)
		}
	}
	now = noon.Add(time.Hour) // Its time is over.
	if got := add(t, s, "b", found("words/101", "words/102")); got.Standing["words"] != 2 || got.Gone["too-short"] != 2 {
		t.Errorf("got %v", got)
	}
	if err := s.Unack(t.Context(), "nightly", "words", "101"); err != nil {
		t.Error(err)
	}
	for _, tt := range [][3]string{{"nightly", "words", "101"}, {"nightly", "words", ""}, {"another", "too-short", ""}} {
		if err := s.Unack(t.Context(), tt[0], tt[1], tt[2]); !errors.Is(err, state.ErrUnknown) {
			t.Errorf("%v: %v", tt, err)
		}
	}
}

// No contact value is in the file: keys that are none of the CRM's ids are kept as hashes, which no other file shares.
func TestNoContactValues(t *testing.T) {
	values := []string{
		"ana.lopez@example.com", "Ana Lopez", "+33199001234", "0199001234", "01 99 00 12 34", "01.99.00.12.34", "Lopez", "Müller1",
		"ana%40example.com1", "a name that is far too long to be an id of anything whatever it may be 1",
	}
	path := fresh(t)
	s := open(t, path)
	night := func(id string) state.Delta {
		return add(t, s, id, func(yield func(state.Finding) bool) {
			for _, v := range values {
				if !yield(state.Finding{Code: "words", Key: v, Column: "Phone", Fingerprint: v}) {
					return
				}
			}
		})
	}
	night("a")
	if err := s.Ack(t.Context(), "nightly", state.Acknowledgement{Code: "words", Key: values[0]}); err != nil {
		t.Fatal(err)
	}
	if got := night("b"); got.Standing["words"] != int64(len(values)-1) || got.Acknowledged["words"] != 1 {
		t.Errorf("got %v", got)
	}
	acks, err := s.Acks(t.Context(), "nightly")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Unack(t.Context(), "nightly", "words", acks[0].Key); err != nil {
		t.Errorf("by the key that is shown: %v", err)
	}
	hidden := map[string]bool{}
	for _, a := range shown(t, s, "b") {
		hidden[a.Key] = true
	}
	if len(hidden) != len(values) {
		t.Errorf("%d keys of %d", len(hidden), len(values))
	}
	other := open(t, fresh(t))
	add(t, other, "a", slices.Values([]state.Finding{{Code: "words", Key: values[0]}}))
	if got := shown(t, other, "a")[0].Key; hidden[got] {
		t.Errorf("another file has %s too", got)
	}
	for _, end := range []string{"", "-wal"} {
		data, err := os.ReadFile(path + end)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range values {
			if bytes.Contains(data, []byte(v)) {
				t.Errorf("%s%s holds %q", filepath.Base(path), end, v)
			}
		}
	}
}

// Ids of CRMs are kept as they are.
func TestKeysOfRecords(t *testing.T) {
	for _, key := range []string{"", "101", "12345678901", "003A000001abCDe", "people/c1234", "6f9619ff-8b86-d011-b42d-00c04fc964ff", "res.partner_12", "00042"} {
		s := open(t, fresh(t))
		add(t, s, "a", slices.Values([]state.Finding{{Code: "words", Key: key}}))
		if got := shown(t, s, "a")[0].Key; got != key {
			t.Errorf("%q is kept as %q", key, got)
		}
	}
}

// What is cancelled leaves no trace and says why.
func TestCancelled(t *testing.T) {
	s := open(t, fresh(t))
	why := errors.New("told to stop")
	ctx, cancel := context.WithCancelCause(t.Context())
	n := 0
	run := state.Run{ID: "a", Job: "nightly", Outcome: state.Checked}
	_, err := s.Add(ctx, run, func(yield func(state.Finding) bool) {
		for f := range invented(0, 100_000) {
			if n++; n == 5000 {
				cancel(why)
			}
			if !yield(f) {
				return
			}
		}
	}, nil)
	if !errors.Is(err, why) {
		t.Errorf("got %v, want %v", err, why)
	}
	if n > 10_000 {
		t.Errorf("%d findings were read", n)
	}
	ctx, cancel = context.WithCancelCause(t.Context())
	_, err = s.Add(ctx, run, found("words/1"), func(yield func(state.Child) bool) {
		cancel(why)
		yield(state.Child{ID: "child"})
	})
	if !errors.Is(err, why) {
		t.Errorf("got %v, want %v", err, why)
	}
	if got := history(t, s); len(got) > 0 || len(issued(t, s)) > 0 {
		t.Errorf("left %v", got)
	}
	add(t, s, "a", found("words/1"), "child")
}
