package required

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// TestFacts walks the facts about all CRMs.
func TestFacts(t *testing.T) {
	t.Parallel()
	all, err := allFacts()
	if err != nil {
		t.Fatal(err)
	}
	date := regexp.MustCompile(`^20\d\d-\d\d-\d\d$`)
	sentence := regexp.MustCompile(`[.»"]$`)
	known := []Object{ObjectUnknown, ObjectContact, ObjectLead, ObjectCompany, ObjectTask, ObjectCall, ObjectTicket, ObjectCase, ObjectDeal}
	is := map[Object]bool{}
	for _, o := range known {
		is[o] = true
	}
	for crm, f := range all.crms {
		if (f.Title == "") != (crm == "") || len(f.Rules) == 0 {
			t.Errorf("%s: title %q, %d rules", crm, f.Title, len(f.Rules))
		}
		signs := map[string]Object{}
		for _, o := range f.Objects {
			if !is[o.Is] || o.Is == "" {
				t.Errorf("%s: %q is no object", crm, o.Is)
			}
			for _, n := range o.Names {
				if n != fold(n) {
					t.Errorf("%s: name %q is not folded", crm, n)
				}
			}
			for _, s := range o.Signs {
				if old, twice := signs[s]; twice {
					t.Errorf("%s: %q is a sign of %s and of %s", crm, s, old, o.Is)
				}
				signs[s] = o.Is
			}
		}
		for _, s := range f.System {
			if !is[s.Object] || len(s.Fields) == 0 {
				t.Errorf("%s: system fields of %q: %v", crm, s.Object, s.Fields)
			}
		}
		for _, u := range f.Unseen {
			if u.Code != CodePartial && u.Code != CodeSilent || !sentence.MatchString(u.En) || !sentence.MatchString(u.Fr) || u.En == u.Fr {
				t.Errorf("%s: unseen %+v", crm, u)
			}
		}
	}
	for key, r := range all.rules {
		if got, ok := Lookup(key); !ok || got != r {
			t.Errorf("%s: Lookup gives another fact", key)
		}
		if !date.MatchString(r.Date) || r.URL != "" && !strings.HasPrefix(r.URL, "https://") || r.Blocks == 0 {
			t.Errorf("%s: date %q, source %q, blocks %v", key, r.Date, r.URL, r.Blocks.Words())
		}
		if r.URL == "" && r.Level != LevelUnknown && r.Level != LevelForm {
			t.Errorf("%s: %s without a source", key, r.Level)
		}
		for _, text := range []string{r.Says, r.FixEn, r.FixFr} {
			if !sentence.MatchString(text) {
				t.Errorf("%s: no sentence: %q", key, text)
			}
		}
	}
	if _, ok := Lookup(hintFact); !ok {
		t.Error("no fact about names")
	}
	if _, ok := Lookup("no/such"); ok {
		t.Error("found a fact that does not exist")
	}
}

const goodFact = `
crm = "a"
title = "A"
[[rule]]
flag = "required"
level = "api"
blocks = ["create"]
date = "2026-11-22"
says = "Said."
fix_en = "Do."
fix_fr = "Faites."
`

func TestFactsRefused(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, old, new, want string }{
		{"no such level", `"api"`, `"sometimes"`, `"sometimes" is no level`},
		{"no level", `level = "api"`, "", `"" is no level`},
		{"no such act", `["create"]`, `["erase"]`, `"erase" is no act`},
		{"no date", `date = "2026-11-22"`, "", "lacks date"},
		{"no text", `fix_fr = "Faites."`, "", "lacks date, says, fix_en or fix_fr"},
		{"a version without need", `level = "api"`, "level = \"api\"\nsince = \"2\"", "since belongs to api-from"},
		{"no version", `"api"`, `"api-from"`, "since belongs to api-from"},
		{"unknown key", "says", "sais", "sais"},
		{"no TOML", `"api"`, `api`, "data/a.toml"},
		{"twice", goodFact, goodFact + goodFact[strings.Index(goodFact, "[[rule]]"):], "two rules for the same"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			text := strings.Replace(goodFact, tt.old, tt.new, 1)
			if text == goodFact {
				t.Fatal("the test changes nothing")
			}
			_, err := loadFacts(fstest.MapFS{"data/a.toml": {Data: []byte(text)}})
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "data/a.toml") {
				t.Errorf("error %v, want the file and %q in it", err, tt.want)
			}
		})
	}
	if _, err := loadFacts(fstest.MapFS{"data/a.toml": {Data: []byte(goodFact)}}); err != nil {
		t.Errorf("the good one: %v", err)
	}
}
