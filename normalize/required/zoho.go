package required

// zohoFields reads fields[] of the field metadata.
func zohoFields() dialect {
	return dialect{
		crm: "zoho", kind: "fields",
		is:     zohoField,
		read:   func(n *node, _ *place) raw { return zohoRaw(n) },
		object: func(_ *node, p *place) string { return zohoModule(p) },
	}
}

// zohoLayouts reads layouts[].sections[].fields[].
func zohoLayouts() dialect {
	return dialect{
		crm: "zoho", kind: "layouts",
		is: func(n *node) bool { return zohoField(n) && n.has("required") },
		read: func(n *node, p *place) raw {
			r := zohoRaw(n)
			if r.flag == "" && n.is("required") {
				r.flag = "required"
			}
			for q := p; q != nil && r.flag != ""; q = q.up {
				if q.node != nil && q.node.has("sections") {
					if name := q.node.str("name", "display_label"); name != "" {
						r.Layouts = []string{name}
					}
				}
			}
			return r
		},
		object: func(_ *node, p *place) string { return zohoModule(p) },
	}
}

func zohoField(n *node) bool {
	return n.has("api_name") && (n.has("system_mandatory") || n.has("custom_field") || n.has("data_type") || n.has("field_label"))
}

func zohoRaw(n *node) raw {
	kind := n.str("data_type")
	r := raw{Field: Field{
		Name: n.str("api_name"), Label: n.str("field_label", "display_label"), Type: typeOf(kind), Custom: n.is("custom_field"),
		Unique: n.filled("unique"), Default: n.filled("default_value"),
		Options: options(n.get("pick_list_values"), "display_value", "actual_value"),
	}}
	if r.Name == "id" || r.Name == "Owner" || n.is("read_only", "field_read_only", "virtual_field") || isComputed(kind) || n.not("visible") {
		r.skip = true
	}
	if n.is("system_mandatory") {
		r.flag = "system_mandatory"
		r.System = !r.Custom
	}
	if v := n.get("view_type"); v.not("create") && v.not("edit") {
		r.skip = true
	}
	if r.Type == TypeBool { // A checkbox always has a value.
		r.flag = ""
	}
	return r
}

// zohoModule finds the module in the parts of an answer that name it.
func zohoModule(p *place) string {
	for q := p; q != nil; q = q.up {
		if q.node == nil || q.node.shape != shapeObject {
			continue
		}
		if m := q.node.get("module"); m != nil {
			if name := m.str("api_name"); name != "" {
				return name
			}
			if m.shape == shapeScalar {
				return m.text
			}
		}
		if q.node.has("plural_label") || q.node.has("module_name") {
			return q.node.str("api_name", "module_name")
		}
	}
	return ""
}
