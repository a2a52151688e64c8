// Package summary is the content of summary.json: what a run read, decided and wrote, in counts. Everything but the
// Run part is the same for the same input, options and numbering plan.
package summary

import "time"

// Schema names the layout of summary.json; it changes when a field changes its meaning.
const Schema = "callready/summary/1"

// Summary is one run in counts.
type Summary struct {
	Schema   string         `json:"schema"`
	Version  string         `json:"version"`
	Plan     Plan           `json:"numbering_plan"`
	Command  string         `json:"command"` // clean
	Mode     string         `json:"mode"`    // write, dry-run, check
	Options  map[string]any `json:"options"` // the flags that were not at their default
	Inputs   []Input        `json:"inputs"`
	Outputs  []Output       `json:"outputs"`
	Profile  Profile        `json:"profile"`
	Contacts Contacts       `json:"contacts"`
	Cells    Cells          `json:"cells"`
	Match    Match          `json:"match"`
	Split    Split          `json:"split"`
	Form     *Form          `json:"form,omitempty"`  // what was written for another program, with --to
	Also     []Also         `json:"also,omitempty"`  // files that were read for their numbers alone
	Pilot    *Pilot         `json:"pilot,omitempty"` // with --pilot
	// Duplicates counts records of one person; absent where nobody looked for them.
	Duplicates *Duplicates `json:"duplicates,omitempty"`
	Lines      *Lines      `json:"shared_numbers,omitempty"` // numbers that several records hold; absent without any
	Refresh    *Refresh    `json:"refresh,omitempty"`        // of a run that refresh made again
	Required   *Required   `json:"required,omitempty"`       // mandatory fields; absent where none is known
	// Corrections counts what people handed back about cells; absent without any.
	Corrections *Corrections     `json:"corrections,omitempty"`
	Codes       map[string]int64 `json:"codes"`    // how often each reason or finding code occurred
	Findings    map[string]int64 `json:"findings"` // how many findings of each severity: error, warning, info; silenced ones are not counted
	// Severities are those that the run was told to give codes, where they differ from the catalogue's; none silences a code.
	Severities map[string]string `json:"severities,omitempty"`
	Regions    map[string]int64  `json:"regions"`    // numbers by region
	Types      map[string]int64  `json:"line_types"` // numbers by line type
	From       map[string]int64  `json:"evidence"`   // numbers by source of the country
	Said       []Said            `json:"said"`       // findings about the file as a whole
	Run        Run               `json:"run"`
}

// Plan names the numbering-plan data.
type Plan struct {
	Module string `json:"module"`
	SHA256 string `json:"sha256"`
}

// Input is one file that was read.
type Input struct {
	Name      string   `json:"name"` // base name, with its folder where another one has the same; "-" for standard input
	Bytes     int64    `json:"bytes"`
	SHA256    string   `json:"sha256"`
	Rows      int64    `json:"rows"` // data records, bad ones counted
	BadRows   int64    `json:"bad_rows"`
	Encoding  string   `json:"encoding"`
	BOM       bool     `json:"bom"`
	Delimiter string   `json:"delimiter"`
	LineEnd   string   `json:"line_end"`
	HeaderRow int      `json:"header_line"`
	Header    []string `json:"header"`
}

