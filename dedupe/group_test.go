package dedupe_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/callready/callready/dedupe"
)

// groups finds the groups of records as the pipeline does: blocks, pairs, components, closing. A group is its id, its match and its
// keys; loose pairs are keys with a question mark.
func groups(persons []*dedupe.Person, d *dedupe.Decisions) []string {
	blocks := map[dedupe.Block][]*dedupe.Person{}
	byKey := map[string]*dedupe.Person{}
	for _, p := range persons {
		byKey[p.Key] = p
		for _, b := range dedupe.Blocks(p, nil) {
			blocks[b] = append(blocks[b], p)
		}
	}
	var hang dedupe.Components
	possible := map[string]bool{}
	take := func(p dedupe.Pair) {
		if p.Match >= dedupe.Likely {
			hang.Join(p.A.Ref, p.B.Ref)
			return
		}
		possible[min(p.A.Key, p.B.Key)+"?"+max(p.A.Key, p.B.Key)] = true
	}
	for b, in := range blocks {
		if _, err := dedupe.Pairs(context.Background(), b.Kind(), in, 0, d, take); err != nil {
			panic(err)
		}
	}
	for keys := range d.Same() {
		var last *dedupe.Person
		for _, key := range keys {
			if p := byKey[key]; p != nil && last != nil {
				hang.Join(last.Ref, p.Ref)
			}
			if p := byKey[key]; p != nil {
				last = p
			}
		}
	}
	components := map[uint32][]*dedupe.Person{}
	for _, p := range persons {
		if root, ok := hang.Of(p.Ref); ok {
			components[root] = append(components[root], p)
		}
	}
	var out []string
	for _, in := range components {
		closed, err := dedupe.Close(context.Background(), in, d)
		if err != nil {
			panic(err)
		}
		for _, g := range closed.Groups {
			var keys []string
			for _, p := range g.Members {
				keys = append(keys, p.Key)
			}
			out = append(out, fmt.Sprintf("%s %s %s", g.ID, g.Match, strings.Join(keys, " ")))
			for i := range keys {
				for j := range keys {
					delete(possible, keys[i]+"?"+keys[j])
				}
			}
		}
		for _, l := range closed.Loose {
			possible[l.A.Key+"?"+l.B.Key] = true
		}
	}
	for at := range possible {
		out = append(out, at)
	}
	slices.Sort(out)
	return out
}

// numbered gives persons their rows.
func numbered(persons []*dedupe.Person) []*dedupe.Person {
	out := make([]*dedupe.Person, len(persons))
	for i, p := range persons {
		c := *p
		c.Ref = uint32(i + 1)
		out[i] = &c
	}
	return out
}

