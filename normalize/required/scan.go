package required

import (
	"fmt"
	"slices"
	"strings"
)

// scan collects what a file says.
type scan struct {
	facts  *facts
	name   string // of the file, without folders
	lines  []int  // ends of lines
	known  []dialect
	groups []group
}

// group is a list of fields of one object.
type group struct {
	crm, kind string
	name      string // of the object, "" if the file does not say
	object    Object
	raws      []raw
}

// raw is a field as the file has it.
type raw struct {
	Field
	flag string // by which it is mandatory, "" if it is not
	skip bool   // nobody fills it: computed, retired, hidden
}

// place is where in the JSON a value stands.
type place struct {
	up   *place
	node *node  // what it stands in
	key  string // the member of an object, "" in a list
	path string
}

func (p *place) in(n *node, i int) place {
	q := place{up: p, node: n}
	if n.shape == shapeObject {
		q.key = n.keys[i]
		q.path = strings.TrimPrefix(p.path+"."+clip(q.key, 60), ".")
	} else {
		q.path = fmt.Sprintf("%s[%d]", p.path, i)
	}
	return q
}

// owner gives the nearest object around a value.
func (p *place) owner() *node {
	for q := p; q != nil; q = q.up {
		if q.node != nil && q.node.shape == shapeObject {
			return q.node
		}
	}
	return nil
}

// dialect is one way in which a CRM describes one field.
type dialect struct {
	crm, kind string
	is        func(n *node) bool             // is it such a field
	read      func(n *node, p *place) raw    // what it says
	object    func(n *node, p *place) string // what the file calls the object
}

func dialects() []dialect {
	return []dialect{
		salesforceLayouts(), salesforceDescribe(), salesforceQuery(), dynamicsAttributes(), zohoLayouts(), zohoFields(), hubspotProperties(),
		pipedriveFields(), pipedriveCodes(), zendeskFields(), freshdeskFields(), odooModelFields(),
	}
}

// walk looks for descriptions of fields in a value and all that is in it.
func (sc *scan) walk(n *node, p place) {
	if n.shape == shapeScalar {
		return
	}
	if n.shape == shapeObject && (sc.hubspotSchema(n, &p) || sc.odooFieldsGet(n, &p)) {
		return
	}
	if d := sc.recognise(n); d != nil {
		items := n.kids
		if n.shape == shapeObject {
			items = []node{*n}
		}
		sc.take(d, items, n.shape == shapeList, &p)
		return
	}
	for i := range n.kids {
		if n.kids[i].shape != shapeScalar {
			sc.walk(&n.kids[i], p.in(n, i))
		}
	}
}

// recognise finds the dialect of a list of fields, or of one field.
func (sc *scan) recognise(n *node) *dialect {
	items := n.kids
	if n.shape == shapeObject {
		items = []node{*n}
	}
	items = items[:min(len(items), 20)]
	for k := range sc.known {
		d, hits := &sc.known[k], 0
		for i := range items {
			if items[i].shape == shapeObject && d.is(&items[i]) {
				hits++
			}
		}
		if 2*hits > len(items) {
			return d
		}
	}
	return nil
}

func (sc *scan) take(d *dialect, items []node, inList bool, p *place) {
	g := group{crm: d.crm, kind: d.kind}
	for i := range items {
		n := &items[i]
		if n.shape != shapeObject || !d.is(n) {
			continue
		}
		r := d.read(n, p)
		if r.Name == "" { // A gap in a layout.
			continue
		}
		r.Source = sc.source(p, i, inList, n.at)
		name := d.object(n, p)
		if name != g.name && len(g.raws) > 0 { // A list may hold fields of several objects.
			sc.groups = append(sc.groups, g)
			g = group{crm: d.crm, kind: d.kind}
		}
		g.name = name
		g.raws = append(g.raws, r)
	}
	if len(g.raws) > 0 {
		sc.groups = append(sc.groups, g)
	}
}

func (sc *scan) source(p *place, i int, inList bool, at int) string {
	where := p.path
	if inList {
		where = fmt.Sprintf("%s[%d]", where, i)
	}
	where = strings.TrimSpace(where + fmt.Sprintf(" (line %d)", line(sc.lines, at)))
	if sc.name == "" || sc.name == "." {
		return where
	}
	return sc.name + ": " + where
}

// options collects the texts of a list of choices, from some members of each.
func options(n *node, keys ...string) []string {
	var all []string
	if n == nil {
		return nil
	}
	for i := range n.kids {
		kid := &n.kids[i]
		if kid.shape == shapeScalar && kid.text != "" && len(all) < MaxOptions {
			all = append(all, kid.text)
		}
		for _, key := range keys {
			if text := kid.str(key); text != "" && len(all) < MaxOptions && !slices.Contains(all[max(0, len(all)-2):], text) {
				all = append(all, text)
			}
		}
	}
	return all
}
