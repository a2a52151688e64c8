package required

import "slices"

// Object is the kind of record that a field belongs to.
type Object string

// The objects. A field of an object that is none of these has [ObjectOther]; one whose file does not say has
// [ObjectUnknown].
const (
	ObjectUnknown Object = ""
	ObjectContact Object = "contact"
	ObjectLead    Object = "lead"
	ObjectCompany Object = "company" // account, organization
	ObjectTask    Object = "task"    // task or activity
	ObjectCall    Object = "call"
	ObjectTicket  Object = "ticket"
	ObjectCase    Object = "case"
	ObjectDeal    Object = "deal" // deal, opportunity
	ObjectOther   Object = "other"
)

// Logs tells whether records of this object are what a call is logged as: without them nothing is logged.
func (o Object) Logs() bool {
	return o == ObjectTask || o == ObjectCall || o == ObjectTicket || o == ObjectCase
}

// Level says where a mandatory field is enforced.
type Level string

// The levels.
const (
	LevelUnknown Level = "unknown"  // nobody published it, or the file does not say
	LevelForm    Level = "form"     // a layout or a form asks for it; programs are not stopped
	LevelAPIFrom Level = "api-from" // on the API from version Field.Since on
	LevelAPI     Level = "api"      // on the API: every program is stopped
)

// rank orders levels: where two parts of a file disagree, the higher one counts.
func (l Level) rank() int {
	return slices.Index([]Level{"", LevelForm, LevelUnknown, LevelAPIFrom, LevelAPI}, l)
}

// Acts is a set of things that a mandatory field stops.
type Acts uint8

// The acts.
const (
	Create Acts = 1 << iota // making a record of the object
	Update                  // changing a record in which the field is blank
	Log                     // logging a call as a record of the object
	Close                   // solving or closing a record of the object
)

// Has tells whether all of acts are in the set.
func (a Acts) Has(acts Acts) bool { return a&acts == acts }

// Words gives the acts as words, in the order create, update, log, close.
func (a Acts) Words() []string {
	var list []string
	for i, word := range actWords {
		if a.Has(1 << i) {
			list = append(list, word)
		}
	}
	return list
}

var actWords = [...]string{"create", "update", "log", "close"}

// Field is one field of a CRM that is mandatory, or whose values must be unique.
type Field struct {
	Name       string   // the name that the API uses, such as "Segment__c"; an id where the API has no names
	Label      string   // what people read, "" where the file has none
	CRM        string   // as in Schema
	Object     Object   // the kind of record
	ObjectName string   // what the file calls the object, "" if it does not say
	Custom     bool     // somebody in the company made it
	System     bool     // the CRM itself always demands it: integrations know, it is no finding
	Level      Level    // where it is enforced
	Since      string   // with LevelAPIFrom the version of the API, such as "2026-09"
	Blocks     Acts     // what it stops where it is enforced
	Source     string   // where in the file it stands
	Fact       string   // key for Lookup: the rule by which Level and Blocks were decided
	Default    bool     // the CRM fills it in new records
	Unique     bool     // no two records may have one value
	Type       Type     // what kind of values it holds
	Options    []string // the values and labels of a choice, at most MaxOptions
	Dependent  string   // the field on which its choices depend
	When       string   // the condition under which it is mandatory, in the file's words; "" is always
	Layouts    []string // the layouts on which it is mandatory, where the file is about layouts
}

// Part is one object that a file describes.
type Part struct {
	Object    Object // the kind of record
	Name      string // what the file calls it, "" if it does not say
	Fields    int    // fields in the file
	Mandatory int    // fields that are mandatory, those of the CRM itself too
}

// Schema is what a file says about mandatory fields.
type Schema struct {
	CRM    string   // name of the profile, such as "salesforce"; "" if the file does not tell
	Title  string   // name for people, such as "Salesforce"; "" like CRM
	Object Object   // the object if the file is about one, else ObjectUnknown
	Kind   string   // the kind of file, such as "describe", "layouts" or "names"
	Hint   bool     // the file is a list of names: somebody says so, the CRM does not
	Parts  []Part   // the objects, in the order of the file
	Fields []Field  // the mandatory fields, in the order of the file, each once
	Unique []Field  // fields that are not mandatory but whose values must be unique
	Unseen []Unseen // demands that such a file never shows
}

// Unseen is a kind of demand that a file cannot show.
type Unseen struct {
	Code   string // CodePartial, or CodeSilent if the file shows no mandatory field at all
	En, Fr string // what is not in the file and where it is found
}

// For gives the mandatory fields of these objects; those of an object that the file does not tell count as any.
func (s *Schema) For(objects ...Object) []Field {
	var list []Field
	for _, f := range s.Fields {
		if f.Object == ObjectUnknown || slices.Contains(objects, f.Object) {
			list = append(list, f)
		}
	}
	return list
}

// Findings gives the mandatory fields that a person should know of: those with a code.
func (s *Schema) Findings() []Field {
	var list []Field
	for i := range s.Fields {
		if s.Fields[i].Code() != "" {
			list = append(list, s.Fields[i])
		}
	}
	return list
}
