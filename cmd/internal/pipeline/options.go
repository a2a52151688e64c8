package pipeline

import (
	"strconv"

	"github.com/callready/callready/cmd/internal/correction"
	"github.com/callready/callready/io/profile"
	"github.com/callready/callready/normalize"
)

// CodeNotWritable is the code of a cell that cannot be written into the corrected file.
const CodeNotWritable = "cell-not-writable"

// Codes of contacts that no update can name.
const (
	CodeNoKey   = "no-record-id"       // the record id is blank, or not one of this CRM
	CodeSameKey = "record-id-repeated" // several rows have it
)

// Mode says what a run writes.
type Mode uint8

// The modes.
const (
	Write  Mode = iota // everything
	DryRun             // review, journal and reports; no import, no undo
	Check              // nothing
)

// String gives the mode as summary.json names it.
func (m Mode) String() string {
	return [...]string{"write", "dry-run", "check"}[m]
}

// Options are the user's words about a run.
type Options struct {
	Mode      Mode
	Asked     string           // the policy as asked for: auto, one, readable, off
	Policy    normalize.Policy // what it came to
	Whole     bool             // one corrected file instead of updates and creates
	Form      *profile.Form    // the contacts in the import form of another program instead of either; nil for none
	Fax       bool
	NoLink    bool   // leave the link columns out of new contacts
	ChildName string // template for the last name of a new contact; "" for the profile's
	ExtColumn string
	NoteCol   string
	Where     []Where
	Skip      map[string]bool // keys that are never touched
	Issued    *Issued         // new contacts of earlier runs; nil for none
	MaxRows   int             // of an import file; 0 for the profile's limit
	MaxBytes  int64
	MaxNew    Guard
	Pilot     int // contacts that go into import files of their own, to be tried first; 0 for none
	Lang      string

	Demands     []Demand // mandatory fields of the contacts
	Duplicates  Duplicates
	Corrections *correction.Table // what people handed back about cells; nil for nothing
}

// Where limits a run to the contacts whose column holds a value.
type Where struct {
	Column string
	Value  string
	col    int
}

// Guard is a limit as a count, or as a share of the contacts read. The zero value is no limit.
type Guard struct {
	Set     bool
	Count   int64
	Percent float64 // of the contacts, as the user wrote it; used where it is above 0
}

// Exceeded tells whether n of all is over the limit.
func (g Guard) Exceeded(n, all int64) bool {
	switch {
	case !g.Set:
		return false
	case g.Percent > 0:
		return float64(n)*100 > g.Percent*float64(all)
	default:
		return n > g.Count
	}
}

// String writes the guard as it is given on the command line.
func (g Guard) String() string {
	switch {
	case !g.Set:
		return ""
	case g.Percent > 0:
		return strconv.FormatFloat(g.Percent, 'f', -1, 64) + "%"
	default:
		return strconv.FormatInt(g.Count, 10)
	}
}
