package required

import (
	"slices"
	"strings"
)

// Type is what kind of values a field holds.
type Type string

// The types.
const (
	TypeUnknown Type = ""
	TypeText    Type = "text"
	TypeName    Type = "name" // names of people and companies: short ones are real
	TypeNumber  Type = "number"
	TypeBool    Type = "bool"
	TypeDate    Type = "date"
	TypePick    Type = "pick" // one or more of given values
	TypePhone   Type = "phone"
	TypeEmail   Type = "email"
	TypeRef     Type = "ref" // another record
)

// typeWords are the words by which CRMs call their types, folded. What is not here is text.
var typeWords = map[string]Type{
	"boolean": TypeBool, "checkbox": TypeBool, "bool": TypeBool, "booleancheckbox": TypeBool, "custom checkbox": TypeBool,

	"double": TypeNumber, "int": TypeNumber, "integer": TypeNumber, "long": TypeNumber, "currency": TypeNumber,
	"percent": TypeNumber, "number": TypeNumber, "decimal": TypeNumber, "float": TypeNumber, "money": TypeNumber,
	"monetary": TypeNumber, "bigint": TypeNumber, "custom number": TypeNumber, "custom decimal": TypeNumber,

	"date": TypeDate, "datetime": TypeDate, "date/time": TypeDate, "time": TypeDate, "custom date": TypeDate,
	"daterange": TypeDate, "timerange": TypeDate,

	"picklist": TypePick, "multipicklist": TypePick, "multiselectpicklist": TypePick, "combobox": TypePick,
	"enumeration": TypePick, "enum": TypePick, "set": TypePick, "select": TypePick, "radio": TypePick, "tagger": TypePick,
	"multiselect": TypePick, "selection": TypePick, "custom dropdown": TypePick, "dropdown": TypePick, "state": TypePick,
	"status": TypePick, "nested field": TypePick, "varchar options": TypePick, "visible to": TypePick,

	"phone": TypePhone, "phone number": TypePhone, "phonenumber": TypePhone, "custom phone number": TypePhone,
	"default phone": TypePhone, "default mobile": TypePhone, "email": TypeEmail, "default email": TypeEmail,

	"reference": TypeRef, "lookup": TypeRef, "ownerlookup": TypeRef, "userlookup": TypeRef, "multireference": TypeRef,
	"user": TypeRef, "org": TypeRef, "people": TypeRef, "owner": TypeRef, "customer": TypeRef, "many2one": TypeRef,
	"many2many": TypeRef, "one2many": TypeRef, "master-detail": TypeRef, "hierarchy": TypeRef, "uniqueidentifier": TypeRef,
	"id": TypeRef, "partylist": TypeRef, "external lookup": TypeRef,
}

// computed are types that nobody fills.
var computed = map[string]bool{
	"autonumber": true, "auto number": true, "formula": true, "rollup summary": true, "roll-up summary": true,
	"calculated": true,
}

// typeOf reads a CRM's word for a type: "picklist", "Lookup(Account)", "custom_dropdown".
func typeOf(word string) Type {
	w := typeWord(word)
	if t, ok := typeWords[w]; ok {
		return t
	}
	if w == "" {
		return TypeUnknown
	}
	return TypeText
}

func isComputed(word string) bool { return computed[typeWord(word)] }

func typeWord(word string) string {
	if i := strings.IndexByte(word, '('); i > 0 {
		word = word[:i]
	}
	return strings.ReplaceAll(fold(word), "_", " ")
}

// affirmative and negative are the words for yes and no in exports of fields, folded.
var (
	affirmative = []string{
		"true", "1", "yes", "y", "oui", "vrai", "ja", "wahr", "si", "verdadero", "vero", "sim", "verdadeiro", "waar", "tak", "prawda", "x", "✓",
		"✔", "☑", "required", "mandatory", "obligatoire", "requis", "erforderlich", "pflichtfeld", "obligatorio", "applicationrequired",
		"systemrequired", "always", "toujours", "t", "o",
	}
	negative = []string{
		"false", "0", "no", "n", "non", "faux", "nein", "falsch", "falso", "nao", "nee", "onwaar", "nie", "falsz", "none", "optional", "facultatif",
		"recommended", "f", "never", "jamais",
	}
)

// yes tells whether a text is a word for yes.
func yes(text string) bool { return slices.Contains(affirmative, fold(text)) }

// no tells whether a text is a word for no. A blank text is neither.
func no(text string) bool { return slices.Contains(negative, fold(text)) }