// Output is one file of the run folder.
type Output struct {
	Path   string `json:"path"` // relative, with slashes
	Rows   int64  `json:"rows"` // data rows; 0 for files that are no tables
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Profile is how the file was understood.
type Profile struct {
	Name        string   `json:"name"`
	Title       string   `json:"title"`
	Score       float64  `json:"score"` // 0 to 1; 1 where the user named it
	Integration string   `json:"integration,omitempty"`
	Key         string   `json:"key,omitempty"` // headers, "" where there is none
	Primary     string   `json:"primary"`
	Phones      []string `json:"phones"`
	Reads       []string `json:"reads"`
	Faxes       []string `json:"faxes,omitempty"`
	Country     []string `json:"country,omitempty"`
	Object      string   `json:"object,omitempty"`       // what the export holds, where it is not contacts: account, company, lead, …
	CreateFirst bool     `json:"create_first,omitempty"` // new contacts are to be imported before the updates
}

// Contacts counts records.
type Contacts struct {
	Read     int64 `json:"read"`
	Phones   int64 `json:"with_phone"`
	Skipped  int64 `json:"skipped"`            // left out with --where or --skip
	Repeated int64 `json:"repeated,omitempty"` // rows that stand in the input once more, cell for cell; not among those read
	Changed  int64 `json:"changed"`            // with at least one cell written
	Created  int64 `json:"created"`            // new contacts in import/
	Held     int64 `json:"held"`               // new contacts in held/
	Unsplit  int64 `json:"unsplit"`            // contacts that would be split but for a reason that is listed
	Engaged  int64 `json:"engaged"`            // of these, for their deals or tickets
	NeedsYou int64 `json:"needs_you"`          // contacts with a cell left for a person
	ToClear  int64 `json:"to_clear"`           // contacts with a value to clear by hand
}

// Cells counts filled phone cells by what became of them.
type Cells struct {
	Filled    int64 `json:"filled"`
	Exact     int64 `json:"exact"`     // E.164 already
	Rewritten int64 `json:"rewritten"` //
	Copied    int64 `json:"copied"`    // numbers also put into another field
	Moved     int64 `json:"moved"`     // numbers that went to another field of the contact
	Split     int64 `json:"split"`     // numbers that went to a new contact
	Kept      int64 `json:"kept"`      // left as they were, for a person
	Flagged   int64 `json:"flagged"`
	ToClear   int64 `json:"to_clear"` // values to clear by hand
}

// Classes counts contacts with a phone by how an integration sees them; a contact counts by its worst cell.
type Classes struct {
	E164      int64 `json:"e164"`
	Accepted  int64 `json:"accepted"`  // matched today by this integration though not E.164
	Unmatched int64 `json:"unmatched"` //
}

// Match is the share of contacts an integration can match.
type Match struct {
	Before Classes `json:"before"`
	After  Classes `json:"after"`
}

// Split says what each policy would do.
type Split struct {
	Policy   string `json:"policy"`   // one, readable, off
	Asked    string `json:"asked"`    // auto, one, readable, off
	One      int64  `json:"one"`      // contacts that the policy one would create, held ones included
	Readable int64  `json:"readable"` // the same for readable
}

// Pilot is the contacts that stand in import files of their own, to be tried before the others.
type Pilot struct {
	Contacts int64 `json:"contacts"`
	Reasons  int64 `json:"reasons"` // acts and codes of the journal that they show
	Missing  int64 `json:"missing"` // those that more contacts would have shown
}

// Corrections counts what people handed back about cells, with --corrections.
type Corrections struct {
	Given   int64            `json:"given"`             //
	Applied int64            `json:"applied"`           //
	Before  int64            `json:"before"`            // applied by an earlier run
	Left    int64            `json:"left"`              // not applied; listed
	Kinds   map[string]int64 `json:"kinds,omitempty"`   // those applied by what they ask for: number, country, keep, clear, column
	Reasons map[string]int64 `json:"reasons,omitempty"` // those left by code
}

// Form is what was written in the import form of another program.
type Form struct {
	Name     string `json:"name"`  // of its profile
	Title    string `json:"title"` //
	Contacts int64  `json:"contacts"`
	Rows     int64  `json:"rows"`              // those contacts, and a row for each number that the form has no column for
	Numbers  int64  `json:"numbers"`           //
	Left     int64  `json:"left"`              // numbers that are sure and that the form could not take
	SameID   int64  `json:"same_id,omitempty"` // contacts whose record id other rows have too, with other cells
}

// Also is a file that was read for its numbers alone, and of which nothing was written.
type Also struct {
	Name    string `json:"name"`
	Profile string `json:"profile"`
	Object  string `json:"object"`  // what its records are, as the profile says: contact, company, lead; "" if not known
	Rows    int64  `json:"rows"`    // data records
	Numbers int64  `json:"numbers"` // numbers found in them
	Common  int64  `json:"common"`  // of these, different ones that contacts have too
	Records int64  `json:"records"` // records with such a number
}

// Lines counts numbers that several records hold, by what they are.
type Lines struct {
	Switchboard int64 `json:"switchboard"` // of people of one company or mail domain
	Household   int64 `json:"household"`   // of people of one family name or address
	Reused      int64 `json:"reused"`      // that passed from one person to another
	Unclear     int64 `json:"unclear"`     // of several people, and nothing says why
	OnePerson   int64 `json:"one_person"`  // of records that seem to be one person, who stand among the duplicates: no shared lines
}

// Shared gives how many numbers are on several people.
func (l *Lines) Shared() int64 { return l.Switchboard + l.Household + l.Reused + l.Unclear }

// Duplicates counts contacts that seem to stand several times.
type Duplicates struct {
	Groups         int64 `json:"groups"`                   // of records that are one person for certain or likely
	Exact          int64 `json:"exact"`                    // records in such groups beside the one that stays, where it is certain
	Likely         int64 `json:"likely"`                   // the same, where it is likely
	Possible       int64 `json:"possible"`                 // pairs that may be one person
	Made           int64 `json:"made_by_telephony"`        // contacts that a telephony integration made
	Matched        int64 `json:"made_matched"`             // of these, how many stand beside the contact whose number they have
	Unmatched      int64 `json:"made_unmatched"`           // and how many stand beside nobody
	Crowds         int64 `json:"crowds"`                   // values that so many records have that not all of them were compared
	Contradictions int64 `json:"contradictions,omitempty"` // pairs about which the decisions say both
	Answers        int64 `json:"answers,omitempty"`        // in the decisions, about two records or a group
	Astray         int64 `json:"answers_astray,omitempty"` // of these, those of whose records fewer than two are in the export
	// Merge counts what was prepared to merge them; absent where nobody asked for it.
	Merge *Merge `json:"merge,omitempty"`
}

// Merge counts prepared merges.
type Merge struct {
	Groups  int64 `json:"groups"`          // groups that are prepared
	Left    int64 `json:"left"`            // groups that are not: an import cannot name their records, or they are left out
	Updates int64 `json:"updates"`         // records that stay and get values of the others
	Cells   int64 `json:"cells"`           // those values
	Goes    int64 `json:"goes"`            // records to merge into another, or to delete
	Engaged int64 `json:"goes_engaged"`    // of these, those with deals or tickets
	Lost    int64 `json:"goes_with_value"` // of these, those with a value that the record that stays does not get
}

// Said is a finding about the file as a whole.
type Said struct {
	Code   string            `json:"code"`
	Detail map[string]string `json:"detail,omitempty"`
}

// Run holds what differs between two runs of the same thing.
type Run struct {
	Started time.Time `json:"started"`
	Seconds float64   `json:"seconds"`
	Workers int       `json:"workers"`
	Folder  string    `json:"-"` // known only when it is published
	Paths   []string  `json:"paths"`
	PeakRSS int64     `json:"peak_rss_bytes,omitempty"`
}
