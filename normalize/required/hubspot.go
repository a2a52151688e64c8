package required

import "slices"

// hubspotSchema reads a schema: names of required properties, and mostly the properties themselves.
func (sc *scan) hubspotSchema(n *node, p *place) bool {
	required := n.get("requiredProperties")
	if required == nil || required.shape != shapeList || !n.has("properties") && !n.has("labels") && !n.has("objectTypeId") && !n.has("name") {
		return false
	}
	g := group{crm: "hubspot", kind: "schema", name: n.str("name", "fullyQualifiedName", "objectTypeId")}
	names := options(required, "name")
	missing := make(map[string]bool, len(names))
	for _, name := range names {
		missing[name] = true
	}
	inner := p.in(n, slices.Index(n.keys, "requiredProperties"))
	properties := n.get("properties")
	if properties != nil {
		inner.path = trimDot(p.path + ".properties")
		for i := range properties.kids {
			item := &properties.kids[i]
			if item.shape != shapeObject || item.str("name") == "" {
				continue
			}
			r := hubspotRaw(item)
			if missing[r.Name] {
				r.flag, r.skip = "requiredProperties", false
				delete(missing, r.Name)
			}
			r.Source = sc.source(&inner, i, true, item.at)
			g.raws = append(g.raws, r)
		}
	}
	inner.path = trimDot(p.path + ".requiredProperties")
	for i, name := range names {
		if !missing[name] {
			continue
		}
		delete(missing, name)
		r := raw{Field: Field{Name: name, Custom: !hubspotOwn(name)}, flag: "requiredProperties"}
		r.Source = sc.source(&inner, i, true, required.at)
		g.raws = append(g.raws, r)
	}
	sc.groups = append(sc.groups, g)
	return true
}

func trimDot(path string) string {
	if len(path) > 0 && path[0] == '.' {
		return path[1:]
	}
	return path
}

// hubspotProperties reads a list of properties, which does not say which are required.
func hubspotProperties() dialect {
	return dialect{
		crm: "hubspot", kind: "properties",
		is: func(n *node) bool {
			return n.has("name") && n.has("fieldType") && (n.has("groupName") || n.has("hubspotDefined") || n.has("modificationMetadata"))
		},
		read:   func(n *node, _ *place) raw { return hubspotRaw(n) },
		object: func(_ *node, p *place) string { return p.owner().str("name", "objectTypeId") },
	}
}

func hubspotRaw(n *node) raw {
	kind := n.str("type")
	if n.str("fieldType") == "phonenumber" {
		kind = "phonenumber"
	}
	r := raw{Field: Field{
		Name: n.str("name"), Label: n.str("label"), Type: typeOf(kind), Unique: n.is("hasUniqueValue"),
		Custom: !n.is("hubspotDefined"), Options: options(n.get("options"), "value", "label"),
	}}
	if m := n.get("modificationMetadata"); m.is("readOnlyValue") || n.is("calculated") {
		r.skip = true
	}
	return r
}

// hubspotOwn knows the names of HubSpot's own properties that a schema may demand; its file does not always describe them.
func hubspotOwn(name string) bool {
	own := []string{"email", "firstname", "lastname", "phone", "mobilephone", "company", "domain", "name", "dealname", "dealstage", "pipeline", "subject", "lifecyclestage", "jobtitle", "country", "city"}
	return slices.Contains(own, name) || len(name) > 3 && name[:3] == "hs_"
}
