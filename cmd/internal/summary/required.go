package summary

// Required says which fields are mandatory in the CRM, and how many contacts lack them.
type Required struct {
	Files   []RequiredFile  `json:"files,omitempty"`  // of --schema
	Fields  []RequiredField `json:"fields,omitempty"` // worst first
	Lacking int64           `json:"lacking"`          // contacts that lack at least one
	Blank   int64           `json:"blank"`            // of these, with a blank that stops their next update, or may do so
	Stopped int64           `json:"stopped"`          // of these, changed by the run
	Refused int64           `json:"refused"`          // contacts that are not split, since the CRM would refuse a new one
}

// RequiredFile is one file about fields.
type RequiredFile struct {
	Name      string   `json:"name"`
	SHA256    string   `json:"sha256"`
	CRM       string   `json:"crm,omitempty"`    // a profile's name
	Title     string   `json:"title,omitempty"`  // the same for people
	Kind      string   `json:"kind"`             // such as "describe", "layouts" or "names"
	Object    string   `json:"object,omitempty"` // contact, task, call, ticket, ...; "" if it is about several
	Mandatory int      `json:"mandatory"`        // fields that are findings
	Unseen    []Unseen `json:"unseen,omitempty"` // demands that such a file never shows
}

// Unseen is a kind of demand that a file cannot show.
type Unseen struct {
	Code    string `json:"code"`
	English string `json:"en"`
	French  string `json:"fr"`
}

// RequiredField is one mandatory field.
type RequiredField struct {
	Name       string   `json:"name"` // the name that the API uses, or the header
	Label      string   `json:"label,omitempty"`
	CRM        string   `json:"crm,omitempty"`
	Object     string   `json:"object,omitempty"`      // contact, task, call, ticket, ...
	ObjectName string   `json:"object_name,omitempty"` // what the file calls it
	Own        bool     `json:"own"`                   // it is a field of the records of the export
	Code       string   `json:"code"`                  // how it is enforced, and what that stops
	Level      string   `json:"level"`                 // api, api-from, form, unknown
	Since      string   `json:"since,omitempty"`       // the version of the API
	Blocks     []string `json:"blocks,omitempty"`      // create, update, log, close
	When       string   `json:"when,omitempty"`        // the condition under which it is mandatory
	Layouts    []string `json:"layouts,omitempty"`
	Source     string   `json:"source"`                // where it stands: file and place, --require, or * for a header
	Rule       string   `json:"rule,omitempty"`        // by which it was judged
	Column     string   `json:"column,omitempty"`      // header, "" where the export has none
	ColumnCode string   `json:"column_code,omitempty"` // what is wrong with the column
	Blank      int64    `json:"blank"`                 // contacts in which it is blank
	Filler     int64    `json:"filler"`                // contacts in which it holds a value that means nothing
	Copied     bool     `json:"copied"`                // new contacts have their parent's value
}
