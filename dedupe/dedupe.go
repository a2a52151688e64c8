// Package dedupe knows who else has a number: an index from E.164 numbers to the contacts that hold them, made in one
// pass over a file and asked in the next. It is pure: values in, values out.
package dedupe

// Holder is one contact that holds a number.
type Holder struct {
	Row    uint32 // running number of the contact over all inputs of the run, from 1
	Person uint32 // hash of who it is: equal for records that are exactly the same person; never 0
	Kept   bool   // the number stays with the contact after this run, rather than leaving for one of its own
}

// Entry is what the index knows of a number.
type Entry struct {
	Row     uint32 // the contact answerable for it: the first that keeps it, else the first that has it
	Person  uint32 // of that contact
	Kept    bool   // that contact keeps it
	Holders uint32 // how many contacts hold it
	Shared  bool   // they are more than one person
}
