package dedupe

import "encoding/binary"

// Block is the key of a block: records with one in common are worth judging. It is a hash with its [Kind] in the lowest four
// bits, the same in every run.
type Block uint64

// Kind says what the records of a block have in common.
type Kind uint8

// The kinds of block. See [Kind.ByName] for those that go with a name, which may be misspelt or swapped.
const (
	ByNumber Kind = iota
	ByMail
	ByIdent
	ByChild
	ByCompany
	ByDomain
	ByRoleMail
	ByPlace
	ByStreet
	ByBirth
	ByAddress // street, house and postcode, whatever the name
	ByFiner   // a part of a block that was too large; see [Finer]
	ByPart    // likewise, of a block that goes with a name
)

const kindBits = 4

// Kind gives what the records of a block have in common.
func (b Block) Kind() Kind { return Kind(b & (1<<kindBits - 1)) }

// Limit is how many records a block of the kind may have before [Finer] cuts it. What goes with a name is cut early: in a large
// firm, or in many of one name, only those with both names alike are worth judging.
func (k Kind) Limit() int {
	if k > ByChild && k < ByFiner {
		return PairLimit / 15
	}
	return PairLimit
}

// ByName tells whether the records of a block have nothing of a person's own in common, so that only those whose names may be
// one person's are worth judging: see [Sketch.Fits].
func (k Kind) ByName() bool {
	switch k {
	case ByCompany, ByDomain, ByRoleMail, ByPlace, ByStreet, ByAddress, ByPart:
		return true
	default:
		return false
	}
}

// String gives the kind as a word.
func (k Kind) String() string {
	switch k {
	case ByNumber:
		return "number"
	case ByMail:
		return "email"
	case ByIdent:
		return "identity"
	case ByChild:
		return "split-off"
	case ByCompany:
		return "company"
	case ByDomain:
		return "domain"
	case ByRoleMail:
		return "role-email"
	case ByPlace:
		return "place"
	case ByStreet:
		return "street"
	case ByBirth:
		return "birth"
	case ByAddress:
		return "address"
	default:
		return "finer"
	}
}

// PairBlock gives a block for a record and one other that it is judged with. It is a number of the other's, so that among the
// blocks of one record no two are the same; it is a [ByNumber], whose records are judged whatever their names.
func PairBlock(other uint32) Block { return Block(uint64(other)<<kindBits | uint64(ByNumber)) }

// block hashes parts into a key.
func block(k Kind, parts ...uint64) Block {
	var buf [32]byte
	text := append(buf[:0], byte(k))
	for _, p := range parts {
		text = binary.LittleEndian.AppendUint64(text, p)
	}
	return Block(Hash64(text)<<kindBits | uint64(k))
}
