package similar

// Grade says how two names stand to each other.
type Grade uint8

// The grades. Only the first three speak for one person.
const (
	Unknown    Grade = iota // one of them says nothing
	Different               // two names
	Alike                   // they look alike, but both may be names of their own: Marie and Maria
	Compatible              // one says less than the other: an initial, a part of a double name
	Near                    // a slip of typing or a nickname
	Same                    // the same but for case, accents, hyphens, particles and ways to transcribe them
)

// String gives the grade as a word.
func (g Grade) String() string {
	switch g {
	case Different:
		return "different"
	case Alike:
		return "alike"
	case Compatible:
		return "compatible"
	case Near:
		return "near"
	case Same:
		return "same"
	default:
		return "unknown"
	}
}

// Fits tells whether the names can well be those of one person: same, near or compatible.
func (g Grade) Fits() bool { return g >= Compatible }

// Reason is a set of things that were seen when two names were compared.
type Reason uint16

// What can be seen.
const (
	Swapped     Reason = 1 << iota // given and family name stand in each other's place
	Typo                           // one or two letters differ
	Nickname                       // one is a familiar or foreign form of the other
	Initial                        // one is only an initial
	Part                           // one has a further given or family name
	Transcribed                    // Müller and Mueller
	Suffix                         // one has a suffix of generation that the other has not: Jr, Filho
	Generation                     // both have one, and they differ
	Changed                        // a letter stands for another, which is less often a slip than letters turned, left out or doubled
	Apart                          // given names that look alike or not, and both are names in use
	Couple                         // one names two people: Jean et Marie
)

// Likeness is how two names stand to each other.
type Likeness struct {
	Given   Grade // of the given names
	Family  Grade // of the family names
	Reasons Reason
}

// Has tells whether a reason was seen.
func (l Likeness) Has(r Reason) bool { return l.Reasons&r != 0 }

// Same tells whether both names are known and the same.
func (l Likeness) Same() bool { return l.Given == Same && l.Family == Same }

// Fits tells whether both names are known and can be those of one person.
func (l Likeness) Fits() bool { return l.Given.Fits() && l.Family.Fits() }

// rank orders ways to read the same two names; more is the better fit.
func (l Likeness) rank() int {
	n := rankOf(l.Given) + rankOf(l.Family)
	if l.Has(Swapped) {
		n--
	}
	return n
}

// better tells whether this is the better fit of two ways to read the same names. Of two that fit as well it is always the
// same one, so that it makes no difference in which order they are tried.
func (l Likeness) better(than Likeness) bool {
	if a, b := l.rank(), than.rank(); a != b {
		return a > b
	}
	if l.Given != than.Given {
		return l.Given > than.Given
	}
	if l.Family != than.Family {
		return l.Family > than.Family
	}
	return l.Reasons < than.Reasons
}

func rankOf(g Grade) int {
	switch g {
	case Same:
		return 12
	case Near:
		return 9
	case Compatible:
		return 7
	case Alike:
		return 3
	case Unknown:
		return 2
	default:
		return 0
	}
}
