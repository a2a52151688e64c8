package dedupe

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// told gives what became of records, as text.
func told(c *Closed) []string {
	var out []string
	for i := range c.Groups {
		g := &c.Groups[i]
		keys := make([]string, 0, len(g.Members))
		for _, p := range g.Members {
			keys = append(keys, fmt.Sprint(p.Key, "/", p.Ref))
		}
		out = append(out, fmt.Sprintf("%s %s %x %s", g.ID, g.Match, uint64(g.Reasons), strings.Join(keys, " ")))
	}
	for _, l := range c.Loose {
		out = append(out, fmt.Sprintf("%s/%d ? %s/%d %x %s %d %d", l.A.Key, l.A.Ref, l.B.Key, l.B.Ref, uint64(l.Reasons), l.Match, l.Points, l.Clash))
	}
	for _, x := range c.Contradictions {
		out = append(out, x.A+" ! "+x.B)
	}
	return out
}

// tangle draws records of few people who share nearly everything, so that much matches and much clashes.
func tangle(t *rapid.T, most int) []*Person {
	pick := func(what string, of ...string) string { return rapid.SampledFrom(of).Draw(t, what) }
	var out []*Person
	for i := range rapid.IntRange(2, most).Draw(t, "records") {
		p := &Person{Ref: uint32(i + 1), Key: fmt.Sprintf("k%02d", i)}
		p.First = pick("first", "Jean", "J.", "Julie", "Léa", "", "Jeanne", "Aircall")
		p.Last = pick("last", "Martin", "Martin", "Martine", "Favre", "", "Martin (mobile)", "new contact")
		p.Company = pick("company", "", "Acme", "Acme", "Vega")
		for range rapid.IntRange(0, 2).Draw(t, "mails") {
			p.Mails = append(p.Mails, pick("mail", "jean@acme.example", "martin@example.com", "julie@acme.example", "info@acme.example"))
		}
		for range rapid.IntRange(0, 2).Draw(t, "numbers") {
			p.Numbers = append(p.Numbers, Number{Key: 33199001230 + uint64(rapid.IntRange(0, 2).Draw(t, "number")), Line: Line(rapid.IntRange(0, 2).Draw(t, "line"))})
		}
		p.Birth = pick("birth", "", "", "1980-01-01", "1990-01-01")
		p.Child = pick("child", "", "", "", "", "c1")
		p.Parent = pick("parent", "", "", "", "", "k00", "k01")
		out = append(out, p)
	}
	return out
}

// answers draws decisions about pairs and about groups.
func answers(t *rapid.T, persons []*Person) *Decisions {
	d := &Decisions{}
	for range rapid.IntRange(0, 4).Draw(t, "decisions") {
		of := Decision{Answer: Answer(rapid.IntRange(1, 2).Draw(t, "answer")), When: rapid.SampledFrom([]string{"", "2025-01-01", "2026-01-01"}).Draw(t, "when")}
		for range rapid.SampledFrom([]int{2, 2, 3, 5}).Draw(t, "size") {
			of.Keys = append(of.Keys, rapid.SampledFrom(persons).Draw(t, "key").Key)
		}
		d.Add(of)
	}
	return d
}

// Keeping count of what groups are to each other gives what counting again gives.
func TestCloseIsAsDescribed(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		persons := tangle(t, 24)
		d := answers(t, persons)
		want := closePlainly(persons, d)
		got, err := Close(t.Context(), rapid.Permutation(persons).Draw(t, "order"), d)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(told(&want), told(&got)); diff != "" {
			t.Fatalf("mismatch (-as described +got):\n%s", diff)
		}
	})
}

// sameForm gives records that somebody made with one form: one name and address, a number each, and every third, where there are
// others, of somebody else with that address.
func sameForm(n int, others bool) []*Person {
	out := make([]*Person, 0, n)
	for i := range n {
		p := &Person{Ref: uint32(i + 1), Key: strconv.Itoa(i), First: "Ana", Last: "Petit", Mails: []string{"ana@example.com"}, Company: "Fjord"}
		p.Numbers = []Number{{Key: 33199000000 + uint64(i), Line: Fixed}}
		if others && i%3 == 0 {
			p.First = [...]string{"Hugo", "A.", "Anna", "Julie"}[i/3%4]
		}
		out = append(out, p)
	}
	return out
}

// The work of closing grows with the records that hang together, whether they agree or not.
func TestWorkOfClosing(t *testing.T) {
	t.Parallel()
	for _, others := range []bool{false, true} {
		for _, n := range []int{150, 1000, 6000, 24000} {
			persons := sameForm(n, others)
			c := newClosing(t.Context(), persons)
			var out Closed
			if err := c.run(nil, &out); err != nil {
				t.Fatal(err)
			}
			if c.judged > 100*n || c.steps > 400*n {
				t.Errorf("%d records, others %v: %d pairs judged, %d steps", n, others, c.judged, c.steps)
			}
			large := slices.MaxFunc(out.Groups, func(a, b Group) int { return len(a.Members) - len(b.Members) })
			if len(large.Members) < n/2 {
				t.Errorf("%d records, others %v: the largest of %d groups has %d", n, others, len(out.Groups), len(large.Members))
			}
			if said := large.Reasons.Has(neighbours); out.Near != (n > closeMost) || said != (len(large.Members) > closeMost) {
				t.Errorf("of %d records is said that they are too many: %v, %v", n, said, out.Near)
			}
		}
	}
}

