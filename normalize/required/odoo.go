package required

import "strings"

// odooFieldsGet reads the answer of fields_get: an object with a description for each field's name.
func (sc *scan) odooFieldsGet(n *node, p *place) bool {
	hits := 0
	for i := range n.kids {
		if kid := &n.kids[i]; kid.shape == shapeObject && kid.has("type") && kid.has("string") {
			hits++
		}
	}
	if hits == 0 || 2*hits <= len(n.kids) {
		return false
	}
	g := group{crm: "odoo", kind: "fields_get", name: p.owner().str("model")}
	for i := range n.kids {
		kid := &n.kids[i]
		if kid.shape != shapeObject || !kid.has("type") {
			continue
		}
		r := odooRaw(n.keys[i], kid.str("string"), kid.str("type"), kid.str)
		for j := range kid.get("selection").items() {
			r.Options = append(r.Options, options(&kid.get("selection").kids[j])...)
		}
		r.Options = r.Options[:min(len(r.Options), MaxOptions)]
		inner := p.in(n, i)
		r.Source = sc.source(&inner, 0, false, kid.at)
		g.raws = append(g.raws, r)
	}
	sc.groups = append(sc.groups, g)
	return true
}

// items gives the members of a list, none for a nil node.
func (n *node) items() []node {
	if n == nil || n.shape != shapeList {
		return nil
	}
	return n.kids
}

// odooModelFields reads records of ir.model.fields.
func odooModelFields() dialect {
	return dialect{
		crm: "odoo", kind: "ir.model.fields",
		is: func(n *node) bool { return n.has("name") && n.has("ttype") },
		read: func(n *node, _ *place) raw {
			return odooRaw(n.str("name"), n.str("field_description"), n.str("ttype"), n.str)
		},
		object: func(n *node, _ *place) string {
			if m := n.get("model_id"); len(m.items()) == 2 && !n.has("model") {
				return m.kids[1].text
			}
			return n.str("model")
		},
	}
}

func odooRaw(name, label, kind string, str func(...string) string) raw {
	r := raw{Field: Field{Name: name, Label: label, Type: typeOf(kind), Custom: strings.HasPrefix(name, "x_") || str("state") == "manual"}}
	if kind == "selection" {
		r.Type = TypePick
	}
	r.skip = yes(str("readonly")) || no(str("store")) || r.Type == TypeBool
	switch demand := str("required"); {
	case yes(demand):
		r.flag = "required"
	case demand != "" && !no(demand): // Old forms have a condition here.
		r.flag, r.When = "required", clip(demand, 120)
	}
	return r
}
