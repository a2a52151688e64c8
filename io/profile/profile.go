// Package profile holds what is known of a CRM's contact files and of the integration that reads them: which
// columns an export has and what they mean, what an import does with a blank cell, which fields a telephony
// integration matches on. A profile is a data file; the built-in ones are embedded, and users can bring their own.
//
// [Detect] scores the built-in profiles against a header, [Profile.Bind] lays one over a header and gives a
// [Binding], which is all that the rest of the program asks about columns.
package profile

// Role says what a column holds.
type Role string

// The roles a column can have. A column without one is Other: it is kept as it is and never copied to a child.
const (
	Other      Role = ""
	ID         Role = "id"               // the record id, the key of an update
	First      Role = "first"            // first name
	Last       Role = "last"             // last name
	Full       Role = "full"             // the whole name in one cell
	Salutation Role = "salutation"       //
	Title      Role = "title"            // job title
	Email      Role = "email"            //
	Company    Role = "company"          // the company's name
	CompanyID  Role = "company_id"       // the company's record id
	Address    Role = "address"          // street, postcode, city, state
	Country    Role = "country"          //
	Language   Role = "language"         //
	Owner      Role = "owner"            // who looks after the record in the CRM
	Refusal    Role = "refusal"          // opt-out, do not call: copied to a child
	Consent    Role = "consent"          // a grant: never copied
	Engaged    Role = "engaged"          // shows deals or tickets
	Activity   Role = "activity"         // date or count of calls, mails or notes: shows that somebody worked with the record
	Firm       Role = "firm"             // says that the record is a company and no person: see [IsFirm]
	Modified   Role = "modified"         // last change
	Created    Role = "created"          // creation date
	Phone      Role = "phone"            // a phone number of the contact
	Fax        Role = "fax"              //
	Label      Role = "label"            // the label of the value column named by Of
	Note       Role = "note"             // free text
	LinkID     Role = "callready_id"     // our own link columns, coming back in an export
	LinkParent Role = "callready_parent" //
)

// Kind is the kind of line that a phone column is meant for.
type Kind string

// The kinds of phone column.
const (
	Work   Kind = "work"
	Mobile Kind = "mobile"
	Home   Kind = "home"
	Main   Kind = "main" // says nothing of the kind
	Else   Kind = "other"
)

// Blank says what an import does with a blank cell of a mapped column.
type Blank string

// What a blank cell does on import.
const (
	BlankKeeps   Blank = "keeps"   // the CRM keeps its value: nothing can be cleared with a blank
	BlankClears  Blank = "clears"  // the CRM's value is emptied
	BlankUnknown Blank = "unknown" // not known: treated as clearing when it would hurt, as keeping when it would help
)

// Column is what is known of one column.
type Column struct {
	Role     Role     `toml:"role"`
	Names    []string `toml:"names"`    // headers it is known by; the first is the name that import files use
	Kind     Kind     `toml:"kind"`     // of a phone column
	Person   string   `toml:"person"`   // of a phone column: "" the contact's own, "assistant", "company", "other" (a relative, an emergency contact)
	Read     bool     `toml:"read"`     // the integration matches calls on it
	Primary  bool     `toml:"primary"`  // the integration matches on it first
	Unique   bool     `toml:"unique"`   // no two records may hold the same value: never copied
	Fixed    bool     `toml:"fixed"`    // a client may not set it: left out of new contacts
	Required bool     `toml:"required"` // a new contact is refused without it
	Child    bool     `toml:"child"`    // a contact that is split off carries it
	Of       string   `toml:"of"`       // of a label column: the first name of its value column
	Weight   float64  `toml:"weight"`   // how much its presence speaks for this profile; 0 means 1, less than 0 speaks against it
	Weak     []string `toml:"weak"`     // of Names, those that many programs use: they hardly speak for this profile
	MaxLen   int      `toml:"max_len"`  // most characters that the CRM takes; 0 if not known
	French   string   `toml:"fr"`       // of Names, the label in a French export; "" if not known
	API      string   `toml:"api"`      // of Names, the internal name
	Label    string   `toml:"label"`    // of Names, the English label where Names starts with the internal name
	Carry    bool     `toml:"carry"`    // an update carries it unchanged beside the key: without it the CRM refuses the row
}

// Source says where a statement of a profile comes from.
type Source struct {
	About string `toml:"about"` // key or field it supports: "read", "blank", "limits", "headers.fr", ...
	URL   string `toml:"url"`
	Date  string `toml:"date"` // when it was read, YYYY-MM-DD
	Says  string `toml:"says"` // in our own words
}

// Undo says what the CRM itself offers to undo an import.
type Undo struct {
	English string `toml:"en"`
	French  string `toml:"fr"`
}

// Merge is a way in which a CRM takes two records for one: when all of On are equal. A contact that is split off must
// differ in one of them.
type Merge struct {
	On   []Role `toml:"on"`   // roles; "full" stands for the whole name, however many columns hold it
	When string `toml:"when"` // "always" or "asked": only where the person who imports chooses it
}

