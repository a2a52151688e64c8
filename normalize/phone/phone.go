// Package phone reads phone cells: a cell goes in with what is known of its country, numbers in E.164 come out,
// each with its evidence, a confidence and reason codes.
//
// Tokens first, library second. The cell is cut into digit groups, punctuation and words; words are looked up in
// vocabularies, separators cut it into numbers where they are certain or where the numbering plan proves it, and
// only then does the numbering plan (libphonenumber, through nyaruka/phonenumbers) decide. Letters never become
// digits unless asked for. What is not sure is handed back undecided, with candidates.
//
// The package is pure: no files, no logs, no clock; a [Reader] is safe for concurrent use. It is the only place that
// knows the phonenumbers library.
package phone

// Confidence says how sure a number is.
type Confidence uint8

// The confidences, weakest first.
const (
	None    Confidence = iota // no number can be known
	Guess                     // a reading among others: never written
	Likely                    // by evidence outside the cell, or by a default region alone
	Certain                   // the number's own prefix, or the contact's country, decides
)

// Source says where the country of a number came from.
type Source string

// The sources of a country.
const (
	FromPlus    Source = "plus"    // the number's own +
	FromIDD     Source = "idd"     // an international prefix: 00, 011, 0011, 810
	FromCode    Source = "code"    // a calling code without plus, unambiguous by the plan
	FromCell    Source = "country" // the contact's country cell
	FromSibling Source = "sibling" // another number of the contact in international form
	FromMail    Source = "email"   // the e-mail's country domain
	FromCompany Source = "company" // other contacts of the company
	FromDefault Source = "default" // a default region
)

// Hint is evidence for a region from outside the cell.
type Hint struct {
	Region string // ISO 3166 alpha-2
	From   Source
}

// Context is what is known of the country when a cell is read.
type Context struct {
	Country   string  // region of the contact's country cell, "" if blank or not understood
	Uncertain bool    // the country cell was read with a typing slip
	Unread    bool    // there is a country cell, but nobody understands it: no default region stands in for it
	Hints     []Hint  // for a contact without a country, best first
	Census    *Census // what the whole file shows; may be nil
}

// Census is what a whole file shows, gathered before any cell is decided. It is not changed while cells are read.
type Census struct {
	// Common are the regions where at least one contact in a hundred lives, most contacts first.
	Common []string
	// Shares are the shares of contacts, 0 to 1, that live in each region of Common, in the same order; may be nil.
	Shares []float64
	// Frequent tells whether a number occurs so often in the file that it is a filler, given its digits as written, without
	// plus. It is asked for every number and must not keep or change the digits; nil if no number is.
	Frequent func(digits []byte) bool
}

// Number is one phone number found in a cell.
type Number struct {
	E164       string // "+33123456789"
	Ext        string // extension digits, "" if none
	Region     string // ISO 3166 alpha-2, "001" for non-geographic ones
	Type       string // "mobile", "fixed", "fixed-or-mobile", "toll-free", "premium", "shared-cost", "voip", "personal", "pager", "uan", "voicemail", "unknown"
	From       Source
	Confidence Confidence
	Labels     []string // words that said what kind of number it is, as written: "mob.", "perso"
	Kind       string   // what the labels mean: "mobile", "work", "home", "fax", "main", "assistant", "other", "" if none
	Codes      []string // reason codes, in the order in which things were done
}

// Verdict says what became of a cell.
type Verdict uint8

// The verdicts.
const (
	Empty     Verdict = iota // nothing but white space
	Exact                    // one number, and the cell is exactly its E.164
	Read                     // every number of the cell is known, at confidence Likely or better
	Undecided                // at least one number is not known: leave the cell, list it
)

// Reading is what a cell holds.
type Reading struct {
	Verdict Verdict
	// Numbers are the distinct numbers, in the order of the cell. Undecided: those that could be read; look at their
	// confidence, which may be Guess.
	Numbers []Number
	Notes   []string // text that is neither number nor label and needs a home: "demander Léa", "option 3"
	Codes   []string // reason codes of the cell as a whole
	// Candidates are the readings that a person may choose from when the cell is undecided, best first: numbers in E.164,
	// with " x12" for an extension, joined by "; ", which is how a person may write a correction.
	Candidates []string
}

// Options set how cells are read. The zero value reads only numbers that carry their own country.
type Options struct {
	Regions  []string // default regions, ISO 3166 alpha-2, in order: the user's word for contacts that say nothing of their country
	Possible bool     // accept possible numbers, not only valid ones
	Vanity   bool     // letters are keypad digits
	Ranges   bool     // read "01 42 68 12 34 / 35" as numbers on a stem, not as guesses
	// Upgrade tells whether the numbering-plan upgrades of a region are on; nil means all are.
	Upgrade func(region string) bool
	// Refuse tells whether numbers of a line type (see [Number]) in a region, "001" for none, are not wanted: their cells
	// are left undecided, with the numbers as candidates. Nil refuses none; [ParseRefusal] makes one.
	Refuse func(lineType, region string) bool
}
