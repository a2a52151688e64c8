// Package normalize turns a contact into a family: it decides which of its numbers stays in which field, which one
// goes to another field, which one becomes a contact of its own, and what is left for a person.
//
// It is pure. A contact comes in as the readings of its phone cells ([Contact]); [Rules.Settle] gives a [Plan] with the
// new text of each cell, the children and one [Step] for each source cell and outcome. Nothing is lost: every number
// of an opened cell has exactly one fate, and a cell with a number that cannot go anywhere stays as it was.
package normalize

import "github.com/callready/callready/normalize/phone"

// Owner says whose line a phone field holds.
type Owner uint8

// The owners of a phone field.
const (
	Own     Owner = iota // the contact's
	Another              // an assistant's or the company's: rewritten, never split, never promoted
	Fax                  // a fax machine's: left alone unless asked for
)

// Field is what settling needs to know of a phone column.
type Field struct {
	Owner   Owner
	Kind    string // "mobile", "home", "work", "main", "other"
	Read    bool   // the integration matches calls on it
	Primary bool   // it does so first; at most one field
}

// Policy says what happens to the second number of a contact.
type Policy uint8

// The policies.
const (
	Off      Policy = iota // rewrite only; a cell with several numbers stays
	Readable               // numbers stay in fields that the integration reads
	One                    // one number a contact, in the primary field
)

// String gives the policy as it is written on the command line.
func (p Policy) String() string {
	switch p {
	case Readable:
		return "readable"
	case One:
		return "one"
	default:
		return "off"
	}
}

// Rules are the same for all contacts of a run.
type Rules struct {
	Fields        []Field // own fields in field order, then the others
	Policy        Policy
	CanClear      bool // an import can empty a cell
	FillPrimary   bool // other read fields count only where the primary one is filled
	MinConfidence phone.Confidence
	Fax           bool // rewrite fax numbers too
	DropExtras    bool // extensions and notes may be dropped
	ExtHome       bool // there is a column for extensions
	NoteHome      bool // there is a column for notes
	SplitEngaged  bool // split contacts with deals or tickets too
	Whole         bool // the object is a contact; other objects are never split
}

// Contact is one record as settling sees it.
type Contact struct {
	Row      uint32
	Person   uint32
	Mail     uint32          // of its e-mail address, 0 for none
	Readings []phone.Reading // one for each field of the rules
	Fields   []Field         // the fields as the labels beside this contact's cells have them; nil where they are those of the rules
	Ext      string          // what stands in the extension column
	Engaged  bool            // it has deals or tickets
	Firm     bool            // it is a company: rewritten, never split
	Bare     bool            // it lacks what a new contact must have: no child can be made of it
	Barred   string          // a code: why no child can be made of it for another reason
	Issued   []string        // numbers of which a new contact was issued before that is not in the CRM yet: none is made again
	Adrift   bool            // nothing but its own numbers says in which country it is
	Refused  string          // a code: nothing may be written to this record, and its cells are left for a person
}

// Holding is what the number index knows of a number.
type Holding struct {
	Row    uint32 // the contact answerable for it; 0 if nobody holds it
	Person uint32 // who that is
	Mail   uint32 // of its e-mail address, 0 for none
	Claims bool   // it keeps the number, or makes a contact of it
	Shared bool   // several people hold it
}

// Finder asks the number index.
type Finder func(e164 string) Holding

// Act is what became of a number or a cell; the words of the journal.
type Act string

// The acts.
const (
	Rewrite Act = "rewrite" // new text in the same cell
	Copy    Act = "copy"    // also put into another field
	Move    Act = "move"    // put into another field, and gone from its cell
	Split   Act = "split"   // left for a child, or for a contact of the same person that has it already
	Upgrade Act = "upgrade" // a rewrite that follows a change of the numbering plan
	Keep    Act = "keep"    // the cell stays as it was, for a person
	Flag    Act = "flag"    // fine, or written; worth knowing
)

// Step is one line of the journal about one source cell.
type Step struct {
	Act     Act
	Field   int            // the source
	Numbers []phone.Number // the numbers that this line is about
	New     string         // the text at the destination
	To      int            // the destination of Copy and Move; -1
	Child   int            // 1…n for a Split into a child; 0
	Holder  uint32         // of a Split without child: the row of the contact that has the number already
	Held    bool           // the child waits until the number has left this contact
	Codes   []string
}

// Write is a new text for a cell.
type Write struct {
	Field int
	Value string
	Clear bool // the cell is emptied
}

// Child is a contact to be made of one number.
type Child struct {
	Number phone.Number
	Field  int    // where the number was found; the label beside it goes along
	Label  string // "mobile", "work 2": unique within the family
	Held   bool
}

// Leaving is a value that must leave the contact but that the import cannot blank.
type Leaving struct {
	Field int
	E164  string
	Known bool   // another contact of the family has the number already
	Code  string // why, where it is something else that a caller added; the value need be no number then
}

// Plan is what becomes of a contact.
type Plan struct {
	Steps    []Step
	Writes   []Write
	Children []Child
	ToClear  []Leaving
	Ext      string   // for the extension column, "" if it does not change
	Notes    []string // for the note column
	Gathered []Child  // of [Settler.Gather]: the numbers that the contact takes along, in field order
	Unsplit  string   // code of the reason why the contact was not split although it would have been
}

// Codes of this package, explained by the finding catalogue.
const (
	CodeSeveral     = "several-numbers"        // --split off and several numbers in the cell
	CodeConfidence  = "below-min-confidence"   //
	CodeExtHome     = "extension-needs-home"   //
	CodeExtTaken    = "extension-home-taken"   //
	CodeExtDropped  = "extension-dropped"      //
	CodeNoteHome    = "note-needs-home"        //
	CodeNoteDropped = "note-dropped"           //
	CodeFaxLeft     = "fax-left"               // a fax column, without --fax
	CodeFaxInCell   = "fax-in-phone-cell"      //
	CodeAssistant   = "assistant-in-cell"      //
	CodeTwice       = "twice-for-one-person"   // another record of the person has the number in a cell that is left
	CodeShared      = "shared-line"            //
	CodeEngaged     = "not-split-engaged"      //
	CodeIssued      = "issued-not-imported"    // a new contact with the number was issued before
	CodePrimary     = "not-split-primary"      // the primary cell cannot be read
	CodeBare        = "not-split-no-name"      //
	CodeEvidence    = "not-split-evidence"     // a cell that is left is read by the contact's other numbers
	CodeObject      = "not-split-object"       //
	CodeOther       = "not-split-other-person" // an assistant's or the company's field
	CodeUnread      = "not-in-read-field"      //
	CodeFamily      = "already-in-family"      //
	CodeSame        = "same-number-elsewhere"  // the same number stands in another field of the contact
	CodeFilled      = "primary-filled"         //
	CodeHeld        = "child-held"             //
	CodeNotTaken    = "not-in-form"            // another person's or a fax number, for which an import form has no place
)
