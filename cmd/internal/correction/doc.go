// Package correction is what people hand back about cells that a run left to them: the list review/needs-you.csv with its
// column correction filled in.
//
// [Columns] finds the columns of such a list, however a spreadsheet saved it, and makes a [Line] of a row. [Parse] says what the
// words of a line ask for, [Same] whether a cell still holds what the line is about, and a [Table] keeps lines within a bound.
// Whether a number is one, and what comes of it, is not known here.
package correction
