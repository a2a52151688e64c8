// Package numplan answers what a telephone number is some two hundred times faster than the library that knows the
// numbering plans, and never differently.
//
// The library (nyaruka/phonenumbers) decides with regular expressions, up to several hundred for one number. All of
// them are about digits only, and they are known: the library exports its metadata. This package compiles that
// metadata, when the program runs, so no generated file can drift from go.mod:
//
//   - for every calling code one deterministic automaton over the digits 0 to 9 that runs all patterns of all its
//     regions at once. One walk over a number ends in a state that says which regions' general patterns match and,
//     by the number's length, whether it is valid, in which region, and of which type, in the library's own order of
//     decision ([tables]);
//   - for every region an automaton for its international prefix and one for its national prefix, which find the end
//     of a leftmost-first match as the library's regular expressions do ([prefix]), and, where the plan rewrites
//     numbers (Argentina's 15, Brazil's carrier codes, local numbers of Caribbean islands), the groups of the match.
//
// The steps between, from what was written to the national number, are the library's, one for one, its oddities
// included: see parse.go.
//
// A calling code is compiled when it is first needed, in well under a millisecond for most. What the builder does not
// understand, such as a new kind of assertion in a future plan, makes that calling code be left to the library for
// good: [Plan.Parse] says so by its second result, [Plan.Err] says why. Also left to the library are inputs with
// letters or unusual signs, very short and very long ones.
package numplan
