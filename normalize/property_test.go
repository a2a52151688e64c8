package normalize

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/callready/callready/normalize/phone"
)

// drawContact draws rules, the texts of the cells and who else holds the numbers.
func drawContact(t *rapid.T) (Rules, [5]string, Contact, world) {
	r := Rules{
		Fields: fields(), Whole: rapid.Bool().Draw(t, "contact"), MinConfidence: phone.Likely,
		Policy:   rapid.SampledFrom([]Policy{Off, Readable, One}).Draw(t, "policy"),
		CanClear: rapid.Bool().Draw(t, "canClear"), FillPrimary: rapid.Bool().Draw(t, "fill"),
		Fax: rapid.Bool().Draw(t, "fax"), DropExtras: rapid.Bool().Draw(t, "drop"), ExtHome: rapid.Bool().Draw(t, "extHome"),
	}
	word := rapid.SampledFrom([]string{"a", "b", "c", "d", "x", "~a", "~b", "?", "a#12", "b:mobile", "c:fax"})
	var cells [5]string
	c := Contact{Row: 7, Person: 1, Engaged: rapid.Bool().Draw(t, "engaged"), Firm: rapid.Bool().Draw(t, "firm"), Adrift: rapid.Bool().Draw(t, "adrift")}
	if rapid.Bool().Draw(t, "labels") {
		c.Fields = fields()
		for i := range c.Fields[:3] {
			c.Fields[i].Owner = rapid.SampledFrom([]Owner{Own, Own, Another, Fax}).Draw(t, "owner")
			c.Fields[i].Kind = rapid.SampledFrom([]string{"work", "mobile", "home", "main", "other"}).Draw(t, "kind")
		}
	}
	for i := range cells {
		cells[i] = strings.Join(uniq(rapid.SliceOfN(word, 0, 3).Draw(t, fieldNames[i])), " ")
		c.Readings = append(c.Readings, reading(cells[i]))
	}
	w := world{}
	for _, l := range []string{"a", "b", "c", "d", "x"} {
		w[number(l)] = rapid.SampledFrom([]Holding{
			{Row: 7, Person: 1}, {Row: 3, Person: 1, Claims: true}, {Row: 3, Person: 2, Shared: true}, {Row: 7, Person: 1, Shared: true},
		}).Draw(t, l)
	}
	return r, cells, c, w
}

// uniq drops words about a number that an earlier word is about: a reading holds distinct numbers.
func uniq(words []string) []string {
	var out, seen []string
	for _, w := range words {
		l := strings.Trim(w, "~")[:1]
		if !slices.Contains(seen, l) {
			seen, out = append(seen, l), append(out, w)
		}
	}
	return out
}

// after gives the cells once a plan is applied.
func after(c *Contact, p *Plan) []phone.Reading {
	out := slices.Clone(c.Readings)
	for _, w := range p.Writes {
		if w.Clear {
			out[w.Field] = phone.Reading{}
		} else {
			out[w.Field] = reading(letter(w.Value))
		}
	}
	return out
}

func TestNothingIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, cells, c, w := drawContact(t)
		p := r.Settle(&c, w.find)
		then := after(&c, &p)
		for f := range c.Readings {
			if c.Readings[f].Verdict == phone.Undecided && slices.ContainsFunc(p.Writes, func(w Write) bool { return w.Field == f }) {
				t.Fatalf("%q: the unreadable cell %s was written", cells, fieldNames[f])
			}
			for _, n := range c.Readings[f].Numbers {
				here := slices.ContainsFunc(then, func(rd phone.Reading) bool {
					return slices.ContainsFunc(rd.Numbers, func(m phone.Number) bool { return m.E164 == n.E164 })
				})
				child := slices.ContainsFunc(p.Children, func(ch Child) bool { return ch.Number.E164 == n.E164 && !ch.Held })
				relative := w[n.E164].Row != 7 && w[n.E164].Person == 1
				if !here && !child && !relative {
					t.Fatalf("%q: number %s is lost: %s", cells, letter(n.E164), outcome(&p))
				}
			}
		}
	})
}

func TestNoHarm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, cells, c, w := drawContact(t)
		p := r.Settle(&c, w.find)
		seen := map[string]bool{}
		for _, ch := range p.Children {
			switch {
			case seen[ch.Number.E164]:
				t.Fatalf("%q: two children with one number", cells)
			case w[ch.Number.E164].Shared:
				t.Fatalf("%q: a shared line was split off", cells)
			case c.Engaged && !r.SplitEngaged, !r.Whole, c.Firm, r.Policy == Off:
				t.Fatalf("%q: split although it must not be", cells)
			case ch.Number.Kind == "fax" && !r.Fax:
				t.Fatalf("%q: a fax number was split off", cells)
			}
			seen[ch.Number.E164] = true
		}
		written := map[int]bool{}
		for _, wr := range p.Writes {
			if written[wr.Field] {
				t.Fatalf("%q: field %s is written twice: %s", cells, fieldNames[wr.Field], outcome(&p))
			}
			written[wr.Field] = true
		}
	})
}

// After the import, the children hold their numbers as their own; settling what came back changes nothing.
func TestSettledStaysSettled(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, cells, c, w := drawContact(t)
		p := r.Settle(&c, w.find)
		again := Contact{Row: c.Row, Person: c.Person, Readings: after(&c, &p), Fields: c.Fields, Engaged: c.Engaged, Firm: c.Firm, Adrift: c.Adrift, Ext: c.Ext}
		if p.Ext != "" {
			again.Ext = p.Ext
		}
		for _, ch := range p.Children {
			if !ch.Held {
				w[ch.Number.E164] = Holding{Row: 99, Person: c.Person, Claims: true}
			}
		}
		q := r.Settle(&again, w.find)
		for _, wr := range q.Writes {
			t.Fatalf("%q: %s, then again %s: field %d", cells, outcome(&p), outcome(&q), wr.Field)
		}
		for _, ch := range q.Children {
			if !ch.Held {
				t.Fatalf("%q: %s, then another child: %s", cells, outcome(&p), outcome(&q))
			}
		}
	})
}

// What a contact takes along to another program is every sure number of its own, once; every other cell is named.
func TestGather(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, cells, c, _ := drawContact(t)
		r.ExtHome = false
		p := r.Settler().Gather(&c)
		fs := r.Fields
		if c.Fields != nil {
			fs = c.Fields
		}
		seen := map[string]bool{}
		for _, g := range p.Gathered {
			if seen[g.Number.E164] || fs[g.Field].Owner != Own || c.Readings[g.Field].Verdict == phone.Undecided {
				t.Fatalf("%q: %s is gathered from %s", cells, letter(g.Number.E164), fieldNames[g.Field])
			}
			seen[g.Number.E164] = true
		}
		for f := range c.Readings {
			named := slices.ContainsFunc(p.Steps, func(s Step) bool { return s.Field == f && (s.Act == Keep || s.Act == Flag) })
			for _, n := range c.Readings[f].Numbers {
				if !seen[n.E164] && !named {
					t.Fatalf("%q: %s of %s is lost", cells, letter(n.E164), fieldNames[f])
				}
			}
		}
		if len(p.Writes)+len(p.Children)+len(p.ToClear) > 0 {
			t.Fatalf("%q: gathering settles: %s", cells, outcome(p))
		}
	})
}
