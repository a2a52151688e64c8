package dedupe_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callready/callready/dedupe"
)

func TestSurvivor(t *testing.T) {
	t.Parallel()
	members := []dedupe.Member{
		{Key: "c", Values: []string{"Léa", "", ""}, Created: "2020-01-01", Modified: "2024-05-05", Owner: "No owner"},
		{Key: "b", Values: []string{"Léa", "x", "y"}, Created: "2021-01-01", Modified: "2022-01-01", Owner: ""},
		{Key: "a", Values: []string{"Léa", "x", ""}, Created: "", Modified: "2021-01-01", Owner: "Tom"},
		{Key: "0", Values: []string{"+33", "x", "y", "z"}, Created: "1999-01-01", Modified: "2025-01-01", Owner: "Tom", Made: true},
	}
	tests := []struct {
		order, want string
	}{
		{"most-complete", "b"},
		{"oldest", "c"},
		{"newest", "b"},
		{"last-updated", "c"},
		{"named-owner", "a"},
		{"named-owner,oldest", "a"},
	}
	for _, tt := range tests {
		t.Run(tt.order, func(t *testing.T) {
			t.Parallel()
			order, _, err := dedupe.ParseSurvivor(tt.order)
			if err != nil {
				t.Fatal(err)
			}
			if got := members[dedupe.Survivor(members, order)].Key; got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
	if got := dedupe.Survivor(members[:3], nil); members[got].Key != "a" {
		t.Errorf("without criteria: %s, not the smallest key", members[got].Key)
	}
	if _, _, err := dedupe.ParseSurvivor("best"); err == nil {
		t.Error("an unknown criterion was taken")
	}
	if dedupe.Survivor(nil, nil) != -1 {
		t.Error("somebody survives in an empty group")
	}
}

func TestPlan(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		rule   dedupe.Rule
		values []string // the survivor's first
		want   dedupe.Field
	}{
		{"kept", dedupe.Fill, []string{"Lyon", "Nantes"}, dedupe.Field{Old: "Lyon", New: "Lyon", Differ: true}},
		{"filled", dedupe.Fill, []string{" ", "", "Nantes"}, dedupe.Field{Old: " ", New: "Nantes", From: 2}},
		{"spelt otherwise", dedupe.Fill, []string{"Nîmes", "NIMES"}, dedupe.Field{Old: "Nîmes", New: "Nîmes"}},
		{"left", dedupe.Leave, []string{"", "7"}, dedupe.Field{}},
		{"refusal wins", dedupe.Consent, []string{"Opt-in", "Opt-out"}, dedupe.Field{Old: "Opt-in", New: "Opt-out", From: 1, Differ: true}},
		{"HubSpot's own words", dedupe.Consent, []string{"Marketing contact", "Non-marketing contact"}, dedupe.Field{Old: "Marketing contact", New: "Non-marketing contact", From: 1, Differ: true}},
		{"refusal stays", dedupe.Consent, []string{"nein", "ja"}, dedupe.Field{Old: "nein", New: "nein", Differ: true}},
		{"a grant is not copied", dedupe.Consent, []string{"", "yes"}, dedupe.Field{}},
		{"pending", dedupe.Consent, []string{"yes", "Pending"}, dedupe.Field{Old: "yes", New: "yes", Differ: true}},
		{"do not call", dedupe.OptOut, []string{"false", "TRUE"}, dedupe.Field{Old: "false", New: "TRUE", From: 1, Differ: true}},
		{"do not call, in Polish", dedupe.OptOut, []string{"nie", "tak"}, dedupe.Field{Old: "nie", New: "tak", From: 1, Differ: true}},
		{"not understood", dedupe.Consent, []string{"yes", "see note 7"}, dedupe.Field{Old: "yes", New: "yes", Differ: true, Unclear: true}},
		{"not understood, but the same", dedupe.Consent, []string{"tier 2", "Tier 2"}, dedupe.Field{Old: "tier 2", New: "tier 2"}},
		{"not understood, and a refusal", dedupe.Consent, []string{"tier 2", "désinscrit"}, dedupe.Field{Old: "tier 2", New: "désinscrit", From: 1, Differ: true, Unclear: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var members []dedupe.Member
			for i, v := range tt.values {
				members = append(members, dedupe.Member{Key: string(rune('a' + i)), Values: []string{v}})
			}
			got := dedupe.Plan(members, 0, nil, []dedupe.Rule{tt.rule})
			if diff := cmp.Diff([]dedupe.Field{tt.want}, got); diff != "" {
				t.Errorf("mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDecisions(t *testing.T) {
	t.Parallel()
	d := &dedupe.Decisions{}
	d.Add(dedupe.Decision{Keys: []string{"a", "b", "c"}, Answer: dedupe.Same, When: "2026-01-01"})
	d.Add(dedupe.Decision{Keys: []string{"c", "b"}, Answer: dedupe.Different, When: "2026-02-01"}) // later, so it counts
	d.Add(dedupe.Decision{Keys: []string{"x", "y"}, Answer: dedupe.Same})
	d.Add(dedupe.Decision{Keys: []string{"y", "x"}, Answer: dedupe.Different})
	d.Add(dedupe.Decision{Keys: []string{"m", "n"}, Answer: dedupe.None})
	tests := []struct {
		a, b string
		want dedupe.Answer
	}{
		{"a", "b", dedupe.Same},
		{"c", "a", dedupe.Same},
		{"b", "c", dedupe.Different},
		{"x", "y", dedupe.None},
		{"m", "n", dedupe.None},
		{"a", "x", dedupe.None},
	}
	for _, tt := range tests {
		if got := d.Decided(tt.a, tt.b); got != tt.want {
			t.Errorf("%s and %s: %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
	if diff := cmp.Diff([]dedupe.Contradiction{{A: "x", B: "y"}}, d.Contradictions()); diff != "" {
		t.Errorf("contradictions (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([][]string{{"a", "b", "c"}}, slices.Collect(d.Same())); diff != "" {
		t.Errorf("the same (-want +got):\n%s", diff)
	}
}

func TestParseAnswer(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]dedupe.Answer{"Same": dedupe.Same, "même": dedupe.Same, " ": dedupe.None, "différent": dedupe.Different, "Nein": dedupe.Different} {
		if got, ok := dedupe.ParseAnswer(text); !ok || got != want {
			t.Errorf("%q: %v, %v", text, got, ok)
		}
	}
	if _, ok := dedupe.ParseAnswer("perhaps"); ok {
		t.Error("perhaps was taken for an answer")
	}
}
