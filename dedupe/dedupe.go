// Package dedupe knows who else has a number, and who is the same person.
//
// [Index] leads from E.164 numbers to the contacts that hold them; it is made in one pass over a file and asked in the next.
// [Blocks] gives the keys under which two records of one person meet, [Judge] says of a pair whether it is one and why,
// [Close] makes groups of what was judged, [Survivor] and [Plan] say what could become of a group.
//
// The package is pure: values in, values out.
package dedupe

// Claim says what a contact does with a number that it holds.
type Claim uint8

// The claims, weakest first.
const (
	Holds  Claim = iota // it stands in one of its cells, and that is all
	Splits              // the contact makes a contact of its own of it
	Keeps               // it will stand in a cell of its own
	Has                 // it stands in a cell of its own, and stays there
)

// Holder is one contact that holds a number.
type Holder struct {
	Row    uint32 // running number of the contact over all inputs of the run, from 1
	Person uint32 // hash of who it is; never 0
	Mail   uint32 // hash of its e-mail, 0 if it has none: two that differ are two people, whatever Person says
	Claim  Claim
}

// Entry is what the index knows of a number.
type Entry struct {
	Row     uint32 // the contact answerable for it: the one with the strongest claim, of several the first
	Person  uint32 // of that contact
	Mail    uint32 // the one e-mail address that its holders have, 0 if none has one or they are several people
	Claim   Claim  // of that contact
	Holders uint32 // how many contacts hold it
	Shared  bool   // they are more than one person
}
