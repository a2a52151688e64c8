package profile

// Bound is one column of an export with what the profile, or its own content, says of it.
type Bound struct {
	Column        // Role Other where nothing is known
	Header string // as in the export
	By     string // "profile", "name" or "content": how it was recognised; "flag" where the user said so
}

// Sample is some hundred rows of an export, decoded: cells by row, then by column. Rows may be short. It lets columns be
// judged by what they hold; without one, only headers count.
type Sample [][]string

// Binding is a profile laid over the header of one export. Positions are 0-based; -1 means there is none.
type Binding struct {
	Profile   *Profile
	Columns   []Bound // one for each column of the export, in its order
	Key       int     // the record id; the e-mail address where the CRM finds records by it and the export has no ids
	First     int
	Last      int
	Full      int
	Company   int
	CompanyID int
	Modified  int
	Child     int   // callready_id coming back
	Parent    int   // callready_parent coming back
	Email     []int // all e-mail columns
	Country   []int // country columns, best first
	Engaged   []int // deals, tickets
	Firm      int   // says that a record is a company; such a record is rewritten and never split
	Phones    []int // the contact's own phone columns in field order: primary, then read fields, then the others; no fax, no assistant
	Others    []int // phone columns of another person, of the company, or of another channel: rewritten, never split, never promoted
	Faxes     []int
	Carry     []int  // columns that an update carries unchanged beside the key, in header order
	Primary   int    // the primary field; where the export lacks the profile's primary, the first of Phones
	Missing   string // the profile's primary header when the export lacks it, else ""
	Readable  bool   // the profile names the fields that the integration reads
}

// Guess is how well a profile fits a header.
type Guess struct {
	Profile *Profile
	Score   float64  // 0 to 1
	Hits    []string // headers that spoke for it
}

// Options are the user's words about columns, by header or by 1-based position ("#3").
type Options struct {
	Phones  []string // --phone-columns, in field order
	Primary string   // --primary
	Key     string   // --key
	Country string   // --country-column
	Child   []string // --child-copy
}
