// Package journal is the record of a run: changes.jsonl, one JSON object a line, one line for each source cell and
// outcome. Every report is rendered from it.
//
// [Event] is one line, [Event.Append] writes it without reflection, [Read] streams a journal back. The schema stands in
// schemas/journal.schema.json.
package journal

// What became of a cell, or of a record as a whole.
const (
	Rewrite = "rewrite" // new text in the same cell
	Copy    = "copy"    // also put into another field
	Move    = "move"    // put into another field of the same contact, and gone from its source cell
	Split   = "split"   // left for a new contact, or for one of the same person that has the number already
	Upgrade = "upgrade" // a rewrite that follows a change of the numbering plan
	Keep    = "keep"    // not written: the cell stays as it was, for a person
	Flag    = "flag"    // fine, or written, but worth knowing

	Duplicate  = "duplicate"  // of a record: another record is the same contact
	Merge      = "merge"      // of a cell of a record that stays: it gets the value of one that is to go
	Shared     = "shared"     // of a record: its number is a line of several people
	Required   = "required"   // of a record: a mandatory field is empty, or holds what means nothing; Column is the field's
	Quarantine = "quarantine" // of a record: it could not be read
)

// Acts gives all values of [Event.Act].
func Acts() []string {
	return []string{Rewrite, Copy, Move, Split, Upgrade, Keep, Flag, Duplicate, Merge, Shared, Required, Quarantine}
}

// Event is one line of the journal. Fields that are empty are not written; the seven arrays about numbers are written
// together, when there is at least one number, and have one entry for each.
type Event struct {
	Act    string `json:"act"`
	File   string `json:"file,omitempty"`   // name of the input file; with its folder where another one has the same
	Sheet  string `json:"sheet,omitempty"`  // of a workbook; Line is then the row of the sheet
	Row    int64  `json:"row,omitempty"`    // n-th data record of the file, from 1, bad ones counted
	Line   int64  `json:"line,omitempty"`   // physical line where the record starts, from 1
	Key    string `json:"key,omitempty"`    // record id in the CRM
	Who    string `json:"who,omitempty"`    // display name
	Column string `json:"column,omitempty"` // header of the source cell
	Col    int    `json:"col,omitempty"`    // its position, from 1

	Old      string `json:"old,omitempty"`       // the source cell as it was
	New      string `json:"new,omitempty"`       // the text at the destination
	ToColumn string `json:"to_column,omitempty"` // destination of a copy, a move or a split
	Child    int    `json:"child,omitempty"`     // 1…n within the family; 0 on the parent
	Parent   string `json:"parent,omitempty"`    // key of the contact that a child was split off from
	Holder   int64  `json:"holder,omitempty"`    // of a split without child: the row that has the number already; of a duplicate: the row that stays
	// HolderFile is the file of that row, where it is another one than File.
	HolderFile string `json:"holder_file,omitempty"`
	Held       bool   `json:"held,omitempty"`  // prepared, not released
	Group      string `json:"group,omitempty"` // of a duplicate: the id of its group; Holder is the record that stays
	Match      string `json:"match,omitempty"` // of a duplicate: exact, likely, possible

	Numbers    []string `json:"numbers,omitempty"`    // E.164
	Ext        []string `json:"ext,omitempty"`        // extension digits
	Labels     []string `json:"labels,omitempty"`     // words that said what kind of number it is
	Region     []string `json:"region,omitempty"`     // ISO 3166 alpha-2, "001" for none
	Type       []string `json:"type,omitempty"`       // line type
	From       []string `json:"from,omitempty"`       // where the country came from
	Confidence []string `json:"confidence,omitempty"` // certain, likely, guess
	Codes      []string `json:"codes,omitempty"`      // reason codes, in the order in which things were done
}