// unnamed leaves out ids.
func unnamed(list []string) []string {
	out := []string{}
	for _, s := range list {
		if _, rest, ok := strings.Cut(s, " "); ok {
			s = rest
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

func TestGroups(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name      string
		persons   []string
		decisions []dedupe.Decision
		want      []string
	}{
		{
			"a chain of strong pairs",
			[]string{"key=a first=Léa last=Moreau mail=lea@example.com", "key=b first=Léa last=Moreau mail=lea@example.com n=mobile", "key=c first=Lea last=MOREAU n=mobile"},
			nil,
			[]string{"exact a b c"},
		},
		{
			"an initial that fits two people goes with neither",
			[]string{"key=a first=Jean last=Martin n=mobile", "key=b first=J. last=Martin n=mobile", "key=c first=Julie last=Martin n=mobile"},
			nil,
			[]string{"a?b", "b?c"},
		},
		{
			"a contact made for a line of two people goes with neither",
			[]string{"key=a first=Jean last=Martin n=fixed", "key=b first=+33199001234 last=Aircall_new_contact", "key=c first=Julie last=Favre n=fixed"},
			nil,
			[]string{"a?b", "b?c"},
		},
		{
			"a contact made for a line of one person",
			[]string{"key=a first=Jean last=Martin n=fixed", "key=b first=+33199001234 last=Aircall_new_contact", "key=c first=+33199001234 last=Aircall_new_contact"},
			nil,
			[]string{"likely a b c"},
		},
		{
			"a weak pair does not join two people",
			[]string{
				"key=a first=Jean last=Martin mail=jean.martin@acme.example co=Acme n=mobile", "key=b first=Jean last=Martin mail=jean.martin@acme.example co=Acme",
				"key=c first=Julie last=Martin mail=julie.martin@acme.example co=Acme n=mobile2", "key=d first=J. last=Martin co=Acme title=CEO n=mobile n=mobile2",
			},
			nil,
			[]string{"a?d", "b?d", "c?d", "exact a b"},
		},
		{
			"children stay out of their parent's group",
			[]string{
				"key=p first=Léa last=Moreau mail=lea@acme.example co=Acme n=fixed title=CEO", "key=d first=LEA last=MOREAU mail=lea@acme.example co=Acme",
				"key=c first=Léa last=Moreau co=Acme n=mobile title=CEO", "key=e first=Léa last=Moreau_(mobile) co=Acme n=mobile2 child=x parent=p",
			},
			nil,
			[]string{"exact d p"},
		},
		{
			"decided to be different",
			[]string{"key=a first=Léa last=Moreau mail=lea@example.com", "key=b first=Léa last=Moreau mail=lea@example.com"},
			[]dedupe.Decision{{Keys: []string{"b", "a"}, Answer: dedupe.Different}},
			[]string{},
		},
		{
			"decided to be the same, with nothing in common",
			[]string{"key=a first=Léa last=Moreau", "key=b first=Tomasz last=Nowak", "key=c first=Tomasz last=Nowak"},
			[]dedupe.Decision{{Keys: []string{"a", "b"}, Answer: dedupe.Same}},
			[]string{"exact a b"},
		},
		{
			"decided to be the same as one of a group",
			[]string{"key=a first=Léa last=Moreau mail=lea@example.com", "key=b first=Léa last=Moreau mail=lea@example.com", "key=c first=Hugo last=Moreau mail=hugo@example.com"},
			[]dedupe.Decision{{Keys: []string{"a", "c"}, Answer: dedupe.Same}},
			[]string{"exact a b c"},
		},
		{
			"a chain with two decided to be different",
			[]string{"key=a first=Léa last=Moreau mail=lea@example.com", "key=b first=Léa last=Moreau mail=lea@example.com n=mobile", "key=c first=Lea last=MOREAU n=mobile"},
			[]dedupe.Decision{{Keys: []string{"a", "c"}, Answer: dedupe.Different}, {Keys: []string{"b", "c"}, Answer: dedupe.Same}},
			[]string{"a?b", "exact b c"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var persons []*dedupe.Person
			for _, text := range tt.persons {
				persons = append(persons, who(text))
			}
			d := &dedupe.Decisions{}
			for _, of := range tt.decisions {
				d.Add(of)
			}
			if diff := cmp.Diff(tt.want, unnamed(groups(numbered(persons), d))); diff != "" {
				t.Errorf("mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// crowd draws records with keys of their own.
func crowd(t *rapid.T) []*dedupe.Person {
	var out []*dedupe.Person
	for i := range rapid.IntRange(2, 9).Draw(t, "records") {
		out = append(out, drawn(t, fmt.Sprintf("k%d", i)))
	}
	return out
}

// decided draws some decisions about records.
func decided(t *rapid.T, persons []*dedupe.Person) *dedupe.Decisions {
	d := &dedupe.Decisions{}
	for range rapid.IntRange(0, 2).Draw(t, "decisions") {
		a := rapid.SampledFrom(persons).Draw(t, "a")
		b := rapid.SampledFrom(persons).Draw(t, "b")
		d.Add(dedupe.Decision{Keys: []string{a.Key, b.Key}, Answer: dedupe.Answer(rapid.IntRange(1, 2).Draw(t, "answer"))})
	}
	return d
}

func TestOrderOfRowsChangesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		persons := crowd(t)
		d := decided(t, persons)
		want := groups(numbered(persons), d)
		got := groups(numbered(rapid.Permutation(persons).Draw(t, "order")), d)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("mismatch (-one order +another):\n%s", diff)
		}
	})
}

func TestAStrangerChangesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		persons := crowd(t)
		want := groups(numbered(persons), nil)
		stranger := who("key=a first=Wolfgang last=Unbekannt mail=wolfgang@elsewhere.example co=Anderswo n=fixed2 street=99_Nirgendweg zip=99999 born=1922-12-24")
		got := groups(numbered(append([]*dedupe.Person{stranger}, persons...)), nil)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("mismatch (-without +with):\n%s", diff)
		}
	})
}

