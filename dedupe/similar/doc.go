// Package similar compares the names of persons, on runes, without regard to case and accents.
//
// Two names are not a number apart but in a relation: the same, near (a slip of typing, a nickname), compatible (an
// initial, one of two family names), alike (they look alike, but each may be a name of its own), different, or unknown
// because one says nothing. [Compare] gives that for given and family names apart, with the reasons.
//
// The package is pure. The names of eight languages (EN FR DE ES IT PT NL PL) are data files inside it.
package similar
