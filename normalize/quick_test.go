package normalize

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/callready/callready/normalize/phone"
)

// compareQuick holds what is said of a contact at a glance against deciding cell by cell.
func compareQuick(t interface{ Errorf(string, ...any) }, r *Rules, cells [5]string, c *Contact, w world) (idle bool, children int) {
	s := r.Settler()
	d := &s.d
	d.begin(c, w.find)
	idle = d.idle()
	children, plain := d.plainChildren()
	for !d.attempt() {
	}
	if plain && children != len(d.children) {
		t.Errorf("%q, %s: %d children, want %d", cells, r.Policy, children, len(d.children))
	}
	p := d.plan()
	if idle && (len(p.Steps)+len(p.Writes)+len(p.Children)+len(p.ToClear)+len(p.Notes)+len(p.Gathered) > 0 || p.Ext != "" || p.Unsplit != "") {
		t.Errorf("%q, %s: something becomes of it: %s", cells, r.Policy, outcome(p))
	}
	return idle, children
}

func TestQuickIsSlow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, cells, c, w := drawContact(t)
		compareQuick(t, &r, cells, &c, w)
	})
}

// All contacts with one number at most in each cell, under all rules that count for them.
func TestPlainContacts(t *testing.T) {
	words := []string{"", "a", "b", "~c"}
	idle, made := 0, 0
	for n := range 4 * 4 * 4 * 4 * 4 * 3 * 8 {
		var cells [5]string
		c := Contact{Row: 7, Person: 1}
		for i := range cells {
			cells[i] = words[n%4]
			n /= 4
			c.Readings = append(c.Readings, reading(cells[i]))
		}
		r := Rules{
			Fields: fields(), MinConfidence: phone.Likely, Policy: []Policy{Off, Readable, One}[n%3],
			Whole: n/3%2 == 0, FillPrimary: n/6%2 == 0, CanClear: n/12%2 == 0,
		}
		nothing, children := compareQuick(t, &r, cells, &c, world{})
		if nothing {
			idle++
		}
		made += children
	}
	if idle == 0 || made == 0 {
		t.Errorf("%d contacts are idle, %d children are made", idle, made)
	}
}
