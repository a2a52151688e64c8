package required

import "strings"

// dynamicsAttributes reads value[] of the attributes of a table.
func dynamicsAttributes() dialect {
	return dialect{
		crm: "dynamics", kind: "attributes",
		is: func(n *node) bool { return n.has("LogicalName") && (n.has("RequiredLevel") || n.has("AttributeType")) },
		read: func(n *node, _ *place) raw {
			r := raw{Field: Field{
				Name: n.str("LogicalName"), Label: dynamicsLabel(n.get("DisplayName")), Type: typeOf(n.str("AttributeType")),
				Custom: n.is("IsCustomAttribute"),
			}}
			if o := n.get("OptionSet").get("Options"); o != nil {
				for i := range o.kids {
					if label := dynamicsLabel(o.kids[i].get("Label")); label != "" && len(r.Options) < MaxOptions {
						r.Options = append(r.Options, label, o.kids[i].str("Value"))
					}
				}
			}
			if r.Name == "telephone1" || strings.HasPrefix(n.get("FormatName").str("Value"), "Phone") {
				r.Type = TypePhone
			}
			if d := n.str("DefaultFormValue", "DefaultValue"); d != "" && d != "-1" {
				r.Default = true
			}
			r.skip = n.not("IsValidForCreate") || n.filled("AttributeOf") || r.Type == TypeBool
			dynamicsDemand(&r, dynamicsLevel(n))
			return r
		},
		object: func(n *node, p *place) string {
			if name := n.str("EntityLogicalName"); name != "" {
				return name
			}
			for q := p; q != nil; q = q.up {
				if q.node == nil || q.node.shape != shapeObject {
					continue
				}
				if name := q.node.str("LogicalName"); name != "" {
					return name
				}
				if _, rest, ok := strings.Cut(q.node.str("@odata.context"), "EntityDefinitions('"); ok {
					name, _, _ := strings.Cut(rest, "')")
					return name
				}
			}
			return ""
		},
	}
}

// dynamicsLevel gives the word of a required level, which some programs write as a number.
func dynamicsLevel(n *node) string {
	level := n.str("RequiredLevel")
	if level == "" {
		level = n.get("RequiredLevel").str("Value")
	}
	return level
}

func dynamicsDemand(r *raw, level string) {
	switch squash(level) {
	case "applicationrequired", "2", "required", "businessrequired":
		r.flag = "ApplicationRequired"
	case "systemrequired", "1":
		r.flag, r.System = "SystemRequired", true
	}
}

// dynamicsLabel gives a label in the user's language, else in the first one.
func dynamicsLabel(n *node) string {
	if label := n.get("UserLocalizedLabel").str("Label"); label != "" {
		return label
	}
	if all := n.get("LocalizedLabels"); all != nil && len(all.kids) > 0 {
		return all.kids[0].str("Label")
	}
	return ""
}
