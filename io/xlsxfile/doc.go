// Package xlsxfile reads, corrects and writes XLSX workbooks row by row.
//
// A [Book] lists the sheets of a workbook; a [Table] is one of them. [Table.Reader] streams its rows from the start,
// any number of times: a record's raw bytes are the row's own XML, its fields the texts that a person would see, with
// numbers in plain digits. [Table.Writer] makes a corrected copy in which untouched rows and all other parts of the
// file stay byte for byte what they were, and [NewWriter] makes a small new workbook for an import.
//
// Sheets are scanned and spliced as bytes, because excelize's row reader takes over ten times as long; excelize
// decrypts, and is what the tests hold the results against. A file that lies about its sizes, inflates without end or
// breaks off gives an error that says so, in time and memory that [Options] bounds.
//
// What a corrected copy does not reach: hyperlinks, comments and pivot caches keep the texts that they hold themselves,
// and so do cells of other sheets. Conditional formats, validations and names other than filters and print areas do not
// grow with new rows. The copy of a protected workbook is not protected.
//
// The package knows tables and nothing of phones.
package xlsxfile
