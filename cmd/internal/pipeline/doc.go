// Package pipeline wires the stages of a run together.
//
//	table ─► survey ─► census: where do the contacts live, which country is a company in, which numbers are fillers
//	table ─► index  ─► dedupe.Index: who has which number, and which of them are shared lines
//	table ─► claims ─► what the records of one person will do with a number they share
//	table ─► settle ─► journal, import, held, review, undo
//
// The table is read several times: what to do with a number depends on the whole file. Reading a cell is a pure function
// of its text and the census, so the second look gives the same numbers as the first and nothing has to be kept between
// them but the index. In every pass one goroutine reads batches, several work on them, and one takes the results in the
// order of the input; the output does not depend on the number of workers.
package pipeline
