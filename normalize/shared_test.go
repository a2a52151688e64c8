package normalize

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/callready/callready/normalize/phone"
)

// A number of several people, such as a switchboard, never takes the place of a person's own number in the primary field, nor is it
// copied into an empty one as long as the person has a number that could stand there, and no person's own number becomes
// another contact's where nothing but shared ones are left.
func TestSharedLineStaysBehind(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, cells, c, w := drawContact(t)
		fs := r.Fields
		if c.Fields != nil {
			fs = c.Fields
		}
		primary := slices.IndexFunc(fs, func(f Field) bool { return f.Primary })
		if primary < 0 || fs[primary].Owner != Own {
			return
		}
		p := r.Settle(&c, w.find)
		then := after(&c, &p)
		// own tells whether a field has a number that is the person's alone.
		own := func(rd *phone.Reading) bool {
			return slices.ContainsFunc(rd.Numbers, func(n phone.Number) bool { return !w[n.E164].Shared && n.Kind != "fax" })
		}
		shared := len(then[primary].Numbers) > 0 && !own(&then[primary])
		if shared && own(&c.Readings[primary]) {
			t.Fatalf("%q: a shared line took the place of the person's own number: %s", cells, outcome(&p))
		}
		filled := slices.ContainsFunc(p.Steps, func(s Step) bool { return s.Act == Copy && s.To == primary && slices.Contains(s.Codes, CodeFilled) })
		if shared && filled {
			for f := range then {
				if fs[f].Owner == Own && f != primary && own(&then[f]) && then[f].Verdict != phone.Undecided {
					t.Fatalf("%q: a shared line filled the primary field, and %s has the person's own number: %s", cells, fieldNames[f], outcome(&p))
				}
			}
		}
		left := false
		for f := range then {
			left = left || fs[f].Owner == Own && own(&then[f])
		}
		if len(p.Children) > 0 && !left {
			t.Fatalf("%q: an own number was split off, and nothing but shared ones are left: %s", cells, outcome(&p))
		}
	})
}