// Refused is a known reason for which a CRM refuses new contacts, with the setting to change for the import.
type Refused struct {
	Says    Text `toml:"says"`    // what is refused, and why
	Change  Text `toml:"change"`  // what an administrator changes before the import
	Restore Text `toml:"restore"` // how it is put back after the import
}

// File describes the import files a CRM wants.
type File struct {
	Delimiter string `toml:"delimiter"` // "," by default
	Encoding  string `toml:"encoding"`  // "utf-8" by default
	BOM       bool   `toml:"bom"`
	LineEnd   string `toml:"line_end"` // "crlf" or "lf", the default
	MaxRows   int    `toml:"max_rows"` // data rows in one file; 0 for no limit
	MaxBytes  int64  `toml:"max_bytes"`
	CSVOnly   bool   `toml:"csv_only"` // the import takes no workbooks
	Guards    string `toml:"guards"`   // signs before which an export as CSV puts an apostrophe, which is no part of the value
}

// Profile is what is known of one CRM. Its data file is TOML with the keys named in the tags.
type Profile struct {
	Name        string    `toml:"name"`         // "hubspot"
	Extends     string    `toml:"extends"`      // a built-in profile that this one adds to
	Title       string    `toml:"title"`        // "HubSpot"
	Object      string    `toml:"object"`       // "contact"; anything else is rewritten and never split
	Integration string    `toml:"integration"`  // "Aircall", whose read fields are named; "" if none is known
	KeyRequired bool      `toml:"key_required"` // the CRM has record ids: an export without them cannot be imported back
	CompanyKey  string    `toml:"company_key"`  // header of the company's record id in an import of companies
	KeyHelp     Text      `toml:"key_help"`     // how to export the key
	KeyEmail    bool      `toml:"key_email"`    // an import finds a record by its e-mail address: the key of an export without record ids
	KeyPattern  string    `toml:"key_pattern"`  // regular expression that record ids match, "" if they have no form of their own
	KeyOwn      string    `toml:"key_own"`      // regular expression of record ids that no other program has: one of them speaks for the profile
	ReadFields  bool      `toml:"read_fields"`  // Read is filled in, with a source and a date
	FillPrimary bool      `toml:"fill_primary"` // other read fields count only where the primary one is filled
	Accepts     string    `toml:"accepts"`      // written forms the integration matches today besides E.164: "" none, "spaced" digits, spaces and a leading plus only
	Blank       Blank     `toml:"blank"`        // what a blank cell does on import
	Clear       string    `toml:"clear"`        // the token that empties a cell, "" if there is none
	ClearBy     Text      `toml:"clear_by"`     // how a value is cleared where an import cannot
	CreateFirst bool      `toml:"create_first"` // import new contacts before the updates
	ChildName   string    `toml:"child_name"`   // template for the last name of a split-off contact: "{last}" or "{last} ({label})"
	Billed      Text      `toml:"billed"`       // what a contact too many costs, where the CRM bills by contacts; "" where it does not, or it is not known
	SharedOwner string    `toml:"shared_owner"` // who catches the calls of a shared number: "modified" the most recently updated, "" unknown
	Join        string    `toml:"join"`         // what an export puts between several values of one cell, "" if a cell holds one
	JoinBack    bool      `toml:"join_back"`    // an import takes such a cell apart again: several numbers may stay in it
	Lines       string    `toml:"lines"`        // what the headers of one-to-many columns contain, "" if a record is one row: see [Binding.Continues]
	Apart       bool      `toml:"apart"`        // each phone column is a channel of its own (SMS, WhatsApp): a binding puts all but the primary one into Others
	NoEmoji     bool      `toml:"no_emoji"`     // an import drops emoji: see [WithoutEmoji]
	Form        []string  `toml:"form"`         // headers of an import file of new contacts, in order: see [Binding.Form]
	Merges      []Merge   `toml:"merge"`
	Refusals    []Refused `toml:"refusal"`
	File        File      `toml:"file"`
	Undo        Undo      `toml:"undo"`
	Guide       Guide     `toml:"guide"`
	Columns     []Column  `toml:"column"`
	Sources     []Source  `toml:"source"`
}

// Text is a sentence in the languages of the program.
type Text struct {
	English string `toml:"en"`
	French  string `toml:"fr"`
}

// Guide is what IMPORT.md says of this CRM, step by step; Markdown, one entry a step.
type Guide struct {
	Backup  Text   `toml:"backup"`  // how to take a backup first
	Updates []Text `toml:"updates"` // the wizard's choices for import/updates, by their names
	Creates []Text `toml:"creates"` // the same for import/creates
	Company []Text `toml:"company"` // the same for import/company-phones
	Shared  Text   `toml:"shared"`  // what to do about a number of several people
	Whole   []Text `toml:"whole"`   // the same for import/corrected
	Leave   []Text `toml:"leave"`   // ticks to leave off
	Fires   []Text `toml:"fires"`   // what an import sets off: workflows, syncs, billing
	Clear   []Text `toml:"clear"`   // how to work through review/to-clear.csv
	Undo    []Text `toml:"undo"`    // how to import undo/updates, or how to take a corrected file back
	Remove  []Text `toml:"remove"`  // how to remove the contacts of undo/created
}