func TestGroupsHoldWhatIsDecided(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		persons := crowd(t)
		d := decided(t, persons)
		together := map[[2]string]bool{}
		for _, g := range groups(numbered(persons), d) {
			keys := strings.Fields(g)
			for i := 2; i < len(keys); i++ {
				for j := i + 1; j < len(keys); j++ {
					together[[2]string{keys[i], keys[j]}] = true
				}
			}
		}
		for i, p := range persons {
			for _, q := range persons[i+1:] {
				at := [2]string{p.Key, q.Key} // they are drawn in the order of their keys
				switch d.Decided(p.Key, q.Key) {
				case dedupe.Same:
					if !together[at] {
						t.Fatalf("%v are decided to be the same, and are apart", at)
					}
				case dedupe.Different:
					if together[at] {
						t.Fatalf("%v are decided to be different, and are together", at)
					}
				case dedupe.None:
				}
			}
		}
	})
}

func TestGroupID(t *testing.T) {
	t.Parallel()
	if a, b := dedupe.GroupID(dedupe.Exact, "b", "a"), dedupe.GroupID(dedupe.Likely, "a", "c", "d"); a != b || len(a) != 16 {
		t.Errorf("%s and %s: the smallest key alone makes the id", a, b)
	}
	if a, b := dedupe.GroupID(dedupe.Possible, "b", "a"), dedupe.GroupID(dedupe.Exact, "b", "a"); a == b {
		t.Error("a possible pair has the id of a group")
	}
	// Ids must be the same in all versions: decisions are remembered by them.
	if got := dedupe.GroupID(dedupe.Exact, "0031t00000ABCDEFGH"); got != "552538e3d1180838" {
		t.Errorf("the id of a known key is %s", got)
	}
}

func TestPackedPersons(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(t, "key")
		p.Ref = rapid.Uint32().Draw(t, "ref")
		packed := dedupe.AppendPerson(nil, p)
		got, err := dedupe.ParsePerson(packed)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(dedupe.AppendPerson(nil, got), packed); diff != "" || got.Ref != p.Ref || got.Company != p.Company || !slices.Equal(got.Numbers, p.Numbers) {
			t.Fatalf("another person came back: %+v", got)
		}
		if _, err := dedupe.ParsePerson(packed[:rapid.IntRange(0, len(packed)-1).Draw(t, "cut")]); err == nil {
			t.Fatal("a cut one was taken")
		}
	})
}

// However many records hang together, closing takes a time that grows with them.
func TestCloseManyRecords(t *testing.T) {
	t.Parallel()
	var members []*dedupe.Person
	for i := range 4000 {
		p := who(fmt.Sprintf("key=k%d first=+33199001234 last=Aircall_new_contact", i))
		p.Ref = uint32(i + 1)
		members = append(members, p)
	}
	for i := range 200 {
		p := who(fmt.Sprintf("key=p%d first=Léa last=Moreau%d n=fixed", i, i/2))
		p.Ref = uint32(len(members) + 1)
		members = append(members, p)
	}
	closed, err := dedupe.Close(t.Context(), members, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(closed.Groups) == 0 || len(closed.Groups[0].Members) < 3000 {
		t.Errorf("%d groups", len(closed.Groups))
	}
}
