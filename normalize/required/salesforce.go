package required

import "strings"

// salesforceDescribe reads fields[] of a describe.
func salesforceDescribe() dialect {
	return dialect{
		crm: "salesforce", kind: "describe",
		is: func(n *node) bool { return n.has("name") && n.has("nillable") },
		read: func(n *node, _ *place) raw {
			r := raw{Field: Field{
				Name: n.str("name"), Label: n.str("label"), Type: typeOf(n.str("type")), Unique: n.is("unique"),
				Custom: n.is("custom") || salesforceCustom(n.str("name")), Dependent: n.str("controllerName"),
				Options: options(n.get("picklistValues"), "value", "label"),
			}}
			if n.is("nameField") {
				r.Type = TypeName
			}
			r.skip = n.not("createable") || n.is("calculated") || n.is("autoNumber") || n.is("deprecatedAndHidden")
			salesforceDemand(&r, n.not("nillable"), n.is("defaultedOnCreate"))
			return r
		},
		object: func(_ *node, p *place) string { return p.owner().str("name") },
	}
}

// salesforceLayouts reads layoutItems[] of the layouts of a describe. Each names its fields, and describes them too.
func salesforceLayouts() dialect {
	component := func(n *node) *node {
		for i := range n.get("layoutComponents").items() {
			if c := &n.get("layoutComponents").kids[i]; c.str("type") == "Field" {
				return c
			}
		}
		return nil
	}
	describe := salesforceDescribe()
	return dialect{
		crm: "salesforce", kind: "layouts",
		is: func(n *node) bool { return n.has("layoutComponents") || n.has("placeholder") && n.has("required") },
		read: func(n *node, p *place) raw {
			c := component(n)
			r := raw{Field: Field{Name: c.str("value"), Label: n.str("label"), Custom: salesforceCustom(c.str("value"))}}
			if d := c.get("details"); d != nil {
				r = describe.read(d, p)
			}
			if r.Name != "" && r.flag == "" && n.is("required") {
				r.flag = "layout"
			}
			return r
		},
		object: func(*node, *place) string { return "" },
	}
}

// salesforceQuery reads rows of FieldDefinition and EntityParticle.
func salesforceQuery() dialect {
	return dialect{
		crm: "salesforce", kind: "field query",
		is: func(n *node) bool { return n.has("QualifiedApiName") && (n.has("IsNillable") || n.has("DataType")) },
		read: func(n *node, _ *place) raw {
			return salesforceRow(n.str, n.has("IsDefaultedOnCreate") || n.has("IsCreatable"))
		},
		object: func(n *node, _ *place) string {
			if e := n.get("EntityDefinition"); e != nil {
				return e.str("QualifiedApiName", "DeveloperName")
			}
			return n.str("EntityDefinitionId")
		},
	}
}

// salesforceRow reads one row of a field query, from JSON or from a table. FieldDefinition has no word on what is filled
// on create: there a checkbox is always filled, and the CRM's own fields may be.
func salesforceRow(str func(...string) string, particle bool) raw {
	name, kind := str("QualifiedApiName"), str("DataType")
	r := raw{Field: Field{
		Name: name, Label: str("Label", "MasterLabel"), Type: typeOf(kind), Custom: salesforceCustom(name), Unique: yes(str("IsUnique")),
		Dependent: str("ControllingFieldDefinitionId"),
	}}
	r.skip = isComputed(kind) || yes(str("IsCalculated")) || no(str("IsCreatable")) || !particle && !r.Custom
	salesforceDemand(&r, no(str("IsNillable")), yes(str("IsDefaultedOnCreate")))
	return r
}

func salesforceDemand(r *raw, demanded, defaulted bool) {
	// A checkbox is never blank; of the CRM's own fields, those that it fills are no demand.
	if !demanded || r.Type == TypeBool || defaulted && !r.Custom {
		return
	}
	r.flag, r.Default = "nillable", defaulted
}

func salesforceCustom(name string) bool {
	return strings.HasSuffix(name, "__c") || strings.HasSuffix(name, "__pc")
}
