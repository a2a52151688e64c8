package cli

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callready/callready/dedupe"
)

// noFamily checks that no contact is taken for a duplicate of the one that it was split off from, or of another of its family. Where
// the link columns do not come back, one whose number its parent still holds, or a third record of the person, cannot be told from a
// duplicate, nor one to which the model gave an e-mail address as its record id.
func noFamily(c *crm, list []map[string]string) error {
	family := map[string]string{}
	for _, r := range c.records {
		if root := r[c.parent]; root != "" {
			family[r[c.key]] = root
		} else {
			family[r[c.key]] = r[c.key]
		}
	}
	seen, groups := map[string]string{}, map[string][]string{}
	for _, r := range list {
		groups[r["group"]] = append(groups[r["group"]], r["key"])
	}
	held := func(group, a, b string) bool { // one of the two has a number that the other has, or a third record of the group
		return slices.ContainsFunc(groups[group], func(k string) bool {
			return k != a && sharing(c, a, k) || k != b && sharing(c, b, k)
		})
	}
	for _, r := range list {
		at := r["group"] + " " + family[r["key"]]
		if other, ok := seen[at]; ok && family[r["key"]] != "" && (c.links || !held(r["group"], other, r["key"]) && !strings.Contains(r["key"], "@")) {
			return fmt.Errorf("%s and %s are of one family, and listed as duplicates", other, r["key"])
		}
		seen[at] = r["key"]
	}
	return nil
}

// sharing tells whether two records have a number in common.
func sharing(c *crm, a, b string) bool {
	of := func(key string) (all []string) {
		for _, r := range c.records {
			if r[c.key] != key {
				continue
			}
			for _, h := range c.phones {
				all = append(all, r[h])
			}
		}
		return all
	}
	mine := digits(strings.Join(of(a), " "))
	return slices.ContainsFunc(of(b), func(cell string) bool {
		n := digits(cell) // the country may be written, or not
		return n != "" && strings.Contains(mine, n[max(0, len(n)-8):])
	})
}

// groupsOf gives the groups of a run with the keys of their records.
func groupsOf(s *session, run string) map[string]string {
	members := map[string][]string{}
	for _, r := range rows(s, run+"/review/duplicates.csv") {
		if r["group"] == "" {
			continue // made by telephony, for nobody
		}
		id := r["group"] + " " + r["match"]
		members[id] = append(members[id], r["key"]+" "+r["role"])
	}
	out := map[string]string{}
	for id, m := range members {
		slices.Sort(m)
		out[id] = strings.Join(m, ", ")
	}
	return out
}

// The order of the rows changes no group, no id and no record that stays; a stranger more changes none either.
func TestDuplicatesOfAnyOrder(t *testing.T) {
	t.Parallel()
	s := newSession(t)
	data, err := os.ReadFile("../../../testdata/exports/hubspot.csv")
	if err != nil {
		t.Fatal(err)
	}
	head, body, _ := strings.Cut(string(data), "\n")
	clean := func(name string, lines []string) map[string]string {
		s.must("clean", "-q", "--region", "FR", "--dry-run", "-o", s.path(name), s.write(name+".csv", head+"\n"+strings.Join(lines, "\n")+"\n"))
		return groupsOf(s, name)
	}
	lines := slices.DeleteFunc(strings.Split(strings.TrimSpace(body), "\n"), func(l string) bool {
		return strings.Count(l, ",") != strings.Count(head, ",") || strings.Contains(l, `"`)
	})
	want := clean("forth", lines)
	if len(want) == 0 {
		t.Fatal("there are no duplicates to find")
	}
	back := slices.Clone(lines)
	slices.Reverse(back)
	if diff := cmp.Diff(want, clean("back", back)); diff != "" {
		t.Errorf("rows in reverse order (-want +got):\n%s", diff)
	}
	stranger := "99999999,Ottoline,Featherstonehaugh" + strings.Repeat(",", strings.Count(head, ",")-2)
	if diff := cmp.Diff(want, clean("more", append([]string{stranger}, lines...))); diff != "" {
		t.Errorf("with a stranger (-want +got):\n%s", diff)
	}
}

func TestDecisions(t *testing.T) {
	t.Parallel()
	type pairs map[[2]string]string
	for name, tt := range map[string]struct {
		file string
		want pairs
		err  string
	}{
		"the first row is about the group":  {"group,key,decision\ng,1,same\ng,2,\ng,3,\n", pairs{{"1", "2"}: "same", {"1", "3"}: "same", {"2", "3"}: "same"}, ""},
		"another row is about that record":  {"group,key,decision\ng,1,\ng,2,different\ng,3,\n", pairs{{"1", "2"}: "different", {"2", "3"}: "different"}, ""},
		"both":                              {"group,key,decision\ng,1,\ng,2,same\ng,3,no\n", pairs{{"1", "2"}: "same", {"1", "3"}: "different", {"2", "3"}: "different"}, ""},
		"pairs, in French, with semicolons": {"\ufeffkey;other;decision\n1;2;identique\n1;3;autre\n", pairs{{"1", "2"}: "same", {"1", "3"}: "different"}, ""},
		"the later answer counts":           {"key,other,decision,by,when\n1,2,same,Ana,2025-01-01\n2,1,different,Tom,2025-02-01\n", pairs{{"1", "2"}: "different"}, ""},
		"a key that looks like a formula":   {"key,other,decision\n'=1,'-2,same\n", pairs{{"-2", "=1"}: "same"}, ""},
		"nothing is decided":                {"group,key,decision\ng,1,\ng,2,\n", pairs{}, ""},
		"a text that is no answer":          {"group,key,decision\ng,1,perhaps\n", nil, `row 1: the decision "perhaps" is neither same nor different`},
		"a file of another kind":            {"name,phone\nAna,1\n", nil, "it needs the columns group, key and decision, or key, other and decision"},
		"an answer that is about nobody":    {"group,key,decision\n,1,same\n", nil, "row 1: there is a decision, but no group and key that it is about"},
		"nothing at all":                    {"", nil, "is empty: export it again"},
		"columns of the export":             {"group,match,role,file,key,row,who,reasons,decision,differs,stricter,Other,When\ng,exact,survivor,f,1,1,,,same,,,+33199001234,soon\ng,exact,duplicate,f,2,2,,,,,,+33199001235,\n", pairs{{"1", "2"}: "same"}, ""},
		"a time that is none":               {"key,other,decision,by,when\n1,2,same,Ana,yesterday\n", nil, `row 1: "yesterday" is no date such as 2026-11-23, by which the later of two answers is known`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := new(dedupe.Decisions)
			file := filepath.Join(t.TempDir(), "decisions.csv")
			if err := os.WriteFile(file, []byte(tt.file), 0o600); err != nil {
				t.Fatal(err)
			}
			err := readDecisions(t.Context(), file, "", d)
			if tt.err != "" {
				if err == nil || strings.TrimPrefix(err.Error(), file+" ") != tt.err {
					t.Fatalf("error %v, want %s", err, tt.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			got := pairs{}
			keys := []string{"1", "2", "3", "=1", "-2"}
			slices.Sort(keys)
			for i, a := range keys {
				for _, b := range keys[i+1:] {
					if text := [...]string{"", "same", "different"}[d.Decided(a, b)]; text != "" {
						got[[2]string{a, b}] = text
					}
				}
			}
			if diff := cmp.Diff(maps.Clone(tt.want), got); diff != "" {
				t.Errorf("decided (-want +got):\n%s", diff)
			}
		})
	}
}
