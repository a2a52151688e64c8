package dedupe

// Match says how surely two records are one person.
type Match uint8

// The matches, weakest first.
const (
	No Match = iota
	Possible
	Likely
	Exact
)

// String gives the match as it stands in review/duplicates.csv.
func (m Match) String() string {
	switch m {
	case Possible:
		return "possible"
	case Likely:
		return "likely"
	case Exact:
		return "exact"
	default:
		return "no"
	}
}

// Clash says how surely two records are two people.
type Clash uint8

// The clashes.
const (
	NoClash      Clash = iota
	SoftClash          // they do not agree, but slips of typing may be why
	HardClash          // two given names in use, father and son, or one family
	DecidedClash       // somebody has decided so
)

// Verdict is what is thought of two records.
type Verdict struct {
	Match   Match
	Reasons Reasons
	// Points weigh what speaks for one person against what speaks for two; they order verdicts of one match.
	Points int16
	// Clash says that they are two people, or else one of the records is wrong; it is more than the lack of a match. A pair
	// that is only possible may have it as well: a couple with one e-mail address.
	Clash Clash
}

// Pair is two records and the verdict on them; A comes before B in the order in which they were given.
type Pair struct {
	A, B *Person
	Verdict
}