// A chain of answers holds together records that stand nowhere near each other, in a work that grows with the chain.
func TestChainOfAnswers(t *testing.T) {
	t.Parallel()
	const n = 3000
	var persons []*Person
	d := &Decisions{}
	for i := range n {
		persons = append(persons, &Person{Ref: uint32(i + 1), Key: strconv.Itoa(i), First: fmt.Sprintf("Xa%dvi", i*7919%n), Last: fmt.Sprintf("Qu%dor", i*4001%n)})
		if i > 0 {
			d.Add(Decision{Keys: []string{strconv.Itoa(i - 1), strconv.Itoa(i)}, Answer: Same})
		}
	}
	d.Add(Decision{Keys: []string{"7", "2000"}, Answer: Different})
	c := newClosing(t.Context(), persons)
	var out Closed
	if err := c.run(d, &out); err != nil {
		t.Fatal(err)
	}
	if c.judged > 100*n || c.steps > 400*n {
		t.Errorf("%d pairs judged, %d steps", c.judged, c.steps)
	}
	together := 0
	for i := range out.Groups {
		together += len(out.Groups[i].Members)
		has := map[string]bool{}
		for _, p := range out.Groups[i].Members {
			has[p.Key] = true
		}
		if has["7"] && has["2000"] {
			t.Error("two who are decided to be different are one")
		}
	}
	if together != n || len(out.Groups) != 2 || len(out.Contradictions) != 1 {
		t.Errorf("%d of %d records in %d groups, %d contradictions", together, n, len(out.Groups), len(out.Contradictions))
	}
}

// Of a group too large to be judged each with each, an answer about all of it holds for all of it.
func TestAnswerAboutALargeGroup(t *testing.T) {
	t.Parallel()
	const n = 2000
	persons := sameForm(n, false)
	keys := make([]string, 0, n)
	for _, p := range persons {
		keys = append(keys, p.Key)
	}
	d := &Decisions{}
	d.Add(Decision{Keys: keys, Answer: Different})
	persons = append(persons, &Person{Ref: n + 1, Key: "z", First: "Ana", Last: "Petit", Mails: []string{"ana@example.com"}, Company: "Fjord"})
	d.Add(Decision{Keys: []string{"z", "0", "1999"}, Answer: Same}) // contradicts the other about 0 and 1999
	closed, err := Close(t.Context(), persons, d)
	if err != nil {
		t.Fatal(err)
	}
	for i := range closed.Groups {
		if m := closed.Groups[i].Members; len(m) > 2 {
			t.Errorf("%d records that are different people are in one group", len(m))
		}
	}
	if got := d.Contradictions(); len(got) != 1 || got[0] != (Contradiction{"0", "1999"}) {
		t.Errorf("contradictions %v", got)
	}
}

// What would take long ends with the context.
func TestCloseStops(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Close(ctx, sameForm(200, false), nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := Pairs(ctx, ByMail, sameForm(400, false), 0, nil, func(Pair) {}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// Answers kept as sets say what answers kept as pairs say, in any order.
func TestDecisionsAreOfPairs(t *testing.T) {
	t.Parallel()
	keys := []string{"a", "b", "c", "d", "e", ""}
	type pair [2]string
	rapid.Check(t, func(t *rapid.T) {
		d := &Decisions{}
		dated, latest, plain := map[pair]Answer{}, map[pair]string{}, map[pair]Answer{}
		for range rapid.IntRange(0, 8).Draw(t, "decisions") {
			draw := rapid.SliceOfN(rapid.SampledFrom(keys), 0, 5)
			of := Decision{Keys: draw.Draw(t, "keys"), Answer: Answer(rapid.IntRange(0, 2).Draw(t, "answer")), When: rapid.SampledFrom([]string{"", "1", "2", "3"}).Draw(t, "when")}
			if of.Answer == Different {
				of.With = slices.DeleteFunc(draw.Draw(t, "with"), func(k string) bool { return slices.Contains(of.Keys, k) })
			}
			d.Add(of)
			for i, a := range of.Keys {
				for _, b := range append(slices.Clone(of.Keys[i+1:]), of.With...) {
					at := pair{min(a, b), max(a, b)}
					switch {
					case of.Answer == None || at[0] == "" || a == b:
					case of.When == "":
						plain[at] |= of.Answer
					case of.When > latest[at]:
						latest[at], dated[at] = of.When, of.Answer
					case of.When == latest[at]:
						dated[at] |= of.Answer
					}
				}
			}
		}
		var contradictions []Contradiction
		same := map[string]string{} // by key one that it hangs together with
		for _, k := range keys {
			same[k] = k
		}
		for list := range d.Same() {
			for _, k := range list[1:] {
				from, to := same[k], same[list[0]]
				for key, s := range same {
					if s == from {
						same[key] = to
					}
				}
			}
		}
		for i, a := range keys[:5] {
			for _, b := range keys[i+1 : 5] {
				want := dated[pair{a, b}] | plain[pair{a, b}]
				if want == contrary {
					contradictions = append(contradictions, Contradiction{a, b})
					want = None
				}
				if got := d.Decided(b, a); got != want {
					t.Fatalf("%s and %s: %d, want %d", a, b, got, want)
				}
				if want == Same && same[a] != same[b] {
					t.Fatalf("%s and %s are decided to be the same, and do not hang together", a, b)
				}
			}
		}
		if diff := cmp.Diff(contradictions, d.Contradictions()); diff != "" {
			t.Fatalf("contradictions (-want +got):\n%s", diff)
		}
	})
}
