package dedupe

import (
	"fmt"
	"strings"
)

// Member is what choosing a survivor needs of a record of a group.
type Member struct {
	Key      string
	Values   []string // by column, the same columns for all members
	Created  string   // when it was made and last changed: ISO dates or times, or any form that sorts as text
	Modified string
	Owner    string
	Wanted   bool // its owner is the one that the user named; see [WantedOwner]
	Made     bool // a telephony integration made it; it survives only where all members are such
}

// Order is a criterion for the survivor.
type Order uint8

// The criteria.
const (
	MostComplete Order = iota // the most filled columns
	Oldest                    // created first
	Newest                    // created last
	LastUpdated               // changed last
	NamedOwner                // has an owner, and not one of those who are nobody ("No owner", "Unassigned", a queue)
	WantedOwner               // has the owner whom the user named
)

// String gives the criterion as it is written on the command line.
func (o Order) String() string {
	switch o {
	case Oldest:
		return "oldest"
	case Newest:
		return "newest"
	case LastUpdated:
		return "last-updated"
	case NamedOwner:
		return "named-owner"
	case WantedOwner:
		return "owner"
	default:
		return "most-complete"
	}
}

// Word gives the criterion as users write it.
func (o Order) Word() string {
	switch o {
	case MostComplete:
		return "complete"
	case LastUpdated:
		return "updated"
	default:
		return o.String()
	}
}

// ParseSurvivor reads criteria, the first the most important, such as "owner=Ana Lopez,complete,oldest", and gives the owner
// that they name, "" for none.
func ParseSurvivor(text string) (order []Order, owner string, err error) {
	for word := range strings.SplitSeq(text, ",") {
		word = strings.TrimSpace(word)
		name, value, named := strings.Cut(word, "=")
		switch strings.TrimSpace(name) {
		case "complete", "most-complete":
			order = append(order, MostComplete)
		case "oldest":
			order = append(order, Oldest)
		case "newest":
			order = append(order, Newest)
		case "updated", "last-updated":
			order = append(order, LastUpdated)
		case "named-owner":
			order = append(order, NamedOwner)
		case "owner":
			value = strings.TrimSpace(value)
			if value == "" || owner != "" {
				return nil, "", fmt.Errorf("survivor order: %q: write one owner as owner=NAME", word)
			}
			order, owner, named = append(order, WantedOwner), value, false
		default:
			return nil, "", fmt.Errorf("survivor order: %q is not complete, oldest, newest, updated, named-owner or owner=NAME", word)
		}
		if named {
			return nil, "", fmt.Errorf("survivor order: %q takes no value", name)
		}
	}
	return order, owner, nil
}

// Survivor chooses the record of a group that stays, by the criteria in their order; what they do not decide, the smallest
// key does. Blank dates come last. It gives the position in the list, -1 for an empty one. Dates are compared as text; those
// of other forms must be turned into ISO dates before.
func Survivor(members []Member, order []Order) int {
	best := -1
	var stays standing
	for i := range members {
		if s := newStanding(&members[i]); best < 0 || s.before(&stays, order) {
			best, stays = i, s
		}
	}
	return best
}

// standing is a member with what comparing it asks for again and again.
type standing struct {
	*Member
	filled int  // columns
	owned  bool // it has an owner who is somebody
}

func newStanding(m *Member) standing { return standing{m, filled(m), owned(m.Owner)} }

func (a *standing) before(b *standing, order []Order) bool {
	if a.Made != b.Made {
		return b.Made
	}
	for _, o := range order {
		c := 0
		switch o {
		case MostComplete:
			c = b.filled - a.filled
		case Oldest:
			c = byDate(a.Created, b.Created)
		case Newest:
			c = byDate2(a.Created, b.Created)
		case LastUpdated:
			c = byDate2(a.Modified, b.Modified)
		case NamedOwner:
			c = first(a.owned, b.owned)
		case WantedOwner:
			c = first(a.Wanted, b.Wanted)
		}
		if c != 0 {
			return c < 0
		}
	}
	return a.Key < b.Key
}

// first puts what holds for one of two alone before the other.
func first(a, b bool) int {
	switch {
	case a && !b:
		return -1
	case b && !a:
		return 1
	default:
		return 0
	}
}

// byDate puts the earlier first, byDate2 the later; both put blanks last.
func byDate(a, b string) int {
	if a == "" || b == "" {
		return strings.Compare(b, a)
	}
	return strings.Compare(a, b)
}

func byDate2(a, b string) int { return strings.Compare(b, a) }

func filled(m *Member) int {
	n := 0
	for _, v := range m.Values {
		if strings.TrimSpace(v) != "" {
			n++
		}
	}
	return n
}

// owned tells whether an owner is somebody.
func owned(owner string) bool {
	switch fold(owner) {
	case "", "no owner", "unassigned", "none", "n a", "queue", "deactivated user", "aucun proprietaire", "non attribue", "kein besitzer", "nicht zugewiesen",
		"sin propietario", "sin asignar", "nessun proprietario", "non assegnato", "sem proprietario", "geen eigenaar", "niet toegewezen", "brak wlasciciela", "nieprzypisany":
		return false
	default:
		return true
	}
}
