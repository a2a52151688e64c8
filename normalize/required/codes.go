package required

// Codes of mandatory fields, given by Field.Code. The catalogue has their texts.
const (
	CodeLogging     = "required-field-logging"     // enforced on what a call is logged as
	CodeEnforced    = "required-field-enforced"    // enforced on the API
	CodeVersion     = "required-field-version"     // enforced on the API from a version on
	CodeConditional = "required-field-conditional" // under a condition only
	CodeClosing     = "required-field-closing"     // stops solving and closing only
	CodeStandard    = "required-field-standard"    // the CRM's own field, which it may fill itself
	CodeDefault     = "required-field-default"     // filled by the CRM in new records
	CodeForm        = "required-field-form"        // layout or form only
	CodeUncertain   = "required-field-uncertain"   // nobody published whether it is enforced
	CodeOther       = "required-field-other"       // on a kind of record that integrations seldom write
	CodeNamed       = "required-field-named"       // named by a list, or a header marked with an asterisk
)

// Codes of files: the first for whoever compares an export with a Schema, the others in Unseen.
const (
	CodeForeign = "required-schema-foreign" // the file is of another CRM than the export
	CodePartial = "required-schema-partial" // some kinds of demand are not in such a file
	CodeSilent  = "required-schema-silent"  // such a file does not say which fields are mandatory
)

// Codes of contacts and columns, for whoever compares an export with a Schema.
const (
	CodeBlank   = "required-blank"          // a mandatory field is blank
	CodeFiller  = "required-filler"         // it holds a value that means nothing
	CodeMissing = "required-column-missing" // the export has no such column
	CodeDoubt   = "required-column-doubt"   // several columns could be the field
	CodeIDLike  = "required-id-like"        // its values are nearly all different and not copied to new contacts
	CodeRefused = "required-child-refused"  // a new contact would lack it and is listed instead
)

// Code gives the code of a mandatory field, "" for one that is no finding because the CRM itself always demands it. How a
// field stops calls from being logged comes first; then what weakens the demand; then where it is enforced.
func (f *Field) Code() string {
	switch {
	case f.System || f.Level == "":
		return ""
	case f.Fact == hintFact:
		return CodeNamed
	case f.Level == LevelForm:
		return CodeForm
	case f.Object == ObjectOther || f.Object == ObjectDeal:
		return CodeOther
	case f.When != "":
		return CodeConditional
	case f.Blocks == Close:
		return CodeClosing
	case f.Default:
		return CodeDefault
	case !f.Custom && ownDefaults(f.CRM):
		return CodeStandard
	case f.Level == LevelAPIFrom:
		return CodeVersion
	case f.Level == LevelUnknown:
		return CodeUncertain
	case f.Object.Logs():
		return CodeLogging
	}
	return CodeEnforced
}

// Stops tells whether the field, left blank, is known to stop an act of programs today: it is enforced on the API, always.
func (f *Field) Stops(act Acts) bool {
	return f.Level == LevelAPI && f.When == "" && f.Blocks.Has(act)
}

// MayStop tells whether the field, left blank, stops an act of programs, or may do so: under a condition, from a version
// of the API on, or where nobody knows.
func (f *Field) MayStop(act Acts) bool {
	return f.Level != LevelForm && f.Level != "" && f.Blocks.Has(act)
}
