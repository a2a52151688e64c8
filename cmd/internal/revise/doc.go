// Package revise works on the folder of an earlier run and an export that was made since: it takes the run back (Undo), makes
// its import files again without what changed meanwhile (Refresh), or says what of them arrived (Verify).
//
// [Open] reads a run folder and refuses one that somebody changed. [Run.Undo], [Run.Refresh] and [Run.Verify] take from its
// import and undo files what each record held before and what the run writes, lay a fresh export beside that, and write what
// follows from it into a new folder. The run itself is never changed. Memory grows with what the run changes, not with the
// rows of the export.
package revise
