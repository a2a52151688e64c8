package dedupe

import (
	"iter"
	"math/bits"
)

// The codes of what speaks for and against two records being one person. The texts are in the catalogue.
const (
	CodeSameName       = "dup-same-name"
	CodeSwappedName    = "dup-names-swapped"
	CodeNearName       = "dup-name-typo"
	CodeNickname       = "dup-nickname"
	CodeInitial        = "dup-initial"
	CodePartName       = "dup-part-of-name"
	CodeSameMail       = "dup-same-email"
	CodeHomeMail       = "dup-same-family-email"
	CodeNearMail       = "dup-near-email"
	CodeRoleMail       = "dup-same-role-email"
	CodeSameNumber     = "dup-same-number"
	CodeSameMobile     = "dup-same-mobile"
	CodeSameFixed      = "dup-same-fixed-line"
	CodeSameCompany    = "dup-same-company"
	CodeNearCompany    = "dup-near-company"
	CodeSameDomain     = "dup-same-email-domain"
	CodeSameAddress    = "dup-same-address"
	CodeSamePlace      = "dup-same-place"
	CodeSameBirth      = "dup-same-birth-date"
	CodeSameIdent      = "dup-same-identity-number"
	CodeSameTitle      = "dup-same-job-title"
	CodeSameChild      = "dup-same-split-contact"
	CodeTelephonyMade  = "dup-made-by-telephony"
	CodeMadeAlone      = "dup-telephony-alone"
	CodeDecidedSame    = "dup-decided-same"
	CodeOtherFirst     = "dup-other-first-name"
	CodeOtherLast      = "dup-other-last-name"
	CodeAlikeName      = "dup-names-only-alike"
	CodeGeneration     = "dup-generation"
	CodeCouple         = "dup-couple"
	CodeOtherMail      = "dup-other-email-same-domain"
	CodeOtherDomain    = "dup-other-email-domain"
	CodeOtherCompany   = "dup-other-company"
	CodeOtherBirth     = "dup-other-birth-date"
	CodeOtherIdent     = "dup-other-identity-number"
	CodeOtherAddress   = "dup-other-address"
	CodeOtherNumbers   = "dup-other-mobile"
	CodeFamily         = "dup-family"
	CodeDecidedOther   = "dup-decided-different"
	CodeAmbiguous      = "dup-fits-two-persons"
	CodeConflict       = "dup-conflict-in-group"
	CodeContradiction  = "dup-contradictory-decisions"
	CodeGroupTooLarge  = "dup-group-too-large"
	CodeBlockTooLarge  = "dup-block-too-large"
	CodeConsentUnclear = "dup-consent-unclear"
)

// Reasons is a set of what speaks for and against two records being one person.
type Reasons uint64

// One bit a code, in the order of codes.
const (
	sameName Reasons = 1 << iota
	swappedName
	nearName
	nickname
	initialName
	partName
	sameMail
	homeMail
	nearMail
	roleMail
	sameNumber
	sameMobile
	sameFixed
	sameCompany
	nearCompany
	sameDomain
	sameAddress
	samePlace
	sameBirth
	sameIdent
	sameTitle
	sameChild
	telephonyMade
	decidedSame
	otherFirst
	otherLast
	alikeName
	generation
	couple
	otherMail
	otherDomain
	otherCompany
	otherBirth
	otherIdent
	otherAddress
	otherNumbers
	family
	decidedOther
	ambiguous
	conflict
	neighbours
)

// codes are the codes of the bits.
var codes = [...]string{
	CodeSameName, CodeSwappedName, CodeNearName, CodeNickname, CodeInitial, CodePartName, CodeSameMail, CodeHomeMail, CodeNearMail, CodeRoleMail,
	CodeSameNumber, CodeSameMobile, CodeSameFixed, CodeSameCompany, CodeNearCompany, CodeSameDomain, CodeSameAddress, CodeSamePlace, CodeSameBirth,
	CodeSameIdent, CodeSameTitle, CodeSameChild, CodeTelephonyMade, CodeDecidedSame, CodeOtherFirst, CodeOtherLast, CodeAlikeName,
	CodeGeneration, CodeCouple, CodeOtherMail, CodeOtherDomain, CodeOtherCompany, CodeOtherBirth, CodeOtherIdent, CodeOtherAddress,
	CodeOtherNumbers, CodeFamily, CodeDecidedOther, CodeAmbiguous, CodeConflict, CodeGroupTooLarge,
}

// Has tells whether the set has all of the given reasons.
func (r Reasons) Has(of Reasons) bool { return r&of == of }

// Any tells whether the set has one of the given reasons.
func (r Reasons) Any(of Reasons) bool { return r&of != 0 }

// Group gives those that are about a group as a whole rather than about a pair of it.
func (r Reasons) Group() Reasons { return r & neighbours }

// Codes gives the codes, those that speak for one person first.
func (r Reasons) Codes() iter.Seq[string] {
	return func(yield func(string) bool) {
		for r != 0 {
			i := bits.TrailingZeros64(uint64(r))
			r &= r - 1
			if i < len(codes) && !yield(codes[i]) {
				return
			}
		}
	}
}
