package required

import "strings"

// zendeskFields reads ticket_fields[], user_fields[] and organization_fields[].
func zendeskFields() dialect {
	return dialect{
		crm: "zendesk", kind: "fields",
		is: func(n *node) bool {
			return n.has("title") && n.has("type") && (n.has("required_in_portal") || n.has("raw_title") || n.has("removable"))
		},
		read: func(n *node, _ *place) raw {
			r := raw{Field: Field{
				Name: n.str("key", "id"), Label: n.str("title"), Type: typeOf(n.str("type")),
				Options: options(n.get("custom_field_options"), "name", "value"),
			}}
			own := n.not("removable") || n.is("system")
			r.Custom = !own
			if own && !n.has("key") {
				r.Name = n.str("type") // Tickets have the CRM's own fields under these names.
			}
			r.skip = n.not("active")
			switch {
			case n.is("required"):
				r.flag = "required"
			case n.is("required_in_portal"):
				r.flag = "required_in_portal"
			}
			if c := n.get("required_on_statuses"); c != nil {
				r.When = c.line()
			}
			return r
		},
		object: func(n *node, p *place) string {
			for q := p; q != nil; q = q.up {
				if strings.Contains(q.key, "_field") {
					return strings.TrimSuffix(q.key, "s")
				}
			}
			if n.has("required_in_portal") {
				return "ticket_field"
			}
			return ""
		},
	}
}

// freshdeskFields reads the lists of ticket, contact and company fields.
func freshdeskFields() dialect {
	return dialect{
		crm: "freshdesk", kind: "fields",
		is: func(n *node) bool {
			return n.has("label") && (n.has("required_for_agents") || n.has("required_for_agent") || n.has("required_for_customers"))
		},
		read: func(n *node, _ *place) raw {
			kind := n.str("type", "field_type")
			r := raw{Field: Field{
				Name: n.str("name"), Label: n.str("label"), Type: typeOf(kind), Options: freshdeskChoices(n.get("choices")),
				Custom: n.not("default") || !n.has("default") && strings.HasPrefix(kind, "custom_"),
			}}
			r.skip = n.is("archived")
			switch {
			case n.is("required_for_agents", "required_for_agent"):
				r.flag = "required_for_agents"
			case n.is("required_for_closure"):
				r.flag = "required_for_closure"
			case n.is("required_for_customers"):
				r.flag = "required_for_customers"
			}
			return r
		},
		object: func(n *node, _ *place) string {
			switch {
			case n.has("required_for_closure"):
				return "ticket_fields"
			case n.has("required_for_agent"):
				return "company_fields"
			case n.has("editable_in_signup"):
				return "contact_fields"
			}
			return ""
		},
	}
}

// freshdeskChoices reads choices as a list of texts or objects, or as an object of texts.
func freshdeskChoices(n *node) []string {
	all := options(n, "value", "label")
	if n != nil && n.shape == shapeObject {
		for _, key := range n.keys {
			if len(all) < MaxOptions {
				all = append(all, key)
			}
		}
	}
	return all
}
