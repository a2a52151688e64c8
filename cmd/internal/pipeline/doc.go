// Package pipeline wires the stages of a run together.
//
//	table ─► survey ─► census: where do the contacts live, which country is a company in, which numbers are fillers
//	table ─► index  ─► dedupe.Index: who has which number, and which of them are shared lines
//	table ─► claims ─► what the records of one person will do with a number they share
//	table ─► settle ─► journal, import, held, review, undo
//
// The table is read several times: what to do with a number depends on the whole file. Reading a cell is a pure function
// of its text and the census, so the second look gives the same numbers as the first; the first pass keeps in temporary files
// the cells that the others look at. What else a run looks for goes between: repeated rows and ids, fillers, families, records of
// other files before the claims; behind settling, records of one person and shared numbers. In every pass one goroutine reads batches, several work on them, and one takes the results in the
// order of the input; the output does not depend on the number of workers.
package pipeline
