package numplan

import "github.com/nyaruka/phonenumbers"

// Answer is what the library says of a number. It holds no reference to the input.
type Answer struct {
	// Problem says that the library refuses the number; all fields below are zero then.
	Problem Problem
	// Origin says how the calling code was found.
	Origin Origin
	// Length is the verdict on the number of digits, which is all that the library means by possible.
	Length Length
	// Valid and Possible are IsValidNumber and IsPossibleNumber.
	Valid, Possible bool
	// AsWritten says that the number is OriginNational and that its national significant number is just the digits
	// that were written: no prefix was taken off, nothing was rewritten.
	AsWritten bool
	// Type is GetNumberType; TypeUnknown exactly if the number is not valid.
	Type Type
	// ExtStart and ExtEnd are where in the input the digits of an extension are; both 0 if there is none.
	ExtStart, ExtEnd uint8

	codeLen uint8
	length  uint8
	digits  [3 + maxNSN]byte

	// Code is the calling code.
	Code int
	// Region is GetRegionCodeForNumber: an ISO 3166 alpha-2 code, or "001" for numbers of no country. It can be
	// there for a number that is not valid, and is empty where the library cannot tell.
	Region string
}

// Digits gives the calling code and the national significant number: E.164 without its plus.
func (a *Answer) Digits() []byte { return a.digits[:a.length] }

// NSN gives the national significant number, leading zeros included.
func (a *Answer) NSN() []byte { return a.digits[a.codeLen:a.length] }

// AppendE164 appends the number in E.164, "+33199001234"; nothing if there is a Problem.
func (a *Answer) AppendE164(dst []byte) []byte {
	if a.length == 0 {
		return dst
	}
	dst = append(dst, '+')
	return append(dst, a.digits[:a.length]...)
}

// Problem is a reason for which the library refuses a number.
type Problem uint8

// The reasons.
const (
	ProblemNone  Problem = iota
	ProblemCode          // ErrInvalidCountryCode: no such calling code, or no region to read the number in
	ProblemShort         // ErrTooShortNSN or ErrTooShortAfterIDD
	ProblemLong          // ErrNumTooLong
)

// Origin says how the calling code of a number was found.
type Origin uint8

// The ways, as the library's CountryCodeSource.
const (
	OriginNational Origin = iota // not written: the default region's
	OriginPlus                   // after a plus
	OriginIDD                    // after the default region's international prefix
	OriginBare                   // the default region's own code, without either
)

// Length is a verdict on the number of digits.
type Length uint8

// The verdicts, as the library's ValidationResult.
const (
	LengthInvalid  Length = iota // between the shortest and the longest, but no such length
	LengthPossible               // a full number
	LengthLocal                  // only a local number
	LengthShort
	LengthLong
)

// Type is the type of a line.
type Type uint8

// The types of lines.
const (
	TypeUnknown Type = iota
	TypeFixed
	TypeMobile
	TypeFixedOrMobile
	TypeTollFree
	TypePremium
	TypeSharedCost
	TypeVoIP
	TypePersonal
	TypePager
	TypeUAN
	TypeVoicemail
)

// typeTable has the words and the library's constants of the types.
var typeTable = [...]struct {
	name    string
	library phonenumbers.PhoneNumberType
}{
	TypeUnknown:       {"unknown", phonenumbers.UNKNOWN},
	TypeFixed:         {"fixed", phonenumbers.FIXED_LINE},
	TypeMobile:        {"mobile", phonenumbers.MOBILE},
	TypeFixedOrMobile: {"fixed-or-mobile", phonenumbers.FIXED_LINE_OR_MOBILE},
	TypeTollFree:      {"toll-free", phonenumbers.TOLL_FREE},
	TypePremium:       {"premium", phonenumbers.PREMIUM_RATE},
	TypeSharedCost:    {"shared-cost", phonenumbers.SHARED_COST},
	TypeVoIP:          {"voip", phonenumbers.VOIP},
	TypePersonal:      {"personal", phonenumbers.PERSONAL_NUMBER},
	TypePager:         {"pager", phonenumbers.PAGER},
	TypeUAN:           {"uan", phonenumbers.UAN},
	TypeVoicemail:     {"voicemail", phonenumbers.VOICEMAIL},
}

// String gives the type in one word: "mobile", "fixed", "toll-free".
func (t Type) String() string {
	if int(t) < len(typeTable) {
		return typeTable[t].name
	}
	return typeTable[TypeUnknown].name
}

// Library gives the library's constant.
func (t Type) Library() phonenumbers.PhoneNumberType {
	if int(t) < len(typeTable) {
		return typeTable[t].library
	}
	return phonenumbers.UNKNOWN
}
