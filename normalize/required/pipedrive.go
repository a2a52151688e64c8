package required

import (
	"regexp"
	"strings"
)

// custom fields of Pipedrive have hashes for names.
var pipedriveHash = regexp.MustCompile(`^[0-9a-f]{40}$`)

// pipedriveFields reads data[] of version 1.
func pipedriveFields() dialect {
	return dialect{
		crm: "pipedrive", kind: "fields v1",
		is: func(n *node) bool {
			return n.has("key") && n.has("name") && (n.has("mandatory_flag") || n.has("field_type") && (n.has("edit_flag") || n.has("bulk_edit_allowed")))
		},
		read: func(n *node, _ *place) raw {
			r := pipedriveRaw(n, n.str("key"), n.str("name"))
			r.Custom = pipedriveHash.MatchString(r.Name)
			// Fields that nobody can edit bear the flag too: counters and dates that Pipedrive keeps itself.
			r.skip = n.not("active_flag") || !r.Custom && n.not("bulk_edit_allowed")
			r.demand(n.get("mandatory_flag"), "mandatory_flag", "")
			for i, key := range n.keys {
				if rest, ok := strings.CutPrefix(key, "mandatory_for_"); ok {
					r.demand(&n.kids[i], "mandatory_flag", rest)
				}
			}
			return r
		},
		object: func(*node, *place) string { return "" },
	}
}

// pipedriveCodes reads data[] of version 2, asked with include_fields=required_fields.
func pipedriveCodes() dialect {
	return dialect{
		crm: "pipedrive", kind: "fields v2",
		is: func(n *node) bool { return n.has("field_code") && (n.has("field_name") || n.has("field_type")) },
		read: func(n *node, _ *place) raw {
			r := pipedriveRaw(n, n.str("field_code"), n.str("field_name"))
			r.Custom = n.is("is_custom_field") || pipedriveHash.MatchString(r.Name)
			if q := n.get("required_fields"); q.is("enabled") {
				rest := node{shape: shapeObject}
				for i, key := range q.keys {
					if key != "enabled" && q.filled(key) {
						rest.keys, rest.kids = append(rest.keys, key), append(rest.kids, q.kids[i])
					}
				}
				r.flag, r.When = "required_fields", rest.line()
			}
			return r
		},
		object: func(*node, *place) string { return "" },
	}
}

func pipedriveRaw(n *node, name, label string) raw {
	return raw{Field: Field{Name: name, Label: label, Type: typeOf(n.str("field_type")), Options: options(n.get("options"), "label")}}
}

// demand reads a flag that is true, false, or an object that gives the condition.
func (r *raw) demand(flag *node, name, when string) {
	switch {
	case flag == nil, flag.shape == shapeScalar && !yes(flag.text), flag.shape != shapeScalar && len(flag.kids) == 0:
		return
	case r.flag != "" && r.When == "":
		return // It is mandatory without condition already.
	case flag.shape != shapeScalar:
		when = strings.TrimSpace(when + " " + flag.line())
	}
	r.flag, r.When = name, when
}
