package audit

// Schema names the layout of audit.json; it changes when a field changes its meaning.
const Schema = "callready/audit/1"

// Status is how a check came out.
type Status string

// The statuses.
const (
	Pass       Status = "pass"
	Fail       Status = "fail"
	Declared   Status = "declared"    // the user says so, and nothing verifies it
	NotChecked Status = "not-checked" // a file is missing, or a fact that nobody published
)

// Result is an audit: the content of audit.json. It holds no value of a contact.
type Result struct {
	Schema      string    `json:"schema"`
	Version     string    `json:"version"`
	Plan        Plan      `json:"numbering_plan"`
	Lang        string    `json:"lang"` // of the texts: en or fr
	CRM         string    `json:"crm"`  // profile of the contacts, "" if unknown
	CRMTitle    string    `json:"crm_title"`
	Integration string    `json:"integration"` // whose read fields are known, "" if nobody's are
	Inputs      []Input   `json:"inputs"`
	Counts      Counts    `json:"counts"`
	Checks      []Check   `json:"checks"`
	Contacts    *Contacts `json:"contacts,omitempty"`
	Calls       *Calls    `json:"calls,omitempty"`
	Notes       []string  `json:"notes,omitempty"` // what a reader should know of how this was found out
}

// Plan names the numbering-plan data.
type Plan struct {
	Module string `json:"module"`
	SHA256 string `json:"sha256"`
}

// Input is one file that was read.
type Input struct {
	Option string `json:"option"` // --calls
	Name   string `json:"name"`   // base name
	Form   string `json:"form"`   // table, json, pasted
	Rows   int64  `json:"rows"`
	Unread int64  `json:"unread,omitempty"` // records that could not be read, which are not among the rows
	SHA256 string `json:"sha256"`
}

// Counts tells how the checks came out.
type Counts struct {
	Pass       int `json:"pass"`
	Fail       int `json:"fail"`
	Declared   int `json:"declared"`
	NotChecked int `json:"not_checked"`
}

// Check is one line of the audit.
type Check struct {
	Name     string   `json:"check"` // stable word, such as users-twins
	Point    int      `json:"point"` // of the checklist, 1 to 6
	Status   Status   `json:"status"`
	Title    string   `json:"title"`              // what is checked
	Code     string   `json:"code,omitempty"`     // of the catalogue, of a check that fails
	Says     string   `json:"says,omitempty"`     // what was found
	Do       string   `json:"do,omitempty"`       // the fix: who does what where
	Count    int64    `json:"count"`              // how many things fail
	Of       int64    `json:"of"`                 // of how many that were looked at
	Evidence []string `json:"evidence,omitempty"` // the first of them
	More     int64    `json:"more,omitempty"`     // how many are not shown
	Needs    []string `json:"needs,omitempty"`    // options that would allow a check that was not made
	Source   *Source  `json:"source,omitempty"`   // of the fact that the check rests on
}

// Source says where a fact comes from.
type Source struct {
	URL  string `json:"url"`
	Date string `json:"date"` // when it was read, YYYY-MM-DD
}

// Contacts counts the contacts with a number by how the integration sees them, by their worst cell, as a clean does.
type Contacts struct {
	WithNumber int64 `json:"with_number"`
	E164       int64 `json:"e164"`
	Accepted   int64 `json:"accepted"`  // found today by this integration, though not E.164
	Unmatched  int64 `json:"unmatched"` // in another form, or in fields alone that are not read
}

// Calls is what was found out about the calls.
type Calls struct {
	Total      int64   `json:"total"`
	Numbers    int64   `json:"numbers"`             // distinct numbers of the other side
	Match      int64   `json:"match"`               // would be attached to a contact by what is known here; unexplained ones count
	NoMatch    int64   `json:"no_match"`            // would not
	Fixed      int64   `json:"fixed"`               // of those, how many cleaning the contacts would attach
	Compared   bool    `json:"compared"`            // with what the CRM logged
	Logged     int64   `json:"logged"`              // calls that the CRM has
	NotLogged  int64   `json:"not_logged"`          // calls that it has not
	AllTheSame int64   `json:"logged_all_the_same"` // logged, though nothing speaks for it: the contact export is probably younger or narrower
	LoggedMore int64   `json:"logged_without_call"` // logged records that no call was found for
	Causes     []Cause `json:"causes"`              // most calls first
}

// Cause is one reason, with the number of calls that have it.
type Cause struct {
	Code      string `json:"code"`
	Says      string `json:"says"`
	Do        string `json:"do"`
	Match     bool   `json:"match"` // the call is attached to a contact all the same
	Calls     int64  `json:"calls"`
	Fixed     int64  `json:"fixed"`
	NotLogged int64  `json:"not_logged"`
}

// Failed tells whether a check failed.
func (r *Result) Failed() bool { return r.Counts.Fail > 0 }
