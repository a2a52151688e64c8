package required

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// columns are the folded headers by which a table of fields is read, and the names that the readers ask for.
var columns = map[string][]string{
	"name": {
		"qualifiedapiname", "api name", "apiname", "field name", "fieldname", "logical name", "logicalname", "name", "key",
		"nom de champ", "nom du champ", "nom api", "nom technique", "field", "champ", "feldname", "api-name", "api_name", "internal name", "nom interne",
	},
	"label": {
		"label", "field label", "fieldlabel", "masterlabel", "display name", "displayname", "field_description", "libelle",
		"libelle du champ", "etiquette", "bezeichnung", "feldbezeichnung", "string",
	},
	"nillable": {"isnillable", "nillable"},
	"required": {
		"required", "is required", "isrequired", "mandatory", "is mandatory", "required level", "requiredlevel", "requirement level",
		"obligatoire", "requis", "pflichtfeld", "pflicht", "erforderlich", "obligatorio", "requerido", "obbligatorio", "obrigatorio", "verplicht",
		"wymagane", "system_mandatory", "mandatory_flag", "required_for_agents",
	},
	"type": {
		"datatype", "data type", "ttype", "field type", "attribute type", "type", "type de champ", "type de donnees", "data_type",
		"field_type", "feldtyp", "datentyp",
	},
	"object": {
		"entitydefinition.qualifiedapiname", "entitydefinition.developername", "entitydefinitionid", "sobject", "object", "object name",
		"entity", "entity name", "table", "table name", "model", "module", "objet", "modele", "objekt", "model_id", "modell",
	},
	"default": {"isdefaultedoncreate", "defaultedoncreate", "default", "default value", "valeur par defaut", "standardwert"},
	"create":  {"iscreatable", "createable", "creatable", "iscreateable"},
	"custom":  {"custom", "is custom", "iscustom", "custom_field", "personnalise", "is custom attribute"},
	"state":   {"state"},
	"unique":  {"isunique", "unique"},
	"compute": {"iscalculated", "calculated"},
}

// grid is a table: its header and where the named columns stand.
type grid struct {
	header []string
	at     map[string]int
	row    []string
	crm    string
	kind   string
}

func newGrid(header []string) *grid {
	g := &grid{header: header, at: map[string]int{}}
	taken := make([]bool, len(header))
	for _, role := range [...]string{"nillable", "required", "name", "label", "type", "object", "default", "create", "custom", "state", "unique", "compute"} {
		for _, want := range columns[role] {
			i := slices.IndexFunc(header, func(h string) bool { return fold(h) == want })
			if i >= 0 && !taken[i] {
				g.at[role], taken[i] = i, true
				break
			}
		}
	}
	g.crm, g.kind = g.program()
	return g
}

func (g *grid) has(role string) bool { _, ok := g.at[role]; return ok }

func (g *grid) get(role string) string {
	if i, ok := g.at[role]; ok && i < len(g.row) {
		return strings.TrimSpace(g.row[i])
	}
	return ""
}

// table reads text that is not JSON: a table with one field a row, or a list of names.
func (sc *scan) table(text string) (*Schema, error) {
	comma := separator(text)
	rd := csv.NewReader(strings.NewReader(text))
	rd.Comma, rd.LazyQuotes, rd.FieldsPerRecord, rd.TrimLeadingSpace = comma, true, -1, comma != '\t'
	header, err := rd.Read()
	if err != nil {
		return nil, notOne("a damaged table")
	}
	header = slices.Clone(header)
	g := newGrid(header)
	if !g.has("nillable") && !g.has("required") || !g.has("name") && !g.has("label") {
		return sc.names(text, header, comma)
	}
	cells := len(header)
	for {
		row, err := rd.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%w: a damaged table: %w", ErrNotOne, err)
		}
		if cells += len(row); cells > MaxValues {
			return nil, fmt.Errorf("%w: it holds more than %d cells", ErrTooLarge, MaxValues)
		}
		g.row = row
		at, _ := rd.FieldPos(0)
		sc.row(g, at)
	}
	if len(sc.groups) == 0 {
		return nil, notOne("a table of fields without a row")
	}
	return sc.schema()
}

// queryRoles are the roles of the columns of a Salesforce query.
var queryRoles = map[string]string{
	"QualifiedApiName": "name", "Label": "label", "DataType": "type", "IsNillable": "nillable", "IsUnique": "unique",
	"IsCreatable": "create", "IsDefaultedOnCreate": "default", "IsCalculated": "compute",
}

// row reads one field of a table, in the way of the CRM that the header shows.
func (sc *scan) row(g *grid, at int) {
	var r raw
	name := g.get("name")
	if name == "" {
		name = g.get("label")
	}
	if name == "" {
		return
	}
	str := func(keys ...string) string { return g.get(keys[0]) }
	switch g.crm {
	case "salesforce":
		r = salesforceRow(func(keys ...string) string {
			return g.get(queryRoles[keys[0]])
		}, g.has("create") || g.has("default"))
	case "odoo":
		r = odooRaw(name, g.get("label"), g.get("type"), str)
	case "dynamics":
		r = raw{Field: Field{Name: name, Label: g.get("label"), Type: typeOf(g.get("type")), Custom: yes(g.get("custom"))}}
		dynamicsDemand(&r, g.get("required"))
		r.skip = r.Type == TypeBool
	default:
		r = raw{Field: Field{Name: name, Label: g.get("label"), Type: typeOf(g.get("type")), Unique: yes(g.get("unique"))}}
		r.Custom = yes(g.get("custom")) || !g.has("custom")
		r.Default = g.get("default") != "" && !no(g.get("default"))
		r.skip = isComputed(g.get("type"))
		if yes(g.get("required")) || g.has("nillable") && no(g.get("nillable")) {
			r.flag = "required"
		}
	}
	r.Name = name
	r.Source = fmt.Sprintf("line %d", at)
	if sc.name != "" && sc.name != "." {
		r.Source = sc.name + ": " + r.Source
	}
	object := g.get("object")
	if n := len(sc.groups); n > 0 && sc.groups[n-1].name == object {
		sc.groups[n-1].raws = append(sc.groups[n-1].raws, r)
		return
	}
	sc.groups = append(sc.groups, group{crm: g.crm, kind: g.kind, name: object, raws: []raw{r}})
}

// program tells from the header whose table it is.
func (g *grid) program() (crm, kind string) {
	has := func(names ...string) bool {
		return slices.ContainsFunc(g.header, func(h string) bool { return slices.Contains(names, fold(h)) })
	}
	switch {
	case has("qualifiedapiname") && g.has("nillable"):
		return "salesforce", "field query"
	case has("ttype", "field_description"), has("field name") && has("field label") && has("field type") && has("model"),
		has("nom de champ", "nom du champ") && has("modele"):
		return "odoo", "ir.model.fields"
	case has("logical name", "logicalname") && has("required level", "requiredlevel", "requirement level"):
		return "dynamics", "attributes"
	}
	return "", "table"
}
