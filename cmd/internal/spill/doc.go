// Package spill keeps what does not fit into memory in temporary files: a [Sorter] puts (key, value) records in the order
// of their keys, [Fixed] does so with records of a few words, and a [Spool] gives records back in the order in which they came.
//
// The files lie in a folder that the caller names, are readable by their owner only, and are removed by Close. Small
// amounts stay in memory and make no file. None of the types may be used by several goroutines at once. After an error every
// later call gives the same error.
package spill
